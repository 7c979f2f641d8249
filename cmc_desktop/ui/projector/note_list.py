"""A list of notes on the wall: large, read-only, never cut in the middle of a note."""

from __future__ import annotations

from collections.abc import Sequence
from functools import lru_cache

from PySide6.QtCore import QModelIndex, QPersistentModelIndex, QRect, QRectF, QSize, Qt
from PySide6.QtGui import QColor, QFontMetrics, QPainter, QPen
from PySide6.QtWidgets import QAbstractItemView, QListView, QStyledItemDelegate, QStyleOptionViewItem, QWidget

from cmc_desktop.ui.theme import font

_WRAP = int(Qt.TextFlag.TextWordWrap | Qt.TextFlag.TextWrapAnywhere)

_KEPT_HEIGHTS = 5000

Index = QModelIndex | QPersistentModelIndex


@lru_cache(maxsize=64)
def metrics_for(pixels: int, most_lines: int = 0) -> NoteMetrics:
    """The metrics of one size of type; measured heights are kept with it."""
    return NoteMetrics(pixels, most_lines)


class NoteMetrics:
    """How large a note is in type of `pixels`: the one place that measures for both layout and painting."""

    def __init__(self, pixels: int, most_lines: int = 0) -> None:
        """`most_lines` cuts longer notes with an ellipsis, for an overview; 0 shows every note whole."""
        self.pixels = pixels
        self.most_lines = most_lines
        self.font = font(pixels)
        self.pad = max(4, round(pixels * 0.42))
        self.gap = max(3, round(pixels * 0.28))
        self._metrics = QFontMetrics(self.font)
        self._heights: dict[tuple[str, int], int] = {}
        self._cut: dict[tuple[str, int], str] = {}

    def height(self, text: str, width: int) -> int:
        """The height of a note with the gap below it, in a list `width` pixels wide."""
        key = (text, width)
        if key not in self._heights:
            if len(self._heights) > _KEPT_HEIGHTS:
                self._heights.clear()
                self._cut.clear()
            self._heights[key] = self._measured(text, width)
        return self._heights[key]

    def _measured(self, text: str, width: int) -> int:
        inner = max(10, width - 2 * self.pad)
        return self._text_height(self.shown(text, inner), inner) + round(1.2 * self.pad) + self.gap

    def _text_height(self, text: str, width: int) -> int:
        return self._metrics.boundingRect(QRect(0, 0, width, 100_000), self.flags(text, width), text).height()

    def shown(self, text: str, width: int) -> str:
        """The text as it is drawn in `width` pixels: whole, or cut after the last line allowed."""
        if not self.most_lines:
            return text
        key = (text, width)
        if key not in self._cut:
            self._cut[key] = self._cut_after_lines(text, width)
        return self._cut[key]

    def _cut_after_lines(self, text: str, width: int) -> str:
        room = self.most_lines * self._metrics.lineSpacing()
        if self._text_height(text, width) <= room:
            return text
        low, high = 0, len(text)
        while low < high:
            middle = (low + high + 1) // 2
            fits = self._text_height(text[:middle].rstrip() + "…", width) <= room
            low, high = (middle, high) if fits else (low, middle - 1)
        return text[:low].rstrip() + "…"

    def flags(self, text: str, width: int) -> int:
        """How to wrap: between words, and inside a word only when it could be wider than the list."""
        longest = max((len(word) for word in text.split()), default=0)
        return _WRAP if longest * self.pixels > width else int(Qt.TextFlag.TextWordWrap)

    def total(self, texts: Sequence[str], width: int) -> int:
        return sum(self.height(text, width) for text in texts)


class NoteDelegate(QStyledItemDelegate):
    """Paints a note as plain text on its tint; the newest one gets a ring."""

    def __init__(self, parent: QWidget) -> None:
        super().__init__(parent)
        self.metrics = metrics_for(36)
        self.ground, self.ink, self.ring = QColor("#eeeeee"), QColor("#1c2733"), QColor("#5f3dc4")
        self.ringed = -1
        self.columns = 1

    def paint(self, painter: QPainter, option: QStyleOptionViewItem, index: Index) -> None:
        gap = self.metrics.gap
        rect = QRectF(option.rect).adjusted(1, 1, -1 - (gap if self.columns > 1 else 0), -1 - gap)
        painter.save()
        painter.setRenderHint(QPainter.RenderHint.Antialiasing)
        ringed = index.row() == self.ringed
        painter.setPen(QPen(self.ring, 3) if ringed else Qt.PenStyle.NoPen)
        painter.setBrush(self.ground)
        radius = max(4.0, self.metrics.pixels * 0.2)
        painter.drawRoundedRect(rect, radius, radius)
        painter.setPen(self.ink)
        painter.setFont(self.metrics.font)
        pad = self.metrics.pad
        inner = rect.toRect().adjusted(pad - 1, 0, 1 - pad, 0)
        text = self.metrics.shown(str(index.data() or ""), inner.width())
        flags = self.metrics.flags(text, inner.width())
        painter.drawText(inner, flags | int(Qt.AlignmentFlag.AlignVCenter), text)
        painter.restore()

    def sizeHint(self, option: QStyleOptionViewItem, index: Index) -> QSize:
        view = self.parent()
        width = view.viewport().width() if isinstance(view, QListView) else 400
        # one pixel to spare, or Qt puts every note on a line of its own
        width = (width - 1) // self.columns
        text_width = width - (self.metrics.gap if self.columns > 1 else 0)
        return QSize(width, self.metrics.height(str(index.data() or ""), text_width))


