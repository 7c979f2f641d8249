"""A line of somebody's private sheet from the silent work: seen at the desk alone until it is released as a note."""

from __future__ import annotations

from dataclasses import dataclass, replace
from typing import Self

from cmc_desktop.model.domain.entity import Entity


@dataclass(frozen=True, slots=True)
class SheetNote(Entity):
    """`serial` orders the lines of a canvas; `released` is the id of the note made of it last, empty before."""

    serial: int
    person: str
    element: str
    text: str
    at: int = 0
    released: str = ""
    deleted: bool = False

    personal = frozenset({"text"})

    def gone(self) -> Self:
        return replace(self, deleted=True)
