"""A template's boxes drawn small: where they lie, in their parts' colours, with how many notes each holds."""

from __future__ import annotations

from collections.abc import Mapping

from PySide6.QtCore import QRectF, QSize, Qt
from PySide6.QtGui import QColor, QPainter, QPaintEvent, QPixmap, QResizeEvent
from PySide6.QtWidgets import QSizePolicy, QWidget

from cmc_desktop.model.domain.template import Box, Template
from cmc_desktop.ui.saying import tr, trn
from cmc_desktop.ui.theme import Theme, font

#: height of a drawing by its width
_SHAPE = 0.62
#: pixels of the lowest row from which on numbers fit into it
_NUMBERED = 15
#: the least weight of a row, so that its number can be read
_THINNEST = 1.7


def draw_board(
    painter: QPainter, area: QRectF, template: Template, theme: Theme, counts: Mapping[str, int] | None = None
) -> None:
    """Draw the boxes into `area`; with `counts`, each says its number and how many notes it holds."""
    painter.setRenderHint(QPainter.RenderHint.Antialiasing)
    gap = max(2.0, area.width() / 110)
    for box in template.boxes.values():
        place = _place(box, area, template).adjusted(gap / 2, gap / 2, -gap / 2, -gap / 2)
        painter.setPen(QColor(theme.line))
        painter.setBrush(QColor(theme.card))
        painter.drawRoundedRect(place, 3, 3)
        painter.fillRect(QRectF(place.x(), place.y(), place.width(), max(2.0, gap * 0.75)), theme.tone(box.tone))
        if counts is not None:
            _draw_count(painter, place, box, counts.get(box.key, 0), theme)


def _draw_count(painter: QPainter, place: QRectF, box: Box, count: int, theme: Theme) -> None:
    painter.setFont(font(10.5))
    inside = place.adjusted(5, 4, -5, -1)
    painter.setPen(QColor(theme.muted))
    painter.drawText(inside, Qt.AlignmentFlag.AlignLeft | Qt.AlignmentFlag.AlignTop, str(box.number))
    if count:
        painter.setPen(QColor(theme.ink))
        painter.drawText(inside, Qt.AlignmentFlag.AlignRight | Qt.AlignmentFlag.AlignTop, str(count))


def _place(box: Box, area: QRectF, template: Template) -> QRectF:
    weights = [max(_THINNEST, weight) for weight in template.row_weights]
    unit = area.height() / sum(weights)
    column = area.width() / template.columns
    top = area.y() + sum(weights[: box.row]) * unit
    height = sum(weights[box.row : box.row + box.rowspan]) * unit
    return QRectF(area.x() + box.col * column, top, box.colspan * column, height)


def board_pixmap(template: Template, theme: Theme, size: QSize, ratio: float = 1.0) -> QPixmap:
    """The boxes as a picture of `size`, for lists of templates."""
    pixmap = QPixmap(size * ratio)
    pixmap.setDevicePixelRatio(ratio)
    pixmap.fill(Qt.GlobalColor.transparent)
    painter = QPainter(pixmap)
    draw_board(painter, QRectF(0, 0, size.width(), size.height()), template, theme)
    painter.end()
    return pixmap


class BoardSketch(QWidget):
    """Shows one board small, and lower than it should be where there is no room, at last without numbers; a screen
    reader hears the boxes that hold notes."""

    def __init__(self, theme: Theme, parent: QWidget | None = None) -> None:
        super().__init__(parent)
        self._theme = theme
        self._template: Template | None = None
        self._counts: Mapping[str, int] = {}
        self.setSizePolicy(QSizePolicy.Policy.Expanding, QSizePolicy.Policy.Preferred)
        self.setAccessibleName(tr("The boxes and how many notes they hold"))

    def show_board(self, template: Template | None, counts: Mapping[str, int]) -> None:
        """Draw `template`, or nothing, with the number of notes by box key."""
        self._template, self._counts = template, counts
        boxes = template.in_walk_order if template is not None else ()
        held = [(box, counts[box.key]) for box in boxes if counts.get(box.key)]
        self.setAccessibleDescription("; ".join(f"{box.label}: {_notes(count)}" for box, count in held))
        self.update()

    def sizeHint(self) -> QSize:
        return QSize(300, round(300 * _SHAPE))

    def minimumSizeHint(self) -> QSize:
        return QSize(0, 0)

    def resizeEvent(self, event: QResizeEvent) -> None:
        super().resizeEvent(event)
        self.setMaximumHeight(round(self.width() * _SHAPE))

    def paintEvent(self, event: QPaintEvent) -> None:
        if self._template is None:
            return
        painter = QPainter(self)
        area, boxes = QRectF(self.rect()), self._template.boxes.values()
        lowest = min(_place(box, area, self._template).height() for box in boxes)
        draw_board(painter, area, self._template, self._theme, self._counts if lowest >= _NUMBERED else None)
        painter.end()


def _notes(count: int) -> str:
    return trn("{n} note", "{n} notes", count)
