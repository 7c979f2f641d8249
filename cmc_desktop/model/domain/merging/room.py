"""The agenda and how the workshop went, which a merge takes from one side as a whole: it is led from one laptop."""

from __future__ import annotations

from collections.abc import Iterable, Iterator
from dataclasses import replace
from typing import Any, TypeVar

from cmc_desktop.model.domain.agenda import AgendaItem, PhaseRun, Workshop
from cmc_desktop.model.domain.canvas import Canvas
from cmc_desktop.model.domain.checkpoint import Checkpoint
from cmc_desktop.model.domain.element_agreement import ElementAgreement
from cmc_desktop.model.domain.element_run import ElementRun
from cmc_desktop.model.domain.entity import Entity
from cmc_desktop.model.domain.minute import Minute
from cmc_desktop.model.domain.note import Note
from cmc_desktop.model.domain.parked import Parked
from cmc_desktop.model.domain.remark import Remark
from cmc_desktop.model.domain.revision import canonical, digest
from cmc_desktop.model.domain.turn import Turn

E = TypeVar("E", bound=Entity)
P = TypeVar("P", Note, Remark, Parked, Minute)
#: at which element the room looks and when it hopes to be through is no part of how it went, nor is what a clock shows
_POINTERS = ("element", "due_at")
_CLOCK = ("running_since", "spent")


def room_hash(canvas: Canvas) -> str:
    """One hash for all of it; empty while there is neither an agenda nor anything that went on.

    What was taken back is as if it had never been there.
    """
    told = [
        *(item.plain() for item in _in_order(canvas.all(AgendaItem)) if not item.removed),
        *(_without(run, _CLOCK) for run in _in_order(canvas.all(PhaseRun)) if run != run.gone()),
        *(turn.plain() for turn in _in_order(canvas.all(Turn)) if not turn.withdrawn),
        *(agreed.plain() for agreed in _in_order(canvas.all(ElementAgreement)) if agreed != agreed.gone()),
    ]
    workshop = canvas.workshop
    if workshop.started_at:
        told.append(_without(workshop, _POINTERS))
    return digest(canonical(told)) if told else ""


def room_of(theirs: Canvas, ours: Canvas) -> Iterator[Entity]:
    """What to write into `ours`, so that the agenda and the workshop are those of `theirs`.

    A clock that ran there stands: it ran until the copy was made, and not while that was on its way.
    """
    tip = theirs.find(Checkpoint, theirs.head.checkpoint)
    planned = {item.id for item in theirs.all(AgendaItem)}
    for item in ours.agenda:
        if item.id not in planned:
            yield replace(item, removed=True)
    for kind in (AgendaItem, PhaseRun, ElementRun, Turn, ElementAgreement, Workshop):
        for thing in theirs.all(kind):
            if isinstance(thing, PhaseRun) and thing.running_since:
                thing = thing.paused(max(thing.running_since, tip.at if tip is not None else 0))
            elif isinstance(thing, Workshop):
                thing = replace(thing, due_at=0)  # the plan of another day
            if ours.find(kind, thing.id) != thing:
                yield thing


def known_phases(canvas: Canvas, puts: Iterable[Entity]) -> frozenset[str]:
    """The phases of a canvas, those taken off its agenda too, once `puts` are written."""
    return frozenset(one.id for one in (*canvas.all(AgendaItem), *puts) if isinstance(one, AgendaItem))


def in_known_phase(thing: P, phases: frozenset[str]) -> P:
    """What was said in a phase that a canvas does not have was said in none."""
    return replace(thing, phase="") if thing.phase not in phases else thing


def drops_what_began(theirs: Canvas, ours: Canvas) -> bool:
    """Whether taking the agenda of `theirs` would take a phase off ours that has begun here."""
    planned = {item.id for item in theirs.all(AgendaItem) if not item.removed}
    return any(ours.run(item.id).started_at and item.id not in planned for item in ours.agenda)


def _without(thing: Entity, names: Iterable[str]) -> dict[str, Any]:
    return {name: value for name, value in thing.plain().items() if name not in names}


def _in_order(things: Iterable[E]) -> list[E]:
    return sorted(things, key=lambda thing: thing.id)
