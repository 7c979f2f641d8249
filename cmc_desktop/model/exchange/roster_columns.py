"""What the columns of a roster tell: said by a heading, or else seen from what stands in them."""

from __future__ import annotations

import csv
from collections.abc import Sequence
from dataclasses import dataclass
from typing import Literal

from cmc_desktop.model.exchange.roster_words import Meaning, capacities, headings, plain

_BY_PLACE = (
    Meaning.NAME,
    Meaning.ORGANISATION,
    Meaning.ROLE,
    Meaning.SECTOR,
    Meaning.CAPACITY,
    Meaning.SPEAKS_FOR,
)


@dataclass(frozen=True)
class Columns:
    """Rows of cells, and what each column tells: None for one that is not taken.

    `headed` whether a heading said so, `left_out` the headings of the columns that are not taken; `words` are all
    headings, as many as columns, or none.
    """

    rows: tuple[tuple[str, ...], ...]
    meanings: tuple[Meaning | None, ...]
    headed: bool = False
    left_out: tuple[str, ...] = ()
    words: tuple[str, ...] = ()


def columns_of(text: str, *, whole: bool = False) -> Columns:
    """Read rows of a spreadsheet, lines with semicolons or commas between cells, or one name a line.

    Of a `whole` file quotes that do not match raise csv.Error; of a few lines they are signs like others.
    """
    rows = _rows(text, whole=whole)
    if not rows:
        return Columns((), ())
    width = max(map(len, rows))
    rows = [row + [""] * (width - len(row)) for row in rows]
    known = [headings().get(plain(cell)) for cell in rows[0]]
    if _is_heading(known):
        return _headed(rows[0], _parts_of_names(known), rows[1:])
    return Columns(tuple(map(tuple, rows)), tuple(_by_content(rows)))


def _rows(text: str, *, whole: bool) -> list[list[str]]:
    lines = [line for line in text.splitlines() if line.strip()]
    delimiter = _delimiter(lines)
    if not delimiter and not whole:
        return [[line.strip()] for line in lines]
    # Without a delimiter there is no tab either.
    try:
        rows = _cells(lines, delimiter or "\t", csv.QUOTE_MINIMAL)
    except csv.Error:
        if whole:
            raise
        rows = _cells(lines, delimiter, csv.QUOTE_NONE)
    return [row for row in rows if any(row)]


def _cells(lines: Sequence[str], delimiter: str, quoting: Literal[0, 3]) -> list[list[str]]:
    """Raises csv.Error where quotes mean something and do not match."""
    cells = csv.reader(lines, delimiter=delimiter, skipinitialspace=True, quoting=quoting, strict=True)
    return [[cell.strip() for cell in row] for row in cells]


def _delimiter(lines: Sequence[str]) -> str:
    """What stands between the cells; a comma only where most lines have one: single names have commas too."""
    for delimiter in ("\t", ";"):
        if any(delimiter in line for line in lines):
            return delimiter
    with_comma = sum("," in line for line in lines)
    return "," if 2 * with_comma > len(lines) else ""


def _is_heading(known: Sequence[Meaning | None]) -> bool:
    """Whether the cells of the first row are headings: a single word may be somebody's name as well."""
    found = [meaning for meaning in known if meaning is not None]
    names = {Meaning.NAME, Meaning.FIRST_NAME, Meaning.LAST_NAME} & set(found)
    return bool(names) and (len(found) > 1 or known[0] is Meaning.NAME)


def _parts_of_names(known: Sequence[Meaning | None]) -> list[Meaning | None]:
    """Next to a first name “Name” is the last one, next to a last name the first; whole names need no parts."""
    first, last = Meaning.FIRST_NAME in known, Meaning.LAST_NAME in known
    if Meaning.NAME not in known or first == last:
        parts = (Meaning.FIRST_NAME, Meaning.LAST_NAME) if first and Meaning.NAME in known else ()
        return [None if meaning in parts else meaning for meaning in known]
    other = Meaning.LAST_NAME if first else Meaning.FIRST_NAME
    return [other if meaning is Meaning.NAME else meaning for meaning in known]


def _headed(words: Sequence[str], known: Sequence[Meaning | None], rows: Sequence[Sequence[str]]) -> Columns:
    meanings: list[Meaning | None] = []
    left_out = []
    free = [meaning for meaning in _BY_PLACE if meaning not in known]
    for place, (word, meaning) in enumerate(zip(words, known, strict=True)):
        if meaning in meanings:
            meaning = None
        if meaning is None and Meaning.CAPACITY in free and _is_capacity(rows, place):
            meaning = Meaning.CAPACITY
        elif meaning is None and not word and place < len(_BY_PLACE) and _BY_PLACE[place] in free:
            meaning = _BY_PLACE[place]
        if meaning in free:
            free.remove(meaning)
        if meaning is None and any(row[place] for row in rows):
            left_out.append(word or str(place + 1))
        meanings.append(meaning)
    return Columns(tuple(map(tuple, rows)), tuple(meanings), True, tuple(left_out), tuple(words))


def _by_content(rows: Sequence[Sequence[str]]) -> list[Meaning | None]:
    """By place, but for a column that holds nothing but capacities: it is one wherever it stands."""
    width = len(rows[0])
    found = next((place for place in range(1, width) if _is_capacity(rows, place)), None)
    if found is None:
        return [*_BY_PLACE, *[None] * width][:width]
    others: list[Meaning | None] = [meaning for meaning in _BY_PLACE if meaning is not Meaning.CAPACITY]
    others += [None] * width
    return [*others[:found], Meaning.CAPACITY, *others[found:]][:width]


def _is_capacity(rows: Sequence[Sequence[str]], place: int) -> bool:
    words = capacities(anywhere=True)
    cells = [row[place] for row in rows if row[place]]
    return bool(cells) and all(plain(cell) in words for cell in cells)
