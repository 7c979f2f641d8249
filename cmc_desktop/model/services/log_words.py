"""The sentences of the log: what each value in the journal says about what happened.

The journal holds values written by older versions too, so fields that came later may be missing.
"""

from __future__ import annotations

from collections.abc import Callable, Mapping, Sequence
from dataclasses import dataclass
from typing import Any

from cmc_desktop.i18n import tr, trn
from cmc_desktop.model.domain.agenda import AgendaItem
from cmc_desktop.model.domain.answer import AnswerKind
from cmc_desktop.model.domain.canvas import Canvas
from cmc_desktop.model.domain.head import CanvasState
from cmc_desktop.model.domain.note import Note
from cmc_desktop.model.domain.participant import Capacity, Leaving, Participant
from cmc_desktop.model.domain.quiet_check import CheckKind
from cmc_desktop.model.domain.remark import RemarkKind
from cmc_desktop.model.domain.turn import TurnKind

#: as many letters of a note as a line of the log quotes
_QUOTED = 80
_NOTHING: Mapping[str, Any] = {}


@dataclass(frozen=True, slots=True)
class Put:
    """One value as the journal tells it, with the value before."""

    kind: str
    id: str
    now: Mapping[str, Any]
    was: Mapping[str, Any] | None

    @property
    def before(self) -> Mapping[str, Any]:
        """The value before, without fields when there was none."""
        return self.was if self.was is not None else _NOTHING

    def turned(self) -> Put:
        """The way back."""
        return self if self.was is None else Put(self.kind, self.id, self.was, self.now)


@dataclass(frozen=True, slots=True)
class Told:
    """A sentence, what it is about, and whether it only follows from what was done."""

    words: str
    element: str = ""
    note: str = ""
    follows: bool = False


