"""What the room sees in which phase: a pure decision from the canvas and what the moderator asked for."""

from __future__ import annotations

from dataclasses import dataclass
from enum import Enum

from cmc_desktop.i18n import tr
from cmc_desktop.model.domain.agreement import agreement
from cmc_desktop.model.domain.canvas import Canvas
from cmc_desktop.model.domain.note import Note
from cmc_desktop.model.domain.participant import Participant
from cmc_desktop.model.domain.phase_rules import PhaseKind, rules_of
from cmc_desktop.ui.projector.picture import (
    BoardPicture,
    Body,
    Card,
    CountdownPicture,
    ElementPicture,
    MeaningPicture,
    Picture,
    QuestionsPicture,
)


class Show(Enum):
    """The kinds of picture a phase can have as its own."""

    BOARD = "board"
    ELEMENT = "element"
    MEANING = "meaning"
    QUESTIONS = "questions"
    COUNTDOWN = "countdown"


@dataclass(frozen=True, slots=True)
class Wishes:
    """What the moderator asked for beyond the phase's own picture; a new phase begins without any.

    `zoomed`: the other picture than the phase's own. `names`: names beside notes.
    """

    zoomed: bool = False
    names: bool = False


_DEFAULTS = {
    PhaseKind.PRESENT: Show.MEANING,
    PhaseKind.CLARIFY: Show.MEANING,
    PhaseKind.INDIVIDUAL: Show.QUESTIONS,
    PhaseKind.ROUND: Show.ELEMENT,
    PhaseKind.LUNCH: Show.COUNTDOWN,
    PhaseKind.DISCUSS: Show.BOARD,
    PhaseKind.BREAK: Show.COUNTDOWN,
    PhaseKind.CONSENSUS: Show.ELEMENT,
    PhaseKind.SIGNOFF: Show.BOARD,
}
#: what the moderator's zoom key turns each picture into; the silent work never shows notes
_ZOOMED = {
    Show.BOARD: Show.ELEMENT,
    Show.ELEMENT: Show.BOARD,
    Show.MEANING: Show.BOARD,
    Show.COUNTDOWN: Show.BOARD,
    Show.QUESTIONS: Show.QUESTIONS,
}


def picture_of(canvas: Canvas, wishes: Wishes, newest: str = "") -> Picture:
    """What to show now; `newest` is the id of the note written last, which gets the ring."""
    item = canvas.current_item
    body = _Scene(canvas, wishes, newest).body()
    return Picture(
        body,
        title=" · ".join(part for part in (canvas.head.title, canvas.head.city) if part),
        place=_place(canvas, body),
        foot=_foot(canvas),
        phase=item.id if item is not None and canvas.sign_off is None else "",
    )


@dataclass(frozen=True, slots=True)
class _Scene:
    """One look at the canvas, from which the picture is made."""

    canvas: Canvas
    wishes: Wishes
    newest: str

    def body(self) -> Body:
        canvas, element = self.canvas, self.canvas.workshop.element or self.canvas.template.walk[0]
        item = canvas.current_item
        show = _shown(item.kind if item is not None else "", zoomed=self.wishes.zoomed)
        if show is Show.ELEMENT:
            return ElementPicture(element, self._cards(element), self._none_identified(element))
        if show is Show.MEANING:
            return MeaningPicture(element)
        if show is Show.QUESTIONS:
            return QuestionsPicture()
        if show is Show.COUNTDOWN:
            return CountdownPicture(item.title if item is not None else "")
        walk = canvas.template.walk
        return BoardPicture(
            {key: self._cards(key) for key in walk},
            frozenset(key for key in walk if self._none_identified(key)),
            element if canvas.workshop.active else "",
        )

    def _cards(self, element: str) -> tuple[Card, ...]:
        return tuple(
            Card(note.id, note.text, self._name(note), note.id == self.newest) for note in self.canvas.notes_in(element)
        )

    def _name(self, note: Note) -> str:
        author = self.canvas.find(Participant, note.author) if self.wishes.names and note.author else None
        return author.name if author is not None else ""

    def _none_identified(self, element: str) -> bool:
        return self.canvas.mark(element).none_identified and not self.canvas.note_count(element)


def _shown(kind: str, *, zoomed: bool) -> Show:
    show = _DEFAULTS[PhaseKind(kind)] if kind in set(PhaseKind) else Show.BOARD
    return _ZOOMED[show] if zoomed else show


def place_text(number: int, total: int) -> str:
    """A place in the walk, as the room reads it."""
    return tr("element {n} of {total}", n=number, total=total)


def _place(canvas: Canvas, body: Body) -> str:
    item, walk = canvas.current_item, canvas.template.walk
    if item is None:
        return tr("signed off") if canvas.sign_off is not None else ""
    if isinstance(body, ElementPicture | MeaningPicture):
        return f"{item.title} · {place_text(walk.index(body.element) + 1, len(walk))}"
    return item.title


def _foot(canvas: Canvas) -> str:
    """How many are satisfied: a count only, in no order that would tell who."""
    item = canvas.current_item
    if canvas.sign_off is not None:
        return tr("✓ Everyone asked is satisfied; the canvas is signed off.")
    if item is None or not rules_of(item.kind).answers or not canvas.answers:
        return ""
    now = agreement(canvas)
    count, total = now.satisfied, len(now.in_room)
    return "●" * count + "○" * (total - count) + "   " + tr("{n} of {all} satisfied", n=count, all=total)
