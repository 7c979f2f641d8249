"""The blank canvas to work on with a pen: black on white, with numbers and questions."""

from __future__ import annotations

from collections.abc import Iterable, Sequence
from pathlib import Path

from cmc_desktop.i18n import tr
from cmc_desktop.model.domain.template import Box, Template
from cmc_desktop.model.export.colours import INK, MUTED
from cmc_desktop.model.export.fonts import FontStyle, font_set
from cmc_desktop.model.export.language import language
from cmc_desktop.model.export.marks import Frame, Page, ShapeMark, text_height
from cmc_desktop.model.export.paper import Paper, Sheet, landscape
from cmc_desktop.model.export.pen import write_pdf
from cmc_desktop.model.export.rows import least_rows, spread
from cmc_desktop.model.export.text import Line, Typesetter

_BLACK = (0.0, 0.0, 0.0)


def handout_pdf(
    template: Template,
    fonts_folder: Path,
    *,
    paper: str = "A3",
    title: str = "",
    city: str = "",
    questions: bool = True,
    names: Sequence[str] = (),
    copies: int = 2,
    now: int = 0,
) -> Paper:
    """Blank canvases: one with a line for the name, or `copies` for each of `names`.

    `now` (ms since 1970 in UTC) is only the date in the file's properties. Raises Refusal for a
    paper size there is not.
    """
    sheet = landscape(paper)
    fonts = font_set(fonts_folder)
    typesetter = Typesetter(fonts)
    blank = _Blank(template, sheet, typesetter, title, city, questions)
    corners: Iterable[str] = [_corner(name, copy, copies) for name in names for copy in range(1, copies + 1)]
    pages = [blank.page(corner) for corner in corners or [_corner("", 1, 1)]]
    data = write_pdf(pages, sheet, fonts, title=title or template.title, language=language(), now=now)
    return Paper(data, typesetter.missing)


def _corner(name: str, copy: int, copies: int) -> str:
    if not name:
        return tr("Name: {name}", name="_" * 28)
    words = tr("Name: {name}", name=name)
    return f"{words}  ·  {tr('sheet {number} of {count}', number=copy, count=copies)}" if copies > 1 else words


