"""Lays the boxes out by the template's grid, with borders that can be dragged and one box that can fill it all."""

from __future__ import annotations

from collections.abc import Mapping

from PySide6.QtCore import QEvent, QPointF, QRect, QSize, Qt
from PySide6.QtGui import QColor, QEnterEvent, QMouseEvent, QPainter, QPaintEvent, QResizeEvent
from PySide6.QtWidgets import QWidget

from cmc_desktop.model.domain.template import Template
from cmc_desktop.ui.board import board_geometry as geometry
from cmc_desktop.ui.board.board_geometry import Border, Direction
from cmc_desktop.ui.theme import Theme

GAP = 4
_HANDLE = 8
_LEAST_WIDTH = 110
_STEP = 24


class BoardGrid(QWidget):
    """Places one widget per box. Where the borders lie is a matter of the view, never of the canvas."""

    def __init__(self, template: Template, theme: Theme, parent: QWidget | None = None) -> None:
        super().__init__(parent)
        self._template = template
        self._theme = theme
        self._frames: dict[str, QWidget] = {}
        self._enlarged = ""
        self._columns = geometry.even_shares([1] * template.columns)
        self._rows = geometry.even_shares(template.row_weights)
        self._xs: list[int] = []
        self._ys: list[int] = []
        self._needs: list[int] = []
        self.handles = [BorderHandle(border, self) for border in geometry.borders(template)]

    def fill(self, frames: Mapping[str, QWidget]) -> None:
        """Take in the widgets by box key."""
        self._frames = dict(frames)
        for frame in self._frames.values():
            frame.setParent(self)
        for handle in self.handles:
            handle.raise_()
        self._place()

    @property
    def theme(self) -> Theme:
        return self._theme

    @property
    def enlarged(self) -> str:
        """The key of the box that fills the board, empty when all are shown."""
        return self._enlarged

    def enlarge(self, key: str) -> None:
        """Let one box fill the board; an empty key shows all."""
        self._enlarged = key
        for other, frame in self._frames.items():
            frame.setVisible(not key or other == key)
        for handle in self.handles:
            handle.setVisible(not key)
        self._place()

    def refit(self) -> None:
        """Give every box the room it needs by now."""
        needs = [span.least for span in self._row_spans()]
        if needs != self._needs:
            self._needs = needs
            self._place()

    def shares(self) -> tuple[list[float], list[float]]:
        """Where the lines are, as shares of width and height: to be kept with the window's settings."""
        return list(self._columns), list(self._rows)

    def set_shares(self, columns: list[float], rows: list[float]) -> None:
        """Take up what `shares` gave; ignored when it is of another grid."""
        if len(columns) == len(self._columns) and len(rows) == len(self._rows):
            self._columns, self._rows = list(columns), list(rows)
            self._place()

    def reset_shares(self) -> None:
        """The template's own proportions."""
        self.set_shares(
            geometry.even_shares([1] * self._template.columns), geometry.even_shares(self._template.row_weights)
        )

    def move_line(self, upright: bool, line: int, place: int) -> None:
        """Put a grid line at `place` pixels, as far as the boxes beside it allow."""
        shares = self._columns if upright else self._rows
        places = self._xs if upright else self._ys
        room = places[-1]
        boxes = self._template.boxes.values()
        spans = self._column_spans() if upright else self._row_spans()
        lows = [places[span.start] + span.least for span in spans if span.end == line]
        highs = [places[span.end] - span.least for span in spans if span.start == line]
        if not boxes or not lows or not highs or room <= 0:
            return
        # Lines the template's minimum heights have shifted stay where they are seen.
        shares[:] = [seen / room for seen in places]
        shares[line] = max(max(lows), min(place, min(highs))) / room
        self._place()

    def resize_box(self, key: str, direction: Direction, grows: bool) -> bool:
        """The keyboard's way to drag a border of a box; False when there is none on that axis.

        RIGHT and LEFT mean its width, UP and DOWN its height: the far border moves, at the edge the near one.
        """
        box = self._template.box(key)
        upright = direction in (Direction.LEFT, Direction.RIGHT)
        first, last = (box.col, box.col + box.colspan) if upright else (box.row, box.row + box.rowspan)
        end = self._template.columns if upright else self._template.rows
        line, step = (last, _STEP) if last < end else (first, -_STEP)
        if line == 0:
            return False
        places = self._xs if upright else self._ys
        self.move_line(upright, line, places[line] + (step if grows else -step))
        return True

    def _column_spans(self) -> list[geometry.Span]:
        return geometry.columns_of(self._template.boxes.values(), _LEAST_WIDTH)

    def _row_spans(self) -> list[geometry.Span]:
        return [
            geometry.Span(box.row, box.row + box.rowspan, self._frames[box.key].minimumSizeHint().height() + GAP)
            for box in self._template.boxes.values()
            if box.key in self._frames
        ]

    def _place(self) -> None:
        if not self._frames:
            return
        inside = self.rect().adjusted(GAP, GAP, 0, 0)
        self._xs = geometry.line_places(self._columns, inside.width(), self._column_spans())
        self._ys = geometry.line_places(self._rows, inside.height(), self._row_spans())
        if self._enlarged:
            self._frames[self._enlarged].setGeometry(inside.adjusted(0, 0, -GAP, -GAP))
            return
        for box in self._template.boxes.values():
            left, right = self._xs[box.col], self._xs[box.col + box.colspan]
            top, bottom = self._ys[box.row], self._ys[box.row + box.rowspan]
            self._frames[box.key].setGeometry(
                QRect(inside.x() + left, inside.y() + top, right - left - GAP, bottom - top - GAP)
            )
        for handle in self.handles:
            handle.setGeometry(self._handle_place(handle.border, inside))

    def _handle_place(self, border: Border, inside: QRect) -> QRect:
        along, across = (self._xs, self._ys) if border.upright else (self._ys, self._xs)
        middle = along[border.line] - GAP // 2
        start, end = across[border.start], across[border.end] - GAP
        if border.upright:
            return QRect(inside.x() + middle - _HANDLE // 2, inside.y() + start, _HANDLE, end - start)
        return QRect(inside.x() + start, inside.y() + middle - _HANDLE // 2, end - start, _HANDLE)

    def line_at(self, border: Border) -> int:
        return (self._xs if border.upright else self._ys)[border.line]

    def resizeEvent(self, event: QResizeEvent) -> None:
        super().resizeEvent(event)
        self._place()

    def minimumSizeHint(self) -> QSize:
        return QSize(560, 480)


class BorderHandle(QWidget):
    """A border between boxes that follows the mouse; a double click brings the template's proportions back."""

    def __init__(self, border: Border, grid: BoardGrid) -> None:
        super().__init__(grid)
        self.border = border
        self._grid = grid
        self._grip: tuple[QPointF, int] | None = None
        self._lit = False
        self.setCursor(Qt.CursorShape.SplitHCursor if border.upright else Qt.CursorShape.SplitVCursor)

    def mousePressEvent(self, event: QMouseEvent) -> None:
        if event.button() == Qt.MouseButton.LeftButton:
            self._grip = (event.globalPosition(), self._grid.line_at(self.border))

    def mouseMoveEvent(self, event: QMouseEvent) -> None:
        if self._grip is not None:
            start, place = self._grip
            way = event.globalPosition() - start
            self._grid.move_line(
                self.border.upright, self.border.line, place + round(way.x() if self.border.upright else way.y())
            )

    def mouseReleaseEvent(self, event: QMouseEvent) -> None:
        self._grip = None
        self.update()

    def mouseDoubleClickEvent(self, event: QMouseEvent) -> None:
        self._grid.reset_shares()

    def enterEvent(self, event: QEnterEvent) -> None:
        self._lit = True
        self.update()

    def leaveEvent(self, event: QEvent) -> None:
        self._lit = False
        self.update()

    def paintEvent(self, event: QPaintEvent) -> None:
        if not self._lit and self._grip is None:
            return
        painter = QPainter(self)
        painter.setRenderHint(QPainter.RenderHint.Antialiasing)
        painter.setPen(Qt.PenStyle.NoPen)
        painter.setBrush(QColor(self._grid.theme.focus))
        middle = self.rect().center()
        if self.border.upright:
            painter.drawRoundedRect(middle.x() - 1, 4, 3, self.height() - 8, 1.5, 1.5)
        else:
            painter.drawRoundedRect(4, middle.y() - 1, self.width() - 8, 3, 1.5, 1.5)
        painter.end()
