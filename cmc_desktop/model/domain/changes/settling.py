"""Settling a conflict: one of its values, other words, or all of them."""

from __future__ import annotations

from collections.abc import Iterable, Iterator
from dataclasses import dataclass, replace
from typing import Any

from cmc_desktop.i18n import tr
from cmc_desktop.model.domain import rank
from cmc_desktop.model.domain.canvas import KINDS, Canvas
from cmc_desktop.model.domain.card_text import CardText
from cmc_desktop.model.domain.changes.base import Change
from cmc_desktop.model.domain.changes.head import title_line
from cmc_desktop.model.domain.conflict import Conflict, conflict_id
from cmc_desktop.model.domain.entity import Entity, new_id
from cmc_desktop.model.domain.errors import NotThere, Refusal
from cmc_desktop.model.domain.former_names import follow
from cmc_desktop.model.domain.head import Head
from cmc_desktop.model.domain.merging.contested import BOTH, DELETE, KEEP, standing, takes_words
from cmc_desktop.model.domain.merging.shown import BOX, open_one
from cmc_desktop.model.domain.merging.state import FIELDS, tags_from
from cmc_desktop.model.domain.note import Note
from cmc_desktop.model.domain.paragraphs import reworded
from cmc_desktop.model.domain.participant import Capacity, Participant, Sector
from cmc_desktop.model.domain.remark import RemarkKind
from cmc_desktop.model.domain.text import TAGS_LIMIT, line, note_text, spoken_words

#: fields that hold one of a few values
_CHOICES = {
    ("participant", "capacity"): frozenset(one.value for one in Capacity),
    ("participant", "sector"): frozenset(one.value for one in Sector),
    ("remark", "kind"): frozenset(one.value for one in RemarkKind),
}


def open_conflict(canvas: Canvas, conflict: str) -> Conflict:
    """The open conflict with this id. Raises NotThere."""
    found = open_one(canvas, conflict)
    if found is None:
        raise NotThere(tr("This is settled already."))
    return found


@dataclass(frozen=True)
class SettleConflict(Change):
    """Settle a conflict by a `value`: one of its own, or for texts and lines any other words.

    Between deleting and changing it is KEEP or DELETE; for the one text of a box the id of a note, or other words.
    `was` is the conflict's `standing` as it was on the screen: it is refused when something else is in conflict by now.
    """

    conflict: str
    value: str
    was: str = ""

    @property
    def label(self) -> str:
        return tr("settle a conflict")

    def decide(self, canvas: Canvas, now: int) -> tuple[Entity, ...]:
        conflict = _as_seen(canvas, self.conflict, self.was)
        puts = tuple(_settled_by(canvas, conflict, self.value, now))
        return (*puts, *_unmarked(canvas, puts), *_over_with_their_notes(canvas, puts, conflict), conflict.gone())


@dataclass(frozen=True)
class SettleConflicts(Change):
    """Settle several conflicts at once: for each its id and a value, as for `SettleConflict`; `was` goes with them.

    Those that are settled already are left out.
    """

    choices: tuple[tuple[str, str], ...]
    was: tuple[str, ...] = ()

    @property
    def label(self) -> str:
        return tr("settle conflicts")

    def decide(self, canvas: Canvas, now: int) -> tuple[Entity, ...]:
        for (conflict, _), was in zip(self.choices, self.was, strict=False):
            if open_one(canvas, conflict) is not None:
                _as_seen(canvas, conflict, was)
        after = canvas.snapshot()
        puts: list[Entity] = []
        for conflict, value in self.choices:
            if open_one(after, conflict) is not None:
                found = SettleConflict(conflict, value).decide(after, now)
                after.write(found)
                puts += found
        return tuple({(type(put), put.id): put for put in puts}.values())


