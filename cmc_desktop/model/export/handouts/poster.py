"""The canvas as a poster for the wall: one page, or sheets of a smaller paper to be glued together."""

from __future__ import annotations

from collections.abc import Iterator

from cmc_desktop.i18n import tr, trn
from cmc_desktop.model.export.colours import WHITE
from cmc_desktop.model.export.fonts import FontStyle
from cmc_desktop.model.export.handouts.blank_sheet import BlankSheet
from cmc_desktop.model.export.handouts.ground import BLACK, GREY, MILLIMETRE, Ground, post, rule, sheet_of
from cmc_desktop.model.export.handouts.sheet_letters import Letters
from cmc_desktop.model.export.handouts.tile_marks import FOOT_FIGURE, FOOT_LABEL, TileMarks, tile_steps
from cmc_desktop.model.export.handouts.tile_plan import Tile, TilePlan, plan_tiles, tile_label
from cmc_desktop.model.export.marks import Form, FormMark, Frame, Page, ShapeMark
from cmc_desktop.model.export.tags import Tag, TagKind

_RULER_MM = 100
_SMALL = 8.5


def poster_page(ground: Ground, paper: str, *, lying: bool, reading: Tag) -> Page:
    """The poster on one page. Raises Refusal for a paper there is not."""
    sheet = sheet_of(paper, lying=lying)
    (page,) = BlankSheet(ground, sheet, Letters.of_poster(sheet)).sheets(reading)
    return page


def tile_pages(ground: Ground, paper: str, *, lying: bool, on: str, overlap_mm: float, reading: Tag) -> Iterator[Page]:
    """How to put it together, then the sheets of a poster of size `paper`, row by row.

    Only the first page and the labels are read aloud: the poster itself is read from the file in one piece. Raises
    Refusal as `plan_tiles` does.
    """
    poster = sheet_of(paper, lying=lying)
    plan = plan_tiles(poster, on, overlap_mm)
    form = BlankSheet(ground, poster, Letters.of_poster(poster)).form()
    yield _Assembly(ground, plan, form, overlap_mm).page(reading)
    for tile in plan.tiles:
        yield _tile_page(ground, plan, form, tile, reading)


def _tile_page(ground: Ground, plan: TilePlan, form: Form, tile: Tile, reading: Tag) -> Page:
    page, window = Page(sheet=plan.sheet), plan.window
    page.marks.append(FormMark(form, window.x - tile.part.x, window.y - tile.part.y, window=window))
    TileMarks(ground, plan).draw(page, tile)
    tag = reading.add(TagKind.PARAGRAPH)
    x = window.x + FOOT_LABEL
    end = window.right - plan.overlap - FOOT_FIGURE
    label = (ground.typesetter.line(tile.label, FontStyle.BOLD),)
    top = window.y - 2.2 * MILLIMETRE
    page.text(label, x, top, end - x, 15, BLACK, tag=tag)
    x += label[0].width * 0.015 + 10
    where = ground.lines(_where(plan, tile), end - x, _SMALL)
    page.text(where, x, top - 5, end - x, _SMALL, GREY, tag=tag)
    return page


def _where(plan: TilePlan, tile: Tile) -> str:
    """In words where the sheet belongs and what is glued upon it."""
    words = [
        tr(
            "row {row} of {rows}, column {column} of {columns}",
            row=tile.row + 1,
            rows=plan.rows,
            column=tile.column + 1,
            columns=plan.columns,
        )
    ]
    if tile.column + 1 < plan.columns:
        words.append(tr("the right edge goes under {label}", label=tile_label(tile.row, tile.column + 1)))
    if tile.row + 1 < plan.rows:
        words.append(tr("the lower edge goes under {label}", label=tile_label(tile.row + 1, tile.column)))
    return "  ·  ".join(words)


