"""The side of the roll call: everybody and where they stand, how answers are given, and the show of hands."""

from __future__ import annotations

from dataclasses import replace

from PySide6.QtCore import QModelIndex, Signal
from PySide6.QtGui import QFont
from PySide6.QtWidgets import QHBoxLayout, QPushButton, QSizePolicy, QVBoxLayout, QWidget

from cmc_desktop.model.domain.agreement import Agreement
from cmc_desktop.model.domain.canvas import Canvas
from cmc_desktop.ui.look import Look
from cmc_desktop.ui.saying import tr
from cmc_desktop.ui.theme import font
from cmc_desktop.ui.workshop.how_choice import HowChoice
from cmc_desktop.ui.workshop.people_list import agreement_lines
from cmc_desktop.ui.workshop.roll_call_list import RollCallList
from cmc_desktop.ui.workshop.who import all_names


class RollCallSide(QWidget):
    """The room in a column.

    Signals:
        person_chosen(str): this person is to be asked now.
        hands_wanted(): a show of hands is to be recorded.
    """

    person_chosen = Signal(str)
    hands_wanted = Signal()

    def __init__(self, look: Look, parent: QWidget | None = None) -> None:
        super().__init__(parent)
        self.list = RollCallList(look)
        self.how = HowChoice()
        self.hands = QPushButton(tr("{key}   {action}", key="E", action=tr("Everyone except…")))
        self.hands.setAccessibleName(tr("Show of hands: everyone except…"))
        self.hands.setAccessibleDescription(tr("key {key}", key="E"))
        self.hands.setSizePolicy(QSizePolicy.Policy.Expanding, QSizePolicy.Policy.Fixed)
        self._row = QHBoxLayout()
        self._row.addWidget(self.how)
        self._row.addWidget(self.hands)
        self._column = QVBoxLayout(self)
        self._column.setContentsMargins(0, 0, 0, 0)
        self._column.addWidget(self.list, 1)
        self._column.addLayout(self._row)
        self.list.clicked.connect(self._on_person_chosen)
        self.list.activated.connect(self._on_person_chosen)
        self.hands.clicked.connect(self.hands_wanted)

    def show_room(self, canvas: Canvas, now: Agreement, in_front: str, scale: float) -> None:
        """Show everybody in the room; `in_front` is the id of the one who is asked."""
        here = {row.person.id for row in now.in_room}
        names = all_names(canvas)
        lines = [replace(line, name=names[line.id]) for line in agreement_lines(canvas) if line.id in here]
        self.list.show_lines(lines, in_front, scale)
        self.how.setEnabled(bool(in_front))
        self.hands.setEnabled(bool(now.to_ask))

    def fit(self, scale: float) -> None:
        self.setFixedWidth(round(380 * scale))
        self._row.setSpacing(round(10 * scale))
        self._column.setSpacing(round(12 * scale))
        for button in (self.how, self.hands):
            button.setFont(font(15 * scale, QFont.Weight.DemiBold))
            button.setMinimumHeight(round(34 * scale))

    def _on_person_chosen(self, index: QModelIndex) -> None:
        self.person_chosen.emit(self.list.people.line(index).id)
