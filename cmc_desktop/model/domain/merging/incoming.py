"""What a copy brings, element by element, before anything is joined: told to a person, and as JSON."""

from __future__ import annotations

from collections import Counter
from collections.abc import Iterator, Mapping
from dataclasses import dataclass, replace
from enum import StrEnum
from types import MappingProxyType
from typing import Any

from cmc_desktop.i18n import tr
from cmc_desktop.model.domain.agenda import AgendaItem, PhaseRun, Workshop
from cmc_desktop.model.domain.box_mark import BoxMark
from cmc_desktop.model.domain.canvas import NAMES, Canvas
from cmc_desktop.model.domain.card_text import CardText
from cmc_desktop.model.domain.conflict import Conflict
from cmc_desktop.model.domain.entity import Entity
from cmc_desktop.model.domain.head import Head
from cmc_desktop.model.domain.merging.contest import NOTHING_KNOWN, Before, Contest, Known, contests
from cmc_desktop.model.domain.merging.outcome import Outcome, Sides
from cmc_desktop.model.domain.merging.shown import BOX, open_conflicts
from cmc_desktop.model.domain.merging.state import STONES, State, is_off
from cmc_desktop.model.domain.merging.whose import whose
from cmc_desktop.model.domain.minute import Minute
from cmc_desktop.model.domain.note import Note
from cmc_desktop.model.domain.parked import Parked
from cmc_desktop.model.domain.participant import Participant
from cmc_desktop.model.domain.remark import Remark

#: nothing from before any conflict
_NOTHING: Mapping[str, Before] = MappingProxyType({})


class Came(StrEnum):
    """What a copy does to something of ours."""

    NEW = "new"
    BACK = "back"
    REWORDED = "reworded"
    MOVED = "moved"
    RETAGGED = "retagged"
    DELETED = "deleted"
    MARKED = "marked"
    UNMARKED = "unmarked"
    TITLED = "titled"
    CHANGED = "changed"
    LED = "led"
    KEPT = "kept"
    KEPT_CHANGED = "kept as changed here"
    BACK_CHANGED = "back as changed there"
    ROOM_STAYS = "room stays"

    @property
    def label(self) -> str:
        return {
            Came.NEW: tr("new"),
            Came.BACK: tr("back on the board"),
            Came.REWORDED: tr("reworded"),
            Came.MOVED: tr("moved"),
            Came.RETAGGED: tr("tags changed"),
            Came.DELETED: tr("deleted"),
            Came.MARKED: tr("marked “none identified”"),
            Came.UNMARKED: tr("no longer “none identified”"),
            Came.TITLED: tr("title or city changed"),
            Came.CHANGED: tr("changed"),
            Came.LED: tr("agenda and workshop"),
            Came.KEPT: tr("taken off there; stays, as they are asked here"),
            Came.KEPT_CHANGED: tr("kept: removed there, but changed here"),
            Came.BACK_CHANGED: tr("back: removed here, but changed there"),
            Came.ROOM_STAYS: tr("stays as it is here, though it went on there, too"),
        }[self]


@dataclass(frozen=True, slots=True)
class Coming:
    """One thing that a copy brings: what it does to it, and what it said before and says after.

    `kind` is one of `canvas.KINDS`; `box` where it shows then, empty outside the boxes, `was_in` where a moved note
    lay. What is in conflict is no part of it.
    """

    kind: str
    thing: str
    came: tuple[Came, ...]
    box: str = ""
    before: str = ""
    after: str = ""
    was_in: str = ""
    tags_before: tuple[str, ...] = ()
    tags_after: tuple[str, ...] = ()

    @property
    def id(self) -> str:
        return f"{self.kind}:{self.thing}"

    @property
    def stays(self) -> bool:
        """Whether nothing changes here by it, and that is told."""
        return self.came[0] in (Came.KEPT, Came.KEPT_CHANGED, Came.ROOM_STAYS)

    def plain(self) -> dict[str, Any]:
        """As JSON values, without what is empty."""
        told: dict[str, Any] = {
            "kind": self.kind,
            "id": self.thing,
            "what": [one.value for one in self.came],
            "box": self.box,
            "was_in": self.was_in,
            "before": self.before,
            "after": self.after,
        }
        if Came.RETAGGED in self.came:
            told |= {"tags_before": list(self.tags_before), "tags_after": list(self.tags_after)}
        return {name: value for name, value in told.items() if value}


