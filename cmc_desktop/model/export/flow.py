"""Words and tables that run over as many pages as they need, tagged in the order they are put down."""

from __future__ import annotations

from collections.abc import Callable, Sequence

from cmc_desktop.model.export.colours import INK, LINE, MUTED, tint
from cmc_desktop.model.export.fonts import FontStyle
from cmc_desktop.model.export.furniture import Furniture
from cmc_desktop.model.export.marks import Colour, Frame, Page, ShapeMark, text_height
from cmc_desktop.model.export.tags import Tag, TagKind, Trait
from cmc_desktop.model.export.text import Line, Typesetter

Cell = tuple[Line, ...]


class Flow:
    """Puts one thing below the other and begins a new page where the present one is full.

    What is read aloud is added to `reading`: a section for each heading with what follows it.
    """

    def __init__(self, furniture: Furniture, typesetter: Typesetter, scale: float, reading: Tag) -> None:
        self.pages: list[Page] = []
        self._furniture = furniture
        self._typesetter = typesetter
        self._scale = scale
        self._reading = self.section = reading
        self._size = 8.0 * scale
        self._area = furniture.area
        self._x, self._width = self._area.x, self._area.width
        self._y = 0.0
        self.next_page()

    @property
    def measure(self) -> float:
        """The width of running text in points: as much as an eye follows."""
        return min(self._width, 480 * self._scale)

    def next_page(self) -> None:
        page = Page()
        self._furniture.head(page)
        self.pages.append(page)
        self._y = self._area.top

    def space(self, points: float) -> None:
        self._y -= points * self._scale

    def _keep(self, height: float) -> None:
        """Begin a new page unless `height` points are left on this one."""
        if self._y - height < self._area.y and self._y < self._area.top:
            self.next_page()

    def beside(self, left: Callable[[], None], right: Callable[[], None]) -> None:
        """Two things side by side, each in half the width; one below the other when the first fills its page."""
        page, top = len(self.pages), self._y
        gap = 16 * self._scale
        self._width = (self._area.width - gap) / 2
        left()
        low = self._y
        if len(self.pages) == page:
            self._x, self._y = self._area.x + self._width + gap, top
        right()
        self._y = min(low, self._y) if len(self.pages) == page else self._y
        self._x, self._width = self._area.x, self._area.width

    def heading(self, words: str) -> None:
        """A heading, kept with what follows."""
        size = 11.5 * self._scale
        lines = tuple(self._typesetter.prepare(words, FontStyle.BOLD).lines(self._width * 1000 / size))
        if self._y < self._area.top:
            self.space(10)
        self._keep(text_height(lines, size) + 5 * self._size)
        self.section = self._reading.add(TagKind.SECTION, words)
        tag = self.section.add(TagKind.HEADING_2)
        self._y = self.pages[-1].text(lines, self._x, self._y, self._width, size, INK, tag=tag)
        self.space(2)

    def words(
        self,
        text: str,
        style: FontStyle = FontStyle.REGULAR,
        *,
        where: str = "",
        colour: Colour = INK,
        indent: float = 0.0,
        follow: bool = False,
    ) -> None:
        """Running text, cut between lines where a page ends; `follow` keeps it with what comes next."""
        left = indent * self._scale
        width = self.measure - left
        lines = tuple(self._typesetter.prepare(text, style, where).lines(width * 1000 / self._size))
        self._keep(text_height(lines[:2], self._size) + (3 * self._size if follow else 0.0))
        tag = self.section.add(TagKind.PARAGRAPH)
        while lines:
            count = max(1, _fitting(lines, self._size, self._y - self._area.y))
            here, lines = lines[:count], lines[count:]
            self._y = self.pages[-1].text(here, self._x + left, self._y, width, self._size, colour, tag=tag)
            if lines:
                self.next_page()
        self.space(2.5)

    def facts(self, pairs: Sequence[tuple[str, str]]) -> None:
        """Names and values side by side."""
        size, gap = self._size, 8 * self._scale
        name_width = 76 * self._scale
        width = self.measure - name_width - gap
        reading = self.section.add(TagKind.LIST)
        for name, value in pairs:
            names: Cell = tuple(self._typesetter.prepare(name).lines(name_width * 1000 / size))
            values: Cell = tuple(self._typesetter.prepare(value, FontStyle.SEMIBOLD, name).lines(width * 1000 / size))
            self._keep(max(text_height(names, size), text_height(values, size)))
            page, x, entry = self.pages[-1], self._x, reading.add(TagKind.ITEM)
            low = page.text(names, x, self._y, name_width, size, MUTED, tag=entry.add(TagKind.LABEL))
            body = entry.add(TagKind.BODY)
            end = page.text(values, x + name_width + gap, self._y, width, size, INK, tag=body)
            self._y = min(low, end) - 1.5 * self._scale

    def table(self, heads: Sequence[str], shares: Sequence[float], rows: Sequence[Sequence[str]], where: str) -> None:
        """A table over the full width; its heads are repeated on every page it runs to, the first column names rows."""
        _Table(self, heads, shares, where).put(rows)


