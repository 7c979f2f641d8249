"""Random histories of bare states: several actors, each with a tip in a graph of checkpoints, who change and join.

Every word that is written is written once in a history, so that a value tells who said it and who has seen it.
"""

from __future__ import annotations

from collections.abc import Iterator
from dataclasses import dataclass, field
from random import Random

from cmc_desktop.model.domain.merging import ancestry, three_way
from cmc_desktop.model.domain.merging.ancestry import last_common
from cmc_desktop.model.domain.merging.state import (
    DELETED,
    IN_BOX,
    NOBODY,
    Key,
    State,
    Thing,
    Value,
    is_hidden,
    note_thing,
    place_value,
    seen,
    values_of,
)

#: a field of a thing, by its place in the tuple
Place = tuple[Key, int]
BOXES = ("mission", "value", "buyin")
TEXT, PLACE, TAGS = 0, 2, 3
ROOT = "root"


@dataclass(frozen=True)
class Join:
    """One merge that happened: from which base, both sides, what came of it, and what each side had ever seen.

    `known_to_both` is what a base has to hold by all that was seen; `decided` are the fields that were settled in
    different ways at some time, here or before.
    """

    base: State
    one: State
    other: State
    joined: State
    seen_by_one: frozenset[str]
    seen_by_other: frozenset[str]
    bases: int
    known_to_both: dict[Place, frozenset[str]]
    decided_before: frozenset[Place]
    decided: frozenset[Place]


@dataclass
class History:
    """States by checkpoint, and who stands where; `joins` are the merges in their order."""

    random: Random
    states: dict[str, State] = field(default_factory=dict)
    parents: dict[str, tuple[str, ...]] = field(default_factory=dict)
    seen: dict[str, frozenset[str]] = field(default_factory=dict)
    tips: list[str] = field(default_factory=list)
    joins: list[Join] = field(default_factory=list)
    decided: set[Place] = field(default_factory=set)
    words: int = 0

    def word(self) -> str:
        self.words += 1
        return f"w{self.words}"

    def point(self, state: State, parents: tuple[str, ...]) -> str:
        """A new checkpoint; returns its name."""
        name = f"{self.random.getrandbits(24):06x}{len(self.states)}" if parents else ROOT
        now_seen = {value for thing in state.values() for part in thing for value in values_of(part)}
        self.states[name], self.parents[name] = state, parents
        self.seen[name] = frozenset(now_seen.union(*(self.seen[parent] for parent in parents)))
        return name

    def go_on(self, actor: int, state: State) -> None:
        if state != self.states[self.tips[actor]]:
            self.tips[actor] = self.point(state, (self.tips[actor],))

    def base_of(self, one: str, other: str) -> tuple[State, int]:
        bases = last_common(self.parents, one, other)
        return ancestry.base_state(self.parents, bases, self.states.__getitem__), len(bases)

    def join(self, actor: int, other: str) -> None:
        """Let an actor take in what the checkpoint `other` says; nothing when it is known already."""
        one = self.tips[actor]
        if other in ancestry.ancestors(self.parents, one):
            return
        base, bases = self.base_of(one, other)
        joined = three_way.merged(base, self.states[one], self.states[other])
        before, known = frozenset(self.decided), self.known_to_both(one, other) if bases > 1 else {}
        self.decided.update(decided_both_ways(base, self.states[one], self.states[other]))
        seen_by = self.seen[one], self.seen[other]
        decided = frozenset(self.decided)
        join = Join(base, self.states[one], self.states[other], joined, *seen_by, bases, known, before, decided)
        self.joins.append(join)
        self.tips[actor] = self.point(joined, (one, other))

    def known_to_both(self, one: str, other: str) -> dict[Place, frozenset[str]]:
        """What was said at all points that are behind both, but for what somebody had seen there and replaced."""
        common = ancestry.ancestors(self.parents, one) & ancestry.ancestors(self.parents, other)
        found: dict[Place, set[str]] = {}
        for point in common:
            for place, value in fields_of(self.states[point]).items():
                found.setdefault(place, set()).update(values_of(value))
        for point in common:
            for place, value in fields_of(self.states[point]).items():
                found[place] -= self.seen[point] - values_of(value)
        return {place: frozenset(values) for place, values in found.items() if place[1] != IN_BOX}


