"""Whose turn it is in the round of contributions, told from the turns taken and from who is in the room.

The one with the fewest turns in the element speaks next, so nobody speaks twice before another once; among equals
the roster's order counts on from the one who began. Who came into the room when the element was open already waits
behind those who were there, in the order in which they came, and who comes back later waits behind all of them. The
first speaker of each element is the one after the first speaker of the element before, so nobody is always first.

Who has the floor keeps it whoever comes in; `settled_floor` hands it on when that person goes out.
"""

from __future__ import annotations

from collections import Counter
from collections.abc import Iterable, Mapping, Sequence
from dataclasses import dataclass, replace

from cmc_desktop.model.domain.canvas import Canvas
from cmc_desktop.model.domain.element_run import ElementRun, run_id
from cmc_desktop.model.domain.participant import Participant
from cmc_desktop.model.domain.participant_names import all_names
from cmc_desktop.model.domain.phase_rules import PhaseKind
from cmc_desktop.model.domain.turn import Turn, TurnKind


@dataclass(frozen=True)
class Round:
    """The round in the element under discussion. `speaker` is None when everyone has had their turn.

    `waiting` are those who come after the speaker, in order; `later` the ids of those who asked to come back and have
    not had the turn since; `had` the people in the room who had all their turns; `counts` how many turns each person
    had, by id, those who left among them; `names` what people are called, by id, so that two of one name differ.
    """

    phase: str
    element: str
    lap: int
    laps: int
    speaker: Participant | None
    waiting: tuple[Participant, ...]
    later: frozenset[str]
    had: tuple[Participant, ...]
    counts: Mapping[str, int]
    names: Mapping[str, str]

    def name(self, person: Participant) -> str:
        """What a person is called among those on the roster."""
        return self.names.get(person.id, person.name)

    @property
    def next(self) -> Participant | None:
        return self.waiting[0] if self.waiting else None

    @property
    def people(self) -> int:
        """How many take turns at present."""
        return len(self.had) + len(self.still)

    @property
    def still(self) -> tuple[Participant, ...]:
        """Those in the room who still have a turn, the speaker first."""
        return (self.speaker, *self.waiting) if self.speaker is not None else self.waiting

    def turns_of(self, person: Participant) -> int:
        """How many turns a person has had in this element."""
        return self.counts.get(person.id, 0)


@dataclass(frozen=True, slots=True)
class Lacking:
    """The people who have had no turn in an element; those who left are among them."""

    element: str
    people: tuple[Participant, ...]


def contributors(canvas: Canvas) -> list[Participant]:
    """Those in the room who take turns, in the roster's order."""
    return [person for person in canvas.people if person.present and person.takes_turns]


def turns_of(canvas: Canvas, phase: str, element: str) -> list[Turn]:
    """The turns of an element in a phase that stand, oldest first."""
    return _turns_by_element(canvas).get((phase, element), [])


def _turns_by_element(canvas: Canvas) -> dict[tuple[str, str], list[Turn]]:
    return canvas.derived("turns", _sorted_turns)


def _sorted_turns(canvas: Canvas) -> dict[tuple[str, str], list[Turn]]:
    found: dict[tuple[str, str], list[Turn]] = {}
    for turn in canvas.all(Turn):
        if not turn.withdrawn:
            found.setdefault((turn.phase, turn.element), []).append(turn)
    for turns in found.values():
        turns.sort(key=lambda turn: turn.serial)
    return found


def taken(turns: Iterable[Turn]) -> Counter[str]:
    """How many turns each person has had."""
    return Counter(turn.person for turn in turns if TurnKind(turn.kind).is_turn)


def come_later(turns: Iterable[Turn]) -> dict[str, int]:
    """Who asked to come back and has not had the turn since, with the number of the asking; `turns` oldest first."""
    later: dict[str, int] = {}
    for turn in turns:
        if TurnKind(turn.kind).is_turn:
            later.pop(turn.person, None)
        else:
            later[turn.person] = turn.serial
    return later


def queue(canvas: Canvas, run: ElementRun, turns: Sequence[Turn]) -> list[Participant]:
    """Those who still have a turn in this element once `turns` were taken, whoever has the floor left aside."""
    here = contributors(canvas)
    had, later, start = taken(turns), come_later(turns), _place_of(canvas, here, run.starter)
    places = {person.id: (place - start) % len(here) for place, person in enumerate(here)}
    waiting = [person for person in here if had[person.id] < run.laps]
    return sorted(
        waiting,
        key=lambda person: (had[person.id], later.get(person.id, 0), _came_late(run, person), places[person.id]),
    )


