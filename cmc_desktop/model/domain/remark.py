"""What was said about a note in the discussion: support, a question, an objection."""

from __future__ import annotations

from dataclasses import dataclass, replace
from enum import StrEnum
from typing import Self

from cmc_desktop.i18n import tr
from cmc_desktop.model.domain.entity import Entity


class RemarkKind(StrEnum):
    SUPPORT = "support"
    QUESTION = "question"
    OBJECTION = "objection"

    @property
    def label(self) -> str:
        return {
            RemarkKind.SUPPORT: tr("Support"),
            RemarkKind.QUESTION: tr("Question"),
            RemarkKind.OBJECTION: tr("Objection"),
        }[self]


@dataclass(frozen=True, slots=True)
class Remark(Entity):
    """`serial` orders the remarks of a canvas; `person` is empty for one that nobody stands by."""

    serial: int
    note: str
    kind: str
    person: str = ""
    words: str = ""
    at: int = 0
    phase: str = ""
    deleted: bool = False

    personal = frozenset({"words"})

    def gone(self) -> Self:
        return replace(self, deleted=True)
