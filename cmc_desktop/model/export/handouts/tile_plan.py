"""How a poster is cut into sheets of a smaller paper: pure geometry, lengths in points."""

from __future__ import annotations

from collections.abc import Iterator
from dataclasses import dataclass
from math import ceil
from string import ascii_uppercase

from cmc_desktop.i18n import tr
from cmc_desktop.model.domain.errors import Refusal
from cmc_desktop.model.export.handouts.ground import MILLIMETRE, sheet_of
from cmc_desktop.model.export.marks import Frame
from cmc_desktop.model.export.paper import Sheet

#: how much neighbouring sheets share, in millimetres: enough for glue, and not most of a sheet
LEAST_OVERLAP, MOST_OVERLAP = 5, 40
#: what printers leave white, and below it a line of words
_EDGE, _FOOT = 9 * MILLIMETRE, 15 * MILLIMETRE


@dataclass(frozen=True, slots=True)
class Tile:
    """One sheet of a poster; `part` is what it shows, in the poster's own points. Rows and columns count from 0."""

    row: int
    column: int
    part: Frame

    @property
    def label(self) -> str:
        """'B3' in the second row and third column."""
        return tile_label(self.row, self.column)


@dataclass(frozen=True, slots=True)
class TilePlan:
    """All tiles have a window of the same size, at the same place of `sheet`; neighbours share `overlap` points."""

    poster: Sheet
    sheet: Sheet
    rows: int
    columns: int
    overlap: float
    window: Frame

    def __len__(self) -> int:
        return self.rows * self.columns

    @property
    def tiles(self) -> Iterator[Tile]:
        """Row by row from the top, each from left to right."""
        window, overlap = self.window, self.overlap
        for row in range(self.rows):
            for column in range(self.columns):
                x = column * (window.width - overlap)
                top = self.poster.height - row * (window.height - overlap)
                yield Tile(row, column, Frame(x, top - window.height, window.width, window.height))


def tile_label(row: int, column: int) -> str:
    return f"{ascii_uppercase[row]}{column + 1}"


def plan_tiles(poster: Sheet, paper: str, overlap_mm: float) -> TilePlan:
    """The fewest sheets of `paper` that hold `poster` when neighbours share `overlap_mm` millimetres.

    The windows are made as small as their number allows, so that no sheet holds a mere strip. Raises Refusal for an
    overlap that cannot be glued or is too much, and for a paper that needs no tiles or is not there.
    """
    if not LEAST_OVERLAP <= overlap_mm <= MOST_OVERLAP:
        raise Refusal(
            tr(
                "Tiles cannot overlap by {overlap} mm: it has to be {least} to {most} mm.",
                overlap=f"{overlap_mm:g}",
                least=LEAST_OVERLAP,
                most=MOST_OVERLAP,
            ),
            safe=tr("Nothing was written."),
        )
    overlap = overlap_mm * MILLIMETRE
    ways = [_tiled(poster, sheet_of(paper, lying=lying), overlap) for lying in (True, False)]
    best = min(ways, key=len)
    if max(best.sheet.width, best.sheet.height) >= max(poster.width, poster.height):
        raise Refusal(
            tr("A poster of {poster} needs no tiles of {paper}.", poster=poster.name, paper=best.sheet.name),
            safe=tr("Nothing was written."),
            todo=tr("Print it in one piece, or tile it on a smaller paper."),
        )
    return best


def _tiled(poster: Sheet, sheet: Sheet, overlap: float) -> TilePlan:
    most = Frame(_EDGE, _FOOT, sheet.width - 2 * _EDGE, sheet.height - _EDGE - _FOOT)
    columns, rows = _count(poster.width, most.width, overlap), _count(poster.height, most.height, overlap)
    width = (poster.width + (columns - 1) * overlap) / columns
    height = (poster.height + (rows - 1) * overlap) / rows
    window = Frame(most.x + (most.width - width) / 2, most.top - height, width, height)
    return TilePlan(poster, sheet, rows, columns, overlap, window)


def _count(length: float, window: float, overlap: float) -> int:
    return max(1, ceil((length - overlap) / (window - overlap) - 1e-9))
