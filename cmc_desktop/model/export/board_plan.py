"""The layout of a board: how large the type, how high the rows, which note where.

Type shrinks until every note has room, at most to the sheet's floor; rows take room from emptier
ones; what still has none goes, whole, to a marked continuation page.
"""

from __future__ import annotations

from collections.abc import Mapping
from dataclasses import dataclass, field, replace

from cmc_desktop.model.domain.template import Box, Template
from cmc_desktop.model.export.board_content import BoxContent
from cmc_desktop.model.export.marks import Frame, text_height
from cmc_desktop.model.export.note_block import NoteBlock, NoteText, block
from cmc_desktop.model.export.paper import Sheet
from cmc_desktop.model.export.rows import least_rows, spread
from cmc_desktop.model.export.text import Line

_STEP = 0.25
#: boxes wider than this many shares of the sheet's width lay their notes in columns
_COLUMN_SHARE = 0.2
#: a note that needs more than this share of the area's height goes to a page of its own
_ENDLESS = 0.4


@dataclass(frozen=True, slots=True)
class Spaces:
    """The distances of one sheet, in points."""

    gap: float
    pad: float
    note_pad: float
    note_gap: float
    edge: float
    radius: float
    heading: float
    small: float

    @classmethod
    def of(cls, sheet: Sheet, size: float) -> Spaces:
        scale = sheet.scale
        return cls(
            gap=5 * scale,
            pad=min(5 * scale, 0.7 * size),
            note_pad=min(3.2 * scale, 0.36 * size),
            note_gap=min(2.4 * scale, 0.28 * size),
            edge=2.2 * scale,
            radius=3 * scale,
            heading=min(8.6 * scale, 1.25 * size),
            small=min(6.2 * scale, 0.95 * size),
        )


@dataclass(frozen=True, slots=True)
class PlacedNote:
    """A note with the frame it takes."""

    note: NoteBlock
    frame: Frame


@dataclass
class PlacedBox:
    """A box on the sheet; `left` are the notes it has no room for."""

    content: BoxContent
    frame: Frame
    heading: tuple[Line, ...]
    notes: list[PlacedNote] = field(default_factory=list)
    left: tuple[NoteText, ...] = ()


@dataclass(frozen=True)
class BoardPlan:
    """A board laid out in `area`; `size` is the type size of its notes."""

    sheet: Sheet
    size: float
    spaces: Spaces
    boxes: tuple[PlacedBox, ...]

    @property
    def whole(self) -> bool:
        return not any(box.left for box in self.boxes)


def plan_board(template: Template, contents: Mapping[str, BoxContent], sheet: Sheet, area: Frame) -> BoardPlan:
    """Lay the boxes out in `area` with the largest type at which all notes fit."""
    contents = _without_endless(template, contents, sheet, area)
    steps = round((sheet.ceiling - sheet.floor) / _STEP)
    low, high = 0, steps
    while low < high:
        middle = (low + high + 1) // 2
        if _Attempt(template, contents, sheet, area, sheet.floor + middle * _STEP).fits:
            low = middle
        else:
            high = middle - 1
    return _Attempt(template, contents, sheet, area, sheet.floor + low * _STEP).plan()


def _without_endless(
    template: Template, contents: Mapping[str, BoxContent], sheet: Sheet, area: Frame
) -> dict[str, BoxContent]:
    """The contents with what has to continue on another page in any case set aside.

    A note that needs most of the sheet even in the smallest type, and what follows it in its box,
    must not take the room and the type size of all others.
    """
    smallest = _Attempt(template, contents, sheet, area, sheet.floor)
    kept = {}
    for key, content in contents.items():
        heights = [note.height for note in smallest.blocks[key]]
        count = next((place for place, height in enumerate(heights) if height > _ENDLESS * area.height), len(heights))
        kept[key] = replace(content, notes=content.notes[:count], later=content.notes[count:])
    return kept


