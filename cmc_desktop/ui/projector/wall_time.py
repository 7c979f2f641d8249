"""The clock of the wall: the one thing in a picture that goes on by itself."""

from __future__ import annotations

from dataclasses import dataclass

from cmc_desktop.model.domain.agenda import MINUTE
from cmc_desktop.model.domain.canvas import Canvas
from cmc_desktop.model.domain.local_time import time_of_day
from cmc_desktop.ui.saying import tr
from cmc_desktop.ui.theme import DARK
from cmc_desktop.ui.times import clock_text


@dataclass(frozen=True, slots=True)
class WallTime:
    """Figures like '45:12' or '+02:10', a word beside them where there is one, and their colour; `end` is the time of
    day at which the phase ends, empty while the clock stands or is over."""

    figures: str = ""
    word: str = ""
    colour: str = DARK.ink
    end: str = ""


def wall_time(canvas: Canvas, phase: str, now: int) -> WallTime:
    """The clock of a phase; nothing when it is not the present one any more, or the canvas is signed."""
    item = canvas.current_item
    if item is None or item.id != phase or canvas.sign_off is not None:
        return WallTime()
    run = canvas.run(item.id)
    left = run.remaining(item, now)
    colour, word = DARK.ink, ""
    if left < 0:
        colour, word = DARK.overrun, tr("over time")
    elif left <= 5 * MINUTE:
        colour = DARK.warning
    if not run.running:
        return WallTime(clock_text(left), tr("paused"), colour)
    return WallTime(clock_text(left), word, colour, time_of_day(now + left) if left > 0 else "")
