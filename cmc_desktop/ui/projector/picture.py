"""What the wall shows, as plain values: whatever is not in a picture cannot be read on the wall by any means.

A picture is made in one place (`scene.py`) from what was released. The pages draw it and know nothing else, so a held
picture is simply the one that is kept.
"""

from __future__ import annotations

from dataclasses import dataclass, replace


@dataclass(frozen=True, slots=True)
class Card:
    """One note; `name` is empty unless names were released, `ringed` marks the one written last."""

    note: str
    text: str
    name: str = ""
    ringed: bool = False


@dataclass(frozen=True, slots=True)
class BoardPicture:
    """The whole board: the cards of every box by its key; `element` is under discussion, if any."""

    cards: dict[str, tuple[Card, ...]]
    none_identified: frozenset[str] = frozenset()
    element: str = ""


@dataclass(frozen=True, slots=True)
class ElementPicture:
    """One element with its question and notes."""

    element: str
    cards: tuple[Card, ...]
    none_identified: bool = False


@dataclass(frozen=True, slots=True)
class MeaningPicture:
    """What an element asks for, without notes."""

    element: str


@dataclass(frozen=True, slots=True)
class QuestionsPicture:
    """The silent work: a large countdown and the questions."""


@dataclass(frozen=True, slots=True)
class CountdownPicture:
    """A break: its name and when it goes on."""

    name: str


Body = BoardPicture | ElementPicture | MeaningPicture | QuestionsPicture | CountdownPicture


@dataclass(frozen=True, slots=True)
class Picture:
    """Everything the wall shows but the running time. Without a body it is blank: the dark ground and nothing else.

    `phase` is the id of the phase whose clock belongs to the picture, empty for none.
    """

    body: Body | None = None
    title: str = ""
    place: str = ""
    foot: str = ""
    phase: str = ""

    def without_names(self) -> Picture:
        """The same picture with no name beside a note."""
        body = self.body
        if isinstance(body, ElementPicture):
            body = replace(body, cards=_nameless(body.cards))
        elif isinstance(body, BoardPicture):
            body = replace(body, cards={key: _nameless(cards) for key, cards in body.cards.items()})
        return replace(self, body=body)


BLANK = Picture()


def _nameless(cards: tuple[Card, ...]) -> tuple[Card, ...]:
    return tuple(replace(card, name="") for card in cards)
