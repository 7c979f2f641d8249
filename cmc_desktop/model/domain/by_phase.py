"""The order in which the day is told afterwards: phase by phase as they stand on the agenda, in each by the time.

Two laptops' clocks need not agree, so a line's own phase stands whatever its time says. A line without one is told
by its time, and after the workshop only when that is over.
"""

from __future__ import annotations

from dataclasses import dataclass

from cmc_desktop.i18n import tr
from cmc_desktop.model.domain.agenda import AgendaItem, PhaseRun
from cmc_desktop.model.domain.canvas import Canvas
from cmc_desktop.model.domain.minute import Minute


@dataclass(frozen=True, slots=True)
class Part:
    """A part of the day; `place` orders the parts, `title` is what it is called."""

    place: int
    title: str


class PartsOfDay:
    """Asked for the part of the day that something belongs to."""

    def __init__(self, canvas: Canvas) -> None:
        self._canvas = canvas
        items = sorted(canvas.all(AgendaItem), key=lambda item: (item.rank, item.id))
        self._parts = {item.id: Part(place, item.title) for place, item in enumerate(items)}
        self._before = Part(-1, tr("Before the workshop"))
        self._after = Part(len(items), tr("After the workshop"))

    def of(self, phase: str, at: int) -> Part:
        """The part for what was said in `phase`, or outside of all phases at the time `at`."""
        known = self._parts.get(phase) or self._parts.get(phase_at(self._canvas, at))
        if known is not None:
            return known
        began = self._canvas.workshop.started_at
        return self._after if began and at > began else self._before


def phase_at(canvas: Canvas, at: int) -> str:
    """The id of the phase that had begun last at the time `at`; empty before the workshop and once it is over."""
    over = canvas.workshop.ended_at
    if over and at >= over:
        return ""
    begun = [(run.started_at, run.id) for run in canvas.all(PhaseRun) if 0 < run.started_at < at]
    return max(begun, default=(0, ""))[1]


def minutes_in_order(canvas: Canvas) -> list[Minute]:
    """The lines of the minutes that stand, part by part of the day."""
    parts = PartsOfDay(canvas)
    lines = [line for line in canvas.all(Minute) if not line.deleted]
    return sorted(lines, key=lambda line: (parts.of(line.phase, line.at).place, line.at))
