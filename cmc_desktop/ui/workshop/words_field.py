"""The field of the side panels' lines: as a note is written, but no taller than the panel can spare."""

from __future__ import annotations

from PySide6.QtGui import QResizeEvent
from PySide6.QtWidgets import QWidget

from cmc_desktop.ui.board.note_editor import NoteEditor
from cmc_desktop.ui.theme import font

_TYPE = 12.5
_TALLEST = 104


class WordsField(NoteEditor):
    """Enter is done, Shift+Enter a new line; it grows with its words up to a few lines and scrolls from there."""

    def __init__(self, name: str, parent: QWidget | None = None) -> None:
        super().__init__(font(_TYPE), parent)
        self.setAccessibleName(name)
        self.grown.connect(self._fit)
        self._fit()

    def _fit(self) -> None:
        height = min(_TALLEST, self.wanted_height)
        if height != self.minimumHeight():
            self.setFixedHeight(height)

    def resizeEvent(self, event: QResizeEvent) -> None:
        super().resizeEvent(event)
        self._fit()
