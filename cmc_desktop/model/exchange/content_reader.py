"""Reading a content, the agreed words of a canvas, out of a foreign file; and the ranks that order its notes."""

from __future__ import annotations

from collections.abc import Mapping
from operator import lt
from typing import Any

from cmc_desktop.i18n import tr
from cmc_desktop.model.domain.errors import BadFile
from cmc_desktop.model.domain.revision import CONTENT_FORMAT, Content, ContentBox, ContentNote
from cmc_desktop.model.domain.template import Template
from cmc_desktop.model.domain.text import NOTE_LIMIT, TAGS_LIMIT
from cmc_desktop.model.exchange.cmc_format import CONTENT, CONTENT_BOX, CONTENT_NOTE, NOTES_LIMIT
from cmc_desktop.model.exchange.fields import NAME, RANK, Place, Reading, Where, check_distinct, is_line, not_so
from cmc_desktop.model.exchange.foreign_text import is_clean_quickly, is_printable_and_in_order
from cmc_desktop.model.exchange.strict_json import excerpt

#: nothing can be added to a content without another hash, so it never has unknown fields
_EXACTLY = Reading()


class KnownNotes:
    """The notes of a content that was read: most stand just as they are in the states before it, too."""

    def __init__(self, told: Mapping[str, Any], content: Content) -> None:
        """`told` is what `content` was read from."""
        self._known: dict[str, tuple[dict[str, Any], ContentNote]] = {
            note.id: (value, note)
            for told_box, box in zip(told["boxes"], content.boxes, strict=True)
            for value, note in zip(told_box["notes"], box.notes, strict=True)
        }

    def find(self, told: object) -> ContentNote | None:
        """The very note that is told once more; None for one that has to be looked at."""
        if type(told) is not dict:
            return None
        name = told.get("id")
        known = self._known.get(name) if type(name) is str else None
        return known[1] if known is not None and known[0] == told else None


def read_content(data: object, template: Template, where: str = "", known: KnownNotes | None = None) -> Content:
    """A checked content of `template`. `where` names the revision it is of, if any. Raises BadFile."""
    before = where + ": " if where else ""
    fields = _EXACTLY.part(data, CONTENT, before + tr("The content"))
    if fields["format"] != CONTENT_FORMAT:
        raise BadFile(tr("The content is of the unknown format “{format}”.", format=excerpt(fields["format"])))
    boxes = [_EXACTLY.part(box, CONTENT_BOX, before + tr("Box {n}", n=n)) for n, box in enumerate(fields["boxes"], 1)]
    check_boxes([box["key"] for box in boxes], template)
    count = sum(len(box["notes"]) for box in boxes)
    if count > NOTES_LIMIT:
        raise BadFile(tr("This file has {n} notes; a canvas holds at most {limit}.", n=count, limit=NOTES_LIMIT))
    content_boxes = tuple(_read_box(box, template, before, known) for box in boxes)
    check_distinct((note.id for box in content_boxes for note in box.notes), before + tr("The notes"))
    return Content(fields["title"], fields["city"], fields["template"], fields["template_version"], content_boxes)


def check_boxes(keys: list[str], template: Template) -> None:
    """Refuse boxes that are not exactly those of the template, in its order. Raises BadFile, naming the box."""
    for key in keys:
        if key not in template:
            raise unknown_box(key, template)
    for key in template.walk:
        if key not in keys:
            raise BadFile(tr("The box “{box}” is missing from this file.", box=key))
    if tuple(keys) != template.walk:
        raise BadFile(tr("The boxes of this file are not in the order of the template “{name}”.", name=template.key))


def unknown_box(key: str, template: Template, where: Where = "") -> BadFile:
    known = ", ".join(template.walk)
    if where:
        return BadFile(
            tr("{where}: there is no box “{box}”; the boxes are {known}.", where=where, box=excerpt(key), known=known)
        )
    return BadFile(tr("There is no box “{box}” on this canvas; the boxes are {known}.", box=excerpt(key), known=known))