class LogWords:
    """Puts what a commit wrote into words. Without `names` people are called "somebody"."""

    def __init__(self, canvas: Canvas, *, names: bool) -> None:
        self._canvas = canvas
        self._names = names
        self._tell: Mapping[str, Callable[[Put], Told | str]] = {
            "note": self._note,
            "box_mark": self._mark,
            "workshop": self._workshop,
            "phase_run": self._run,
            "agenda_item": self._item,
            "element_run": self._lap,
            "turn": self._turn,
            "remark": self._remark,
            "parked": self._parked,
            "element_agreement": self._agreed,
            "quiet_check": self._check,
            "answer": self._answer,
            "participant": self._participant,
            "head": self._head,
            "sign_off": lambda _put: tr("The canvas was signed off"),
        }
        self._whole: Mapping[str, Callable[[Sequence[Put]], str]] = {
            "SetAgenda": lambda _puts: tr("The agenda was chosen"),
            "MovePhase": lambda _puts: tr("The agenda was put into another order"),
            "ShiftLater": lambda _puts: tr("The delay was accepted: the later phases move"),
            "ShiftClock": lambda _puts: tr("The computer’s clock was changed; the phase’s clock moved along"),
            "JoinMinutes": _joined_lines,
            "EveryoneArrives": _arrived,
            "AddPeople": _joined_roster,
            "RemovePeople": _left_roster,
        }

    def of(self, seq: int, name: str, puts: Sequence[Put]) -> list[Told]:
        """What commit `seq` did, by the change `name`; empty when it is not worth a line."""
        if seq == 1:
            return [Told(_first(name))]
        # told by what was added to them, or put right of it
        whole_texts = {put.now["merged_into"] for put in puts if _is_further(put) or _is_put_right(put)}
        told = [self._told(put) for put in puts if put.id not in whole_texts]
        whole = self._whole.get(name)
        words = whole([put for put in puts if put.kind != "head"]) if whole is not None else ""
        if words:
            return [Told(words), *(one for one in told if one.follows and one.words)]
        return [one for one in told if one.words]

    def _told(self, put: Put) -> Told:
        tell = self._tell.get(put.kind)
        found = tell(put) if tell is not None else ""
        return Told(found) if isinstance(found, str) else found

    def _person(self, person_id: str) -> str:
        person = self._canvas.find(Participant, person_id) if self._names and person_id else None
        return person.name if person is not None else tr("somebody")

    def _box(self, key: str) -> str:
        template = self._canvas.template
        return template.box(key).label if key in template else key

    # notes and boxes

    def _note(self, put: Put) -> Told:
        words = self._gone(put) if put.now["deleted"] else self._on_the_board(put)
        return Told(words, put.now["box"], put.id)

    def _gone(self, put: Put) -> str:
        now, was = put.now, put.before
        text, box, why = _short(now["text"]), self._box(now["box"]), now.get("dropped_why", "")
        if _is_further(put):
            return self._added(now)
        if _is_put_right(put):
            return tr("Reworded in {box}: “{before}” to “{text}”", box=box, before=_short(was["text"]), text=text)
        if was.get("deleted", True):
            changed = bool(was) and why != was.get("dropped_why", "")
            return tr("Why “{text}” was dropped: {why}", text=text, why=why) if changed and why else ""
        if now.get("taken_back"):
            return tr("Taken back from {box}: “{text}”", text=text, box=box)
        if now.get("merged_into"):
            return tr("Joined with another note: “{text}” from {box}", text=text, box=box)
        if why:
            return tr("Dropped from {box}: “{text}”, because: {why}", text=text, box=box, why=why)
        return tr("Dropped from {box}: “{text}”", text=text, box=box)

    def _on_the_board(self, put: Put) -> str:
        now, was = put.now, put.before
        text, box = _short(now["text"]), self._box(now["box"])
        if was.get("deleted", True):
            return self._added(now)
        if was["box"] != now["box"]:
            return tr("Moved from {before} to {box}: “{text}”", before=self._box(was["box"]), box=box, text=text)
        if was["text"] != now["text"]:
            return tr("Reworded in {box}: “{before}” to “{text}”", box=box, before=_short(was["text"]), text=text)
        return ""

    def _added(self, now: Mapping[str, Any]) -> str:
        text, box = _short(now["text"]), self._box(now["box"])
        if now.get("author") and self._names:
            return tr("Added in {box} by {name}: “{text}”", box=box, name=self._person(now["author"]), text=text)
        return tr("Added in {box}: “{text}”", text=text, box=box)

    def _mark(self, put: Put) -> Told:
        words, box = "", self._box(put.id)
        if put.now["none_identified"]:
            words = tr("None identified in {box}", box=box)
        elif put.before.get("none_identified"):
            words = tr("No longer “none identified”: {box}", box=box)
        return Told(words, put.id)

    def _agreed(self, put: Put) -> Told:
        box = self._box(put.id)
        if put.now["hash"]:
            return Told(tr("The room agreed on {box}", box=box), put.id)
        return Told(tr("Opened again: {box}", box=box) if put.before.get("hash") else "", put.id)

    # talk

    def _remark(self, put: Put) -> Told:
        now, was = put.now, put.before
        note = self._canvas.find(Note, now["note"])
        text, kind = _short(note.text) if note is not None else "", RemarkKind(now["kind"]).label
        if now["deleted"]:
            words = "" if was.get("deleted", True) else tr("A remark on “{text}” was deleted", text=text)
        elif now["person"] and self._names:
            words = tr("{kind} by {name} on “{text}”", kind=kind, name=self._person(now["person"]), text=text)
        else:
            words = tr("{kind} on “{text}”", kind=kind, text=text)
        if was and not now["deleted"] and not was["deleted"]:
            words = tr("A remark on “{text}” was changed", text=text)
        return Told(words, note.box if note is not None else "", now["note"])

    def _parked(self, put: Put) -> Told:
        now, was, text = put.now, put.before, _short(put.now["text"])
        words = ""
        if now["deleted"]:
            words = "" if was.get("deleted", True) else tr("Taken off the parking list: “{text}”", text=text)
        elif was.get("deleted", True):
            words = tr("Put aside: “{text}”", text=text)
        elif now["settled_at"] and not was["settled_at"]:
            words = tr("Settled: “{text}”", text=text)
        elif was["settled_at"] and not now["settled_at"]:
            words = tr("Put aside again: “{text}”", text=text)
        elif was["text"] != now["text"]:
            words = tr("On the parking list: “{before}” is now “{text}”", before=_short(was["text"]), text=text)
        return Told(words, now["element"], now["note"])

    def _check(self, put: Put) -> Told:
        words = tr("Quiet check: {kind}", kind=CheckKind(put.now["kind"]).label)
        return Told(tr("A quiet check was taken back") if put.now["withdrawn"] else words, put.now["element"])

    def _answer(self, put: Put) -> str:
        person = self._person(put.now["person"])
        if put.now["withdrawn"]:
            return tr("Answer taken back: {name}", name=person)
        return tr("{name}: {answer}", name=person, answer=AnswerKind(put.now["kind"]).label)

    # the day

    def _workshop(self, put: Put) -> Told:
        now, was = put.now, put.before
        words = ""
        if now["ended_at"] and not was.get("ended_at"):
            words = tr("The workshop ended")
        elif now["current"] and (now["current"] != was.get("current") or was.get("ended_at")):
            item = self._canvas.find(AgendaItem, now["current"])
            words = tr("Phase: {phase}", phase=item.title) if item is not None else ""
        elif now["element"] and now["element"] != was.get("element"):
            return Told(tr("Element: {box}", box=self._box(now["element"])), now["element"])
        return Told(words)

    def _run(self, put: Put) -> str:
        now, was = put.now, put.before
        if now["skipped"] and not was.get("skipped"):
            return tr("Phase skipped: {reason}", reason=now["skip_reason"])
        more = now["extra_minutes"] - was.get("extra_minutes", 0)
        if more:
            return trn("{n} minute more", "{n} minutes more", more) if more > 0 else tr("{n} min taken off", n=-more)
        goes_on = was.get("started_at") and not was["running_since"] and not was["ended_at"]
        if goes_on and now["running_since"]:
            return tr("The clock goes on")
        if was.get("running_since") and not now["running_since"] and not now["ended_at"]:
            return tr("The clock was paused")
        return ""

    def _item(self, put: Put) -> str:
        now, was = put.now, put.before
        title = AgendaItem(put.id, now["rank"], now["kind"], now["name"], now["minutes"]).title
        if now["removed"]:
            return "" if was.get("removed", True) else tr("Taken off the agenda: {phase}", phase=title)
        if was.get("removed", True):
            return tr("Put on the agenda: {phase}, {n} min", phase=title, n=now["minutes"])
        if (was["name"], was["minutes"]) != (now["name"], now["minutes"]):
            return tr("On the agenda: {phase}, {n} min", phase=title, n=now["minutes"])
        return ""

    def _lap(self, put: Put) -> Told:
        laps, before = put.now["laps"], put.before.get("laps", 1)
        box = self._box(put.now["element"])
        return Told(tr("Everybody is asked once more: {box}", box=box) if laps > before else "", put.now["element"])

    def _turn(self, put: Put) -> Told:
        person, box = self._person(put.now["person"]), self._box(put.now["element"])
        if put.now["withdrawn"]:
            return Told(tr("Turn taken back: {name}, {box}", name=person, box=box), put.now["element"])
        words = {
            TurnKind.SPOKE: tr("{name} spoke: {box}", name=person, box=box),
            TurnKind.PASSED: tr("{name} passed: {box}", name=person, box=box),
            TurnKind.LATER: tr("{name} comes back later: {box}", name=person, box=box),
        }[TurnKind(put.now["kind"])]
        return Told(words, put.now["element"])

    # people and the whole

    def _participant(self, put: Put) -> str:
        now, was, person = put.now, put.before, self._person(put.id)
        if now["removed"]:
            return "" if was.get("removed", True) else tr("{name} was taken off the roster", name=person)
        if was.get("removed", True):
            return tr("{name} was put on the roster", name=person)
        return _came_or_went(now, was, person) or _counted(now, was, person)

    def _head(self, put: Put) -> Told:
        now, was = put.now, put.before
        if (now["title"], now["city"]) != (was.get("title"), was.get("city")):
            return Told(
                tr("Title and city: {words}", words=" · ".join(part for part in (now["title"], now["city"]) if part))
            )
        agreed = CanvasState.AGREED.value
        if now["state"] == agreed and was.get("state") != agreed:
            return Told(tr("Everybody who counts is satisfied with the canvas as it stands"), follows=True)
        if was.get("state") == agreed and now["state"] != CanvasState.SIGNED:
            return Told(tr("The canvas is no longer agreed on"), follows=True)
        return Told("", follows=True)


