"""Every element with its question and lines to write on: over as many pages as that takes."""

from __future__ import annotations

from collections.abc import Sequence
from dataclasses import dataclass
from math import ceil

from cmc_desktop.i18n import tr
from cmc_desktop.model.domain.template import Box
from cmc_desktop.model.export.colours import INK
from cmc_desktop.model.export.fonts import FontStyle
from cmc_desktop.model.export.handouts.ground import BLACK, GREY, MILLIMETRE, Ground, numbered, rule, sheet_of
from cmc_desktop.model.export.marks import Page, text_height
from cmc_desktop.model.export.paper import Sheet
from cmc_desktop.model.export.tags import Tag, TagKind
from cmc_desktop.model.export.text import Line

#: from one line to write on to the next: hands are the same on every paper
LINE_STEP = 9 * MILLIMETRE
_LEAST_LINES = 4
_TITLE, _HEADING, _QUESTION, _SMALL = 18.0, 13.5, 11.0, 8.0
_MARGIN = 18 * MILLIMETRE
_BETWEEN, _COLUMN_GAP = 16.0, 28.0


@dataclass(frozen=True, slots=True)
class _Entry:
    """An element, with its words broken for the column."""

    box: Box
    heading: tuple[Line, ...]
    question: tuple[Line, ...]

    @property
    def words(self) -> float:
        return max(1.6 * _HEADING, text_height(self.heading, _HEADING)) + text_height(self.question, _QUESTION)

    @property
    def least(self) -> float:
        return self.words + _LEAST_LINES * LINE_STEP


def question_pages(ground: Ground, paper: str, *, lying: bool, reading: Tag) -> list[Page]:
    """The sheets: one column on standing paper, two on lying paper. Raises Refusal for a paper there is not."""
    return _Questions(ground, sheet_of(paper, lying=lying)).pages(reading)


class _Questions:
    """Lays the elements out; a page's spare room becomes more lines."""

    def __init__(self, ground: Ground, sheet: Sheet) -> None:
        self._ground = ground
        self._sheet = sheet
        self._columns = 2 if sheet.width > sheet.height else 1
        inner = sheet.width - 2 * _MARGIN
        self._width = (inner - _COLUMN_GAP * (self._columns - 1)) / self._columns
        self._foot = _MARGIN + 1.6 * _SMALL
        #: where the head of the first page ends
        self._head_low = 0.0
        self._entries = [self._entry(box) for box in ground.template.in_walk_order]

    def pages(self, reading: Tag) -> list[Page]:
        pages = [self._first_page(reading)]
        top = self._head_low
        waiting: Sequence[_Entry] = self._entries
        left = self._column_count()
        column = 0
        while waiting:
            if column == self._columns:
                pages.append(Page(sheet=self._sheet))
                top = self._sheet.height - _MARGIN
                column = 0
            room = top - self._foot
            count = max(1, min(_fitting(waiting, room), ceil(len(waiting) / max(1, left))))
            here, waiting = waiting[:count], waiting[count:]
            self._put(pages[-1], here, column, top, room, reading)
            column, left = column + 1, left - 1
        for number, page in enumerate(pages, 1):
            self._put_foot(page, number, len(pages))
        return pages

    def _column_count(self) -> int:
        """How many columns the elements take at least; sharing them out evenly leaves none nearly empty."""
        waiting: Sequence[_Entry] = self._entries
        count = 0
        while waiting:
            top = self._head_low if count < self._columns else self._sheet.height - _MARGIN
            waiting = waiting[max(1, _fitting(waiting, top - self._foot)) :]
            count += 1
        return count

    def _entry(self, box: Box) -> _Entry:
        ground, room = self._ground, self._width - 2.1 * _HEADING
        heading = ground.lines(box.title, room, _HEADING, FontStyle.SEMIBOLD, box.label)
        question = ground.lines(tr(box.question), room, _QUESTION, where=box.label) if ground.questions else ()
        return _Entry(box, heading, question)

    def _first_page(self, reading: Tag) -> Page:
        ground, page = self._ground, Page(sheet=self._sheet)
        x, top, inner = _MARGIN, self._sheet.height - _MARGIN, self._sheet.width - 2 * _MARGIN
        room = 0.58 * inner
        title = ground.lines(ground.template.title, room, _TITLE, FontStyle.BOLD)
        y = page.text(title, x, top, room, _TITLE, BLACK, tag=reading.add(TagKind.HEADING_1))
        name = ground.lines(tr("Name: {name}", name="_" * 28), inner - room, _QUESTION)
        low = page.text(name, x + room, top - 7, inner - room, _QUESTION, BLACK, "end", reading.add(TagKind.PARAGRAPH))
        if ground.plan:
            plan = ground.lines(ground.plan, inner, _QUESTION, where=tr("Title"))
            y = page.text(plan, x, y, inner, _QUESTION, GREY, tag=reading.add(TagKind.PARAGRAPH))
        y = min(y, low) - 4
        rule(page, x, y, inner, BLACK, 1.0)
        self._head_low = y - 14
        return page

    def _put(self, page: Page, entries: Sequence[_Entry], column: int, top: float, room: float, reading: Tag) -> None:
        x = _MARGIN + column * (self._width + _COLUMN_GAP)
        spare = room - sum(entry.least for entry in entries) - _BETWEEN * (len(entries) - 1)
        more = int(max(0.0, spare) / LINE_STEP)
        for place, entry in enumerate(entries):
            extra, left = divmod(more, len(entries))
            lines = _LEAST_LINES + extra + (place < left)
            y = self._put_words(page, entry, x, top, reading)
            for number in range(1, lines + 1):
                rule(page, x, y - number * LINE_STEP, self._width)
            top -= entry.words + lines * LINE_STEP + _BETWEEN

    def _put_words(self, page: Page, entry: _Entry, x: float, top: float, reading: Tag) -> float:
        """Number, heading and question; returns where the room to write begins."""
        section = reading.add(TagKind.SECTION, entry.box.label)
        said, asked = section.add(TagKind.HEADING_2), section.add(TagKind.PARAGRAPH)
        number = self._ground.typesetter.line(str(entry.box.number), FontStyle.BOLD)
        indent = numbered(page, number, x, top, _HEADING, 0.8, said) + 0.55 * _HEADING
        width = self._width - indent
        page.text(entry.heading, x + indent, top, width, _HEADING, BLACK, tag=said)
        y = top - max(1.6 * _HEADING, text_height(entry.heading, _HEADING))
        return page.text(entry.question, x + indent, y, width, _QUESTION, INK, tag=asked)

    def _put_foot(self, page: Page, number: int, count: int) -> None:
        inner = self._sheet.width - 2 * _MARGIN
        words = self._ground.template.title
        if count > 1:
            words += "  ·  " + tr("page {number} of {count}", number=number, count=count)
        line = (self._ground.typesetter.line(words),)
        page.text(line, _MARGIN, _MARGIN, inner, _SMALL, GREY, "end")


def _fitting(entries: Sequence[_Entry], room: float) -> int:
    """How many of the next elements one column holds."""
    used = 0.0
    for count, entry in enumerate(entries):
        used += entry.least + (_BETWEEN if count else 0.0)
        if used > room + 0.001:
            return count
    return len(entries)
