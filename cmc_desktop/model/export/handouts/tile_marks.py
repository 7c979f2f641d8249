"""What stands round the sheets of a poster, and the steps that use it: lines to cut along, crosses to join by.

Whatever a step needs is still there when it comes. Only edges that lie on top are cut before the glue: the left
ones of sheets first, the upper ones of whole rows after that. The outer margins go last.
"""

from __future__ import annotations

from collections.abc import Iterator
from dataclasses import dataclass
from enum import Enum

from cmc_desktop.i18n import tr
from cmc_desktop.model.export.colours import WHITE
from cmc_desktop.model.export.fonts import FontStyle
from cmc_desktop.model.export.handouts.ground import BLACK, GREY, MILLIMETRE, Ground, post, rule
from cmc_desktop.model.export.handouts.tile_plan import Tile, TilePlan
from cmc_desktop.model.export.marks import Frame, Page, ShapeMark

#: an arm of a cross, how far its middle is from the poster, and how far lines go on beyond the poster
_ARM, _AWAY, _BEYOND = 4 * MILLIMETRE, 2.4 * MILLIMETRE, 4.6 * MILLIMETRE
_THIN, _BOLD = 0.35, 0.6
#: the line lies outside of what stays
_OUTSIDE = 0.4
_FIGURE = 8.5
#: where along a lower edge the row below is aligned between its ends, in parts of the sheet's width
_BETWEEN = (0.3, 0.7)
#: from a sheet's left edge: the figure at its foot, and then the label
FOOT_FIGURE, FOOT_LABEL = 6 * MILLIMETRE, 12 * MILLIMETRE


class _Step(Enum):
    PRINT = "print"
    SORT = "sort"
    CUT_LEFT = "cut left"
    GLUE_ROWS = "glue rows"
    CUT_ABOVE = "cut above"
    GLUE_WHOLE = "glue whole"
    CUT_OUT = "cut out"


def tile_steps(plan: TilePlan) -> tuple[str, ...]:
    """How the sheets become a poster, in sentences to be followed one after the other."""
    number = _numbers(plan)
    words = {
        _Step.PRINT: tr("Print all sheets at 100 % (“actual size”), on one side; measure the line below."),
        _Step.SORT: tr("Sort them by their labels: A1 is at the upper left, letters are rows, figures columns."),
        _Step.CUT_LEFT: tr(
            "Cut off the left edge of each sheet that has a line marked {n} there, along that line; the first sheet of "
            "a row has none. Cut nothing else yet.",
            n=number.get(_Step.CUT_LEFT, 0),
        ),
        _Step.GLUE_ROWS: tr(
            "Glue each row from left to right: lay the cut edge along the upright marks of the sheet before, above and "
            "below, so that the marks of both sheets make crosses."
        ),
        _Step.CUT_ABOVE: tr(
            "Cut off the upper edge of each row but the first, along the line marked {n}.",
            n=number.get(_Step.CUT_ABOVE, 0),
        ),
        _Step.GLUE_WHOLE: tr(
            "Glue the rows from top to bottom: lay the cut edge along the level marks of the row above, so that the "
            "marks at both ends make crosses. The short marks in between disappear under it."
        ),
        _Step.CUT_OUT: tr("Cut out the whole poster along the lines marked {n}.", n=number[_Step.CUT_OUT]),
    }
    return tuple(words[step] for step in number)


def _numbers(plan: TilePlan) -> dict[_Step, int]:
    """The steps of this plan in their order: one row alone needs none that puts rows together."""
    unneeded = set()
    if plan.columns == 1:
        unneeded |= {_Step.CUT_LEFT, _Step.GLUE_ROWS}
    if plan.rows == 1:
        unneeded |= {_Step.CUT_ABOVE, _Step.GLUE_WHOLE}
    return {step: number for number, step in enumerate((step for step in _Step if step not in unneeded), 1)}


