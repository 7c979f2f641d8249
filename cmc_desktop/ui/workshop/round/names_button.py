"""Names in little room: a button that shortens its row, and tells all of it to whoever asks."""

from __future__ import annotations

from collections.abc import Sequence

from PySide6.QtCore import QSize, Qt
from PySide6.QtGui import QFontMetrics, QResizeEvent
from PySide6.QtWidgets import QPushButton, QSizePolicy, QWidget

from cmc_desktop.ui.look import dressed
from cmc_desktop.ui.saying import in_a_row, tr, trn


class NamesButton(QPushButton):
    """A row of names as a button: those that fit, how many more there are, and a `tail` that is kept in any case."""

    def __init__(self, parent: QWidget | None = None) -> None:
        super().__init__(parent)
        self._names: tuple[str, ...] = ()
        self._tail = ""
        dressed(self, "link")
        self.setFocusPolicy(Qt.FocusPolicy.TabFocus)
        self.setSizePolicy(QSizePolicy.Policy.Ignored, QSizePolicy.Policy.Preferred)

    @property
    def names(self) -> tuple[str, ...]:
        """Everybody in the row."""
        return self._names

    def show_names(self, names: Sequence[str], tail: str = "") -> None:
        if (tuple(names), tail) != (self._names, self._tail):
            self._names, self._tail = tuple(names), tail
            self._fit()

    def _fit(self) -> None:
        metrics, room = self.fontMetrics(), self.width() - 28
        rows = self._shorter_and_shorter()
        both = [in_a_row((row, self._tail), " · ") for row in rows]
        shown = next((text for text in (*both, *rows) if metrics.horizontalAdvance(text) <= room), "…")
        self.setText(shown.replace("&", "&&"))

    def _shorter_and_shorter(self) -> Sequence[str]:
        count = len(self._names)
        texts = [_row(self._names[:seen], count - seen) for seen in range(count, 0, -1)]
        return [*texts, trn("{n} more", "{n} more", count)] if count else [""]

    def sizeHint(self) -> QSize:
        return QSize(120, super().sizeHint().height())

    def minimumSizeHint(self) -> QSize:
        return QSize(40, super().minimumSizeHint().height())

    def resizeEvent(self, event: QResizeEvent) -> None:
        super().resizeEvent(event)
        self._fit()


def _row(names: Sequence[str], more: int) -> str:
    row = in_a_row(names, tr(", "))
    return trn("{names} and {n} more", "{names} and {n} more", more, names=row) if more else row


def width_of(metrics: QFontMetrics, words: Sequence[str]) -> int:
    """Pixels that hold the longest of some words."""
    return max(metrics.horizontalAdvance(word) for word in words)
