"""The page of a copy that came back, or of open conflicts: put in front of the desk, and taken away again."""

from __future__ import annotations

from collections.abc import Callable
from dataclasses import dataclass
from typing import TYPE_CHECKING

from PySide6.QtCore import QObject, Signal

from cmc_desktop.model.domain.conflict import Conflict
from cmc_desktop.model.domain.merging.shown import BOX, open_conflicts
from cmc_desktop.ui.main_window import MainWindow
from cmc_desktop.ui.merge.conflict_words import ConflictWords
from cmc_desktop.ui.session_bridge import SessionBridge

if TYPE_CHECKING:
    from cmc_desktop.model.domain.canvas import Canvas
    from cmc_desktop.model.services.library import Library
    from cmc_desktop.model.services.looked_at import LookedAt
    from cmc_desktop.ui.desk.desk_page import DeskPage
    from cmc_desktop.ui.merge.merge_page import MergePage


@dataclass(frozen=True)
class PageEnds:
    """What is called with the page of a copy when it goes: `left` when the board is in front again, `gone` when the
    desk goes as well."""

    left: Callable[[MergePage], object]
    gone: Callable[[MergePage], object]


class MergeFront(QObject):
    """One for each canvas on the desk, with one page at a time; what is typed there outlives the page.

    Signals:
        changed(): the page came in front, or went.
    """

    changed = Signal()

    def __init__(self, window: MainWindow, bridge: SessionBridge, library: Library | None, desk: DeskPage) -> None:
        super().__init__(bridge)
        self._window = window
        self._bridge = bridge
        self._library = library
        self._desk = desk
        self._ends: PageEnds | None = None
        self.page: MergePage | None = None
        #: other words typed for conflicts, on whichever page they are settled
        self.words = ConflictWords()

    @property
    def in_front(self) -> bool:
        """Whether the page is what the window shows."""
        return self.page is not None and self._window.page is self.page

    def show(
        self, looked: LookedAt | None = None, ends: PageEnds | None = None, back_to: Canvas | None = None
    ) -> MergePage:
        """Put the page of a copy that joins this canvas in front; without one, that of its open conflicts.

        Our side is whose name is in the settings. It goes by itself when it is left, and one of `ends` gets it; with
        `back_to` that canvas is on the desk then.
        """
        # not with the desk: copies bring the readers of files along
        from cmc_desktop.ui.merge.merge_page import MergePage

        self.leave()
        by = self._window.settings.your_name
        look = self._window.look
        page = MergePage(self._bridge, look, self._library, looked, by=by, words=self.words, back_to=back_to)
        self.page, self._ends = page, ends
        page.left.connect(self.leave)
        self._window.show_page(page)
        # with the board out of sight no editor holds any words back
        waiting = self._take_words_along()
        # nothing may lie over the buttons at its foot
        self._window.put_messages_on_top(True)
        self._window.messages.hide()
        page.take_focus()
        place = page.list.rows.place_of(f"contest:{waiting}") if waiting else -1
        if place >= 0:
            page.list.choose(place)
            page.bar.begin_words()
        self.changed.emit()
        return page

    def _take_words_along(self) -> str:
        """Words that wait over a note in conflict, or over one of the texts that claim a box, go on as other words for
        it, unless there are some already.

        Returns the id of the first such conflict, empty for none.
        """
        waiting, taken = self._desk.board.unstored_words(), []
        for conflict in open_conflicts(self._bridge.canvas).values():
            note = next((one for one in _notes_worded_by(conflict) if f"note:{one}" in waiting), "")
            if note and not self.words.of(conflict.id):
                self.words.type(conflict.id, waiting.pop(f"note:{note}"))
                self._desk.board.give_away(note)
                taken.append(conflict.id)
        return next(iter(taken), "")

    def leave(self) -> None:
        """Back to the board."""
        if self.page is None:
            return
        self._window.show_page(self._desk)
        page, ends = self.page, self._ends
        self._let_go()
        self._window.put_messages_on_top(self._desk.asking)
        self._desk.take_focus()
        self.changed.emit()
        if ends is not None:
            ends.left(page)

    def drop(self) -> None:
        """Let go of the page, as the desk goes with it."""
        page, ends = self.page, self._ends
        self._let_go()
        if page is not None and ends is not None:
            ends.gone(page)

    def _let_go(self) -> None:
        page, self.page, self._ends = self.page, None, None
        if page is not None:
            self._window.drop_page(page)


def _notes_worded_by(conflict: Conflict) -> tuple[str, ...]:
    """The ids of the notes whose words a conflict is about."""
    if conflict.kind == BOX:
        return conflict.values
    return (conflict.thing,) if (conflict.kind, conflict.field) == ("note", "text") else ()
