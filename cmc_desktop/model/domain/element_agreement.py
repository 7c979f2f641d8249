"""That the room agreed on one element, in exactly the words it had then."""

from __future__ import annotations

from dataclasses import dataclass
from typing import Self

from cmc_desktop.model.domain.entity import Entity


@dataclass(frozen=True, slots=True)
class ElementAgreement(Entity):
    """`id` is the element's key, `hash` that of its content when the room agreed; empty when it was reopened."""

    hash: str = ""
    at: int = 0

    def gone(self) -> Self:
        return type(self)(self.id)
