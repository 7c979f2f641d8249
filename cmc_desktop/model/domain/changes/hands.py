"""A show of hands: several people are satisfied at once, each with an answer of their own."""

from __future__ import annotations

from dataclasses import dataclass, replace

from cmc_desktop.i18n import tr
from cmc_desktop.model.domain.answer import Answer, AnswerKind, How
from cmc_desktop.model.domain.canvas import Canvas
from cmc_desktop.model.domain.changes.answers import GiveAnswer
from cmc_desktop.model.domain.changes.base import Change
from cmc_desktop.model.domain.entity import Entity


@dataclass(frozen=True)
class ShowOfHands(Change):
    """These `people` are satisfied, by show of hands: one answer each, all of them or none.

    `heard` is the hash of the words on the screen, as for `GiveAnswer`.
    """

    undoable = False

    people: tuple[str, ...]
    heard: str = ""

    @property
    def label(self) -> str:
        return tr("record a show of hands")

    def decide(self, canvas: Canvas, now: int) -> tuple[Entity, ...]:
        before: tuple[Entity, ...] = ()
        answers: list[Entity] = []
        for person in dict.fromkeys(self.people):
            given = GiveAnswer(person, AnswerKind.SATISFIED.value, how=How.HANDS.value, heard=self.heard)
            puts = given.decide(canvas, now)
            if not puts:
                continue  # has said exactly this already
            answer = puts[-1]
            assert isinstance(answer, Answer)
            before = puts[:-1]
            answers.append(replace(answer, serial=answer.serial + len(answers)))
        return (*before, *answers)
