"""The answers to the direct question as buttons with their keys, and the field for a person's own words."""

from __future__ import annotations

from PySide6.QtCore import Qt, Signal
from PySide6.QtGui import QFont
from PySide6.QtWidgets import QHBoxLayout, QLabel, QLineEdit, QPushButton, QStackedWidget, QVBoxLayout, QWidget

from cmc_desktop.model.domain.answer import AnswerKind
from cmc_desktop.ui.look import dressed
from cmc_desktop.ui.saying import tr
from cmc_desktop.ui.theme import font


class AnswerBar(QStackedWidget):
    """Satisfied, with a reservation, not yet, later; a reservation and a not yet ask for own words first.

    Signals:
        answered(str, str): the kind of answer and the words.
        later_wished(): this person is asked later.
    """

    answered = Signal(str, str)
    later_wished = Signal()

    def __init__(self, parent: QWidget | None = None) -> None:
        super().__init__(parent)
        self._kind = AnswerKind.SATISFIED
        self._begun: dict[str, str] = {}
        self._name = ""
        self.satisfied = dressed(_button("Y", tr("Satisfied")), "good")
        self.reservation = _button("R", tr("Satisfied, with a reservation…"))
        self.not_yet = _button("N", tr("Not yet…"))
        self.later = _button("→", tr("Later"))
        self.hint = dressed(QLabel(tr("The answer is for exactly these words · Esc back to the board")), "muted")
        self.chosen = dressed(QLabel(), "warning")
        self.chosen.setTextFormat(Qt.TextFormat.PlainText)
        self.question = QLabel()
        self.words = QLineEdit()
        self.confirm = dressed(QPushButton(tr("Confirm")), "good")
        self.cancel = QPushButton(tr("Cancel"))
        self._lay_out()
        self.satisfied.clicked.connect(lambda: self.answered.emit(AnswerKind.SATISFIED, ""))
        self.reservation.clicked.connect(self.ask_reservation)
        self.not_yet.clicked.connect(self.ask_not_yet)
        self.later.clicked.connect(self.later_wished)
        self.words.returnPressed.connect(self._on_confirmed)
        self.confirm.clicked.connect(self._on_confirmed)
        self.cancel.clicked.connect(self.close_field)

    def _lay_out(self) -> None:
        self._answers, self._field = QWidget(), QWidget()
        self._answers.setAccessibleName(tr("Answers"))
        self._field.setAccessibleName(tr("Own words"))
        row = QHBoxLayout(self._answers)
        row.setContentsMargins(0, 0, 0, 0)
        row.setSpacing(16)
        for button in (self.satisfied, self.reservation, self.not_yet, self.later):
            row.addWidget(button)
        row.addStretch(1)
        row.addWidget(self.hint)
        column = QVBoxLayout(self._field)
        column.setContentsMargins(0, 0, 0, 0)
        line = QHBoxLayout()
        line.setSpacing(12)
        line.addWidget(self.words, 1)
        line.addWidget(self.confirm)
        line.addWidget(self.cancel)
        asked = QHBoxLayout()
        asked.setSpacing(16)
        asked.addWidget(self.chosen)
        asked.addWidget(self.question, 1)
        column.addLayout(asked)
        column.addLayout(line)
        self.addWidget(self._answers)
        self.addWidget(self._field)
        self._field.setEnabled(False)

    @property
    def field_open(self) -> bool:
        return self.currentWidget() is self._field

    @property
    def words_for(self) -> str:
        """The kind of answer that own words are typed for; empty while none are."""
        return self._kind if self.field_open else ""

    def go_on_with_words_for(self, kind: str) -> None:
        """Open the field again as `words_for` told it."""
        if kind == AnswerKind.RESERVATION:
            self.ask_reservation()
        elif kind == AnswerKind.NOT_YET:
            self.ask_not_yet()

    def scale(self, scale: float) -> None:
        """Letters and buttons for a window of this scale."""
        for button in (self.satisfied, self.reservation, self.not_yet, self.later, self.confirm, self.cancel):
            button.setFont(font(20 * scale, QFont.Weight.DemiBold))
            button.setMinimumHeight(round(46 * scale))
        self.words.setFont(font(22 * scale))
        self.words.setMinimumHeight(round(46 * scale))
        self.chosen.setFont(font(26 * scale, QFont.Weight.Bold))
        self.question.setFont(font(20 * scale))
        self.hint.setFont(font(14 * scale))

    def take_focus(self) -> None:
        """Put the keys into the open field, else on the first answer."""
        (self.words if self.field_open else self.satisfied).setFocus()

    def _turn_to(self, shown: QWidget, hidden: QWidget) -> None:
        """What is out of sight gets no keys and does nothing."""
        shown.setEnabled(True)
        self.setCurrentWidget(shown)
        self.take_focus()
        hidden.setEnabled(False)

    def ask_reservation(self) -> None:
        self._open(AnswerKind.RESERVATION, tr("What is the reservation? In the person’s own words:"))

    def ask_not_yet(self) -> None:
        self._open(AnswerKind.NOT_YET, tr("What would have to change? In the person’s own words:"))

    def ask_person(self, name: str, begun: dict[str, str]) -> None:
        """The answers are another person's now. `begun` are words this person has begun, by kind of answer; it takes
        up what is begun from here on."""
        self.close_field()
        self._name = name
        self._begun = begun

    def keep_begun(self) -> None:
        """Take up what stands in the open field."""
        if self.field_open and self.words.text().strip():
            self._begun[self._kind] = self.words.text()
        elif self.field_open:
            self._begun.pop(self._kind, None)

    def forget_begun(self) -> None:
        """The person has answered."""
        self.words.clear()
        self._begun.clear()

    def close_field(self) -> None:
        """Back to the answers; what was begun comes back when the person is asked for the same again."""
        self.keep_begun()
        self.words.clear()
        self._turn_to(self._answers, self._field)

    def _open(self, kind: AnswerKind, question: str) -> None:
        self._kind = kind
        self.chosen.setText(tr("{name}: {answer}", name=self._name, answer=kind.label))
        self.confirm.setText(tr("Record “{answer}”", answer=kind.label))
        self.question.setText(question)
        self.words.setText(self._begun.get(kind, ""))
        self.words.setAccessibleName(f"{self.chosen.text()}. {question}")
        self._turn_to(self._field, self._answers)

    def _on_confirmed(self) -> None:
        self.answered.emit(self._kind, self.words.text())


def _button(key: str, text: str) -> QPushButton:
    button = QPushButton(f"{key}   {text}")
    button.setAccessibleName(text)
    button.setAccessibleDescription(tr("key {key}", key=key))
    return button
