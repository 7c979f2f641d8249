"""Numbers and ranks for what comes from a copy: after those that are there, and the same on every computer."""

from __future__ import annotations

from collections.abc import Iterator
from dataclasses import replace
from typing import Any

from cmc_desktop.model.domain import rank
from cmc_desktop.model.domain.canvas import Canvas
from cmc_desktop.model.domain.entity import Entity
from cmc_desktop.model.domain.parked import Parked
from cmc_desktop.model.domain.participant import Participant
from cmc_desktop.model.domain.remark import Remark


def numbered(ours: Canvas, things: list[Entity]) -> Iterator[Entity]:
    """New remarks and parked things after those that are there; people with ranks of their own."""
    for kind in (Remark, Parked):
        last = max((thing.serial for thing in ours.all(kind)), default=0)  # type: ignore[attr-defined]  # both have one
        new: list[Any] = [thing for thing in things if type(thing) is kind and ours.find(kind, thing.id) is None]
        for number, thing in enumerate(sorted(new, key=lambda one: (one.serial, one.id)), last + 1):
            things[things.index(thing)] = replace(thing, serial=number)
    people = {one.id: one for one in ours.all(Participant)} | {
        one.id: one for one in things if isinstance(one, Participant)
    }
    things[:] = [thing for thing in things if not isinstance(thing, Participant)]
    yield from things
    for person in _ranked(people):
        if person != ours.find(Participant, person.id):
            yield person


def _ranked(people: dict[str, Participant]) -> Iterator[Participant]:
    """The people, those on the roster with ranks of their own, in the same order on every computer."""
    last = None
    order = sorted((one for one in people.values() if not one.removed), key=lambda one: (one.rank, one.id))
    for place, person in enumerate(order):
        own = person.rank
        if last is not None and own <= last:
            after = next((one.rank for one in order[place:] if one.rank > last), None)
            own = rank.between(last, after)
        last = own
        yield replace(person, rank=own)
    yield from (one for one in people.values() if one.removed)
