"""How the parts of the desk lie: bars above, the board in the middle, the panels at the sides."""

from __future__ import annotations

from collections.abc import Sequence

from PySide6.QtWidgets import QHBoxLayout, QVBoxLayout, QWidget

from cmc_desktop.ui.look import dressed

#: pixels for the panels at the sides, and their share of the width: the board has what is left
_NARROW_SIDE, _WIDE_SIDE = 220, 280
_SIDE_SHARE = 0.172


class BoardAndPanels(QWidget):
    """Holds `bars` over everything, and `strips` over the board alone."""

    def __init__(
        self, *, bars: Sequence[QWidget], strips: Sequence[QWidget], board: QWidget, left: QWidget, right: QWidget
    ) -> None:
        super().__init__()
        dressed(self, "paper")
        self._sides = (left, right)
        middle = QVBoxLayout()
        middle.setSpacing(0)
        for strip in strips:
            middle.addWidget(strip)
        middle.addWidget(board, 1)
        row = QHBoxLayout()
        row.setSpacing(0)
        row.addWidget(left)
        row.addLayout(middle, 1)
        row.addWidget(right)
        layout = QVBoxLayout(self)
        layout.setContentsMargins(0, 0, 0, 0)
        layout.setSpacing(0)
        for bar in bars:
            layout.addWidget(bar)
        layout.addLayout(row, 1)

    def fit_sides(self, width: int) -> None:
        """Give the panels at the sides their part of `width` pixels."""
        side = max(_NARROW_SIDE, min(_WIDE_SIDE, round(width * _SIDE_SHARE)))
        for panel in self._sides:
            panel.setFixedWidth(side)
