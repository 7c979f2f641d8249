"""The round of contributions: the floor goes from person to person, element by element."""

from __future__ import annotations

from dataclasses import dataclass, field, replace
from typing import ClassVar

from cmc_desktop.i18n import tr, trn
from cmc_desktop.model.domain.canvas import Canvas
from cmc_desktop.model.domain.changes.base import Change
from cmc_desktop.model.domain.element_run import ElementRun, run_id
from cmc_desktop.model.domain.entity import Entity, new_id
from cmc_desktop.model.domain.errors import Refusal
from cmc_desktop.model.domain.participant import Participant
from cmc_desktop.model.domain.round_order import Round, queue, round_now, turns_of
from cmc_desktop.model.domain.turn import Turn, TurnKind
from cmc_desktop.model.domain.write_rules import check_unsigned


class OfTheRound(Change):
    """Who spoke is history: it is put right by going back to the speaker, not by Undo."""

    undoable = False


def _round(canvas: Canvas) -> Round:
    now = round_now(canvas)
    if now is None:
        raise Refusal(
            tr("Turns are taken in the round of contributions only."), todo=tr("Go on to the round of contributions.")
        )
    check_unsigned(canvas)
    return now


def _elapsed(canvas: Canvas, now: int) -> int:
    return canvas.run(canvas.workshop.current).elapsed(now)


def _run(canvas: Canvas, at: Round, now: int) -> ElementRun:
    known = canvas.find(ElementRun, run_id(at.phase, at.element))
    return known or ElementRun(run_id(at.phase, at.element), at.phase, at.element, opened_at=now)


def _floor(canvas: Canvas, run: ElementRun, turns: list[Turn], elapsed: int) -> ElementRun:
    """`run` with the floor given to the first who waits once `turns` were taken."""
    waiting = queue(canvas, run, turns)
    return replace(run, speaker=waiting[0].id if waiting else "", speaker_since=elapsed)


def _next_serial(canvas: Canvas) -> int:
    return max((turn.serial for turn in canvas.all(Turn)), default=0) + 1


def _taken(canvas: Canvas, kind: TurnKind, turn_id: str, was: str, now: int) -> tuple[Entity, ...]:
    at = _round(canvas)
    if at.speaker is None:
        raise Refusal(
            tr("Everyone in the room has had their turn in this element."),
            todo=tr("Go on to the next element, or go round once more."),
        )
    if was and was != at.speaker.id:
        raise Refusal(tr("{name} has the floor by now; nothing was done.", name=at.speaker.name))
    if kind is TurnKind.LATER:
        _check_others_first(at, at.speaker)
    run, elapsed = _run(canvas, at, now), _elapsed(canvas, now)
    took = max(0, elapsed - run.speaker_since)
    serial = _next_serial(canvas)
    turn = Turn(turn_id, serial, at.phase, at.element, at.speaker.id, kind.value, now, took)
    turns = [*turns_of(canvas, at.phase, at.element), turn]
    return (turn, _floor(canvas, run, turns, elapsed))


def _check_others_first(at: Round, speaker: Participant) -> None:
    """Raise Refusal when there is nobody to be asked first, or when the speaker asked to come back before."""
    todo = tr("Let {name} speak, or pass.", name=speaker.name)
    if speaker.id in at.later:
        raise Refusal(tr("{name} has come back, and is asked now.", name=speaker.name), todo=todo)
    if not any(at.turns_of(person) <= at.turns_of(speaker) for person in at.waiting):
        raise Refusal(tr("Nobody else waits, so {name} is asked now.", name=speaker.name), todo=todo)


@dataclass(frozen=True)
class _TurnTaken(OfTheRound):
    """The speaker's turn ends, in a way that each kind of it names. `was`: refused unless this person speaks."""

    kind: ClassVar[TurnKind]
    was: str = ""
    id: str = field(default_factory=new_id)

    def decide(self, canvas: Canvas, now: int) -> tuple[Entity, ...]:
        return _taken(canvas, self.kind, self.id, self.was, now)


@dataclass(frozen=True)
class NextSpeaker(_TurnTaken):
    """The speaker has had their turn, the next person has the floor."""

    kind = TurnKind.SPOKE

    @property
    def label(self) -> str:
        return tr("next speaker")


