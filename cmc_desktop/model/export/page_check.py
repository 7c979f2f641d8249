"""Do the pages of a record say what its attached canvas says? They are printed anew and compared, or read."""

from __future__ import annotations

import io
from collections import Counter
from dataclasses import dataclass
from enum import StrEnum
from pathlib import Path

import pikepdf

from cmc_desktop.i18n import tr
from cmc_desktop.model.domain.canvas import Canvas
from cmc_desktop.model.domain.errors import CmcError
from cmc_desktop.model.export.content_check import content_differs, told_difference
from cmc_desktop.model.export.drawn_words import DrawnWords, drawn_words
from cmc_desktop.model.export.language import language
from cmc_desktop.model.export.page_reader import COLOURS, Drawing, OddPage
from cmc_desktop.model.export.record_pdf import APP, whole_record
from cmc_desktop.model.export.record_setting import RecordSetting
from cmc_desktop.model.export.same_objects import same_document, same_parts
from cmc_desktop.model.export.same_words import plain, without_numbers

#: characters of a canvas that is printed anew to be compared; a record of more is read only
_PRINT_LIMIT = 3_000_000


class PagesSay(StrEnum):
    """How far the pages of a record are those of its canvas."""

    #: just what this version prints of it
    THE_SAME = "same"
    #: every word of it in its place; at most colours differ from what this version prints
    ITS_WORDS = "words"
    #: nothing but what the canvas says was found, but not every word and its place could be compared, as the app's
    #: version or language is another
    NOT_COMPARED = "not compared"
    OTHER = "other"


@dataclass(frozen=True, slots=True)
class PageCheck:
    """What the pages say; `why` is a sentence that tells what else they hold."""

    says: PagesSay
    why: str = ""


def check_pages(
    written: bytes, canvas: Canvas, attachment: bytes, setting: RecordSetting | None, fonts_folder: Path
) -> PageCheck:
    """Compare the pages of the record `written` with `canvas`, which is signed and read from its `attachment`.

    There is an answer whatever the bytes are.
    """
    sign_off = canvas.sign_off
    if sign_off is None:
        return PageCheck(PagesSay.OTHER, tr("The canvas inside this record is not signed."))
    if setting is not None and setting.lineage and setting.lineage[0].seal != canvas.head.base:
        why = tr("This record lists other versions before it than the canvas inside it goes on from.")
        return PageCheck(PagesSay.OTHER, why)
    ours = _printed_anew(canvas, attachment, setting, fonts_folder)
    if ours is not None and same_document(ours, written):
        return PageCheck(PagesSay.THE_SAME)
    this_version = ours is not None and setting is not None and setting.app == APP
    if ours is not None and this_version and (why := _other_pages(written, ours)):
        return PageCheck(PagesSay.OTHER, why)
    try:
        drawn = drawn_words(written)
        mine = drawn_words(ours) if ours is not None else None
    except OddPage as odd:
        why = tr("The pages of this record are not as this app draws them: {why}.", why=odd.happened.rstrip("."))
        return PageCheck(PagesSay.OTHER, why)
    if mine is not None and this_version:
        return PageCheck(PagesSay.OTHER, _difference(drawn, mine))
    if why := content_differs(drawn, canvas, sign_off, setting):
        return PageCheck(PagesSay.OTHER, why)
    if mine is not None and ours is not None and _drawn_alike(drawn, mine) and same_parts(ours, written):
        return PageCheck(PagesSay.ITS_WORDS)
    return PageCheck(PagesSay.NOT_COMPARED)


def _printed_anew(canvas: Canvas, attachment: bytes, setting: RecordSetting | None, fonts_folder: Path) -> bytes | None:
    """The record as this version prints it; None where it cannot: another language, no setting, too much of it."""
    if setting is None or setting.language != language() or len(canvas.content.canonical()) > _PRINT_LIMIT:
        return None
    try:
        return whole_record(canvas, attachment, fonts_folder, setting).data
    except CmcError:
        return None


def _other_pages(written: bytes, ours: bytes) -> str:
    """That a record of this very version has other pages or another order, as a sentence, or empty."""
    try:
        with pikepdf.open(io.BytesIO(written)) as theirs, pikepdf.open(io.BytesIO(ours)) as mine:
            count, wanted = len(theirs.pages), len(mine.pages)
            if count == wanted:
                there, here = ([page.obj.Contents.read_raw_bytes() for page in one.pages] for one in (theirs, mine))
                return _in_another_order() if there != here and Counter(there) == Counter(here) else ""
    except Exception:
        # Damaged files make the parser fail in many ways; what is wrong with their pages is told by who reads them.
        return ""
    return tr("This record was changed: it has {n} pages, and its canvas makes {wanted}.", n=count, wanted=wanted)


def _in_another_order() -> str:
    return tr("The pages of this record are in another order than they were written in.")


def _difference(drawn: DrawnWords, mine: DrawnWords) -> str:
    """What the pages of a record of this very version have that it would not print, as a sentence."""
    if drawn.pages != mine.pages and Counter(drawn.pages) == Counter(mine.pages):
        return _in_another_order()
    if words := _other_words(drawn, mine):
        return words
    if drawn.drawings == mine.drawings:
        return tr("Something besides its pages was added to this record or changed in it after it was written.")
    return tr("The pages of this record are drawn otherwise than this version, which wrote it, draws them.")


def _other_words(drawn: DrawnWords, mine: DrawnWords) -> str:
    """The first words on the pages that we would not print there, or of ours that are missing, in a sentence."""
    theirs, ours = [*map(plain, drawn.read)], [*map(plain, mine.read)]
    if theirs != ours:
        place = next(
            (at for at, pair in enumerate(zip(theirs, ours, strict=False)) if pair[0] != pair[1]),
            min(len(theirs), len(ours)),
        )
        more, less = Counter(theirs) - Counter(ours), Counter(ours) - Counter(theirs)
        added = drawn.read[place] if place < len(theirs) and theirs[place] in more else None
        taken = mine.read[place] if place < len(ours) and ours[place] in less else None
        if added or taken:
            return told_difference(added, taken)
        return tr("The words on the pages of this record are in another order than its canvas has them.")
    known = {without_numbers(words) for words in mine.beside}
    other = next((words for words in drawn.beside if without_numbers(words) not in known), None)
    if other is not None:
        return told_difference(other, None)
    return ""


def _drawn_alike(drawn: DrawnWords, mine: DrawnWords) -> bool:
    """Whether everything is drawn in its place, in whatever colours."""
    alike = [*map(_uncoloured, drawn.drawings)] == [*map(_uncoloured, mine.drawings)]
    return alike and drawn.beside == mine.beside and drawn.tags == mine.tags


def _uncoloured(drawing: Drawing) -> Drawing:
    return tuple(step for step in drawing if step[0] not in COLOURS)
