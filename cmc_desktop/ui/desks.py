"""Which canvas is on the desk: puts one there, takes it away, and lets it wait while a copy of it is practised on."""

from __future__ import annotations

from collections.abc import Callable
from dataclasses import dataclass
from typing import TYPE_CHECKING

from PySide6.QtCore import QObject, Signal

from cmc_desktop.model.domain.errors import CmcError
from cmc_desktop.model.services.resources import load_protocols
from cmc_desktop.ui.actions import Actions
from cmc_desktop.ui.library.library_page import LibraryPage
from cmc_desktop.ui.main_window import MainWindow
from cmc_desktop.ui.message_bar import Until
from cmc_desktop.ui.saying import tr

if TYPE_CHECKING:
    from cmc_desktop.model.services.library import Library
    from cmc_desktop.ui.canvas_controller import CanvasController
    from cmc_desktop.ui.projector.released import Released
    from cmc_desktop.ui.unstored_words import UnstoredWords
    from cmc_desktop.ui.workshop.asking import AskedSoFar


@dataclass(frozen=True)
class _Moment:
    """What stays of a canvas that left the desk for a moment."""

    released: Released
    words: UnstoredWords
    #: where the roll call stood that was in front of its board; None where none was
    asked: AskedSoFar | None
    #: its title where words are kept, empty where none are
    words_wait_in: str


