"""The list of what came: its files are joined one after the other, and it knows what became of each."""

from __future__ import annotations

from collections.abc import Callable, Sequence
from contextlib import suppress
from dataclasses import replace
from typing import TYPE_CHECKING

from PySide6.QtCore import Qt

from cmc_desktop.model.domain.errors import CmcError
from cmc_desktop.ui.copies.copy_arrival import Arrival
from cmc_desktop.ui.copies.copy_on_the_desk import CopyOnTheDesk
from cmc_desktop.ui.main_window import MainWindow
from cmc_desktop.ui.saying import tr

if TYPE_CHECKING:
    from cmc_desktop.model.domain.canvas import Canvas
    from cmc_desktop.model.services.library import Library
    from cmc_desktop.model.services.looked_at import LookedAt
    from cmc_desktop.ui.canvas_controller import CanvasController
    from cmc_desktop.ui.dialogs.came_dialog import CameDialog, CameRow
    from cmc_desktop.ui.merge.merge_page import MergePage


class CameList:
    """One dialog at a time, which takes in what comes later. It goes only while the page of one of its copies is shown,
    and when that is left the row says what became of the copy there."""

    def __init__(
        self,
        window: MainWindow,
        library: Callable[[], Library | None],
        desk: Callable[[], CanvasController | None],
        pages: CopyOnTheDesk,
    ) -> None:
        self._window = window
        self._library = library
        self._desk = desk
        self._pages = pages
        self.dialog: CameDialog | None = None
        self._listed: list[Arrival] = []
        window.closing.connect(self._on_window_closing)

    def show(self, arrivals: Sequence[Arrival]) -> None:
        """Show what came, in the list that is there already where one is."""
        from cmc_desktop.ui.dialogs.came_dialog import CameDialog

        library = self._library()
        if library is None:
            return
        rows = [_row(one, library.clock.now()) for one in arrivals]
        if self.dialog is not None:
            self._listed += arrivals
            self.dialog.add(rows)
            self._bring_forward(self.dialog)
            return
        # a list of its own for each dialog, to which more may come
        listed = self._listed = list(arrivals)
        dialog = self.dialog = CameDialog(rows, self._window)

        def choose(place: int) -> None:
            looked = listed[place].looked
            if looked is not None:
                self._pages.unless_led(looked, dialog, lambda: self._join(dialog, place, listed), dialog.choose_waiting)

        def over() -> None:
            if self.dialog is dialog:
                self.dialog = None

        dialog.chosen.connect(choose)
        dialog.finished.connect(over)
        # hidden and shown again while one after the other is joined, so nothing else may wait for it to end
        dialog.setWindowModality(Qt.WindowModality.WindowModal)
        dialog.show()

    def _bring_forward(self, dialog: CameDialog) -> None:
        """Show a list that is hidden, but not over the page of a copy: it comes back when that is left."""
        desk = self._desk()
        if dialog.isVisible():
            return
        if desk is None or desk.merging.page is None:
            dialog.come_forward()
            return
        self._window.tell(tr("What came stands in the list, which is there again when this page is left."))

    def _join(self, dialog: CameDialog, place: int, arrivals: Sequence[Arrival]) -> None:
        """Show what the copy in a row brings on the page where it is joined; asks where that is a new version."""
        from cmc_desktop.model.services.looked_at import Relation
        from cmc_desktop.model.services.looked_words import what_it_is

        looked = arrivals[place].looked
        if looked is None:
            return

        def told(what: str) -> None:
            dialog.settle(place, what)

        def left(page: MergePage) -> None:
            if self.dialog is dialog:  # else it was closed with the window
                self._take_up(dialog, place, arrivals, page)

        def go_on(is_shown: bool) -> None:
            if is_shown:
                dialog.hide()

        now = looked
        if looked.relation is Relation.SIGNED_HERE:
            try:
                now = self._look_again(looked)  # others of the list may have been joined in a new version meanwhile
            except CmcError as error:
                self._window.refuse(error)
                return
        if now.relation is not Relation.SIGNED_HERE:
            go_on(self._pages.show(looked, told, left))
            return
        from cmc_desktop.ui.copies.next_version_dialog import NextVersionDialog

        question = NextVersionDialog(what_it_is(now), dialog, is_new=now.follows is None)
        question.accepted.connect(lambda: go_on(self._pages.show_in_next_version(now, told, left)))
        question.open()

    def _take_up(self, dialog: CameDialog, place: int, arrivals: Sequence[Arrival], page: MergePage) -> None:
        """The page of the copy in a row was left: the list goes on with the next one."""
        from cmc_desktop.model.domain.merging.shown import open_conflicts

        if not page.is_preview:
            dialog.settle(place, tr("Joined"))
            self._settle_others(dialog, arrivals, page.canvas)
        dialog.go_on(page.canvas.id, len(open_conflicts(page.canvas)))

    def _settle_others(self, dialog: CameDialog, arrivals: Sequence[Arrival], joined: Canvas) -> None:
        """What came twice, or was in the copy that was just joined, waits no longer: its row says that nothing is new.

        `joined` may be the version that goes on from a signed canvas: what waits for one can be joined there.
        """
        from cmc_desktop.model.services.looked_at import Relation
        from cmc_desktop.model.services.looked_words import what_it_is
        from cmc_desktop.model.services.recognising import look_beside

        library = self._library()
        for place in dialog.waiting():
            looked = arrivals[place].looked
            if library is None or looked is None or not _is_joined_in(looked, joined):
                continue
            with suppress(CmcError):  # it waits on, and why it cannot be joined is told when it is chosen
                now = look_beside(library, looked.canvas, joined)
                if now.relation is Relation.NOTHING_NEW:
                    dialog.settle(place, what_it_is(now))
                elif looked.relation is Relation.SIGNED_HERE:
                    dialog.tell_again(place, what_it_is(replace(looked, follows=joined.head)))

    def _look_again(self, looked: LookedAt) -> LookedAt:
        from cmc_desktop.model.services.recognising import look_at

        library = self._library()
        return looked if library is None else look_at(library, looked.canvas)

    def _on_window_closing(self) -> None:
        """It would come in front when the page of one of its copies goes with the window."""
        if self.dialog is not None:
            self.dialog.reject()


def _is_joined_in(looked: LookedAt, canvas: Canvas) -> bool:
    """Whether that canvas is where a copy is joined: the one it is of, or the version that goes on from that."""
    from cmc_desktop.model.services.looked_at import Relation

    if looked.relation is not Relation.SIGNED_HERE:
        return looked.here == canvas.id
    return looked.here == canvas.head.parent or (looked.follows is not None and looked.follows.id == canvas.id)


def _row(arrival: Arrival, now: int) -> CameRow:
    from cmc_desktop.ui.dialogs.came_dialog import CameRow
    from cmc_desktop.ui.when import when

    tip = arrival.looked.tip if arrival.looked is not None else None
    whose, taken = (tip.by, when(tip.at, now)) if tip is not None else ("", "")
    return CameRow(arrival.path.name, whose, taken, arrival.told, arrival.waits, refused=arrival.error is not None)
