"""What the app itself noted during a workshop, in plain sentences: phases, notes, moves, turns, answers."""

from __future__ import annotations

from collections.abc import Callable, Iterator, Mapping, Sequence
from dataclasses import dataclass
from typing import Any

from cmc_desktop.i18n import tr, trn
from cmc_desktop.model.domain.agenda import AgendaItem
from cmc_desktop.model.domain.answer import AnswerKind
from cmc_desktop.model.domain.canvas import Canvas
from cmc_desktop.model.domain.note import Note
from cmc_desktop.model.domain.participant import Participant
from cmc_desktop.model.domain.quiet_check import CheckKind
from cmc_desktop.model.domain.remark import RemarkKind
from cmc_desktop.model.domain.turn import TurnKind
from cmc_desktop.model.services.session import Session

#: as many letters of a note as a line of the log quotes
_QUOTED = 80


@dataclass(frozen=True, slots=True)
class LogLine:
    """One thing that happened, in ms since 1970; `phase` is the id of the phase it fell in, empty for none."""

    seq: int
    at: int
    phase: str
    words: str


@dataclass(frozen=True, slots=True)
class _Put:
    """One value as the journal tells it, with the value before."""

    kind: str
    id: str
    now: Mapping[str, Any]
    was: Mapping[str, Any] | None


def log_lines(session: Session, *, names: bool = True) -> list[LogLine]:
    """Everything worth telling that happened to the canvas, oldest first. Raises LibraryTrouble.

    Without `names` people are called "somebody". What only the moderator may know is not told: private sheets.
    """
    told = _Told(session.canvas, names)
    lines = []
    for entry, puts in session.log():
        values = [_put(put) for put in puts]
        for words in told.of(values):
            if entry.way == "undo":
                words = tr("Undone: {what}", what=words)
            if entry.slip:
                words = tr("{what} ({reason})", what=words, reason=entry.slip)
            lines.append(LogLine(entry.seq, entry.at, entry.phase, words))
    return lines


def _put(put: Sequence[Any]) -> _Put:
    kind, thing_id, now, was = put
    return _Put(str(kind), str(thing_id), now, was)


