"""The bookmarks beside a document of several pages: its headings, each leading to its place."""

from __future__ import annotations

from dataclasses import dataclass, field
from typing import Any

from cmc_desktop.model.export.heard import Heard
from cmc_desktop.model.export.marks import TextMark
from cmc_desktop.model.export.tags import Tag, TagKind

_LEVELS = {TagKind.HEADING_1: 1, TagKind.HEADING_2: 2, TagKind.HEADING_3: 3, TagKind.HEADING_4: 4}


@dataclass(slots=True)
class _Entry:
    """A heading: the page it begins on, as ReportLab refers to it, its upper left corner, and what is heard of it."""

    page: Any
    x: float
    top: float
    heard: Heard = field(default_factory=Heard)


class Outline:
    """Collects the headings below `root` while they are drawn, then writes them in reading order."""

    def __init__(self, root: Tag) -> None:
        self._root = root
        self._entries: dict[Tag, _Entry] = {}

    def take(self, mark: TextMark, page: Any, *, followed: bool) -> None:
        """Take up a mark on `page`, ReportLab's reference, if it is of a heading; `followed` as for `Heard`."""
        if mark.tag is None or mark.tag.kind not in _LEVELS:
            return
        if mark.tag not in self._entries:
            self._entries[mark.tag] = _Entry(page, mark.x, mark.top)
        self._entries[mark.tag].heard.take(mark, followed=followed)

    def write(self, canvas: Any) -> None:
        """Put the bookmarks into ReportLab's `canvas`; a document of one page needs none."""
        if len({entry.page.name for entry in self._entries.values()}) < 2:
            return
        depths: list[int] = []
        for number, tag in enumerate(tag for tag in self._root.walk() if tag in self._entries):
            entry, level = self._entries[tag], _LEVELS[tag.kind]
            # an entry lies below the nearest one before it that is higher, however many levels are between
            while depths and depths[-1] >= level:
                depths.pop()
            key = f"heading{number}"
            place = canvas._bookmarkReference(key)
            place.xyz(round(entry.x, 2), round(entry.top, 2), "null")
            place.setPage(entry.page)
            canvas.addOutlineEntry(entry.heard.text, key, len(depths))
            depths.append(level)
