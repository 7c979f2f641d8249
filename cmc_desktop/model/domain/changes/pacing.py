"""Dealing with a delay in one step: the later phases move, or they are shortened so that the end stays."""

from __future__ import annotations

from dataclasses import dataclass, replace

from cmc_desktop.i18n import tr
from cmc_desktop.model.domain.agenda import MINUTE, AgendaItem
from cmc_desktop.model.domain.canvas import Canvas
from cmc_desktop.model.domain.changes.base import Change
from cmc_desktop.model.domain.entity import Entity
from cmc_desktop.model.domain.errors import Refusal
from cmc_desktop.model.domain.pace import Pace, later_items, pace
from cmc_desktop.model.domain.phase_rules import BREAKS

#: a phase that is trimmed keeps at least these minutes
SHORTEST = 5


def _pace(canvas: Canvas, now: int) -> Pace:
    at = pace(canvas, now)
    if at is None:
        raise Refusal(tr("The workshop is not running."), todo=tr("Start it first."))
    return at


def trimmed(canvas: Canvas, minutes: int, *, breaks: bool = False) -> dict[str, int]:
    """New lengths of the later phases, by id, that take `minutes` off in proportion; breaks stay unless `breaks`.

    Each keeps at least SHORTEST minutes, so the sum may take off less than was wished for.
    """
    item = canvas.current_item
    later = later_items(canvas, item) if item is not None else []
    open_ = [one for one in later if breaks or one.kind not in BREAKS]
    room = {one.id: _room(canvas, one) for one in open_}
    total = sum(room.values())
    wanted = min(minutes, total)
    cuts = {key: most * wanted // total for key, most in room.items() if most}
    rest = wanted - sum(cuts.values())
    for key in sorted(cuts, key=lambda key: cuts[key] - room[key])[:rest]:
        cuts[key] += 1
    return {one.id: one.minutes - cuts[one.id] for one in open_ if cuts.get(one.id)}


def _room(canvas: Canvas, item: AgendaItem) -> int:
    """The minutes that can be taken off a phase that is still to come; what it took before is gone."""
    left = canvas.run(item.id).remaining(item, now=0) // MINUTE  # its clock stands, whatever the time
    return max(0, min(item.minutes, left) - SHORTEST)


@dataclass(frozen=True)
class TrimLater(Change):
    """Shorten the later phases so that the agenda ends when it was to end, as far as they can be."""

    breaks: bool = False

    @property
    def label(self) -> str:
        return tr("trim the later phases")

    def decide(self, canvas: Canvas, now: int) -> tuple[Entity, ...]:
        minutes = -(-_pace(canvas, now).late // MINUTE)
        if minutes <= 0:
            raise Refusal(tr("The workshop is not late, so nothing has to be trimmed."))
        lengths = trimmed(canvas, minutes, breaks=self.breaks)
        if not lengths:
            raise Refusal(tr("No later phase can be shortened."), todo=tr("Let them move instead."))
        items = {item.id: item for item in canvas.all(AgendaItem)}
        return tuple(replace(items[key], minutes=length) for key, length in lengths.items())


@dataclass(frozen=True)
class ShiftLater(Change):
    """Accept the delay: the later phases move, and from now on the new end is the plan."""

    undoable = False

    @property
    def label(self) -> str:
        return tr("let the later phases move")

    def decide(self, canvas: Canvas, now: int) -> tuple[Entity, ...]:
        at = _pace(canvas, now)
        return (replace(canvas.workshop, due_at=at.end_at),) if at.late else ()
