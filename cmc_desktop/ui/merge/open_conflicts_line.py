"""A line over the board while something that copies changed on both sides is not settled."""

from __future__ import annotations

from PySide6.QtCore import QSize, Qt, Signal
from PySide6.QtWidgets import QHBoxLayout, QLabel, QPushButton, QWidget

from cmc_desktop.model.domain.merging.shown import open_conflicts
from cmc_desktop.ui.look import Look, dressed
from cmc_desktop.ui.saying import tr, trn
from cmc_desktop.ui.session_bridge import SessionBridge

_SIGN = 16


class OpenConflictsLine(QWidget):
    """How many conflicts are open, with the way to settle them; hidden while there are none.

    Signals:
        settling_wanted(): the page on which they are settled is asked for.
    """

    settling_wanted = Signal()

    def __init__(
        self, bridge: SessionBridge, look: Look, parent: QWidget | None = None, *, asking: bool = False
    ) -> None:
        """`asking`: it stands over a question to the room, and says what settling later would mean."""
        super().__init__(parent)
        self._bridge = bridge
        self._asking = asking
        self.setAttribute(Qt.WidgetAttribute.WA_StyledBackground)
        dressed(self, "bar")
        sign = QLabel()
        sign.setPixmap(look.icons.pixmap("concern", _SIGN, look.theme.warning))
        sign.setFixedSize(QSize(_SIGN, _SIGN))
        self.words = dressed(QLabel(), "warning")
        self.words.setTextFormat(Qt.TextFormat.PlainText)
        self.settle = QPushButton(tr("Settle…"))
        self.settle.setAccessibleName(tr("Settle conflicts"))
        self.settle.setToolTip(tr("Choose between what copies of this canvas say (Ctrl+Shift+X)"))
        self.settle.clicked.connect(self.settling_wanted)
        layout = QHBoxLayout(self)
        layout.setContentsMargins(14, 4, 12, 4)
        layout.setSpacing(8)
        layout.addWidget(sign)
        layout.addWidget(self.words)
        layout.addWidget(self.settle)
        layout.addStretch(1)
        bridge.written.connect(self.refresh)
        self.refresh()

    def refresh(self, _written: object = None) -> None:
        """Count anew."""
        canvas = self._bridge.canvas
        count = len(open_conflicts(canvas)) if canvas.sign_off is None else 0
        self.setVisible(bool(count))
        words = trn("{n} conflict between copies is open", "{n} conflicts between copies are open", count)
        if self._asking:
            words += ": " + tr("who is asked now may have to be asked again once that is settled")
        self.words.setText(words if count else "")
