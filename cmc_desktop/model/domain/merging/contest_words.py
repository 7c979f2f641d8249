"""A conflict in words: what it is about, what its values say to a reader, what the canvas says once it is settled."""

from __future__ import annotations

from collections.abc import Mapping

from cmc_desktop.i18n import tr, trn
from cmc_desktop.model.domain.canvas import KINDS, Canvas
from cmc_desktop.model.domain.conflict import Conflict
from cmc_desktop.model.domain.head import Head
from cmc_desktop.model.domain.merging.shown import BOX, open_conflicts, value_of
from cmc_desktop.model.domain.merging.state import tags_from
from cmc_desktop.model.domain.note import Note
from cmc_desktop.model.domain.participant import Capacity, Participant, Sector
from cmc_desktop.model.domain.remark import Remark, RemarkKind


def how_many_open(canvas: Canvas) -> str:
    """How many conflicts wait on a canvas, in words; empty while there are none."""
    count = len(open_conflicts(canvas))
    told = trn("{n} conflict between copies is open", "{n} conflicts between copies are open", count)
    return told if count else ""


def words_of(canvas: Canvas, kind: str, field: str, value: str) -> str:
    """A value of a field as a reader knows it: the label of a box or a capacity, tags in a line."""
    if (kind, field) == ("note", "box"):
        return canvas.template.box(value).label if value in canvas.template else value
    if (kind, field) == ("note", "tags"):
        return ", ".join(tags_from(value)) or tr("no tags")
    if (kind, field) == ("participant", "counts"):
        return tr("is asked") if value == "1" else tr("is not asked")
    known: Mapping[str, str] = {}
    if (kind, field) == ("participant", "capacity"):
        known = {one.value: one.label for one in Capacity}
    elif (kind, field) == ("participant", "sector"):
        known = {one.value: one.label for one in Sector}
    elif (kind, field) == ("remark", "kind"):
        known = {one.value: one.label for one in RemarkKind}
    return known.get(value, value) or tr("nothing")


def about_words(canvas: Canvas, conflict: Conflict) -> str:
    """What is in conflict, as the heading over it says."""
    kind, field = conflict.kind, conflict.field
    if kind == BOX:
        return tr("two texts for a box that holds one")
    if kind == "note":
        return {
            "text": tr("reworded on both sides"),
            "box": trn("moved to {n} box", "moved to {n} boxes", len(conflict.values)),
            "tags": tr("tags changed on both sides"),
            "deleted": tr("deleted on one side, changed on the other"),
        }[field]
    if kind == "head":
        return tr("title changed on both sides") if field == "title" else tr("city changed on both sides")
    return tr("{what} changed on both sides", what=thing_words(canvas, kind, conflict.thing, field))


def thing_words(canvas: Canvas, kind: str, thing_id: str, field: str = "") -> str:
    """A thing beside the notes, as a reader knows it; with `field`, that part of it."""
    thing = canvas.find(KINDS[kind], thing_id) if not issubclass(KINDS[kind], Head) else canvas.head
    if isinstance(thing, Participant):
        part = {
            "name": tr("name"),
            "organisation": tr("organisation"),
            "role": tr("role"),
            "sector": tr("sector"),
            "capacity": tr("capacity"),
            "speaks_for": tr("whom they speak for"),
            "counts": tr("whether they are asked"),
        }.get(field, "")
        return tr("{name}: {part}", name=thing.name, part=part) if part else thing.name
    if isinstance(thing, Remark):
        return tr("a remark")
    if kind == "parked":
        return tr("a point put aside")
    if kind == "card_text":
        return tr("a card of the moderator")
    return tr("something")


def settled_words(canvas: Canvas, conflict: Conflict) -> str:
    """What the canvas says by now where something was in conflict."""
    if conflict.kind == BOX:
        return "\n".join(note.text for note in canvas.notes_in(conflict.thing))
    if conflict.kind == "note":
        note = canvas.find(Note, conflict.thing)
        if note is None or note.deleted:
            return tr("the note is deleted")
        if conflict.field == "text":
            return "\n".join((note.text, *_kept_beside(canvas, note, conflict)))
        if conflict.field == "deleted":
            return note.text
    thing = canvas.head if conflict.kind == "head" else canvas.find(KINDS[conflict.kind], conflict.thing)
    return words_of(canvas, conflict.kind, conflict.field, value_of(thing, conflict.field)) if thing is not None else ""


def _kept_beside(canvas: Canvas, note: Note, conflict: Conflict) -> list[str]:
    """The other wordings of a note that stand on the board as notes of their own, once both were kept."""
    there = canvas.derived("texts on the board", _texts)[note.box]
    return [value for value in conflict.values if value != note.text and value in there]


def _texts(canvas: Canvas) -> dict[str, frozenset[str]]:
    return {box: frozenset(note.text for note in canvas.notes_in(box)) for box in canvas.template.walk}
