"""Paints the library's rows: a title with a second line, the state as a word with a shape, found words marked."""

from __future__ import annotations

from PySide6.QtCore import QModelIndex, QObject, QPersistentModelIndex, QPointF, QRect, QRectF, QSize, Qt
from PySide6.QtGui import QColor, QFont, QFontMetrics, QPainter, QTextCharFormat, QTextLayout, QTextOption
from PySide6.QtWidgets import QStyle, QStyledItemDelegate, QStyleOptionViewItem, QTableView

from cmc_desktop.model.domain.head import CanvasState
from cmc_desktop.ui.library.library_model import ROW_ROLE, Column
from cmc_desktop.ui.library.rows import LibraryRow, Part
from cmc_desktop.ui.library.words import Marked
from cmc_desktop.ui.look import Look
from cmc_desktop.ui.theme import font, mixed

_SIGNS = {
    CanvasState.DRAFT: "edit",
    CanvasState.IN_WORKSHOP: "people",
    CanvasState.AGREED: "check",
    CanvasState.SIGNED: "sign-off",
}
_MARGIN = 12
#: pixels of a row that are left free on its trailing edge
_EDGE = 8
#: pixels of the shape around the state's word, with its sign
_AROUND_STATE = 34
#: how far what was found stands in below its canvas
_INDENT = 26


