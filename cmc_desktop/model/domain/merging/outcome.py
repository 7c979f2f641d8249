"""What a merged state means for a canvas: the entities to write, so that it shows the state and keeps what is open."""

from __future__ import annotations

from collections.abc import Iterator
from dataclasses import dataclass, fields, replace
from functools import cached_property
from typing import Any, TypeVar

from cmc_desktop.model.domain.box_mark import BoxMark
from cmc_desktop.model.domain.canvas import KINDS
from cmc_desktop.model.domain.card_text import CardText
from cmc_desktop.model.domain.drop_reasons import together
from cmc_desktop.model.domain.entity import Entity
from cmc_desktop.model.domain.merging.canvas_state import HEAD, ROOM, state_of
from cmc_desktop.model.domain.merging.numbered import numbered
from cmc_desktop.model.domain.merging.room import drops_what_began, in_known_phase, known_phases, room_of
from cmc_desktop.model.domain.merging.shown import shown, shown_place
from cmc_desktop.model.domain.merging.sides import Sides
from cmc_desktop.model.domain.merging.state import (
    FIELDS,
    IN_BOX,
    STONES,
    UNWRITTEN,
    State,
    Thing,
    is_hidden,
    is_off,
    tags_from,
)
from cmc_desktop.model.domain.merging.staying_open import StayingOpen
from cmc_desktop.model.domain.merging.talk import brings_fate
from cmc_desktop.model.domain.merging.veil import Unveiling
from cmc_desktop.model.domain.note import Note
from cmc_desktop.model.domain.parked import Parked
from cmc_desktop.model.domain.participant import Participant
from cmc_desktop.model.domain.phase_rules import is_dropped
from cmc_desktop.model.domain.remark import Remark

T = TypeVar("T", Note, Remark, Parked)


@dataclass(frozen=True)
class Outcome:
    """`puts` are to be written into our canvas; `hidden` the notes on our board that somebody else deleted.

    `room_stays` tells that the workshop was led or planned on both sides, and ours stands. `kept` are people whom the
    copy took off, or out of those who are asked, and who stay as they are: they answered here, or are being asked.
    """

    puts: tuple[Entity, ...]
    hidden: tuple[str, ...]
    room_stays: bool
    kept: tuple[str, ...] = ()


def outcome(sides: Sides, state: State) -> Outcome:
    """What to write into `sides.ours`, so that it is in the merged `state`."""
    return _Writing(sides, state).outcome()