def _joined_lines(puts: Sequence[Put]) -> str:
    """Told without the people that lines name, and without what lines said before."""
    lines = [
        put for put in puts if put.kind == "minute" and not (put.now["deleted"] and put.before.get("deleted", True))
    ]
    return trn("{n} line of minutes was joined", "{n} lines of minutes were joined", len(lines)) if lines else ""


def _is_further(put: Put) -> bool:
    """Whether a note is a further paragraph of a text that stood there when it was said."""
    if put.kind != "note" or not put.now.get("merged_into"):
        return False
    return bool(put.before.get("deleted", True)) and not put.before.get("merged_into")


def _is_put_right(put: Put) -> bool:
    """Whether a paragraph that was added to a text says something else by now."""
    if put.kind != "note" or not put.now.get("merged_into") or not put.before.get("merged_into"):
        return False
    return bool(put.before["text"] != put.now["text"])


def _came_or_went(now: Mapping[str, Any], was: Mapping[str, Any], person: str) -> str:
    if now["left_at"] and not was["left_at"]:
        return tr("{name} left", name=person)
    if was["left_at"] and not now["left_at"] and now["arrived_at"]:
        return tr("{name} came back", name=person)
    if now["arrived_at"] and not was["arrived_at"]:
        return tr("{name} arrived", name=person)
    if was["arrived_at"] and not now["arrived_at"]:
        return tr("{name} was not here after all", name=person)
    return ""


