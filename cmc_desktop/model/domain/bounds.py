"""What is written stays within what a file can hold: numbers stop at their bounds, crowded places get ranks anew.

A file of another program may come with a number or a rank at the very edge. Whoever goes on from there must not end
with a canvas that no file can hold, and that can be given and exported no more.
"""

from __future__ import annotations

from collections.abc import Iterable, Mapping
from dataclasses import replace
from typing import Any

from cmc_desktop.model.domain import rank
from cmc_desktop.model.domain.agenda import AgendaItem, PhaseRun, Workshop
from cmc_desktop.model.domain.canvas import Canvas
from cmc_desktop.model.domain.element_run import CLOSED, ElementRun
from cmc_desktop.model.domain.entity import Entity
from cmc_desktop.model.domain.minute import Minute
from cmc_desktop.model.domain.note import Note
from cmc_desktop.model.domain.participant import Participant
from cmc_desktop.model.domain.turn import Turn

Ranked = Note | Participant | AgendaItem
#: how often a line was changed, a lap, the number of a version: more than anybody comes to
COUNT_LIMIT = 1_000_000
#: two days before the year 9999 ends, the last one calendars can show, in milliseconds since 1970: it is a time in
#: that year wherever in the world it is read
LAST_TIME = 253_402_127_999_999
_TIME = (0, LAST_TIME)
#: the fields that are worked out from what they were before
BOUNDS: Mapping[type[Entity], Mapping[str, tuple[int, int]]] = {
    ElementRun: {
        "laps": (1, COUNT_LIMIT),
        "since": (CLOSED, LAST_TIME),
        "speaker_since": _TIME,
        "spent": _TIME,
    },
    Minute: {"edits": (0, COUNT_LIMIT)},
    PhaseRun: {"extra_minutes": (-COUNT_LIMIT, COUNT_LIMIT), "running_since": _TIME, "spent": _TIME},
    Turn: {"took": _TIME},
    Workshop: {"due_at": _TIME},
}


def within_bounds(canvas: Canvas, puts: Iterable[Entity]) -> tuple[Entity, ...]:
    """What is to be written into `canvas`, in its order, as a file can hold it; behind it what gets another rank."""
    return _with_ranks(canvas, tuple(map(_bounded, puts)))


def _bounded(put: Entity) -> Entity:
    beyond: dict[str, Any] = {
        name: min(max(getattr(put, name), low), high)
        for name, (low, high) in BOUNDS.get(type(put), {}).items()
        if not low <= getattr(put, name) <= high
    }
    return replace(put, **beyond) if beyond else put


def _with_ranks(canvas: Canvas, puts: tuple[Entity, ...]) -> tuple[Entity, ...]:
    """The same with ranks that leave room, for all that stand in a row where one is put at the edge."""
    crowded = {_row(put) for put in puts if isinstance(put, Ranked) and rank.is_at_the_edge(put.rank)} - {None}
    if not crowded:
        return puts
    after: dict[tuple[type[Entity], str], Entity] = {(type(put), put.id): put for put in puts}
    present = {(kind, one.id): one for kind in (Note, Participant, AgendaItem) for one in canvas.all(kind)}
    for row in crowded:
        things = [one for one in (present | after).values() if isinstance(one, Ranked) and _row(one) == row]
        things.sort(key=lambda one: (one.rank, one.id))
        for one, place in zip(things, rank.spread(None, None, len(things)), strict=True):
            after[type(one), one.id] = replace(one, rank=place)
    given = {(type(put), put.id) for put in puts}
    return (*(after[type(put), put.id] for put in puts), *(put for key, put in after.items() if key not in given))


def _row(thing: Ranked) -> tuple[type[Entity], str] | None:
    """What is ordered together by ranks: the notes of a box, the roster, the agenda; None for what is off."""
    match thing:
        case Note(deleted=False, box=box):
            return Note, box
        case Participant(removed=False) | AgendaItem(removed=False):
            return type(thing), ""
    return None
