"""Who still has to agree: every counting person in the room, asked directly, for exactly these words."""

from __future__ import annotations

from dataclasses import dataclass
from enum import StrEnum

from cmc_desktop.i18n import tr, trn
from cmc_desktop.model.domain.answer import Answer, AnswerKind
from cmc_desktop.model.domain.canvas import Canvas
from cmc_desktop.model.domain.merging.shown import open_conflicts
from cmc_desktop.model.domain.participant import Leaving, Participant
from cmc_desktop.model.domain.participant_names import all_names


class Standing(StrEnum):
    """Where one person stands. Stale: they answered, but for other words than the present ones."""

    NOT_ASKED = "not_asked"
    SATISFIED = "satisfied"
    RESERVATION = "reservation"
    NOT_YET = "not_yet"
    STALE = "stale"
    ABSENT = "absent"
    LEFT_UNDECIDED = "left_undecided"
    LEFT_COUNTED = "left_counted"
    LEFT_EXCLUDED = "left_excluded"

    @property
    def label(self) -> str:
        return {
            Standing.NOT_ASKED: tr("not asked yet"),
            Standing.SATISFIED: tr("satisfied"),
            Standing.RESERVATION: tr("satisfied, with a reservation"),
            Standing.NOT_YET: tr("not yet"),
            Standing.STALE: tr("ask again: changed since"),
            Standing.ABSENT: tr("not in the room"),
            Standing.LEFT_UNDECIDED: tr("left: decide"),
            Standing.LEFT_COUNTED: tr("left: last answer counts"),
            Standing.LEFT_EXCLUDED: tr("left: not counted"),
        }[self]

    @property
    def agrees(self) -> bool:
        return self in (Standing.SATISFIED, Standing.RESERVATION)


@dataclass(frozen=True, slots=True)
class Row:
    """One person's line in the agreement: where they stand, the answer it rests on, and what they are called."""

    person: Participant
    standing: Standing
    answer: Answer | None
    name: str


@dataclass(frozen=True)
class Agreement:
    """The agreement as it stands for the present content."""

    rows: tuple[Row, ...]
    #: fields that copies changed to different values and nobody has settled yet
    conflicts: int = 0

    @property
    def in_room(self) -> tuple[Row, ...]:
        return tuple(row for row in self.rows if row.person.present)

    @property
    def satisfied(self) -> int:
        return sum(row.standing.agrees for row in self.in_room)

    @property
    def to_ask(self) -> tuple[Row, ...]:
        """Those in the room who have no answer to the present words, or said not yet."""
        return tuple(row for row in self.in_room if not row.standing.agrees)

    @property
    def undecided(self) -> tuple[Row, ...]:
        return tuple(row for row in self.rows if row.standing is Standing.LEFT_UNDECIDED)

    @property
    def complete(self) -> bool:
        """Whether everybody in the room who counts is satisfied, and every leaver and every conflict was decided on."""
        return bool(self.in_room) and not self.to_ask and not self.undecided and not self.conflicts

    @property
    def open_points(self) -> tuple[str, ...]:
        """What is still missing, as sentences; empty when complete."""
        points = []
        if self.conflicts:
            points.append(
                trn(
                    "{n} conflict between copies is still open.",
                    "{n} conflicts between copies are still open.",
                    self.conflicts,
                )
            )
        if not self.in_room:
            points.append(tr("Nobody who counts is marked as being in the room."))
        if count := self._count(Standing.NOT_ASKED):
            points.append(trn("{n} person has not been asked.", "{n} people have not been asked.", count))
        if count := self._count(Standing.STALE):
            points.append(trn("{n} person has to be asked again.", "{n} people have to be asked again.", count))
        if count := self._count(Standing.NOT_YET):
            points.append(trn("{n} person is not satisfied yet.", "{n} people are not satisfied yet.", count))
        for row in self.undecided:
            points.append(tr("Decide whether the last answer of {name}, who left, counts.", name=row.name))
        return tuple(points)

    def _count(self, standing: Standing) -> int:
        return sum(row.standing is standing for row in self.in_room)


def latest_answers(canvas: Canvas) -> dict[str, Answer]:
    """Each person's last answer, by person id; a withdrawn one stands for none."""
    latest = {answer.person: answer for answer in canvas.answers}
    return {person: answer for person, answer in latest.items() if not answer.withdrawn}


def agreement(canvas: Canvas) -> Agreement:
    """The agreement for the canvas as it stands, one row per person who is asked."""
    return canvas.derived("agreement", _worked_out)


def _worked_out(canvas: Canvas) -> Agreement:
    latest, names = latest_answers(canvas), all_names(canvas)
    rows = []
    for person in canvas.people:
        if person.asked:
            answer = latest.get(person.id)
            rows.append(Row(person, _standing(canvas, person, answer), answer, names[person.id]))
    return Agreement(tuple(rows), len(open_conflicts(canvas)))


def agrees_to(canvas: Canvas, answer: Answer | None) -> bool:
    """Whether an answer says yes to the words as they stand; a yes to other words is not carried over."""
    return answer is not None and answer.agrees and answer.content_hash == canvas.content_hash


def _standing(canvas: Canvas, person: Participant, answer: Answer | None) -> Standing:
    if person.left_at:
        leaving = Leaving(person.leaving)
        if leaving is Leaving.EXCLUDED:
            return Standing.LEFT_EXCLUDED
        counted = leaving is Leaving.LAST_ANSWER and agrees_to(canvas, answer)
        return Standing.LEFT_COUNTED if counted else Standing.LEFT_UNDECIDED
    if not person.arrived_at:
        return Standing.ABSENT
    if answer is None:
        return Standing.NOT_ASKED
    if answer.content_hash != canvas.content_hash:
        return Standing.STALE
    return {
        AnswerKind.SATISFIED: Standing.SATISFIED,
        AnswerKind.RESERVATION: Standing.RESERVATION,
        AnswerKind.NOT_YET: Standing.NOT_YET,
    }[AnswerKind(answer.kind)]
