"""A note: one statement in one box."""

from __future__ import annotations

from dataclasses import dataclass, replace
from typing import Self

from cmc_desktop.model.domain.entity import Entity


@dataclass(frozen=True, slots=True)
class Note(Entity):
    """`rank` orders notes within a box; `author` is a participant's id; `phase` the id of the phase it came in."""

    box: str
    rank: str
    text: str
    tags: tuple[str, ...] = ()
    author: str = ""
    phase: str = ""
    made_at: int = 0
    changed_at: int = 0
    deleted: bool = False

    def gone(self) -> Self:
        return replace(self, deleted=True)
