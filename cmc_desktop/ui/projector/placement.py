"""Where the projector window is: on the display the room sees, whatever happens to the cable."""

from __future__ import annotations

from PySide6.QtCore import QObject, Qt
from PySide6.QtGui import QScreen
from PySide6.QtWidgets import QApplication, QWidget

from cmc_desktop.ui.displays import Displays, mirrored, other_display
from cmc_desktop.ui.projector.projector_window import ProjectorWindow
from cmc_desktop.ui.projector.stage import Place, Stage
from cmc_desktop.ui.saying import tr

_REHEARSAL_SIZE = (960, 540)


class Placement(QObject):
    """Fills the display that the desk is not on, without taking the keys from the desk.

    Without a second display the projector is an ordinary window, to rehearse in. When its display is pulled, or shows
    the same as the desk's, it is hidden, so that it never covers the desk, and comes back with the display.
    """

    def __init__(self, window: ProjectorWindow, desk: QWidget, stage: Stage) -> None:
        super().__init__(window)
        self._window = window
        self._desk = desk
        self._stage = stage
        displays = Displays(self)
        displays.leaving.connect(self._on_display_leaving)
        displays.settled.connect(self.place)
        handle = desk.windowHandle()
        if handle is not None:
            handle.screenChanged.connect(self.place)
        window.keys_returned.connect(self._give_keys_to_desk)

    def place(self, _fact: object = None) -> None:
        """Put the window where it belongs now."""
        window = self._window
        display = other_display(self._desk.screen(), window.screen())
        if display is not None:
            self._fill(display)
            self._stage.set_place(Place.WALL)
        elif self._stage.place in (Place.WALL, Place.GONE, Place.MIRRORED):
            window.hide()
            self._stage.set_place(Place.MIRRORED if mirrored(self._desk.screen()) else Place.GONE)
        elif not window.isVisible():
            window.setWindowTitle(tr("Rehearsal of the projector"))
            window.resize(*_REHEARSAL_SIZE)
            self._stage.set_place(Place.WINDOW)
            window.show()

    def _fill(self, display: QScreen) -> None:
        window = self._window
        if window.isVisible() and window.isFullScreen() and window.geometry() == display.geometry():
            return
        active = QApplication.activeWindow()
        window.hide()
        window.setScreen(display)
        window.setGeometry(display.geometry())
        # not showFullScreen(), which takes the keys
        window.setWindowState(Qt.WindowState.WindowFullScreen)
        window.setVisible(True)
        if active is not None:
            active.activateWindow()

    def _on_display_leaving(self, display: QScreen) -> None:
        if self._stage.place is Place.WALL and self._window.screen() is display:
            self._window.hide()
            self._stage.set_place(Place.GONE)

    def _give_keys_to_desk(self) -> None:
        (QApplication.activeModalWidget() or self._desk).activateWindow()