class _Attempt:
    """A layout at one type size."""

    def __init__(
        self, template: Template, contents: Mapping[str, BoxContent], sheet: Sheet, area: Frame, size: float
    ) -> None:
        self._template = template
        self._contents = contents
        self._sheet = sheet
        self._area = area
        self._size = size
        self._spaces = Spaces.of(sheet, size)
        self._headings = {key: self._heading(content) for key, content in contents.items()}
        self.blocks = {key: self._broken(content) for key, content in contents.items()}
        needs = {key: self._needed(content) for key, content in contents.items()}
        self._wanted = least_rows(template, needs, self._spaces.gap)
        self._height = area.height - self._spaces.gap * (template.rows - 1)

    @property
    def fits(self) -> bool:
        return sum(self._wanted) <= self._height

    def plan(self) -> BoardPlan:
        rows = spread(self._template, self._least_rows(), self._wanted, self._height)
        boxes = tuple(self._placed(content, rows) for content in self._contents.values())
        return BoardPlan(self._sheet, self._size, self._spaces, boxes)

    def _least_rows(self) -> list[float]:
        """The rows below which nothing is shared: every box holds its first note, as far as the sheet has room at all.

        Where it has not, those that cost the least height are served first, as then the most boxes hold one.
        """
        needs = {key: self._least(key) for key in self._contents}
        waiting = {key: self._least_with_note(key) for key, content in self._contents.items() if content.notes}
        rows = least_rows(self._template, needs, self._spaces.gap)
        while waiting:
            tried = {
                key: least_rows(self._template, {**needs, key: need}, self._spaces.gap) for key, need in waiting.items()
            }
            key = min(tried, key=lambda key: sum(tried[key]))
            if sum(tried[key]) > self._height:
                break
            needs[key], rows = waiting.pop(key), tried[key]
        return rows

    def _width(self, box: Box) -> float:
        gap = self._spaces.gap
        cell = (self._area.width + gap) / self._template.columns
        return box.colspan * cell - gap

    def _columns(self, box: Box) -> int:
        room = int(self._width(box) / (self._sheet.width * _COLUMN_SHARE))
        return max(1, min(room, len(self._contents[box.key].notes)))

    def _note_width(self, box: Box) -> float:
        columns = self._columns(box)
        spaces = self._spaces
        return (self._width(box) - 2 * spaces.pad - spaces.note_gap * 2 * (columns - 1)) / columns

    def _heading(self, content: BoxContent) -> tuple[Line, ...]:
        size = self._spaces.heading
        room = self._width(content.box) - 2 * self._spaces.pad - heading_indent(size, content.number)
        if content.count is not None:
            room -= content.count.width * self._spaces.small / 1000 + self._spaces.pad
        return tuple(content.heading.lines(room * 1000 / size))

    def _broken(self, content: BoxContent) -> list[NoteBlock]:
        width = self._note_width(content.box)
        return [block(note, width, self._size, self._spaces.note_pad) for note in content.notes]

    def _head_height(self, key: str) -> float:
        """From the top of a box to its first note."""
        spaces = self._spaces
        return spaces.edge + 0.6 * spaces.pad + text_height(self._headings[key], spaces.heading) + 0.4 * spaces.pad

    def _least(self, key: str) -> float:
        """The height of a box that only says where it continues."""
        return self._head_height(key) + self._spaces.pad + 1.6 * self._spaces.small

    def _least_with_note(self, key: str) -> float:
        """The height of a box that holds its first note and, where there are more, says where it continues."""
        return min(self._least(key) + self.blocks[key][0].height, self._needed(self._contents[key]))

    def _needed(self, content: BoxContent) -> float:
        key, spaces = content.box.key, self._spaces
        head = self._head_height(key) + spaces.pad
        if content.later:
            head += 1.6 * spaces.small
        if not content.notes:
            return head + 1.6 * self._size
        heights = [note.height + spaces.note_gap for note in self.blocks[key]]
        return head + _column_height(heights, self._columns(content.box)) - spaces.note_gap

    def _placed(self, content: BoxContent, rows: list[float]) -> PlacedBox:
        box, gap = content.box, self._spaces.gap
        above = sum(rows[: box.row]) + gap * box.row
        height = sum(rows[box.row : box.row + box.rowspan]) + gap * (box.rowspan - 1)
        cell = (self._area.width + gap) / self._template.columns
        frame = Frame(self._area.x + box.col * cell, self._area.top - above - height, self._width(box), height)
        placed = PlacedBox(content, frame, self._headings[box.key])
        self._fill(placed)
        return placed

    def _fill(self, placed: PlacedBox) -> None:
        spaces, box = self._spaces, placed.content.box
        blocks = self.blocks[box.key]
        room = placed.frame.height - self._head_height(box.key) - spaces.pad
        heights = [note.height + spaces.note_gap for note in blocks]
        columns = self._columns(box)
        target = _column_height(heights, columns) if heights else 0.0
        if placed.content.later:
            room -= 1.6 * spaces.small
        if target - spaces.note_gap > room + 0.001:
            # Some will not fit: keep the last line for saying so, and fill what is left from the top.
            target = room + spaces.note_gap - (0.0 if placed.content.later else 1.6 * spaces.small)
        top = placed.frame.top - self._head_height(box.key)
        width = self._note_width(box)
        column, used, count = 0, 0.0, 0
        for note, height in zip(blocks, heights, strict=True):
            if used + height > target + 0.001:
                column, used = column + 1, 0.0
                if column == columns or height > target + 0.001:
                    break
            x = placed.frame.x + spaces.pad + column * (width + 2 * spaces.note_gap)
            placed.notes.append(PlacedNote(note, Frame(x, top - used - note.height, width, note.height)))
            used += height
            count += 1
        placed.left = placed.content.notes[count:] + placed.content.later


def heading_indent(size: float, number: Line) -> float:
    """The width a heading's number takes, with the space after it."""
    return number.width * size / 1000 + 0.55 * size


def _column_height(heights: list[float], columns: int) -> float:
    """The height of the highest column when notes, kept in order, are shared out as evenly as possible."""
    if columns == 1:
        return sum(heights)
    low, high = max(max(heights), sum(heights) / columns), sum(heights)
    for _ in range(16):
        middle = (low + high) / 2
        if _columns_at(heights, middle) <= columns:
            high = middle
        else:
            low = middle
    return high


def _columns_at(heights: list[float], limit: float) -> int:
    count, used = 1, 0.0
    for height in heights:
        if used and used + height > limit:
            count, used = count + 1, 0.0
        used += height
    return count
