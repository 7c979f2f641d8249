"""The clock of the current phase in figures and words, read from the model at a given moment."""

from __future__ import annotations

from dataclasses import dataclass
from enum import IntEnum

from cmc_desktop.model.domain.agenda import MINUTE, AgendaItem
from cmc_desktop.model.domain.canvas import Canvas
from cmc_desktop.model.domain.local_time import time_of_day
from cmc_desktop.ui.saying import tr, trn
from cmc_desktop.ui.times import clock_text


class ClockLevel(IntEnum):
    """How urgent the clock is; the warnings come at 5 and at 1 minute, at zero it counts on."""

    CALM = 0
    FIVE_MINUTES = 1
    ONE_MINUTE = 2
    OVER = 3


#: the named looks of the levels
LOOKS = {
    ClockLevel.CALM: "",
    ClockLevel.FIVE_MINUTES: "warning",
    ClockLevel.ONE_MINUTE: "warning",
    ClockLevel.OVER: "overrun",
}


@dataclass(frozen=True)
class ClockReading:
    """What the clock says: figures like '45:12' or '+02:10', the words below them, the share of time used (0 to 1)."""

    level: ClockLevel
    running: bool
    figures: str
    words: str
    share: float

    @property
    def spoken(self) -> str:
        """Figures and words as a screen reader says them."""
        return f"{self.figures} {self.words}"


def read_clock(canvas: Canvas, now: int) -> ClockReading | None:
    """The clock of the current phase; None when no phase runs or waits."""
    item = canvas.current_item
    if item is None:
        return None
    run = canvas.run(item.id)
    remaining = run.remaining(item, now)
    whole = max(1, remaining + run.elapsed(now))
    level = _level(remaining)
    words = _words(item, level, now + remaining) if run.running else _paused_words(item, level)
    share = min(1.0, max(0.0, run.elapsed(now) / whole))
    return ClockReading(level, run.running, clock_text(remaining), words, share)


def _level(remaining: int) -> ClockLevel:
    if remaining <= 0:
        return ClockLevel.OVER
    if remaining <= MINUTE:
        return ClockLevel.ONE_MINUTE
    return ClockLevel.FIVE_MINUTES if remaining <= 5 * MINUTE else ClockLevel.CALM


def _words(item: AgendaItem, level: ClockLevel, end: int) -> str:
    phase, time = item.title, time_of_day(end)
    if level is ClockLevel.OVER:
        return tr("over in {phase} · was to end {time}", phase=phase, time=time)
    if level is ClockLevel.ONE_MINUTE:
        return tr("last minute · ends {time}", time=time)
    if level is ClockLevel.FIVE_MINUTES:
        return tr("last 5 minutes · ends {time}", time=time)
    return tr("left in {phase} · ends {time}", phase=phase, time=time)


def _paused_words(item: AgendaItem, level: ClockLevel) -> str:
    if level is ClockLevel.OVER:
        return tr("over in {phase} · paused", phase=item.title)
    return tr("left in {phase} · paused", phase=item.title)


def phases(count: int) -> str:
    return trn("{n} phase", "{n} phases", count)
