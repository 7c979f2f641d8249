"""The whole board on the wall: every box with as many of its notes as can be read, page by page."""

from __future__ import annotations

from PySide6.QtWidgets import QGridLayout

from cmc_desktop.model.domain.template import Box, Template
from cmc_desktop.ui.projector.board_cell import BOARD_LINES, BoardCell, least_lines_metrics
from cmc_desktop.ui.projector.board_rows import rows_needed, shared, with_spare
from cmc_desktop.ui.projector.card_metrics import CardMetrics, metrics_at
from cmc_desktop.ui.projector.measure import SMALLEST_STEP, Measure
from cmc_desktop.ui.projector.picture import BoardPicture
from cmc_desktop.ui.projector.wall_page import WallPage

#: type sizes of the notes at 1080 lines, largest first; what does not fit at the floor is turned to
_SIZES = (44, 40, 36)


class BoardPage(WallPage):
    """All boxes at their places. The page keys turn the boxes that have more notes than fit."""

    def __init__(self, template: Template) -> None:
        super().__init__(template)
        self._grid = QGridLayout(self)
        self._grid.setContentsMargins(0, 0, 0, 0)
        self.cells: dict[str, BoardCell] = {}
        for box in template.in_walk_order:
            cell = BoardCell(box, columns=2 if 2 * box.colspan >= template.columns and not box.single else 1)
            self._grid.addWidget(cell, box.row, box.col, box.rowspan, box.colspan)
            self.cells[box.key] = cell
        for column in range(template.columns):
            self._grid.setColumnStretch(column, 1)

    @property
    def page_count(self) -> int:
        return max(cell.page_count for cell in self.cells.values())

    def turn(self, by: int) -> None:
        """Turn the boxes that have more notes than fit to another page."""
        self._page = max(0, min(self.page_count - 1, self._page + by))

    def show_board(self, picture: BoardPicture, measure: Measure) -> None:
        spacing = max(4, measure.px(8))
        self._grid.setSpacing(spacing)
        measure = self._dress(picture, spacing, measure)
        rows, size = self._fitting(picture, spacing, measure)
        for row, height in enumerate(rows):
            self._grid.setRowStretch(row, height)
        self._grid.activate()
        for key, cell in self.cells.items():
            box = self.template.box(key)
            height = sum(rows[box.row : box.row + box.rowspan]) + spacing * (box.rowspan - 1)
            room = (self._width(box, spacing), height)
            cell.show_notes(picture.cards[key], size, room, self._page, none=key in picture.none_identified)
        self._page = min(self._page, self.page_count - 1)

    def _dress(self, picture: BoardPicture, spacing: int, measure: Measure) -> Measure:
        """Dress the boxes in the largest letters, up to those wished for, in which every box shows a line of a note."""
        available = self.height() - spacing * (self.template.rows - 1)
        for step in range(measure.step, SMALLEST_STEP - 1, -1):
            smaller = Measure(measure.unit, step)
            for key, cell in self.cells.items():
                cell.dress(smaller, picture.states.get(key), lit=key == picture.element)
            if sum(self._rows(picture, least_lines_metrics(smaller), spacing, lines=1)) <= available:
                break
        return smaller

    def _width(self, box: Box, spacing: int) -> int:
        columns = self.template.columns
        column = (self.width() - (columns - 1) * spacing) / columns
        return int(column * box.colspan + spacing * (box.colspan - 1))

    def _fitting(self, picture: BoardPicture, spacing: int, measure: Measure) -> tuple[list[int], int]:
        """Heights of the rows, and the largest size of type in which everything fits, or the floor."""
        available = self.height() - spacing * (self.template.rows - 1)
        weights = self.template.row_weights
        needed: list[int] = []
        for size in _SIZES:
            needed = self._rows(picture, metrics_at(size, measure, BOARD_LINES), spacing)
            if sum(needed) <= available:
                return with_spare(available, needed, weights), size
        least = self._rows(picture, least_lines_metrics(measure), spacing, lines=1)
        return shared(available, needed, least, weights), _SIZES[-1]

    def _rows(self, picture: BoardPicture, metrics: CardMetrics, spacing: int, lines: int = 0) -> list[int]:
        """The heights the rows need; with `lines`, for so many lines of notes only, and a word about the rest."""

        def height_of(box: Box) -> int:
            cards = picture.cards[box.key]
            return self.cells[box.key].needed(cards, metrics, self._width(box, spacing), lines)

        return rows_needed(self.template, spacing, height_of)
