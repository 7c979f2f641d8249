"""Tells when the keys leave a group of fields for something else in the window, and where they came from."""

from __future__ import annotations

from PySide6.QtCore import QObject, Signal
from PySide6.QtWidgets import QApplication, QMenu, QMenuBar, QWidget
from shiboken6 import isValid


class KeysWithin(QObject):
    """Watches the keys of `group`.

    Signals:
        left(): the keys went from the group to another widget; not to a menu, another window or what it pops up.
    """

    left = Signal()

    def __init__(self, group: QWidget) -> None:
        super().__init__(group)
        self._group = group
        self._before: QWidget | None = None
        app = QApplication.instance()
        if isinstance(app, QApplication):
            app.focusChanged.connect(self._on_focus_changed)

    @property
    def here(self) -> bool:
        """Whether the keys are in the group."""
        return self._holds(QApplication.focusWidget())

    def take_to(self, field: QWidget) -> None:
        """Send the keys to a field of the group, and remember where they were."""
        now = QApplication.focusWidget()
        if now is not None and not self._holds(now) and now.window() is self._group.window():
            self._before = now
        field.setFocus()

    def give_back(self) -> bool:
        """Send the keys back to where they were; False when that is not there any more."""
        before, self._before = self._before, None
        if before is None or not isValid(before) or not before.isVisible() or not before.isEnabled():
            return False
        before.setFocus()
        return True

    def _holds(self, widget: QWidget | None) -> bool:
        return widget is not None and (widget is self._group or self._group.isAncestorOf(widget))

    def _on_focus_changed(self, old: QWidget | None, new: QWidget | None) -> None:
        if new is None or isinstance(new, QMenu | QMenuBar) or new.window() is not self._group.window():
            return
        if old is not None and isValid(old) and self._holds(old) and not self._holds(new):
            self.left.emit()
