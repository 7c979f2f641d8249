"""Between the open canvas and the windows: the model's facts become Qt signals, the windows' wishes changes."""

from __future__ import annotations

from typing import TYPE_CHECKING

from PySide6.QtCore import QObject, Qt, QTimer, Signal

from cmc_desktop.model.domain.canvas import Canvas
from cmc_desktop.model.domain.changes import Change, ShiftClock
from cmc_desktop.model.domain.errors import CmcError

if TYPE_CHECKING:
    from collections.abc import Callable

    from cmc_desktop.model.services.session import Session, Written


class SessionBridge(QObject):
    """The one place where views meet the session; owns the one timer.

    Signals:
        written(Written): something was stored; views look at what concerns them.
        reloaded(): another process changed the canvas, everything is to be read anew.
        ticked(int): a second has passed while the window lives; the time in ms since 1970.
        refused(CmcError, object): a wish was refused; the second value, when not None, does it as a logged slip
            and takes the reason.
        told(str): a short sentence for screen readers and the status bar about what was just done.
    """

    written = Signal(object)
    reloaded = Signal()
    ticked = Signal(object)
    refused = Signal(object, object)
    told = Signal(str)

    def __init__(self, session: Session, parent: QObject | None = None) -> None:
        super().__init__(parent)
        self._session = session
        self._stop = session.observe(self._on_session_written, self._on_session_reloaded)
        self._timer = QTimer(self)
        self._timer.setTimerType(Qt.TimerType.PreciseTimer)
        self._timer.setInterval(250)
        self._timer.timeout.connect(self._on_timer_timeout)
        self._timer.start()
        self._second = -1

    @property
    def session(self) -> Session:
        return self._session

    @property
    def canvas(self) -> Canvas:
        return self._session.canvas

    def now(self) -> int:
        """Milliseconds since 1970 by the session's clock."""
        return self._session.clock.now()

    def do(self, change: Change, *, slip: str = "") -> bool:
        """Carry out a change; a refusal is told by `refused`. True when it was done or there was nothing to do."""
        return self._try(lambda reason: self._session.do(change, slip=reason), slip)

    def undo(self, *, slip: str = "") -> bool:
        return self._try(lambda reason: self._session.undo(slip=reason), slip)

    def redo(self, *, slip: str = "") -> bool:
        return self._try(lambda reason: self._session.redo(slip=reason), slip)

    def close(self) -> None:
        """Stop listening and ticking; the canvas is stored already."""
        self._timer.stop()
        self._stop()

    def _try(self, wish: Callable[[str], Written | None], slip: str) -> bool:
        try:
            wish(slip)
        except CmcError as error:
            can_slip = getattr(error, "slip", False)
            self.refused.emit(error, (lambda reason: self._try(wish, reason)) if can_slip else None)
            return False
        return True

    def _on_session_written(self, written: Written) -> None:
        self.written.emit(written)

    def _on_session_reloaded(self) -> None:
        self.reloaded.emit()

    def _on_timer_timeout(self) -> None:
        jump = self._session.clock.jump()
        if jump:
            self.do(ShiftClock(jump))
        now = self.now()
        if now // 1000 != self._second:
            self._second = now // 1000
            self.ticked.emit(now)
