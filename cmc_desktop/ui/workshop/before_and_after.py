"""What stands in the clock's place before the workshop starts and after it ended."""

from __future__ import annotations

from PySide6.QtCore import Qt, Signal
from PySide6.QtGui import QResizeEvent
from PySide6.QtWidgets import QLabel, QPushButton, QVBoxLayout, QWidget

from cmc_desktop.model.domain.agenda import planned_minutes
from cmc_desktop.model.domain.changes import StartWorkshop
from cmc_desktop.model.domain.local_time import time_of_day
from cmc_desktop.ui.look import Look, dressed
from cmc_desktop.ui.phase_clock import phases
from cmc_desktop.ui.saying import tr, trn
from cmc_desktop.ui.session_bridge import SessionBridge
from cmc_desktop.ui.times import hours_and_minutes


class BeforeAndAfter(QWidget):
    """Length of the day and the start button; afterwards planned against actual time.

    Signals:
        agenda_wanted(): the agenda is to be chosen or changed.
        people_wanted(): the roster is to be shown.
    """

    agenda_wanted = Signal()
    people_wanted = Signal()

    def __init__(self, bridge: SessionBridge, look: Look, parent: QWidget | None = None) -> None:
        super().__init__(parent)
        self._bridge = bridge
        self.setAccessibleName(tr("Workshop"))
        self.heading = dressed(QLabel(), "heading")
        self.words = dressed(QLabel(), "muted")
        for label in (self.heading, self.words):
            label.setWordWrap(True)
            label.setTextFormat(Qt.TextFormat.PlainText)
        self.start = dressed(QPushButton(), "primary")
        self.agenda = QPushButton()
        self.agenda.setIcon(look.icons.icon("clock"))
        self.people = QPushButton()
        self.people.setIcon(look.icons.icon("people"))
        self.start.clicked.connect(lambda: self._bridge.do(StartWorkshop()))
        self.agenda.clicked.connect(self.agenda_wanted)
        self.people.clicked.connect(self.people_wanted)
        layout = QVBoxLayout(self)
        layout.setContentsMargins(0, 4, 0, 0)
        layout.setSpacing(8)
        told = QVBoxLayout()
        told.setSpacing(2)
        told.addWidget(self.heading)
        told.addWidget(self.words)
        layout.addLayout(told)
        for button in (self.start, self.agenda, self.people):
            layout.addWidget(button)
        layout.addStretch(1)

    def show_canvas(self) -> None:
        canvas = self._bridge.canvas
        began = bool(canvas.workshop.started_at)
        if began:
            self._show_end()
        else:
            self._show_plan()
        self.start.setText(tr("Go on with the workshop") if began else tr("Start the workshop"))
        self.start.setVisible(bool(canvas.agenda) and canvas.sign_off is None)
        self.agenda.setText(tr("Change agenda…") if canvas.agenda else tr("Choose agenda…"))
        self.agenda.setVisible(canvas.sign_off is None)
        self.people.setText(self._people_words())
        self._fit()

    def _fit(self) -> None:
        """Give wrapped words the height they need: the pages of a stack are laid out before their width is known."""
        for label in (self.heading, self.words):
            label.setMinimumHeight(0)  # or the height that other words needed would count as needed
            label.setMinimumHeight(max(0, label.heightForWidth(self.width())))

    def _show_plan(self) -> None:
        items = self._bridge.canvas.agenda
        if not items:
            self.heading.setText(tr("No agenda yet"))
            self.words.setText(tr("Choose how the day runs; every name and length can be changed."))
            return
        length = planned_minutes(items)
        self.heading.setText(hours_and_minutes(length))
        end = time_of_day(self._bridge.now() + length * 60_000)
        self.words.setText(tr("{phases} · started now it ends at {time}", phases=phases(len(items)), time=end))

    def _show_end(self) -> None:
        canvas, now = self._bridge.canvas, self._bridge.now()
        signed = canvas.sign_off
        if signed is not None:
            now = min(now, signed.at)  # the clock of a signed canvas stands where it was signed
        planned = planned_minutes(canvas.agenda)
        actual = sum(canvas.run(item.id).minutes_taken(now) for item in canvas.agenda)
        ended = tr("Ended at {time}", time=time_of_day(canvas.workshop.ended_at))
        self.heading.setText(ended if signed is None else tr("Signed off at {time}", time=time_of_day(signed.at)))
        self.words.setText(
            tr("{actual} of {planned} planned", actual=hours_and_minutes(actual), planned=hours_and_minutes(planned))
        )

    def _people_words(self) -> str:
        people = self._bridge.canvas.people
        if not people:
            return tr("People…")
        count = sum(person.asked for person in people)
        return trn("People… {n}, {count} count", "People… {n}, {count} count", len(people), count=count)

    def resizeEvent(self, event: QResizeEvent) -> None:
        super().resizeEvent(event)
        self._fit()
