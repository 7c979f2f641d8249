"""What Undo and Redo of an open canvas go through, and what they answer once instead of going on.

Undo takes back the newest thing that was done here, or says why not; it never takes away something older instead
without a word. Turns are no steps of it, and what another window changed since is none any more. So where the newest
thing done was a turn, or was changed elsewhere, the next Undo says so once and does nothing, and only another one goes
on to what lies below.
"""

from __future__ import annotations

from collections.abc import Callable, Iterable
from dataclasses import dataclass, replace
from enum import Enum

from cmc_desktop.i18n import tr
from cmc_desktop.model.domain.agenda import AgendaItem
from cmc_desktop.model.domain.canvas import Canvas
from cmc_desktop.model.domain.changes import MergeCopy
from cmc_desktop.model.domain.entity import Entity
from cmc_desktop.model.domain.errors import Refusal
from cmc_desktop.model.domain.note import Note
from cmc_desktop.model.domain.said import with_what_was_said


class Way(Enum):
    """Which of the two goes on; its value is what the journal says."""

    UNDO = "undo"
    REDO = "redo"

    @property
    def back(self) -> Way:
        return Way.REDO if self is Way.UNDO else Way.UNDO


@dataclass(frozen=True)
class Step:
    """A done change as Undo and Redo need it: the values before and after of everything it wrote.

    The first `wished` are what the change itself says; behind them are those that were given another rank for it.
    """

    name: str
    label: str
    before: tuple[Entity, ...]
    after: tuple[Entity, ...]
    wished: int

    @property
    def joins(self) -> bool:
        """Whether it joined a copy: that is undone as a whole, or it is said why not."""
        return self.name == MergeCopy.key

    def puts(self, canvas: Canvas, way: Way) -> tuple[Entity, ...]:
        """What to write to go this way; what happened since to other fields, and what was said since, stays."""
        here, there = (self.after, self.before) if way is Way.UNDO else (self.before, self.after)
        present = canvas.values_before(there)
        turned = (_turned(*values) for values in zip(present, here, there, strict=True))
        return tuple(with_what_was_said(canvas, put) if isinstance(put, Note) else put for put in turned)


class _Bar(Enum):
    """What Undo answers once, instead of going on to the steps below."""

    TURN = "turn"
    ELSEWHERE = "elsewhere"

    def refusal(self) -> Refusal:
        if self is _Bar.TURN:
            return Refusal(
                tr("What was done last is a turn; nothing was undone."),
                todo=tr("Back to the speaker before: PgUp. Undo once more takes back what was done before the turn."),
            )
        return Refusal(
            tr("What was done last was changed elsewhere meanwhile; nothing was undone."),
            todo=tr("Undo once more takes back what was done before it."),
        )


class UndoSteps:
    """The steps of both ways, each with the newest last."""

    def __init__(self) -> None:
        self._of: dict[Way, list[Step | _Bar]] = {way: [] for way in Way}

    def has_any(self, way: Way) -> bool:
        """Whether there is anything to do or to answer."""
        return bool(self._of[way])

    def label(self, way: Way) -> str:
        """What the next step takes back or does again; empty when there is none."""
        return next((step.label for step in reversed(self._of[way]) if isinstance(step, Step)), "")

    def all(self, way: Way) -> tuple[Step, ...]:
        """The steps that can be taken, one after the other; the last one is next."""
        return tuple(step for step in self._of[way] if isinstance(step, Step))

    def newest(self, way: Way) -> Step:
        """The step that is next. Raises Refusal, once, where something else has to be said first."""
        steps = self._of[way]
        step = steps[-1]
        if isinstance(step, Step):
            return step
        while steps and steps[-1] is step:  # any number of turns is told once
            steps.pop()
        raise step.refusal()

    def add(self, step: Step) -> None:
        """Something was done that can be undone."""
        undo = self._of[Way.UNDO]
        if undo and undo[-1] is _Bar.ELSEWHERE:
            undo.pop()
        undo.append(step)
        self._of[Way.REDO].clear()

    def note_turn(self, *, back: bool) -> None:
        """Let Undo say that a turn was done last; going back to the speaker before takes one of them off."""
        undo = self._of[Way.UNDO]
        if not back:
            undo.append(_Bar.TURN)
        elif _Bar.TURN in undo:
            newest = len(undo) - 1 - undo[::-1].index(_Bar.TURN)
            del undo[newest]

    def note_taken(self, step: Step, way: Way, *, begins_a_phase: bool) -> None:
        """The step was taken, and can be taken back the other way."""
        self._of[way][:] = [one for one in self._of[way] if one is not step]  # another may say the same
        if begins_a_phase:
            self.settle_agenda()
        self._of[way.back].append(step)

    def drop_newest(self, way: Way) -> None:
        """It will never be allowed again, and must not bar the way to what lies below."""
        self._of[way].pop()

    def settle_agenda(self) -> None:
        """Once a phase has begun, Undo leaves the agenda as it was led up to there, and goes on to what lies below."""
        self._forget(lambda put: isinstance(put, AgendaItem), but_joins=True)
        undo = self._of[Way.UNDO]
        undo[:] = [step for step in undo if step is not _Bar.TURN]

    def forget_changed(self, things: Iterable[Entity]) -> None:
        """Others changed these: the steps on them are none any more, and where the newest was one, Undo says so."""
        changed = {(type(thing), thing.id) for thing in things}
        undo = self._of[Way.UNDO]
        newest = undo[-1] if undo else None
        self._forget(lambda put: (type(put), put.id) in changed)
        if isinstance(newest, Step) and newest is not (undo[-1] if undo else newest):
            undo.append(_Bar.ELSEWHERE)

    def tell_elsewhere(self, way: Way) -> Refusal | None:
        """What to say where the newest step was just changed by others; it is told then. None where it was not."""
        steps = self._of[way]
        if not steps or steps[-1] is not _Bar.ELSEWHERE:
            return None
        steps.pop()
        return _Bar.ELSEWHERE.refusal()

    def _forget(self, is_lost: Callable[[Entity], bool], *, but_joins: bool = False) -> None:
        """Drop the steps that wrote what `is_lost` says, with `but_joins` those alone that joined no copy."""

        def stays(step: Step | _Bar) -> bool:
            return isinstance(step, _Bar) or (but_joins and step.joins) or not any(map(is_lost, step.after))

        for steps in self._of.values():
            steps[:] = [step for step in steps if stays(step)]


def _turned(present: Entity | None, here: Entity, there: Entity) -> Entity:
    """`there`, with what has since happened to fields that the step itself did not change left alone."""
    if present is None or present == here:
        return there
    differing = {name: getattr(there, name) for name in here.field_names()}
    return replace(present, **{name: v for name, v in differing.items() if v != getattr(here, name)})
