"""A quiet check before the spoken question: slips or raised fingers, entered as counts, for the moderator alone."""

from __future__ import annotations

from dataclasses import dataclass, replace
from enum import StrEnum
from typing import Self

from cmc_desktop.i18n import tr
from cmc_desktop.model.domain.entity import Entity


class CheckKind(StrEnum):
    """Slips say satisfied or not yet; fingers go from 0 (not at all) to 5 (fully)."""

    SLIPS = "slips"
    FINGERS = "fingers"

    @property
    def label(self) -> str:
        return {CheckKind.SLIPS: tr("Paper slips"), CheckKind.FINGERS: tr("Fingers, 0 to 5")}[self]

    @property
    def places(self) -> int:
        """How many counts a check of this kind has."""
        return {CheckKind.SLIPS: 2, CheckKind.FINGERS: 6}[self]


@dataclass(frozen=True, slots=True)
class QuietCheck(Entity):
    """`element` is empty for the whole canvas, `hash` that of the words it was about.

    `counts` are people: for slips satisfied and not yet, for fingers those with 0, 1, ... 5.
    """

    serial: int
    kind: str
    element: str
    hash: str
    counts: tuple[int, ...]
    at: int = 0
    withdrawn: bool = False

    def gone(self) -> Self:
        return replace(self, withdrawn=True)
