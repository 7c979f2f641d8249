"""The elements on the left of the merge page, each with how much comes in and how much is in conflict."""

from __future__ import annotations

from collections.abc import Sequence
from dataclasses import dataclass

from PySide6.QtCore import QObject, QRect, QSize, Qt, Signal
from PySide6.QtGui import QColor, QFont, QFontMetrics, QPainter
from PySide6.QtWidgets import QListWidget, QListWidgetItem, QStyle, QStyledItemDelegate, QStyleOptionViewItem, QWidget

from cmc_desktop.ui.look import dressed
from cmc_desktop.ui.merge.merge_model import Index
from cmc_desktop.ui.saying import tr, trn
from cmc_desktop.ui.theme import Theme, font

_LINE = int(Qt.ItemDataRole.UserRole) + 1
#: pixels of a line, at least
_LEAST = 34
#: the choice of all elements; the empty key stands for what is outside the boxes
EVERY = "*"


@dataclass(frozen=True, slots=True)
class ElementLine:
    """An element by its key, with how many conflicts are open and how many other things come in."""

    key: str
    label: str
    conflicts: int
    coming: int

    @property
    def spoken(self) -> str:
        told = [self.label]
        if self.conflicts:
            told.append(trn("{n} conflict", "{n} conflicts", self.conflicts))
        if self.coming:
            told.append(trn("{n} change", "{n} changes", self.coming))
        return ", ".join(told)


class ElementList(QListWidget):
    """One element at a time, or all.

    Signals:
        element_chosen(str): the key of the element whose rows are wanted, or `EVERY`.
    """

    element_chosen = Signal(str)

    def __init__(self, theme: Theme, parent: QWidget | None = None) -> None:
        super().__init__(parent)
        dressed(self, "flat")
        self.setAccessibleName(tr("Elements"))
        self.setItemDelegate(_ElementDelegate(theme, self))
        self.setHorizontalScrollBarPolicy(Qt.ScrollBarPolicy.ScrollBarAlwaysOff)
        self._filling = False
        self.currentItemChanged.connect(self._on_current_item_changed)

    @property
    def chosen(self) -> str:
        line = self.currentIndex().data(_LINE)
        return line.key if isinstance(line, ElementLine) else EVERY

    def show_lines(self, lines: Sequence[ElementLine]) -> None:
        """Replace the lines; the chosen element stays chosen while it is there."""
        kept = self.chosen
        self._filling = True
        if [line.key for line in lines] != [self._line(row).key for row in range(self.count())]:
            self.clear()
            for line in lines:
                self.addItem(QListWidgetItem(line.label))
        for row, line in enumerate(lines):
            item = self.item(row)
            item.setData(_LINE, line)
            item.setData(Qt.ItemDataRole.AccessibleTextRole, line.spoken)
        keys = [line.key for line in lines]
        self.setCurrentRow(keys.index(kept) if kept in keys else 0)
        self._filling = False

    def _line(self, row: int) -> ElementLine:
        line: ElementLine = self.item(row).data(_LINE)
        return line

    def _on_current_item_changed(self) -> None:
        if not self._filling:
            self.element_chosen.emit(self.chosen)


class _ElementDelegate(QStyledItemDelegate):
    """The element; behind it open conflicts as '2 !', and the number of other changes."""

    def __init__(self, theme: Theme, parent: QObject) -> None:
        super().__init__(parent)
        self._theme = theme
        self._plain, self._bold = font(13), font(13, QFont.Weight.DemiBold)

    def paint(self, painter: QPainter, option: QStyleOptionViewItem, index: Index) -> None:
        line: ElementLine = index.data(_LINE)
        theme, rect = self._theme, option.rect
        painter.save()
        painter.setRenderHint(QPainter.RenderHint.Antialiasing)
        chosen = bool(option.state & QStyle.StateFlag.State_Selected)
        if chosen:
            painter.setPen(Qt.PenStyle.NoPen)
            painter.setBrush(QColor(theme.selection))
            painter.drawRoundedRect(rect.adjusted(2, 1, -2, -1), 6, 6)
        if option.state & QStyle.StateFlag.State_HasFocus:
            painter.setPen(QColor(theme.focus))
            painter.setBrush(Qt.BrushStyle.NoBrush)
            painter.drawRoundedRect(rect.adjusted(2, 1, -3, -2), 6, 6)
        inner = rect.adjusted(12, 0, -12, 0)
        right = inner.right()
        right = self._count(painter, inner, right, str(line.coming) if line.coming else "", self._plain, theme.muted)
        apart = "  " if line.coming and line.conflicts else ""
        alarm = f"{line.conflicts} !{apart}" if line.conflicts else ""
        right = self._count(painter, inner, right, alarm, self._bold, theme.overrun)
        letters = self._bold if chosen else self._plain
        painter.setFont(letters)
        painter.setPen(QColor(theme.ink))
        room = QRect(inner.left(), inner.top(), max(0, right - inner.left() - 8), inner.height())
        words = QFontMetrics(letters).elidedText(line.label, Qt.TextElideMode.ElideRight, room.width())
        painter.drawText(room, int(Qt.AlignmentFlag.AlignVCenter), words)
        painter.restore()

    def _count(self, painter: QPainter, inner: QRect, right: int, words: str, letters: QFont, ink: str) -> int:
        """Draw a number that ends at `right`; where what stands before it ends."""
        if not words:
            return right
        painter.setFont(letters)
        painter.setPen(QColor(ink))
        wide = QFontMetrics(letters).horizontalAdvance(words)
        painter.drawText(
            QRect(right - wide, inner.top(), wide + 1, inner.height()), int(Qt.AlignmentFlag.AlignVCenter), words
        )
        return right - wide

    def sizeHint(self, option: QStyleOptionViewItem, index: Index) -> QSize:
        return QSize(120, max(_LEAST, QFontMetrics(self._bold).lineSpacing() + 14))
