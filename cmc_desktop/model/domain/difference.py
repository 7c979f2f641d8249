"""What changed between two contents, note by note and word by word."""

from __future__ import annotations

import re
import unicodedata
from dataclasses import dataclass
from difflib import SequenceMatcher
from enum import StrEnum

from cmc_desktop.i18n import tr
from cmc_desktop.model.domain.revision import Content, ContentNote

#: non-joiner and joiner: part of a word in several scripts, and of pictures made of several
_JOINERS = "\u200c\u200d"
#: amounts, times and dates are read as one: what stands between digits and the signs that cling to them belong to it
_CURRENCY = "$\u00a2-\u00a5\u20a0-\u20cf\uff04\uffe5"
_NUMBER = rf"[{_CURRENCY}]*\w*\d\w*(?:[.,:/’\u00a0\u202f]\d\w*)*[%‰{_CURRENCY}]*"
_PARTS = re.compile(rf"\s+|{_NUMBER}|\w+|[^\w\s]")


class Kind(StrEnum):
    ADDED = "added"
    REMOVED = "removed"
    REWORDED = "reworded"
    MOVED = "moved"
    REORDERED = "reordered"
    RETAGGED = "retagged"
    MARKED = "marked"
    UNMARKED = "unmarked"
    TITLED = "titled"

    @property
    def label(self) -> str:
        return {
            Kind.ADDED: tr("new"),
            Kind.REMOVED: tr("removed"),
            Kind.REWORDED: tr("reworded"),
            Kind.MOVED: tr("moved"),
            Kind.REORDERED: tr("order changed"),
            Kind.RETAGGED: tr("tags changed"),
            Kind.MARKED: tr("marked “none identified”"),
            Kind.UNMARKED: tr("no longer “none identified”"),
            Kind.TITLED: tr("title or city changed"),
        }[self]


@dataclass(frozen=True, slots=True)
class Difference:
    """One change; `box` is where it shows now, `was_in` the box a moved note came from."""

    kind: Kind
    box: str
    note: str = ""
    before: str = ""
    after: str = ""
    was_in: str = ""


@dataclass(frozen=True, slots=True)
class Span:
    """A stretch of words: kept (' '), taken away ('-') or put in ('+')."""

    sign: str
    text: str


def differences(old: Content, new: Content) -> tuple[Difference, ...]:
    """All changes from `old` to `new`, in the order of the walk."""
    found: list[Difference] = []
    if (old.title, old.city) != (new.title, new.city):
        found.append(Difference(Kind.TITLED, "", "", _titled(old), _titled(new)))
    was = {note.id: (box.key, note) for box in old.boxes for note in box.notes}
    still = {note.id for box in new.boxes for note in box.notes}
    old_boxes = {box.key: box for box in old.boxes}
    for box in new.boxes:
        before = old_boxes.get(box.key)
        if before is not None and before.none_identified != box.none_identified:
            found.append(Difference(Kind.MARKED if box.none_identified else Kind.UNMARKED, box.key))
        for note in box.notes:
            found += _note_differences(was.get(note.id), box.key, note)
        if before is not None:
            gone = [note for note in before.notes if note.id not in still]
            found += [Difference(Kind.REMOVED, box.key, note.id, note.text) for note in gone]
            both = {note.id for note in box.notes} & {note.id for note in before.notes}
            if [n.id for n in before.notes if n.id in both] != [n.id for n in box.notes if n.id in both]:
                found.append(Difference(Kind.REORDERED, box.key))
    kept = {box.key for box in new.boxes}
    for box in old.boxes:
        if box.key not in kept:
            gone = [note for note in box.notes if note.id not in still]
            found += [Difference(Kind.REMOVED, box.key, note.id, note.text) for note in gone]
    return tuple(found)


def _titled(content: Content) -> str:
    return " · ".join(part for part in (content.title, content.city) if part)


def _note_differences(was: tuple[str, ContentNote] | None, box: str, note: ContentNote) -> list[Difference]:
    if was is None:
        return [Difference(Kind.ADDED, box, note.id, "", note.text)]
    old_box, old = was
    found = []
    if old_box != box:
        found.append(Difference(Kind.MOVED, box, note.id, old.text, note.text, old_box))
    if old.text != note.text:
        found.append(Difference(Kind.REWORDED, box, note.id, old.text, note.text))
    if old.tags != note.tags:
        found.append(Difference(Kind.RETAGGED, box, note.id, ", ".join(old.tags), ", ".join(note.tags)))
    return found


def word_spans(before: str, after: str) -> tuple[Span, ...]:
    """`before` turned into `after` word by word; kept and new spans joined give `after`, kept and old give `before`."""
    old, new = _words(before), _words(after)
    spans: list[Span] = []
    for tag, a, b, c, d in SequenceMatcher(None, old, new, autojunk=False).get_opcodes():
        if tag == "equal":
            spans.append(Span(" ", "".join(old[a:b])))
        else:
            if b > a:
                spans.append(Span("-", "".join(old[a:b])))
            if d > c:
                spans.append(Span("+", "".join(new[c:d])))
    return tuple(spans)


def _words(text: str) -> list[str]:
    """Words, numbers, white space and signs in turn; what joins onto a letter, a vowel sign say, stays with it."""
    found: list[str] = []
    for part in _PARTS.findall(text):
        if found and not part.isspace() and (_joins(part[0]) or (_joins(found[-1][-1]) and not found[-1].isspace())):
            found[-1] += part
        else:
            found.append(part)
    return found


def _joins(char: str) -> bool:
    return char in _JOINERS or unicodedata.category(char).startswith("M")
