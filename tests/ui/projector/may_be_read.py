"""What may be read on the wall in each picture, told from the canvas alone and not from the projector's own code."""

from __future__ import annotations

import re
from collections.abc import Iterable

from full_room import ELEMENT, REMARKS

from cmc_desktop.model.domain.canvas import Canvas
from cmc_desktop.model.domain.note import Note
from cmc_desktop.model.domain.participant import Participant
from cmc_desktop.model.domain.phase_rules import PhaseKind

#: each phase's own picture and the one behind the zoom key
OWN = {
    PhaseKind.PRESENT: ("meaning", "board"),
    PhaseKind.CLARIFY: ("meaning", "board"),
    PhaseKind.INDIVIDUAL: ("questions", "questions"),
    PhaseKind.ROUND: ("element", "board"),
    PhaseKind.LUNCH: ("countdown", "board"),
    PhaseKind.DISCUSS: ("board", "element"),
    PhaseKind.BREAK: ("countdown", "board"),
    PhaseKind.CONSENSUS: ("element", "board"),
    PhaseKind.SIGNOFF: ("board", "element"),
}
_CLOCK = re.compile(r"\+?(\d+:)?\d\d:\d\d|over time|paused|page \d+ of \d+|\+\d+|and \d+ more|we go on at .+")
_LEADS = {"objection": "!  Objection", "question": "?  Question", "support": "+  Support"}


def strangers(found: Iterable[str], allowed: set[str]) -> list[str]:
    """What was read and may not be there; clocks, pages and numbers of notes may always be."""
    return [text for text in found if text not in allowed and not _CLOCK.fullmatch(text)]


def allowed(canvas: Canvas, picture: str, *, names: bool = False, changes: Iterable[str] = ()) -> set[str]:
    """Every text that `picture` may hold; `changes` is what it tells of changes, in spoken words."""
    pictures = {
        "meaning": _meaning,
        "board": _board,
        "element": _element,
        "questions": _questions,
        "countdown": lambda canvas, _names: {_phase(canvas)},
        "note": _note,
        "asking": lambda _canvas, _names: {"Are you satisfied with the canvas as it stands?", "What changed"},
    }
    return _head(canvas, picture) | pictures[picture](canvas, names) | _foot(canvas) | set(changes)


def _phase(canvas: Canvas) -> str:
    return canvas.current_item.name if canvas.current_item is not None else ""


def _head(canvas: Canvas, picture: str) -> set[str]:
    place = _phase(canvas)
    if picture in ("meaning", "element", "note"):
        place += f" · element {canvas.template.walk.index(ELEMENT) + 1} of 14"
    if canvas.current_item is None:
        place = "signed off" if canvas.sign_off is not None else ""
    return {"Projector", f"{canvas.head.title} · {canvas.head.city}", place}


def _foot(canvas: Canvas) -> set[str]:
    kind = canvas.current_item.kind if canvas.current_item is not None else ""
    if canvas.sign_off is not None:
        return {"Everyone asked is satisfied; the canvas is signed off."}
    if kind == PhaseKind.ROUND:
        return {"speaks now", "then", *speakers(canvas)}
    if kind in (PhaseKind.CONSENSUS, PhaseKind.SIGNOFF):
        asked = sum(1 for person in canvas.people if person.asked and person.present)
        return {f"{count} of {asked} satisfied" for count in range(asked + 1)}
    return set()


def speakers(canvas: Canvas) -> set[str]:
    """Nobody has spoken yet, and the element is the second one opened: the second and third who take turns."""
    return {person.name for person in [one for one in canvas.people if one.capacity == "participant"][1:3]}


def _plan(canvas: Canvas) -> set[str]:
    states = {"", ", open", ", agreed", ", not looked at yet"} if _phase(canvas) == "Agree" else {""}
    boxes = canvas.template.in_walk_order
    return {"Plan of the canvas"} | {f"{box.number} {box.heading}{state}" for box in boxes for state in states}


def _meaning(canvas: Canvas, _names: bool) -> set[str]:
    box = canvas.template.box(ELEMENT)
    return _plan(canvas) | {f"{box.number} · {box.name}", box.question, box.explanation}


def _element(canvas: Canvas, names: bool) -> set[str]:
    box = canvas.template.box(ELEMENT)
    agreeing = {"open", "Just changed"} if _phase(canvas) == "Agree" else set()
    return _plan(canvas) | {f"{box.number} · {box.heading}", box.question} | agreeing | _cards(canvas, [ELEMENT], names)


def _board(canvas: Canvas, names: bool) -> set[str]:
    return (_plan(canvas) - {"Plan of the canvas"}) | _cards(canvas, canvas.template.walk, names)


def _questions(canvas: Canvas, _names: bool) -> set[str]:
    questions = {f"{box.number}  {box.question}" for box in canvas.template.in_walk_order}
    return questions | {"Work alone, on your own sheet"}


def _note(canvas: Canvas, names: bool) -> set[str]:
    note = next(note for note in canvas.notes_in(ELEMENT) if note.text == "Train the drivers")
    box = canvas.template.box(ELEMENT)
    remarks = {_LEADS[kind] + (f": {words}" if words else "") for kind, words in REMARKS}
    if names:
        remarks = {f"{text}, by Ada{8 + place:02} Zarf" for place, text in enumerate(_in_order(remarks))}
    return {f"{box.number} {box.heading}", "The note under discussion", "Remarks", *remarks, _said(canvas, note, names)}


def _in_order(remarks: set[str]) -> list[str]:
    leads = [_LEADS[kind] for kind, _ in REMARKS]
    return sorted(remarks, key=lambda text: next(n for n, lead in enumerate(leads) if text.startswith(lead)))


def _cards(canvas: Canvas, boxes: Iterable[str], names: bool) -> set[str]:
    return {_said(canvas, note, names) for box in boxes for note in canvas.notes_in(box)} | {
        f"{canvas.template.box(box).number} {canvas.template.box(box).heading}" for box in boxes
    }


def _said(canvas: Canvas, note: Note, names: bool) -> str:
    author = canvas.find(Participant, note.author) if names and note.author else None
    return f"{note.text}, by {author.name}" if author is not None else note.text
