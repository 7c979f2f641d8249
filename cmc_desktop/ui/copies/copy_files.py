"""Copies that come back from files, one or many: read, shown, and joined one after the other."""

from __future__ import annotations

from collections.abc import Callable, Sequence
from pathlib import Path
from typing import TYPE_CHECKING

from PySide6.QtCore import QObject, Qt, Signal

from cmc_desktop.i18n import tr
from cmc_desktop.model.domain.errors import CmcError
from cmc_desktop.ui.copies.copy_arrival import Arrival
from cmc_desktop.ui.copies.copy_giving import CopyGiving
from cmc_desktop.ui.file_actions import FileActions
from cmc_desktop.ui.main_window import MainWindow

if TYPE_CHECKING:
    from cmc_desktop.model.services.library import Library
    from cmc_desktop.model.services.looked_at import LookedAt
    from cmc_desktop.ui.canvas_controller import CanvasController
    from cmc_desktop.ui.dialogs.came_dialog import CameDialog, CameRow


class CopyFiles(QObject):
    """For files from anywhere. Services and dialogs are loaded with the first use.

    Signals:
        arrived(list): the ids of canvases that files led to.
        history_wanted(str): the history of the canvas with this id, where what a copy brought can be restored.
    """

    arrived = Signal(object)
    history_wanted = Signal(str)

    def __init__(
        self,
        window: MainWindow,
        files: FileActions,
        library: Callable[[], Library | None],
        desk: Callable[[], CanvasController | None],
        open_canvas: Callable[[str], object],
        put_words_away: Callable[[], bool],
    ) -> None:
        """`desk` is asked for the open canvas, `open_canvas` puts one there; `put_words_away` stores what is typed."""
        super().__init__(window)
        self._window = window
        self._files = files
        self._library = library
        self._desk = desk
        self._open_canvas = open_canvas
        self._put_words_away = put_words_away
        self.giving = CopyGiving(window, files, library, desk, put_words_away)
        self.came: CameDialog | None = None

    def commands(self) -> dict[str, Callable[[], object]]:
        """What the actions about copies do, by action id."""
        return {"give_copy": self.giving.give, "bring_back": lambda: self.bring_back([])}

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

        chosen = list(paths)
        self._files.folder = chosen[0] if chosen[0].is_dir() else chosen[0].parent
        self._files.tasks.run(
            tr("Reading {name}.", name=chosen[0].name),
            lambda job: read_all(library, chosen, job),
            self._show,
            self._window.refuse,
        )

    def _show(self, arrivals: list[Arrival]) -> None:
        opened = [one.canvas_id for one in arrivals if one.canvas_id]
        if opened:
            self.arrived.emit(opened)
        if len(arrivals) > 1:
            self._show_list(arrivals)
        elif arrivals:
            self._show_one(arrivals[0])

    def _show_one(self, arrival: Arrival) -> None:
        if arrival.waits and arrival.looked is not None:
            self.join(arrival.looked)
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

    def _show_list(self, arrivals: list[Arrival]) -> None:
        from cmc_desktop.ui.dialogs.came_dialog import CameDialog

        library = self._library()
        if library is None:
            return
        dialog = self.came = CameDialog([_row(one, library.clock.now()) for one in arrivals], self._window)

        def choose(place: int) -> None:
            looked = arrivals[place].looked
            if looked is not None and self.join(looked, lambda: settle(place)):
                dialog.hide()

        def settle(place: int) -> None:
            dialog.settle(place, tr("Joined"))

        def over() -> None:
            self.came = None

        dialog.chosen.connect(choose)
        dialog.finished.connect(over)
        # hidden and shown again while one after the other is joined, so nothing else may wait for it to end
        dialog.setWindowModality(Qt.WindowModality.WindowModal)
        dialog.show()

    def join(self, looked: LookedAt, joined: Callable[[], object] | None = None) -> bool:
        """Show what a copy brings on the page where it is joined; False when that is not to be, which is told.

        What was signed here meanwhile stays: the version that goes on from it is offered.
        """
        from cmc_desktop.model.services.looked_at import Relation

        if looked.relation is Relation.SIGNED_HERE:
            self._offer_next_version(looked, joined)
            return False
        return self._try(lambda: self._show_page(looked, looked.here, joined))

    def _offer_next_version(self, looked: LookedAt, joined: Callable[[], object] | None) -> None:
        from cmc_desktop.model.services.looked_words import what_it_is
        from cmc_desktop.model.services.series import Series

        follows, library = looked.follows, self._library()
        if library is None:
            return

        def go_on() -> bool:
            into = follows.id if follows is not None else Series(library).new_version(looked.here)
            return self._show_page(looked, into, joined)

        offer = tr("Join it there") if follows is not None else tr("New version, and join it there")
        if self.came is not None:
            self.came.hide()
        self._window.warn(what_it_is(looked), offer, lambda: self._try(go_on))

    def _try(self, wish: Callable[[], bool]) -> bool:
        try:
            return wish()
        except CmcError as error:
            self._window.refuse(error)
            return False

    def _show_page(self, looked: LookedAt, into: str, joined: Callable[[], object] | None) -> bool:
        """Put the canvas on the desk and the page in front; recognised anew, as others may have been joined since.

        Where several files came, the list of them comes back when the page is left.
        """
        from cmc_desktop.model.domain.merging.shown import open_conflicts
        from cmc_desktop.model.services.looked_at import Relation
        from cmc_desktop.model.services.looked_words import what_it_is
        from cmc_desktop.model.services.recognising import look_beside

        library = self._library()
        if library is None or not self._put_words_away():
            return False
        self._open_canvas(into)
        desk = self._desk()
        if desk is None or desk.bridge.canvas.id != into:
            return False  # it was told why
        now = look_beside(library, looked.canvas, desk.bridge.canvas)
        if now.relation is not Relation.JOINS:
            self._window.tell(what_it_is(now))
            return False

        def go_on() -> None:
            if self.came is not None:
                self.came.go_on(len(open_conflicts(desk.bridge.canvas)))

        page = desk.merging.show(now, go_on)
        if joined is not None:
            page.joined.connect(joined)
        return True


def _row(arrival: Arrival, now: int) -> CameRow:
    from cmc_desktop.ui.dialogs.came_dialog import CameRow
    from cmc_desktop.ui.library.when import when

    tip = arrival.looked.tip if arrival.looked is not None else None
    whose, taken = (tip.by, when(tip.at, now)) if tip is not None else ("", "")
    return CameRow(arrival.path.name, whose, taken, arrival.told, arrival.waits, refused=arrival.error is not None)
