"""Random histories of whole canvases: officers who do what people do to a canvas, give copies, join and settle."""

from __future__ import annotations

import uuid
from collections.abc import Callable, Iterable, Iterator
from contextlib import contextmanager, suppress
from dataclasses import dataclass, replace
from itertools import permutations
from random import Random
from unittest.mock import patch

from canvas_properties import (
    Before,
    check_both_sides_can_be_seen_again,
    check_both_ways,
    check_canvas,
    check_copy,
    check_merge,
    check_replay,
    holds,
    opened,
)
from laptops import Laptop, laptops, things_of
from state_properties import Broken

from cmc_desktop.model.domain import changes as c
from cmc_desktop.model.domain.canvas import Canvas
from cmc_desktop.model.domain.changes import Change
from cmc_desktop.model.domain.changes.people import PersonDetails
from cmc_desktop.model.domain.checkpoint import Checkpoint
from cmc_desktop.model.domain.entity import Entity
from cmc_desktop.model.domain.errors import NotThere, Refusal
from cmc_desktop.model.domain.merging.canvas_state import rest_of
from cmc_desktop.model.domain.merging.shown import open_conflicts
from cmc_desktop.model.domain.note import Note
from cmc_desktop.model.domain.parked import Parked
from cmc_desktop.model.domain.remark import Remark, RemarkKind
from cmc_desktop.model.domain.revision import Content

BOXES = ("mission", "value", "buyin")
NAMES = ("Ada", "Bo", "Cleo", "Dag", "Eve")


@dataclass(frozen=True)
class Retag(Change):
    """Give a note other tags; no window does yet, and a merge has to be ready for it."""

    note: str
    tags: tuple[str, ...]

    @property
    def label(self) -> str:
        return "tag"

    def decide(self, canvas: Canvas, now: int) -> tuple[Entity, ...]:
        return (replace(canvas.note(self.note), tags=self.tags, changed_at=now),)


class Room:
    """Officers with a laptop each, and chance that leads them."""

    def __init__(
        self,
        random: Random,
        actors: int = 0,
        *,
        content_only: bool = False,
        through_files: bool = False,
        of_cards: bool = False,
        changes: Iterable[Change] = (),
    ) -> None:
        self.random = random
        self.content_only = content_only
        self.through_files = through_files
        self.of_cards = of_cards
        self.merges = 0
        self.words = 0
        cards = [c.EditCard("round", card, self.word(), self.word(), "") for card in ("value", "") if of_cards]
        first = [*changes, *cards, *(self._change_of_notes("AddNote") for _ in range(3))]
        self.laptops = laptops(*NAMES[: actors or self.random.randint(3, 5)], changes=first)

    def word(self) -> str:
        """Words nobody wrote before, or at times the ones that many write."""
        self.words += 1
        return self.random.choice(["Home", f"{'w' * self.random.randint(1, 3)}{self.words}"])

    def do_something(self, laptop: Laptop) -> None:
        """One thing a person does; what is refused is refused."""
        kind = self.random.random()
        laptop.clock.forward(seconds=1)
        with suppress(Refusal, NotThere):
            if kind < 0.12:
                laptop.session.undo()
            elif kind < 0.16:
                laptop.session.redo()
            elif kind < 0.2:
                self.restore(laptop)
            elif kind < 0.35 and open_conflicts(laptop.canvas):
                laptop.session.do(self.settling(laptop.canvas))
            else:
                laptop.session.do(self.change(laptop.canvas))

    def restore(self, laptop: Laptop) -> None:
        """Go back to what some point of the history says, when the laptop has any."""
        store, canvas = laptop.store, laptop.canvas
        points = [store.checkpoint(canvas.id, name) for name in sorted(one.id for one in canvas.all(Checkpoint))]
        held = [point for point in points if point.rest]
        if held:
            point = self.random.choice(held)
            content = Content.from_canonical(store.revision(canvas.id, point.revision).content)
            laptop.session.do(c.RestoreState(content, point.rest))

    def play(self, steps: int) -> None:
        """Let them work, give copies and join them, crosswise at times; everything is checked after every step."""
        for _ in range(steps):
            laptop, other = self.random.sample(self.laptops, 2)
            if self.random.random() < 0.65:
                for _ in range(self.random.randint(1, 3)):
                    self.do_something(laptop)
                    check_canvas(laptop.canvas)
                continue
            theirs = self.given(other)
            ours = self.given(laptop) if self.random.random() < 0.3 else None
            self.join(laptop, theirs)
            if ours is not None:
                self.join(other, ours)

    def given(self, laptop: Laptop) -> Canvas:
        copy = laptop.copy(through_a_file=self.through_files)
        check_canvas(copy)
        check_copy(laptop.canvas, copy)
        return copy

    def join(self, laptop: Laptop, copy: Canvas) -> None:
        """Let a laptop take in a copy, and check what became of it."""
        coming = laptop.look_at(copy)
        if coming is None:
            return
        self.merges += 1
        before = Before(laptop.canvas.snapshot(), copy, coming)
        laptop.take(copy)
        check_canvas(laptop.canvas)
        check_merge(laptop, before)
        check_both_ways(before)
        check_both_sides_can_be_seen_again(laptop, before)

    def settling(self, canvas: Canvas) -> Change:
        conflict = self.random.choice(list(open_conflicts(canvas).values()))
        if self.random.random() < 0.2:
            return c.KeepBoth(conflict.id)
        values = ["keep", "delete"] if conflict.field == "deleted" else [*conflict.values, self.word()]
        return c.SettleConflict(conflict.id, self.random.choice(values))

    def change(self, canvas: Canvas) -> Change:
        if self.of_cards and self.random.random() < 0.6:
            return self._change_of_cards()
        if not self.content_only and self.random.random() < 0.3:
            return self._change_beside(canvas)
        kinds = ("AddNote", "EditNote", "EditNote", "MoveNotes", "MoveNotes", "DeleteNotes", "MergeNotes", "SetMission")
        kind = self.random.choice((*kinds, "Mark", "Clear", "Rename", "Retag", "Keep"))
        notes = [note.id for note in canvas.all(Note) if not note.deleted]
        if not notes and kind in ("EditNote", "MoveNotes", "DeleteNotes", "MergeNotes", "Retag"):
            kind = "AddNote"
        return self._change_of_notes(kind, notes)

    def _change_of_notes(self, kind: str, notes: list[str] | None = None) -> Change:
        random, notes = self.random, notes or []
        box, row = random.choice(BOXES), random.choice([None, 0, 1])
        note = random.choice(notes) if notes else ""
        made: dict[str, Callable[[], Change]] = {
            "AddNote": lambda: c.AddNote(random.choice(BOXES[1:]), self.word(), row),
            "EditNote": lambda: c.EditNote(note, self.word()),
            "MoveNotes": lambda: c.MoveNotes((note,), box, row),
            "DeleteNotes": lambda: c.DeleteNotes((note,), random.choice(["", "Not ours"])),
            "MergeNotes": lambda: c.MergeNotes(tuple(random.sample(notes, min(2, len(notes)))), note, self.word()),
            "SetMission": lambda: c.SetMission("mission", random.choice(["", self.word()])),
            "Mark": lambda: c.MarkNoneIdentified(box, ""),
            "Clear": lambda: c.ClearNoneIdentified(box),
            "Rename": lambda: c.Rename(self.word(), random.choice(["", self.word()])),
            "Retag": lambda: Retag(note, random.choice([(), ("t",), (self.word(),)])),
            "Keep": lambda: c.KeepCheckpoint(),
        }
        return made[kind]()

    def _change_beside(self, canvas: Canvas) -> Change:
        random = self.random
        people = [one.id for one in canvas.people]
        remarks = [one.id for one in canvas.all(Remark) if not one.deleted]
        parked = [one.id for one in canvas.all(Parked) if not one.deleted]
        notes = [one.id for one in canvas.all(Note) if not one.deleted]
        kind = random.choice(list(RemarkKind)).value
        made: list[Callable[[], Change]] = [
            lambda: c.AddPerson(PersonDetails(self.word())),
            self._change_of_cards,
            self._change_of_cards,
            lambda: c.Park(self.word()),
            lambda: c.SetAgenda((("round", self.word(), 5), ("discuss", "Talk", 9))),
        ]
        if notes:
            made.append(lambda: c.AddRemark(random.choice(notes), kind, self.word()))
        if people:
            person = random.choice(people)
            made += [
                lambda: c.EditPerson(person, PersonDetails(self.word(), self.word())),
                lambda: c.RemovePerson(person),
                lambda: c.MovePerson(person, 0),
            ]
        if remarks:
            made.append(lambda: c.EditRemark(random.choice(remarks), kind, self.word()))
            made.append(lambda: c.DeleteRemark(random.choice(remarks)))
        if parked:
            one = random.choice(parked)
            made += [lambda: c.EditParked(one, self.word()), lambda: c.DeleteParked(one)]
            made.append(lambda: c.SettleParked(one, self.word()))
        return random.choice(made)()

    def _change_of_cards(self) -> Change:
        random, card = self.random, self.random.choice(["value", ""])
        if random.random() < 0.3:
            return c.ResetCard("round", card)
        return c.EditCard("round", card, *(random.choice(["", self.word()]) for _ in range(3)))


