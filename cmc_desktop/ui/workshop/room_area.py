"""The part of the people's panel that is scrolled: the list of people and what has to be decided below it."""

from __future__ import annotations

from collections.abc import Sequence

from PySide6.QtCore import Qt
from PySide6.QtWidgets import QScrollArea, QVBoxLayout, QWidget

from cmc_desktop.ui.look import dressed


class RoomArea(QScrollArea):
    """What does not fit is scrolled as one: what has to be decided is whole, the list gives its room first."""

    def __init__(self, people: QWidget, below: Sequence[QWidget], parent: QWidget | None = None) -> None:
        super().__init__(parent)
        content = dressed(_Content(), "card")
        column = QVBoxLayout(content)
        column.setContentsMargins(0, 0, 0, 0)
        column.setSpacing(8)
        column.addWidget(people, 3)
        for widget in below:
            column.addWidget(widget)
        self._people = people
        self._filler = QWidget()
        column.addWidget(self._filler, 3)
        self.setWidgetResizable(True)
        self.setFocusPolicy(Qt.FocusPolicy.NoFocus)
        self.setHorizontalScrollBarPolicy(Qt.ScrollBarPolicy.ScrollBarAlwaysOff)
        self.setWidget(content)

    def show_people(self, shown: bool) -> None:
        """Show the list of people, or leave its room empty."""
        self._people.setVisible(shown)
        self._filler.setVisible(not shown)


class _Content(QWidget):
    """What is scrolled: no higher than its parts need at least, as the list has a scroll bar of its own."""

    def heightForWidth(self, width: int) -> int:
        layout = self.layout()
        return layout.minimumHeightForWidth(width) if layout is not None else -1
