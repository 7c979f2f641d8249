"""'None identified': the room looked and found nothing, which is not the same as an empty box."""

from __future__ import annotations

from dataclasses import dataclass, replace
from typing import Self

from cmc_desktop.model.domain.entity import Entity


@dataclass(frozen=True, slots=True)
class BoxMark(Entity):
    """The mark of the box whose key is `id`: set or not, by whom and when."""

    none_identified: bool = False
    by: str = ""
    at: int = 0

    personal = frozenset({"by"})

    def gone(self) -> Self:
        return replace(self, none_identified=False, by="", at=0)
