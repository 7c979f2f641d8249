"""Where the boxes of a canvas lie on a slide, at which size its notes are, and what goes on to further slides."""

from __future__ import annotations

from collections.abc import Iterable, Iterator, Sequence
from dataclasses import dataclass, field
from itertools import groupby

from cmc_desktop.i18n import tr
from cmc_desktop.model.domain.arrangement import Part, Split
from cmc_desktop.model.domain.canvas import Canvas
from cmc_desktop.model.domain.template import Box
from cmc_desktop.model.export.office.slide_text import Kind, SlideText, SlideTexts

#: a box is set in columns where each has at least this many times the type size
_COLUMN = 36.0


@dataclass(frozen=True, slots=True)
class Area:
    """A rectangle in points from the top left corner of the slide."""

    x: float
    y: float
    width: float
    height: float


@dataclass(frozen=True, slots=True)
class Measures:
    """Of one slide, in points: smallest and largest type, the gap between boxes and columns, the room inside boxes."""

    floor: float
    ceiling: float
    gap: float
    pad: float

    def columns(self, width: float, size: float) -> int:
        """How many columns lines of a good length make in a box of a width."""
        return max(1, int((width - 2 * self.pad) // (_COLUMN * size)))

    def column_width(self, width: float, count: int) -> float:
        return (width - 2 * self.pad - (count - 1) * self.column_gap) / count

    @property
    def column_gap(self) -> float:
        return 2 * self.gap


@dataclass(frozen=True, slots=True)
class TextArea:
    """One shape of text: whose box it is, where it lies and what stands in it, in so many columns."""

    box: Box
    area: Area
    texts: tuple[SlideText, ...]
    columns: int = 1


@dataclass(frozen=True, slots=True)
class FurtherSlide:
    """What had no room on the board, of one part of the canvas."""

    part: str
    columns: tuple[TextArea, ...]


@dataclass(frozen=True, slots=True)
class SlidePlan:
    """The board's notes are of `size`, those of the further slides of `further_size`."""

    size: float
    boxes: tuple[TextArea, ...]
    further: tuple[FurtherSlide, ...]
    further_size: float


def plan_slides(canvas: Canvas, part: Part, area: Area, measures: Measures, texts: SlideTexts) -> SlidePlan:
    """The plan for `canvas` in `area`, which is the same on each slide; `part` is how its boxes are arranged."""
    return _Planner(canvas, area, measures, texts).plan(part)


@dataclass
class _Planner:
    """`contents` are the headings and what stands below each, by box."""

    canvas: Canvas
    area: Area
    measures: Measures
    texts: SlideTexts
    contents: dict[str, tuple[SlideText, ...]] = field(init=False)

    def __post_init__(self) -> None:
        self.contents = {box.key: tuple(self._content(box)) for box in self.canvas.template.in_walk_order}

    def _content(self, box: Box) -> Iterator[SlideText]:
        yield self.texts.make(box.label, Kind.HEADING)
        notes = self.canvas.notes_in(box.key)
        for note in notes:
            yield self.texts.make(note.text, Kind.WORDS if box.single else Kind.NOTE, ", ".join(note.tags))
        if not notes:
            none = self.canvas.mark(box.key).none_identified
            yield self.texts.make(tr("none identified") if none else tr("no notes"), Kind.REMARK)

    def plan(self, part: Part) -> SlidePlan:
        size = self._size(part)
        areas = dict(self._areas(part, self.area, size))
        held = {key: self._held(key, area, size) for key, area in areas.items()}
        further_size = max(size, 0.75 * self.measures.ceiling)
        further = tuple(self._further(held, further_size))
        begins = self._first_slides(further)
        boxes = []
        for box in self.canvas.template.in_walk_order:
            stay = self.contents[box.key][: held[box.key]]
            if box.key in begins:
                stay += (self._goes_on(begins[box.key]),)
            area = areas[box.key]
            boxes.append(TextArea(box, area, stay, self._column_number(box.key, area.width, size)))
        return SlidePlan(size, tuple(boxes), further, further_size)

    def _goes_on(self, slide: int) -> SlideText:
        return self.texts.make(tr("→ continued on slide {n}", n=slide), Kind.REMARK)

    def _size(self, part: Part) -> float:
        """The largest type in half points with which every box holds its notes; the floor when none does."""
        low, high = round(2 * self.measures.floor), round(2 * self.measures.ceiling)
        while low < high:
            middle = (low + high + 1) // 2
            if self._need(part, self.area.width, middle / 2) <= self.area.height:
                low = middle
            else:
                high = middle - 1
        return low / 2

    def _need(self, part: Part, width: float, size: float) -> float:
        """The height that a part wants at a width."""
        if isinstance(part, str):
            count = self._column_number(part, width, size)
            inner = self.measures.column_width(width, count)
            whole = sum(text.height(inner, size) for text in self.contents[part])
            return (whole + self._lost(part, count, size)) / count + 2 * self.measures.pad
        if part.beside:
            widths = self._widths(part, width)
            return max(self._need(one, wide, size) for one, wide in zip(part.parts, widths, strict=True))
        return sum(self._need(one, width, size) for one in part.parts) + self.measures.gap * (len(part.parts) - 1)

    def _column_number(self, key: str, width: float, size: float) -> int:
        return 1 if self.canvas.template.box(key).single else self.measures.columns(width, size)

    def _lost(self, key: str, columns: int, size: float) -> float:
        """What is left empty at the foot of columns at most, as no line is cut."""
        return (columns - 1) * max(text.line(size) for text in self.contents[key])

    def _widths(self, part: Split, width: float) -> list[float]:
        free = width - self.measures.gap * (len(part.parts) - 1)
        return [free * weight / sum(part.weights) for weight in part.weights]

    def _areas(self, part: Part, area: Area, size: float) -> Iterator[tuple[str, Area]]:
        if isinstance(part, str):
            yield part, area
            return
        gap, place = self.measures.gap, 0.0
        if part.beside:
            for one, width in zip(part.parts, self._widths(part, area.width), strict=True):
                yield from self._areas(one, Area(area.x + place, area.y, width, area.height), size)
                place += width + gap
            return
        needs = [self._need(one, area.width, size) for one in part.parts]
        for one, height in zip(
            part.parts, _shared(area.height - gap * (len(needs) - 1), needs, part.weights), strict=True
        ):
            yield from self._areas(one, Area(area.x, area.y + place, area.width, height), size)
            place += height + gap

    def _held(self, key: str, area: Area, size: float) -> int:
        """How many paragraphs of a box, the heading among them, have room in its area."""
        count = self._column_number(key, area.width, size)
        inner = self.measures.column_width(area.width, count)
        heights = [text.height(inner, size) for text in self.contents[key]]
        room = count * (area.height - 2 * self.measures.pad) - self._lost(key, count, size) + 0.01
        if sum(heights) <= room:
            return len(heights)
        room -= self._goes_on(99).height(inner, size)
        held = 1
        while held < len(heights) and sum(heights[: held + 1]) <= room:
            held += 1
        return held

    def _further(self, held: dict[str, int], size: float) -> Iterator[FurtherSlide]:
        boxes = [box for box in self.canvas.template.in_walk_order if held[box.key] < len(self.contents[box.key])]
        parts = list(dict.fromkeys(box.part for box in boxes))
        for part, of_part in groupby(sorted(boxes, key=lambda box: parts.index(box.part)), key=lambda box: box.part):
            left = [(box, self.contents[box.key][held[box.key] :]) for box in of_part]
            columns = self._columns(left, size)
            title = self.canvas.template.part_title(part)
            count = self._column_count
            for first in range(0, len(columns), count):
                yield FurtherSlide(title, tuple(columns[first : first + count]))

    @property
    def _column_count(self) -> int:
        return 2 if self.area.width > self.area.height else 1

    def _columns(self, left: Iterable[tuple[Box, Sequence[SlideText]]], size: float) -> list[TextArea]:
        """Everything that is left of a part, in one shape a column and box."""
        count, gap, pad = self._column_count, self.measures.gap, self.measures.pad
        width = (self.area.width - gap * (count - 1)) / count
        inner, room = width - 2 * pad, self.area.height - 2 * pad
        columns: list[TextArea] = []
        for box, texts in left:
            heading = self.texts.make(tr("{box} (continued)", box=box.label), Kind.HEADING)
            for column in self._filled(heading, list(texts), inner, room, size):
                x = self.area.x + len(columns) % count * (width + gap)
                height = sum(text.height(inner, size) for text in column) + 2 * pad
                columns.append(TextArea(box, Area(x, self.area.y, width, height), tuple(column)))
        return columns

    def _filled(
        self, heading: SlideText, texts: list[SlideText], width: float, room: float, size: float
    ) -> Iterator[list[SlideText]]:
        while texts:
            column, free = [heading], room - heading.height(width, size)
            while texts and texts[0].height(width, size) <= free:
                free -= texts[0].height(width, size)
                column.append(texts.pop(0))
            if len(column) == 1:
                # Not even the first one fits: it is cut, or it is one letter and stands as it is.
                pieces = self.texts.cut(texts[0], width, size, free)
                column.append(pieces[0] if pieces else texts[0])
                texts[:1] = pieces[1:] if pieces else ()
            yield column

    @staticmethod
    def _first_slides(further: Sequence[FurtherSlide]) -> dict[str, int]:
        """On which slide each box goes on, counted from 1; the board is the first."""
        begins: dict[str, int] = {}
        for number, slide in enumerate(further, 2):
            for column in slide.columns:
                begins.setdefault(column.box.key, number)
        return begins


def _shared(room: float, needs: Sequence[float], weights: Sequence[float]) -> list[float]:
    """`room` by weight, but those that need more than their share get it from the others while it is there.

    When it is not, those that need less than their share get only what they need.
    """
    enough = sum(needs) <= room
    settled: dict[int, float] = {}
    while len(settled) < len(needs):
        free = room - sum(settled.values())
        weight = sum(weights[place] for place in range(len(needs)) if place not in settled)
        shares = {place: free * weights[place] / weight for place in range(len(needs)) if place not in settled}
        found = {
            place: needs[place]
            for place, share in shares.items()
            if (needs[place] > share if enough else needs[place] < share)
        }
        settled |= found or shares
    return [settled[place] for place in range(len(needs))]
