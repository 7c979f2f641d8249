"""The heading of a box: its number, its title, and how many notes it has."""

from __future__ import annotations

from PySide6.QtCore import Qt
from PySide6.QtGui import QResizeEvent
from PySide6.QtWidgets import QHBoxLayout, QLabel, QSizePolicy, QWidget

from cmc_desktop.model.domain.template import Box
from cmc_desktop.ui.board.note_columns import SCROLL_BAR
from cmc_desktop.ui.theme import Theme

#: so much of the heading the count has: with the room for the scroll bar beside it, a tool covers no title
_LEAST_COUNT = 12


class BoxHeading(QWidget):
    """One line, more where the title is wrapped."""

    def __init__(self, box: Box, theme: Theme, parent: QWidget | None = None) -> None:
        super().__init__(parent)
        self._words = box.title
        number, self._title, self._count = QLabel(str(box.number)), QLabel(box.title), QLabel()
        self._title.setAccessibleName(box.title)
        number.setStyleSheet(f"color: {theme.tone(box.tone).name()}; font-weight: 700; font-size: 12px")
        self._title.setStyleSheet("font-weight: 600; font-size: 12px")
        self._title.setWordWrap(True)
        self._title.setSizePolicy(QSizePolicy.Policy.Ignored, QSizePolicy.Policy.Minimum)
        self._count.setStyleSheet(f"color: {theme.muted}; font-size: 11px")
        self._count.setMinimumWidth(_LEAST_COUNT)
        self._count.setAlignment(Qt.AlignmentFlag.AlignRight)
        row = QHBoxLayout(self)
        row.setContentsMargins(0, 0, SCROLL_BAR, 0)
        row.setSpacing(6)
        for label, share in ((number, 0), (self._title, 1), (self._count, 0)):
            label.setTextFormat(Qt.TextFormat.PlainText)
            row.addWidget(label, share, Qt.AlignmentFlag.AlignTop)

    def show_count(self, count: int) -> None:
        told = str(count) if count else ""
        if told != self._count.text():
            self._count.setText(told)
            self._fit()  # a wider one leaves the title less room

    def words_end(self) -> int:
        """Pixels from the left edge of the heading to where the words of the title end."""
        room = self._title.contentsRect()
        words = self._title.fontMetrics().boundingRect(room, Qt.TextFlag.TextWordWrap, self._title.text())
        return self._title.mapTo(self, (words & room).topRight()).x() + 1

    def _fit(self) -> None:
        """Lay out anew, and shorten the title to the room it gets."""
        layout = self.layout()
        if layout is not None:
            layout.activate()
        self._shorten()

    def _shorten(self) -> None:
        """End a word that is wider than the title's room in dots: Qt would cut it through a letter."""
        room, metrics = self._title.contentsRect().width(), self._title.fontMetrics()
        shown = " ".join(metrics.elidedText(word, Qt.TextElideMode.ElideRight, room) for word in self._words.split())
        if shown != self._title.text():
            self._title.setText(shown)
            self._title.setToolTip(self._words if shown != self._words else "")

    # Qt

    def resizeEvent(self, event: QResizeEvent) -> None:
        super().resizeEvent(event)
        self._fit()
