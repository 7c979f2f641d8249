"""A flowing document as plain data: what a script, the minutes or an agenda consist of, before it is set in type.

Everything is text as it is read: nothing in it is markup, and line ends in it are kept. `document_pdf` sets it on
paper, `document_text` writes it as Markdown. Nothing here needs ReportLab.
"""

from __future__ import annotations

from collections.abc import Sequence
from dataclasses import dataclass
from enum import StrEnum


class Look(StrEnum):
    """How a paragraph is set."""

    PLAIN = "plain"
    STRONG = "strong"
    QUOTE = "quote"
    MUTED = "muted"


class Mark(StrEnum):
    """What stands before each line of a list."""

    DOT = "•"
    TICK_BOX = "☐"
    NUMBER = "1."


@dataclass(frozen=True, slots=True)
class Heading:
    """A heading of level 1, 2 or 3; it stays with what follows. `new_page` begins a page with it."""

    text: str
    level: int = 1
    new_page: bool = False


@dataclass(frozen=True, slots=True)
class Paragraph:
    """Running text. `keep` leaves it on the page of what comes next."""

    text: str
    look: Look = Look.PLAIN
    keep: bool = False


@dataclass(frozen=True, slots=True)
class Lines:
    """A list, one item a line or more; dots, boxes to tick, or numbers from 1."""

    items: tuple[str, ...]
    mark: Mark = Mark.DOT


@dataclass(frozen=True, slots=True)
class Facts:
    """Names and values side by side. Several values of one name stand below each other."""

    pairs: tuple[tuple[str, str | tuple[str, ...]], ...]


@dataclass(frozen=True, slots=True)
class Column:
    """A column of a table; `share` is its part of the width. Figures are set at the end of theirs."""

    head: str
    share: float = 1.0
    figures: bool = False
    strong: bool = False


@dataclass(frozen=True, slots=True)
class Table:
    """Rows of cells, as many as there are columns; the heads are repeated on every page.

    `row_height` is the least height of a row in millimetres: room to sign or to write.
    """

    columns: tuple[Column, ...]
    rows: tuple[tuple[str, ...], ...]
    row_height: float = 0.0

    def __post_init__(self) -> None:
        if any(len(row) != len(self.columns) for row in self.rows):
            raise ValueError("every row has a cell for each column")


@dataclass(frozen=True, slots=True)
class Together:
    """Blocks that stand on one page when one page holds them."""

    blocks: tuple[Block, ...]


@dataclass(frozen=True, slots=True)
class PageBreak:
    """What follows begins a page."""


Block = Heading | Paragraph | Lines | Facts | Table | Together | PageBreak


@dataclass(frozen=True, slots=True)
class Document:
    """A whole document.

    `title` is printed large and is the file's title, `subtitle` stands below it, `foot` at the foot of every page.
    `language` is that of the words ("en-GB"), empty for the one the app speaks.
    """

    title: str
    subtitle: str = ""
    blocks: Sequence[Block] = ()
    foot: str = ""
    language: str = ""