class _Told:
    """Puts values of the journal into words."""

    def __init__(self, canvas: Canvas, names: bool) -> None:
        self._canvas = canvas
        self._names = names
        self._tell: Mapping[str, Callable[[_Put], str]] = {
            "note": self._note,
            "box_mark": self._mark,
            "workshop": self._workshop,
            "phase_run": self._run,
            "turn": self._turn,
            "remark": self._remark,
            "parked": self._parked,
            "element_agreement": self._agreed,
            "quiet_check": self._check,
            "answer": self._answer,
            "participant": self._participant,
            "sign_off": lambda _put: tr("The canvas was signed off"),
        }

    def of(self, puts: Sequence[_Put]) -> Iterator[str]:
        for put in puts:
            tell = self._tell.get(put.kind)
            words = tell(put) if tell is not None else ""
            if words:
                yield words

    def _person(self, person_id: str) -> str:
        person = self._canvas.find(Participant, person_id) if self._names and person_id else None
        return person.name if person is not None else tr("somebody")

    def _box(self, key: str) -> str:
        template = self._canvas.template
        return template.box(key).label if key in template else key

    def _note(self, put: _Put) -> str:
        now, was = put.now, put.was
        text, box = _short(now["text"]), self._box(now["box"])
        if now["deleted"]:
            if was is None or was["deleted"]:
                return ""
            if now.get("merged_into"):
                return tr("Joined with another note: “{text}” from {box}", text=text, box=box)
            return tr("Dropped: “{text}” from {box}", text=text, box=box)
        if was is None or was["deleted"]:
            return tr("Added in {box}: “{text}”", text=text, box=box)
        if was["box"] != now["box"]:
            return tr("Moved from {before} to {box}: “{text}”", before=self._box(was["box"]), box=box, text=text)
        if was["text"] != now["text"]:
            return tr("Reworded in {box}: “{before}” to “{text}”", box=box, before=_short(was["text"]), text=text)
        return ""

    def _mark(self, put: _Put) -> str:
        if put.now["none_identified"]:
            return tr("None identified in {box}", box=self._box(put.id))
        return tr("No longer “none identified”: {box}", box=self._box(put.id)) if put.was else ""

    def _workshop(self, put: _Put) -> str:
        now, was = put.now, put.was or {}
        if now["ended_at"] and not was.get("ended_at"):
            return tr("The workshop ended")
        if now["current"] and now["current"] != was.get("current"):
            item = self._canvas.find(AgendaItem, now["current"])
            return tr("Phase: {phase}", phase=item.title) if item is not None else ""
        if now["element"] and now["element"] != was.get("element"):
            return tr("Element: {box}", box=self._box(now["element"]))
        return ""

    def _run(self, put: _Put) -> str:
        now, was = put.now, put.was or {}
        if now["skipped"] and not was.get("skipped"):
            return tr("Phase skipped: {reason}", reason=now["skip_reason"])
        more = now["extra_minutes"] - was.get("extra_minutes", 0)
        if more:
            return trn("{n} minute more", "{n} minutes more", more) if more > 0 else tr("{n} min taken off", n=-more)
        if was.get("running_since") and not now["running_since"] and not now["ended_at"]:
            return tr("The clock was paused")
        return ""

    def _turn(self, put: _Put) -> str:
        person, kind = self._person(put.now["person"]), TurnKind(put.now["kind"])
        if put.now["withdrawn"]:
            return tr("Turn taken back: {name}", name=person)
        return tr("{name} {what} in {box}", name=person, what=kind.label, box=self._box(put.now["element"]))

    def _remark(self, put: _Put) -> str:
        kind, note = RemarkKind(put.now["kind"]), self._canvas.find(Note, put.now["note"])
        if put.now["deleted"]:
            return tr("A remark was deleted")
        return tr("{kind} on “{text}”", kind=kind.label, text=_short(note.text) if note is not None else "")

    def _parked(self, put: _Put) -> str:
        now, was = put.now, put.was or {}
        if now["deleted"]:
            return tr("Taken off the parking list: “{text}”", text=_short(now["text"]))
        if now["settled_at"] and not was.get("settled_at"):
            return tr("Settled: “{text}”", text=_short(now["text"]))
        return tr("Put aside: “{text}”", text=_short(now["text"])) if put.was is None else ""

    def _agreed(self, put: _Put) -> str:
        if put.now["hash"]:
            return tr("The room agreed on {box}", box=self._box(put.id))
        return tr("Reopened: {box}", box=self._box(put.id))

    def _check(self, put: _Put) -> str:
        if put.now["withdrawn"]:
            return tr("A quiet check was taken back")
        return tr("Quiet check: {kind}", kind=CheckKind(put.now["kind"]).label)

    def _answer(self, put: _Put) -> str:
        person = self._person(put.now["person"])
        if put.now["withdrawn"]:
            return tr("Answer taken back: {name}", name=person)
        return tr("{name}: {answer}", name=person, answer=AnswerKind(put.now["kind"]).label)

    def _participant(self, put: _Put) -> str:
        now, was, person = put.now, put.was or {}, self._person(put.id)
        if now["removed"]:
            return tr("{name} was taken off the roster", name=person)
        if now["left_at"] and not was.get("left_at"):
            return tr("{name} left", name=person)
        if was.get("left_at") and not now["left_at"]:
            return tr("{name} came back", name=person)
        if now["arrived_at"] and not was.get("arrived_at"):
            return tr("{name} arrived", name=person)
        return ""


def _short(text: str) -> str:
    line = " ".join(text.split())
    return line if len(line) <= _QUOTED else line[: _QUOTED - 1].rstrip() + "…"
