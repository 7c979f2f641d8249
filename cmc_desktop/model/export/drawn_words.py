"""The words of a record's pages as a reader of the file gets them: in reading order, and what belongs to no tag."""

from __future__ import annotations

import io
from collections.abc import Iterator
from dataclasses import dataclass
from typing import Any

import pikepdf

from cmc_desktop.i18n import tr
from cmc_desktop.model.export.page_reader import Drawing, OddPage, PageReader, PageWords

_TAGS_LIMIT = 120_000
_PAGES_LIMIT = 2_000
_DEPTH_LIMIT = 20
#: keys of a tag that would be read aloud in place of what is on the page
_SPOKEN = ("/ActualText", "/Alt", "/E")


@dataclass(frozen=True, slots=True)
class DrawnTag:
    """One tag of the reading order: its kind (“LBody”), its own words, and the tags below it."""

    kind: str
    words: str
    below: tuple[DrawnTag, ...] = ()

    def walk(self) -> Iterator[DrawnTag]:
        """This tag and all below it, in reading order."""
        yield self
        for tag in self.below:
            yield from tag.walk()


@dataclass(frozen=True, slots=True)
class DrawnWords:
    """`tags` are those at the top of the reading order, `beside` the words of each piece without a tag.

    `pages` are all words of each page as drawn, and `drawings` each page's steps of drawing.
    """

    tags: tuple[DrawnTag, ...]
    beside: tuple[str, ...]
    pages: tuple[str, ...]
    drawings: tuple[Drawing, ...]

    @property
    def read(self) -> tuple[str, ...]:
        """The words of each tag that has some, in reading order."""
        return tuple(tag.words for top in self.tags for tag in top.walk() if tag.words)


def drawn_words(data: bytes) -> DrawnWords:
    """The words of a PDF that our pen drew. Raises OddPage for one that it did not, whatever its bytes are."""
    try:
        with pikepdf.open(io.BytesIO(data)) as document:
            return _words(document)
    except OddPage:
        raise
    except Exception as error:
        # Damaged files make the parser fail in many ways; each means that their words cannot be told.
        raise OddPage(tr("something on them cannot be read")) from error


def _words(document: pikepdf.Pdf) -> DrawnWords:
    if len(document.pages) > _PAGES_LIMIT:
        raise OddPage(tr("it has more pages than any record"))
    reader = PageReader(document)
    pages: dict[tuple[int, int], PageWords] = {}
    for page in document.pages:
        if page.obj.objgen in pages:
            raise OddPage(tr("a page is there twice"))
        pages[page.obj.objgen] = reader.read(page)
    whole = tuple(page.whole for page in pages.values())
    tags = _Tags(pages).read(document.Root.StructTreeRoot)
    left = [words for page in pages.values() for words in page.pieces.values()]
    beside = [words for page in pages.values() for words in page.beside]
    return DrawnWords(tags, (*beside, *left), whole, tuple(page.drawing for page in pages.values()))


class _Tags:
    """The tags of one document while they are read; the words they take are taken out of its pages."""

    def __init__(self, pages: dict[tuple[int, int], PageWords]) -> None:
        self._pages = pages
        self._seen: set[tuple[int, int]] = set()
        self._count = 0

    def read(self, root: Any) -> tuple[DrawnTag, ...]:
        if "/RoleMap" in root:
            raise OddPage(tr("its reading order is not one that this app writes"))
        return self._tag(root, 0).below

    def _tag(self, tag: Any, depth: int) -> DrawnTag:
        self._check(tag, depth)
        words = ""
        below = []
        kids = tag.get("/K", [])
        for kid in kids if isinstance(kids, pikepdf.Array | list) else [kids]:
            if isinstance(kid, int):
                words += self._piece(tag.Pg, kid)
            elif kid.get("/Type") == "/MCR":
                words += self._piece(kid.Pg, int(kid.MCID))
            else:
                below.append(self._tag(kid, depth + 1))
        return DrawnTag(str(tag.get("/S", "")).removeprefix("/"), words, tuple(below))

    def _check(self, tag: Any, depth: int) -> None:
        self._count += 1
        again = tag.is_indirect and tag.objgen in self._seen
        self._seen.add(tag.objgen)
        if again or depth > _DEPTH_LIMIT or self._count > _TAGS_LIMIT or any(key in tag for key in _SPOKEN):
            raise OddPage(tr("its reading order is not one that this app writes"))

    def _piece(self, page: Any, number: int) -> str:
        if page.objgen not in self._pages:
            raise OddPage(tr("a page is missing"))
        return self._pages[page.objgen].pieces.pop(number, "")
