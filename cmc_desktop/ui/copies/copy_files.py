"""Copies that come back from files, one or many: read, told, and given to whoever shows them."""

from __future__ import annotations

from collections.abc import Callable, Sequence
from pathlib import Path
from typing import TYPE_CHECKING

from PySide6.QtCore import QObject, Signal

from cmc_desktop.ui.copies.came_list import CameList
from cmc_desktop.ui.copies.copy_arrival import Arrival
from cmc_desktop.ui.copies.copy_giving import CopyGiving
from cmc_desktop.ui.copies.copy_on_the_desk import CopyOnTheDesk
from cmc_desktop.ui.copies.waiting_copies import WaitingCopies
from cmc_desktop.ui.file_actions import FileActions
from cmc_desktop.ui.main_window import MainWindow
from cmc_desktop.ui.saying import tr
from cmc_desktop.ui.typing_now import types_words

if TYPE_CHECKING:
    from cmc_desktop.model.services.library import Library
    from cmc_desktop.model.services.looked_at import LookedAt
    from cmc_desktop.ui.canvas_controller import CanvasController
    from cmc_desktop.ui.dialogs.came_dialog import CameDialog


class CopyFiles(QObject):
    """For files from anywhere. Services and dialogs are loaded with the first use.

    Signals:
        arrived(list): the ids of canvases that files led to.
        history_wanted(str): the history of the canvas with this id, where what a copy brought can be restored.
        waiting_changed(): other files wait to be looked at, or none.
    """

    arrived = Signal(object)
    history_wanted = Signal(str)
    waiting_changed = Signal()

    def __init__(
        self,
        window: MainWindow,
        files: FileActions,
        library: Callable[[], Library | None],
        desk: Callable[[], CanvasController | None],
        open_for_a_moment: Callable[[str], object],
        put_words_away: Callable[[], bool],
    ) -> None:
        """`desk` is asked for the open canvas; `open_for_a_moment` puts another there and stores nothing that is being
        typed, as `put_words_away` does."""
        super().__init__(window)
        self._window = window
        self._files = files
        self._library = library
        self._desk = desk
        self.giving = CopyGiving(window, files, library, desk, put_words_away)
        self._pages = CopyOnTheDesk(window, library, desk, open_for_a_moment)
        self._list = CameList(window, library, desk, self._pages)
        self.waiting = WaitingCopies(window)
        #: the library in which those that wait were recognised; None where that was not in one
        self._waiting_in: Library | None = None
        #: what was said of them last
        self._told = ""
        self.waiting.changed.connect(self.waiting_changed)
        self.waiting.wanted.connect(self.show_waiting)

    @property
    def came(self) -> CameDialog | None:
        """The list of what came; None while there is none."""
        return self._list.dialog

    def commands(self) -> dict[str, Callable[[], object]]:
        """What the actions about copies do, by action id."""
        return {
            "give_copy": self.giving.give,
            "bring_back": lambda: self.bring_back([]),
            "what_came": self.show_waiting,
        }

    def bring_back(self, paths: Sequence[Path]) -> None:
        """Read copies, and folders of them, and say what each is; asks which when `paths` is empty."""
        library = self._library()
        if library is None or self._files.is_closed():
            return
        if not paths:
            kinds = tr("Canvas files") + " (*.cmc)"
            self._files.choose(tr("Bring back"), kinds, self._window, self.bring_back)
            return
        from cmc_desktop.ui.copies.copy_reading import read_all

        chosen, desk = list(paths), self._desk()
        open_here = desk.bridge.canvas.snapshot() if desk is not None else None
        self._files.folder = chosen[0] if chosen[0].is_dir() else chosen[0].parent
        self._files.tasks.run(
            tr("Reading {name}.", name=chosen[0].name),
            lambda job: read_all(library, chosen, job, open_here),
            self._show,
            self._window.refuse,
        )

    def _show(self, arrivals: list[Arrival]) -> None:
        opened = [one.canvas_id for one in arrivals if one.canvas_id]
        if opened:
            self.arrived.emit(opened)
        joins_list = self.came is not None and any(one.waits for one in arrivals)
        is_list = len(arrivals) > 1 or joins_list
        if (is_list or any(one.waits for one in arrivals)) and self._desk() is not None and types_words(self._window):
            self._tell_waits(*arrivals)
        elif is_list:
            for one in arrivals:
                self.waiting.drop(one.path)
            before = self.waiting.take() if self._waiting_in is self._library() else []
            self._list.show([*before, *arrivals])
        elif arrivals:
            self._show_one(arrivals[0])

    def _show_one(self, arrival: Arrival) -> None:
        if arrival.waits and arrival.looked is not None:
            found, window = arrival.looked, self._window
            self._pages.unless_led(found, window, lambda: self._join(arrival, found), lambda: self._tell_waits(arrival))
        elif arrival.error is not None:
            name, told = arrival.path.name, str(arrival.error)
            self._window.warn(told if name in told else f"{name}: {told}")
        else:
            looked = arrival.looked
            if looked is not None and looked.joined_and_left is not None:
                here = looked.here
                self._window.warn(arrival.told, tr("History…"), lambda: self.history_wanted.emit(here))
            else:
                self._window.tell(arrival.told)

    def _tell_waits(self, *arrivals: Arrival) -> None:
        """The list of what came is there when it is wanted, and lies over nothing until then."""
        self._let_wait(arrivals)
        self._window.tell(self.waiting.told(), tr("What came…"), self.show_waiting, stays=True)
        self._told = self._window.messages.text

    def _let_wait(self, arrivals: Sequence[Arrival]) -> None:
        library = self._library()
        self._waiting_in = library if not self.waiting or self._waiting_in is library else None
        self.waiting.add(arrivals)

    def show_waiting(self) -> None:
        """Show the list of what came with the files that wait; they are read anew where another library is open."""
        library = self._library()
        if library is None or not self.waiting or self._files.is_closed():
            return
        is_known = self._waiting_in is library
        if self._window.messages.text == self._told:
            self._window.messages.hide()
        arrivals = self.waiting.take()
        if is_known:
            self._list.show(arrivals)
        else:
            self.bring_back([one.path for one in arrivals])

    def _join(self, arrival: Arrival, looked: LookedAt) -> None:
        """Show what a copy brings on the page where it is joined; where that is not to be, it is told.

        What was signed here meanwhile stays: the version that goes on from it is offered, and the copy waits for that.
        """
        from cmc_desktop.model.services.looked_at import Relation
        from cmc_desktop.model.services.looked_words import what_it_is

        def join_there() -> None:
            self.waiting.drop(arrival.path)
            self._pages.show_in_next_version(looked, self._window.tell)

        if looked.relation is not Relation.SIGNED_HERE:
            self.waiting.drop(arrival.path)
            self._pages.show(looked, self._window.tell)
            return
        self._let_wait([arrival])
        offer = tr("Join it there") if looked.follows is not None else tr("New version, and join it there")
        self._window.warn(what_it_is(looked), offer, join_there)
        self._told = self._window.messages.text
