"""The mark of a practice: slanting stripes and words, so that it needs no colour to be told from a real workshop."""

from __future__ import annotations

from PySide6.QtCore import QEvent, QObject, QPointF, QSize, Qt
from PySide6.QtGui import QColor, QPainter, QPaintEvent, QPolygonF
from PySide6.QtWidgets import QHBoxLayout, QLabel, QSizePolicy, QWidget

from cmc_desktop.model.domain.practice_mark import nothing_is_kept
from cmc_desktop.ui.saying import tr
from cmc_desktop.ui.theme import DARK, Theme

#: the size of the words on a wall of 1920 x 1080, in pixels
_ON_THE_WALL = 34


class PracticeMark(QWidget):
    """The words between two fields of stripes."""

    def __init__(self, theme: Theme, parent: QWidget | None = None) -> None:
        super().__init__(parent)
        self._ground = QColor(theme.warning)
        self._ink = QColor(theme.card if theme.name == "light" else theme.paper)
        self.words = QLabel(nothing_is_kept())
        self.words.setTextFormat(Qt.TextFormat.PlainText)
        self.words.setSizePolicy(QSizePolicy.Policy.Maximum, QSizePolicy.Policy.Preferred)
        self._row = QHBoxLayout(self)
        self._row.addWidget(_Stripes(self._ink), 1)
        self._row.addWidget(self.words)
        self._row.addWidget(_Stripes(self._ink), 1)
        self.set_size(15)

    def set_size(self, pixels: int) -> None:
        """Write the words in letters of this size; everything else goes with it."""
        self.words.setStyleSheet(f"color: {self._ink.name()}; font-size: {pixels}px; font-weight: 700;")
        self._row.setContentsMargins(pixels // 2, pixels // 5, pixels // 2, pixels // 5)
        self._row.setSpacing(pixels)

    def paintEvent(self, event: QPaintEvent) -> None:
        QPainter(self).fillRect(event.rect(), self._ground)


class _Stripes(QWidget):
    """Slanting stripes, as on the tape around a building site."""

    def __init__(self, ink: QColor) -> None:
        super().__init__()
        self._ink = ink

    def sizeHint(self) -> QSize:
        return QSize(48, 8)

    def paintEvent(self, _event: QPaintEvent) -> None:
        painter = QPainter(self)
        painter.setRenderHint(QPainter.RenderHint.Antialiasing)
        painter.setPen(Qt.PenStyle.NoPen)
        painter.setBrush(self._ink)
        high = self.height()
        wide = max(6, high // 2)
        for left in range(-high, self.width(), 2 * wide):
            corners = ((left, high), (left + wide, high), (left + wide + high, 0), (left + high, 0))
            painter.drawPolygon(QPolygonF([QPointF(x, y) for x, y in corners]))


class MarkOnTheWall(QObject):
    """Keeps the mark at the top of a window for the room; the window's own content moves down for it."""

    def __init__(self, window: QWidget) -> None:
        super().__init__(window)
        self._window = window
        self._mark = PracticeMark(DARK, window)
        self._mark.setObjectName("practiceMark")
        window.setWindowTitle(tr("{window} – {practice}", window=window.windowTitle(), practice=nothing_is_kept()))
        window.installEventFilter(self)
        self._place()
        self._mark.show()

    def _place(self) -> None:
        width, height = self._window.width(), self._window.height()
        self._mark.set_size(max(12, round(_ON_THE_WALL * min(width / 1920, height / 1080))))
        high = self._mark.sizeHint().height()
        self._mark.setGeometry(0, 0, width, high)
        self._mark.raise_()
        self._window.setContentsMargins(0, high, 0, 0)

    def eventFilter(self, watched: QObject, event: QEvent) -> bool:
        if event.type() == QEvent.Type.Resize:
            self._place()
        return super().eventFilter(watched, event)
