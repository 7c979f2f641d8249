"""Who leads a workshop: one laptop at a time, where several can write."""

from __future__ import annotations

from dataclasses import dataclass
from typing import Protocol


@dataclass(frozen=True, slots=True)
class Leader:
    """The laptop a workshop is led from, as people know it; `is_here` when it is this one."""

    name: str
    is_here: bool


class Leading(Protocol):
    """Asks and tells who leads the workshop of a canvas. Its methods raise LibraryTrouble."""

    def leader(self, canvas_id: str) -> Leader | None:
        """Who leads; None when nobody does, or whoever did is gone."""

    def lead(self, canvas_id: str, name: str, *, instead: bool = False) -> Leader:
        """Lead from here, unless somebody else does; `instead` of them where that was wished for. Who leads now."""

    def let_go(self, canvas_id: str) -> None:
        """Lead no more."""
