"""Where what is dragged over a box would come to lie, and the mark that shows it."""

from __future__ import annotations

from PySide6.QtCore import QPoint, QRect, QRectF, Qt
from PySide6.QtGui import QColor, QPainter, QPen

from cmc_desktop.ui.board.note_columns import NoteColumns

#: pixels above the pointer in which the note before it is looked for, and the steps
_REACH, _STEP = 480, 8


class DropMark:
    """The mark over the notes of one box: a line between two of them, or a frame around an empty box."""

    def __init__(self, notes: NoteColumns, gap: int, ink: QColor, ground: QColor) -> None:
        """`gap` are the pixels below a note; `ground` fills an empty box."""
        self._notes = notes
        self._gap = gap
        self._ink = ink
        self._ground = ground
        self._row: int | None = None

    @property
    def is_shown(self) -> bool:
        return self._row is not None

    def row_at(self, pos: QPoint) -> int:
        """The row before which a note dropped at `pos` comes; the number of notes for the end."""
        notes, count = self._notes, self._notes.count()
        if not count:
            return 0
        columns = notes.columns()
        last = self._place_of(count - 1)
        if not last.isNull() and (pos.y() > last.bottom() and columns == 1):
            return count
        if not last.isNull() and pos.y() >= last.top() and pos.x() > last.right():
            return count
        for up in range(0, _REACH, _STEP):
            index = notes.indexAt(QPoint(pos.x(), pos.y() - up))
            if index.isValid():
                rect = notes.visualRect(index)
                if columns == 1:
                    return index.row() + int(pos.y() > rect.center().y())
                return index.row() + int(pos.x() > rect.center().x())
        return count

    def show_before(self, row: int | None) -> None:
        """Mark the place before a row, or none."""
        if row != self._row:
            for changed in (row, self._row):
                if changed is not None:
                    self._notes.viewport().update(self._area(changed).adjusted(-8, -8, 8, 8))
            self._row = row

    def _place_of(self, row: int) -> QRect:
        return self._notes.visualRect(self._notes.model().index(row, 0, self._notes.rootIndex()))

    def _area(self, row: int) -> QRect:
        """Where the mark for a row is: a line between notes, or the whole empty box."""
        count = self._notes.count()
        if not count:
            return self._notes.viewport().rect().adjusted(2, 2, -2, -2)
        before = self._place_of(min(row, count - 1))
        if self._notes.columns() == 1:
            y = before.top() - self._gap // 2 - 1 if row < count else before.bottom() - self._gap // 2
            return QRect(before.left(), max(1, y), before.width(), 1)
        x = before.left() - self._gap // 2 if row < count else before.right() - self._gap // 2
        return QRect(max(2, x), before.top(), 1, before.height() - self._gap)

    def draw(self, painter: QPainter) -> None:
        if self._row is None:
            return
        mark = QRectF(self._area(self._row))
        if not self._notes.count():
            painter.setPen(QPen(self._ink, 2, Qt.PenStyle.DashLine))
            painter.setBrush(self._ground)
            painter.drawRoundedRect(mark, 6, 6)
            return
        painter.setPen(Qt.PenStyle.NoPen)
        painter.setBrush(self._ink)
        painter.drawRoundedRect(mark.adjusted(-1.5, -1.5, 1.5, 1.5), 2, 2)
        painter.drawEllipse(mark.topLeft(), 4.5, 4.5)