class RowDelegate(QStyledItemDelegate):
    """Rows of two lines. User text is laid out as plain text, whatever it holds."""

    def __init__(self, look: Look, parent: QObject | None = None) -> None:
        super().__init__(parent)
        self._look = look
        self._title = font(13.5, QFont.Weight.DemiBold)
        self._text = font(13)
        self._small = font(12)
        self._state = font(12, QFont.Weight.DemiBold)

    @property
    def row_height(self) -> int:
        lines = QFontMetrics(self._title).height() + QFontMetrics(self._small).height()
        return lines + 18

    def width_of_state(self, words: str) -> int:
        """Pixels that the column needs to say a state in these words."""
        return QFontMetrics(self._state).horizontalAdvance(words) + _AROUND_STATE + _MARGIN + _EDGE

    # drawing

    def _draw_ground(self, painter: QPainter, option: QStyleOptionViewItem, selected: bool, last: bool) -> None:
        theme = self._look.theme
        rect: QRect = option.rect
        painter.fillRect(rect, QColor(theme.selection if selected else theme.card))
        if not last:
            painter.setPen(QColor(theme.line))
            painter.drawLine(rect.bottomLeft(), rect.bottomRight())

    def _draw_title(self, painter: QPainter, rect: QRect, row: LibraryRow) -> None:
        theme = self._look.theme
        title, small = QFontMetrics(self._title).height(), QFontMetrics(self._small).height()
        top = rect.y() + (rect.height() - title - small - 3) / 2
        ink = theme.muted if row.head.archived or row.deleted else theme.ink
        self._draw_line(painter, QRectF(rect.x(), top, rect.width(), title), row.title, self._title, ink)
        below = QRectF(rect.x(), top + title + 3, rect.width(), small)
        self._draw_line(painter, below, row.line, self._small, theme.muted)

    def _draw_part(self, painter: QPainter, rect: QRect, row: LibraryRow, cell: QRect) -> None:
        """What was found in a canvas, over the whole row; of which `cell` is drawn now."""
        theme = self._look.theme
        painter.setClipRect(cell.adjusted(0, 0, 0, -1))
        bar = QRectF(rect.x() + 8, rect.y() + 7, 3, rect.height() - 14)
        painter.fillRect(bar, QColor(theme.focus if row.part is Part.NOTE else theme.line))
        words, small = QFontMetrics(self._text).height(), QFontMetrics(self._small).height()
        top = rect.y() + (rect.height() - words - small - 3) / 2
        width = rect.width() - _INDENT
        ink = theme.muted if row.part is Part.MORE else theme.ink
        self._draw_line(painter, QRectF(rect.x() + _INDENT, top, width, words), row.title, self._text, ink)
        below = QRectF(rect.x() + _INDENT, top + words + 3, width, small)
        self._draw_line(painter, below, row.line, self._small, theme.muted)

    def _draw_middle(self, painter: QPainter, rect: QRect, words: Marked) -> None:
        height = QFontMetrics(self._text).height()
        area = QRectF(rect.x(), rect.y() + (rect.height() - height) / 2, rect.width(), height)
        self._draw_line(painter, area, words, self._text, self._look.theme.ink)

    def _draw_line(self, painter: QPainter, area: QRectF, words: Marked, face: QFont, ink: str) -> None:
        """One line of plain text, cut with an ellipsis where it is too long, marked stretches on a yellow ground."""
        shown = QFontMetrics(face).elidedText(words.text, Qt.TextElideMode.ElideRight, int(area.width()))
        kept = len(shown) if shown == words.text else max(0, len(shown) - 1)
        layout = QTextLayout(shown, face)
        option = QTextOption()
        option.setWrapMode(QTextOption.WrapMode.NoWrap)
        layout.setTextOption(option)
        layout.setFormats([_stretch(shown, at, n, self._mark()) for at, n in words.marks if at + n <= kept])
        layout.beginLayout()
        line = layout.createLine()
        line.setLineWidth(area.width())
        layout.endLayout()
        painter.setPen(QColor(ink))
        layout.draw(painter, QPointF(area.x(), area.y()))

    def _mark(self) -> QTextCharFormat:
        theme = self._look.theme
        form = QTextCharFormat()
        form.setBackground(mixed(QColor(theme.card), QColor("#f2c230"), 0.45))
        form.setForeground(QColor(theme.ink))
        return form

    def _draw_state(self, painter: QPainter, rect: QRect, row: LibraryRow) -> None:
        theme = self._look.theme
        state = CanvasState(row.head.state)
        colour = {
            CanvasState.DRAFT: theme.muted,
            CanvasState.IN_WORKSHOP: theme.warning,
            CanvasState.AGREED: theme.focus,
            CanvasState.SIGNED: theme.good,
        }[state]
        metrics = QFontMetrics(self._state)
        room = rect.width() - _AROUND_STATE
        words = metrics.elidedText(row.state, Qt.TextElideMode.ElideRight, room)
        height = metrics.height() + 6
        width = metrics.horizontalAdvance(words) + _AROUND_STATE
        chip = QRectF(rect.x(), rect.y() + (rect.height() - height) / 2, width, height)
        painter.setPen(mixed(QColor(theme.card), QColor(colour), 0.3))
        painter.setBrush(mixed(QColor(theme.card), QColor(colour), 0.1))
        painter.drawRoundedRect(chip, height / 2, height / 2)
        sign = self._look.icons.icon(_SIGNS[state], colour)
        sign.paint(painter, QRect(int(chip.x()) + 8, int(chip.center().y()) - 7, 14, 14))
        painter.setPen(QColor(colour))
        painter.setFont(self._state)
        painter.drawText(chip.adjusted(26, 0, 0, 0), int(Qt.AlignmentFlag.AlignVCenter), words)

    # Qt

    def paint(
        self, painter: QPainter, option: QStyleOptionViewItem, index: QModelIndex | QPersistentModelIndex
    ) -> None:
        row: LibraryRow | None = index.data(ROW_ROLE)
        if row is None:
            return
        painter.save()
        painter.setRenderHint(QPainter.RenderHint.Antialiasing)
        state: QStyle.StateFlag = option.state
        last = index.row() == index.model().rowCount() - 1
        self._draw_ground(painter, option, bool(state & QStyle.StateFlag.State_Selected), last)
        rect: QRect = option.rect.adjusted(_MARGIN, 0, -_EDGE, 0)
        column = Column(index.column())
        if row.part is not Part.CANVAS:
            width = option.widget.viewport().width() if isinstance(option.widget, QTableView) else rect.right()
            self._draw_part(painter, QRect(_MARGIN, rect.y(), width - _MARGIN - 8, rect.height()), row, option.rect)
        elif column is Column.TITLE:
            self._draw_title(painter, rect, row)
        elif column is Column.CITY:
            self._draw_middle(painter, rect, row.city)
        elif column is Column.STATE:
            self._draw_state(painter, rect, row)
        else:
            self._draw_middle(painter, rect, Marked(row.changed))
        painter.restore()

    def sizeHint(self, option: QStyleOptionViewItem, index: QModelIndex | QPersistentModelIndex) -> QSize:
        return QSize(80, self.row_height)


def _stretch(text: str, at: int, length: int, form: QTextCharFormat) -> QTextLayout.FormatRange:
    """A format for a stretch of `text`; Qt counts in UTF-16 units where Python counts characters."""
    stretch = QTextLayout.FormatRange()
    stretch.start = _units(text[:at])
    stretch.length = _units(text[at : at + length])
    stretch.format = form
    return stretch


def _units(text: str) -> int:
    return len(text.encode("utf-16-le")) // 2
