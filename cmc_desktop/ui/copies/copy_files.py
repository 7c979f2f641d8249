"""Copies that come back from files, one or many: read, shown, and joined one after the other."""

from __future__ import annotations

from collections.abc import Callable, Sequence
from contextlib import suppress
from dataclasses import replace
from pathlib import Path
from typing import TYPE_CHECKING

from PySide6.QtCore import QObject, Qt, Signal

from cmc_desktop.i18n import tr, trn
from cmc_desktop.model.domain.errors import CmcError
from cmc_desktop.ui.copies.copy_arrival import Arrival
from cmc_desktop.ui.copies.copy_giving import CopyGiving
from cmc_desktop.ui.copies.next_version import NextVersion
from cmc_desktop.ui.file_actions import FileActions
from cmc_desktop.ui.main_window import MainWindow
from cmc_desktop.ui.merge_front import PageEnds
from cmc_desktop.ui.typing_now import types_words

if TYPE_CHECKING:
    from cmc_desktop.model.domain.canvas import Canvas
    from cmc_desktop.model.services.library import Library
    from cmc_desktop.model.services.looked_at import LookedAt
    from cmc_desktop.ui.canvas_controller import CanvasController
    from cmc_desktop.ui.dialogs.came_dialog import CameDialog, CameRow
    from cmc_desktop.ui.merge.merge_page import MergePage


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
        self._open_canvas = open_for_a_moment
        self.giving = CopyGiving(window, files, library, desk, put_words_away)
        self.came: CameDialog | None = None
        self._listed: list[Arrival] = []
        #: what was told to wait, and was not looked at since
        self._unseen: list[Arrival] = []
        self._version = NextVersion(library)
        window.closing.connect(self._on_window_closing)

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
            self._show_list(arrivals)
        elif arrivals:
            self._show_one(arrivals[0])

    def _show_one(self, arrival: Arrival) -> None:
        if arrival.waits and arrival.looked is not None:
            found = arrival.looked
            self._unless_led(found, lambda: self.join(found), lambda: self._tell_waits(arrival))
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
        if not self._window.messages.isVisible():
            self._unseen = []  # they were told, and that was closed
        self._unseen += arrivals
        first, count = self._unseen[0], len(self._unseen)
        title = first.looked.title if first.looked is not None else first.path.name
        told = tr("The copy of “{title}” waits until you look at it.", title=title)
        if count > 1:
            told = trn("{n} file came and waits until you look.", "{n} files came and wait until you look.", count)
        self._window.tell(told, tr("What came…"), self._show_unseen, stays=True)

    def _show_unseen(self) -> None:
        arrivals, self._unseen = self._unseen, []
        self._show_list(arrivals)

    def _show_list(self, arrivals: list[Arrival]) -> None:
        from cmc_desktop.ui.dialogs.came_dialog import CameDialog

        library = self._library()
        if library is None:
            return
        rows = [_row(one, library.clock.now()) for one in arrivals]
        if self.came is not None:
            self._listed += arrivals
            self.came.add(rows)
            self._bring_forward(self.came)
            return
        # a list of its own for each dialog, to which more may come
        arrivals = self._listed = list(arrivals)
        dialog = self.came = CameDialog(rows, self._window)

        def choose(place: int) -> None:
            looked = arrivals[place].looked
            if looked is not None:
                self._unless_led(looked, lambda: self._join_listed(dialog, place, arrivals), dialog.choose_waiting)

        def over() -> None:
            if self.came is dialog:
                self.came = None

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

    def join(self, looked: LookedAt) -> None:
        """Show what a copy brings on the page where it is joined; where that is not to be, it is told.

        What was signed here meanwhile stays: the version that goes on from it is offered.
        """
        from cmc_desktop.model.services.looked_at import Relation
        from cmc_desktop.model.services.looked_words import what_it_is

        if looked.relation is not Relation.SIGNED_HERE:
            self._try(lambda: self._show_page(looked, looked.here, self._window.tell))
            return
        offer = tr("Join it there") if looked.follows is not None else tr("New version, and join it there")
        self._window.warn(
            what_it_is(looked),
            offer,
            lambda: self._try(lambda: self._show_page(looked, self._version.after(looked), self._window.tell)),
        )

    def _join_listed(self, dialog: CameDialog, place: int, arrivals: Sequence[Arrival]) -> None:
        """The same for a row of the list of what came, `arrivals`.

        The list goes only while the page is shown, and when that is left the row says what became of the copy there.
        """
        from cmc_desktop.model.domain.merging.shown import open_conflicts
        from cmc_desktop.model.services.looked_at import Relation
        from cmc_desktop.model.services.looked_words import what_it_is

        looked = arrivals[place].looked
        if looked is None:
            return

        def left(page: MergePage) -> None:
            if self.came is not dialog:
                return  # it was closed with the window
            if not page.is_preview:
                dialog.settle(place, tr("Joined"))
                self._settle_others(dialog, arrivals, page.canvas)
            dialog.go_on(page.canvas.id, len(open_conflicts(page.canvas)))

        def go_on(into: Callable[[], str]) -> None:
            def wish() -> None:
                if self._show_page(looked, into(), lambda told: dialog.settle(place, told), left):
                    dialog.hide()

            self._try(wish)

        def choose() -> None:
            # others of the list may have been joined in a new version since the files were read
            now = self._look_again(looked) if looked.relation is Relation.SIGNED_HERE else looked
            if now.relation is not Relation.SIGNED_HERE:
                go_on(lambda: looked.here)
                return
            from cmc_desktop.ui.copies.next_version_dialog import NextVersionDialog

            question = NextVersionDialog(what_it_is(now), dialog, is_new=now.follows is None)
            question.accepted.connect(lambda: go_on(lambda: self._version.after(now)))
            question.open()

        self._try(choose)

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

    def _try(self, wish: Callable[[], object]) -> None:
        try:
            wish()
        except CmcError as error:
            self._window.refuse(error)

    def _show_page(
        self,
        looked: LookedAt,
        into: str,
        over: Callable[[str], object],
        left: Callable[[MergePage], object] | None = None,
    ) -> bool:
        """Put the canvas on the desk and the page in front, and say whether it is there.

        The copy is recognised anew where something was written since, as others may have been joined; `over` is told
        what it is when there is nothing to join any more, `left` gets the page when that is left.
        """
        from cmc_desktop.model.services.looked_at import Relation
        from cmc_desktop.model.services.looked_words import what_it_is
        from cmc_desktop.model.services.recognising import look_beside

        library, before = self._library(), self._leave_page()
        if library is None:
            return False
        projected = before is not None and before.projector is not None
        goes = before is not None and before.bridge.canvas.id != into
        if goes or before is None:
            self._open_canvas(into)
        desk = self._desk()
        if desk is None or desk.bridge.canvas.id != into:
            self._version.take_away(into)
            return False  # it was told why
        came_from = before.bridge.canvas.id if goes and before is not None else ""
        here = desk.bridge.canvas
        as_then = looked.beside is not None and here.learns_of(looked.beside)
        now = looked if as_then else look_beside(library, looked.canvas, here)

        def back_to(page: MergePage | None) -> str:
            """The canvas to go back to, empty to stay; `page` is that of the copy, None where it was not shown."""
            if (page is not None and not page.is_preview) or desk.words.typed():
                self._version.keep(into)
            if self._version.is_empty(into):
                return came_from or looked.here
            # who came from the version before goes on in this one
            return came_from if page is None or page.is_preview or came_from != looked.here else ""

        def on_left(page: MergePage) -> None:
            self._go_back(back_to(page), projected=projected)
            self._version.take_away(into)
            if left is not None:
                left(page)

        def on_gone(page: MergePage) -> None:
            settings, back = self._window.settings, back_to(page)
            if back and settings.open_canvas == into:
                settings.open_canvas = back
            self._version.take_away(into)
            if left is not None:
                left(page)

        if now.relation is not Relation.JOINS:
            self._go_back(back_to(None), projected=projected)
            self._version.take_away(into)
            over(what_it_is(now))
            return False
        desk.merging.show(now, PageEnds(on_left, on_gone))
        return True

    def _on_window_closing(self) -> None:
        """The list would come in front when the page goes with the window."""
        if self.came is not None:
            self.came.reject()

    def _leave_page(self) -> CanvasController | None:
        """The desk, once the page of another copy is left; that may lead back to another canvas."""
        desk = self._desk()
        if desk is not None:
            desk.merging.leave()
        return self._desk()

    def _go_back(self, came_from: str, *, projected: bool) -> None:
        """Put the canvas that one came from on the desk again, and on the wall where it was there."""
        if not came_from:
            return
        self._open_canvas(came_from)
        desk = self._desk()
        if projected and desk is not None and desk.bridge.canvas.id == came_from and desk.projector is None:
            desk.toggle_projector()

    def _unless_led(self, looked: LookedAt, go_on: Callable[[], object], later: Callable[[], object]) -> None:
        """Go on, but ask first where that takes a canvas off the desk that is being led, or is on the wall."""
        desk = self._desk()
        stays = desk is None or desk.bridge.canvas.id == looked.here
        if desk is None or stays or (desk.bridge.canvas.current_item is None and desk.projector is None):
            go_on()
            return
        from cmc_desktop.ui.copies.led_now_dialog import LedNowDialog

        listed = self.came is not None and self.came.isVisible()
        question = LedNowDialog(desk.bridge.canvas.head.title, looked.title, self.came if listed else self._window)
        question.accepted.connect(go_on)
        question.rejected.connect(later)
        question.open()


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
