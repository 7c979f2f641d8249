"""The parking list: what is not for today, kept so that it is not lost and does not hold up the room."""

from __future__ import annotations

from dataclasses import dataclass, replace
from typing import Self

from cmc_desktop.model.domain.entity import Entity


@dataclass(frozen=True, slots=True)
class Parked(Entity):
    """`serial` orders the list; `element`, `note` and `person` say what and whom it came from, each may be empty.

    `settled_at` is 0 while it waits, `outcome` says what became of it; `session` names the session it was carried
    over from, empty for one of this session.
    """

    serial: int
    text: str
    element: str = ""
    note: str = ""
    person: str = ""
    at: int = 0
    phase: str = ""
    settled_at: int = 0
    outcome: str = ""
    session: str = ""
    deleted: bool = False

    sealed = False

    def gone(self) -> Self:
        return replace(self, deleted=True)

    @property
    def waits(self) -> bool:
        return not self.deleted and not self.settled_at
