"""A note: one statement in one box."""

from __future__ import annotations

from dataclasses import dataclass, replace
from typing import Self

from cmc_desktop.model.domain.entity import Entity


@dataclass(frozen=True, slots=True)
class Note(Entity):
    """`rank` orders notes within a box; `author` is a participant's id; `phase` the id of the phase it came in.

    `said` and `said_in` are the words and the box it had when its phase ended, empty while they are the same as now; of
    a text that others added paragraphs to, or their notes were joined to, `said` are its own words from then on.
    `merged_into` is the note a deleted one was joined to, `dropped_why` the reasons it was dropped for, each in a
    line: one, or several where copies met. A deleted one that was `taken_back`, by Undo or by a correction before its
    phase was over, is as if it had never been there.
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
    taken_back: bool = False

    def gone(self) -> Self:
        return replace(self, deleted=True, merged_into="", dropped_why="", taken_back=True)

    @property
    def joined(self) -> bool:
        """Whether its words went on in another note."""
        return self.deleted and bool(self.merged_into)
