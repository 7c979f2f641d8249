"""Laptops with a canvas each, in memory: real sessions over a store that only remembers, and copies that go around.

The store keeps what a library keeps and writes no file, so that thousands of histories take seconds.
"""

from __future__ import annotations

from collections.abc import Iterable
from dataclasses import replace
from types import SimpleNamespace
from typing import cast

import builders

from cmc_desktop.model.domain.canvas import KINDS, Canvas
from cmc_desktop.model.domain.changes import Change, KeepCheckpoint
from cmc_desktop.model.domain.changes.merging import ComingCopy
from cmc_desktop.model.domain.checkpoint import Checkpoint, Why
from cmc_desktop.model.domain.entity import Entity
from cmc_desktop.model.domain.errors import NotThere
from cmc_desktop.model.domain.head import Head
from cmc_desktop.model.domain.merging.canvas_state import beside_of, rest_of
from cmc_desktop.model.domain.revision import Revision
from cmc_desktop.model.exchange.cmc_reader import read_cmc
from cmc_desktop.model.services.bringing_back import bring_back
from cmc_desktop.model.services.clock import ManualClock
from cmc_desktop.model.services.copy_file import copy_of, history_for_copy
from cmc_desktop.model.services.library import Library
from cmc_desktop.model.services.looked_at import Relation
from cmc_desktop.model.services.recognising import look_at
from cmc_desktop.model.services.session import Session
from cmc_desktop.model.store.library_store import JournalEntry, LibraryStore
from cmc_desktop.model.store.mapping import LEFT_IN_LIBRARY
from cmc_desktop.model.store.standing import NOWHERE, Standing

CANVAS_ID = "11111111-1111-4111-8111-111111111111"
HEAD = Head(
    *(CANVAS_ID, "22222222-2222-4222-8222-222222222222", 1, "", "", "Night bus", "", "city-model-canvas", 1, "draft"),
    created_at=1,
)


class MemoryStore:
    """What a session and copies ask of a library's store, for one canvas, and all that was ever committed."""

    news = None
    leading = None

    def __init__(self, things: Iterable[Entity]) -> None:
        self._things: dict[tuple[type[Entity], str], Entity] = {(type(thing), thing.id): thing for thing in things}
        self.commits: list[tuple[tuple[Entity, ...], JournalEntry]] = []
        self.first = dict(self._things)

    def load(self, canvas_id: str) -> tuple[Canvas, Standing]:
        heads = [thing for thing in self._things.values() if isinstance(thing, Head) and thing.id == canvas_id]
        if not heads:
            raise NotThere("no such canvas")
        return canvas_of(self._things.values()), Standing(len(self.commits), 0, "")

    def head(self, canvas_id: str) -> Head:
        return self.load(canvas_id)[0].head

    def commit(
        self,
        canvas_id: str,
        puts: Iterable[Entity],
        olds: Iterable[Entity | None],
        entry: JournalEntry,
        after: Standing = NOWHERE,
    ) -> Standing:
        puts = tuple(puts)
        self.commits.append((puts, entry))
        self._things |= {(type(put), put.id): self._whole(put) for put in puts}
        return Standing(entry.seq, 0, "")

    def _whole(self, put: Entity) -> Entity:
        """What was left in the library when the canvas was opened is not wiped out by writing the rest."""
        held, bulky = self._things.get((type(put), put.id)), LEFT_IN_LIBRARY.get(type(put), {})
        left = {name: getattr(held, name, empty) for name, empty in bulky.items() if getattr(put, name) == empty}
        return replace(put, **left) if left else put

    def changed_since(self, canvas_id: str, since: Standing) -> tuple[tuple[Entity, ...], Standing]:
        return (), since

    def revision(self, canvas_id: str, content_hash: str) -> Revision:
        return cast("Revision", self._held(Revision, content_hash))

    def checkpoint(self, canvas_id: str, checkpoint_id: str) -> Checkpoint:
        return cast("Checkpoint", self._held(Checkpoint, checkpoint_id))

    def _held(self, kind: type[Entity], name: str) -> Entity:
        if (kind, name) not in self._things:
            raise NotThere("not kept")
        return self._things[kind, name]

    def replayed(self) -> Canvas:
        """The canvas as the journal alone makes it from what the store began with."""
        things = dict(self.first)
        for puts, _ in self.commits:
            things |= {(type(put), put.id): put for put in puts}
        return canvas_of(things.values())


