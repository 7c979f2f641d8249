"""Which keys a widget keeps from the window's shortcuts and which it leaves to them, told before either gets them."""

from __future__ import annotations

from collections.abc import Callable

from PySide6.QtCore import QEvent, QObject
from PySide6.QtGui import QKeyEvent
from PySide6.QtWidgets import QWidget


class KeyClaims(QObject):
    """Asks `claims` of every key on its way to the shortcuts, and is there as long as the widget it watches.

    True takes the key for the widget, False leaves it to the window, None lets Qt decide. A filter rather than the
    widget's own `event`: through that would pass the widget's deletion too, in the middle of a call from Python.
    """

    def __init__(self, watched: QWidget, claims: Callable[[QKeyEvent], bool | None]) -> None:
        super().__init__(watched)
        self._claims = claims
        watched.installEventFilter(self)

    def eventFilter(self, _watched: QObject, event: QEvent) -> bool:
        if event.type() != QEvent.Type.ShortcutOverride or not isinstance(event, QKeyEvent):
            return False
        claimed = self._claims(event)
        if claimed is None:
            return False
        event.setAccepted(claimed)
        return True
