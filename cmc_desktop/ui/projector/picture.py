"""What the wall shows, as plain values: whatever is not in a picture cannot be read on the wall by any means.

A picture is made in one place (`scene.py`) from what was released. The pages draw it and know nothing else, so a held
picture is simply the one that is kept.
"""

from __future__ import annotations

from collections.abc import Mapping
from dataclasses import dataclass, field, replace

from cmc_desktop.model.domain.difference import Difference
from cmc_desktop.model.domain.element_states import ElementState
from cmc_desktop.ui.saying import in_a_row, tr


@dataclass(frozen=True, slots=True)
class Card:
    """One note; `name` is empty unless names were released, `ringed` marks the one written last.

    `unsettled` tells that copies differ about it; what they say otherwise is no part of any picture.
    """

    note: str
    text: str
    name: str = ""
    ringed: bool = False
    unsettled: bool = False

    @property
    def below(self) -> str:
        """What stands below the words: who wrote them, and that the room has to settle them yet."""
        return in_a_row((tr("still open") if self.unsettled else "", self.name), " · ")


@dataclass(frozen=True, slots=True)
class BoardPicture:
    """The whole board: the cards of every box by its key; `element` is under discussion, if any.

    In the agreement, `states` says how far every element is.
    """

    cards: Mapping[str, tuple[Card, ...]]
    none_identified: frozenset[str] = frozenset()
    element: str = ""
    states: Mapping[str, ElementState] = field(default_factory=dict)


@dataclass(frozen=True, slots=True)
class ElementPicture:
    """One element with its question and notes.

    In the agreement, `states` says how far every element is, and `changes` what just changed in this one.
    """

    element: str
    cards: tuple[Card, ...]
    none_identified: bool = False
    states: Mapping[str, ElementState] = field(default_factory=dict)
    changes: tuple[Difference, ...] = ()


@dataclass(frozen=True, slots=True)
class NotePicture:
    """The note under discussion with what was said about it, one card for each remark."""

    element: str
    card: Card
    remarks: tuple[Card, ...] = ()


@dataclass(frozen=True, slots=True)
class AskingPicture:
    """The question that everybody is asked, and what changed since it was last asked, or since the discussion."""

    changes: tuple[Difference, ...] = ()


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


Body = (
    BoardPicture | ElementPicture | NotePicture | AskingPicture | MeaningPicture | QuestionsPicture | CountdownPicture
)


@dataclass(frozen=True, slots=True)
class Floor:
    """Who has the floor in the round and who comes then; both are called up aloud. Without a speaker all had theirs."""

    speaker: str = ""
    then: str = ""


@dataclass(frozen=True, slots=True)
class Satisfied:
    """How many of those asked are satisfied: a count only, in no order that would tell who."""

    count: int
    all: int


@dataclass(frozen=True, slots=True)
class Picture:
    """Everything the wall shows but the running time. Without a body it is blank: the dark ground and nothing else.

    `phase` is the id of the phase whose clock belongs to the picture, empty for none.
    """

    body: Body | None = None
    title: str = ""
    place: str = ""
    phase: str = ""
    floor: Floor | None = None
    satisfied: Satisfied | None = None
    signed: bool = False

    def without_names(self) -> Picture:
        """The same picture with no name beside a note or a remark."""
        body = self.body
        if isinstance(body, NotePicture):
            (card,) = _nameless((body.card,))
            body = replace(body, card=card, remarks=_nameless(body.remarks))
        elif isinstance(body, ElementPicture):
            body = replace(body, cards=_nameless(body.cards))
        elif isinstance(body, BoardPicture):
            body = replace(body, cards={key: _nameless(cards) for key, cards in body.cards.items()})
        return replace(self, body=body)


BLANK = Picture()


def _nameless(cards: tuple[Card, ...]) -> tuple[Card, ...]:
    return tuple(replace(card, name="") for card in cards)
