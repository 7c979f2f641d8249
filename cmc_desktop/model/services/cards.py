"""What the moderator's card says at a place of a workshop: own words first, then those that come with the app."""

from __future__ import annotations

from collections.abc import Mapping
from dataclasses import dataclass

from cmc_desktop.i18n import tr
from cmc_desktop.model.domain.canvas import Canvas
from cmc_desktop.model.domain.card_text import CardText, card_id
from cmc_desktop.model.domain.phase_rules import PhaseKind, sentence
from cmc_desktop.model.services.resources import PhasePlan, Protocol

#: phases in which the elements are talked about one after the other, so that each can have words of its own
BY_ELEMENT = frozenset({PhaseKind.PRESENT, PhaseKind.CLARIFY, PhaseKind.ROUND, PhaseKind.DISCUSS, PhaseKind.CONSENSUS})


@dataclass(frozen=True)
class Card:
    """One card in the user's language: paragraphs to say, the rule, when to go on. `own`: somebody wrote it here."""

    say: tuple[str, ...] = ()
    rule: str = ""
    move_on: str = ""
    own: bool = False

    def __bool__(self) -> bool:
        return bool(self.say or self.move_on or self.own)


def plan_for(kind: str, protocol: str, protocols: Mapping[str, Protocol]) -> PhasePlan | None:
    """A phase as its agenda plans it; of an agenda that is not known, as any with a phase of this kind does."""
    first = [protocols[protocol]] if protocol in protocols else []
    plans = (plan for known in (*first, *protocols.values()) for plan in known.phases)
    return next((plan for plan in plans if plan.kind == kind), None)


def built_in(canvas: Canvas, protocols: Mapping[str, Protocol], kind: str, element: str = "") -> Card:
    """The card that comes with the app, for a kind of phase or for an element in it; empty where there is none."""
    if not element:
        plan = plan_for(kind, canvas.workshop.protocol, protocols)
        if plan is None:
            return Card(rule=sentence(kind))
        return Card(tuple(map(tr, plan.say)), sentence(kind), tr(plan.move_on))
    rule = card_of(canvas, protocols, kind).rule
    known = next(iter(protocols.values()), None)
    words = known.elements.get((canvas.template.key, kind, element)) if known else None
    if words is None:
        return Card(rule=rule)
    return Card(tuple(map(tr, words.say)), rule, tr(words.move_on))


def card_of(canvas: Canvas, protocols: Mapping[str, Protocol], kind: str, element: str = "") -> Card:
    """The card that holds on this canvas, for a kind of phase or for an element in it.

    Where the own words leave a part empty, it says what the app says.
    """
    own = canvas.find(CardText, card_id(kind, element))
    if own is None or not own.is_own:
        return built_in(canvas, protocols, kind, element)
    plain = built_in(canvas, protocols, kind, element)
    return Card(paragraphs(own.say) or plain.say, own.rule or plain.rule, own.move_on or plain.move_on, own=True)


def paragraphs(text: str) -> tuple[str, ...]:
    """The lines of a text that have words."""
    return tuple(line.strip() for line in text.splitlines() if line.strip())