@dataclass(frozen=True)
class Incoming:
    """All of it, in the order of the walk with what stands outside the boxes last; `by` is whose copy it is.

    `hidden` are the notes that would go off our board. `known` tells whose is what in the conflicts. `room_stays` is
    True when the workshop was led or planned on both sides: ours stands.
    """

    by: str
    things: tuple[Coming, ...]
    contests: tuple[Contest, ...]
    hidden: tuple[str, ...] = ()
    room_stays: bool = False
    minutes: int = 0
    known: Known = NOTHING_KNOWN

    def count(self, *kinds: Came) -> int:
        """How many notes had one of these things done to them."""
        return sum(1 for one in self.things if one.kind == "note" and set(kinds) & set(one.came))

    @property
    def brought(self) -> int:
        """How many of the conflicts were not open before."""
        return sum(one.id not in self.known.older for one in self.contests)

    @property
    def beside(self) -> int:
        """How many things outside the notes."""
        return sum(one.kind != "note" for one in self.things) + bool(self.minutes)

    @property
    def empty(self) -> bool:
        return not self.things and not self.contests and not self.minutes

    def by_box(self) -> Counter[str]:
        """How many things come into each box; those outside the boxes under the empty key."""
        return Counter(one.box for one in self.things)

    def plain(self) -> dict[str, Any]:
        """As JSON values."""
        counts = {
            "new": self.count(Came.NEW, Came.BACK),
            "changed": self.count(Came.REWORDED, Came.RETAGGED),
            "moved": self.count(Came.MOVED),
            "deleted": self.count(Came.DELETED),
            "beside": self.beside,
            "conflicts": len(self.contests),
        }
        return {
            "by": self.by,
            "counts": counts,
            "changes": [one.plain() for one in self.things],
            "conflicts": [one.plain() for one in self.contests],
            "minutes": self.minutes,
            "room_stays": self.room_stays,
        }


def incoming(sides: Sides, base: State, found: Outcome, first: Mapping[str, Before] = _NOTHING) -> Incoming:
    """What `found`, the outcome of joining `sides` from `base`, brings into our canvas.

    `first` tells, by conflict, how it was before those that are open already.
    """
    ours, theirs = sides.ours, sides.theirs
    after = ours.snapshot()
    after.write(put for put in found.puts if not isinstance(put, Head) or put.id == ours.id)
    still_open = open_conflicts(after)
    known = replace(whose(sides, base, still_open.values()), first=first)
    things = sorted(
        [*_things(ours, after, found, still_open, base), *_kept_as_changed(sides, after, found, base)],
        key=_order_of(after),
    )
    minutes = sum(1 for line in theirs.all(Minute) if not line.undone and ours.find(Minute, line.id) != line)
    return Incoming(
        sides.their_name,
        tuple(things),
        contests(after, known),
        found.hidden,
        found.room_stays,
        minutes,
        known,
    )


def _order_of(after: Canvas) -> Any:
    places = {box: place for place, box in enumerate(after.template.walk)}
    rows = {note.id: row for box in after.template.walk for row, note in enumerate(after.notes_in(box))}
    last = len(places)

    def order(one: Coming) -> tuple[int, bool, int, str]:
        return places.get(one.box, last), one.kind != "note", rows.get(one.thing, len(rows)), one.thing

    return order


def _things(
    ours: Canvas, after: Canvas, found: Outcome, still_open: dict[str, Conflict], base: State
) -> Iterator[Coming]:
    claimed = {value for one in still_open.values() if one.kind == BOX for value in one.values}
    fields = {(one.kind, one.thing, one.field) for one in still_open.values()}
    led = False
    for put in found.puts:
        if isinstance(put, Note):
            if put.id not in claimed:
                yield from _note(ours.find(Note, put.id), put, fields, is_known=("note", put.id) in base)
        elif isinstance(put, Head):
            yield from _head(ours.head, put, fields)
        elif isinstance(put, Conflict | BoxMark):
            continue
        elif isinstance(put, AgendaItem | PhaseRun | Workshop):
            led = True
        elif isinstance(put, Participant | Remark | Parked | CardText):
            yield from _beside(ours, after, put, fields, base)
    yield from _marks(ours, after)
    if led or found.room_stays:
        yield Coming("workshop", "", (Came.LED if led else Came.ROOM_STAYS,))
    for name in found.kept:
        person = ours.find(Participant, name)
        if person is not None:
            yield Coming("participant", name, (Came.KEPT,), "", "", _words(person))


def _marks(ours: Canvas, after: Canvas) -> Iterator[Coming]:
    """Marks that show from now on or no longer, whether they were written or notes come or go."""
    for box in ours.template.walk:
        is_set = after.mark(box).none_identified
        if is_set != ours.mark(box).none_identified:
            yield Coming("box_mark", box, (Came.MARKED if is_set else Came.UNMARKED,), box)


