"""What can be done about one person of the room, besides the check box."""

from __future__ import annotations

from PySide6.QtCore import Signal
from PySide6.QtWidgets import QMenu, QWidget

from cmc_desktop.model.domain.changes import Arrive, Change, Leave, WasNotHere
from cmc_desktop.model.domain.phase_rules import rules_now
from cmc_desktop.ui.saying import tr
from cmc_desktop.ui.session_bridge import SessionBridge
from cmc_desktop.ui.workshop.answer_history_dialog import AnswerHistoryDialog
from cmc_desktop.ui.workshop.who import name_of


class PersonMenu(QMenu):
    """Says what it does with the person's name in it.

    Signals:
        ask_wanted(str): the roll call is to be shown for this person (id).
    """

    ask_wanted = Signal(str)

    def __init__(self, bridge: SessionBridge, person_id: str, parent: QWidget, *, about_agreement: bool) -> None:
        super().__init__(parent)
        self._bridge = bridge
        self._person = person_id
        self._over = parent
        if about_agreement:
            self._add_answers()
        if bridge.canvas.sign_off is None:
            self._add_coming_and_going()

    def _add_answers(self) -> None:
        canvas = self._bridge.canvas
        person = canvas.person(self._person)
        if person.present and rules_now(canvas).answers:
            self.addAction(tr("Ask {name}…", name=name_of(canvas, person.id)), lambda: self.ask_wanted.emit(person.id))
        if person.asked:
            self.addAction(tr("Answers of {name}…", name=name_of(canvas, person.id)), self._show_answers)

    def _add_coming_and_going(self) -> None:
        canvas = self._bridge.canvas
        person = canvas.person(self._person)
        if person.present:
            self._add_change(tr("{name} has left", name=name_of(canvas, person.id)), Leave(person.id))
        else:
            self._add_change(tr("{name} is here", name=name_of(canvas, person.id)), Arrive(person.id))
        if person.arrived_at:
            self._add_change(tr("{name} was never here", name=name_of(canvas, person.id)), WasNotHere(person.id))

    def _add_change(self, words: str, change: Change) -> None:
        self.addAction(words, lambda: self._bridge.do(change))

    def _show_answers(self) -> None:
        AnswerHistoryDialog(self._bridge, self._person, self._over.window()).open()
