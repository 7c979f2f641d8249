"""The person who is being asked, in large letters: name, question, and exactly what changed since their last answer."""

from __future__ import annotations

from PySide6.QtCore import Qt, Signal
from PySide6.QtGui import QFont
from PySide6.QtWidgets import QHBoxLayout, QLabel, QPushButton, QVBoxLayout, QWidget

from cmc_desktop.model.domain.agreement import Row
from cmc_desktop.model.domain.answer import Answer
from cmc_desktop.model.domain.difference import Difference, differences
from cmc_desktop.model.domain.errors import NotThere
from cmc_desktop.model.domain.reasking import Reasking
from cmc_desktop.ui.look import dressed
from cmc_desktop.ui.saying import in_a_row, tr
from cmc_desktop.ui.session_bridge import SessionBridge
from cmc_desktop.ui.theme import font
from cmc_desktop.ui.workshop.change_cards import ChangeCards
from cmc_desktop.ui.workshop.roll_call_words import earlier_words, question_words, since_words
from cmc_desktop.ui.workshop.who import all_names


class RollCallFace(QWidget):
    """One person at a time.

    Signals:
        history_wanted(): the earlier answers of this person are to be shown.
    """

    history_wanted = Signal()

    def __init__(self, bridge: SessionBridge, reasking: Reasking, parent: QWidget | None = None) -> None:
        super().__init__(parent)
        self._bridge = bridge
        self._reasking = reasking
        self._shown: tuple[object, ...] | None = None
        self.name = QLabel()
        self.about = dressed(QLabel(), "muted")
        self.question = QLabel()
        self.since = dressed(QLabel(), "muted")
        for label in (self.name, self.about, self.question, self.since):
            label.setTextFormat(Qt.TextFormat.PlainText)
            label.setWordWrap(True)
        self.earlier = dressed(QPushButton(), "link")
        self.earlier.clicked.connect(self.history_wanted)
        self.changes = ChangeCards()
        said = QHBoxLayout()
        said.setSpacing(16)
        said.addWidget(self.since, 1)
        said.addWidget(self.earlier, 0, Qt.AlignmentFlag.AlignTop)
        self._column = QVBoxLayout(self)
        self._column.setContentsMargins(0, 0, 0, 0)
        for widget in (self.name, self.about, self.question):
            self._column.addWidget(widget)
        self._column.addLayout(said)
        self._column.addWidget(self.changes, 1)

    def show_row(self, row: Row, scale: float) -> None:
        """Show a person's line of the agreement with what changed since they answered."""
        canvas, person, answer = self._bridge.canvas, row.person, row.answer
        self.name.setText(all_names(canvas)[person.id])
        speaks = tr("speaks for: {group}", group=person.speaks_for) if person.speaks_for else ""
        self.about.setText(in_a_row((person.organisation, speaks), " · "))
        self.about.setVisible(bool(self.about.text()))
        found = self._changes_since(answer) if answer is not None else ()
        elements = self._reasking.elements_since(canvas, answer.content_hash) if answer is not None else None
        self.question.setText(question_words(canvas.template, row, elements))
        self.since.setText(since_words(row, bool(found)))
        self.since.setVisible(bool(self.since.text()))
        count = sum(one.person == person.id for one in canvas.answers)
        self.earlier.setText(earlier_words(count))
        self.earlier.setVisible(count > 1)
        shown = (person.id, found, scale)
        if shown != self._shown:
            self._shown = shown
            self.changes.show_differences(found, canvas.template, scale)

    def _changes_since(self, answer: Answer) -> tuple[Difference, ...]:
        canvas = self._bridge.canvas
        if answer.content_hash == canvas.content_hash:
            return ()
        try:
            return differences(self._bridge.session.content_of(answer.content_hash), canvas.content)
        except NotThere:
            return ()

    def fit(self, scale: float) -> None:
        """Letters for a window of this scale."""
        self.name.setFont(font(64 * scale, QFont.Weight.Bold))
        self.about.setFont(font(25 * scale))
        self.question.setFont(font(31 * scale))
        self.since.setFont(font(18 * scale))
        self.earlier.setFont(font(18 * scale))
        self._column.setSpacing(round(14 * scale))
