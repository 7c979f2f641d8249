"""The pace in words, the same on every screen."""

from __future__ import annotations

from cmc_desktop.model.domain.agenda import MINUTE
from cmc_desktop.model.domain.lengths import length
from cmc_desktop.model.domain.local_time import time_of_day
from cmc_desktop.model.domain.pace import Pace
from cmc_desktop.ui.saying import in_a_row, tr

#: less than this is on time: nobody leads a room by the half minute
ON_TIME = MINUTE


def element_words(pace: Pace) -> str:
    """'Element 5 of 14', empty in a phase without a walk."""
    return tr("Element {n} of {all}", n=pace.number, all=pace.elements) if pace.elements else ""


def behind_words(pace: Pace) -> str:
    """'2 min behind', '3 min ahead' or 'on time'."""
    minutes = abs(pace.behind) // MINUTE
    if abs(pace.behind) < ON_TIME:
        return tr("on time")
    return tr("{n} min behind", n=minutes) if pace.behind > 0 else tr("{n} min ahead", n=minutes)


def pace_words(pace: Pace) -> str:
    """The one line: 'element 5 of 14 · 23 s each · 2 min behind · lunch 12:41'."""
    parts = [
        element_words(pace),
        tr("{length} each", length=length(pace.each)) if pace.each else "",
        behind_words(pace),
        tr("{name} {time}", name=pace.break_name, time=time_of_day(pace.break_at)) if pace.break_at else "",
        tr("end {time}", time=time_of_day(pace.end_at)),
    ]
    return in_a_row(parts, " · ")
