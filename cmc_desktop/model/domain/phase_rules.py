"""The rules of each phase of the method, in words a room understands and in terms the model enforces.

Source: the agreement workshop as the method describes it; lengths and names are data, the rules are not.
"""

from __future__ import annotations

from collections.abc import Iterable, Iterator
from dataclasses import dataclass
from enum import StrEnum

from cmc_desktop.i18n import tr
from cmc_desktop.model.domain.box_mark import BoxMark
from cmc_desktop.model.domain.canvas import Canvas
from cmc_desktop.model.domain.entity import Entity
from cmc_desktop.model.domain.head import Head
from cmc_desktop.model.domain.note import Note
from cmc_desktop.model.domain.participant import Participant
from cmc_desktop.model.domain.remark import Remark


class Verb(StrEnum):
    """What a change does to the content, told from the values before and after."""

    ADD = "add"
    CORRECT = "correct"
    REWORD = "reword"
    MOVE = "move"
    REMOVE = "remove"
    MARK = "mark"
    ENTITLE = "entitle"
    REMARK = "remark"
    EXTEND = "extend"


class PhaseKind(StrEnum):
    PRESENT = "present"
    CLARIFY = "clarify"
    INDIVIDUAL = "individual"
    ROUND = "round"
    LUNCH = "lunch"
    DISCUSS = "discuss"
    BREAK = "break"
    CONSENSUS = "consensus"
    SIGNOFF = "signoff"


#: phases that go strictly along the canvas, element by element
WALKED = frozenset({PhaseKind.PRESENT, PhaseKind.ROUND, PhaseKind.CONSENSUS})
BREAKS = frozenset({PhaseKind.LUNCH, PhaseKind.BREAK})


@dataclass(frozen=True)
class PhaseRules:
    """What may be done to the board in a phase, and whether answers can be given in it."""

    allows: frozenset[Verb]
    answers: bool = False
    shows_notes: bool = True


_READ_ONLY = PhaseRules(frozenset({Verb.ENTITLE}))
_RULES = {
    PhaseKind.PRESENT: _READ_ONLY,
    PhaseKind.CLARIFY: _READ_ONLY,
    PhaseKind.INDIVIDUAL: PhaseRules(frozenset({Verb.ENTITLE}), shows_notes=False),
    PhaseKind.ROUND: PhaseRules(frozenset({Verb.ADD, Verb.EXTEND, Verb.CORRECT, Verb.MARK, Verb.ENTITLE})),
    PhaseKind.LUNCH: _READ_ONLY,
    PhaseKind.DISCUSS: PhaseRules(frozenset({Verb.EXTEND, Verb.CORRECT, Verb.REWORD, Verb.ENTITLE, Verb.REMARK})),
    PhaseKind.BREAK: _READ_ONLY,
    PhaseKind.CONSENSUS: PhaseRules(frozenset(Verb), answers=True),
    PhaseKind.SIGNOFF: PhaseRules(frozenset()),
}
NO_WORKSHOP = PhaseRules(frozenset(Verb))


def rules_of(kind: str) -> PhaseRules:
    """The rules of a kind of phase; those of a break for a kind this version does not know."""
    try:
        return _RULES[PhaseKind(kind)]
    except ValueError:
        return _READ_ONLY


def rules_now(canvas: Canvas) -> PhaseRules:
    """The rules that hold on this canvas at present."""
    item = canvas.current_item
    return rules_of(item.kind) if item else NO_WORKSHOP


def sentence(kind: str) -> str:
    """The rule of a phase in plain words, for the desk and for refusals."""
    return {
        PhaseKind.PRESENT: tr("The elements are explained; the board stays as it is."),
        PhaseKind.CLARIFY: tr("Questions about meanings only; the board stays as it is."),
        PhaseKind.INDIVIDUAL: tr("Everyone works alone on paper; the board stays as it is and the room sees no notes."),
        PhaseKind.ROUND: tr("Notes are only added, in turn: no remarks, no moving, no deleting."),
        PhaseKind.LUNCH: tr("It is the break; the board stays as it is."),
        PhaseKind.DISCUSS: tr("Notes are discussed and may be reworded; nothing is added, moved or removed."),
        PhaseKind.BREAK: tr("It is the break; the board stays as it is."),
        PhaseKind.CONSENSUS: tr("Change a note only when the room agrees, then ask each person directly."),
        PhaseKind.SIGNOFF: tr("The canvas is being signed off: it stays as it is, with its title and city."),
    }.get(PhaseKind(kind) if kind in set(PhaseKind) else PhaseKind.BREAK, "")


def verbs_of(canvas: Canvas, puts: Iterable[Entity]) -> Iterator[Verb]:
    """What `puts` would do to the content, told from the values before and after."""
    for put in puts:
        if isinstance(put, Note):
            yield from _note_verbs(canvas, put)
        elif isinstance(put, BoxMark) and put.none_identified != canvas.mark(put.id).none_identified:
            yield Verb.MARK
        elif isinstance(put, Head) and (put.title, put.city) != (canvas.head.title, canvas.head.city):
            yield Verb.ENTITLE
        elif isinstance(put, Remark) and put != canvas.find(Remark, put.id):
            yield Verb.REMARK


def _note_verbs(canvas: Canvas, new: Note) -> Iterator[Verb]:
    old = canvas.find(Note, new.id)
    if old is None or old.deleted:
        if not new.deleted:
            yield Verb.ADD
        return
    if new.deleted:
        yield Verb.REMOVE
        return
    if (old.text, old.tags) != (new.text, new.tags):
        yield Verb.EXTEND if _extends(canvas, old, new) else Verb.CORRECT if _just_said(canvas, old) else Verb.REWORD
    if (old.box, old.rank) != (new.box, new.rank):
        yield Verb.MOVE


def _extends(canvas: Canvas, old: Note, new: Note) -> bool:
    """Whether the text of a box that holds one keeps every word and gets a further paragraph."""
    return canvas.template.box(old.box).single and old.tags == new.tags and new.text.startswith(f"{old.text}\n")


def _just_said(canvas: Canvas, note: Note) -> bool:
    """Whether a note is the last one that came in the present phase, or what came last was put below it."""
    item = canvas.current_item
    if item is None:
        return False
    came = [one for one in canvas.all(Note) if one.phase == item.id and (not one.deleted or one.joined)]
    return bool(came) and note.id in (came[-1].id, came[-1].merged_into, canvas.latest_note(item.id))


def is_dropped(canvas: Canvas, old: Participant, new: Participant) -> bool:
    """Whether `new` would take out of the count somebody who was asked, or can be asked now."""
    if not old.asked or new.asked:
        return False
    return any(answer.person == new.id for answer in canvas.answers) or bool(
        old.arrived_at and rules_now(canvas).answers
    )
