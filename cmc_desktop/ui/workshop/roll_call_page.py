"""Ask everyone: one person after another in large letters, with exactly what changed since their last answer."""

from __future__ import annotations

from collections.abc import Callable, Mapping
from functools import partial

from PySide6.QtCore import Signal
from PySide6.QtGui import QHideEvent, QResizeEvent, QShowEvent
from PySide6.QtWidgets import QWidget

from cmc_desktop.model.domain.agreement import Agreement, Row, agreement
from cmc_desktop.model.domain.reasking import Reasking, sentence
from cmc_desktop.ui.dead_time import DeadTime
from cmc_desktop.ui.look import Look
from cmc_desktop.ui.session_bridge import SessionBridge
from cmc_desktop.ui.workshop.answer_history_dialog import AnswerHistoryDialog
from cmc_desktop.ui.workshop.asking import AskedSoFar, Asking
from cmc_desktop.ui.workshop.begun_answers import BegunAnswers
from cmc_desktop.ui.workshop.hands_dialog import HandsDialog
from cmc_desktop.ui.workshop.how_choice import HowChoice
from cmc_desktop.ui.workshop.roll_call_keys import RollCallKeys
from cmc_desktop.ui.workshop.roll_call_parts import RollCallParts
from cmc_desktop.ui.workshop.who import all_names


