"""Rows of cells, one below the other over as many pages as they need: what every flowing document comes down to."""

from __future__ import annotations

from collections.abc import Iterable, Sequence
from dataclasses import dataclass, replace
from itertools import pairwise

from cmc_desktop.model.export.colours import LINE
from cmc_desktop.model.export.marks import Colour, Frame, Page, ShapeMark, text_height
from cmc_desktop.model.export.tags import Tag
from cmc_desktop.model.export.text import Line

#: so many lines of a row stay together where it is parted
_LEAST_LINES = 2


@dataclass(frozen=True, slots=True)
class Cell:
    """Lines of one type size from `x` on, counted from the left of the page's area. Lengths are points.

    `tag` is what they are read aloud as, on however many pages they come to stand.
    """

    lines: tuple[Line, ...]
    x: float
    width: float
    size: float
    colour: Colour
    align: str = "start"
    tag: Tag | None = None

    @property
    def height(self) -> float:
        return text_height(self.lines, self.size)

    def fitting(self, room: float) -> int:
        """How many lines fit into `room` points."""
        used = 0.0
        for count, line in enumerate(self.lines):
            used += line.leading * self.size
            if used > room + 0.001:
                return count
        return len(self.lines)


@dataclass(frozen=True, slots=True)
class Row:
    """Cells side by side.

    `gap` is left free above, except at the top of a page; `pad` above and below the words; `least` is the least
    height. `keep` leaves it on the page of the next row, `whole` parts it only where no page holds it, `head` is
    drawn first when a page begins with it, as decoration: it repeats what was read before.
    """

    cells: tuple[Cell, ...]
    gap: float = 0.0
    pad: float = 0.0
    least: float = 0.0
    fill: Colour | None = None
    line_below: bool = False
    keep: bool = False
    whole: bool = False
    new_page: bool = False
    head: Row | None = None

    @property
    def height(self) -> float:
        words = max((cell.height for cell in self.cells), default=0.0)
        return max(self.least, words + 2 * self.pad)

    @property
    def beginning(self) -> float:
        """The height of what must stand on the page where the row begins."""
        if self.whole:
            return self.height
        tops = (text_height(cell.lines[:_LEAST_LINES], cell.size) for cell in self.cells)
        return min(self.height, max(tops, default=0.0) + 2 * self.pad)

    @property
    def unread(self) -> Row:
        """The row as decoration."""
        return replace(self, cells=tuple(replace(cell, tag=None) for cell in self.cells))

    def parted(self, room: float) -> tuple[Row, Row] | None:
        """The row in two, the first at most `room` high; None where too little would stand on either side."""
        inside = room - 2 * self.pad
        counts = [cell.fitting(inside) for cell in self.cells]
        for place, (cell, count) in enumerate(zip(self.cells, counts, strict=True)):
            over = len(cell.lines) - count
            if over and count < _LEAST_LINES:
                return None
            if 0 < over < _LEAST_LINES <= count - 1:
                counts[place] -= 1
        return self._cut(counts)

    def forced(self, room: float) -> tuple[Row, Row]:
        """The row in two with at least a line in the first, for a page that has nothing else on it."""
        return self._cut([max(1, cell.fitting(room - 2 * self.pad)) for cell in self.cells])

    def _cut(self, counts: Sequence[int]) -> tuple[Row, Row]:
        pairs = list(zip(self.cells, counts, strict=True))
        first = replace(self, cells=tuple(replace(cell, lines=cell.lines[:count]) for cell, count in pairs))
        rest = replace(self, cells=tuple(replace(cell, lines=cell.lines[count:]) for cell, count in pairs))
        return replace(first, least=0.0), replace(rest, gap=0.0, least=0.0, new_page=False)


class RowPages:
    """Puts rows onto pages of the same free `area`."""

    def __init__(self, area: Frame) -> None:
        self.pages = [Page()]
        self._area = area
        self._y = area.top
        #: nothing but a repeated head stands on the page so far
        self._fresh = True

    def put(self, rows: Iterable[Row]) -> None:
        waiting: list[Row] = []
        for row in rows:
            if row.new_page:
                self._put_chain(waiting)
                waiting = []
            waiting.append(row)
            if not row.keep:
                self._put_chain(waiting)
                waiting = []
        self._put_chain(waiting)

    def _put_chain(self, chain: Sequence[Row]) -> None:
        """Rows that stay together where a page holds them, the last one at least with its beginning."""
        if not chain:
            return
        if chain[0].new_page:
            self._next_page(None)
        self._keep(chain)
        for row, following in pairwise(chain):
            self._keep((row, following))
            self._put(row)
        self._put(chain[-1])

    def _keep(self, chain: Sequence[Row]) -> None:
        if self._room < _needed(chain) <= self._area.height and not self._fresh:
            self._next_page(chain[0].head)

    def _put(self, row: Row) -> None:
        while True:
            gap = 0.0 if self._fresh else row.gap
            room = self._room - gap
            if row.height <= room + 0.001:
                self._draw(row, gap)
                return
            parts = None if row.whole and row.height <= self._page_room(row) else row.parted(room)
            if parts is None and self._fresh:
                parts = row.forced(room)
            if parts is not None:
                first, row = parts
                self._draw(first, gap)
            self._next_page(row.head)

    @property
    def _room(self) -> float:
        return self._y - self._area.y

    def _page_room(self, row: Row) -> float:
        """The room for a row on a page of its own."""
        return self._area.height - (row.head.height if row.head else 0.0)

    def _next_page(self, head: Row | None) -> None:
        """Begin a page, unless the present one is still empty, and repeat the head of a table on it."""
        if self.pages[-1].marks:
            self.pages.append(Page())
            self._y = self._area.top
        # a head that takes most of a page would leave none for the rows
        if head is not None and head.height < self._area.height / 3:
            self._draw(head.unread, 0.0)
        self._fresh = True

    def _draw(self, row: Row, gap: float) -> None:
        page, top = self.pages[-1], self._y - gap
        frame = Frame(self._area.x, top - row.height, self._area.width, row.height)
        if row.fill is not None:
            page.marks.append(ShapeMark(frame, fill=row.fill))
        for cell in row.cells:
            if cell.lines:
                x = self._area.x + cell.x
                page.text(cell.lines, x, top - row.pad, cell.width, cell.size, cell.colour, cell.align, cell.tag)
        if row.line_below:
            page.marks.append(ShapeMark(Frame(frame.x, frame.y, frame.width, 0), stroke=LINE, thickness=0.5))
        self._y = frame.y
        self._fresh = False


def _needed(chain: Sequence[Row]) -> float:
    """The height of rows that stay together."""
    return sum(row.gap + row.height for row in chain[:-1]) + chain[-1].gap + chain[-1].beginning
