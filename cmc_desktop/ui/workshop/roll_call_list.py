"""The people of the roll call at its side: where each one stands and who is in front."""

from __future__ import annotations

from PySide6.QtCore import QModelIndex, QObject, QPersistentModelIndex, QRect, QSize, Qt
from PySide6.QtGui import QColor, QFont, QFontMetrics, QPainter, QResizeEvent
from PySide6.QtWidgets import QFrame, QListView, QStyledItemDelegate, QStyleOptionViewItem, QWidget

from cmc_desktop.ui.look import Look, dressed
from cmc_desktop.ui.saying import tr
from cmc_desktop.ui.theme import font
from cmc_desktop.ui.workshop.people_list import PeopleModel, PersonLine
from cmc_desktop.ui.workshop.standing_mark import mark_of, paint_mark

Index = QModelIndex | QPersistentModelIndex
#: pixels of a row as designed: a room of twenty is seen whole, a larger one scrolls
_LOWEST, _HIGHEST = 28, 38


class RollCallDelegate(QStyledItemDelegate):
    """Paints sign and name; the person in front on a lighter ground and bold."""

    def __init__(self, look: Look, parent: QObject | None = None) -> None:
        super().__init__(parent)
        self._look = look
        self.row = 34
        self.in_front = ""

    def paint(self, painter: QPainter, option: QStyleOptionViewItem, index: Index) -> None:
        line: PersonLine = index.data(PeopleModel.LINE)
        theme, rect = self._look.theme, option.rect
        front = line.id == self.in_front
        painter.save()
        painter.setRenderHint(QPainter.RenderHint.Antialiasing)
        if front:
            painter.setPen(Qt.PenStyle.NoPen)
            painter.setBrush(QColor(theme.selection))
            painter.drawRoundedRect(rect, 6, 6)
        side = round(self.row * 0.62)
        if line.standing is not None:
            place = QRect(rect.left() + 10, rect.center().y() - side // 2, side, side)
            paint_mark(painter, place, mark_of(line.standing, self._look), self._look)
        painter.setFont(font(self.row * 0.48, QFont.Weight.DemiBold if front else QFont.Weight.Normal))
        painter.setPen(QColor(theme.ink if front else theme.muted))
        room = rect.adjusted(20 + side, 0, -6, 0)
        name = QFontMetrics(painter.font()).elidedText(line.name, Qt.TextElideMode.ElideRight, room.width())
        painter.drawText(room, Qt.AlignmentFlag.AlignVCenter, name)
        painter.restore()

    def sizeHint(self, option: QStyleOptionViewItem, index: Index) -> QSize:
        return QSize(100, self.row)


class RollCallList(QListView):
    """Everybody who is asked and in the room; Enter or a click brings somebody to the front."""

    def __init__(self, look: Look, parent: QWidget | None = None) -> None:
        super().__init__(parent)
        self.people = PeopleModel(self)
        self._delegate = RollCallDelegate(look, self)
        self._scale = 1.0
        self.setModel(self.people)
        self.setItemDelegate(self._delegate)
        dressed(self, "flat")
        self.setFrameShape(QFrame.Shape.NoFrame)
        self.setAccessibleName(tr("Everybody who is asked"))
        self.setEditTriggers(QListView.EditTrigger.NoEditTriggers)
        self.setHorizontalScrollBarPolicy(Qt.ScrollBarPolicy.ScrollBarAlwaysOff)
        self.setUniformItemSizes(True)

    def show_lines(self, lines: list[PersonLine], in_front: str, scale: float) -> None:
        self._delegate.in_front = in_front
        self._scale = scale
        self.people.show(lines)
        row = self.people.row_of(in_front)
        if row >= 0:
            self.setCurrentIndex(self.people.index(row))
        self._fit()
        self.viewport().update()

    def _fit(self) -> None:
        fair_share = self.viewport().height() // max(1, self.people.rowCount())
        self._delegate.row = max(round(_LOWEST * self._scale), min(round(_HIGHEST * self._scale), fair_share))
        self.doItemsLayout()

    def resizeEvent(self, event: QResizeEvent) -> None:
        super().resizeEvent(event)
        self._fit()
