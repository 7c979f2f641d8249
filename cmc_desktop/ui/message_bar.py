"""A calm bar for what happened: a sentence, at most two buttons, never a dialog in front of the room."""

from __future__ import annotations

from collections.abc import Callable
from enum import IntEnum

from PySide6.QtCore import Qt, QTimer, Signal
from PySide6.QtGui import QAccessible, QAccessibleEvent, QHideEvent, QKeyEvent, QShowEvent
from PySide6.QtWidgets import QFrame, QHBoxLayout, QLabel, QPushButton, QWidget

from cmc_desktop.i18n import upright
from cmc_desktop.ui.escape_first import EscapeFirst
from cmc_desktop.ui.saying import tr

#: the property of a page that stays as it is while a message lies over its foot: nothing is to move under the hand
HOLDS_STILL = "holdsStill"


class Until(IntEnum):
    """What takes a message away besides closing it: what it says or offers does not hold any longer then."""

    CLOSED = 0
    CANVAS_LEFT = 1
    OWN_CHANGE = 2
    ANY_CHANGE = 3


class MessageBar(QFrame):
    """Shows one message at a time; a newer one replaces it. Errors stay until closed, the rest goes by itself.

    Signals:
        gone(): there is no message any longer.
    """

    gone = Signal()

    _SECONDS = 8

    def __init__(self, parent: QWidget | None = None, *, takes_escape: bool = True) -> None:
        """`takes_escape`: Esc closes a message, unless words are being written: then it is for these first."""
        super().__init__(parent)
        self.setObjectName("messageBar")
        self.setProperty("look", "sheet")
        self.setAccessibleName(tr("Message"))
        self._text = QLabel()
        self._text.setTextFormat(Qt.TextFormat.PlainText)
        self._text.setWordWrap(True)
        self._action = QPushButton()
        self._close = QPushButton(tr("Close"))
        self._close.clicked.connect(self.hide)
        self._action.clicked.connect(self._on_action_clicked)
        self._wish: Callable[[], object] | None = None
        self._until = Until.CLOSED
        layout = QHBoxLayout(self)
        layout.setContentsMargins(16, 8, 8, 8)
        layout.addWidget(self._text, 1)
        layout.addWidget(self._action)
        layout.addWidget(self._close)
        self._timer = QTimer(self)
        self._timer.setSingleShot(True)
        self._timer.timeout.connect(self.hide)
        self._escape_first = EscapeFirst(self) if takes_escape else None
        self.hide()

    @property
    def text(self) -> str:
        return self._text.text()

    def tell(
        self,
        text: str,
        action: str = "",
        wish: Callable[[], object] | None = None,
        *,
        stays: bool = False,
        until: Until = Until.CLOSED,
    ) -> None:
        """Show `text`, with a button `action` that carries out `wish`; `stays` keeps it until it is closed, or until
        what `until` names has come."""
        self._text.setText(upright(text))
        self._wish = wish
        self._until = until
        self._action.setText(upright(action))
        self._action.setVisible(bool(action))
        self.show()
        self.raise_()
        QAccessible.updateAccessibility(QAccessibleEvent(self._text, QAccessible.Event.Alert))
        if stays:
            self._timer.stop()
        else:
            self._timer.start(self._SECONDS * 1000)

    def expire(self, come: Until) -> None:
        """Take the message away when it was to last until `come` or until something that comes with it: who leaves
        a canvas leaves its changes too, and an own change is one."""
        if self._until >= come:
            self._wish = None
            self.hide()

    def take_offer(self) -> None:
        """Carry out what the message offers; nothing when it offers nothing."""
        if self.isVisible() and self._wish is not None:
            self._on_action_clicked()

    def _on_action_clicked(self) -> None:
        wish, self._wish = self._wish, None
        self.hide()
        if wish is not None:
            wish()

    def showEvent(self, event: QShowEvent) -> None:
        super().showEvent(event)
        if self._escape_first is not None:
            self._escape_first.begin()

    def hideEvent(self, event: QHideEvent) -> None:
        if self._escape_first is not None:
            self._escape_first.end()
        super().hideEvent(event)
        self.gone.emit()

    def keyPressEvent(self, event: QKeyEvent) -> None:
        if event.key() == Qt.Key.Key_Escape and self._escape_first is not None:
            self.hide()
            return
        super().keyPressEvent(event)
