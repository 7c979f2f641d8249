"""Joining a copy of one version into the version after it, which took over only what it needed."""

from __future__ import annotations

from collections.abc import Iterable
from dataclasses import replace

from cmc_desktop.model.domain.canvas import KINDS, Canvas
from cmc_desktop.model.domain.element_run import ElementRun
from cmc_desktop.model.domain.entity import Entity
from cmc_desktop.model.domain.head import Head
from cmc_desktop.model.domain.merging.canvas_state import state_of
from cmc_desktop.model.domain.merging.state import State
from cmc_desktop.model.domain.minute import Minute
from cmc_desktop.model.domain.note import Note
from cmc_desktop.model.domain.parked import Parked
from cmc_desktop.model.domain.participant import Participant
from cmc_desktop.model.domain.remark import Remark
from cmc_desktop.model.domain.turn import Turn


def without_what_was_left_behind(
    copy: Canvas, ours: Canvas, base: State, minutes: Iterable[Minute] = ()
) -> tuple[Canvas, State]:
    """The copy and the state both went on from, without what the copy did not change and `ours` did not take over.

    A merge takes what is missing for never seen and would bring it again: notes and people that had left the version
    before, and what was talked about there. `minutes` are the lines known of that; what the copy says anew comes along,
    and whom and what it names, off the roster and off the board.
    """
    here, there = state_of(ours), state_of(copy)
    left = {key for key, thing in base.items() if key not in here and there.get(key) == thing}
    known = {line.id: line for line in minutes}

    def stays(kind: str, thing: Entity) -> bool:
        if isinstance(thing, Minute):
            return known.get(thing.id) != thing or ours.find(Minute, thing.id) is not None
        return (kind, thing.id) not in left

    slim = Canvas(copy.head, copy.template)
    for kind, of_kind in KINDS.items():
        if of_kind is not Head:
            slim.fill([thing for thing in copy.all(of_kind) if stays(kind, thing)])
    people, notes = _named(slim)
    slim.fill([one.gone() for one in copy.all(Participant) if ("participant", one.id) in left and one.id in people])
    slim.fill([replace(one, deleted=True) for one in copy.all(Note) if ("note", one.id) in left and one.id in notes])
    return slim, {key: thing for key, thing in base.items() if key not in left}


def _named(canvas: Canvas) -> tuple[set[str], set[str]]:
    """The people and the notes that what was talked about names."""
    remarks, parked = tuple(canvas.all(Remark)), tuple(canvas.all(Parked))
    people = (
        {one.person for one in remarks} | {one.person for one in parked} | {line.speaker for line in canvas.all(Minute)}
    )
    people |= {turn.person for turn in canvas.all(Turn)}
    people |= {name for run in canvas.all(ElementRun) for name in (run.starter, run.speaker)}
    notes = {one.note for one in remarks} | {one.note for one in parked}
    return people, notes | {note.merged_into for note in canvas.all(Note)}
