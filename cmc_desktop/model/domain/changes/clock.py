"""Leading through the phases: start, pause, more time, on, back, skip. A pointer moves; nothing is ever lost."""

from __future__ import annotations

from dataclasses import dataclass, replace

from cmc_desktop.i18n import tr
from cmc_desktop.model.domain.agenda import AgendaItem, PhaseRun, Workshop
from cmc_desktop.model.domain.canvas import Canvas
from cmc_desktop.model.domain.changes.base import Change
from cmc_desktop.model.domain.changes.notes import box_of
from cmc_desktop.model.domain.checkpoint import end_of
from cmc_desktop.model.domain.element_walk import element_on_entering, turn_to
from cmc_desktop.model.domain.entity import Entity
from cmc_desktop.model.domain.errors import Refusal
from cmc_desktop.model.domain.merging.checkpoints import at_checkpoint
from cmc_desktop.model.domain.pace import end_of_agenda
from cmc_desktop.model.domain.text import line


class _Clock(Change):
    undoable = False


def _current(canvas: Canvas) -> AgendaItem:
    item = canvas.current_item
    if item is None:
        raise Refusal(tr("The workshop is not running."), todo=tr("Start it first."))
    return item


@dataclass(frozen=True)
class StartWorkshop(_Clock):
    """Begin with the first phase, its clock running; or go on after the workshop was ended."""

    @property
    def label(self) -> str:
        return tr("start the workshop")

    def decide(self, canvas: Canvas, now: int) -> tuple[Entity, ...]:
        workshop = canvas.workshop
        if canvas.sign_off is not None:
            raise Refusal(tr("This canvas is signed."), todo=tr("Start a new version for another workshop."))
        if workshop.active:
            return ()
        agenda = canvas.agenda
        if not agenda:
            raise Refusal(tr("The agenda is empty."), todo=tr("Choose an agenda first."))
        again = workshop.current if any(item.id == workshop.current for item in agenda) else agenda[0].id
        item = next(item for item in agenda if item.id == again)
        element, run = element_on_entering(canvas, item), canvas.run(again).resumed(now)
        begun = workshop.started_at or now
        due = end_of_agenda(canvas, item, now)
        started = replace(workshop, current=again, element=element, started_at=begun, ended_at=0, due_at=due)
        return (started, run, *turn_to(canvas, item, element, run.elapsed(now), now))


@dataclass(frozen=True)
class PausePhase(_Clock):
    """Stop the clock of the current phase."""

    @property
    def label(self) -> str:
        return tr("pause the clock")

    def decide(self, canvas: Canvas, now: int) -> tuple[Entity, ...]:
        run = canvas.run(_current(canvas).id)
        return (run.paused(now),) if run.running else ()


@dataclass(frozen=True)
class ResumePhase(_Clock):
    """Let the clock of the current phase go on."""

    @property
    def label(self) -> str:
        return tr("let the clock go on")

    def decide(self, canvas: Canvas, now: int) -> tuple[Entity, ...]:
        run = canvas.run(_current(canvas).id)
        return () if run.running else (run.resumed(now),)


@dataclass(frozen=True)
class AddMinutes(_Clock):
    """Give the current phase more minutes (or fewer, when negative)."""

    minutes: int

    @property
    def label(self) -> str:
        return tr("add {n} min", n=self.minutes)

    def decide(self, canvas: Canvas, now: int) -> tuple[Entity, ...]:
        run = canvas.run(_current(canvas).id)
        return (replace(run, extra_minutes=run.extra_minutes + self.minutes),) if self.minutes else ()


def _switch(canvas: Canvas, leaving: PhaseRun, to: AgendaItem, now: int) -> tuple[Entity, ...]:
    element, entered = element_on_entering(canvas, to), canvas.run(to.id).resumed(now)
    workshop = replace(canvas.workshop, current=to.id, element=element)
    turned = turn_to(canvas, to, element, entered.elapsed(now), now) if canvas.sign_off is None else ()
    return (*at_checkpoint(canvas, end_of(_current(canvas).kind), now), leaving, workshop, entered, *turned)