def check_histories(
    seeds: Iterable[int], steps: int = 16, *, through_files: bool = False, of_cards: bool = False
) -> int:
    """Play and check a history a seed; how many merges there were. Raises Broken, naming the seed."""
    merges = 0
    for seed in seeds:
        try:
            room = played(seed, steps, through_files=through_files, of_cards=of_cards)
            for laptop in room.laptops:
                check_replay(laptop)
        except AssertionError as error:
            raise Broken(f"seed {seed}: {error}") from error
        merges += room.merges
    return merges


def played(seed: int, steps: int = 16, *, through_files: bool = False, of_cards: bool = False) -> Room:
    """A room after a random history that was checked on the way; the same seed gives the same to the last id."""
    random = Random(seed)
    with ids_from(random):
        room = Room(random, content_only=bool(seed % 2), through_files=through_files, of_cards=of_cards)
        room.play(steps)
    return room


@contextmanager
def ids_from(random: Random) -> Iterator[None]:
    """While this lasts, new ids come from `random`."""

    def next_id() -> uuid.UUID:
        return uuid.UUID(int=random.getrandbits(128), version=4)

    with patch("uuid.uuid4", next_id):
        yield


def check_orders_of_copies(seed: int) -> bool:
    """4: three copies of one canvas, joined in each of six orders, give the same; whether any conflict was left."""
    random = Random(seed)
    with ids_from(random):
        room = Room(random, 3, content_only=bool(seed % 2))
        for laptop in room.laptops:
            for _ in range(random.randint(0, 5)):
                room.do_something(laptop)
    copies = [laptop.copy() for laptop in room.laptops]
    found = []
    for first, *others in permutations(copies):
        moderator = Laptop("Zoe", things_of(first))
        for copy in others:
            moderator.take(copy)
        check_canvas(moderator.canvas)
        canvas = moderator.canvas
        found.append((canvas.content_hash, opened(canvas), rest_of(canvas)))
    holds(f"seed {seed}: the order of copies", all(one == found[0] for one in found), found)
    return bool(found[0][1])
