"""How ready the canvas is, as named ticks: each line a tick, or what is still open with the way there."""

from __future__ import annotations

from collections.abc import Sequence
from typing import Any

from PySide6.QtCore import QModelIndex, QObject, QRect, QSize, Qt, Signal
from PySide6.QtGui import QColor, QFontMetrics, QPainter, QResizeEvent
from PySide6.QtWidgets import QFrame, QListView, QStyle, QStyledItemDelegate, QStyleOptionViewItem, QWidget

from cmc_desktop.i18n import upright
from cmc_desktop.model.domain.readiness import Tick
from cmc_desktop.ui.look import Look, dressed
from cmc_desktop.ui.saying import in_a_row, tr
from cmc_desktop.ui.theme import font
from cmc_desktop.ui.workshop.line_model import Index, LineModel
from cmc_desktop.ui.workshop.standing_mark import Mark, paint_focus, paint_mark

_SIGN = 16
_LEFT = 28
_LETTERS = 12
_LEAST = 22


class ReadinessModel(LineModel[Tick]):
    """The ticks as a list."""

    def data(self, index: Index, role: int = Qt.ItemDataRole.DisplayRole) -> Any:
        if not index.isValid():
            return None
        tick = self.line(index)
        if role == Qt.ItemDataRole.DisplayRole:
            return tick.words
        if role == Qt.ItemDataRole.AccessibleTextRole:
            return spoken(tick)
        if role == Qt.ItemDataRole.ToolTipRole:
            return upright(tick.more or tick.words)
        return tick if role == self.LINE else None

    def flags(self, index: Index) -> Qt.ItemFlag:
        if not index.isValid():
            return Qt.ItemFlag.NoItemFlags
        return Qt.ItemFlag.ItemIsEnabled | Qt.ItemFlag.ItemIsSelectable | Qt.ItemFlag.ItemNeverHasChildren


def spoken(tick: Tick) -> str:
    """A line as a screen reader says it."""
    state = tr("done") if tick.done else tr("open")
    return in_a_row((state, tick.words, tick.more))


class ReadinessDelegate(QStyledItemDelegate):
    """Paints a filled tick or an empty box, and the words on as many lines as they need."""

    def __init__(self, look: Look, parent: QObject | None = None, *, in_full: bool = False) -> None:
        """`in_full` says all there is to say about what is open, where there is room for it."""
        super().__init__(parent)
        self._look = look
        self._in_full = in_full
        self.width = 190

    def _words(self, tick: Tick) -> str:
        return in_a_row((tick.words, tick.more if self._in_full else ""), " · ")

    def paint(self, painter: QPainter, option: QStyleOptionViewItem, index: Index) -> None:
        tick: Tick = index.data(ReadinessModel.LINE)
        theme, rect = self._look.theme, option.rect
        painter.save()
        painter.setRenderHint(QPainter.RenderHint.Antialiasing)
        if option.state & QStyle.StateFlag.State_HasFocus:
            paint_focus(painter, rect, self._look)
        mark = Mark("check", theme.good, filled=True) if tick.done else Mark("not-asked", theme.warning)
        paint_mark(painter, QRect(rect.left() + 6, rect.top() + 3, _SIGN, _SIGN), mark, self._look)
        painter.setFont(font(_LETTERS))
        painter.setPen(QColor(theme.muted if tick.done else theme.ink))
        words = rect.adjusted(_LEFT, 2, -4, -2)
        painter.drawText(words, Qt.TextFlag.TextWordWrap | Qt.AlignmentFlag.AlignTop, self._words(tick))
        painter.restore()

    def sizeHint(self, option: QStyleOptionViewItem, index: Index) -> QSize:
        return QSize(self.width, self.height_of(index.data(ReadinessModel.LINE)))

    def height_of(self, tick: Tick) -> int:
        room = QRect(0, 0, max(40, self.width - _LEFT - 4), 1000)
        words = QFontMetrics(font(_LETTERS)).boundingRect(room, Qt.TextFlag.TextWordWrap, self._words(tick))
        return max(_LEAST, words.height() + 6)


class ReadinessList(QListView):
    """The ticks; Enter or a click on an open one leads to what is open.

    Signals:
        way_wanted(str): the way to the `Point` with this value is wanted.
    """

    way_wanted = Signal(str)

    def __init__(self, look: Look, parent: QWidget | None = None, *, in_full: bool = False) -> None:
        super().__init__(parent)
        self.ticks = ReadinessModel(self)
        self._delegate = ReadinessDelegate(look, self, in_full=in_full)
        self.setModel(self.ticks)
        self.setItemDelegate(self._delegate)
        dressed(self, "flat")
        self.setFrameShape(QFrame.Shape.NoFrame)
        self.setAccessibleName(tr("Ready for the sign-off?"))
        self.setEditTriggers(QListView.EditTrigger.NoEditTriggers)
        self.setHorizontalScrollBarPolicy(Qt.ScrollBarPolicy.ScrollBarAlwaysOff)
        self.setVerticalScrollBarPolicy(Qt.ScrollBarPolicy.ScrollBarAlwaysOff)
        self.clicked.connect(self._on_chosen)
        self.activated.connect(self._on_chosen)

    def show_ticks(self, ticks: Sequence[Tick]) -> None:
        self.ticks.show(ticks)
        self._fit()

    def _on_chosen(self, index: QModelIndex) -> None:
        tick = self.ticks.line(index)
        if not tick.done:
            self.way_wanted.emit(tick.point.value)

    def _fit(self) -> None:
        """As high as its lines, so that the whole list is seen."""
        self._delegate.width = self.viewport().width()
        rows = [self.ticks.line(self.ticks.index(row)) for row in range(self.ticks.rowCount())]
        self.setFixedHeight(sum(map(self._delegate.height_of, rows)) + 2)
        self.doItemsLayout()

    def resizeEvent(self, event: QResizeEvent) -> None:
        super().resizeEvent(event)
        if event.oldSize().width() != event.size().width():
            self._fit()