@dataclass(frozen=True)
class KeepBoth(Change):
    """Settle a conflict by keeping all its values: two notes, all tags, or one text below the other.

    `was` is as for `SettleConflict`.
    """

    conflict: str
    was: str = ""

    @property
    def label(self) -> str:
        return tr("keep both")

    def decide(self, canvas: Canvas, now: int) -> tuple[Entity, ...]:
        conflict = _as_seen(canvas, self.conflict, self.was)
        if (conflict.kind, conflict.field) not in BOTH:
            raise Refusal(tr("Here only one can hold."), todo=tr("Choose one of them, or type other words."))
        puts = tuple(_both(canvas, conflict, now))
        return (*puts, *_unmarked(canvas, puts), conflict.gone())


def _unmarked(canvas: Canvas, puts: Iterable[Entity]) -> Iterator[Entity]:
    """A box that gets a note is no longer 'none identified'."""
    for box in {put.box: None for put in puts if isinstance(put, Note) and not put.deleted}:
        if canvas.kept_mark(box).none_identified:
            yield canvas.kept_mark(box).gone()


def _over_with_their_notes(canvas: Canvas, puts: Iterable[Entity], settled: Conflict) -> Iterator[Conflict]:
    """What else copies differ about in notes that are deleted: nobody has to choose the words of a note that goes."""
    for gone in dict.fromkeys(put.id for put in puts if isinstance(put, Note) and put.deleted):
        for field in FIELDS["note"]:
            one = open_one(canvas, conflict_id("note", gone, field.name))
            if one is not None and one.id != settled.id:
                yield one.gone()


def _as_seen(canvas: Canvas, conflict_id: str, was: str) -> Conflict:
    """The open conflict as it was on the screen. Raises NotThere, Refusal."""
    conflict = open_conflict(canvas, conflict_id)
    if was and was != standing(canvas, conflict):
        raise Refusal(
            tr("What is in conflict here was changed elsewhere meanwhile."),
            safe=tr("Nothing was settled."),
            todo=tr("Look at it as it is now, then choose."),
        )
    return conflict


def _settled_by(canvas: Canvas, conflict: Conflict, value: str, now: int) -> Iterator[Entity]:
    if conflict.kind != BOX and conflict.field != "deleted" and value not in conflict.values:
        _check_takes_words(conflict)
    if conflict.kind == BOX:
        yield from _one_text(canvas, conflict, value, now)
    elif conflict.kind == "head":
        yield _headed(canvas.head, conflict.field, value)
    elif conflict.kind == "note":
        yield from _note(canvas, canvas.note(conflict.thing), conflict, value, now)
    else:
        known = canvas.find(KINDS[conflict.kind], conflict.thing)
        if known is not None:
            changed = _with_value(canvas, known, conflict, value)
            yield changed
            if isinstance(changed, Participant):
                yield from _never_asked(canvas, changed)
                if conflict.field == "name":
                    yield from (put for put in follow(canvas, changed, conflict.values) if put.id != conflict.id)


def _never_asked(canvas: Canvas, person: Participant) -> Iterator[Conflict]:
    """Whether somebody is asked is settled with a capacity that never is."""
    one = open_one(canvas, conflict_id("participant", person.id, "counts"))
    if one is not None and not Capacity(person.capacity).may_count:
        yield one.gone()


def _check_takes_words(conflict: Conflict) -> None:
    if not takes_words(conflict):
        raise Refusal(tr("Here one of them has to be chosen."), safe=tr("Nothing was settled."))


def _headed(head: Head, field: str, value: str) -> Head:
    if field == "title":
        return replace(head, title=title_line(value))
    return replace(head, city=line(value, tr("The city")))


def _note(canvas: Canvas, note: Note, conflict: Conflict, value: str, now: int) -> Iterator[Entity]:
    if conflict.field == "text":
        yield from reworded(canvas, note, note_text(value), now) if note_text(value) != note.text else ()
    elif conflict.field == "tags":
        yield replace(note, tags=_checked_tags(tags_from(value)), changed_at=now)
    elif conflict.field == "deleted":
        if value not in (KEEP, DELETE):
            raise Refusal(tr("Here one of them has to be chosen."), safe=tr("Nothing was settled."))
        if value == DELETE:
            yield replace(note, deleted=True, changed_at=now, merged_into="", dropped_why="")
    elif value != note.box:
        if value not in canvas.template:
            raise NotThere(tr("There is no box “{key}” on this canvas.", key=value))
        if canvas.template.box(value).single and canvas.note_count(value):
            raise Refusal(tr("“{box}” holds one text.", box=canvas.template.box(value).label))
        last, _ = canvas.ranks_around(value, canvas.note_count(value))
        yield replace(note, box=value, rank=rank.between(last, None), changed_at=now)


