"""Notes as a table for spreadsheets, `box,text`: no cell is ever a formula, and nothing is guessed silently."""

from __future__ import annotations

import csv
import io
import re
from collections.abc import Mapping

from cmc_desktop.i18n import tr, trn
from cmc_desktop.model.domain.canvas import Canvas
from cmc_desktop.model.domain.errors import BadFile
from cmc_desktop.model.domain.template import Template
from cmc_desktop.model.exchange.content_reader import unknown_box
from cmc_desktop.model.exchange.plain_canvas import (
    PlainCanvas,
    boxes_by_name,
    checked,
    folded,
    note_text,
    plain_canvas,
)
from cmc_desktop.model.exchange.strict_json import FILE_LIMIT, NotUtf8, decode

#: what a spreadsheet may take for the beginning of a formula, the full-width forms included
_FORMULA = ("=", "+", "-", "@", "\t", "\r", "\n", "＝", "＋", "－", "＠")
#: the same behind a semicolon, a tab or a line end inside a text: where another separator than ours is expected, the
#: quotes around it go unnoticed, and it begins a cell; dashes alone, without any sign of a call, do no harm there
_INSIDE = r"""([;\t\n][^\S\t\n]*+)('*+)(?=(?:"|[^\S\t\n])*+[%s])"""
_PLAIN_INSIDE, _CALL_INSIDE = re.compile(_INSIDE % "=@＝＠"), re.compile(_INSIDE % "=@＝＠+＋－-")
_CALL = re.compile("[(|!]")
_SEPARATORS = (",", ";", "\t")
_HEADER = ["box", "text"]
_HINT = re.compile(r'"?sep=[^\r\n]{0,3}(?:\r\n|\r|\n)', re.IGNORECASE)


def write_csv(canvas: Canvas) -> bytes:
    """The notes as CSV in UTF-8 with a byte order mark, every cell quoted, formulas disarmed by a quote sign."""
    out = io.StringIO(newline="")
    writer = csv.writer(out, quoting=csv.QUOTE_ALL, lineterminator="\r\n")
    writer.writerow(_HEADER)
    for box, text in plain_canvas(canvas).notes:
        writer.writerow([box, disarmed(text)])
    return out.getvalue().encode("utf-8-sig")


def disarmed(text: str) -> str:
    """`text` with one more quote sign wherever a spreadsheet might calculate it, leading quote signs left aside."""
    inside = _inside(text).sub(r"\1'\2", text)
    return "'" + inside if _looks_armed(text) else inside


def armed_again(cell: str) -> str:
    """A cell without the quote signs that `disarmed` put into it, one at each place."""
    text = _inside(cell).sub(lambda found: found[1] + found[2][1:], cell)
    return text[1:] if text.startswith("'") and _looks_armed(text) else text


def _inside(text: str) -> re.Pattern[str]:
    return _CALL_INSIDE if _CALL.search(text) else _PLAIN_INSIDE


def _looks_armed(text: str) -> bool:
    bare = text.lstrip("'")
    return bare.startswith(_FORMULA) or bare.lstrip().startswith(_FORMULA)


def read_csv(data: bytes, templates: Mapping[str, Template], title: str, template: str = "") -> PlainCanvas:
    """The notes of a table, under `title`. Boxes are named by key, number or name in letters of any
    case, of `template` where one is given.

    Without one, the first template that has every box of the table is taken. Raises BadFile.
    """
    rows = _rows(_without_hint(_text(data)))
    chosen = templates[template] if template else _fitting(rows, templates)
    known = boxes_by_name(chosen)
    notes = []
    for number, box, text in rows:
        where = tr("Row {n}", n=number)
        if folded(box) not in known:
            raise unknown_box(box.strip(), chosen, where)
        notes.append((known[folded(box)], note_text(armed_again(text), where)))
    return checked(title, "", chosen, notes, ())


def _text(data: bytes) -> str:
    try:
        return decode(data)
    except NotUtf8 as error:
        raise BadFile(
            tr(
                "This table is not in UTF-8, so its letters cannot be told: "
                "save it again in the spreadsheet, as “CSV UTF-8”."
            )
        ) from error


def _without_hint(text: str) -> str:
    """The table without the line by which a spreadsheet is told the separator, which it does not count as a row."""
    return text[hint.end() :] if (hint := _HINT.match(text)) else text


def _rows(text: str) -> list[tuple[int, str, str]]:
    """(row number, box, text) of every filled row below the header."""
    csv.field_size_limit(FILE_LIMIT)
    reader = csv.reader(io.StringIO(text, newline=""), delimiter=_separator(text), strict=True)
    try:
        columns = [name.strip().lower() for name in next(reader)]
        if sorted(filter(None, columns)) != _HEADER:
            raise _no_header()
        box, words = columns.index("box"), columns.index("text")
        numbered = ((number, row) for number, row in enumerate(reader, 2) if any(cell.strip() for cell in row))
        return [_cells(number, row, box, words) for number, row in numbered]
    except csv.Error as error:
        raise BadFile(
            tr("This table is damaged or cut off near line {n}: its quotes do not match.", n=reader.line_num)
        ) from error


def _cells(number: int, row: list[str], box: int, words: int) -> tuple[int, str, str]:
    stray = any(cell.strip() for place, cell in enumerate(row) if place not in (box, words))
    if stray or len(row) <= max(box, words):
        raise BadFile(
            trn(
                "Row {row} has {n} cell instead of 2: put quotes around a text that holds the separator.",
                "Row {row} has {n} cells instead of 2: put quotes around a text that holds the separator.",
                len(row),
                row=number,
            )
        )
    return number, row[box], row[words]


def _separator(text: str) -> str:
    """What separates the cells, told from the header alone."""
    first = text.partition("\n")[0].partition("\r")[0]
    for separator in _SEPARATORS:
        names = [name.strip().strip('"').strip().lower() for name in first.split(separator)]
        if sorted(filter(None, names)) == _HEADER:
            return separator
    raise _no_header()


def _no_header() -> BadFile:
    return BadFile(tr("The first row of the table has to be “box,text”, parted by a comma, a semicolon or a tab."))


def _fitting(rows: list[tuple[int, str, str]], templates: Mapping[str, Template]) -> Template:
    """The first template that has every box named; else the first of all, whose refusal then tells the box."""
    names = {folded(box) for _, box, _ in rows}
    for template in templates.values():
        if names <= boxes_by_name(template).keys():
            return template
    return next(iter(templates.values()))
