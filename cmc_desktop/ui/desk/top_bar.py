"""The line above the board: which canvas this is, and the few things that must never be far away."""

from __future__ import annotations

from dataclasses import replace

from PySide6.QtCore import QSize, Qt
from PySide6.QtWidgets import QHBoxLayout, QLabel, QToolButton, QWidget

from cmc_desktop.model.domain.agreement import agreement
from cmc_desktop.model.domain.canvas import Canvas
from cmc_desktop.model.domain.phase_rules import rules_now
from cmc_desktop.model.services.continuing import session_words
from cmc_desktop.ui.actions import Actions
from cmc_desktop.ui.elided_label import ElidedLabel
from cmc_desktop.ui.look import dressed, redress
from cmc_desktop.ui.saying import in_a_row, tr

_BUTTONS = ("undo", "redo", "find", "projector", "export")
#: characters of a session's name; the whole is in the tool tip
_SESSION_SEEN = 28


class TopBar(QWidget):
    """Title, city and standing at the left; buttons that mirror the actions at the right."""

    def __init__(self, actions: Actions, parent: QWidget | None = None) -> None:
        super().__init__(parent)
        dressed(self, "bar")
        self.setAttribute(Qt.WidgetAttribute.WA_StyledBackground)
        self.setFixedHeight(52)
        layout = QHBoxLayout(self)
        layout.setContentsMargins(12, 0, 12, 0)
        layout.setSpacing(8)
        layout.addWidget(self._button(actions, "library"))
        self._title = dressed(ElidedLabel(least=8), "title")
        layout.addWidget(self._title)
        self._badge = dressed(QLabel(), "badge")
        self._badge.setTextFormat(Qt.TextFormat.PlainText)
        self._badge.setFixedHeight(26)
        layout.addWidget(self._badge)
        layout.addStretch(1)
        self._wall = dressed(ElidedLabel(least=26), "muted")
        self._wall.hide()
        buttons = {action_id: self._button(actions, action_id) for action_id in _BUTTONS}
        self._projector = buttons["projector"]
        for button in buttons.values():
            if button is self._projector:
                layout.addWidget(self._wall)
            layout.addWidget(button)
        self._export = buttons["export"]
        self._sign_off = self._button(actions, "sign_off", with_text=True)
        self._new_version = self._button(actions, "new_version", with_text=True)
        layout.addWidget(self._sign_off)
        layout.addWidget(self._new_version)

    def _button(self, actions: Actions, action_id: str, *, with_text: bool = False) -> QToolButton:
        action = actions[action_id]
        button = QToolButton()
        button.setDefaultAction(action)
        button.setIconSize(QSize(18, 18))
        text_beside = with_text or action_id in ("projector", "export")
        style = Qt.ToolButtonStyle.ToolButtonTextBesideIcon if text_beside else Qt.ToolButtonStyle.ToolButtonIconOnly
        button.setToolButtonStyle(style)
        keys = action.shortcut().toString()
        name = action.text().rstrip("…")
        button.setAccessibleName(name)
        button.setToolTip(f"{name} ({keys})" if keys else name)
        return button

    def show_wall(self, words: str, *, urgent: bool) -> None:
        """Say what the room sees; `urgent` when it does not follow the desk."""
        self._wall.show_words(words)
        self._wall.setVisible(bool(words))
        # the words say what the button is about
        beside, alone = Qt.ToolButtonStyle.ToolButtonTextBesideIcon, Qt.ToolButtonStyle.ToolButtonIconOnly
        self._projector.setToolButtonStyle(alone if words else beside)
        redress(self._wall, "warning" if urgent else "muted")

    def refresh(self, canvas: Canvas) -> None:
        """Show the head of the canvas and where it stands."""
        head = canvas.head
        title = in_a_row((head.title, head.city), " · ")
        self._title.show_words(title)
        standing = _standing(canvas, head.session)
        self._badge.setText(_standing(canvas, _shortened(head.session)))
        self._badge.setToolTip(standing)
        self._badge.setAccessibleName(tr("State: {state}", state=standing))
        signed = canvas.sign_off is not None
        self._export.setAccessibleName(tr("Export the record") if signed else tr("Export"))
        self._new_version.setVisible(signed)
        self._sign_off.setVisible(rules_now(canvas).answers and not signed)
        now = agreement(canvas)
        self._sign_off.setText(tr("Sign off {n}/{all}", n=now.satisfied, all=len(now.in_room)))


def _standing(canvas: Canvas, session: str) -> str:
    """Where the canvas stands, with its session called `session`."""
    item, version = canvas.current_item, session_words(replace(canvas.head, session=session))
    if canvas.sign_off is not None:
        return tr("✓ signed · {version}", version=version)
    if item is not None:
        return tr("in workshop · {phase} · {version}", phase=item.title, version=version)
    return tr("draft · {version}", version=version)


def _shortened(name: str) -> str:
    return name if len(name) <= _SESSION_SEEN else name[: _SESSION_SEEN - 1].rstrip() + "…"
