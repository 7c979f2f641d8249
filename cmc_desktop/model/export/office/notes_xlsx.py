"""The notes as a spreadsheet: a table to filter and to sort, in which no cell is ever a formula, a number or a link."""

from __future__ import annotations

import io
import re
import unicodedata
from collections.abc import Iterable, Iterator, Sequence
from dataclasses import dataclass
from itertools import zip_longest
from math import ceil
from typing import Any

import xlsxwriter

from cmc_desktop.i18n import tr
from cmc_desktop.model.domain.canvas import Canvas
from cmc_desktop.model.domain.merging.contest_words import how_many_open
from cmc_desktop.model.domain.merging.shown import notes_in_conflict, open_conflicts
from cmc_desktop.model.export.office.office_package import settled, written_at
from cmc_desktop.model.export.office.office_text import fit_text, reads_leftward
from cmc_desktop.model.export.paper import Paper

#: so many halves of a character (UTF-16) a cell holds; what is longer goes on in the rows below
_CELL_LIMIT = 32_767
#: of a line, and of the tallest row there can be, in points
_LINE_HEIGHT, _TALLEST = 15.0, 409.0
#: what the name of a sheet may not hold, in whatever language it is
_NO_SHEET_NAME = re.compile(r"[\[\]:*?/\\']")
_STRINGS_ONLY = {
    "in_memory": True,
    "strings_to_formulas": False,
    "strings_to_urls": False,
    "strings_to_numbers": False,
}
#: white on the blue of the headings in all our office files
_HEAD = {"bold": True, "font_color": "#FFFFFF", "bg_color": "#1F4E79", "text_wrap": True, "valign": "top"}


@dataclass(frozen=True, slots=True)
class _Column:
    """`width` counts letters of the usual size."""

    head: str
    width: float


def notes_xlsx(canvas: Canvas, *, now: int) -> Paper:
    """A sheet with a row for each note, and for each box without any; and one with the boxes and how many there are.

    While conflicts between copies are open, a column tells of which notes, and the file's comment how many.

    The same canvas and `now`, the date in the file in ms, give the same bytes.
    """
    written = io.BytesIO()
    with xlsxwriter.Workbook(written, _STRINGS_ONLY) as book:
        book.set_properties(
            {
                "title": fit_text(canvas.head.title)[:255],
                "author": "",
                "created": written_at(now),
                **({"comments": how_many_open(canvas)} if open_conflicts(canvas) else {}),
            }
        )
        notes = (
            _Column(tr("No."), 6),
            _Column(tr("Box"), 24),
            _Column(tr("Part"), 22),
            _Column(tr("Note"), 70),
            _Column(tr("Tags"), 22),
            _Column(tr("None identified"), 17),
            *([_Column(tr("Copies differ"), 17)] if open_conflicts(canvas) else []),
        )
        _Sheet(book, tr("Notes"), "Notes").write(notes, _note_rows(canvas))
        boxes = (
            _Column(tr("No."), 6),
            _Column(tr("Box"), 30),
            _Column(tr("Part"), 26),
            _Column(tr("Notes"), 10),
            _Column(tr("None identified"), 17),
        )
        _Sheet(book, tr("Boxes"), "Boxes").write(boxes, _box_rows(canvas))
    return Paper(settled(written.getvalue()))


def _note_rows(canvas: Canvas) -> Iterator[tuple[str, ...]]:
    differ = notes_in_conflict(canvas)
    some_open = bool(open_conflicts(canvas))
    for box in canvas.template.in_walk_order:
        about = (str(box.number), box.title, canvas.template.part_title(box.part))
        notes = canvas.notes_in(box.key)
        for note in notes:
            mark = (tr("yes") if note.id in differ else "",) if some_open else ()
            yield (*about, note.text, ", ".join(note.tags), "", *mark)
        if not notes and canvas.mark(box.key).none_identified:
            yield (*about, "", "", tr("yes"), *(("",) if some_open else ()))


def _box_rows(canvas: Canvas) -> Iterator[tuple[str, ...]]:
    for box in canvas.template.in_walk_order:
        part = canvas.template.part_title(box.part)
        none = tr("yes") if canvas.mark(box.key).none_identified else ""
        yield str(box.number), box.title, part, str(canvas.note_count(box.key)), none


class _Sheet:
    """One sheet with one table, under a head that stays in sight."""

    def __init__(self, book: Any, title: str, table: str) -> None:
        self._sheet = book.add_worksheet(_NO_SHEET_NAME.sub(" ", title)[:31])
        self._table = table
        rule = {"bottom": 4, "bottom_color": "#C3CAD2"}
        wrapped = {"text_wrap": True, "valign": "top", "num_format": "@", **rule}
        self._head = book.add_format(_HEAD)
        self._plain = book.add_format(wrapped)
        self._leftward = book.add_format({**wrapped, "reading_order": 2})

    def write(self, columns: Sequence[_Column], texts: Iterable[tuple[str, ...]]) -> None:
        sheet, rows = self._sheet, [row for whole in texts for row in _that_fit(whole)]
        for place, column in enumerate(columns):
            sheet.set_column(place, place, column.width, self._plain)
        # A spreadsheet wants a row even in a table that is empty.
        last = max(1, len(rows))
        heads = [{"header": column.head, "header_format": self._head} for column in columns]
        style = {"name": self._table, "columns": heads, "style": "Table Style Light 1"}
        sheet.add_table(0, 0, last, len(columns) - 1, style)
        for number, row in enumerate(rows, 1):
            lines = max(_lines(text, column.width) for text, column in zip(row, columns, strict=True))
            if lines > 1:
                # Not every spreadsheet makes room for what is wrapped by itself.
                sheet.set_row(number, min(_TALLEST, lines * _LINE_HEIGHT))
            for place, text in enumerate(row):
                self._cell(number, place, text)
        sheet.freeze_panes(1, 0)
        sheet.repeat_rows(0)
        sheet.set_landscape()
        sheet.set_paper(9)
        sheet.fit_to_pages(1, 0)
        sheet.ignore_errors({"number_stored_as_text": "A1:F1048576"})

    def _cell(self, row: int, column: int, text: str) -> None:
        form = self._leftward if reads_leftward(text) else self._plain
        if text.startswith("<r>") and text.endswith("</r>"):
            # XlsxWriter would take it for XML of its own and write it as it is; in pieces it is text.
            self._sheet.write_rich_string(row, column, text[:1], text[1:2], text[2:], form)
        elif text:
            self._sheet.write_string(row, column, text, form)


def _lines(text: str, width: float) -> int:
    """About how many lines a text takes in a column, rather one too many; `width` counts letters."""
    wide = (sum(1 + (unicodedata.east_asian_width(char) in "WF") for char in line) for line in text.split("\n"))
    return sum(max(1, ceil(letters / (1.05 * width))) for letters in wide)


def _that_fit(row: tuple[str, ...]) -> Iterator[tuple[str, ...]]:
    """A row of texts as rows of what a cell holds."""
    return zip_longest(*(_pieces(fit_text(text)) for text in row), fillvalue="")


def _pieces(text: str) -> list[str]:
    if len(text) <= _CELL_LIMIT // 2:
        return [text]
    pieces, start, taken = [], 0, 0
    for place, char in enumerate(text):
        units = 1 + (char > "\uffff")
        if taken + units > _CELL_LIMIT:
            pieces.append(text[start:place])
            start, taken = place, 0
        taken += units
    return [*pieces, text[start:]]
