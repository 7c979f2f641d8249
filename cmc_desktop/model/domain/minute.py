"""A line of the minutes, kept apart from the result."""

from __future__ import annotations

from dataclasses import dataclass, replace
from typing import Self

from cmc_desktop.model.domain.entity import Entity


@dataclass(frozen=True, slots=True)
class Minute(Entity):
    """`speaker` is a participant's id, empty when the line names nobody; `edits` counts how often it was changed."""

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
        return replace(self, deleted=True)