class RollCallPage(RollCallParts):
    """The direct question, person by person. Call `begin` before it is shown.

    Signals:
        closed(): back to the board.
        sign_off_wanted(): everybody is satisfied and the canvas is to be signed off.
        asking_person(str): the person with this id is being asked in front of the room; empty when nobody is, as
            at the end of a round and when the page goes.
    """

    closed = Signal()
    sign_off_wanted = Signal()
    asking_person = Signal(str)

    def __init__(
        self,
        bridge: SessionBridge,
        look: Look,
        parent: QWidget | None = None,
        *,
        dead_time: DeadTime | None = None,
        above: QWidget | None = None,
    ) -> None:
        """`above` is a line that is read before the question, below the head; it shows itself when it has to."""
        reasking = Reasking(bridge.session.content_of)
        super().__init__(bridge, look, reasking, above, parent)
        self.dead_time = dead_time or DeadTime()
        self._bridge = bridge
        self._reasking = reasking
        self._asking = Asking(bridge)
        self._shown_person = ""
        self._told_person = ""
        self._begun = BegunAnswers()
        self._connect()
        self._bind_keys()

    def _connect(self) -> None:
        self.bar.answered.connect(self._on_answered)
        self.bar.later_wished.connect(self._on_later_wished)
        self.side.person_chosen.connect(self._on_person_chosen)
        self.side.hands_wanted.connect(self.show_hands)
        self.face.history_wanted.connect(self.show_history)
        self.summary.sign_off_wanted.connect(self.sign_off_wanted)
        self.summary.asking_wanted.connect(self.begin)
        self.summary.closed.connect(self.closed)
        self._bridge.written.connect(self._on_written)
        self._bridge.ticked.connect(self._show_clock)

    def _bind_keys(self) -> None:
        keys = RollCallKeys(self, lambda: bool(self._may_answer), self.dead_time.press)
        wishes: dict[str, Callable[[], object]] = {
            "Y": self.bar.satisfied.click,
            "R": self.bar.ask_reservation,
            "N": self.bar.ask_not_yet,
            "Right": self._on_later_wished,
            HowChoice.KEY: self.side.how.choose_next,
            "E": self.show_hands,
            "A": self.show_history,
        }
        for key, wish in wishes.items():
            keys.bind_asking(key, wish)
        for key, pages in (("PgDown", +1), ("PgUp", -1)):
            keys.bind_asking(key, partial(self.face.changes.turn, pages), repeats=True)
        for key in ("Left", "Backspace"):
            keys.bind(key, self._on_back_wished)
        keys.bind("Ctrl+Z", self._on_undo_wished)
        keys.bind("Esc", self._on_escape)

    @property
    def _may_answer(self) -> bool:
        return bool(self.person_in_front) and not self.bar.field_open and self.dead_time.over

    def begin(self, person: str = "") -> None:
        """Start a round with those to ask, or with one person."""
        self._asking.begin(person)
        self.bar.close_field()
        self.refresh()

    def so_far(self) -> AskedSoFar | None:
        """Where the round stands; None before one begins."""
        call = self._asking.call
        return AskedSoFar(call, self.bar.words_for) if call is not None else None

    def go_on_with(self, before: AskedSoFar) -> None:
        """Go on with a round of another page about this canvas; the words begun there are brought back before."""
        self._asking.go_on_with(before.call)
        self.refresh()
        if self.person_in_front:
            self.bar.go_on_with_words_for(before.words_for)

    @property
    def person_in_front(self) -> str:
        """The id of the person who is being asked; empty when the round is over."""
        return self._asking.person

    def refresh(self) -> None:
        """Read everything anew from the canvas: who is in front, who left, what changed meanwhile."""
        if not self._asking.has_begun:
            return
        now = agreement(self._bridge.canvas)
        if not self.sums_up or self.person_in_front:
            self._asking.follow(now)
        self._show(now)

    def _show(self, now: Agreement) -> None:
        person, canvas = self.person_in_front, self._bridge.canvas
        self.side.show_room(canvas, now, person, self._scale)
        self.header.show_counts(now, sentence(self._reasking.due(canvas), canvas.template))
        row = next((row for row in now.in_room if row.person.id == person), None)
        if row is None:
            self._shown_person = ""
            names, before = all_names(canvas), self._asking.before
            self.summary.show_agreement(now, self._scale, names, before, canvas.sign_off)
        else:
            self._show_person(row)
        self._show_face(asking=row is not None)
        self._show_clock(self._bridge.now())
        self._tell_who_is_asked(person if row is not None and self.isVisible() else "")

    def _tell_who_is_asked(self, person: str) -> None:
        if person != self._told_person:
            self._told_person = person
            self.asking_person.emit(person)

    def _show_person(self, row: Row) -> None:
        person = row.person.id
        if person != self._shown_person:
            self._shown_person = person
            self._asking.hear()
            self.dead_time.begin()
            self.bar.ask_person(all_names(self._bridge.canvas)[person], self._begun.of(person))
        self.face.show_row(row, self._scale)

    def _show_clock(self, now: int) -> None:
        if self.isVisible():
            self.header.show_clock(self._bridge.canvas, now)

    def show_hands(self) -> None:
        """Record a show of hands: everyone in the room except a few."""
        if agreement(self._bridge.canvas).to_ask:
            dialog = HandsDialog(self._bridge, self.window())
            dialog.accepted.connect(self.begin)
            dialog.finished.connect(lambda _result: self.dead_time.begin(grows=True))
            dialog.open()

    def show_history(self) -> None:
        """Everything the person in front has answered."""
        if self.person_in_front:
            AnswerHistoryDialog(self._bridge, self.person_in_front, self.window()).open()

    def unstored_words(self) -> dict[str, str]:
        """Words begun for an answer that was not given, by 'answer:PERSON:KIND'."""
        self.bar.keep_begun()
        return self._begun.by_place()

    def bring_back(self, words: Mapping[str, str]) -> None:
        """Take up words that were begun earlier; they come back when the person is asked."""
        self._begun.bring_back(words)

    def _on_written(self) -> None:
        """Hidden behind the board it costs nothing; what has changed is read when it is shown."""
        if self.isVisible():
            self.refresh()

    def _on_answered(self, kind: str, words: str) -> None:
        if not self.person_in_front or not self.dead_time.over:
            return
        if self._asking.answer(kind, words, self.side.how.how.value):
            self.bar.forget_begun()
            self.bar.close_field()
        self.refresh()

    def _on_later_wished(self) -> None:
        self._asking.later()
        self.refresh()

    def _on_back_wished(self) -> None:
        if not self.bar.field_open and self.dead_time.over:
            self._asking.back()
            self.refresh()

    def _on_undo_wished(self) -> None:
        if not self.bar.field_open and self.dead_time.over:
            told = self._asking.take_back()
            self.refresh()
            if told:
                self._bridge.told.emit(told)

    def _on_person_chosen(self, person: str) -> None:
        self._asking.go_to(person)
        self.refresh()
        self.take_focus()

    def _on_escape(self) -> None:
        if self.bar.field_open:
            self.bar.close_field()
            self.refresh()
        else:
            self.closed.emit()

    def resizeEvent(self, event: QResizeEvent) -> None:
        super().resizeEvent(event)
        if self._fit():
            self.refresh()

    def showEvent(self, event: QShowEvent) -> None:
        super().showEvent(event)
        self._asking.hear()
        self.side.how.take_up(self._bridge.canvas)
        if not self._asking.has_begun:
            self.begin()
        self.refresh()
        self._show_clock(self._bridge.now())
        self.dead_time.begin(grows=True)
        self.take_focus()

    def hideEvent(self, event: QHideEvent) -> None:
        super().hideEvent(event)
        self._tell_who_is_asked("")
