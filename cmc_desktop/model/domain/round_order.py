"""Whose turn it is in the round of contributions, told from the turns taken and from who is in the room.

The one with the fewest turns in the element speaks next, so nobody speaks twice before another once; among equals
the roster's order counts on from the last speaker, and who comes back later waits behind the others. The first
speaker of each element is the one after the first speaker of the element before, so nobody is always first.
"""

from __future__ import annotations

from collections import Counter
from collections.abc import Iterable, Sequence
from dataclasses import dataclass

from cmc_desktop.model.domain.agenda import AgendaItem
from cmc_desktop.model.domain.canvas import Canvas
from cmc_desktop.model.domain.element_run import ElementRun, run_id
from cmc_desktop.model.domain.participant import Participant
from cmc_desktop.model.domain.phase_rules import PhaseKind
from cmc_desktop.model.domain.turn import Turn, TurnKind


@dataclass(frozen=True)
class Round:
    """The round in the element under discussion. `speaker` is None when everyone has had their turn.

    `waiting` are those who come after the speaker, in order; `later` the ids of those among speaker and waiting who
    asked to come back; `had` the people in the room who had their turn in this lap.
    """

    phase: str
    element: str
    lap: int
    laps: int
    speaker: Participant | None
    waiting: tuple[Participant, ...]
    later: frozenset[str]
    had: tuple[Participant, ...]

    @property
    def next(self) -> Participant | None:
        return self.waiting[0] if self.waiting else None

    @property
    def people(self) -> int:
        """How many take turns at present."""
        return len(self.had) + len(self.waiting) + (self.speaker is not None)


@dataclass(frozen=True, slots=True)
class Lacking:
    """The people who have had no turn in an element; those who left are among them."""

    element: str
    people: tuple[Participant, ...]


def contributors(canvas: Canvas) -> list[Participant]:
    """Those in the room who take turns, in the roster's order."""
    return [person for person in canvas.people if person.present and person.takes_turns]


def turns_of(canvas: Canvas, phase: str) -> dict[str, list[Turn]]:
    """The turns of a phase that stand, oldest first, by element."""
    return canvas.derived("turns", _turns_by_phase).get(phase, {})


def _turns_by_phase(canvas: Canvas) -> dict[str, dict[str, list[Turn]]]:
    found: dict[str, dict[str, list[Turn]]] = {}
    for turn in sorted(canvas.all(Turn), key=lambda turn: turn.serial):
        if not turn.withdrawn:
            found.setdefault(turn.phase, {}).setdefault(turn.element, []).append(turn)
    return found


def taken(turns: Iterable[Turn]) -> Counter[str]:
    """How many turns each person has had."""
    return Counter(turn.person for turn in turns if TurnKind(turn.kind).is_turn)


def queue(canvas: Canvas, run: ElementRun, turns: Sequence[Turn]) -> list[Participant]:
    """Those who still have a turn in this element, whoever has the floor left aside, in order."""
    here = contributors(canvas)
    had = taken(turns)
    places = _places_after(canvas, here, turns[-1].person if turns else "", run.starter)
    later = _later(turns)
    waiting = [person for person in here if had[person.id] < run.laps]
    return sorted(waiting, key=lambda p: (had[p.id], later.get(p.id, 0), places[p.id]))


def _later(turns: Iterable[Turn]) -> dict[str, int]:
    """Who asked to come back and has not had the turn since, with the number of the asking."""
    later: dict[str, int] = {}
    for turn in turns:
        if TurnKind(turn.kind).is_turn:
            later.pop(turn.person, None)
        else:
            later[turn.person] = turn.serial
    return later


def _places_after(canvas: Canvas, here: Sequence[Participant], last: str, starter: str) -> dict[str, int]:
    """The place of each person counted on from the one after `last`, or from `starter` before anybody has spoken."""
    after = canvas.find(Participant, last) if last else None
    first = canvas.find(Participant, starter) if starter else None
    if after is not None:
        start = next((n for n, p in enumerate(here) if (p.rank, p.id) > (after.rank, after.id)), 0)
    elif first is not None:
        start = next((n for n, p in enumerate(here) if (p.rank, p.id) >= (first.rank, first.id)), 0)
    else:
        start = 0
    return {person.id: (place - start) % len(here) for place, person in enumerate(here)}


def speaker_of(canvas: Canvas, run: ElementRun, turns: Sequence[Turn]) -> Participant | None:
    """Who has the floor: whoever got it, while in the room and not done; else the first who waits."""
    waiting = queue(canvas, run, turns)
    return next((person for person in waiting if person.id == run.speaker), waiting[0] if waiting else None)


def starter_of(canvas: Canvas, phase: str) -> str:
    """Who begins the next element to be opened in a phase: the one after the last beginner; empty for nobody."""
    here = contributors(canvas)
    if not here:
        return ""
    runs = [run for run in canvas.all(ElementRun) if run.phase == phase and run.starter]
    last = canvas.find(Participant, max(runs, key=lambda run: run.serial).starter) if runs else None
    if last is None:
        return here[0].id
    return next((p.id for p in here if (p.rank, p.id) > (last.rank, last.id)), here[0].id)


def round_now(canvas: Canvas) -> Round | None:
    """The round in the element under discussion; None outside the round of contributions."""
    return canvas.derived("round", _round_now)


def _round_now(canvas: Canvas) -> Round | None:
    item = canvas.current_item
    if item is None or item.kind != PhaseKind.ROUND:
        return None
    element = canvas.workshop.element
    run = canvas.find(ElementRun, run_id(item.id, element)) or ElementRun(run_id(item.id, element), item.id, element)
    turns = turns_of(canvas, item.id).get(element, [])
    speaker = speaker_of(canvas, run, turns)
    waiting = tuple(person for person in queue(canvas, run, turns) if person != speaker)
    counts = taken(turns)
    had = tuple(person for person in contributors(canvas) if counts[person.id] >= run.laps)
    still = (speaker, *waiting) if speaker is not None else waiting
    lap = min((counts[person.id] for person in still), default=run.laps - 1) + 1
    return Round(item.id, element, lap, run.laps, speaker, waiting, frozenset(_later(turns)), had)


def last_round(canvas: Canvas) -> AgendaItem | None:
    """The round that goes on, or the last one that has begun."""
    item = canvas.current_item
    if item is not None and item.kind == PhaseKind.ROUND:
        return item
    begun = [one for one in canvas.agenda if one.kind == PhaseKind.ROUND and canvas.run(one.id).started_at]
    return begun[-1] if begun else None


def turns_lacking(canvas: Canvas) -> tuple[Lacking, ...]:
    """For each element of the walk, who of those that were in the room has had no turn; none when nobody lacks one."""
    item = last_round(canvas)
    if item is None:
        return ()
    turns = turns_of(canvas, item.id)
    people = [person for person in canvas.people if person.takes_turns and person.arrived_at]
    found = []
    for element in canvas.template.walk:
        had = taken(turns.get(element, []))
        lacking = tuple(person for person in people if not had[person.id])
        if lacking:
            found.append(Lacking(element, lacking))
    return tuple(found)
