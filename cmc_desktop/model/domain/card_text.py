"""The moderator's own words on a card, in place of those that come with the app."""

from __future__ import annotations

from dataclasses import dataclass
from typing import Self

from cmc_desktop.model.domain.entity import Entity


def card_id(kind: str, element: str = "") -> str:
    """A card is that of a kind of phase, or of an element in it."""
    return f"{kind}/{element}" if element else kind


@dataclass(frozen=True, slots=True)
class CardText(Entity):
    """What to say, the rule and when to move on, paragraphs parted by line breaks; `own` is False once it is reset."""

    say: str = ""
    rule: str = ""
    move_on: str = ""
    own: bool = False

    sealed = False

    @property
    def is_own(self) -> bool:
        """Whether it holds in place of the app's card; what has words does, whatever else is said of it."""
        return self != self.gone()

    def gone(self) -> Self:
        return type(self)(self.id)
