"""The words of a record's pages as a reader of the file gets them: in reading order, and what belongs to no tag."""

from __future__ import annotations

import io
from dataclasses import dataclass
from typing import Any

import pikepdf

from cmc_desktop.i18n import tr
from cmc_desktop.model.export.page_reader import OddPage, PageReader, PageWords

_TAGS_LIMIT = 120_000
_PAGES_LIMIT = 2_000
#: keys of a tag that would be read aloud in place of what is on the page
_SPOKEN = ("/ActualText", "/Alt", "/E")


@dataclass(frozen=True, slots=True)
class DrawnWords:
    """`read` are the words of each tag in reading order, `beside` those of each piece without a tag.

    `pages` are all words of each page, as drawn.
    """

    read: tuple[str, ...]
    beside: tuple[str, ...]
    pages: tuple[str, ...]


def drawn_words(data: bytes) -> DrawnWords:
    """The words of a PDF that our pen drew. Raises OddPage for one that it did not, whatever its bytes are."""
    try:
        with pikepdf.open(io.BytesIO(data)) as document:
            return _words(document)
    except OddPage:
        raise
    except Exception as error:
        # Damaged files make the parser fail in many ways; each means that their words cannot be told.
        raise OddPage(tr("its pages cannot be read")) from error


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
    read = _read(document.Root.StructTreeRoot, pages)
    left = [words for page in pages.values() for words in page.pieces.values()]
    beside = [words for page in pages.values() for words in page.beside]
    return DrawnWords(tuple(read), (*beside, *left), whole)


def _read(root: Any, pages: dict[tuple[int, int], PageWords]) -> list[str]:
    """The words of the tags in order; what they take is taken out of `pages`."""
    if "/RoleMap" in root:
        raise OddPage(tr("its reading order is not one that this app writes"))
    read: list[str] = []
    waiting: list[Any] = [root]
    seen: set[tuple[int, int]] = set()
    count = 0
    while waiting:
        tag = waiting.pop()
        count += 1
        if tag.is_indirect and tag.objgen in seen:
            raise OddPage(tr("its reading order is not one that this app writes"))
        seen.add(tag.objgen)
        if count > _TAGS_LIMIT or any(key in tag for key in _SPOKEN):
            raise OddPage(tr("its reading order is not one that this app writes"))
        words = ""
        below = []
        kids = tag.get("/K", [])
        for kid in kids if isinstance(kids, pikepdf.Array | list) else [kids]:
            if isinstance(kid, int):
                words += pages[tag.Pg.objgen].pieces.pop(kid, "")
            elif kid.get("/Type") == "/MCR":
                words += pages[kid.Pg.objgen].pieces.pop(int(kid.MCID), "")
            else:
                below.append(kid)
        if words:
            read.append(words)
        waiting += reversed(below)
    return read
