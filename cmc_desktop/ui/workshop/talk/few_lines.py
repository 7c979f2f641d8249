"""A label that shows the first lines of words that may be long; the rest is in its tool tip."""

from __future__ import annotations

from PySide6.QtCore import Qt
from PySide6.QtGui import QResizeEvent
from PySide6.QtWidgets import QLabel, QSizePolicy, QWidget

from cmc_desktop.ui.workshop.wrapped_words import wrapped


class FewLines(QLabel):
    """Plain words over at most `most` lines."""

    def __init__(self, most: int, parent: QWidget | None = None) -> None:
        super().__init__(parent)
        self._most = most
        self._words = ""
        self.setTextFormat(Qt.TextFormat.PlainText)
        self.setSizePolicy(QSizePolicy.Policy.Ignored, QSizePolicy.Policy.Fixed)

    @property
    def words(self) -> str:
        return self._words

    def show_words(self, words: str) -> None:
        self._words = words
        self.setAccessibleName(words)
        self._fit()

    def _fit(self) -> None:
        lines = wrapped(self._words, self.font(), max(40, self.contentsRect().width()), self._most)
        shown = "\n".join(lines) if self._words else ""
        if shown != self.text():
            self.setText(shown)
        self.setToolTip(self._words if shown.endswith("…") else "")

    def resizeEvent(self, event: QResizeEvent) -> None:
        super().resizeEvent(event)
        self._fit()
