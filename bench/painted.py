"""Tells when a widget has been painted, without a line of test code in the app."""

from __future__ import annotations

from collections.abc import Callable, Iterable

from PySide6.QtCore import QEvent, QObject, QTimer
from PySide6.QtWidgets import QListView, QWidget


class Painted(QObject):
    """Calls `then` once, as soon as each of the widgets has been painted and the event loop is free again."""

    def __init__(self, widgets: Iterable[QWidget], then: Callable[[], object]) -> None:
        super().__init__()
        self._waiting = list(widgets)
        self._then = then
        for widget in self._waiting:
            widget.installEventFilter(self)

    @property
    def is_done(self) -> bool:
        """Whether each of the widgets has been painted."""
        return not self._waiting

    def eventFilter(self, watched: QObject, event: QEvent) -> bool:  # noqa: N802  # overrides Qt's name
        if event.type() == QEvent.Type.Paint and watched in self._waiting:
            watched.removeEventFilter(self)
            self._waiting.remove(watched)
            if not self._waiting:
                QTimer.singleShot(0, self._then)
        return False


def viewports_in(page: QWidget) -> list[QWidget]:
    """What the lists that can be seen on a page are painted on."""
    return [view.viewport() for view in page.findChildren(QListView) if view.isVisible()]