def _read_box(box: dict[str, Any], template: Template, before: str, known: KnownNotes | None) -> ContentBox:
    key, told = box["key"], box["notes"]
    if template.box(key).single and len(told) > 1:
        raise too_many_texts(key, len(told))
    found = [None] * len(told) if known is None else list(map(known.find, told))
    new = [value for value, note in zip(told, found, strict=True) if note is None]
    sound = _EXACTLY.all_fit(new, CONTENT_NOTE) and _are_note_texts([value["text"] for value in new])
    notes = []
    for number, (value, note) in enumerate(zip(told, found, strict=True), 1):
        if note is None:
            if sound and not value["tags"]:
                note = ContentNote(value["id"], value["text"])
            else:
                note = _read_note(value, Place(lambda number=number: before + note_place(number, key)))  # type: ignore[misc]  # the present number
        notes.append(note)
    return ContentBox(key, tuple(notes), box["none_identified"])


def _read_note(value: object, where: Where) -> ContentNote:
    fields = _EXACTLY.part(value, CONTENT_NOTE, where)
    check_note_text(fields["text"], where)
    return ContentNote(fields["id"], fields["text"], read_tags(fields["tags"], where))


def _are_note_texts(texts: list[str]) -> bool:
    """Whether `check_note_text` refuses none of them; False where each has to be asked by itself."""
    # nothing composes with the line break between two texts, so all are in order when their row is
    return (
        all(texts)
        and max(map(len, texts), default=0) <= NOTE_LIMIT
        and is_printable_and_in_order("\n".join(texts))
        and list(map(str.strip, texts)) == texts
    )


def note_place(number: int, box: str) -> str:
    """How refusals name a note: 'Note 17 in box “costs”'."""
    return tr("Note {n} in box “{box}”", n=number, box=box)


def too_many_texts(box: str, count: int) -> BadFile:
    return BadFile(tr("The box “{box}” holds one text, but this file has {n} for it.", box=box, n=count))


def check_note_text(text: str, where: Where) -> None:
    """Refuse what a note cannot say. Raises BadFile."""
    if not text:
        raise BadFile(tr("{where} has no words.", where=where))
    if len(text) > NOTE_LIMIT:
        raise too_long(len(text), where)
    if not is_clean_quickly(text):
        raise BadFile(
            tr("{where} holds characters that a canvas never writes: “{text}”.", where=where, text=excerpt(text))
        )


def too_long(length: int, where: Where) -> BadFile:
    return BadFile(
        tr("{where} has {n} characters; a note holds at most {limit}.", where=where, n=length, limit=NOTE_LIMIT)
    )


def read_tags(tags: list[Any], where: Where) -> tuple[str, ...]:
    """The tags of a note: at most 50 lines. Raises BadFile."""
    if len(tags) > TAGS_LIMIT:
        raise BadFile(
            tr("{where} has {n} tags; at most {limit} are allowed.", where=where, n=len(tags), limit=TAGS_LIMIT)
        )
    for tag in tags:
        if not is_line(tag) or not tag:
            raise not_so(tr("{where}: a tag", where=where), NAME)
    return tuple(tags)


def check_ranks(content: Content, ranks: Mapping[str, Any], where: str) -> None:
    """Refuse ranks that are not those of the notes, or that put them in another order. Raises BadFile."""
    if _are_in_order(content, ranks):
        return
    ids = {note.id for box in content.boxes for note in box.notes}
    for note_id in ranks:
        if note_id not in ids:
            raise BadFile(tr("{where}: there is no note {id}.", where=where, id=excerpt(note_id)))
    for box in content.boxes:
        last = ("", "")
        for number, note in enumerate(box.notes, 1):
            place = Place(lambda number=number, box=box: note_place(number, box.key))  # type: ignore[misc]  # the present ones
            if note.id not in ranks:
                raise BadFile(tr("{where}: {place} has no rank.", where=where, place=place))
            if not RANK.fits(ranks[note.id]):
                raise not_so(tr("{where}: the rank of “{place}”", where=where, place=place), RANK)
            if (ranks[note.id], note.id) <= last:
                raise BadFile(tr("{where}: {place} stands before the note above it.", where=where, place=place))
            last = (ranks[note.id], note.id)


def _are_in_order(content: Content, ranks: Mapping[str, Any]) -> bool:
    """Whether the ranks of just these notes are sound and put them in their order."""
    if not RANK.fits_all(ranks.values()) or len(ranks) != sum(len(box.notes) for box in content.boxes):
        return False
    for box in content.boxes:
        places = [(ranks.get(note.id, ""), note.id) for note in box.notes]
        if not all(map(lt, places, places[1:])) or (places and not places[0][0]):
            return False
    return True