def _note(old: Note | None, new: Note, fields: set[tuple[str, str, str]], *, is_known: bool) -> Iterator[Coming]:
    """A note that was taken back here with its copy is new when it comes again: `is_known` says it was there before."""
    if new.deleted:
        if old is not None and not old.deleted:
            yield Coming("note", new.id, (Came.DELETED,), old.box, old.text)
        return
    if ("note", new.id, "deleted") in fields:
        return
    if old is None or old.deleted:
        came = Came.NEW if old is None or not is_known else Came.BACK
        yield Coming("note", new.id, (came,), new.box, "", new.text, tags_after=new.tags)
        return
    changed = {
        Came.REWORDED: old.text != new.text and ("note", new.id, "text") not in fields,
        Came.MOVED: old.box != new.box and ("note", new.id, "box") not in fields,
        Came.RETAGGED: old.tags != new.tags and ("note", new.id, "tags") not in fields,
    }
    kinds = tuple(came for came, so in changed.items() if so)
    if kinds:
        was_in = old.box if Came.MOVED in kinds else ""
        before = old.text if Came.REWORDED in kinds else new.text
        yield Coming("note", new.id, kinds, new.box, before, new.text, was_in, old.tags, new.tags)


def _head(old: Head, new: Head, fields: set[tuple[str, str, str]]) -> Iterator[Coming]:
    before, after = [], []
    for name in ("title", "city"):
        was, now = getattr(old, name), getattr(new, name)
        if was != now and ("head", "", name) not in fields:
            before.append(was)
            after.append(now)
    if before:
        yield Coming("head", "", (Came.TITLED,), "", _joined(before), _joined(after))


def _kept_as_changed(sides: Sides, after: Canvas, found: Outcome, base: State) -> Iterator[Coming]:
    """What the copy took off and we changed meanwhile: it stays, and that is told."""
    kinds: tuple[type[Participant | Remark | Parked], ...] = (Participant, Remark, Parked)
    for kind in kinds:
        for there in sides.theirs.all(kind):
            here, now = sides.ours.find(kind, there.id), after.find(kind, there.id)
            if not _is_gone(there) or here is None or now is None or _is_gone(here) or _is_gone(now):
                continue
            if there.id not in found.kept and not _was_off(base, there):
                yield Coming(NAMES[kind], there.id, (Came.KEPT_CHANGED,), _box_of(after, now), "", _words(now))


def _was_off(base: State, thing: Entity) -> bool:
    """Whether a thing was not there at the state both sides went on from, or off already."""
    key = (NAMES[type(thing)], thing.id)
    return key not in base or (key[0] in STONES and is_off(key[0], base[key]))


def _beside(
    ours: Canvas,
    after: Canvas,
    new: Participant | Remark | Parked | CardText,
    fields: set[tuple[str, str, str]],
    base: State,
) -> Iterator[Coming]:
    """People and talk; a person who only got another place on the roster is not worth a line.

    What we took off comes back where the copy changed it, unless it was off before, or never there.
    """
    kind = NAMES[type(new)]
    old = ours.find(type(new), new.id)
    box = _box_of(after, new)
    before, now = ("" if old is None else _words(old)), _words(new)
    if _is_gone(new):
        if old is not None and not _is_gone(old):
            yield Coming(kind, new.id, (Came.DELETED,), box, before)
    elif old is None or _is_gone(old):
        is_new = old is None or (kind, new.id) not in base
        came = Came.NEW if is_new else Came.BACK if _was_off(base, new) else Came.BACK_CHANGED
        yield Coming(kind, new.id, (came,), box, "", now)
    elif before != now and not any(one[:2] == (kind, new.id) for one in fields):
        yield Coming(kind, new.id, (Came.CHANGED,), box, before, now)


def _is_gone(thing: Entity) -> bool:
    return bool(getattr(thing, "deleted", False) or getattr(thing, "removed", False))


def _box_of(after: Canvas, thing: Entity) -> str:
    if isinstance(thing, Remark):
        note = after.find(Note, thing.note)
        return note.box if note is not None else ""
    if isinstance(thing, Parked) and thing.element in after.template:
        return thing.element
    return ""


def _words(thing: Participant | Remark | Parked | CardText) -> str:
    if isinstance(thing, Participant):
        return _joined([thing.name, thing.role, thing.organisation, thing.speaks_for])
    if isinstance(thing, Remark):
        return thing.words
    if isinstance(thing, Parked):
        return _joined([thing.text, thing.outcome])
    return "\n".join(part for part in (thing.say, thing.rule, thing.move_on) if part)


def _joined(parts: list[str]) -> str:
    return " · ".join(part for part in parts if part)
