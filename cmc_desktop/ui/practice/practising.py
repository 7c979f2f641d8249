"""A practice on the desk: what lies there steps aside for a throw-away copy, and comes back when it is over."""

from __future__ import annotations

from collections.abc import Callable
from typing import TYPE_CHECKING

from PySide6.QtCore import QObject

from cmc_desktop.model.domain.errors import CmcError
from cmc_desktop.model.domain.practice_mark import no_file_from_practice
from cmc_desktop.ui.desks import Desks
from cmc_desktop.ui.file_actions import FileActions
from cmc_desktop.ui.main_window import MainWindow
from cmc_desktop.ui.practice.practice_room import PracticeRoom

if TYPE_CHECKING:
    from cmc_desktop.model.services.library import Library


class Practising(QObject):
    """Begins and ends a practice in `room`; meanwhile no file is written. `library` is the one that is open."""

    def __init__(
        self,
        window: MainWindow,
        room: PracticeRoom,
        desks: Desks,
        files: FileActions,
        library: Callable[[], Library | None],
    ) -> None:
        super().__init__(window)
        self._window = window
        self._room = room
        self._desks = desks
        self._files = files
        self._library = library
        room.end_chosen.connect(self.end)

    def begin(self, canvas_id: str) -> None:
        """Work on a throw-away copy of a canvas until `end`; what is on the desk waits behind it."""
        library = self._library()
        if library is None or self._room.library is not None or not self._desks.words_are_put_away():
            return
        try:
            copy_id = self._room.begin(library, canvas_id)
        except CmcError as error:
            self._window.refuse(error)
            return
        self._files.closed = no_file_from_practice()
        self._desks.step_aside()
        self._desks.open(copy_id)
        if self._desks.desk is None:  # the copy cannot be read; it was told why
            self.end()

    def end(self) -> None:
        """Throw the copy away and bring back what was there before."""
        if self._room.library is not None:
            self._desks.come_back(self._on_desk_free)

    def toggle(self) -> None:
        """End it; or begin one with the canvas on the desk."""
        desk = self._desks.desk
        if self._room.library is not None:
            self.end()
        elif desk is not None:
            self.begin(desk.bridge.canvas.id)

    def _on_desk_free(self) -> None:
        self._room.end()
        self._files.closed = None
