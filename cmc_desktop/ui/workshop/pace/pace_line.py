"""One line that is always there: which element, how long each, how late, when the break is."""

from __future__ import annotations

from PySide6.QtCore import QSize, Qt, Signal
from PySide6.QtWidgets import QHBoxLayout, QLabel, QToolButton, QWidget

from cmc_desktop.model.domain.agenda import MINUTE
from cmc_desktop.model.domain.pace import Pace, pace
from cmc_desktop.ui.look import Look, dressed, redress
from cmc_desktop.ui.saying import tr
from cmc_desktop.ui.session_bridge import SessionBridge
from cmc_desktop.ui.workshop.pace.pace_words import ON_TIME, behind_words, pace_words

#: from this much on the line speaks in the warning's colour, and offers to deal with it
LATE = 2 * MINUTE


class PaceLine(QWidget):
    """The pace of the workshop in words; hidden while none runs.

    Signals:
        catching_up_wanted(): the later phases are to be shifted or trimmed.
    """

    catching_up_wanted = Signal()

    def __init__(self, bridge: SessionBridge, look: Look, parent: QWidget | None = None) -> None:
        super().__init__(parent)
        self._bridge = bridge
        self.setAttribute(Qt.WidgetAttribute.WA_StyledBackground)
        dressed(self, "bar")
        self.setFixedHeight(30)
        self.words = dressed(QLabel(), "pace")
        self.words.setTextFormat(Qt.TextFormat.PlainText)
        self.words.setMinimumWidth(40)
        self.late = dressed(QToolButton(), "plain")
        self.late.setIcon(look.icons.icon("clock"))
        self.late.setIconSize(QSize(16, 16))
        self.late.setToolButtonStyle(Qt.ToolButtonStyle.ToolButtonTextBesideIcon)
        self.late.setText(tr("Shift or trim…"))
        self.late.setToolTip(tr("Let the later phases move, or shorten them (Ctrl+Shift+P)"))
        self.late.setFocusPolicy(Qt.FocusPolicy.NoFocus)
        self.late.clicked.connect(self.catching_up_wanted)
        layout = QHBoxLayout(self)
        layout.setContentsMargins(14, 0, 8, 0)
        layout.setSpacing(8)
        layout.addWidget(self.words, 1)
        layout.addWidget(self.late)
        bridge.written.connect(lambda _written: self.refresh())
        bridge.ticked.connect(self._show)
        self.refresh()

    def refresh(self) -> None:
        """Read the pace anew."""
        self._show(self._bridge.now())

    def _show(self, now: int) -> None:
        canvas = self._bridge.canvas
        at = pace(canvas, now) if canvas.sign_off is None else None
        self.setVisible(at is not None)
        if at is None:
            return
        words = pace_words(at)
        if words != self.words.text():
            self.words.setText(words)
            self.words.setToolTip(words)
            self.words.setAccessibleName(tr("Pace: {words}", words=words))
        redress(self.words, _look(at))
        self.late.setVisible(at.late >= LATE)

    def behind(self) -> str:
        """How late the room is, in words; empty while no workshop runs."""
        at = pace(self._bridge.canvas, self._bridge.now())
        return behind_words(at) if at is not None else ""


def _look(at: Pace) -> str:
    return "pace" if at.behind < max(LATE, ON_TIME) else "pace-late"
