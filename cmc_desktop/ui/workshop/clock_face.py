"""The big clock of the phase with the buttons that lead through the agenda."""

from __future__ import annotations

from PySide6.QtCore import Qt, Signal
from PySide6.QtGui import QFont, QFontMetrics, QResizeEvent
from PySide6.QtWidgets import QHBoxLayout, QLabel, QProgressBar, QPushButton, QVBoxLayout, QWidget

from cmc_desktop.model.domain.changes import AddMinutes, BackPhase
from cmc_desktop.ui.look import Look, redress
from cmc_desktop.ui.phase_clock import LOOKS, ClockReading
from cmc_desktop.ui.saying import tr
from cmc_desktop.ui.session_bridge import SessionBridge
from cmc_desktop.ui.theme import font
from cmc_desktop.ui.workshop.phase_steps import go_on, in_last_phase, start_or_pause

#: pixels of the figures as designed, and of those of a clock that was left running for days
_FIGURES, _LEAST = 46, 18


class ClockFace(QWidget):
    """Shows a clock reading; its buttons wish the changes of the clock. Nothing here changes by itself.

    Signals:
        skip_wanted(): the phase is to be skipped; a reason has to be asked for.
    """

    skip_wanted = Signal()

    def __init__(self, bridge: SessionBridge, look: Look, parent: QWidget | None = None) -> None:
        super().__init__(parent)
        self._bridge = bridge
        self._look = look
        self.setAccessibleName(tr("Clock"))
        self.figures = QLabel()
        self.figures.setFont(_bold(_FIGURES))
        self.figures.setMinimumWidth(1)
        self.figures.setAlignment(Qt.AlignmentFlag.AlignCenter)
        self.words = QLabel()
        self.words.setAlignment(Qt.AlignmentFlag.AlignCenter)
        self.words.setWordWrap(True)
        self.words.setTextFormat(Qt.TextFormat.PlainText)
        self.line = QProgressBar()
        self.line.setTextVisible(False)
        self.line.setRange(0, 1000)
        self.line.setAccessibleName(tr("Time used"))
        self._make_buttons()
        layout = QVBoxLayout(self)
        layout.setContentsMargins(0, 0, 0, 0)
        layout.setSpacing(4)
        layout.addWidget(self.figures)
        layout.addWidget(self.words)
        layout.addWidget(self.line)
        layout.addSpacing(4)
        layout.addLayout(_row(self.pause, self.plus_one, self.plus_five))
        layout.addLayout(_row(self.back, self.skip, self.next))

    def _make_buttons(self) -> None:
        self.pause = QPushButton()
        self.plus_one = _button("+1", tr("One minute more"))
        self.plus_five = _button("+5", tr("Five minutes more"))
        self.back = _button(tr("Back"), tr("Back to the phase before"))
        self.skip = _button(tr("Skip…"), tr("Skip this phase, with a reason"))
        self.next = _button("", "")
        self.next.setProperty("look", "primary")
        self.pause.clicked.connect(lambda: self._bridge.do(start_or_pause(self._bridge.canvas)))
        self.plus_one.clicked.connect(lambda: self._bridge.do(AddMinutes(1)))
        self.plus_five.clicked.connect(lambda: self._bridge.do(AddMinutes(5)))
        self.back.clicked.connect(lambda: self._bridge.do(BackPhase()))
        self.skip.clicked.connect(self.skip_wanted)
        self.next.clicked.connect(lambda: self._bridge.do(go_on(self._bridge.canvas)))

    def show_reading(self, reading: ClockReading) -> None:
        """Show the clock; colours follow the level, and the words say the same."""
        self.figures.setText(reading.figures)
        self._fit_figures()
        self.figures.setAccessibleName(reading.spoken)
        self.words.setText(reading.words)
        look = LOOKS[reading.level]
        redress(self.figures, look)
        redress(self.words, look or "muted")
        self.line.setValue(round(reading.share * 1000))
        text = tr("Pause") if reading.running else tr("Resume")
        if self.pause.text() != text:
            self.pause.setText(text)
            self.pause.setAccessibleName(tr("Pause the clock") if reading.running else tr("Let the clock go on"))
            self.pause.setIcon(self._look.icons.icon("pause" if reading.running else "play"))

    def _fit_figures(self) -> None:
        """Take smaller letters for a time that is too long for the column."""
        words, room = self.figures.text(), self.width()
        sizes = range(_FIGURES, _LEAST, -4)
        fitting = (size for size in sizes if QFontMetrics(_bold(size)).horizontalAdvance(words) <= room)
        size = next(fitting, _LEAST)
        if self.figures.font().pixelSize() != size:
            self.figures.setFont(_bold(size))

    def show_place(self) -> None:
        """Fit the buttons to the place in the agenda: no way back from the first phase, the last one ends."""
        canvas = self._bridge.canvas
        places = [item.id for item in canvas.agenda]
        place = places.index(canvas.workshop.current) if canvas.workshop.current in places else -1
        last = in_last_phase(canvas)
        self.back.setEnabled(place > 0)
        self.skip.setEnabled(not last)
        self.next.setText(tr("End") if last else tr("Next"))
        self.next.setAccessibleName(tr("End the workshop") if last else tr("Next phase"))
        self.next.setToolTip(self.next.accessibleName())

    def resizeEvent(self, event: QResizeEvent) -> None:
        super().resizeEvent(event)
        self._fit_figures()


def _bold(size: int) -> QFont:
    return font(size, QFont.Weight.Bold)


def _button(text: str, name: str) -> QPushButton:
    button = QPushButton(text)
    button.setAccessibleName(name)
    button.setToolTip(name)
    return button


def _row(*buttons: QPushButton) -> QHBoxLayout:
    row = QHBoxLayout()
    row.setSpacing(6)
    for button in buttons:
        row.addWidget(button, 1)
    return row