def _one_text(canvas: Canvas, conflict: Conflict, value: str, now: int) -> Iterator[Entity]:
    claiming = [note for note in canvas.all(Note) if note.id in conflict.values]
    chosen = next((note for note in claiming if note.id == value), None)
    stays = chosen or next(note for note in claiming if not note.deleted)
    words = stays.text if chosen is not None else note_text(value)
    for note in claiming:
        if note.id != stays.id:
            yield replace(note, deleted=True, merged_into=stays.id, changed_at=now)
    yield replace(stays, text=words, deleted=False, merged_into="", changed_at=now)


def _both(canvas: Canvas, conflict: Conflict, now: int) -> Iterator[Entity]:
    if conflict.kind == BOX:
        claiming = [note for note in canvas.all(Note) if note.id in conflict.values]
        claiming.sort(key=lambda note: (note.deleted, note.id))
        texts = dict.fromkeys(note.text for note in claiming)
        yield from _one_text(canvas, conflict, "\n".join(texts), now)
        return
    note = canvas.note(conflict.thing)
    if conflict.field == "tags":
        tags = dict.fromkeys(tag for value in conflict.values for tag in tags_from(value))
        yield replace(note, tags=_checked_tags(tuple(tags)), changed_at=now)
        return
    others = [value for value in conflict.values if value != note.text]
    if canvas.template.box(note.box).single:
        yield from reworded(canvas, note, note_text("\n".join((note.text, *others))), now)
        return
    before, after = canvas.ranks_around(note.box, canvas.row_of(note) + 1)
    for text, place in zip(others, rank.spread(before, after, len(others)), strict=True):
        yield replace(note, id=new_id(), rank=place, text=text, made_at=now, changed_at=now, said="", said_in="")


def _with_value(canvas: Canvas, thing: Any, conflict: Conflict, value: str) -> Entity:
    """`thing` with a value of its field, checked and cleaned as a typed one is: it may have come in a foreign file."""
    changed: Entity = replace(thing, **{conflict.field: _checked(conflict, value)})
    if isinstance(changed, CardText):
        return replace(changed, own=bool(changed.say or changed.rule or changed.move_on))
    if isinstance(changed, Participant):
        # where copies differ about being asked as well, that comes up again with a capacity that may be
        waits = canvas.find(Conflict, conflict_id(conflict.kind, changed.id, "counts"))
        asked = changed.counts or (conflict.field == "capacity" and waits is not None and not waits.settled)
        return replace(changed, counts=asked and Capacity(changed.capacity).may_count)
    return changed


def _checked(conflict: Conflict, value: str) -> str | bool:
    kind, field = conflict.kind, conflict.field
    if field == "counts":
        return value == "1"
    if (kind, field) in _CHOICES:
        if value not in _CHOICES[kind, field]:
            raise Refusal(tr("Here one of them has to be chosen."), safe=tr("Nothing was settled."))
        return value
    if kind == "participant":
        words = line(value, tr("The text"))
        if field == "name" and not words:
            raise Refusal(tr("A person needs a name or a pseudonym."))
        return words
    if (kind, field) == ("parked", "text") or ((kind, field) == ("remark", "words") and value not in conflict.values):
        return note_text(value)
    return spoken_words(value)


def _checked_tags(tags: tuple[str, ...]) -> tuple[str, ...]:
    cleaned = tuple(dict.fromkeys(filter(None, (line(tag, tr("The tag")) for tag in tags))))
    if len(cleaned) > TAGS_LIMIT:
        raise Refusal(tr("A note holds at most {limit} tags.", limit=TAGS_LIMIT), todo=tr("Choose one of them."))
    return cleaned
