"""The wall of one open canvas: what was released, the window that shows it while it is open, and the keys for both."""

from __future__ import annotations

from collections.abc import Callable
from functools import partial

from PySide6.QtCore import QObject, Signal
from PySide6.QtWidgets import QWidget

from cmc_desktop.model.domain.practice_mark import is_practice
from cmc_desktop.ui.practice_mark import MarkOnTheWall
from cmc_desktop.ui.projector.placement import Placement
from cmc_desktop.ui.projector.projector_window import ProjectorWindow
from cmc_desktop.ui.projector.stage import Place, Stage
from cmc_desktop.ui.saying import tr
from cmc_desktop.ui.session_bridge import SessionBridge


class Wall(QObject):
    """Opens and closes the projector for `desk`, the moderator's window.

    Signals:
        told(str): a few words for the moderator about what was just done.
    """

    told = Signal(str)

    def __init__(self, bridge: SessionBridge, desk: QWidget, parent: QObject) -> None:
        super().__init__(parent)
        self._bridge = bridge
        self._desk = desk
        self.stage = Stage(bridge, self)
        self.window: ProjectorWindow | None = None

    def commands(self) -> dict[str, Callable[[], object]]:
        """What the actions about the projector do, by action id; each of them opens it first when it is closed."""
        stage = self.stage
        wishes: dict[str, Callable[[], object]] = {
            "projector_zoom": stage.toggle_zoom,
            "projector_hold": stage.toggle_hold,
            "projector_blank": stage.toggle_blank,
            "projector_names": stage.toggle_names,
            "projector_larger": stage.larger,
            "projector_smaller": stage.smaller,
            "projector_letters": stage.usual_letters,
            "projector_next": partial(self._turn, +1),
            "projector_back": partial(self._turn, -1),
        }
        return {"projector": self.toggle, **{key: partial(self._on_wall, wish) for key, wish in wishes.items()}}

    def toggle(self) -> None:
        """Open the projector window, or close it."""
        if self.window is not None:
            self.window.close()
            return
        self.window = ProjectorWindow(self._bridge, self.stage)
        self.window.closed.connect(self._on_window_closed)
        Placement(self.window, self._desk, self.stage).place()
        if is_practice(self._bridge.canvas.head):
            MarkOnTheWall(self.window)
        if self.stage.place is Place.WINDOW:
            self.told.emit(tr("There is no second display; the projector is a window of its own."))
        in_front = self._desk.isActiveWindow()
        self._desk.activateWindow()
        if self.stage.place is Place.WINDOW and in_front:
            # after the desk, which would cover it when it fills the display; the keys stay with the desk
            self.window.raise_()

    def show_note(self, note: str) -> None:
        """Show the note with this id alone, opening the projector when it is closed; the same again goes back."""
        if not note and not self.stage.shows_note:
            self.told.emit(tr("Choose a note on the board first; it is then shown alone."))
            return
        if self.window is None:
            self.toggle()
        self.stage.show_note(note)

    def set_asking(self, asking: bool) -> None:
        """Let the room see the question while the roll call covers the desk; told when the wall does not follow."""
        self.stage.set_asking(asking)
        if asking and not self.stage.is_as_usual:
            self.told.emit(self.stage.words())

    def close(self) -> None:
        if self.window is not None:
            self.window.close()

    def _on_wall(self, wish: Callable[[], object]) -> None:
        if self.window is None:
            self.toggle()
        else:
            wish()

    def _turn(self, by: int) -> None:
        if self.window is not None:
            self.window.turn_page(by)

    def _on_window_closed(self) -> None:
        if self.window is not None:
            self.window.deleteLater()
            self.window = None
            self.stage.set_page("")
            self.stage.set_place(Place.CLOSED)
