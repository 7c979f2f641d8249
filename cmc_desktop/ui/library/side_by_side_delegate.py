"""Paints a cell of the table of several canvases: its notes as paragraphs, what others say too on a tinted ground."""

from __future__ import annotations

from collections.abc import Iterator
from typing import TYPE_CHECKING

from PySide6.QtCore import QModelIndex, QObject, QPersistentModelIndex, QRect, QRectF, QSize, Qt
from PySide6.QtGui import QColor, QFont, QPainter, QTextLayout, QTextOption
from PySide6.QtWidgets import QStyle, QStyledItemDelegate, QStyleOptionViewItem

from cmc_desktop.ui.library.side_by_side_model import CELL_ROLE
from cmc_desktop.ui.look import Look
from cmc_desktop.ui.theme import font, mixed

if TYPE_CHECKING:
    from cmc_desktop.model.services.side_by_side import Cell

_EDGE, _GAP, _SIGN = 10, 6, 16


class SideBySideDelegate(QStyledItemDelegate):
    """User text is drawn as plain text. Before each note stands a dot, or = where others say the same."""

    def __init__(self, look: Look, parent: QObject | None = None) -> None:
        super().__init__(parent)
        self._look = look
        self.size = 13.0

    @property
    def _face(self) -> QFont:
        return font(self.size)

    def _paragraphs(self, cell: Cell, width: int) -> Iterator[tuple[str, bool, QRect]]:
        """Each note with whether others say it too, and its place below the top of the cell."""
        top = _EDGE
        room = max(40, width - 2 * _EDGE - _SIGN)
        lines = [(line.text, line.common) for line in cell.lines] or [(cell.text, False)]
        for text, common in lines:
            needed = _height(text, self._face, room)
            yield text, common, QRect(_EDGE + _SIGN, top, room, needed)
            top += needed + _GAP

    def height_for(self, cell: Cell, width: int) -> int:
        """How high a cell of this width has to be."""
        *_, (_, _, last) = self._paragraphs(cell, width)
        return last.bottom() + _EDGE

    # Qt

    def paint(
        self, painter: QPainter, option: QStyleOptionViewItem, index: QModelIndex | QPersistentModelIndex
    ) -> None:
        cell: Cell | None = index.data(CELL_ROLE)
        if cell is None:
            return
        theme, rect = self._look.theme, QRect(option.rect)
        state: QStyle.StateFlag = option.state
        painter.save()
        painter.setClipRect(rect)
        chosen = bool(state & QStyle.StateFlag.State_Selected)
        painter.fillRect(rect, QColor(theme.selection if chosen else theme.card))
        painter.setFont(self._face)
        for text, common, place in self._paragraphs(cell, rect.width()):
            spot = place.translated(rect.topLeft())
            if common:
                ground = QRectF(spot.adjusted(-_SIGN, -2, 4, 2))
                painter.setPen(Qt.PenStyle.NoPen)
                painter.setBrush(mixed(QColor(theme.card), QColor(theme.focus), 0.16))
                painter.drawRoundedRect(ground, 4, 4)
            painter.setPen(QColor(theme.ink if cell.lines else theme.muted))
            if cell.lines:
                painter.drawText(
                    spot.adjusted(4 - _SIGN, 0, 0, 0), int(Qt.AlignmentFlag.AlignLeft), "=" if common else "•"
                )
            painter.drawText(QRectF(spot), text, _wrapped())
        if state & QStyle.StateFlag.State_HasFocus:
            painter.setPen(QColor(theme.focus))
            painter.setBrush(Qt.BrushStyle.NoBrush)
            painter.drawRect(rect.adjusted(0, 0, -1, -1))
        painter.restore()

    def sizeHint(self, option: QStyleOptionViewItem, index: QModelIndex | QPersistentModelIndex) -> QSize:
        cell: Cell | None = index.data(CELL_ROLE)
        width = option.rect.width() or 200
        return QSize(width, self.height_for(cell, width) if cell is not None else 0)


def _wrapped() -> QTextOption:
    """Broken between words; within one only where it is wider than the cell."""
    option = QTextOption()
    option.setWrapMode(QTextOption.WrapMode.WrapAtWordBoundaryOrAnywhere)
    return option


def _height(text: str, face: QFont, width: int) -> int:
    """How high `text` stands in a column of this width."""
    layout = QTextLayout(text.replace("\n", "\u2028"), face)
    layout.setTextOption(_wrapped())
    layout.beginLayout()
    height = 0.0
    while (line := layout.createLine()).isValid():
        line.setLineWidth(width)
        height += line.height()
    layout.endLayout()
    return int(height) + 1
