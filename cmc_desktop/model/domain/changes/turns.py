"""The round of contributions: the floor goes from person to person, element by element."""

from __future__ import annotations

from dataclasses import dataclass, field, replace

from cmc_desktop.i18n import tr, trn
from cmc_desktop.model.domain.canvas import Canvas
from cmc_desktop.model.domain.changes.base import Change
from cmc_desktop.model.domain.element_run import ElementRun, run_id
from cmc_desktop.model.domain.entity import Entity, new_id
from cmc_desktop.model.domain.errors import Refusal
from cmc_desktop.model.domain.participant import Participant
from cmc_desktop.model.domain.phase_rules import check_unsigned
from cmc_desktop.model.domain.round_order import Round, queue, round_now, taken, turns_of
from cmc_desktop.model.domain.turn import Turn, TurnKind


class _OfTheRound(Change):
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


def _floor(canvas: Canvas, run: ElementRun, turns: list[Turn], elapsed: int, person: str = "") -> ElementRun:
    """`run` with the floor given to `person`, or to the first who waits once `turns` were taken."""
    waiting = queue(canvas, run, turns)
    speaker = person or (waiting[0].id if waiting else "")
    return replace(run, speaker=speaker, speaker_since=elapsed)


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
    if kind is TurnKind.LATER and not at.waiting:
        raise Refusal(
            tr("Nobody else waits, so {name} is asked now.", name=at.speaker.name),
            todo=tr("Let {name} speak, or pass.", name=at.speaker.name),
        )
    run, elapsed = _run(canvas, at, now), _elapsed(canvas, now)
    took = max(0, elapsed - run.speaker_since)
    serial = _next_serial(canvas)
    turn = Turn(turn_id, serial, at.phase, at.element, at.speaker.id, kind.value, now, took)
    turns = [*turns_of(canvas, at.phase).get(at.element, []), turn]
    return (turn, _floor(canvas, run, turns, elapsed))


@dataclass(frozen=True)
class NextSpeaker(_OfTheRound):
    """The speaker has had their turn, the next person has the floor. `was`: refused unless this person speaks."""

    was: str = ""
    id: str = field(default_factory=new_id)

    @property
    def label(self) -> str:
        return tr("next speaker")

    def decide(self, canvas: Canvas, now: int) -> tuple[Entity, ...]:
        return _taken(canvas, TurnKind.SPOKE, self.id, self.was, now)


@dataclass(frozen=True)
class PassTurn(_OfTheRound):
    """The speaker has nothing to add: a turn all the same."""

    was: str = ""
    id: str = field(default_factory=new_id)

    @property
    def label(self) -> str:
        return tr("pass")

    def decide(self, canvas: Canvas, now: int) -> tuple[Entity, ...]:
        return _taken(canvas, TurnKind.PASSED, self.id, self.was, now)


@dataclass(frozen=True)
class ComeLater(_OfTheRound):
    """The speaker wants to be asked after the others."""

    was: str = ""
    id: str = field(default_factory=new_id)

    @property
    def label(self) -> str:
        return tr("come back later")

    def decide(self, canvas: Canvas, now: int) -> tuple[Entity, ...]:
        return _taken(canvas, TurnKind.LATER, self.id, self.was, now)


@dataclass(frozen=True)
class BackSpeaker(_OfTheRound):
    """The last turn in this element does not count: that person has the floor again."""

    @property
    def label(self) -> str:
        return tr("back to the speaker before")

    def decide(self, canvas: Canvas, now: int) -> tuple[Entity, ...]:
        at = _round(canvas)
        turns = turns_of(canvas, at.phase).get(at.element, [])
        if not turns:
            raise Refusal(tr("Nobody has had a turn in this element yet."))
        last, elapsed = turns[-1], _elapsed(canvas, now)
        run = replace(_run(canvas, at, now), speaker=last.person, speaker_since=max(0, elapsed - last.took))
        return (last.gone(), run)


@dataclass(frozen=True)
class GiveFloor(_OfTheRound):
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
        waiting = [one for one in (at.speaker, *at.waiting) if one is not None]
        counts = taken(turns_of(canvas, at.phase).get(at.element, []))
        if person not in waiting or counts[person.id] > min(counts[one.id] for one in waiting):
            raise Refusal(_why_not(person, waiting), todo=tr("Once everyone has had a turn, you can go round again."))
        return (replace(_run(canvas, at, now), speaker=person.id, speaker_since=_elapsed(canvas, now)),)


def _why_not(person: Participant, waiting: list[Participant]) -> str:
    if not person.present or not person.takes_turns:
        return tr("{name} takes no turn: only participants in the room do.", name=person.name)
    return trn(
        "{name} has had a turn in this element; {n} person still waits for one.",
        "{name} has had a turn in this element; {n} people still wait for one.",
        len(waiting),
        name=person.name,
    )


@dataclass(frozen=True)
class AnotherLap(_OfTheRound):
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
                    1 + len(at.waiting),
                )
            )
        run = _run(canvas, at, now)
        run = replace(run, laps=run.laps + 1)
        return (_floor(canvas, run, turns_of(canvas, at.phase).get(at.element, []), _elapsed(canvas, now)),)
