"""A note: one statement in one box."""

from __future__ import annotations

from dataclasses import dataclass, replace
from typing import Self

from cmc_desktop.model.domain.entity import Entity


@dataclass(frozen=True, slots=True)
class Note(Entity):
    """`rank` orders notes within a box; `author` is a participant's id; `phase` the id of the phase it came in.

    `said` and `said_in` are the words and the box it had when its phase ended, empty while they are the same as now;
    `merged_into` is the note a deleted one was joined to, or its own id when it was taken back, as if it had never
    been there; `dropped_why` is the reason it was dropped for.
    """

    box: str
    rank: str
    text: str
    tags: tuple[str, ...] = ()
    author: str = ""
    phase: str = ""
    made_at: int = 0
    changed_at: int = 0
    deleted: bool = False
    said: str = ""
    said_in: str = ""
    merged_into: str = ""
    dropped_why: str = ""

    def gone(self) -> Self:
        return replace(self, deleted=True, merged_into=self.id, dropped_why="")

    @property
    def taken_back(self) -> bool:
        """Whether Undo, or a correction before its phase was over, took it off the board again."""
        return self.deleted and self.merged_into == self.id

    @property
    def joined(self) -> bool:
        """Whether its words went on in another note."""
        return self.deleted and self.merged_into not in ("", self.id)
