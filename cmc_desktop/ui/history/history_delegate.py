"""Paints the points of a history: the lines of descent at the left, a knot for each point, its words beside it."""

from __future__ import annotations

from PySide6.QtCore import QObject, QPointF, QRect, QSize, Qt
from PySide6.QtGui import QColor, QFont, QFontMetrics, QPainter, QPainterPath, QPen
from PySide6.QtWidgets import QStyle, QStyledItemDelegate, QStyleOptionViewItem

from cmc_desktop.ui.history.history_model import HistoryModel, HistoryRow, Index
from cmc_desktop.ui.look import Look
from cmc_desktop.ui.theme import font

_LANE, _PAD, _KNOT = 16, 12, 5
#: branches further right than this are drawn on the last lane
_MOST_LANES = 6


Line = tuple[str, QFont, str]


class HistoryDelegate(QStyledItemDelegate):
    """Rows of three lines, or of four where a title needs two, all of one height, so that any number of them is laid
    out at once."""

    def __init__(self, look: Look, parent: QObject | None = None) -> None:
        super().__init__(parent)
        self._look = look
        self._title = font(13.5, QFont.Weight.DemiBold)
        self._small = font(12)
        #: how many lanes there are, so that all words begin at one place
        self.lanes = 1
        #: whether a title may take two lines: many begin alike and differ at their end
        self.two_for_title = False

    def _left(self) -> int:
        return _PAD + min(self.lanes, _MOST_LANES) * _LANE + 4

    def sizeHint(self, option: QStyleOptionViewItem, index: Index) -> QSize:
        lines = (1 + self.two_for_title) * QFontMetrics(self._title).height() + 2 * QFontMetrics(self._small).height()
        return QSize(200, lines + 18)

    def is_too_wide(self, title: str, width: int) -> bool:
        """Whether a title does not fit into one line of a row that is so many pixels wide."""
        return QFontMetrics(self._title).horizontalAdvance(title) > self._width_of_words(width)

    def _width_of_words(self, width: int) -> int:
        return width - self._left() - _PAD

    def lines(self, row: HistoryRow, width: int) -> list[Line]:
        """The lines of a row that is so many pixels wide, as they are seen, each with its font and colour."""
        theme, room = self._look.theme, self._width_of_words(width)
        title = _in_two(row.title, QFontMetrics(self._title), room) if self.two_for_title else [row.title]
        every = (
            *((words, self._title, theme.ink) for words in title),
            (row.about, self._small, theme.muted),
            (row.figures, self._small, theme.overrun if row.trouble else theme.muted),
        )
        return [
            (QFontMetrics(face).elidedText(words, Qt.TextElideMode.ElideRight, room), face, ink)
            for words, face, ink in every
            if words
        ]

    def paint(self, painter: QPainter, option: QStyleOptionViewItem, index: Index) -> None:
        row: HistoryRow = index.data(HistoryModel.ROW)
        theme, rect = self._look.theme, option.rect
        selected = bool(option.state & QStyle.StateFlag.State_Selected)
        painter.save()
        painter.setRenderHint(QPainter.RenderHint.Antialiasing)
        painter.fillRect(rect, QColor(theme.selection if selected else theme.card))
        self._paint_lines(painter, rect, row)
        self._paint_words(painter, rect, row)
        painter.setPen(QColor(theme.line))
        painter.drawLine(rect.left() + self._left(), rect.bottom(), rect.right(), rect.bottom())
        if selected:
            painter.fillRect(QRect(rect.left(), rect.top(), 4, rect.height()), QColor(theme.accent))
        if option.state & QStyle.StateFlag.State_HasFocus:
            painter.setPen(QPen(QColor(theme.focus), 2))
            painter.setBrush(Qt.BrushStyle.NoBrush)
            painter.drawRect(rect.adjusted(1, 1, -1, -1))
        painter.restore()

    def _x(self, rect: QRect, lane: int) -> float:
        return rect.left() + _PAD + min(lane, _MOST_LANES - 1) * _LANE + _LANE / 2

    def _paint_lines(self, painter: QPainter, rect: QRect, row: HistoryRow) -> None:
        theme, lanes = self._look.theme, row.lanes
        knot = QPointF(self._x(rect, lanes.own), rect.center().y() + 1)
        top, bottom = float(rect.top()), float(rect.bottom() + 1)
        painter.setPen(QPen(QColor(theme.muted), 2))
        for lane in lanes.through:
            x = self._x(rect, lane)
            painter.drawLine(QPointF(x, top), QPointF(x, bottom))
        for lane in (*((lanes.own,) if lanes.above else ()), *lanes.ends):
            self._paint_curve(painter, QPointF(self._x(rect, lane), top), knot)
        for lane in lanes.down:
            self._paint_curve(painter, knot, QPointF(self._x(rect, lane), bottom))
        self._paint_knot(painter, knot, row)

    def _paint_curve(self, painter: QPainter, start: QPointF, end: QPointF) -> None:
        path = QPainterPath(start)
        middle = (start.y() + end.y()) / 2
        path.cubicTo(QPointF(start.x(), middle), QPointF(end.x(), middle), end)
        painter.setBrush(Qt.BrushStyle.NoBrush)
        painter.drawPath(path)

    def _paint_knot(self, painter: QPainter, at: QPointF, row: HistoryRow) -> None:
        """The present state is a ring, a named point a filled square, any other a filled dot."""
        theme = self._look.theme
        painter.setPen(QPen(QColor(theme.overrun if row.trouble else theme.accent), 2))
        painter.setBrush(QColor(theme.card if row.is_now or row.trouble else theme.accent))
        if row.is_named:
            painter.drawRect(QRect(round(at.x()) - _KNOT, round(at.y()) - _KNOT, 2 * _KNOT, 2 * _KNOT))
        else:
            size = _KNOT + 1 if row.is_now else _KNOT
            painter.drawEllipse(at, size, size)

    def _paint_words(self, painter: QPainter, rect: QRect, row: HistoryRow) -> None:
        lines = self.lines(row, rect.width())
        top = rect.center().y() - sum(QFontMetrics(face).height() + 1 for _, face, _ in lines) // 2
        for words, face, ink in lines:
            height = QFontMetrics(face).height()
            painter.setFont(face)
            painter.setPen(QColor(ink))
            place = QRect(rect.left() + self._left(), top, self._width_of_words(rect.width()), height)
            painter.drawText(place, Qt.AlignmentFlag.AlignLeading | Qt.AlignmentFlag.AlignVCenter, words)
            top += height + 1


def _in_two(title: str, metrics: QFontMetrics, width: int) -> list[str]:
    """A title in one line, or broken between two words so that the first line is full."""
    if metrics.horizontalAdvance(title) <= width:
        return [title]
    words = title.split(" ")
    fitting = [n for n in range(1, len(words)) if metrics.horizontalAdvance(" ".join(words[:n])) <= width]
    return [" ".join(words[: fitting[-1]]), " ".join(words[fitting[-1] :])] if fitting else [title]
