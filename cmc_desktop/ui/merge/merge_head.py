"""The head of the merge page: whose copy it is, when it was taken and sent back, how much it brings, and the clock."""

from __future__ import annotations

from PySide6.QtCore import Qt
from PySide6.QtWidgets import QFrame, QHBoxLayout, QLabel, QVBoxLayout, QWidget

from cmc_desktop.model.domain.canvas import Canvas
from cmc_desktop.ui.dialogs.form_dialog import plain_label
from cmc_desktop.ui.elided_label import ElidedLabel
from cmc_desktop.ui.look import dressed, redress
from cmc_desktop.ui.merge.looked_over import LookedOver
from cmc_desktop.ui.merge.rows import short_title
from cmc_desktop.ui.phase_clock import LOOKS, read_clock
from cmc_desktop.ui.saying import tr


class MergeHead(QFrame):
    """`show_over` says what there is, `show_clock` how much of a running phase is left."""

    def __init__(self, back_to: Canvas | None = None, parent: QWidget | None = None) -> None:
        """`back_to` is the other canvas to which leaving leads, None for none."""
        super().__init__(parent)
        self._back_to = back_to
        dressed(self, "bar")
        self.title = dressed(ElidedLabel(least=20), "title")
        self.when = dressed(QLabel(), "muted")
        self.counts = plain_label("heading")
        self.clock = QLabel()
        self.clock.setTextFormat(Qt.TextFormat.PlainText)
        first = QHBoxLayout()
        first.setSpacing(14)
        first.addWidget(self.title)
        first.addWidget(self.when)
        first.addStretch(1)
        first.addWidget(self.clock)
        lines = QVBoxLayout(self)
        lines.setContentsMargins(24, 12, 24, 12)
        lines.setSpacing(2)
        lines.addLayout(first)
        lines.addWidget(self.counts)

    def show_over(self, over: LookedOver) -> None:
        self.title.show_words(over.title())
        self.when.setText(over.times())
        self.counts.setText(over.counts())

    def show_clock(self, canvas: Canvas, now: int) -> None:
        """The clock runs on while the page covers the desk; nothing is shown outside a phase.

        Where the page of `canvas` leads back to another one, that is what is led, and the clock says whose it is.
        """
        led = canvas if self._back_to is None else self._back_to
        reading = read_clock(led, now)
        self.clock.setVisible(reading is not None)
        if reading is not None:
            told = reading.spoken
            if led is not canvas:
                title = short_title(led.head.title)
                told = tr("“{title}”: {clock}", title=title, clock=told)
            self.clock.setText(told)
            redress(self.clock, LOOKS[reading.level] or "muted")
