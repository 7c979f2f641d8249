"""What the room sees in which phase: a pure decision from the canvas and what the moderator asked for."""

from __future__ import annotations

from collections.abc import Mapping
from dataclasses import dataclass
from enum import Enum

from cmc_desktop.i18n import upright
from cmc_desktop.model.domain.agreement import agreement
from cmc_desktop.model.domain.canvas import Canvas
from cmc_desktop.model.domain.contested import remarks_on
from cmc_desktop.model.domain.difference import Difference
from cmc_desktop.model.domain.element_states import ElementState, element_states
from cmc_desktop.model.domain.merging.shown import notes_in_conflict
from cmc_desktop.model.domain.note import Note
from cmc_desktop.model.domain.participant_names import all_names
from cmc_desktop.model.domain.phase_rules import PhaseKind, rules_now
from cmc_desktop.model.domain.remark import Remark, RemarkKind
from cmc_desktop.model.domain.round_order import round_now
from cmc_desktop.ui.projector.picture import (
    AskingPicture,
    BoardPicture,
    Body,
    Card,
    CountdownPicture,
    ElementPicture,
    Floor,
    MeaningPicture,
    NotePicture,
    Picture,
    QuestionsPicture,
    Satisfied,
)
from cmc_desktop.ui.saying import in_a_row, tr


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

    `zoomed`: the other picture than the phase's own. `names`: names beside notes and remarks. `note`: the id of the
    note to show alone. `asking`: the roll call is in front of the moderator.
    """

    zoomed: bool = False
    names: bool = False
    note: str = ""
    asking: bool = False


@dataclass(frozen=True, slots=True)
class News:
    """What just happened: the note written last, which gets the ring; what just changed in the element under
    discussion; and what is different since everybody was last asked."""

    newest: str = ""
    changes: tuple[Difference, ...] = ()
    since_asked: tuple[Difference, ...] = ()


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
#: what the moderator's zoom key turns each picture into; the questions of the silent work stay
_ZOOMED = {
    Show.BOARD: Show.ELEMENT,
    Show.ELEMENT: Show.BOARD,
    Show.MEANING: Show.BOARD,
    Show.COUNTDOWN: Show.BOARD,
}
#: how a remark begins, besides its word: shapes, as on the desk
_SIGNS = {RemarkKind.SUPPORT: "+", RemarkKind.QUESTION: "?", RemarkKind.OBJECTION: "!"}


def picture_of(canvas: Canvas, wishes: Wishes, news: News) -> Picture:
    """What to show now."""
    item = canvas.current_item
    body = _Scene(canvas, wishes, news, all_names(canvas) if wishes.names else {}).body()
    return Picture(
        body,
        title=in_a_row((canvas.head.title, canvas.head.city), " · "),
        place=_place(canvas, body),
        phase=item.id if item is not None and canvas.sign_off is None else "",
        floor=_floor(canvas),
        satisfied=_satisfied(canvas),
        signed=canvas.sign_off is not None,
    )


@dataclass(frozen=True, slots=True)
class _Scene:
    """One look at the canvas, from which the picture is made."""

    canvas: Canvas
    wishes: Wishes
    news: News
    #: what people are called, by id; nobody while names are not released
    names: Mapping[str, str]

    def body(self) -> Body:
        item, wishes = self.canvas.current_item, self.wishes
        show = _own(item.kind if item is not None else "")
        if not rules_now(self.canvas).shows_notes:
            return self._shown(show)  # whatever is wished for
        note = self.canvas.find(Note, wishes.note)
        if note is not None and not note.deleted:
            return self._alone(note)
        if wishes.asking:
            return self._shown(show) if wishes.zoomed else AskingPicture(self.news.since_asked)
        return self._shown(_ZOOMED[show] if wishes.zoomed else show)

    def _shown(self, show: Show) -> Body:
        canvas, element = self.canvas, self.canvas.workshop.element or self.canvas.template.walk[0]
        if show is Show.ELEMENT:
            return self._element(element)
        if show is Show.MEANING:
            return MeaningPicture(element)
        if show is Show.QUESTIONS:
            return QuestionsPicture()
        if show is Show.COUNTDOWN:
            item = canvas.current_item
            return CountdownPicture(item.title if item is not None else "")
        walk = canvas.template.walk
        return BoardPicture(
            {key: self._cards(key) for key in walk},
            frozenset(key for key in walk if self._none_identified(key)),
            element if canvas.workshop.active else "",
            self._states(),
        )

    def _element(self, element: str) -> ElementPicture:
        return ElementPicture(
            element, self._cards(element), self._none_identified(element), self._states(), self.news.changes
        )

    def _states(self) -> Mapping[str, ElementState]:
        """How far every element is, where that is worked on."""
        return element_states(self.canvas) if self.canvas.workshop.active and rules_now(self.canvas).answers else {}

    def _alone(self, note: Note) -> NotePicture:
        remarks = tuple(self._remark(remark) for remark in remarks_on(self.canvas, note.id))
        unsettled = note.id in notes_in_conflict(self.canvas)
        return NotePicture(note.box, Card(note.id, note.text, self._name(note.author), unsettled=unsettled), remarks)

    def _remark(self, remark: Remark) -> Card:
        kind = RemarkKind(remark.kind)
        lead = f"{_SIGNS[kind]}  {kind.label}"
        return Card(remark.id, upright(f"{lead}: {remark.words}") if remark.words else lead, self._name(remark.person))

    def _cards(self, element: str) -> tuple[Card, ...]:
        unsettled = notes_in_conflict(self.canvas)
        return tuple(
            Card(note.id, note.text, self._name(note.author), note.id == self.news.newest, note.id in unsettled)
            for note in self.canvas.notes_in(element)
        )

    def _name(self, person: str) -> str:
        return self.names.get(person, "") if self.wishes.names else ""

    def _none_identified(self, element: str) -> bool:
        return self.canvas.mark(element).none_identified and not self.canvas.note_count(element)


def _own(kind: str) -> Show:
    """A phase's own picture; the board for a kind this version does not know, and outside a workshop."""
    return _DEFAULTS[PhaseKind(kind)] if kind in set(PhaseKind) else Show.BOARD


def place_text(number: int, total: int) -> str:
    """A place in the walk, as the room reads it."""
    return tr("element {n} of {total}", n=number, total=total)


def _place(canvas: Canvas, body: Body) -> str:
    item, walk = canvas.current_item, canvas.template.walk
    if item is None:
        return tr("signed off") if canvas.sign_off is not None else ""
    if isinstance(body, ElementPicture | MeaningPicture | NotePicture):
        return f"{item.title} · {place_text(walk.index(body.element) + 1, len(walk))}"
    return item.title


def _floor(canvas: Canvas) -> Floor | None:
    """The speakers of the round; None in another phase, and while nobody is there to speak."""
    now = round_now(canvas)
    if now is None or not now.people:
        return None
    names = all_names(canvas)
    return Floor(names[now.speaker.id] if now.speaker else "", names[now.next.id] if now.next else "")


def _satisfied(canvas: Canvas) -> Satisfied | None:
    """The count, from the first answer on, while answers are given."""
    if canvas.current_item is None or canvas.sign_off is not None:
        return None
    if not rules_now(canvas).answers or not canvas.answers:
        return None
    now = agreement(canvas)
    return Satisfied(now.satisfied, len(now.in_room))