def _neighbour(canvas: Canvas, by: int) -> AgendaItem:
    items = canvas.agenda
    place = [item.id for item in items].index(_current(canvas).id) + by
    if not 0 <= place < len(items):
        message = tr("This is the last phase.") if by > 0 else tr("This is the first phase.")
        raise Refusal(message, todo=tr("End the workshop when you are done.") if by > 0 else "")
    return items[place]


@dataclass(frozen=True)
class NextPhase(_Clock):
    """Go on to the next phase; what was said so far is kept as a revision."""

    @property
    def label(self) -> str:
        return tr("next phase")

    def decide(self, canvas: Canvas, now: int) -> tuple[Entity, ...]:
        return _switch(canvas, canvas.run(_current(canvas).id).ended(now), _neighbour(canvas, +1), now)


@dataclass(frozen=True)
class BackPhase(_Clock):
    """Go back to the phase before; its clock goes on where it stood and nothing is lost."""

    @property
    def label(self) -> str:
        return tr("back to the phase before")

    def decide(self, canvas: Canvas, now: int) -> tuple[Entity, ...]:
        return _switch(canvas, canvas.run(_current(canvas).id).paused(now), _neighbour(canvas, -1), now)


@dataclass(frozen=True)
class SkipPhase(_Clock):
    """Leave the current phase out, for a stated reason, and go on to the next."""

    reason: str

    @property
    def label(self) -> str:
        return tr("skip the phase")

    def decide(self, canvas: Canvas, now: int) -> tuple[Entity, ...]:
        reason = line(self.reason, tr("The reason"))
        if not reason:
            raise Refusal(tr("Say why the phase is skipped; the reason goes into the log."))
        run = replace(canvas.run(_current(canvas).id).ended(now), skipped=True, skip_reason=reason)
        return _switch(canvas, run, _neighbour(canvas, +1), now)


@dataclass(frozen=True)
class EndWorkshop(_Clock):
    """Stop the workshop where it is; it can be started again later."""

    @property
    def label(self) -> str:
        return tr("end the workshop")

    def decide(self, canvas: Canvas, now: int) -> tuple[Entity, ...]:
        item = _current(canvas)
        ended = replace(canvas.workshop, ended_at=now)
        return (*at_checkpoint(canvas, end_of(item.kind), now), canvas.run(item.id).ended(now), ended)


@dataclass(frozen=True)
class SetElement(_Clock):
    """Turn to another element: the one the room looks at."""

    box: str

    @property
    def label(self) -> str:
        return tr("turn to another element")

    def decide(self, canvas: Canvas, now: int) -> tuple[Entity, ...]:
        box_of(canvas, self.box)
        workshop: Workshop = canvas.workshop
        if workshop.element == self.box:
            return ()
        item, turned = canvas.current_item, replace(workshop, element=self.box)
        if item is None or canvas.sign_off is not None:
            return (turned,)
        return (turned, *turn_to(canvas, item, self.box, canvas.run(item.id).elapsed(now), now))


@dataclass(frozen=True)
class ShiftClock(_Clock):
    """The computer's clock was set: move the stamps that are compared with it along, so that no time is lost or won.

    They are the start of the stretch that runs, and, in a pause too, when the agenda is due. `since` and `due` are the
    stamps that were seen, 0 for none; a stamp that somebody moved already is left alone.
    """

    by: int
    since: int
    due: int = 0

    @property
    def label(self) -> str:
        return tr("the computer’s clock was changed")

    def decide(self, canvas: Canvas, now: int) -> tuple[Entity, ...]:
        item, workshop = canvas.current_item, canvas.workshop
        if item is None:
            return ()
        moved: list[Entity] = []
        run = canvas.run(item.id)
        if run.running and run.running_since == self.since:
            moved.append(replace(run, running_since=run.running_since + self.by))
        if workshop.due_at and workshop.due_at == self.due:
            moved.append(replace(workshop, due_at=workshop.due_at + self.by))
        return tuple(moved)
