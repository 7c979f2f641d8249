"""What is told with a button after something was written: who lost the floor, who lacked a turn, who is not marked."""

from __future__ import annotations

from dataclasses import dataclass
from enum import Enum
from typing import TYPE_CHECKING

from cmc_desktop.model.domain.canvas import Canvas
from cmc_desktop.model.domain.changes import EndWorkshop, Leave, NextPhase, StartWorkshop
from cmc_desktop.model.domain.element_run import ElementRun
from cmc_desktop.model.domain.participant import Participant
from cmc_desktop.model.domain.round_order import roster_names, round_now, turns_lacking
from cmc_desktop.ui.saying import tr, trn

if TYPE_CHECKING:
    from cmc_desktop.model.services.session import Written


class Way(Enum):
    """What the button of an offer leads to."""

    BACK_WITH_FLOOR = "back_with_floor"
    WHO_LACKS = "who_lacks"
    EVERYONE_HERE = "everyone_here"


@dataclass(frozen=True)
class Offer:
    """A sentence, the words of its button and what that leads to; `person` is whom it is about, by id."""

    text: str
    action: str
    way: Way
    person: str = ""


def offer_after(canvas: Canvas, written: Written, *, left_round: bool) -> Offer | None:
    """What to offer after `written`, by which the round was left or not; None for nothing."""
    if written.way != "do":
        return None
    if written.name == Leave.key:
        return _floor_passed_on(canvas, written)
    if written.name == StartWorkshop.key:
        return _nobody_marked(canvas)
    if left_round and written.name in (NextPhase.key, EndWorkshop.key):
        return _turns_lacked(canvas)
    return None


def _floor_passed_on(canvas: Canvas, written: Written) -> Offer | None:
    """Somebody was marked as having left while they had the floor: a slip costs them their turn."""
    gone = {put.id for put in written.puts if isinstance(put, Participant)}
    for put, old in zip(written.puts, written.olds, strict=True):
        if isinstance(put, ElementRun) and isinstance(old, ElementRun) and old.speaker in gone:
            names, at = roster_names(canvas), round_now(canvas)
            if old.speaker == put.speaker or at is None:
                return None
            name, then = names.get(old.speaker, ""), at.speaker
            told = tr("{name} is marked as having left.", name=name)
            if then is not None:
                told = tr("{name} is marked as having left, so {then} has the floor.", name=name, then=names[then.id])
            return Offer(told, tr("{name} is still here", name=name), Way.BACK_WITH_FLOOR, old.speaker)
    return None


def _nobody_marked(canvas: Canvas) -> Offer | None:
    if any(person.present for person in canvas.people) or all(person.arrived_at for person in canvas.people):
        return None
    text = tr("Nobody is marked as being in the room yet. Tick who is here in the list at the right.")
    return Offer(text, tr("Everyone is here"), Way.EVERYONE_HERE)


def _turns_lacked(canvas: Canvas) -> Offer | None:
    lacking = turns_lacking(canvas)
    if not lacking:
        return None
    people = len({person.id for one in lacking for person in one.people})
    elements = trn("{n} element", "{n} elements", len(lacking))
    text = trn(
        "{n} person lacked a turn in {elements}.", "{n} people lacked a turn in {elements}.", people, elements=elements
    )
    return Offer(text, tr("Who?"), Way.WHO_LACKS)
