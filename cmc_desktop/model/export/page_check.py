"""Do the pages of a record say what its attached canvas says? They are printed anew and compared, or read."""

from __future__ import annotations

import re
import unicodedata
from collections.abc import Iterable, Iterator
from dataclasses import dataclass
from enum import StrEnum
from pathlib import Path

from cmc_desktop.i18n import tr
from cmc_desktop.model.domain.answer import Answer
from cmc_desktop.model.domain.canvas import Canvas
from cmc_desktop.model.domain.errors import CmcError
from cmc_desktop.model.domain.names_taken_out import signed_hash
from cmc_desktop.model.domain.revision import seal_number
from cmc_desktop.model.export.drawn_words import DrawnWords, drawn_words
from cmc_desktop.model.export.language import language
from cmc_desktop.model.export.page_reader import OddPage
from cmc_desktop.model.export.record_pdf import APP, whole_record
from cmc_desktop.model.export.record_setting import RecordSetting
from cmc_desktop.model.export.same_objects import same_document

#: characters of a canvas that is printed anew to be compared; a record of more is read only
_PRINT_LIMIT = 3_000_000
_NUMBER = re.compile(r"[0-9]+")
_LEFTWARD = frozenset({"R", "AL", "AN"})


class PagesSay(StrEnum):
    """How far the pages of a record are those of its canvas."""

    #: just what this version prints of it
    THE_SAME = "same"
    #: every word of it, drawn otherwise than this version draws
    ITS_WORDS = "words"
    #: its title, notes, people and answers; words of the app around them differ, as the app's version or language does
    ITS_CONTENT = "content"
    OTHER = "other"


@dataclass(frozen=True, slots=True)
class PageCheck:
    """What the pages say; `why` is part of a sentence that tells what else they hold."""

    says: PagesSay
    why: str = ""


def check_pages(
    written: bytes, canvas: Canvas, attachment: bytes, setting: RecordSetting | None, fonts_folder: Path
) -> PageCheck:
    """Compare the pages of the record `written` with `canvas`, which is read from its `attachment`.

    There is an answer whatever the bytes are.
    """
    ours = _printed_anew(canvas, attachment, setting, fonts_folder)
    if ours is not None and same_document(ours, written):
        return PageCheck(PagesSay.THE_SAME)
    try:
        drawn = drawn_words(written)
        missing = _missing_of_content(drawn, canvas)
        if missing:
            return PageCheck(PagesSay.OTHER, tr("“{words}” is not where it belongs", words=missing[:60]))
        if ours is None:
            return PageCheck(PagesSay.ITS_CONTENT)
        other = _other_words(drawn, drawn_words(ours))
    except OddPage as odd:
        return PageCheck(PagesSay.OTHER, odd.happened)
    if setting is not None and setting.app == APP:
        # Written by this very version, in this language.
        why = tr("they say “{words}”", words=other[:60]) if other else tr("they are drawn otherwise than it prints")
        return PageCheck(PagesSay.OTHER, why)
    return PageCheck(PagesSay.ITS_CONTENT if other else PagesSay.ITS_WORDS)


def _printed_anew(canvas: Canvas, attachment: bytes, setting: RecordSetting | None, fonts_folder: Path) -> bytes | None:
    """The record as this version prints it; None where it cannot: another language, no setting, too much of it."""
    if setting is None or setting.language != language() or len(canvas.content.canonical()) > _PRINT_LIMIT:
        return None
    try:
        return whole_record(canvas, attachment, fonts_folder, setting).data
    except CmcError:
        return None


def _other_words(drawn: DrawnWords, ours: DrawnWords) -> str:
    """The first words on the pages that we would not print there, or of ours that are missing; empty for none."""
    for theirs, mine in zip(drawn.read, ours.read, strict=False):
        if _plain(theirs) != _plain(mine):
            return theirs
    if len(drawn.read) != len(ours.read):
        return [*drawn.read, *ours.read][min(len(drawn.read), len(ours.read))]
    known = {_without_numbers(words) for words in ours.beside}
    return next((words for words in drawn.beside if _without_numbers(words) not in known), "")


def _missing_of_content(drawn: DrawnWords, canvas: Canvas) -> str:
    """The first of the canvas's own words that the pages do not have where they belong; empty when all are there."""
    read = _plain("".join(drawn.read), ordered=False)
    place = 0
    for words in _board(canvas):
        found = read.find(_plain(words, ordered=False), place)
        if found < 0 and not _leftward(words):
            return words
        place = max(place, found)
    for words in _besides(canvas):
        if not _leftward(words) and _plain(words, ordered=False) not in read:
            return words
    number = seal_number(signed_hash(canvas))
    if any(_plain(number) not in _plain(page, ordered=False) for page in drawn.pages):
        return number
    return ""


def _board(canvas: Canvas) -> Iterator[str]:
    yield canvas.head.title
    for box in canvas.template.in_walk_order:
        for note in canvas.notes_in(box.key):
            yield note.text
            yield from note.tags


def _besides(canvas: Canvas) -> Iterator[str]:
    yield canvas.head.city
    for person in canvas.people:
        yield from (person.name, person.organisation, person.role, person.speaks_for)
    yield from (answer.words for answer in canvas.all(Answer) if not answer.withdrawn)
    for item in canvas.agenda:
        if canvas.run(item.id).skipped:
            yield canvas.run(item.id).skip_reason


def _plain(words: str, *, ordered: bool = True) -> str:
    """Words without spaces. Letters that are read to the left are drawn in an order that hangs on where lines break."""
    squeezed = "".join(unicodedata.normalize("NFC", words).split())
    return "".join(sorted(squeezed)) if ordered and _leftward(squeezed) else squeezed


def _leftward(words: Iterable[str]) -> bool:
    return any(unicodedata.bidirectional(char) in _LEFTWARD for char in words)


def _without_numbers(words: str) -> str:
    return _NUMBER.sub("#", _plain(words))
