"""A turn in the round of contributions: one person had the floor in one element."""

from __future__ import annotations

from dataclasses import dataclass, replace
from enum import StrEnum
from typing import Self

from cmc_desktop.i18n import tr
from cmc_desktop.model.domain.entity import Entity


class TurnKind(StrEnum):
    SPOKE = "spoke"
    PASSED = "passed"
    LATER = "later"

    @property
    def label(self) -> str:
        return {
            TurnKind.SPOKE: tr("spoke"),
            TurnKind.PASSED: tr("passed"),
            TurnKind.LATER: tr("comes back later"),
        }[self]

    @property
    def is_turn(self) -> bool:
        """Whether the person had a turn by it; coming back later is none yet."""
        return self is not TurnKind.LATER


@dataclass(frozen=True, slots=True)
class Turn(Entity):
    """`serial` orders the turns of a canvas; `took` is phase time in ms; a turn taken back stays, `withdrawn`."""

    serial: int
    phase: str
    element: str
    person: str
    kind: str
    at: int = 0
    took: int = 0
    withdrawn: bool = False

    def gone(self) -> Self:
        return replace(self, withdrawn=True)
