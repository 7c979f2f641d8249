"""The order in which the day is told afterwards: phase by phase as they stand on the agenda, in each by the time.

Two laptops' clocks need not agree, so no line is put into another phase by its time.
"""

from __future__ import annotations

from dataclasses import dataclass

from cmc_desktop.i18n import tr
from cmc_desktop.model.domain.agenda import AgendaItem
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
        items = sorted(canvas.all(AgendaItem), key=lambda item: (item.rank, item.id))
        self._parts = {item.id: Part(place, item.title) for place, item in enumerate(items)}
        self._before = Part(-1, tr("Before the workshop"))
        self._after = Part(len(items), tr("After the workshop"))
        self._began = canvas.workshop.started_at

    def of(self, phase: str, at: int) -> Part:
        """The part for what was said in `phase`, or outside of all phases at the time `at`."""
        known = self._parts.get(phase)
        if known is not None:
            return known
        return self._after if self._began and at > self._began else self._before


def minutes_in_order(canvas: Canvas) -> list[Minute]:
    """The lines of the minutes that stand, part by part of the day."""
    parts = PartsOfDay(canvas)
    lines = [line for line in canvas.all(Minute) if not line.deleted]
    return sorted(lines, key=lambda line: (parts.of(line.phase, line.at).place, line.at))