class NoteList(QListView):
    """The notes of one box. It takes no input; what does not fit is turned to page by page."""

    def __init__(self, name: str = "", columns: int = 1, parent: QWidget | None = None) -> None:
        super().__init__(parent)
        self._delegate = NoteDelegate(self)
        self._delegate.columns = columns
        self._holds = False
        if columns > 1:
            self.setFlow(QListView.Flow.LeftToRight)
            self.setWrapping(True)
        self.setAccessibleName(name)
        self.setItemDelegate(self._delegate)
        self.setEditTriggers(QAbstractItemView.EditTrigger.NoEditTriggers)
        self.setSelectionMode(QAbstractItemView.SelectionMode.NoSelection)
        self.setFocusPolicy(Qt.FocusPolicy.NoFocus)
        self.setVerticalScrollMode(QAbstractItemView.ScrollMode.ScrollPerPixel)
        self.setVerticalScrollBarPolicy(Qt.ScrollBarPolicy.ScrollBarAlwaysOff)
        self.setHorizontalScrollBarPolicy(Qt.ScrollBarPolicy.ScrollBarAlwaysOff)
        self.setResizeMode(QListView.ResizeMode.Adjust)
        self.setStyleSheet("QListView { border: none; background: transparent; }")
        self.setMinimumSize(1, 1)

    def hold(self, root: QModelIndex) -> None:
        """Show the notes below `root`."""
        self.setModel(root.model())
        self.setRootIndex(root)
        self._holds = True

    def let_go(self) -> None:
        """Hold no notes at all, so that nothing that is not shown can be read anywhere."""
        self.setModel(None)
        self._holds = False

    def texts(self) -> list[str]:
        if not self._holds:
            return []
        model, root = self.model(), self.rootIndex()
        return [str(model.index(row, 0, root).data() or "") for row in range(model.rowCount(root))]

    def dress(self, metrics: NoteMetrics, ground: QColor, ink: QColor, ring: QColor) -> None:
        """Take type and colours."""
        delegate = self._delegate
        delegate.metrics, delegate.ground, delegate.ink, delegate.ring = metrics, ground, ink, ring
        self.scheduleDelayedItemsLayout()

    @property
    def metrics(self) -> NoteMetrics:
        return self._delegate.metrics

    def set_metrics(self, metrics: NoteMetrics) -> None:
        """Take another size of type."""
        self._delegate.metrics = metrics
        self.scheduleDelayedItemsLayout()

    def ring(self, row: int) -> None:
        """Put the ring around the note in `row`, none for -1."""
        self._delegate.ringed = row
        self.viewport().update()

    def line_heights(self, metrics: NoteMetrics, width: int) -> list[int]:
        """The heights of the lines of notes, of as many notes side by side as there are columns."""
        columns = self._delegate.columns
        one = (width - 1) // columns - (metrics.gap if columns > 1 else 0)
        heights = [metrics.height(text, one) for text in self.texts()]
        return [max(heights[start : start + columns]) for start in range(0, len(heights), columns)]

    def pages(self, width: int, height: int) -> list[range]:
        """The rows that fit whole on each page of `height` pixels."""
        columns, total = self._delegate.columns, len(self.texts())
        pages: list[range] = []
        start, used = 0, 0
        for line, needs in enumerate(self.line_heights(self._delegate.metrics, width)):
            if used and used + needs > height:
                pages.append(range(start, line * columns))
                start, used = line * columns, 0
            used += needs
        pages.append(range(start, total))
        return pages

    def show_rows(self, rows: range) -> None:
        """Show just these rows."""
        for row in range(len(self.texts())):
            self.setRowHidden(row, row not in rows)
        self.scheduleDelayedItemsLayout()