class _Assembly:
    """The page that tells how the tiles become a poster."""

    def __init__(self, ground: Ground, plan: TilePlan, form: Form, overlap_mm: float) -> None:
        self._ground = ground
        self._plan = plan
        self._form = form
        self._overlap_mm = overlap_mm
        margin = 16 * MILLIMETRE
        sheet = plan.sheet
        self._scale = sheet.scale
        self._area = Frame(margin, margin, sheet.width - 2 * margin, sheet.height - 2 * margin)

    def page(self, reading: Tag) -> Page:
        page, area = Page(sheet=self._plan.sheet), self._area
        y = self._head(page, reading) - 14
        if area.width > area.height:
            half = 0.52 * area.width
            self._map(page, Frame(area.x, area.y, half, y - area.y))
            self._steps(page, area.x + half + 20, y, area.width - half - 20, reading)
        else:
            low = self._map(page, Frame(area.x, y - 0.42 * area.height, area.width, 0.42 * area.height))
            self._steps(page, area.x, low - 18, area.width, reading)
        return page

    def _head(self, page: Page, reading: Tag) -> float:
        """What it is and of how many sheets; returns where the words end."""
        about = "  ·  ".join(part for part in (self._ground.template.title, self._ground.plan) if part)
        y = self._area.top
        for words, size, style, colour, kind in (
            (tr("Wall poster, to be put together"), 20.0, FontStyle.BOLD, BLACK, TagKind.HEADING_1),
            (about, 10.5, FontStyle.REGULAR, GREY, TagKind.PARAGRAPH),
            (self._facts(), 12.0, FontStyle.SEMIBOLD, BLACK, TagKind.PARAGRAPH),
        ):
            size *= self._scale
            lines = self._ground.lines(words, self._area.width, size, style, tr("Title"))
            y = page.text(lines, self._area.x, y, self._area.width, size, colour, tag=reading.add(kind)) - 4
        return y

    def _facts(self) -> str:
        plan = self._plan
        sheets = trn("{n} sheet of {paper}", "{n} sheets of {paper}", len(plan), paper=plan.sheet.name)
        tiles = tr(
            "{sheets}: {rows} rows of {columns}, overlapping by {overlap} mm.",
            sheets=sheets,
            rows=plan.rows,
            columns=plan.columns,
            overlap=f"{self._overlap_mm:g}",
        )
        poster = tr(
            "The poster is {width} × {height} mm ({poster}).",
            width=round(plan.poster.width / MILLIMETRE),
            height=round(plan.poster.height / MILLIMETRE),
            poster=plan.poster.name,
        )
        return f"{tiles} {poster}"

    def _map(self, page: Page, room: Frame) -> float:
        """The poster small, with the sheets it is cut into; returns where it ends."""
        plan, form = self._plan, self._form
        scale = min(room.width / form.width, room.height / form.height)
        x, y = room.x, room.top - form.height * scale
        page.marks.append(FormMark(form, x, y, scale))
        for tile in plan.tiles:
            part = tile.part
            frame = Frame(x + part.x * scale, y + part.y * scale, part.width * scale, part.height * scale)
            page.marks.append(ShapeMark(frame, stroke=BLACK, thickness=0.4))
            self._map_label(page, tile.label, frame)
        return y

    def _map_label(self, page: Page, label: str, frame: Frame) -> None:
        line = self._ground.typesetter.line(label, FontStyle.BOLD)
        size = min(11.0 * self._scale, frame.height / 2.6)
        width, height = line.width * size / 1000 + 0.6 * size, 1.3 * size
        plate = Frame(frame.x + (frame.width - width) / 2, frame.y + (frame.height - height) / 2, width, height)
        page.marks.append(ShapeMark(plate, fill=WHITE, stroke=BLACK, radius=0.3 * size, thickness=0.5))
        page.text((line,), plate.x, plate.top, plate.width, size, BLACK, "centre")

    def _steps(self, page: Page, x: float, y: float, width: float, reading: Tag) -> None:
        ground, size, indent = self._ground, 10.5 * self._scale, 18.0 * self._scale
        tag = reading.add(TagKind.LIST)
        for number, step in enumerate(tile_steps(self._plan), 1):
            item = tag.add(TagKind.ITEM)
            mark = (ground.typesetter.line(f"{number}.", FontStyle.SEMIBOLD),)
            page.text(mark, x, y, indent, size, BLACK, tag=item.add(TagKind.LABEL))
            lines = ground.lines(step, width - indent, size)
            y = page.text(lines, x + indent, y, width - indent, size, BLACK, tag=item.add(TagKind.BODY)) - 0.5 * size
        self._ruler(page, x + indent, y - 24, width - indent, reading)

    def _ruler(self, page: Page, x: float, y: float, width: float, reading: Tag) -> None:
        """A line of a known length, by which a print that was made to fit is found out."""
        length = min(_RULER_MM, width // MILLIMETRE // 10 * 10)
        rule(page, x, y, length * MILLIMETRE, BLACK, 0.8)
        for place in range(0, round(length) + 1, 10):
            post(page, x + place * MILLIMETRE, y, 6 if place % 50 else 10, BLACK, 0.8)
        words = tr("Measure it: this line is {length} mm long.", length=round(length))
        lines = self._ground.lines(words, width, 9)
        page.text(lines, x, y - 4, width, 9, GREY, tag=reading.add(TagKind.PARAGRAPH))