class _Blank:
    """The sheet that every copy shares."""

    def __init__(
        self, template: Template, sheet: Sheet, typesetter: Typesetter, title: str, city: str, questions: bool
    ) -> None:
        self._template = template
        self._sheet = sheet
        self._typesetter = typesetter
        self._plan = "  ·  ".join(part for part in (title, city) if part)
        self._questions = questions
        scale = sheet.scale
        self._gap, self._pad = 5 * scale, 6 * scale
        self._heading, self._question, self._small = 8.8 * scale, 6.8 * scale, 5.7 * scale

    def page(self, corner: str) -> Page:
        page = Page()
        top = self._head(page, corner)
        foot = self._foot(page)
        margin = self._sheet.margin
        area = Frame(margin, foot, self._sheet.width - 2 * margin, top - foot)
        for box, frame in self._frames(area):
            self._box(page, box, frame)
        return page

    def _head(self, page: Page, corner: str) -> float:
        sheet, scale = self._sheet, self._sheet.scale
        margin, inner, top = sheet.margin, sheet.width - 2 * sheet.margin, sheet.height - sheet.margin
        name = tuple(self._typesetter.prepare(corner, where=tr("Name")).lines(0.4 * inner * 1000 / (7.6 * scale)))
        name_frame = Frame(margin + 0.6 * inner, top, 0.4 * inner, 0)
        heading = self._typesetter.line(self._template.title, FontStyle.BOLD)
        heading_width = heading.width * 13 * scale / 1000
        y = page.text((heading,), margin, top, inner, 13 * scale, _BLACK)
        if self._plan:
            x = margin + heading_width + 9 * scale
            room = name_frame.x - x - 6 * scale
            plan = tuple(self._typesetter.prepare(self._plan, where=tr("Title")).lines(room * 1000 / (7.6 * scale)))
            y = min(y, page.text(plan, x, top - 5.3 * scale, room, 7.6 * scale, INK))
        y = min(y, page.text(name, name_frame.x, top - 5.3 * scale, name_frame.width, 7.6 * scale, _BLACK, "end"))
        y -= 3 * scale
        page.marks.append(ShapeMark(Frame(margin, y, inner, 0), stroke=_BLACK, thickness=1.1 * scale))
        return y - 6 * scale

    def _foot(self, page: Page) -> float:
        margin, inner, size = self._sheet.margin, self._sheet.width - 2 * self._sheet.margin, self._small
        work = tr("Work alone first; then everyone is heard, element by element.")
        left = tuple(self._typesetter.prepare(work).lines(0.32 * inner * 1000 / size))
        source = tr("After {source}", source=self._template.source)
        right = tuple(self._typesetter.prepare(source).lines(0.64 * inner * 1000 / size))
        top = margin + max(text_height(left, size), text_height(right, size))
        page.text(left, margin, top, 0.32 * inner, size, MUTED)
        page.text(right, margin + 0.36 * inner, top, 0.64 * inner, size, MUTED, "end")
        return top + 5 * self._sheet.scale

    def _frames(self, area: Frame) -> list[tuple[Box, Frame]]:
        template, gap = self._template, self._gap
        cell = (area.width + gap) / template.columns
        needs = {box.key: self._needed(box, box.colspan * cell - gap) for box in template.boxes.values()}
        wanted = least_rows(template, needs, gap)
        rows = spread(template, wanted, wanted, area.height - gap * (template.rows - 1))
        frames = []
        for box in template.in_walk_order:
            above = sum(rows[: box.row]) + gap * box.row
            height = sum(rows[box.row : box.row + box.rowspan]) + gap * (box.rowspan - 1)
            x = area.x + box.col * cell
            frames.append((box, Frame(x, area.top - above - height, box.colspan * cell - gap, height)))
        return frames

    def _number(self, box: Box) -> Line:
        return self._typesetter.line(str(box.number), FontStyle.BOLD)

    def _texts(self, box: Box, width: float) -> tuple[tuple[Line, ...], tuple[Line, ...]]:
        inner = width - 2 * self._pad
        room = inner - 2.1 * self._heading
        heading = self._typesetter.prepare(box.title, FontStyle.SEMIBOLD).lines(room * 1000 / self._heading)
        question = self._typesetter.prepare(tr(box.question)).lines(inner * 1000 / self._question)
        return tuple(heading), tuple(question) if self._questions else ()

    def _needed(self, box: Box, width: float) -> float:
        """A box has room for its words and for three lines by hand."""
        heading, question = self._texts(box, width)
        words = text_height(heading, self._heading) + text_height(question, self._question)
        return words + 2 * self._pad + 3 * self._heading

    def _box(self, page: Page, box: Box, frame: Frame) -> None:
        size = self._heading
        page.marks.append(ShapeMark(frame, stroke=_BLACK, radius=3 * self._sheet.scale, thickness=0.7))
        heading, question = self._texts(box, frame.width)
        top = frame.top - self._pad
        across = 1.55 * size
        circle = Frame(frame.x + self._pad, top - 0.66 * size - across / 2, across, across)
        page.marks.append(ShapeMark(circle, stroke=_BLACK, radius=across / 2, thickness=0.7))
        number = 0.86 * size
        page.text((self._number(box),), circle.x, top - 0.09 * size, across, number, _BLACK, "centre")
        indent = across + 0.55 * size
        y = page.text(heading, frame.x + self._pad + indent, top, frame.width - self._pad - indent, size, _BLACK)
        page.text(question, frame.x + self._pad, y - 0.3 * size, frame.width - 2 * self._pad, self._question, INK)
