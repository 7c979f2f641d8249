"""The reading order of a document: a tree of headings, lists and tables beside the marks on its pages.

A mark that belongs to a tag is read aloud as part of it, wherever and on however many pages it is drawn; a mark
without one is decoration that no reader speaks. Tags are read in the order of the tree, not in the order drawn.
"""

from __future__ import annotations

from collections.abc import Iterator
from dataclasses import dataclass, field
from enum import StrEnum


class TagKind(StrEnum):
    """The standard structure types of PDF 1.7 that our documents use."""

    DOCUMENT = "Document"
    SECTION = "Sect"
    HEADING_1 = "H1"
    HEADING_2 = "H2"
    HEADING_3 = "H3"
    HEADING_4 = "H4"
    PARAGRAPH = "P"
    LIST = "L"
    ITEM = "LI"
    LABEL = "Lbl"
    BODY = "LBody"
    TABLE = "Table"
    ROW = "TR"
    HEAD_CELL = "TH"
    CELL = "TD"


class Trait(StrEnum):
    """What a reader has to know about a tag besides its kind, in the words of a PDF."""

    COLUMN_HEAD = "/O /Table /Scope /Column"
    ROW_HEAD = "/O /Table /Scope /Row"
    DOTS = "/O /List /ListNumbering /Disc"
    TICK_BOXES = "/O /List /ListNumbering /Square"
    NUMBERS = "/O /List /ListNumbering /Decimal"


@dataclass(eq=False, slots=True)
class Tag:
    """One element of the tree: it has children or marks, never both.

    `title` names a section for whoever walks the tree; it is not printed. `spoken` is said in place of marks that say
    nothing by themselves, such as a box to tick.
    """

    kind: TagKind
    title: str = ""
    children: list[Tag] = field(default_factory=list)
    trait: Trait | None = None
    spoken: str = ""

    def add(self, kind: TagKind, title: str = "", *, trait: Trait | None = None, spoken: str = "") -> Tag:
        """A new last child."""
        child = Tag(kind, title, trait=trait, spoken=spoken)
        self.children.append(child)
        return child

    def walk(self) -> Iterator[Tag]:
        """This tag and all below it, in reading order."""
        yield self
        for child in self.children:
            yield from child.walk()


def document_tag() -> Tag:
    """The root of a document's reading order."""
    return Tag(TagKind.DOCUMENT)