class Desks(QObject):
    """Nothing that was typed is lost by a change of desks: a desk whose words cannot even be put away stays.

    Signals:
        opened(CanvasController): a canvas was put on the desk, to be joined with what is around it.
        changed(): another canvas is on the desk, or none.
    """

    opened = Signal(object)
    changed = Signal()

    def __init__(
        self, window: MainWindow, actions: Actions, page: LibraryPage, library: Callable[[], Library | None]
    ) -> None:
        """`library` is where canvases are opened from, that of a practice while one goes on."""
        super().__init__(window)
        #: the canvas on the desk; None while the library is shown
        self.desk: CanvasController | None = None
        self._waiting: CanvasController | None = None
        #: what stays of canvases that left the desk for a moment, by their ids
        self._moments: dict[str, _Moment] = {}
        self._window = window
        self._actions = actions
        self._page = page
        self._library = library

    def open(self, canvas_id: str, note_id: str = "", *, for_a_moment: bool = False) -> None:
        """Put a canvas on the desk, at a note where one is given.

        What is being typed is stored before; not where the desk is left `for_a_moment`: then it is kept as it is typed,
        and the room sees what it saw when the canvas comes back.
        """
        self.leave_merging()
        library = self._library()
        # before anything is read that may depend on it
        if library is None or not self.words_are_put_away(as_typed=for_a_moment):
            return
        if self.desk is not None and self.desk.bridge.canvas.id == canvas_id:
            self.desk.page.board.focus_note(note_id)
            return
        # not before the first frame: boards, panels and the session behind them
        from cmc_desktop.ui.canvas_controller import CanvasController

        try:
            session = library.session(canvas_id)
        except CmcError as error:
            self._window.settings.open_canvas = ""
            self._window.refuse(error)
            return
        protocols = load_protocols(self._window.paths.resources)
        self._window.messages.expire(Until.CANVAS_LEFT)
        # the old desk goes after the new one is there, so that the library is not shown and read in between
        before = self.desk
        if before is not None:
            # its words are put away: a line that loses the keys to the new desk must not store them as well
            before.bridge.close()
        self.desk = CanvasController(self._window, self._actions, library, session, protocols)
        if before is not None:
            self._keep_moment(before, for_a_moment=for_a_moment)
            self._close(before)
        moment = self._moments.pop(canvas_id, None)
        if moment is not None:
            self.desk.wall.stage.go_on_with(moment.released)
            self.desk.words.go_on_with(moment.words)
        self.desk.bring_back_words()
        if moment is not None and moment.asked is not None:
            self.desk.page.go_on_asking(moment.asked)
        self.opened.emit(self.desk)
        self._window.settings.open_canvas = canvas_id
        self.changed.emit()
        if note_id:
            self.desk.page.board.focus_note(note_id)

    def words_are_put_away(self, *, as_typed: bool = False) -> bool:
        """Before the desk is left: False when words that are not stored cannot even be kept; it is told.

        What is being typed is stored, unless it is to be kept `as_typed`.
        """
        try:
            if self.desk is not None and as_typed:
                self.desk.words.keep_as_typed()
            elif self.desk is not None:
                self.desk.words.put_away()
        except CmcError as error:
            text = tr("Some words on the board are not stored yet, so the canvas stays open. {why}", why=error)
            self._window.warn(text)
            return False
        return True

    def _keep_moment(self, left: CanvasController, *, for_a_moment: bool) -> None:
        """Only who comes back after a moment finds the wall as it was, and has kept the words from other windows; any
        other canvas begins with its own picture."""
        if for_a_moment:
            title = left.bridge.canvas.head.title if left.words.wait else ""
            asked = left.page.asked_so_far()
            moment = _Moment(left.wall.stage.released(), left.words.wait_for_next(), asked, title)
            self._moments[left.bridge.canvas.id] = moment
        else:
            self._forget_moments()

    def _forget_moments(self) -> None:
        for moment in self._moments.values():
            moment.words.release()
            if moment.words_wait_in:
                self._tell_words_wait(moment.words_wait_in)
        self._moments.clear()

    def _close(self, desk: CanvasController) -> None:
        """Take a canvas off the desk; what was typed has been put away."""
        desk.close()
        if desk.words.wait:
            self._tell_words_wait(desk.bridge.canvas.head.title)

    def _tell_words_wait(self, title: str) -> None:
        text = tr("Words typed in “{title}” are not stored yet; they wait there until it is opened.", title=title)
        self._window.tell(text, stays=True)

    def show_library(self) -> None:
        """Take the canvas off the desk and show the library, unless its words cannot be put away.

        Also from the page of a copy: canvases that left the desk for a moment have left it for good then.
        """
        if not self.words_are_put_away():
            return
        shown, left = self._page.isVisible(), self.desk
        if self.desk is not None:
            # with the page in front, if there is one: nobody goes back to the canvas that was there before
            desk, self.desk = self.desk, None
            self._close(desk)
        self._forget_moments()
        self._window.settings.open_canvas = ""
        if shown:
            self._page.refresh()
        self._window.show_page(self._page)
        if left is not None:
            self._page.take_focus(left.bridge.canvas.id)
        for action_id in ("redo", "export"):
            self._actions.rename(action_id)
        self._window.setWindowTitle(tr("CMC Desktop"))
        if self._library() is not None:
            self._window.note_stored(None)
        self.changed.emit()

    def leave_merging(self) -> None:
        """Back from the page of a copy, or of open conflicts, to the canvas on the desk."""
        if self.desk is not None:
            self.desk.merging.leave()

    def leave(self) -> bool:
        """Go to the library; False when the canvas stays open."""
        if self.desk is not None:
            self.show_library()
        return self.desk is None

    def close(self) -> None:
        """For the end of the window: what was typed has been put away."""
        if self.desk is not None:
            self.desk.close()
        self._forget_moments()

    # while a copy is practised on

    def step_aside(self) -> None:
        """Let what is on the desk wait, and clear the desk."""
        self._waiting, self.desk = self.desk, None
        if self._waiting is not None:
            self._waiting.step_aside()

    def come_back(self, end: Callable[[], object]) -> None:
        """Close what is on the desk, `end` the practice, and bring back what waited; the library where nothing did."""
        practised, self.desk, self._waiting = self.desk, self._waiting, None
        self.show_front()
        if practised is not None:
            practised.close()
        end()
        if self.desk is None:
            self.show_library()
        else:
            self.desk.come_back()
            self.changed.emit()

    def show_front(self) -> None:
        """Show the page of what is on the desk, or the library."""
        self._window.show_page(self._page if self.desk is None else self.desk.front)
