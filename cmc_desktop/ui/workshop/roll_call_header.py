"""The top line of the roll call: where the room stands, who has to be asked again, and the clock of the phase."""

from __future__ import annotations

from PySide6.QtCore import Qt
from PySide6.QtGui import QFont
from PySide6.QtWidgets import QHBoxLayout, QLabel, QWidget

from cmc_desktop.model.domain.agreement import Agreement
from cmc_desktop.model.domain.canvas import Canvas
from cmc_desktop.ui.look import dressed, redress
from cmc_desktop.ui.phase_clock import LOOKS, read_clock
from cmc_desktop.ui.saying import tr
from cmc_desktop.ui.theme import font
from cmc_desktop.ui.workshop.roll_call_words import counts


class RollCallHeader(QWidget):
    """One line that says in words what the list at the side says in signs."""

    def __init__(self, parent: QWidget | None = None) -> None:
        super().__init__(parent)
        self.title = QLabel(tr("Ask everyone"))
        self.count = dressed(QLabel(), "muted")
        self.count.setMinimumWidth(100)
        self.clock = QLabel()
        for label in (self.title, self.count):
            label.setTextFormat(Qt.TextFormat.PlainText)
        row = QHBoxLayout(self)
        row.setContentsMargins(0, 0, 0, 0)
        row.setSpacing(12)
        row.addWidget(self.title)
        row.addWidget(self.count, 1)
        row.addWidget(self.clock)

    def show_counts(self, now: Agreement, again: str) -> None:
        """`again` says who has to be asked again."""
        self.count.setText(counts(now, again))
        self.count.setToolTip(self.count.text())

    def show_clock(self, canvas: Canvas, now: int) -> None:
        reading = read_clock(canvas, now)
        if reading is not None:
            self.clock.setText(reading.figures)
            self.clock.setAccessibleName(reading.spoken)
            self.clock.setToolTip(reading.words)
            redress(self.clock, LOOKS[reading.level])

    def fit(self, scale: float) -> None:
        """Letters for a window of this scale."""
        self.title.setFont(font(18 * scale, QFont.Weight.DemiBold))
        self.count.setFont(font(18 * scale))
        self.clock.setFont(font(34 * scale, QFont.Weight.Bold))