def first_state(history: History) -> State:
    found: dict[Key, Thing] = {("head", ""): (history.word(), history.word())}
    for number in range(2):
        found["note", f"n{number}"] = new_note(history)
    return found


def new_note(history: History) -> Thing:
    box = history.random.choice(BOXES)
    return note_thing(history.word(), box, history.word(), (history.word(),))


def changed(history: History, state: State) -> State:
    """The state after a person did one thing to it."""
    random = history.random
    after = dict(state)
    kind = random.randrange(12)
    if kind == 0:
        after["note", f"n{history.word()}"] = new_note(history)
        return after
    if kind == 1:
        place = random.randrange(2)
        after["head", ""] = _with(after["head", ""], place, history.word())
        return after
    open_ones = [key for key in after if key[0] == "note" and _is_open(after[key])]
    if open_ones and kind < 6:
        key = random.choice(open_ones)
        after[key] = settled(history, after[key])
        return after
    key = random.choice([key for key in after if key[0] == "note"])
    after[key] = _changed_note(history, after[key], kind)
    return after


def _changed_note(history: History, note: Thing, kind: int) -> Thing:
    random = history.random
    if is_hidden(note):
        return _with(note, DELETED, NOBODY)
    if kind in (2, 3, 4):
        return _with(note, TEXT, history.word())
    if kind in (5, 6):
        box = random.choice(BOXES)
        return _with(_with(note, IN_BOX, box), PLACE, place_value(box, history.word()))
    if kind == 7:
        return _with(note, TAGS, history.word())
    return deleted(note)


def _is_open(note: Thing) -> bool:
    return not is_hidden(note) and not all(isinstance(value, str) for value in note[:DELETED])


def deleted(note: Thing) -> Thing:
    """The note as the board shows it, off the board: what is in conflict is decided with it."""
    text, box, place, tags = (value if isinstance(value, str) else min(value) for value in note[:DELETED])
    return (text, box, place, tags, frozenset({seen(text, box, tags)}))


def settled(history: History, note: Thing) -> Thing:
    """The note with one of its open fields settled, by one of the values or in other words."""
    for place, value in enumerate(note[:DELETED]):
        if not isinstance(value, str):
            return _with(note, place, history.random.choice([*sorted(value), *sorted(value), history.word()]))
    return _with(note, DELETED, NOBODY) if note[DELETED] else note


def _with(thing: Thing, place: int, value: Value) -> Thing:
    return (*thing[:place], value, *thing[place + 1 :])


def decided_both_ways(base: State, one: State, other: State) -> Iterator[Place]:
    """The fields in conflict that both sides settled, each in another way."""
    before, here, there = fields_of(base), fields_of(one), fields_of(other)
    for place in before.keys() & here.keys() & there.keys():
        x, y = values_of(here[place]), values_of(there[place])
        if len(values_of(before[place])) > 1 and x != y and before[place] not in (here[place], there[place]):
            yield place


def history(random: Random, actors: int = 0, steps: int = 14) -> History:
    """A random history of three to five actors from one state; chance leads it."""
    found = History(random)
    root = found.point(first_state(found), ())
    found.tips = [root] * (actors or random.randint(3, 5))
    for _ in range(steps):
        actor, other = random.sample(range(len(found.tips)), 2)
        mine, theirs, kind = found.tips[actor], found.tips[other], random.random()
        if kind < 0.6:
            found.go_on(actor, changed(found, found.states[mine]))
        elif kind < 0.75:
            found.join(actor, theirs)
        elif kind < 0.9:
            # both sent their file before they had the other's: from then on two states stand behind both
            found.join(actor, theirs)
            found.join(other, mine)
        else:
            found.join(actor, random.choice(list(found.states)))
    return found


def fields_of(state: State) -> dict[Place, Value]:
    """Every field of a state by its place, the tombstones left out."""
    return {
        (key, place): value
        for key, thing in state.items()
        for place, value in enumerate(thing)
        if not (key[0] == "note" and place == DELETED)
    }
