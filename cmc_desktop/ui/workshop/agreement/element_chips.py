"""The elements of the walk side by side, each with its number and its state; the way to any of them."""

from __future__ import annotations

from dataclasses import dataclass
from typing import Any

from PySide6.QtCore import QModelIndex, QObject, QPersistentModelIndex, QRect, QSize, Qt, Signal
from PySide6.QtGui import QColor, QFont, QFontMetrics, QPainter, QResizeEvent
from PySide6.QtWidgets import QFrame, QListView, QStyle, QStyledItemDelegate, QStyleOptionViewItem, QWidget

from cmc_desktop.model.domain.canvas import Canvas
from cmc_desktop.model.domain.element_states import ElementState, element_states
from cmc_desktop.ui.look import Look, dressed
from cmc_desktop.ui.saying import in_a_row, tr
from cmc_desktop.ui.theme import font
from cmc_desktop.ui.workshop.agreement.state_mark import paint_state
from cmc_desktop.ui.workshop.line_model import LineModel
from cmc_desktop.ui.workshop.standing_mark import paint_focus

Index = QModelIndex | QPersistentModelIndex
_HEIGHT = 26
_NARROWEST, _WIDEST = 36, 64
_SIGN = 14


@dataclass(frozen=True)
class ElementLine:
    """One element; `here` is the one under discussion."""

    id: str
    number: int
    label: str
    state: ElementState
    here: bool

    @property
    def spoken(self) -> str:
        place = tr("under discussion") if self.here else ""
        return in_a_row((self.label, self.state.label, place))


def element_lines(canvas: Canvas) -> list[ElementLine]:
    """The elements in the order of the walk."""
    states, here = element_states(canvas), canvas.workshop.element
    return [
        ElementLine(box.key, box.number, box.label, states[box.key], box.key == here)
        for box in canvas.template.in_walk_order
    ]


class ElementModel(LineModel[ElementLine]):
    """The elements as a list."""

    def row_of(self, key: str) -> int:
        return next((row for row, line in enumerate(self._lines) if line.id == key), -1)

    def data(self, index: Index, role: int = Qt.ItemDataRole.DisplayRole) -> Any:
        if not index.isValid():
            return None
        line = self.line(index)
        if role == Qt.ItemDataRole.DisplayRole:
            return str(line.number)
        if role in (Qt.ItemDataRole.AccessibleTextRole, Qt.ItemDataRole.ToolTipRole):
            return line.spoken
        return line if role == self.LINE else None

    def flags(self, index: Index) -> Qt.ItemFlag:
        if not index.isValid():
            return Qt.ItemFlag.NoItemFlags
        return Qt.ItemFlag.ItemIsEnabled | Qt.ItemFlag.ItemIsSelectable | Qt.ItemFlag.ItemNeverHasChildren


class ElementDelegate(QStyledItemDelegate):
    """Paints number and sign; the element under discussion on a tinted ground and bold."""

    def __init__(self, look: Look, parent: QObject | None = None) -> None:
        super().__init__(parent)
        self._look = look
        self.width = _WIDEST

    def paint(self, painter: QPainter, option: QStyleOptionViewItem, index: Index) -> None:
        line: ElementLine = index.data(ElementModel.LINE)
        theme, rect = self._look.theme, option.rect.adjusted(1, 1, -1, -1)
        painter.save()
        painter.setRenderHint(QPainter.RenderHint.Antialiasing)
        if line.here:
            painter.setPen(Qt.PenStyle.NoPen)
            painter.setBrush(QColor(theme.selection))
            painter.drawRoundedRect(rect, 6, 6)
        letters = font(13, QFont.Weight.Bold if line.here else QFont.Weight.Normal)
        figures = QFontMetrics(letters).horizontalAdvance("00")
        left = rect.center().x() - (figures + 5 + _SIGN) // 2
        painter.setFont(letters)
        painter.setPen(QColor(theme.ink if line.here else theme.muted))
        place = QRect(left, rect.top(), figures, rect.height())
        painter.drawText(place, Qt.AlignmentFlag.AlignVCenter | Qt.AlignmentFlag.AlignRight, str(line.number))
        sign = QRect(place.right() + 6, rect.center().y() - _SIGN // 2 + 1, _SIGN, _SIGN)
        paint_state(painter, sign, line.state, self._look)
        if option.state & QStyle.StateFlag.State_HasFocus:
            paint_focus(painter, rect, self._look)
        painter.restore()

    def sizeHint(self, option: QStyleOptionViewItem, index: Index) -> QSize:
        return QSize(self.width, _HEIGHT)


class ElementChips(QListView):
    """The elements in a row. A click or an arrow key turns to one.

    Signals:
        chosen(str): the element with this key was turned to.
    """

    chosen = Signal(str)

    def __init__(self, look: Look, parent: QWidget | None = None) -> None:
        super().__init__(parent)
        self.elements = ElementModel(self)
        self._delegate = ElementDelegate(look, self)
        self._showing = False
        self.setModel(self.elements)
        self.setItemDelegate(self._delegate)
        dressed(self, "flat")
        self.setFrameShape(QFrame.Shape.NoFrame)
        self.setFlow(QListView.Flow.LeftToRight)
        self.setWrapping(False)
        self.setUniformItemSizes(True)
        self.setEditTriggers(QListView.EditTrigger.NoEditTriggers)
        self.setHorizontalScrollBarPolicy(Qt.ScrollBarPolicy.ScrollBarAlwaysOff)
        self.setVerticalScrollBarPolicy(Qt.ScrollBarPolicy.ScrollBarAlwaysOff)
        self.setFixedHeight(_HEIGHT + 2)
        self.setAccessibleName(tr("Elements and how far they are"))
        self.selectionModel().currentChanged.connect(self._on_current_changed)

    def show_lines(self, lines: list[ElementLine]) -> None:
        """Show the elements, the keyboard on the one under discussion."""
        self._showing = True
        self.elements.show(lines)
        here = next((row for row, line in enumerate(lines) if line.here), -1)
        if here >= 0 and here != self.currentIndex().row():
            self.setCurrentIndex(self.elements.index(here))
        self._showing = False
        self._fit()

    def _on_current_changed(self, current: QModelIndex) -> None:
        if current.isValid() and not self._showing:
            self.chosen.emit(self.elements.line(current).id)

    def _fit(self) -> None:
        count = max(1, self.elements.rowCount())
        width = max(_NARROWEST, min(_WIDEST, self.viewport().width() // count))
        if width != self._delegate.width:
            self._delegate.width = width
            self.doItemsLayout()

    def sizeHint(self) -> QSize:
        return QSize(_NARROWEST * max(1, self.elements.rowCount()), _HEIGHT + 2)

    def resizeEvent(self, event: QResizeEvent) -> None:
        super().resizeEvent(event)
        self._fit()
