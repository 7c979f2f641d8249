"""The displays of this computer as they come, go and change, and windows that must not be lost with them."""

from __future__ import annotations

from PySide6.QtCore import QObject, QRect, QTimer, Signal
from PySide6.QtGui import QGuiApplication, QScreen
from PySide6.QtWidgets import QApplication, QWidget

#: as much of a window's upper edge has to be on a display for a hand to get hold of it, in pixels
_HOLD = (120, 24)


class Displays(QObject):
    """Watches the displays.

    Signals:
        leaving(QScreen): a display vanishes, and its windows have not been moved yet.
        settled(): displays came, went, moved or changed their size or scale; told once for all that happened at once.
    """

    leaving = Signal(QScreen)
    settled = Signal()

    def __init__(self, parent: QObject | None = None) -> None:
        super().__init__(parent)
        self._soon = QTimer(self)
        self._soon.setSingleShot(True)
        self._soon.setInterval(0)
        self._soon.timeout.connect(self.settled)
        app = QGuiApplication.instance()
        assert isinstance(app, QGuiApplication)
        app.screenAdded.connect(self._on_screen_added)
        app.screenRemoved.connect(self._on_screen_removed)
        app.primaryScreenChanged.connect(self._on_something_changed)
        for screen in QGuiApplication.screens():
            self._watch(screen)

    def _watch(self, screen: QScreen) -> None:
        screen.geometryChanged.connect(self._on_something_changed)
        screen.availableGeometryChanged.connect(self._on_something_changed)
        screen.logicalDotsPerInchChanged.connect(self._on_something_changed)

    def _on_screen_added(self, screen: QScreen) -> None:
        self._watch(screen)
        self._soon.start()

    def _on_screen_removed(self, screen: QScreen) -> None:
        self.leaving.emit(screen)
        self._soon.start()

    def _on_something_changed(self, _fact: object) -> None:
        self._soon.start()


def other_display(desk: QScreen | None, rather: QScreen | None = None) -> QScreen | None:
    """A display that shows something else than the desk's, `rather` where it is one; None when there is no such."""
    others = [screen for screen in QGuiApplication.screens() if screen is not desk and not mirrors(screen, desk)]
    return rather if rather in others else next(iter(others), None)


def mirrors(screen: QScreen, desk: QScreen | None) -> bool:
    """Whether a display shows what is on the desk's."""
    return desk is not None and screen is not desk and screen.geometry().intersects(desk.geometry())


def mirrored(desk: QScreen | None) -> bool:
    """Whether some other display shows what is on the desk's."""
    return any(mirrors(screen, desk) for screen in QGuiApplication.screens())


def bring_back_lost_windows() -> None:
    """Put every window whose upper edge lies on no display onto one, no larger than it."""
    for window in QApplication.topLevelWidgets():
        if window.isVisible() and not window.isMinimized() and not _within_reach(window):
            _bring_back(window)


def _within_reach(window: QWidget) -> bool:
    frame = window.frameGeometry()
    width, height = _HOLD
    edge = QRect(frame.x(), frame.y(), frame.width(), height)
    for screen in QGuiApplication.screens():
        seen = screen.geometry().intersected(edge)
        if seen.width() >= min(width, frame.width()) and seen.height() >= height // 2:
            return True
    return False


def _bring_back(window: QWidget) -> None:
    parent = window.parentWidget()
    screen = parent.screen() if parent is not None else QGuiApplication.primaryScreen()
    room = screen.availableGeometry()
    place = window.geometry()
    place.setSize(place.size().boundedTo(room.size()))
    place.moveCenter(room.center())
    window.setGeometry(place.intersected(room) if not room.contains(place) else place)
