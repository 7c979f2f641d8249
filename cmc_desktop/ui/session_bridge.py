"""Between the open canvas and the windows: the model's facts become Qt signals, the windows' wishes changes."""

from __future__ import annotations

from typing import TYPE_CHECKING

from PySide6.QtCore import QObject, Qt, QTimer, Signal

from cmc_desktop.i18n import tr
from cmc_desktop.model.domain.canvas import Canvas
from cmc_desktop.model.domain.changes import (
    BackPhase,
    Change,
    EndWorkshop,
    NextPhase,
    SetElement,
    ShiftClock,
    SkipPhase,
    StartWorkshop,
)
from cmc_desktop.model.domain.errors import CanvasGone, CmcError, LibraryReplaced

if TYPE_CHECKING:
    from collections.abc import Callable

    from cmc_desktop.model.services.session import Session, Written

#: what leads the room to another phase or element, where words typed before would be too late or at the wrong place
_TURNS = (StartWorkshop, NextPhase, BackPhase, SkipPhase, EndWorkshop, SetElement)


class SessionBridge(QObject):
    """The one place where views meet the session; owns the one timer.

    Signals:
        turning(Change): this change is about to lead the room on, whichever button or key it came from; what is being
            typed is to be stored first.
        written(Written): something was stored, here or by another process; views look at what concerns them.
        ticked(int): a second has passed while the window lives; the time in ms since 1970.
        refused(CmcError, object): a wish was refused; the second value, when not None, is called to do exactly
            this as a correction of a slip, logged in its own words.
        library_replaced(CmcError): another file or another state is in the library's place; all has to be opened anew.
        canvas_gone(CmcError): the canvas is not in the library any more; it has to be left.
        told(str): a short sentence for screen readers and the status bar about what was just done.
    """

    turning = Signal(object)
    written = Signal(object)
    ticked = Signal(object)
    refused = Signal(object, object)
    library_replaced = Signal(object)
    canvas_gone = Signal(object)
    told = Signal(str)

    def __init__(self, session: Session, parent: QObject | None = None) -> None:
        super().__init__(parent)
        self._session = session
        self._stop = session.observe(self._on_session_written)
        self._writes = 0
        self._closed = False
        self._timer = QTimer(self)
        self._timer.setTimerType(Qt.TimerType.PreciseTimer)
        self._timer.setInterval(250)
        self._timer.timeout.connect(self._on_timer_timeout)
        self._timer.start()
        self._second = -1
        self._behind: CmcError | None = None

    @property
    def behind(self) -> CmcError | None:
        """Why what others write does not come in at the moment, so that an old state is shown; None when it does."""
        return self._behind

    @property
    def session(self) -> Session:
        return self._session

    @property
    def canvas(self) -> Canvas:
        return self._session.canvas

    def now(self) -> int:
        """Milliseconds since 1970 by the session's clock."""
        return self._session.clock.now()

    def do(self, change: Change) -> bool:
        """Carry out a change; a refusal is told by `refused`. True when it was done or there was nothing to do."""
        if isinstance(change, _TURNS):
            self.turning.emit(change)
        return self._try(lambda slip: self._session.do(change, slip=slip), change.label)

    def attempt(self, wish: Callable[[str], object], what: str) -> bool:
        """Carry out a wish that is more than one change, given the reason when it is the correction of a slip.

        A refusal is told by `refused`, as for `do`; `what` names the wish in the log.
        """
        return self._try(wish, what)

    def undo(self) -> bool:
        what = tr("undo {what}", what=self._session.undo_label)
        return self._try(self._same_step(lambda slip: self._session.undo(slip=slip)), what)

    def redo(self) -> bool:
        what = tr("redo {what}", what=self._session.redo_label)
        return self._try(self._same_step(lambda slip: self._session.redo(slip=slip)), what)

    def rest(self) -> None:
        """Look neither at the clock nor at what other processes write, while nobody sees the canvas."""
        self._timer.stop()

    def wake(self) -> None:
        """Take in what came meanwhile, and go on looking."""
        self._timer.start()
        self._on_timer_timeout()

    def close(self) -> None:
        """Stop listening and ticking, and do nothing any more; the canvas is stored already."""
        if self._closed:
            return
        self._closed = True
        self._timer.stop()
        self._stop()

    def _same_step(self, step: Callable[[str], object]) -> Callable[[str], object]:
        """`step`, as long as nothing was written since: another step would be the last one then."""
        writes = self._writes

        def guarded(slip: str) -> None:
            if self._writes == writes:
                step(slip)
            else:
                self.told.emit(tr("Something was changed since; nothing was undone."))

        return guarded

    def _try(self, wish: Callable[[str], object], what: str, slip: str = "") -> bool:
        """Carry out a wish; `what` names it in the log when it is done as the correction of a slip. Nothing is
        done once the canvas was left."""
        if self._closed:
            return False
        try:
            wish(slip)
        except CanvasGone as error:
            self._leave(error)
            return False
        except CmcError as error:
            self.refused.emit(error, self._as_slip(wish, what) if getattr(error, "slip", False) else None)
            if isinstance(error, LibraryReplaced):
                self._open_anew(error)
            return False
        return True

    def _as_slip(self, wish: Callable[[str], object], what: str) -> Callable[[], bool]:
        def correct() -> bool:
            return self._try(wish, what, tr("slip corrected: {what}", what=what))

        return correct

    def _on_session_written(self, written: Written) -> None:
        self._writes += 1
        self.written.emit(written)

    def _on_timer_timeout(self) -> None:
        jump = self._session.clock.jump()
        if jump and self._leads:
            item = self.canvas.current_item
            since = self.canvas.run(item.id).running_since if item else 0
            self.do(ShiftClock(jump, since, self.canvas.workshop.due_at))
        now = self.now()
        is_new_second = now // 1000 != self._second
        if is_new_second or self._session.is_told:
            self._look()
        if is_new_second:
            self._second = now // 1000
            self.ticked.emit(now)

    def _look(self) -> None:
        try:
            self._session.look()
        except LibraryReplaced as error:
            self._open_anew(error)
        except CanvasGone as error:
            self._leave(error)
        except CmcError as error:
            self._behind = error  # the next second may do
        else:
            self._behind = None

    def _open_anew(self, error: CmcError) -> None:
        """Told once: while the canvas is left for that, its words are tried in vain."""
        if self._timer.isActive():
            self._timer.stop()
            self.library_replaced.emit(error)

    def _leave(self, error: CmcError) -> None:
        self._timer.stop()
        self.canvas_gone.emit(error)

    @property
    def _leads(self) -> bool:
        """Whether the clock of the workshop is this laptop's; another one that reads leaves it alone."""
        try:
            self._session.may_write()
        except CmcError:
            return False
        return True
