"""The agenda and how the workshop went, which a merge takes from one side as a whole: it is led from one laptop."""

from __future__ import annotations

from collections.abc import Iterable, Iterator
from dataclasses import replace
from typing import TypeVar

from cmc_desktop.model.domain.agenda import AgendaItem, PhaseRun, Workshop
from cmc_desktop.model.domain.canvas import Canvas
from cmc_desktop.model.domain.element_agreement import ElementAgreement
from cmc_desktop.model.domain.element_run import ElementRun
from cmc_desktop.model.domain.entity import Entity
from cmc_desktop.model.domain.revision import canonical, digest
from cmc_desktop.model.domain.turn import Turn

E = TypeVar("E", bound=Entity)
#: at which element the room looks and when it hopes to be through is no part of how it went
_POINTERS = ("element", "due_at")


def room_hash(canvas: Canvas) -> str:
    """One hash for all of it; empty while there is neither an agenda nor anything that went on.

    What was taken back is as if it had never been there.
    """
    told = [
        *(item.plain() for item in _in_order(canvas.all(AgendaItem)) if not item.removed),
        *(run.plain() for run in _in_order(canvas.all(PhaseRun)) if run != run.gone()),
        *(turn.plain() for turn in _in_order(canvas.all(Turn)) if not turn.withdrawn),
        *(agreed.plain() for agreed in _in_order(canvas.all(ElementAgreement)) if agreed != agreed.gone()),
    ]
    workshop = canvas.workshop
    if workshop.started_at:
        told.append({name: value for name, value in workshop.plain().items() if name not in _POINTERS})
    return digest(canonical(told)) if told else ""


def room_of(theirs: Canvas, ours: Canvas) -> Iterator[Entity]:
    """What to write into `ours`, so that the agenda and the workshop are those of `theirs`."""
    planned = {item.id for item in theirs.all(AgendaItem)}
    for item in ours.agenda:
        if item.id not in planned:
            yield replace(item, removed=True)
    for kind in (AgendaItem, PhaseRun, ElementRun, Turn, ElementAgreement, Workshop):
        for thing in theirs.all(kind):
            if ours.find(kind, thing.id) != thing:
                yield thing


def _in_order(things: Iterable[E]) -> list[E]:
    return sorted(things, key=lambda thing: thing.id)
