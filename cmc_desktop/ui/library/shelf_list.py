"""The filters on the left: shelves and cities, each with how many canvases it holds."""

from __future__ import annotations

from collections.abc import Sequence

from PySide6.QtCore import QModelIndex, QObject, QPersistentModelIndex, QRect, QSize, Qt, Signal
from PySide6.QtGui import QColor, QFont, QFontMetrics, QPainter
from PySide6.QtWidgets import (
    QAbstractItemView,
    QListWidget,
    QListWidgetItem,
    QStyle,
    QStyledItemDelegate,
    QStyleOptionViewItem,
    QWidget,
)

from cmc_desktop.ui.library.shelf import Choice
from cmc_desktop.ui.look import dressed
from cmc_desktop.ui.saying import tr, trn
from cmc_desktop.ui.theme import Theme, font

_CHOICE = int(Qt.ItemDataRole.UserRole)
_COUNT = _CHOICE + 1


class ShelfList(QListWidget):
    """One choice at a time, by arrows or mouse.

    Signals:
        choice_changed(Choice): another shelf or city was chosen by the user.
    """

    choice_changed = Signal(object)

    def __init__(self, theme: Theme, parent: QWidget | None = None) -> None:
        super().__init__(parent)
        dressed(self, "flat")
        self.setAccessibleName(tr("Which canvases to show"))
        self.setItemDelegate(_ShelfDelegate(theme, self))
        self.setEditTriggers(QAbstractItemView.EditTrigger.NoEditTriggers)
        self.setHorizontalScrollBarPolicy(Qt.ScrollBarPolicy.ScrollBarAlwaysOff)
        self.setMouseTracking(True)
        self._filling = False
        self._choices: list[Choice] = []
        self.currentItemChanged.connect(self._on_current_item_changed)

    @property
    def choice(self) -> Choice:
        chosen = self.currentIndex().data(_CHOICE)
        return chosen if isinstance(chosen, Choice) else Choice()

    def show_choices(self, counted: Sequence[tuple[Choice, int]]) -> None:
        """Replace the lines; the present choice stays chosen while it is still there."""
        if [choice for choice, _ in counted] == self._choices:
            self._show_counts(counted)
            return
        kept = self.choice
        self._choices = [choice for choice, _ in counted]
        self._filling = True
        self.clear()
        heading = False
        for choice, count in counted:
            if choice.city and not heading:
                self._add_heading(tr("City"))
                heading = True
            self._add(choice, count)
        places = {self.item(place).data(_CHOICE): place for place in range(self.count())}
        self.setCurrentRow(places.get(kept, 0))
        self._filling = False
        if self.choice != kept:
            self.choice_changed.emit(self.choice)

    def _show_counts(self, counted: Sequence[tuple[Choice, int]]) -> None:
        """New numbers on the lines there are."""
        items = (self.item(place) for place in range(self.count()))
        lines = (item for item in items if item.data(_CHOICE) is not None)
        for item, (choice, count) in zip(lines, counted, strict=True):
            if item.data(_COUNT) != count:
                item.setData(_COUNT, count)
                item.setData(Qt.ItemDataRole.AccessibleTextRole, _spoken(choice, count))

    def choose(self, choice: Choice) -> None:
        """Go to `choice` when it is there."""
        for place in range(self.count()):
            if self.item(place).data(_CHOICE) == choice:
                self.setCurrentRow(place)

    def lines(self) -> list[tuple[str, int]]:
        """(label, count) of every choice, from top to bottom."""
        items = [self.item(place) for place in range(self.count())]
        return [(item.text(), item.data(_COUNT)) for item in items if item.data(_CHOICE) is not None]

    def _add(self, choice: Choice, count: int) -> None:
        item = QListWidgetItem(choice.label)
        item.setData(_CHOICE, choice)
        item.setData(_COUNT, count)
        item.setData(Qt.ItemDataRole.AccessibleTextRole, _spoken(choice, count))
        self.addItem(item)

    def _add_heading(self, text: str) -> None:
        item = QListWidgetItem(text)
        item.setFlags(Qt.ItemFlag.NoItemFlags)
        self.addItem(item)

    def _on_current_item_changed(self) -> None:
        if not self._filling:
            self.choice_changed.emit(self.choice)


def _spoken(choice: Choice, count: int) -> str:
    return trn("{label}, {n} canvas", "{label}, {n} canvases", count, label=choice.label)


class _ShelfDelegate(QStyledItemDelegate):
    """A label with a small count behind it; the chosen one on a round ground."""

    def __init__(self, theme: Theme, parent: QObject) -> None:
        super().__init__(parent)
        self._theme = theme

    def paint(
        self, painter: QPainter, option: QStyleOptionViewItem, index: QModelIndex | QPersistentModelIndex
    ) -> None:
        rect: QRect = option.rect
        state: QStyle.StateFlag = option.state
        painter.save()
        painter.setRenderHint(QPainter.RenderHint.Antialiasing)
        if index.data(_CHOICE) is None:
            self._paint_heading(painter, rect, str(index.data()))
        else:
            self._paint_choice(painter, rect, state, index)
        painter.restore()

    def _paint_heading(self, painter: QPainter, rect: QRect, text: str) -> None:
        face = font(11, QFont.Weight.DemiBold)
        face.setLetterSpacing(QFont.SpacingType.AbsoluteSpacing, 1)
        painter.setFont(face)
        painter.setPen(QColor(self._theme.muted))
        painter.drawText(rect.adjusted(0, 0, 0, -6), int(Qt.AlignmentFlag.AlignBottom), text.upper())

    def _paint_choice(
        self, painter: QPainter, rect: QRect, state: QStyle.StateFlag, index: QModelIndex | QPersistentModelIndex
    ) -> None:
        chosen = bool(state & QStyle.StateFlag.State_Selected)
        ground = rect.adjusted(2, 1, -2, -1)
        if chosen or state & QStyle.StateFlag.State_MouseOver:
            painter.setPen(Qt.PenStyle.NoPen)
            painter.setBrush(QColor(self._theme.selection if chosen else self._theme.card))
            painter.drawRoundedRect(ground, 6, 6)
        if state & QStyle.StateFlag.State_HasFocus:
            painter.setBrush(Qt.BrushStyle.NoBrush)
            painter.setPen(QColor(self._theme.focus))
            painter.drawRoundedRect(ground, 6, 6)
        face = font(13, QFont.Weight.DemiBold if chosen else QFont.Weight.Normal)
        count = str(index.data(_COUNT))
        small = font(11.5)
        room = ground.width() - 20 - 8 - QFontMetrics(small).horizontalAdvance(count)
        words = QFontMetrics(face).elidedText(str(index.data()), Qt.TextElideMode.ElideRight, room)
        middle = int(Qt.AlignmentFlag.AlignVCenter)
        painter.setFont(face)
        painter.setPen(QColor(self._theme.ink))
        painter.drawText(ground.adjusted(10, 0, 0, 0), middle, words)
        behind = ground.adjusted(10 + QFontMetrics(face).horizontalAdvance(words) + 8, 0, 0, 0)
        painter.setFont(small)
        painter.setPen(QColor(self._theme.muted))
        painter.drawText(behind, middle, count)

    def sizeHint(self, option: QStyleOptionViewItem, index: QModelIndex | QPersistentModelIndex) -> QSize:
        height = QFontMetrics(font(13)).height()
        return QSize(80, height + (30 if index.data(_CHOICE) is None else 14))
