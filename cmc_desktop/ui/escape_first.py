"""Esc for a message that is shown: the key closes it, unless words are being written, which it is for first."""

from __future__ import annotations

from PySide6.QtCore import QEvent, QObject, Qt
from PySide6.QtGui import QKeyEvent
from PySide6.QtWidgets import QApplication, QLineEdit, QPlainTextEdit, QWidget
from shiboken6 import isValid


class EscapeFirst(QObject):
    """Takes Esc from what has the keys in the window of `message`, and hides it; the keys stay where they are.

    Where words are written Esc means something of its own: it ends the writing, and who presses it looks there. The
    next Esc, from wherever the keys went, is for the message. Dialogs are windows of their own, and keep theirs.

    It watches the one widget with the keys, and only between `begin` and `end`, so that nothing else is slowed down.
    """

    def __init__(self, message: QWidget) -> None:
        super().__init__(message)
        self._message = message
        self._watched: QWidget | None = None
        self._begun = False

    def begin(self) -> None:
        """The message is shown."""
        app = QApplication.instance()
        if not self._begun and isinstance(app, QApplication):
            self._begun = True
            app.focusChanged.connect(self._on_focus_changed)
            self._watch(QApplication.focusWidget())

    def end(self) -> None:
        """The message is gone."""
        app = QApplication.instance()
        if self._begun and isinstance(app, QApplication):
            self._begun = False
            app.focusChanged.disconnect(self._on_focus_changed)
            self._watch(None)

    def _on_focus_changed(self, _old: QWidget | None, new: QWidget | None) -> None:
        self._watch(new)

    def _watch(self, widget: QWidget | None) -> None:
        if self._watched is not None and isValid(self._watched):
            self._watched.removeEventFilter(self)
        self._watched = widget if widget is not None and widget.window() is self._message.window() else None
        if self._watched is not None:
            # the last filter installed is asked first, before those of item views and lines
            self._watched.installEventFilter(self)

    def eventFilter(self, watched: QObject, event: QEvent) -> bool:
        kinds = (QEvent.Type.ShortcutOverride, QEvent.Type.KeyPress)
        if event.type() not in kinds or not isinstance(event, QKeyEvent) or event.key() != Qt.Key.Key_Escape:
            return False
        if event.modifiers() or QApplication.activePopupWidget() is not None or _is_written_in(watched):
            return False
        event.accept()
        if event.type() == QEvent.Type.KeyPress:
            self._message.hide()
        return True


def _is_written_in(widget: QObject) -> bool:
    """Whether there are words in this widget that somebody is writing."""
    if isinstance(widget, QLineEdit):
        return bool(widget.text()) and not widget.isReadOnly()
    return isinstance(widget, QPlainTextEdit) and not widget.document().isEmpty() and not widget.isReadOnly()
