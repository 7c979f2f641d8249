"""One box of a board at a width and a type size: its heading, its notes in columns, the height it needs."""

from __future__ import annotations

from dataclasses import dataclass, field
from functools import cached_property

from cmc_desktop.model.export.board_content import BoxContent
from cmc_desktop.model.export.marks import Frame, text_height
from cmc_desktop.model.export.note_block import NoteBlock, NoteText, block, block_height
from cmc_desktop.model.export.paper import Sheet
from cmc_desktop.model.export.text import Line

#: notes lie in columns where each has at least this many times the type size, and this share of the sheet's long side
_COLUMN = 17.0
_COLUMN_SHARE = 0.13


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
            heading=min(max(8.6 * scale, 1.05 * size), 1.25 * size),
            small=min(6.2 * scale, 0.95 * size),
        )

    @property
    def remark(self) -> float:
        """The height of the line that says where a box continues."""
        return 1.6 * self.small


@dataclass(frozen=True, slots=True)
class PlacedNote:
    """A note with the frame it takes."""

    note: NoteBlock
    frame: Frame


@dataclass
class PlacedBox:
    """A box on the sheet; `left` are the notes it has no room for. Its count stands beside or below the heading."""

    content: BoxContent
    frame: Frame
    heading: tuple[Line, ...]
    count_below: bool = False
    notes: list[PlacedNote] = field(default_factory=list)
    left: tuple[NoteText, ...] = ()


class BoxLayout:
    """A box of `width` points with notes of type `size`. What is not asked for is not worked out."""

    def __init__(
        self,
        content: BoxContent,
        width: float,
        size: float,
        spaces: Spaces,
        sheet: Sheet,
        held: int | None = None,
    ) -> None:
        """`held` is how many notes the box may hold: what follows goes on elsewhere in any case; None for all."""
        self.content = content
        self._notes = content.notes[:held]
        self._later = content.notes[len(self._notes) :]
        self.width = width
        self._size = size
        self._spaces = spaces
        room = width - 2 * spaces.pad
        least = max(_COLUMN * size, _COLUMN_SHARE * max(sheet.width, sheet.height))
        self._columns = max(1, min(int(room / least), len(self._notes)))
        between = 2 * spaces.note_gap * (self._columns - 1)
        self._note_width = (room - between) / self._columns

    @cached_property
    def heading(self) -> tuple[Line, ...]:
        content, size = self.content, self._spaces.heading
        room = self.width - 2 * self._spaces.pad - heading_indent(size, content.number)
        if not self._count_below:
            room -= self._count_width
        return tuple(content.heading.lines(room * 1000 / size))

    @property
    def least_width(self) -> float:
        """The width below which a word of the heading has no room beside the count."""
        content, spaces = self.content, self._spaces
        words = heading_indent(spaces.heading, content.number) + content.heading_word * spaces.heading / 1000
        return 2 * spaces.pad + words + self._count_width

    @property
    def _count_width(self) -> float:
        """What the count takes of the heading's line, with the space before it."""
        count = self.content.count
        return count.width * self._spaces.small / 1000 + self._spaces.pad if count is not None else 0.0

    @property
    def _count_below(self) -> bool:
        return self.content.count is not None and self.width < self.least_width - 0.001

    @cached_property
    def heights(self) -> list[float]:
        """The heights of the notes it may hold."""
        return [block_height(note, self._note_width, self._size, self._spaces.note_pad) for note in self._notes]

    @cached_property
    def head(self) -> float:
        """The height above the first note and below the last."""
        return self._above + self._spaces.pad

    @property
    def _above(self) -> float:
        spaces = self._spaces
        count = self.content.count.leading * spaces.small if self.content.count is not None and self._count_below else 0
        return spaces.edge + 0.6 * spaces.pad + text_height(self.heading, spaces.heading) + count + 0.4 * spaces.pad

    @cached_property
    def needed(self) -> float:
        """The height at which all notes it may hold have room."""
        spaces = self._spaces
        head = self.head + (spaces.remark if self._later else 0.0)
        if not self._notes:
            return head + 1.6 * self._size
        heights = [height + spaces.note_gap for height in self.heights]
        return head + _column_height(heights, self._columns) - spaces.note_gap

    @property
    def least(self) -> float:
        """The height of a box that only says where it continues."""
        return self.head + self._spaces.remark

    @property
    def least_with_note(self) -> float:
        """The height of a box that holds its first note and, where there are more, says where it continues."""
        return min(self.least + self.heights[0], self.needed)

    def placed(self, frame: Frame) -> PlacedBox:
        """The box in `frame`, with as many notes as have room."""
        spaces = self._spaces
        box = PlacedBox(self.content, frame, self.heading, self._count_below)
        heights = [height + spaces.note_gap for height in self.heights]
        limit = self._limit(heights, frame.height - self.head)
        top = frame.top - self._above
        column, used, count = 0, 0.0, 0
        for note, height in zip(self._notes, heights, strict=True):
            if used + height > limit + 0.001:
                column, used = column + 1, 0.0
                if column == self._columns or height > limit + 0.001:
                    break
            x = frame.x + spaces.pad + column * (self._note_width + 2 * spaces.note_gap)
            box.notes.append(self._note(note, x, top - used))
            used += height
            count += 1
        box.left = self.content.notes[count:]
        return box

    def _note(self, note: NoteText, x: float, top: float) -> PlacedNote:
        placed = block(note, self._note_width, self._size, self._spaces.note_pad)
        height = placed.height
        return PlacedNote(placed, Frame(x, top - height, self._note_width, height))

    def _limit(self, heights: list[float], room: float) -> float:
        """How far down the columns of notes go."""
        spaces = self._spaces
        even = _column_height(heights, self._columns) if heights else 0.0
        if self._later:
            room -= spaces.remark
        if even - spaces.note_gap <= room + 0.001:
            return even
        # Some will not fit: keep the last line for saying so, and fill what is left from the top.
        return room + spaces.note_gap - (0.0 if self._later else spaces.remark)


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
