"""Keeps the end of a list in view while it grows, unless somebody has turned up in it."""

from __future__ import annotations

from PySide6.QtCore import QObject
from PySide6.QtWidgets import QAbstractScrollArea


class EndInView(QObject):
    """Goes along with the scroll bar of `view`, so that nothing is laid out before its time."""

    def __init__(self, view: QAbstractScrollArea) -> None:
        super().__init__(view)
        self._bar = view.verticalScrollBar()
        self._follows = True
        self._bar.valueChanged.connect(self._on_value_changed)
        self._bar.rangeChanged.connect(self._on_range_changed)

    def follow(self) -> None:
        """Go to the end, now and as it grows."""
        self._follows = True
        self._bar.setValue(self._bar.maximum())

    def _on_value_changed(self, value: int) -> None:
        self._follows = value == self._bar.maximum()

    def _on_range_changed(self, _least: int, most: int) -> None:
        if self._follows:
            self._bar.setValue(most)
