"""Where the keys go when what had them goes out of sight: back to the work, never to some button beside it."""

from __future__ import annotations

from collections.abc import Callable

from PySide6.QtCore import QObject
from PySide6.QtWidgets import QApplication, QLineEdit, QPlainTextEdit, QWidget
from shiboken6 import isValid


class WorkingKeys(QObject):
    """Watches over the keys of a page; `take_focus` puts them where its work goes on.

    Qt gives the keys of a widget that hides to the next one in the order of Tab, where typed words come to nothing and
    Space presses a button. Parts of the page that look after their own keys are `left_alone`.
    """

    def __init__(self, page: QWidget, take_focus: Callable[[], object], left_alone: QWidget) -> None:
        super().__init__(page)
        self._page = page
        self._take_focus = take_focus
        self._left_alone = left_alone
        app = QApplication.instance()
        if isinstance(app, QApplication):
            app.focusChanged.connect(self._on_focus_changed)

    def go_on(self) -> None:
        """Put the keys where the work goes on, unless words are being typed that are not stored so far."""
        if self._page.isVisible() and not holds_words(self._page.window().focusWidget()):
            self._take_focus()

    def _on_focus_changed(self, old: QWidget | None, now: QWidget | None) -> None:
        if old is None or now is None or not isValid(old) or not self._page.isVisible():
            return
        if self._page.isAncestorOf(now) and self._went_out_of_sight(old):
            self.go_on()

    def _went_out_of_sight(self, widget: QWidget) -> bool:
        mine = self._page.isAncestorOf(widget) and not self._left_alone.isAncestorOf(widget)
        return mine and not widget.isVisible()


def holds_words(widget: QWidget | None) -> bool:
    """Whether somebody is in the middle of writing in a field."""
    if widget is None or not widget.isVisible():
        return False
    if isinstance(widget, QLineEdit):
        return bool(widget.text().strip()) and not widget.isReadOnly()
    return isinstance(widget, QPlainTextEdit) and bool(widget.toPlainText().strip()) and not widget.isReadOnly()


def is_seen_within(place: QWidget, widget: QWidget | None) -> bool:
    """Whether a widget is a part of a place, and in sight."""
    return widget is not None and widget.isVisible() and place.isAncestorOf(widget)
