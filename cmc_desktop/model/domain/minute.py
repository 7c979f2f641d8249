"""A line of the minutes, kept apart from the result."""

from __future__ import annotations

from dataclasses import dataclass, replace
from typing import Self

from cmc_desktop.model.domain.entity import Entity


@dataclass(frozen=True, slots=True)
class Minute(Entity):
    """`speaker` is a participant's id, empty when the line names nobody; `edits` counts how often it was changed.

    A line that somebody deleted keeps its time; one that was only undone has lost it, as if it had never been there.
    """

    at: int
    phase: str
    element: str
    speaker: str
    text: str
    edits: int = 0
    deleted: bool = False

    personal = frozenset({"text"})
    sealed = False

    def gone(self) -> Self:
        return replace(self, at=0, deleted=True)

    @property
    def undone(self) -> bool:
        """Whether writing the line was taken back by Undo: a join may bring it, and no file carries it."""
        return self.deleted and not self.at