@dataclass(frozen=True)
class TileMarks:
    """Draws the lines and crosses of the sheets of one plan."""

    ground: Ground
    plan: TilePlan

    def draw(self, page: Page, tile: Tile) -> None:
        """Everything round the part of the poster that `tile` shows, and in the strips of it that are covered."""
        for edge in self._edges(tile):
            self._cut(page, *edge)
        self._joins_of_row(page, tile)
        self._joins_of_rows(page, tile)

    def _edges(self, tile: Tile) -> Iterator[tuple[Frame, float, float, int]]:
        """(line, its figure's middle, the step) of every edge that is cut at some time."""
        window, number = self.plan.window, _numbers(self.plan)
        end = number[_Step.CUT_OUT]
        across = Frame(window.x - _BEYOND, window.top + _OUTSIDE, window.width + 2 * _BEYOND, 0)
        upright = Frame(window.x - _OUTSIDE, window.y - _BEYOND, 0, window.height + 2 * _BEYOND)
        middle_x, middle_y = window.x + window.width / 2, window.y + window.height / 2
        yield upright, window.x - _AWAY, middle_y, number[_Step.CUT_LEFT] if tile.column else end
        yield across, middle_x, window.top + _AWAY, number[_Step.CUT_ABOVE] if tile.row else end
        if tile.column + 1 == self.plan.columns:
            yield Frame(window.right + _OUTSIDE, upright.y, 0, upright.height), window.right + _AWAY, middle_y, end
        if tile.row + 1 == self.plan.rows:
            line = Frame(across.x, window.y - _OUTSIDE, across.width, 0)
            yield line, window.x + FOOT_FIGURE + _AWAY, window.y - _AWAY, end

    def _cut(self, page: Page, line: Frame, x: float, y: float, step: int) -> None:
        page.marks.append(ShapeMark(line, stroke=GREY, thickness=_THIN))
        figure = (self.ground.typesetter.line(str(step), FontStyle.BOLD),)
        width = figure[0].width * _FIGURE / 1000
        page.text(figure, x - width / 2, y + 0.66 * _FIGURE, width + 1, _FIGURE, BLACK)

    def _joins_of_row(self, page: Page, tile: Tile) -> None:
        """Above and below the poster, where the next sheet's cut left edge comes to lie, and the other half of it."""
        window, join = self.plan.window, self.plan.window.right - self.plan.overlap
        for y in (window.top + _AWAY, window.y - _AWAY):
            if tile.column + 1 < self.plan.columns:
                rule(page, join - _ARM, y, _ARM, BLACK, _BOLD)
                post(page, join, y - _ARM / 2, _ARM, BLACK, _BOLD)
            if tile.column:
                rule(page, window.x, y, _ARM, BLACK, _BOLD)

    def _joins_of_rows(self, page: Page, tile: Tile) -> None:
        """The same at both ends of a row; between them where the next row's edge comes to lie, in what it covers."""
        window, join = self.plan.window, self.plan.window.y + self.plan.overlap
        ends = []
        if not tile.column:
            ends.append(window.x - _AWAY)
        if tile.column + 1 == self.plan.columns:
            ends.append(window.right + _AWAY)
        for x in ends:
            if tile.row + 1 < self.plan.rows:
                post(page, x, join, _ARM, BLACK, _BOLD)
                rule(page, x - _ARM / 2, join, _ARM, BLACK, _BOLD)
            if tile.row:
                post(page, x, window.top - _ARM, _ARM, BLACK, _BOLD)
        if tile.row + 1 < self.plan.rows:
            for part in _BETWEEN:
                x = window.x + part * (window.width - self.plan.overlap)
                # On white, as it lies upon the poster.
                page.marks.append(ShapeMark(Frame(x - 2, join - 3, _ARM + 4, 2.4), fill=WHITE))
                rule(page, x, join - 0.6, _ARM, BLACK, _BOLD)
