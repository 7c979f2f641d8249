"""Asking everyone, deciding on those who left, and signing off."""

from __future__ import annotations

from dataclasses import dataclass, field, replace

from cmc_desktop.i18n import tr
from cmc_desktop.model.domain.agreement import agreement, agrees_to, latest_answers
from cmc_desktop.model.domain.answer import Answer, AnswerKind, How
from cmc_desktop.model.domain.canvas import Canvas
from cmc_desktop.model.domain.changes.base import Change
from cmc_desktop.model.domain.checkpoint import Why
from cmc_desktop.model.domain.entity import Entity, new_id
from cmc_desktop.model.domain.errors import Refusal
from cmc_desktop.model.domain.keeping import kept
from cmc_desktop.model.domain.merging.checkpoints import at_checkpoint
from cmc_desktop.model.domain.participant import Leaving
from cmc_desktop.model.domain.phase_rules import PhaseKind, rules_now
from cmc_desktop.model.domain.sign_off import SIGN_OFF_ID, SignOff
from cmc_desktop.model.domain.text import line, spoken_words


class _History(Change):
    undoable = False


def check_in_agreement(canvas: Canvas) -> None:
    """Raise Refusal unless the agreement phase goes on."""
    if canvas.sign_off is not None:
        raise Refusal(tr("This canvas is signed; its answers stay as they are."))
    if not rules_now(canvas).answers or canvas.current_item is None:
        raise Refusal(
            tr("Answers are taken in the agreement phase only."),
            todo=tr("Go on to the agreement phase, then ask everyone."),
        )


def _still_says(canvas: Canvas, heard: str) -> None:
    if heard and heard != canvas.content_hash:
        raise Refusal(
            tr("The canvas was changed in the meantime, so nothing was recorded."),
            todo=tr("Look at what it says now and ask again."),
        )


@dataclass(frozen=True)
class GiveAnswer(_History):
    """Record a person's own answer to the content as it is now; earlier answers stay in the history.

    `heard` is the hash of the words the person was asked about: when the canvas says something else by now, the
    answer is refused. Empty: whatever it says.
    """

    person: str
    kind: str
    words: str = ""
    how: str = How.SPOKEN.value
    heard: str = ""
    id: str = field(default_factory=new_id)

    @property
    def label(self) -> str:
        return tr("record an answer")

    def decide(self, canvas: Canvas, now: int) -> tuple[Entity, ...]:
        person = canvas.person(self.person)
        check_in_agreement(canvas)
        _still_says(canvas, self.heard)
        if not person.asked:
            raise Refusal(tr("{name} is not asked: only people who count have an answer.", name=person.name))
        if not person.present:
            raise Refusal(tr("{name} is not in the room.", name=person.name), todo=tr("Mark the arrival first."))
        kind = AnswerKind(self.kind)
        words = spoken_words(self.words)
        if kind is AnswerKind.RESERVATION and not words:
            raise Refusal(tr("A reservation needs the person’s own words."))
        if kind is AnswerKind.NOT_YET and not words:
            raise Refusal(tr("Ask what would have to change, and write it down in the person’s own words."))
        how = line(self.how, tr("How the answer was given"))
        last = latest_answers(canvas).get(person.id)
        if last and (last.content_hash, last.kind, last.words) == (canvas.content_hash, kind.value, words):
            return ()
        serial = len(canvas.answers) + 1
        answer = Answer(self.id, serial, person.id, canvas.content_hash, kind.value, words, how, now)
        return (*kept(canvas, "answer", now), answer)


@dataclass(frozen=True)
class WithdrawAnswer(_History):
    """A tick set by mistake is taken away; the person counts as not asked, the history keeps both."""

    person: str
    id: str = field(default_factory=new_id)

    @property
    def label(self) -> str:
        return tr("take back an answer")

    def decide(self, canvas: Canvas, now: int) -> tuple[Entity, ...]:
        check_in_agreement(canvas)
        last = latest_answers(canvas).get(self.person)
        if last is None:
            return ()
        return (replace(last, id=self.id, serial=len(canvas.answers) + 1, withdrawn=True, at=now),)


@dataclass(frozen=True)
class DecideOnLeaver(_History):
    """Say whether the last answer of somebody who left counts, or why the person is not counted."""

    person: str
    leaving: str
    reason: str = ""

    @property
    def label(self) -> str:
        return tr("decide on somebody who left")

    def decide(self, canvas: Canvas, now: int) -> tuple[Entity, ...]:
        person = canvas.person(self.person)
        if not person.left_at:
            raise Refusal(tr("{name} is in the room and answers in person.", name=person.name))
        leaving, reason = Leaving(self.leaving), spoken_words(self.reason)
        last = latest_answers(canvas).get(person.id)
        if leaving is Leaving.LAST_ANSWER and not agrees_to(canvas, last):
            raise Refusal(
                tr("{name} left without being satisfied with the present words: no answer counts.", name=person.name),
                todo=tr("Leave the person out with a reason, or ask again when they are back."),
            )
        if leaving is Leaving.EXCLUDED and not reason:
            raise Refusal(tr("Say why {name} is not counted; the reason goes into the record.", name=person.name))
        return (replace(person, leaving=leaving.value, leaving_reason=reason),)


@dataclass(frozen=True)
class SignOffCanvas(_History):
    """Freeze the canvas under its content hash; only when everyone who counts is satisfied with these very words.

    `heard` is the hash of the words on the screen, as for `GiveAnswer`.
    """

    heard: str = ""

    @property
    def label(self) -> str:
        return tr("sign off")

    def decide(self, canvas: Canvas, now: int) -> tuple[Entity, ...]:
        if canvas.sign_off is not None:
            return ()
        _still_says(canvas, self.heard)
        item = canvas.current_item
        if item is None or item.kind not in (PhaseKind.CONSENSUS, PhaseKind.SIGNOFF):
            raise Refusal(tr("A canvas is signed off at the end of the agreement phase."))
        open_points = agreement(canvas).open_points
        if open_points:
            raise Refusal(tr("The canvas cannot be signed off yet.") + " " + " ".join(open_points))
        return (*at_checkpoint(canvas, Why.SIGN_OFF, now), SignOff(SIGN_OFF_ID, canvas.content_hash, now))
