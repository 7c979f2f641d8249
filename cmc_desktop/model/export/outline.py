"""The bookmarks beside a document of several pages: its headings and pages without one, each leading to its place."""

from __future__ import annotations

from collections.abc import Iterator
from dataclasses import dataclass
from typing import Any

from cmc_desktop.model.export.heard import Heard
from cmc_desktop.model.export.marks import Bookmark, TextMark
from cmc_desktop.model.export.tags import Tag, TagKind

_LEVELS = {TagKind.HEADING_1: 1, TagKind.HEADING_2: 2, TagKind.HEADING_3: 3, TagKind.HEADING_4: 4}


@dataclass(slots=True)
class _Place:
    """Where a bookmark leads: a page, as ReportLab refers to it, and an upper left corner."""

    page: Any
    x: float
    top: float


class Outline:
    """Collects headings below `root` and other bookmarks while pages are drawn, then writes them in reading order."""

    def __init__(self, root: Tag) -> None:
        self._root = root
        self._headings: dict[Tag, tuple[_Place, Heard]] = {}
        self._others: dict[Tag, list[tuple[_Place, str]]] = {}

    def take(self, mark: TextMark, page: Any, *, followed: bool) -> None:
        """Take up a mark on `page`, ReportLab's reference, if it is of a heading; `followed` as for `Heard`."""
        if mark.tag is None or mark.tag.kind not in _LEVELS:
            return
        if mark.tag not in self._headings:
            self._headings[mark.tag] = _Place(page, mark.x, mark.top), Heard()
        self._headings[mark.tag][1].take(mark, followed=followed)

    def add(self, bookmark: Bookmark, page: Any) -> None:
        """Add a bookmark of `page`, ReportLab's reference."""
        place = _Place(page, bookmark.x, bookmark.top)
        self._others.setdefault(bookmark.tag, []).append((place, bookmark.words))

    def write(self, canvas: Any) -> None:
        """Put the bookmarks into ReportLab's `canvas`; a document of one page needs none."""
        entries = list(self._entries())
        if len({place.page.name for _, place, _ in entries}) < 2:
            return
        depths: list[int] = []
        for number, (level, place, words) in enumerate(entries):
            # an entry lies below the nearest one before it that is higher, however many levels are between
            while depths and depths[-1] >= level:
                depths.pop()
            key = f"heading{number}"
            target = canvas._bookmarkReference(key)
            target.xyz(round(place.x, 2), round(place.top, 2), "null")
            target.setPage(place.page)
            canvas.addOutlineEntry(words, key, len(depths))
            depths.append(level)

    def _entries(self) -> Iterator[tuple[int, _Place, str]]:
        """Level, place and words of every bookmark in reading order."""
        for tag in self._root.walk():
            level = _LEVELS.get(tag.kind)
            if tag in self._headings:
                place, heard = self._headings[tag]
                yield _LEVELS[tag.kind], place, heard.text
            for place, words in self._others.get(tag, ()):
                yield 0 if level is None else level + 1, place, words
