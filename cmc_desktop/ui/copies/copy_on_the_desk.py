"""The page of a copy before the desk of the canvas it joins: shown, left again, and back to where one came from."""

from __future__ import annotations

from collections.abc import Callable
from dataclasses import dataclass
from functools import partial
from typing import TYPE_CHECKING

from PySide6.QtWidgets import QWidget

from cmc_desktop.model.domain.errors import CmcError
from cmc_desktop.ui.copies.next_version import NextVersion
from cmc_desktop.ui.main_window import MainWindow
from cmc_desktop.ui.merge_front import PageEnds

if TYPE_CHECKING:
    from cmc_desktop.model.services.library import Library
    from cmc_desktop.model.services.looked_at import LookedAt
    from cmc_desktop.ui.canvas_controller import CanvasController
    from cmc_desktop.ui.merge.merge_page import MergePage

    #: gets what a copy is, where there is nothing to join any more
    Told = Callable[[str], object]
    #: gets the page when that is left
    Left = Callable[[MergePage], object]


@dataclass(frozen=True)
class _Visit:
    """A copy of the canvas `here` is looked at in the canvas `into`.

    `came_from` is the canvas that was there before, empty where it is the same one or there was none, and `projected`
    whether the wall was open.
    """

    here: str
    into: str
    came_from: str
    projected: bool


class CopyOnTheDesk:
    """One page at a time; what cannot be done is told. Services and dialogs are loaded with the first use."""

    def __init__(
        self,
        window: MainWindow,
        library: Callable[[], Library | None],
        desk: Callable[[], CanvasController | None],
        open_for_a_moment: Callable[[str], object],
    ) -> None:
        """`desk` is asked for the open canvas; `open_for_a_moment` puts another there and stores nothing that is being
        typed."""
        self._window = window
        self._library = library
        self._desk = desk
        self._open_canvas = open_for_a_moment
        self._version = NextVersion(library)

    def show(self, looked: LookedAt, told: Told, left: Left | None = None) -> bool:
        """Put the canvas that a copy is of on the desk and the page in front, and say whether it is there.

        The copy is recognised anew where something was written since, as others may have been joined.
        """
        return self._try(lambda: self._show(looked, looked.here, told, left))

    def show_in_next_version(self, looked: LookedAt, told: Told, left: Left | None = None) -> bool:
        """The same with the version that goes on from a signed canvas, which is made where there is none; it goes with
        the page when nothing was joined."""
        return self._try(lambda: self._show(looked, self._version.after(looked), told, left))

    def _try(self, wish: Callable[[], bool]) -> bool:
        try:
            return wish()
        except CmcError as error:
            self._window.refuse(error)
            return False

    def _show(self, looked: LookedAt, into: str, told: Told, left: Left | None) -> bool:
        from cmc_desktop.model.services.looked_at import Relation
        from cmc_desktop.model.services.looked_words import what_it_is

        library, before = self._library(), self._leave_page()
        if library is None:
            return False
        waits = before.bridge.canvas.snapshot() if before is not None else None
        projected = before is not None and before.projector is not None
        came_from = before.bridge.canvas.id if before is not None and before.bridge.canvas.id != into else ""
        if came_from or before is None:
            self._open_canvas(into)
        desk = self._desk()
        if desk is None or desk.bridge.canvas.id != into:
            self._version.take_away(into)
            return False  # it was told why
        visit = _Visit(looked.here, into, came_from, projected)
        try:
            now = _as_it_is_now(library, looked, desk)
        except CmcError:
            self._go_back(visit, self._back_from(visit))
            raise
        if now.relation is not Relation.JOINS:
            self._go_back(visit, self._back_from(visit))
            told(what_it_is(now))
            return False
        ends = (partial(end, visit, left) for end in (self._on_page_left, self._on_page_gone))
        # who came from the version before goes on in this one, where something is joined
        leads_back = came_from and came_from != looked.here
        desk.merging.show(now, PageEnds(*ends), waits if leads_back else None)
        return True

    def _leave_page(self) -> CanvasController | None:
        """The desk, once the page of another copy is left; that may lead back to another canvas."""
        desk = self._desk()
        if desk is not None:
            desk.merging.leave()
        return self._desk()

    def _on_page_left(self, visit: _Visit, left: Left | None, page: MergePage) -> None:
        self._go_back(visit, self._back_from(visit, page))
        if left is not None:
            left(page)

    def _on_page_gone(self, visit: _Visit, left: Left | None, page: MergePage) -> None:
        """The desk goes to something else, or with the window: the next start goes back instead."""
        settings, back = self._window.settings, self._back_from(visit, page)
        if back and settings.open_canvas == visit.into:
            settings.open_canvas = back
        self._version.take_away(visit.into)
        if left is not None:
            left(page)

    def _back_from(self, visit: _Visit, page: MergePage | None = None) -> str:
        """The canvas to go back to, empty to stay; without a `page` where that was not shown."""
        joined = page is not None and not page.is_preview
        if joined:
            self._version.keep(visit.into)
        if self._version.is_empty(visit.into):
            return visit.came_from or visit.here
        # who came from the version before goes on in this one
        return "" if joined and visit.came_from == visit.here else visit.came_from

    def _go_back(self, visit: _Visit, back: str) -> None:
        """Put the canvas `back` on the desk again, and on the wall where it was there.

        Where that cannot be, a version that was made for the copy gives way to the one before it, and stays where it
        cannot leave the desk either: nobody is to work in what was removed.
        """
        if back:
            self._open_canvas(back)
        if self._has_on_desk(visit.into) and self._version.is_empty(visit.into) and back != visit.here:
            self._open_canvas(visit.here)
        desk = self._desk()
        if back and visit.projected and desk is not None and desk.bridge.canvas.id == back and desk.projector is None:
            desk.toggle_projector()
        if self._has_on_desk(visit.into):
            self._version.keep(visit.into)
        else:
            self._version.take_away(visit.into)

    def _has_on_desk(self, canvas_id: str) -> bool:
        desk = self._desk()
        return desk is not None and desk.bridge.canvas.id == canvas_id

    def unless_led(
        self, looked: LookedAt, asking: QWidget, go_on: Callable[[], object], later: Callable[[], object]
    ) -> None:
        """Go on, but ask first where that takes a canvas off the desk that is being led, or is on the wall; `asking` is
        the window over which it is asked."""
        desk = self._desk()
        stays = desk is None or desk.bridge.canvas.id == looked.here
        if desk is None or stays or (desk.bridge.canvas.current_item is None and desk.projector is None):
            go_on()
            return
        from cmc_desktop.ui.copies.led_now_dialog import LedNowDialog

        question = LedNowDialog(desk.bridge.canvas.head.title, looked.title, asking)
        question.accepted.connect(go_on)
        question.rejected.connect(later)
        question.open()


def _as_it_is_now(library: Library, looked: LookedAt, desk: CanvasController) -> LookedAt:
    from cmc_desktop.model.services.recognising import look_beside

    here = desk.bridge.canvas
    if looked.beside is not None and here.learns_of(looked.beside):
        return looked
    return look_beside(library, looked.canvas, here)