class _Writing:
    def __init__(self, sides: Sides, state: State) -> None:
        self._sides = sides
        self._ours, self._theirs = sides.ours, sides.theirs
        self._state = state
        self._before, self._there = state_of(sides.ours), state_of(sides.theirs)
        self._notes: dict[str, Note] = {}
        self._kept: list[str] = []
        self._names = Unveiling(sides.ours, sides.theirs)
        self._open = StayingOpen(sides, state, self._before, self._there, self._names)
        self._room = self._of_the_room()

    def outcome(self) -> Outcome:
        room = self._room
        things = [*self._head(), *self._of_other_kinds(takes_room=bool(room))]
        self._write_notes()
        self._one_text_each()
        marks = list(self._marks())
        waiting = self._open.waiting()
        hidden = tuple(
            note.id
            for note in self._notes.values()
            if note.deleted and (known := self._ours.find(Note, note.id)) is not None and not known.deleted
            if note.id not in waiting  # nobody deleted it: it stays as one of the texts to choose from
        )
        puts = (*things, *room, *self._changed_notes(), *marks, *self._open.conflicts())
        value = self._state.get(ROOM, ("",))[0]
        room_stays = isinstance(value, frozenset) or (not room and value != self._before.get(ROOM, ("",))[0])
        return Outcome(puts, hidden, room_stays, tuple(self._kept))

    # the content

    def _head(self) -> Iterator[Entity]:
        title, city = self._state[HEAD]
        head = replace(self._ours.head, title=shown(title), city=shown(city))
        if head != self._ours.head:
            yield head
        self._open.keep_fields(HEAD, "head", "")

    def _write_notes(self) -> None:
        may_differ = {note.id for note in self._ours.all(Note) if note.deleted}
        may_differ |= {note.id for note in self._theirs.all(Note) if note.said}
        for key, thing in self._state.items():
            if key[0] == "note" and (
                thing != self._before.get(key) or (key[1] in may_differ and self._differs(key[1], thing))
            ):
                self._notes[key[1]] = self._note(key[1], thing)
                if not is_hidden(thing):
                    self._open.keep_fields(key, "note", key[1])

    def _differs(self, note_id: str, thing: Thing) -> bool:
        """Whether our note is not what `thing` makes of it, though its state is the same: it may be off our board only
        until the one text of its box is settled, and the copy may know more of what became of it."""
        here = self._ours.find(Note, note_id)
        is_off = here is None or here.deleted
        return is_off != is_hidden(thing) or brings_fate(here, self._theirs.find(Note, note_id))

    def _note(self, note_id: str, thing: Thing) -> Note:
        here, there = self._ours.find(Note, note_id), self._theirs.find(Note, note_id)
        known = here or there or Note(note_id, "", "", "")
        if here is None:
            known = self._on_our_agenda(known)
        texts, boxes, places, tags, _ = thing
        box = shown(boxes)
        hidden = is_hidden(thing)
        values: dict[str, Any] = {
            "text": shown(texts),
            "box": box,
            "rank": shown_place(places, box),
            "tags": tags_from(shown(tags)),
            "deleted": hidden,
        }
        if here is not None and there is not None:
            values["author"] = here.author or there.author
            values["changed_at"] = max(here.changed_at, there.changed_at)
            values["said"] = here.said or there.said
            values["said_in"] = here.said_in or there.said_in
        gone = next((one for one in (here, there) if one is not None and one.deleted), known)
        values["merged_into"] = gone.merged_into if hidden else ""
        values["dropped_why"] = gone.dropped_why if hidden else ""
        if hidden and here is not None and there is not None and here.deleted and there.deleted:
            values["dropped_why"] = together(here.dropped_why, there.dropped_why)
        values["taken_back"] = gone.taken_back and hidden
        return replace(known, **values)

    def _one_text_each(self) -> None:
        """Of several notes in a box that holds one text the first shows; all of them stay, as a conflict of the box."""
        for box in self._ours.template.in_walk_order:
            if not box.single:
                continue
            claiming = sorted(
                key[1]
                for key, thing in self._state.items()
                if key[0] == "note" and shown(thing[IN_BOX]) == box.key and not is_hidden(thing)
            )
            if len(claiming) < 2:
                continue
            first, *others = claiming
            for note_id in claiming:
                note = self._notes.get(note_id) or self._note(note_id, self._state["note", note_id])
                waits = note_id in others
                note = replace(note, deleted=waits, merged_into=first if waits else "")
                self._notes[note_id] = replace(note, dropped_why="", taken_back=False)
            self._open.keep_box(box.key, claiming)

    def _changed_notes(self) -> Iterator[Note]:
        new = []
        for note in self._notes.values():
            known = self._ours.find(Note, note.id)
            if known is None:
                new.append(note)
            elif known != note:
                yield note
        yield from sorted(new, key=lambda note: (note.box, note.rank, note.id))

    def _marks(self) -> Iterator[Entity]:
        """A mark stays while its box has notes, unseen: a copy that is joined later may take them elsewhere."""
        for box in self._ours.template.walk:
            is_set = shown(self._state.get(("box_mark", box), ("",))[0], quiet=True) == "1"
            ours, theirs = self._ours.kept_mark(box), self._theirs.kept_mark(box)
            if is_set and not ours.none_identified:
                yield theirs if theirs.none_identified else BoxMark(box, True)
            elif not is_set and ours.none_identified:
                yield ours.gone()

    # the rest

    def _of_the_room(self) -> tuple[Entity, ...]:
        value = self._state.get(ROOM, ("",))[0]
        is_theirs = value == self._there.get(ROOM, ("",))[0] and value != self._before.get(ROOM, ("",))[0]
        if not is_theirs or drops_what_began(self._theirs, self._ours):
            return ()
        return tuple(room_of(self._theirs, self._ours))

    def _on_our_agenda(self, thing: T) -> T:
        """What came in a phase of theirs, which our agenda does not have unless the room is theirs."""
        return in_known_phase(thing, self._phases)

    @cached_property
    def _phases(self) -> frozenset[str]:
        return known_phases(self._ours, self._room)

    def _of_other_kinds(self, *, takes_room: bool) -> Iterator[Entity]:
        found: list[Entity] = []
        for key, thing in self._state.items():
            kind = key[0]
            before = self._before.get(key, UNWRITTEN.get(kind))
            if kind in KINDS and kind not in ("head", "note", "box_mark") and thing != before:
                put = self._thing(kind, key[1], thing, takes_room=takes_room)
                if put is not None:
                    found.append(put)
                    self._open.keep_fields(key, kind, key[1])
        yield from numbered(self._ours, found)

    def _thing(self, kind: str, thing_id: str, values: Thing, *, takes_room: bool) -> Entity | None:
        here, there = self._ours.find(KINDS[kind], thing_id), self._theirs.find(KINDS[kind], thing_id)
        known: Any = here or there
        if known is None:
            return None  # only the base had it, and what else it said is not kept there
        if here is None and isinstance(known, Participant) and not takes_room:
            known = known.expected
        if here is None and isinstance(known, Remark):
            known = self._on_our_agenda(known)
        if here is None and isinstance(known, Parked):
            known = self._on_our_agenda(known)
        stone = STONES.get(kind)
        named = {
            field.name: ("1" if is_off(kind, values) else "")
            if place == stone
            else shown(self._names.of(value), quiet=field.quiet)
            for place, (field, value) in enumerate(zip(FIELDS[kind], values, strict=True))
        }
        if isinstance(known, CardText) and here is None:
            known = known.gone()
        types = {field.name: str(field.type) for field in fields(known)}
        put: Entity = replace(known, **{name: _typed(value, types[name]) for name, value in named.items()})
        if isinstance(put, Participant) and isinstance(here, Participant) and is_dropped(self._ours, here, put):
            self._kept.append(here.id)
            return replace(put, capacity=here.capacity, counts=here.counts, removed=here.removed)
        return put


def _typed(value: str, kind: str) -> object:
    return value == "1" if kind == "bool" else int(value) if kind == "int" else value
