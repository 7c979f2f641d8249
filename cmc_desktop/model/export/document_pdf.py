"""A document on paper: title, blocks one below the other, and on every page its foot with the page's number."""

from __future__ import annotations

from pathlib import Path

from cmc_desktop.i18n import tr
from cmc_desktop.model.export.colours import MUTED
from cmc_desktop.model.export.document import Document
from cmc_desktop.model.export.document_rows import DocumentRows
from cmc_desktop.model.export.fonts import font_set
from cmc_desktop.model.export.language import language
from cmc_desktop.model.export.marks import Frame, Page, text_height
from cmc_desktop.model.export.page_rows import RowPages
from cmc_desktop.model.export.paper import Paper, Sheet, portrait
from cmc_desktop.model.export.pen import write_pdf
from cmc_desktop.model.export.tags import Tag, document_tag
from cmc_desktop.model.export.text import Line, Typesetter

_FOOT_SIZE = 8.0
#: the part of the foot's width that its words take; the rest is the page number's
_FOOT_WORDS = 0.78


def document_pdf(document: Document, fonts_folder: Path, *, paper: str = "A4", now: int) -> Paper:
    """The document on upright paper, "A4" or "Letter"; nothing in it is clipped.

    `now` (ms since 1970 in UTC) is the date in the file's properties; the same input gives the same bytes. Raises
    Refusal for a paper size there is not.
    """
    sheet = portrait(paper)
    fonts = font_set(fonts_folder)
    typesetter = Typesetter(fonts)
    reading = document_tag()
    pages = document_pages(document, sheet, typesetter, reading)
    spoken = document.language or language()
    data = write_pdf(pages, sheet, fonts, title=document.title, language=spoken, now=now, reading=reading)
    return Paper(data, typesetter.missing)


def document_pages(document: Document, sheet: Sheet, typesetter: Typesetter, reading: Tag) -> list[Page]:
    """The pages of a document on `sheet`, for a file of its own or for one with others.

    What is read aloud of them is added to `reading`: the file's root, or a section for each of several documents.
    """
    foot = _Foot(sheet, typesetter, document.foot or document.title)
    rows = RowPages(foot.area)
    rows.put(DocumentRows(typesetter, foot.area.width, reading).of(document))
    for number, page in enumerate(rows.pages, 1):
        foot.put(page, number, len(rows.pages))
    return rows.pages


class _Foot:
    """The foot of every page; `area` is what it leaves free."""

    def __init__(self, sheet: Sheet, typesetter: Typesetter, words: str) -> None:
        self._sheet = sheet
        self._typesetter = typesetter
        inner = sheet.width - 2 * sheet.margin
        self._words_width = inner * _FOOT_WORDS
        prepared = typesetter.prepare(" ".join(words.split()), where=tr("Foot of the page"))
        self._lines: tuple[Line, ...] = tuple(prepared.lines(self._words_width * 1000 / _FOOT_SIZE))
        height = text_height(self._lines, _FOOT_SIZE)
        below = sheet.margin + height + 10
        self.area = Frame(sheet.margin, below, inner, sheet.height - sheet.margin - below)
        self._top = sheet.margin + height

    def put(self, page: Page, number: int, count: int) -> None:
        x = self._sheet.margin
        page.text(self._lines, x, self._top, self._words_width, _FOOT_SIZE, MUTED)
        words = tr("page {number} of {count}", number=number, count=count)
        line = (self._typesetter.line(words),)
        page.text(line, x, self._top, self.area.width, _FOOT_SIZE, MUTED, "end")
