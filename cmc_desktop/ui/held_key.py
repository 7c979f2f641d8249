"""Tells a key that is held from one that is pressed again.

Qt marks what a held key repeats, but on X11 it misses some of it: a repeat comes as a release and a press of the same
moment there, and is taken for a person's when both are not read at once. Nobody presses a key that fast.
"""

from __future__ import annotations

from PySide6.QtCore import QElapsedTimer, QEvent, QObject, Signal
from PySide6.QtGui import QKeyEvent
from PySide6.QtWidgets import QWidget

#: milliseconds between letting a key go and pressing it again that no finger manages
_NO_FINGER = 15
#: milliseconds within which a key press reaches its shortcut
_AT_ONCE = 100


class HeldKey(QObject):
    """Watches the keys that come to a widget on their way to its shortcuts.

    Signals:
        pressed(): some key was pressed, and has not reached its shortcut so far.
    """

    pressed = Signal()

    def __init__(self, watched: QWidget) -> None:
        super().__init__(watched)
        self._released = (0, 0)
        self._repeats = False
        self._since = QElapsedTimer()
        watched.installEventFilter(self)

    @property
    def repeats(self) -> bool:
        """Whether what happens just now is the repeat of a held key."""
        return self._repeats and self._since.elapsed() < _AT_ONCE

    def eventFilter(self, watched: QObject, event: QEvent) -> bool:
        if event.type() == QEvent.Type.KeyRelease and isinstance(event, QKeyEvent):
            self._released = (event.key(), event.timestamp())
        elif event.type() == QEvent.Type.ShortcutOverride and isinstance(event, QKeyEvent):
            key, at = self._released
            again = bool(at) and key == event.key() and 0 <= event.timestamp() - at < _NO_FINGER
            self._repeats = event.isAutoRepeat() or again
            self._since.start()
            self.pressed.emit()
        return False
