"""A round of asking on an open canvas: who is in front, the words they hear, and what becomes of their answer."""

from __future__ import annotations

from dataclasses import dataclass

from cmc_desktop.model.domain.agreement import Agreement, agreement
from cmc_desktop.model.domain.changes import GiveAnswer, WithdrawAnswer
from cmc_desktop.ui.saying import tr
from cmc_desktop.ui.session_bridge import SessionBridge
from cmc_desktop.ui.workshop.roll_call import RollCall, begins_with
from cmc_desktop.ui.workshop.who import all_names


@dataclass(frozen=True)
class AskedSoFar:
    """Where a round of asking stands, and for which kind of answer words are being typed, empty for none."""

    call: RollCall
    words_for: str


class Asking:
    """Nobody is in front before the first round begins. Whoever shows it reads it anew after each call."""

    def __init__(self, bridge: SessionBridge) -> None:
        self._bridge = bridge
        self._call: RollCall | None = None
        self._heard = ""

    def begin(self, person: str = "") -> None:
        """Start a round with those to ask, or with one person (id)."""
        canvas = self._bridge.canvas
        self._call = RollCall(agreement(canvas), begins_with(canvas), person)
        self.hear()

    def go_on_with(self, call: RollCall) -> None:
        """Go on with a round that was begun where this canvas was asked about before."""
        self._call = call
        self.hear()

    @property
    def call(self) -> RollCall | None:
        """The round; None before the first one begins."""
        return self._call

    @property
    def has_begun(self) -> bool:
        return self._call is not None

    @property
    def person(self) -> str:
        """The id of the person who is being asked; empty when nobody is."""
        return self._call.current if self._call is not None else ""

    @property
    def before(self) -> str:
        """As the round's; empty while there is none."""
        return self._call.before if self._call is not None else ""

    def hear(self) -> None:
        """The words as they are now are in front of the person: answers are given to these."""
        self._heard = self._bridge.canvas.content_hash

    def follow(self, now: Agreement) -> None:
        """Go on with who is still to be asked."""
        if self._call is not None:
            self._call.follow(now, self._bridge.canvas.content_hash)

    def answer(self, kind: str, words: str, how: str) -> bool:
        """Give an answer for the person in front; False when it was refused, which is told.

        Words that changed in front of the person are told once: the next answer is for what is shown now.
        """
        if self._call is None:
            return False
        given = self._bridge.do(GiveAnswer(self.person, kind, words, how, heard=self._heard))
        if given:
            self._call.answered(self._bridge.canvas.content_hash)
        else:
            self.hear()
        return given

    def take_back(self) -> str:
        """Take back the answer given last in this round: whoever gave it is asked again. Returns what is to be told
        about it, empty when it was refused."""
        canvas = self._bridge.canvas
        person = self._call.last_answered if self._call is not None else ""
        if self._call is None or not any(row.person.id == person for row in agreement(canvas).in_room):
            return tr("There is no answer of this round to take back.")
        if not self._bridge.do(WithdrawAnswer(person)):
            return ""
        self._call.take_back()
        return tr("Taken back: the answer of {name}", name=all_names(canvas)[person])

    def later(self) -> None:
        """Ask this person at the end."""
        if self._call is not None:
            self._call.later()

    def back(self) -> None:
        """Go to the one before."""
        if self._call is not None:
            self._call.back()

    def go_to(self, person: str) -> None:
        """Ask the person with this id next."""
        if self._call is not None:
            self._call.go_to(person)