def _came_late(run: ElementRun, person: Participant) -> int:
    """When a person came who was not there when the element was opened; 0 for who was."""
    return person.arrived_at if 0 < run.opened_at < person.arrived_at else 0


def _place_of(canvas: Canvas, here: Sequence[Participant], person_id: str) -> int:
    """The place in `here` of a person, or of the one who comes after them on the roster while they are not there."""
    person = canvas.find(Participant, person_id)
    if person is None:
        return 0
    return next((place for place, one in enumerate(here) if (one.rank, one.id) >= (person.rank, person.id)), 0)


def starter_of(canvas: Canvas, phase: str) -> str:
    """Who begins the next element to be opened in a phase: the one after the last beginner; empty for nobody."""
    here = contributors(canvas)
    if not here:
        return ""
    runs = [run for run in canvas.all(ElementRun) if run.phase == phase and run.starter]
    last = max(runs, key=lambda run: run.serial).starter if runs else ""
    place = _place_of(canvas, here, last)
    return here[(place + (here[place].id == last)) % len(here)].id


def holding_floor(canvas: Canvas, run: ElementRun, elapsed: int) -> ElementRun:
    """`run` with the floor where it belongs when its phase has taken `elapsed` ms.

    Who has it keeps it while in the room and not done; else it goes to the first who waits. Nobody begins who left
    before a word was said.
    """
    turns = turns_of(canvas, run.phase, run.element)
    waiting = queue(canvas, run, turns)
    speaker = next((person.id for person in waiting if person.id == run.speaker), waiting[0].id if waiting else "")
    if speaker != run.speaker:
        run = replace(run, speaker=speaker, speaker_since=elapsed)
    if speaker and not taken(turns) and all(person.id != run.starter for person in waiting):
        run = replace(run, starter=speaker)
    return run


def settled_floor(canvas: Canvas, now: int) -> ElementRun | None:
    """What to write after people came or went, so that the floor is where it belongs; None when it is there."""
    item = canvas.current_item
    if item is None or item.kind != PhaseKind.ROUND or canvas.sign_off is not None:
        return None
    run = canvas.find(ElementRun, run_id(item.id, canvas.workshop.element))
    if run is None:
        return None
    settled = holding_floor(canvas, run, canvas.run(item.id).elapsed(now))
    return settled if settled != run else None


def round_now(canvas: Canvas) -> Round | None:
    """The round in the element under discussion; None outside the round of contributions."""
    return canvas.derived("round", _round_now)


def _round_now(canvas: Canvas) -> Round | None:
    item = canvas.current_item
    if item is None or item.kind != PhaseKind.ROUND:
        return None
    element = canvas.workshop.element
    run = canvas.find(ElementRun, run_id(item.id, element)) or ElementRun(run_id(item.id, element), item.id, element)
    turns = turns_of(canvas, item.id, element)
    counts, still = taken(turns), queue(canvas, run, turns)
    speaker = next((person for person in still if person.id == run.speaker), still[0] if still else None)
    waiting = tuple(person for person in still if person is not speaker)
    had = tuple(person for person in contributors(canvas) if counts[person.id] >= run.laps)
    lap = min((counts[person.id] for person in still), default=run.laps - 1) + 1
    names = roster_names(canvas)
    return Round(item.id, element, lap, run.laps, speaker, waiting, frozenset(come_later(turns)), had, counts, names)


def roster_names(canvas: Canvas) -> dict[str, str]:
    """What people are called, by id."""
    return all_names(canvas)


def turns_lacking(canvas: Canvas) -> tuple[Lacking, ...]:
    """For each element of the walk, who of those that were in the room has had no turn; none when nobody lacks one.

    All rounds of the agenda count: whoever had a turn in an element was heard about it, and a second round does not
    begin with everybody lacking everywhere.
    """
    return canvas.derived("turns lacking", _lacking)


def _lacking(canvas: Canvas) -> tuple[Lacking, ...]:
    rounds = [item.id for item in canvas.agenda if item.kind == PhaseKind.ROUND and canvas.run(item.id).started_at]
    if not rounds:
        return ()
    people = [person for person in canvas.people if person.takes_turns and person.arrived_at]
    found = []
    for element in canvas.template.walk:
        had = taken(turn for phase in rounds for turn in turns_of(canvas, phase, element))
        lacking = tuple(person for person in people if not had[person.id])
        if lacking:
            found.append(Lacking(element, lacking))
    return tuple(found)