@dataclass(frozen=True)
class PassTurn(_TurnTaken):
    """The speaker has nothing to add: a turn all the same."""

    kind = TurnKind.PASSED

    @property
    def label(self) -> str:
        return tr("pass")


@dataclass(frozen=True)
class ComeLater(_TurnTaken):
    """The speaker wants to be asked after the others."""

    kind = TurnKind.LATER

    @property
    def label(self) -> str:
        return tr("come back later")


def _lap_not_begun(at: Round) -> bool:
    begun = any(count >= at.laps for count in at.counts.values()) or any(one.id in at.later for one in at.still)
    return at.laps > 1 and not begun


def last_step(canvas: Canvas, at: Round) -> str:
    """What going back takes back now: the id of a turn, or the element and the lap begun; empty for nothing."""
    if _lap_not_begun(at):
        return f"{run_id(at.phase, at.element)}/{at.laps}"
    turns = turns_of(canvas, at.phase, at.element)
    return turns[-1].id if turns else ""


@dataclass(frozen=True)
class BackSpeaker(OfTheRound):
    """The last turn in this element does not count: that person has the floor again.

    Right after everyone is asked once more, it is that which is taken back. `was`: refused unless this, as told by
    `last_step`, is what is taken back.
    """

    was: str = ""

    @property
    def label(self) -> str:
        return tr("back to the speaker before")

    def decide(self, canvas: Canvas, now: int) -> tuple[Entity, ...]:
        at = _round(canvas)
        turns = turns_of(canvas, at.phase, at.element)
        run, elapsed = _run(canvas, at, now), _elapsed(canvas, now)
        if self.was and self.was != last_step(canvas, at):
            raise Refusal(tr("Another window has changed whose turn it is; nothing was done."))
        if _lap_not_begun(at):
            return (_floor(canvas, replace(run, laps=at.laps - 1), turns, elapsed),)
        if not turns:
            raise Refusal(tr("Nobody has had a turn in this element yet."))
        last = turns[-1]
        return (last.gone(), replace(run, speaker=last.person, speaker_since=max(0, elapsed - last.took)))


@dataclass(frozen=True)
class GiveFloor(OfTheRound):
    """Ask somebody else who waits first; refused for who would speak twice before another once."""

    person: str

    @property
    def label(self) -> str:
        return tr("give the floor")

    def decide(self, canvas: Canvas, now: int) -> tuple[Entity, ...]:
        at = _round(canvas)
        person = canvas.person(self.person)
        if at.speaker is not None and at.speaker.id == person.id:
            return ()
        fewest = min((at.turns_of(one) for one in at.still), default=0)
        if person not in at.still or at.turns_of(person) > fewest:
            raise Refusal(_why_not(person, at), todo=tr("Once everyone has had a turn, you can go round again."))
        return (replace(_run(canvas, at, now), speaker=person.id, speaker_since=_elapsed(canvas, now)),)


def _why_not(person: Participant, at: Round) -> str:
    if not person.present or not person.takes_turns:
        return tr("{name} takes no turn: only participants in the room do.", name=person.name)
    if not at.still:
        return tr("Everyone in the room has had their turn in this element.")
    first = [one for one in at.still if at.turns_of(one) < at.turns_of(person)]
    return trn(
        "{name} has had a turn in this element; {n} person still waits for one.",
        "{name} has had a turn in this element; {n} people still wait for one.",
        len(first) or len(at.still),
        name=person.name,
    )


@dataclass(frozen=True)
class AnotherLap(OfTheRound):
    """Go round once more in this element, when everyone has had their turn."""

    @property
    def label(self) -> str:
        return tr("go round once more")

    def decide(self, canvas: Canvas, now: int) -> tuple[Entity, ...]:
        at = _round(canvas)
        if at.speaker is not None:
            raise Refusal(
                trn(
                    "{n} person still waits for a turn in this element.",
                    "{n} people still wait for a turn in this element.",
                    len(at.still),
                )
            )
        run = _run(canvas, at, now)
        run = replace(run, laps=run.laps + 1)
        return (_floor(canvas, run, turns_of(canvas, at.phase, at.element), _elapsed(canvas, now)),)
