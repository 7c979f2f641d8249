"""Changes to the agenda: names, lengths and order are the council's own."""

from __future__ import annotations

from dataclasses import dataclass, field, replace

from cmc_desktop.i18n import tr
from cmc_desktop.model.domain import rank
from cmc_desktop.model.domain.agenda import AgendaItem
from cmc_desktop.model.domain.canvas import Canvas
from cmc_desktop.model.domain.changes.base import Change
from cmc_desktop.model.domain.changes.meanwhile import combined
from cmc_desktop.model.domain.entity import Entity, new_id
from cmc_desktop.model.domain.errors import NotThere, Refusal
from cmc_desktop.model.domain.phase_rules import PhaseKind
from cmc_desktop.model.domain.text import line

LONGEST = 24 * 60


def planned(item_id: str, place: str, kind: str, name: str, minutes: int) -> AgendaItem:
    """A checked agenda item: a known kind, a name, 1 minute to 24 hours. Raises Refusal."""
    name = line(name, tr("The name"))
    if not name:
        raise Refusal(tr("A phase needs a name."))
    if not 1 <= minutes <= LONGEST:
        raise Refusal(tr("A phase lasts from 1 minute to 24 hours."))
    return AgendaItem(item_id, place, PhaseKind(kind).value, name, minutes)


def _item(canvas: Canvas, item_id: str) -> AgendaItem:
    item = canvas.find(AgendaItem, item_id)
    if item is None or item.removed:
        raise NotThere(tr("This phase is not on the agenda any more."))
    return item


@dataclass(frozen=True)
class SetAgenda(Change):
    """Replace the whole agenda by (kind, name, minutes) lines, before the workshop starts.

    `was` is the agenda that is given up: one that somebody else chose or changed meanwhile is not.
    """

    phases: tuple[tuple[str, str, int], ...]
    protocol: str = ""
    was: tuple[AgendaItem, ...] | None = None

    @property
    def label(self) -> str:
        return tr("choose agenda")

    def decide(self, canvas: Canvas, now: int) -> tuple[Entity, ...]:
        if canvas.workshop.started_at:
            raise Refusal(
                tr("The workshop has begun, so its agenda is not replaced as a whole."),
                todo=tr("Change single phases instead."),
            )
        if not self.phases:
            raise Refusal(tr("An agenda needs at least one phase."))
        if self.was is not None and tuple(canvas.agenda) != self.was:
            raise Refusal(
                tr("The agenda was changed in the meantime."),
                safe=tr("It was not replaced."),
                todo=tr("Look at it, and choose again if yours is to stand in its place."),
            )
        places = rank.spread(None, None, len(self.phases))
        items = [
            planned(new_id(), place, kind, name, minutes)
            for place, (kind, name, minutes) in zip(places, self.phases, strict=True)
        ]
        workshop = replace(canvas.workshop, protocol=self.protocol)
        return (*(old.gone() for old in canvas.agenda), *items, workshop)


@dataclass(frozen=True)
class AddPhase(Change):
    """Put a phase into the agenda at place `row` (None: the end)."""

    kind: str
    name: str
    minutes: int
    row: int | None = None
    id: str = field(default_factory=new_id)

    @property
    def label(self) -> str:
        return tr("add phase")

    def decide(self, canvas: Canvas, now: int) -> tuple[Entity, ...]:
        order = [(item.rank, item.id) for item in canvas.agenda]
        place = rank.between(*rank.around(order, len(order) if self.row is None else self.row))
        return (planned(self.id, place, self.kind, self.name, self.minutes),)


@dataclass(frozen=True)
class EditPhase(Change):
    """Change the name and the planned minutes of a phase. `was` is what was changed: only what differs from it is."""

    item: str
    name: str
    minutes: int
    was: AgendaItem | None = None

    @property
    def label(self) -> str:
        return tr("change phase")

    def decide(self, canvas: Canvas, now: int) -> tuple[Entity, ...]:
        old = _item(canvas, self.item)
        was = None if self.was is None else replace(old, name=self.was.name, minutes=self.was.minutes)
        new = combined(old, planned(old.id, old.rank, old.kind, self.name, self.minutes), was)
        return () if new == old else (new,)


@dataclass(frozen=True)
class MovePhase(Change):
    """Move a phase to another place in the agenda, counted before the move."""

    item: str
    row: int

    @property
    def label(self) -> str:
        return tr("move phase")

    def decide(self, canvas: Canvas, now: int) -> tuple[Entity, ...]:
        item = _item(canvas, self.item)
        items = canvas.agenda
        place = items.index(item)
        row = max(0, min(self.row, len(items)))
        if place <= row <= place + 1:
            return ()
        order = [(other.rank, other.id) for other in items]
        return (replace(item, rank=rank.between(*rank.around(order, row, frozenset({item.id})))),)


@dataclass(frozen=True)
class RemovePhase(Change):
    """Take a phase off the agenda; the rules refuse it once the phase has begun."""

    item: str

    @property
    def label(self) -> str:
        return tr("remove phase")

    def decide(self, canvas: Canvas, now: int) -> tuple[Entity, ...]:
        return (_item(canvas, self.item).gone(),)
