"""A list of notes on the wall: large, read-only, holding only the page that is shown."""

from __future__ import annotations

from typing import Any

from PySide6.QtCore import QAbstractListModel, QModelIndex, QPersistentModelIndex, QRectF, QSize, Qt
from PySide6.QtGui import QColor, QPainter, QPen
from PySide6.QtWidgets import QAbstractItemView, QListView, QStyledItemDelegate, QStyleOptionViewItem, QWidget

from cmc_desktop.ui.projector.card_metrics import CardMetrics, card_metrics
from cmc_desktop.ui.projector.picture import Card
from cmc_desktop.ui.saying import tr

Index = QModelIndex | QPersistentModelIndex
_NOWHERE = QModelIndex()


class CardModel(QAbstractListModel):
    """Some cards and nothing else."""

    def __init__(self, parent: QWidget) -> None:
        super().__init__(parent)
        self.cards: tuple[Card, ...] = ()

    def take(self, cards: tuple[Card, ...]) -> None:
        if cards != self.cards:
            self.beginResetModel()
            self.cards = cards
            self.endResetModel()

    def rowCount(self, parent: Index = _NOWHERE) -> int:
        return 0 if parent.isValid() else len(self.cards)

    def data(self, index: Index, role: int = Qt.ItemDataRole.DisplayRole) -> Any:
        if not index.isValid():
            return None
        card = self.cards[index.row()]
        if role == Qt.ItemDataRole.DisplayRole:
            return card.text
        if role == Qt.ItemDataRole.AccessibleTextRole:
            words = tr("{text}, by {name}", text=card.text, name=card.name) if card.name else card.text
            return tr("{text} (not settled yet)", text=words) if card.unsettled else words
        return None


class CardDelegate(QStyledItemDelegate):
    """Paints a note as plain text on its tint; the newest one gets a ring, one that is not settled a dashed edge.

    Not on the whole board, where words are cut: there it would be a sign that nobody can do anything about.
    """

    def __init__(self, parent: CardList) -> None:
        super().__init__(parent)
        self._list = parent
        self.metrics = card_metrics(36, 28)
        self.ground, self.ink, self.muted, self.ring = (QColor("#eeeeee"), *(QColor("#1c2733") for _ in range(3)))
        self.columns = 1

    def paint(self, painter: QPainter, option: QStyleOptionViewItem, index: Index) -> None:
        metrics, card = self.metrics, self._list.card(index.row())
        rect = QRectF(option.rect).adjusted(1, 1, -1 - (metrics.gap if self.columns > 1 else 0), -1 - metrics.gap)
        painter.save()
        painter.setRenderHint(QPainter.RenderHint.Antialiasing)
        painter.setPen(QPen(self.ring, max(2, metrics.pixels // 9)) if card.ringed else Qt.PenStyle.NoPen)
        painter.setBrush(self.ground)
        radius = max(4.0, metrics.pixels * 0.2)
        painter.drawRoundedRect(rect, radius, radius)
        if card.unsettled and not card.ringed and not metrics.most_lines:
            painter.setPen(QPen(self.muted, max(2, metrics.pixels // 12), Qt.PenStyle.DashLine))
            painter.setBrush(Qt.BrushStyle.NoBrush)
            painter.drawRoundedRect(rect.adjusted(1, 1, -1, -1), radius, radius)
        inner = rect.toRect().adjusted(metrics.pad - 1, 0, 1 - metrics.pad, 0)
        text = metrics.shown(card.text, inner.width())
        below = metrics.name_height(card)
        painter.setPen(self.ink)
        painter.setFont(metrics.font)
        flags = metrics.flags(text, inner.width()) | int(Qt.AlignmentFlag.AlignVCenter)
        painter.drawText(inner.adjusted(0, 0, 0, -below), flags, text)
        if metrics.below(card):
            painter.setPen(self.muted)
            painter.setFont(metrics.name_font)
            line = inner.adjusted(0, inner.height() - below - round(0.4 * metrics.pad), 0, 0)
            painter.drawText(line, int(Qt.AlignmentFlag.AlignTop | Qt.AlignmentFlag.AlignRight), metrics.below(card))
        painter.restore()

    def sizeHint(self, option: QStyleOptionViewItem, index: Index) -> QSize:
        # one pixel to spare, or Qt puts every note on a line of its own
        width = (self._list.viewport().width() - 1) // self.columns
        return QSize(width, self.metrics.height(self._list.card(index.row()), self.text_width(width)))

    def text_width(self, width: int) -> int:
        """What a column `width` pixels wide leaves for a card."""
        return width - (self.metrics.gap if self.columns > 1 else 0)


class CardList(QListView):
    """The cards of one page of one box. It takes no input."""

    def __init__(self, name: str = "", parent: QWidget | None = None) -> None:
        super().__init__(parent)
        self._cards = CardModel(self)
        self._delegate = CardDelegate(self)
        self.setAccessibleName(name)
        self.setModel(self._cards)
        self.setItemDelegate(self._delegate)
        self.setEditTriggers(QAbstractItemView.EditTrigger.NoEditTriggers)
        self.setSelectionMode(QAbstractItemView.SelectionMode.NoSelection)
        self.setFocusPolicy(Qt.FocusPolicy.NoFocus)
        # the wall takes no input, not even a turn of the wheel
        self.setAttribute(Qt.WidgetAttribute.WA_TransparentForMouseEvents)
        self.setVerticalScrollMode(QAbstractItemView.ScrollMode.ScrollPerPixel)
        self.setVerticalScrollBarPolicy(Qt.ScrollBarPolicy.ScrollBarAlwaysOff)
        self.setHorizontalScrollBarPolicy(Qt.ScrollBarPolicy.ScrollBarAlwaysOff)
        self.setResizeMode(QListView.ResizeMode.Adjust)
        self.setStyleSheet("QListView { border: none; background: transparent; }")
        self.setMinimumSize(1, 1)

    def card(self, row: int) -> Card:
        return self._cards.cards[row]

    @property
    def cards(self) -> tuple[Card, ...]:
        """What is shown."""
        return self._cards.cards

    @property
    def metrics(self) -> CardMetrics:
        return self._delegate.metrics

    def dress(self, ground: QColor, ink: QColor, muted: QColor, ring: QColor) -> None:
        """Take colours: of the cards, of their words, of names, of the newest one's ring."""
        delegate = self._delegate
        delegate.ground, delegate.ink, delegate.muted, delegate.ring = ground, ink, muted, ring
        self.viewport().update()

    def show_cards(self, cards: tuple[Card, ...], metrics: CardMetrics, columns: int = 1) -> None:
        """Show just these cards, in type of this size, in so many columns."""
        delegate = self._delegate
        if columns != delegate.columns:
            delegate.columns = columns
            self.setFlow(QListView.Flow.LeftToRight if columns > 1 else QListView.Flow.TopToBottom)
            self.setWrapping(columns > 1)
        if metrics is not delegate.metrics:
            delegate.metrics = metrics
            self.scheduleDelayedItemsLayout()
        self._cards.take(cards)
