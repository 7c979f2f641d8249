"""Dealing with a delay in one step: the later phases move, or they are shortened so that the end stays."""

from __future__ import annotations

from dataclasses import dataclass, replace

from cmc_desktop.i18n import tr
from cmc_desktop.model.domain.agenda import MINUTE, AgendaItem
from cmc_desktop.model.domain.canvas import Canvas
from cmc_desktop.model.domain.changes.base import Change
from cmc_desktop.model.domain.entity import Entity
from cmc_desktop.model.domain.errors import Refusal
from cmc_desktop.model.domain.pace import BREAKS, Pace, pace

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
    item, agenda = canvas.current_item, canvas.agenda
    later = agenda[agenda.index(item) + 1 :] if item in agenda else []
    open_ = {one.id: one.minutes for one in later if breaks or one.kind not in BREAKS}
    lengths = dict(open_)
    wanted = min(minutes, sum(max(0, length - SHORTEST) for length in open_.values()))
    room = {key: max(0, length - SHORTEST) for key, length in open_.items()}
    total = sum(room.values())
    for key in open_:
        lengths[key] -= room[key] * wanted // total if total else 0
    rest = wanted - sum(open_.values()) + sum(lengths.values())
    for key in sorted(open_, key=lambda key: -lengths[key]):
        if rest > 0 and lengths[key] > SHORTEST:
            lengths[key] -= 1
            rest -= 1
    return {key: length for key, length in lengths.items() if length != open_[key]}


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
