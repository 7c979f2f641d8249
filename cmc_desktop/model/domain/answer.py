"""An answer to the direct question 'are you satisfied with the canvas as it stands?'"""

from __future__ import annotations

from dataclasses import dataclass
from enum import StrEnum
from typing import Self

from cmc_desktop.i18n import tr
from cmc_desktop.model.domain.entity import Entity


class AnswerKind(StrEnum):
    SATISFIED = "satisfied"
    RESERVATION = "reservation"
    NOT_YET = "not_yet"

    @property
    def label(self) -> str:
        return {
            AnswerKind.SATISFIED: tr("satisfied"),
            AnswerKind.RESERVATION: tr("satisfied, with a reservation"),
            AnswerKind.NOT_YET: tr("not yet"),
        }[self]

    @property
    def agrees(self) -> bool:
        return self is not AnswerKind.NOT_YET


class How(StrEnum):
    """How an answer was given. Older data and other programs may have words of their own there."""

    SPOKEN = "spoken"
    PAPER = "paper"
    HANDS = "hands"
    PHONE = "phone"

    @property
    def label(self) -> str:
        return {
            How.SPOKEN: tr("spoken"),
            How.PAPER: tr("on paper"),
            How.HANDS: tr("by show of hands"),
            How.PHONE: tr("by phone"),
        }[self]


def how_words(how: str) -> str:
    """How an answer was given, in words; what this version does not know as it stands."""
    return How(how).label if how in set(How) else how


@dataclass(frozen=True, slots=True)
class Answer(Entity):
    """What `person` said about the content with `content_hash`. `serial` orders answers; none is ever replaced."""

    serial: int
    person: str
    content_hash: str
    kind: str
    words: str = ""
    how: str = How.SPOKEN.value
    at: int = 0
    withdrawn: bool = False

    personal = frozenset({"words"})

    def gone(self) -> Self:
        raise NotImplementedError("an answer is history and cannot be undone; it is given anew")

    @property
    def agrees(self) -> bool:
        return AnswerKind(self.kind).agrees
