"""The moderator's own words on the cards."""

from __future__ import annotations

from dataclasses import dataclass, replace

from cmc_desktop.i18n import tr
from cmc_desktop.model.domain.canvas import Canvas
from cmc_desktop.model.domain.card_text import CardText, card_id
from cmc_desktop.model.domain.changes.base import Change
from cmc_desktop.model.domain.changes.meanwhile import combined, put_over
from cmc_desktop.model.domain.changes.notes import box_of
from cmc_desktop.model.domain.entity import Entity
from cmc_desktop.model.domain.phase_rules import PhaseKind
from cmc_desktop.model.domain.text import spoken_words


@dataclass(frozen=True)
class EditCard(Change):
    """Say something else on the card of a kind of phase, or of an element in it.

    `was` is the card that was changed, as it was stored; where that was none, an empty one. What was left as it was
    there stays as it is by now.
    """

    kind: str
    element: str
    say: str
    rule: str
    move_on: str
    was: CardText | None = None

    @property
    def label(self) -> str:
        return tr("change the moderator’s card")

    def decide(self, canvas: Canvas, now: int) -> tuple[Entity, ...]:
        if self.element:
            box_of(canvas, self.element)
        key = card_id(PhaseKind(self.kind).value, self.element)
        new = CardText(key, spoken_words(self.say), spoken_words(self.rule), spoken_words(self.move_on), own=True)
        present = canvas.find(CardText, key) or CardText(key)
        new = replace(combined(present, new, self.was), own=True)
        return () if present == new else (new,)


@dataclass(frozen=True)
class ResetCard(Change):
    """Put the card back to the words that come with the app.

    `was` is the card that is given up, as it was stored: words that somebody else put there meanwhile are not.
    """

    kind: str
    element: str = ""
    was: CardText | None = None

    @property
    def label(self) -> str:
        return tr("reset the moderator’s card")

    def decide(self, canvas: Canvas, now: int) -> tuple[Entity, ...]:
        key = card_id(PhaseKind(self.kind).value, self.element)
        present = canvas.find(CardText, key)
        if present is None or not present.is_own:
            return ()
        if self.was is not None and present != self.was:
            raise put_over(present.say, present.rule, present.move_on)
        return (present.gone(),)
