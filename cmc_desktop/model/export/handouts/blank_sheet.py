"""The blank canvas to work on with a pen, and the same as a poster: boxes with numbers, names and questions."""

from __future__ import annotations

from collections.abc import Iterable, Iterator
from dataclasses import dataclass, replace

from cmc_desktop.i18n import tr
from cmc_desktop.model.domain.arrangement import arrangement
from cmc_desktop.model.domain.template import Box
from cmc_desktop.model.export import room
from cmc_desktop.model.export.colours import INK
from cmc_desktop.model.export.fonts import FontStyle
from cmc_desktop.model.export.handouts.ground import BLACK, GREY, Ground, numbered, rule
from cmc_desktop.model.export.marks import Form, FormMark, Frame, Page, ShapeMark, text_height
from cmc_desktop.model.export.paper import Sheet
from cmc_desktop.model.export.tags import Tag, TagKind
from cmc_desktop.model.export.text import Line

#: the part of the head's width that the name takes
_NAME_SHARE = 0.4
#: the least part of the width in which the plan stands beside the title
_LEAST_PLAN = 0.2
#: type is not made smaller than this share of what it should be
_LEAST_SHARE = 0.3
#: lines of a name up to which sheets share their drawing
_SHARED_LINES = 2


@dataclass(frozen=True, slots=True)
class Letters:
    """The type sizes and distances of a blank sheet in points; `to_write` is the least room below a question."""

    title: float
    heading: float
    question: float
    plan: float
    small: float
    gap: float
    pad: float
    stroke: float
    radius: float
    to_write: float

    @classmethod
    def of_sheet(cls, sheet: Sheet) -> Letters:
        """For a sheet on the table."""
        s = sheet.scale
        return cls(13 * s, 8.8 * s, 6.8 * s, 7.6 * s, 5.7 * s, 5 * s, 6 * s, 0.7, 3 * s, 26 * s)

    @classmethod
    def of_poster(cls, sheet: Sheet) -> Letters:
        """For a wall: the questions of A1 and A0 are read from two metres, the headings from farther off."""
        s = sheet.scale
        return cls(21 * s, 13 * s, 9.6 * s, 11 * s, 5 * s, 5 * s, 7 * s, 0.7 * s, 3 * s, 30 * s)

    def times(self, share: float) -> Letters:
        """Smaller type; lines as thick as before."""
        names = ("title", "heading", "question", "plan", "small", "gap", "pad", "radius", "to_write")
        return replace(self, **{name: getattr(self, name) * share for name in names})