def canvas_of(things: Iterable[Entity]) -> Canvas:
    things = tuple(things)
    (head,) = (thing for thing in things if isinstance(thing, Head))
    canvas = Canvas(head, builders.CMC)
    canvas.fill(thing.light for thing in things if not isinstance(thing, Head))
    return canvas


class Laptop:
    """A canvas on a laptop of its own, and whose it is."""

    def __init__(self, name: str, things: Iterable[Entity]) -> None:
        self.name = name
        # each has the time it has; no two make anything in the same millisecond
        self.clock = ManualClock(1_790_000_000_000 + sum(map(ord, name)) * 86_399_999)
        self.memory = MemoryStore(things)
        self.store = cast("LibraryStore", self.memory)
        self.library = cast("Library", SimpleNamespace(store=self.store))
        self.session = Session(self.store, CANVAS_ID, self.clock)

    @property
    def canvas(self) -> Canvas:
        return self.session.canvas

    def copy(self, *, through_a_file: bool = False) -> Canvas:
        """Give a copy: what somebody has who read its file."""
        self.clock.forward(seconds=1)
        self.session.do(KeepCheckpoint(Why.COPY.value, self.name))
        if through_a_file:
            return read_cmc(copy_of(self.store, self.canvas), builders.TEMPLATES).canvas
        canvas, tip = self.canvas, self.canvas.head.checkpoint
        history = {one.id: one for one in history_for_copy(self.store, canvas)}
        history[tip] = replace(history[tip], rest=rest_of(canvas), beside=beside_of(canvas))
        contents = {one.revision for one in history.values() if one.rest}
        theirs = Canvas(canvas.head, canvas.template)
        theirs.fill(thing for thing in things_of(canvas) if not isinstance(thing, Checkpoint | Revision | Head))
        theirs.fill([*history.values(), *(self.store.revision(CANVAS_ID, name) for name in contents)])
        return theirs

    def look_at(self, copy: Canvas) -> ComingCopy | None:
        """The copy as it joins this laptop's canvas; None when there is nothing new in it.

        It is always known from where both went on, also where a merge was taken back after its result had been given
        away.
        """
        looked = look_at(self.library, copy)
        assert looked.relation is not Relation.UNRELATED, "nobody holds what both went on from"
        return looked.copy

    def take(self, copy: Canvas) -> ComingCopy | None:
        """Join a copy, when there is something new in it."""
        self.clock.forward(seconds=1)
        coming = self.look_at(copy)
        if coming is not None:
            bring_back(self.library, self.session, coming, self.name, agreed=True)
        return coming


def things_of(canvas: Canvas) -> tuple[Entity, ...]:
    """All that a canvas out of a file brings to a new library."""
    return tuple(thing for kind in KINDS.values() for thing in canvas.all(kind))


def laptops(*names: str, changes: Iterable[Change] = ()) -> list[Laptop]:
    """One laptop a name, all with the same canvas: the first has it and made `changes`, then gave the others a copy."""
    first = Laptop(names[0], (HEAD,))
    for change in changes:
        first.session.do(change)
    copy = first.copy()
    return [first, *(Laptop(name, things_of(copy)) for name in names[1:])]


def texts(canvas: Canvas) -> dict[str, list[str]]:
    """What each box that has notes says, from top to bottom."""
    return {box: [note.text for note in canvas.notes_in(box)] for box in canvas.template.walk if canvas.note_count(box)}
