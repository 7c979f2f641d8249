"""Paints the rows of the side panels' lists: a sign, words over several lines, a muted line below."""

from __future__ import annotations

from PySide6.QtCore import QEvent, QObject, QRect, QRectF, QSize, Qt, Signal
from PySide6.QtGui import QColor, QFont, QFontMetrics, QMouseEvent, QPainter
from PySide6.QtWidgets import QStyle, QStyledItemDelegate, QStyleOptionViewItem

from cmc_desktop.ui.board.remark_marks import draw_kind, draw_marks, marks_ink, marks_width
from cmc_desktop.ui.look import Look
from cmc_desktop.ui.theme import font
from cmc_desktop.ui.workshop.line_model import Index, LineModel
from cmc_desktop.ui.workshop.standing_mark import Mark, paint_focus, paint_mark
from cmc_desktop.ui.workshop.talk_row import TalkRow, TalkSign
from cmc_desktop.ui.workshop.wrapped_words import runs_from_the_right, wrapped

_SIDE, _PAD, _AFTER_SIGN = 14, 4, 6
_BOX = 16
#: the room over a heading, which parts it from what came before
_OVER_HEADING = 10


class TalkDelegate(QStyledItemDelegate):
    """Rows as tall as their words, up to `most` lines.

    Signals:
        sign_clicked(str): the box of the row with this id was clicked.
    """

    sign_clicked = Signal(str)

    def __init__(self, look: Look, most: int, parent: QObject | None = None) -> None:
        super().__init__(parent)
        self._look = look
        self._most = most
        self._letters, self._small = font(12.5), font(11)
        self._caps = font(10.5, QFont.Weight.DemiBold)

    def _room(self, row: TalkRow, width: int) -> tuple[int, int]:
        """Where the words begin, and how wide they may be."""
        left = _PAD if row.sign is TalkSign.NONE else _PAD + _BOX + _AFTER_SIGN
        return left, width - left - _PAD

    def _letters_of(self, row: TalkRow) -> QFont:
        if row.heading:
            return self._caps
        return self._small if row.small else self._letters

    def _heights(self, row: TalkRow) -> tuple[int, int]:
        return QFontMetrics(self._letters_of(row)).lineSpacing(), QFontMetrics(self._small).lineSpacing()

    def _lines(self, row: TalkRow, room: int) -> tuple[str, ...]:
        return wrapped(row.words, self._letters_of(row), room, self._most) if row.words else ()

    def size(self, row: TalkRow, width: int) -> QSize:
        """How large a row is at a width, in px."""
        high, low = self._heights(row)
        lines = len(self._lines(row, self._room(row, width)[1]))
        below = low if row.more or row.counts else 0
        around = _OVER_HEADING + 4 if row.heading else 6 if row.small else 9
        return QSize(width, max(0 if row.small else _BOX, lines * high + below) + around)

    def paint(self, painter: QPainter, option: QStyleOptionViewItem, index: Index) -> None:
        row: TalkRow = index.data(LineModel.LINE)
        theme, rect = self._look.theme, option.rect
        painter.save()
        painter.setRenderHint(QPainter.RenderHint.Antialiasing)
        if option.state & QStyle.StateFlag.State_HasFocus:
            paint_focus(painter, rect, self._look)
        left, room = self._room(row, rect.width())
        high, low = self._heights(row)
        top = rect.top() + (_OVER_HEADING if row.heading else 4)
        self._paint_sign(painter, QRect(rect.left() + _PAD, top + (high - _BOX) // 2 + 1, _BOX, _BOX), row)
        painter.setFont(self._letters_of(row))
        painter.setPen(QColor(theme.muted if row.faded or row.heading else theme.ink))
        side = Qt.AlignmentFlag.AlignRight if runs_from_the_right(row.words) else Qt.AlignmentFlag.AlignLeft
        for line in self._lines(row, room):
            painter.drawText(QRect(rect.left() + left, top, room, high), side | Qt.AlignmentFlag.AlignVCenter, line)
            top += high
        if row.more or row.counts:
            self._paint_more(painter, QRect(rect.left() + left, top, room, low), row)
        if not row.small:
            painter.setPen(QColor(theme.line))
            painter.drawLine(rect.left() + _PAD, rect.bottom(), rect.right() - _PAD, rect.bottom())
        painter.restore()

    def _paint_more(self, painter: QPainter, place: QRect, row: TalkRow) -> None:
        muted = QColor(self._look.theme.muted)
        marks = marks_width(row.counts)
        painter.setFont(self._small)
        painter.setPen(muted)
        words = QFontMetrics(self._small).elidedText(
            row.more, Qt.TextElideMode.ElideRight, place.width() - (marks + _AFTER_SIGN if marks else 0)
        )
        painter.drawText(place, Qt.AlignmentFlag.AlignLeft | Qt.AlignmentFlag.AlignVCenter, words)
        draw_marks(painter, place.right(), place.center().y() + 1, row.counts, marks_ink(self._look.theme))

    def _paint_sign(self, painter: QPainter, place: QRect, row: TalkRow) -> None:
        theme = self._look.theme
        kind = row.sign.kind
        if kind is not None:
            side = QRectF(0, 0, _SIDE, _SIDE)
            side.moveCenter(place.toRectF().center())
            draw_kind(painter, side, kind, QColor(theme.ink))
        elif row.sign is TalkSign.SETTLED:
            paint_mark(painter, place, Mark("check", theme.good, filled=True), self._look)
        elif row.sign is TalkSign.WAITS:
            paint_mark(painter, place, Mark("not-asked", theme.muted), self._look)

    def editorEvent(self, event: QEvent, model: object, option: QStyleOptionViewItem, index: Index) -> bool:
        row: TalkRow = index.data(LineModel.LINE)
        if row.sign not in (TalkSign.WAITS, TalkSign.SETTLED) or not isinstance(event, QMouseEvent):
            return False
        place = QRect(option.rect.left(), option.rect.top(), _PAD + _BOX + _AFTER_SIGN // 2, 28)
        if event.button() != Qt.MouseButton.LeftButton or not place.contains(event.position().toPoint()):
            return False
        if event.type() == QEvent.Type.MouseButtonRelease:
            self.sign_clicked.emit(row.id)
        return True