class BlankSheet:
    """One canvas on one sheet of paper, drawn for a name or for nobody."""

    def __init__(self, ground: Ground, sheet: Sheet, letters: Letters) -> None:
        self._ground = ground
        self._sheet = sheet
        self._inner = sheet.width - 2 * sheet.margin
        self._numbers = {
            key: ground.typesetter.line(str(box.number), FontStyle.BOLD) for key, box in ground.template.boxes.items()
        }
        self._whole = arrangement(ground.template, upright=sheet.height > sheet.width)
        self._letters = self._fitting(letters)
        #: drawings that pages share, by where the head ends
        self._forms: dict[float, Form] = {}

    def sheets(self, corners: Iterable[str], reading: Tag) -> Iterator[Page]:
        """A page for each of `corners`, the words at the upper right; none where they are empty.

        The first is read aloud box by box; of its copies the words in the corner, then the sheet as a whole.
        """
        for place, corner in enumerate(corners):
            page = Page(sheet=self._sheet)
            name = self._name_lines(corner) if corner else ()
            if not place:
                self._draw(page, name, reading)
            else:
                self._copy(page, name, reading.add(TagKind.SECTION, corner))
            yield page

    def form(self) -> Form:
        """The sheet for nobody, as a drawing to be shown elsewhere."""
        form = Form(self._sheet.width, self._sheet.height)
        self._draw(form.page, (), None)
        return form

    def _copy(self, page: Page, name: tuple[Line, ...], reading: Tag) -> None:
        if len(name) > _SHARED_LINES:  # a name like no other gets a sheet drawn for it
            self._draw(page, name, reading)
            return
        key = self._head_low(name)
        form = self._forms.get(key)
        if form is None:
            form = self._forms[key] = Form(self._sheet.width, self._sheet.height)
            self._draw(form.page, name, None, with_name=False)
        if name:
            self._name(page, name, reading.add(TagKind.PARAGRAPH))
        same = tr("The same canvas as on the first sheet, with nothing in it yet.")
        page.marks.append(FormMark(form, 0, 0, tag=reading.add(TagKind.PARAGRAPH, spoken=same)))

    def _draw(self, page: Page, name: tuple[Line, ...], reading: Tag | None, *, with_name: bool = True) -> None:
        low = self._head_low(name)
        self._head(page, bool(name), low, reading)
        if name and with_name:
            self._name(page, name, _child(reading, TagKind.PARAGRAPH))
        for box, frame in self._frames(self._area(low)):
            self._box(page, box, frame, _child(reading, TagKind.SECTION, box.label))
        self._foot(page)

    # the head

    @property
    def _top(self) -> float:
        return self._sheet.height - self._sheet.margin

    def _name_lines(self, corner: str) -> tuple[Line, ...]:
        return self._ground.lines(corner, _NAME_SHARE * self._inner, self._letters.plan, where=tr("Name"))

    def _name(self, page: Page, lines: tuple[Line, ...], tag: Tag | None) -> None:
        letters, width = self._letters, _NAME_SHARE * self._inner
        x = self._sheet.margin + self._inner - width
        page.text(lines, x, self._top - self._drop, width, letters.plan, BLACK, "end", tag)

    @property
    def _drop(self) -> float:
        """From the top to smaller words that stand on the line of the title."""
        return 0.98 * (self._letters.title - self._letters.plan)

    def _head_low(self, name: tuple[Line, ...]) -> float:
        """Where the words of the head end."""
        letters = self._letters
        title, plan, column = self._head_words(bool(name))
        lows = [text_height(title, letters.title)]
        if plan:
            lows.append(text_height(plan, letters.plan) + column.y)
        if name:
            lows.append(text_height(name, letters.plan) + self._drop)
        return self._top - max(lows)

    def _head_words(self, named: bool) -> tuple[tuple[Line, ...], tuple[Line, ...], Frame]:
        """Title, plan, and the plan's column: beside the title where it has room there, else below.

        The column's `y` is counted downwards from the top.
        """
        ground, letters = self._ground, self._letters
        room = self._inner * (1 - _NAME_SHARE if named else 1.0) - letters.gap
        title = ground.lines(ground.template.title, room, letters.title, FontStyle.BOLD)
        x = max(line.width for line in title) * letters.title / 1000 + 0.7 * letters.title
        column = Frame(x, self._drop, room - x, 0)
        if column.width < _LEAST_PLAN * self._inner:
            column = Frame(0, text_height(title, letters.title), room, 0)
        plan = ground.lines(ground.plan, column.width, letters.plan, where=tr("Title")) if ground.plan else ()
        return title, plan, column

    def _head(self, page: Page, named: bool, low: float, reading: Tag | None) -> None:
        letters, margin = self._letters, self._sheet.margin
        title, plan, column = self._head_words(named)
        page.text(title, margin, self._top, self._inner, letters.title, BLACK, tag=_child(reading, TagKind.HEADING_1))
        if plan:
            said = _child(reading, TagKind.PARAGRAPH)
            page.text(plan, margin + column.x, self._top - column.y, column.width, letters.plan, INK, tag=said)
        rule(page, margin, low - 0.23 * letters.title, self._inner, BLACK, 1.6 * letters.stroke)

    # the foot

    def _foot(self, page: Page) -> None:
        margin, size = self._sheet.margin, self._letters.small
        left, right = self._foot_words()
        top = margin + max(text_height(left, size), text_height(right, size))
        page.text(left, margin, top, 0.32 * self._inner, size, GREY)
        page.text(right, margin + 0.36 * self._inner, top, 0.64 * self._inner, size, GREY, "end")

    def _foot_words(self) -> tuple[tuple[Line, ...], tuple[Line, ...]]:
        size, ground = self._letters.small, self._ground
        work = tr("Work alone first; then everyone is heard, element by element.")
        source = tr("After {source}", source=ground.template.source)
        return ground.lines(work, 0.32 * self._inner, size), ground.lines(source, 0.64 * self._inner, size)

    # the boxes

    def _area(self, low: float) -> Frame:
        """What head and foot leave free."""
        letters, margin = self._letters, self._sheet.margin
        left, right = self._foot_words()
        foot = margin + max(text_height(left, letters.small), text_height(right, letters.small)) + letters.gap
        return Frame(margin, foot, self._inner, low - 0.69 * letters.title - foot)

    def _fitting(self, letters: Letters) -> Letters:
        """The largest type, up to `letters`, at which every box has room for its words and a few lines by hand."""
        share = 1.0
        while True:
            self._letters = letters.times(share)
            area = self._area(self._head_low(()))
            needed = room.height(self._whole, self._needs(area.width), self._letters.gap)
            if needed <= area.height or share < _LEAST_SHARE:
                return self._letters
            share *= 0.96

    def _needs(self, width: float) -> dict[str, float]:
        """The height each box needs, by key."""
        boxes = self._ground.template.boxes
        widths = room.widths(self._whole, width, self._letters.gap)
        return {key: self._needed(box, widths[key]) for key, box in boxes.items()}

    def _frames(self, area: Frame) -> list[tuple[Box, Frame]]:
        needs = self._needs(area.width)
        frames = room.frames(self._whole, area, needs, needs, self._letters.gap)
        return [(box, frames[box.key]) for box in self._ground.template.in_walk_order]

    def _texts(self, box: Box, width: float) -> tuple[tuple[Line, ...], tuple[Line, ...]]:
        letters = self._letters
        inner = width - 2 * letters.pad
        heading = self._ground.lines(
            box.title, inner - 2.1 * letters.heading, letters.heading, FontStyle.SEMIBOLD, box.label
        )
        if not self._ground.questions:
            return heading, ()
        return heading, self._ground.lines(tr(box.question), inner, letters.question, where=box.label)

    def _needed(self, box: Box, width: float) -> float:
        letters = self._letters
        heading, question = self._texts(box, width)
        words = text_height(heading, letters.heading) + text_height(question, letters.question)
        return words + 2 * letters.pad + letters.to_write

    def _box(self, page: Page, box: Box, frame: Frame, section: Tag | None) -> None:
        letters = self._letters
        page.marks.append(ShapeMark(frame, stroke=BLACK, radius=letters.radius, thickness=letters.stroke))
        heading, question = self._texts(box, frame.width)
        said, asked = _child(section, TagKind.HEADING_2), _child(section, TagKind.PARAGRAPH)
        size, x, top = letters.heading, frame.x + letters.pad, frame.top - letters.pad
        indent = numbered(page, self._numbers[box.key], x, top, size, letters.stroke, said) + 0.55 * size
        y = page.text(heading, x + indent, top, frame.width - letters.pad - indent, size, BLACK, tag=said)
        page.text(question, x, y - 0.3 * size, frame.width - 2 * letters.pad, letters.question, INK, tag=asked)


def _child(tag: Tag | None, kind: TagKind, title: str = "") -> Tag | None:
    """A new child of `tag`; None where nothing is read aloud."""
    return tag.add(kind, title) if tag is not None else None