def _counted(now: Mapping[str, Any], was: Mapping[str, Any], person: str) -> str:
    if now["leaving"] != was["leaving"] and now["leaving"]:
        if now["leaving"] == Leaving.LAST_ANSWER:
            return tr("The last answer of {name} counts", name=person)
        return tr("{name} is not counted", name=person)
    if now["capacity"] != was["capacity"]:
        return tr("{name} is here as: {capacity}", name=person, capacity=Capacity(now["capacity"]).label)
    if now["counts"] != was["counts"]:
        return tr("{name} is asked", name=person) if now["counts"] else tr("{name} is not asked", name=person)
    return ""


def _first(name: str) -> str:
    """How the canvas came into the library; what it held then is not told line by line."""
    return {
        "Import": tr("The canvas was taken in from a file"),
        "NextSession": tr("The session was begun with what the one before left"),
        "NewVersion": tr("The new version was begun with what the signed one says"),
        "Duplicate": tr("The canvas was made as a copy"),
    }.get(name, tr("The canvas was made"))


def _arrived(puts: Sequence[Put]) -> str:
    return trn("{n} person arrived", "{n} people arrived", len(puts)) if len(puts) > 1 else ""


def _joined_roster(puts: Sequence[Put]) -> str:
    n = len(puts)
    return trn("{n} person was put on the roster", "{n} people were put on the roster", n) if n > 1 else ""


def _left_roster(puts: Sequence[Put]) -> str:
    n = len(puts)
    return trn("{n} person was taken off the roster", "{n} people were taken off the roster", n) if n > 1 else ""


def _short(text: str) -> str:
    line = " ".join(text.split())
    return line if len(line) <= _QUOTED else line[: _QUOTED - 1].rstrip() + "…"