class _Table:
    """A table in a flow; columns take `shares` of the width."""

    def __init__(self, flow: Flow, heads: Sequence[str], shares: Sequence[float], where: str) -> None:
        self._flow = flow
        self._where = where
        scale = flow._scale
        self._size, self._pad = 7.4 * scale, 3 * scale
        total = sum(shares)
        self._widths = [flow._area.width * share / total for share in shares]
        self._heads = self._cells(heads, FontStyle.SEMIBOLD)
        self._reading = flow.section.add(TagKind.TABLE)

    def _cells(self, texts: Sequence[str], style: FontStyle = FontStyle.REGULAR) -> list[Cell]:
        return [
            tuple(
                self._flow._typesetter.prepare(text, style, self._where).lines(
                    (width - 2 * self._pad) * 1000 / self._size
                )
            )
            for text, width in zip(texts, self._widths, strict=True)
        ]

    def _height(self, cells: Sequence[Cell]) -> float:
        return max(text_height(cell, self._size) for cell in cells) + 1.2 * self._pad

    def put(self, rows: Sequence[Sequence[str]]) -> None:
        flow = self._flow
        head = self._height(self._heads)
        broken = [self._cells(row) for row in rows]
        first = self._height(broken[0]) if broken else 0.0
        flow._keep(head + min(first, flow._area.height / 2))
        self._head(self._tags([Trait.COLUMN_HEAD] * len(self._heads)))
        for cells in broken:
            self._row(cells, flow._area.height - head)
        flow.space(4)

    def _tags(self, traits: Sequence[Trait | None]) -> list[Tag | None]:
        """A new row of tags: a head cell for each trait, and common cells where there is none."""
        row = self._reading.add(TagKind.ROW)
        return [row.add(TagKind.HEAD_CELL if trait else TagKind.CELL, trait=trait) for trait in traits]

    def _head(self, tags: Sequence[Tag | None]) -> None:
        flow, height = self._flow, self._height(self._heads)
        frame = Frame(flow._area.x, flow._y - height, flow._area.width, height)
        flow.pages[-1].marks.append(ShapeMark(frame, fill=tint(INK, 0.08)))
        self._draw(self._heads, tags, height)

    def _row(self, cells: Sequence[Cell], full: float) -> None:
        flow = self._flow
        rest = list(cells)
        tags = self._tags([Trait.ROW_HEAD, *[None] * (len(rest) - 1)])
        while any(rest):
            height = self._height(rest)
            room = flow._y - flow._area.y
            if height > room and (height <= full or room < 6 * self._size):
                flow.next_page()
                self._head([None] * len(rest))
                room = flow._y - flow._area.y
            if height <= room:
                here, rest = rest, [()] * len(rest)
            else:
                counts = [_fitting(cell, self._size, room - 1.2 * self._pad) for cell in rest]
                here = [cell[:count] for cell, count in zip(rest, counts, strict=True)]
                rest = [cell[count:] for cell, count in zip(rest, counts, strict=True)]
            self._draw(here, tags, self._height(here))
            frame = Frame(flow._area.x, flow._y, flow._area.width, 0)
            flow.pages[-1].marks.append(ShapeMark(frame, stroke=LINE, thickness=0.5))

    def _draw(self, cells: Sequence[Cell], tags: Sequence[Tag | None], height: float) -> None:
        flow, x = self._flow, self._flow._area.x
        for cell, tag, width in zip(cells, tags, self._widths, strict=True):
            if cell:
                top = flow._y - 0.6 * self._pad
                flow.pages[-1].text(cell, x + self._pad, top, width - 2 * self._pad, self._size, INK, tag=tag)
            x += width
        flow._y -= height


def _fitting(lines: Sequence[Line], size: float, room: float) -> int:
    """How many lines fit into `room` points."""
    used, count = 0.0, 0
    for line in lines:
        used += line.leading * size
        if used > room + 0.001:
            break
        count += 1
    return count
