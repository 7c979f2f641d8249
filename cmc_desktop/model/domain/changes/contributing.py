"""What a person says about an element in the round: a note of its own, or a paragraph where one text has its place."""

from __future__ import annotations

from dataclasses import dataclass, field

from cmc_desktop.i18n import tr
from cmc_desktop.model.domain.canvas import Canvas
from cmc_desktop.model.domain.changes.base import Change
from cmc_desktop.model.domain.changes.meanwhile import check_same_words
from cmc_desktop.model.domain.changes.notes import AddNotes, EditNote, box_of, known_author
from cmc_desktop.model.domain.entity import Entity, new_id
from cmc_desktop.model.domain.errors import NotThere, Refusal
from cmc_desktop.model.domain.note import Note
from cmc_desktop.model.domain.paragraphs import corrected, is_paragraph, own_words, with_paragraph
from cmc_desktop.model.domain.text import note_text


def said(
    canvas: Canvas, element: str, text: str, person: str, note_id: str, now: int
) -> tuple[tuple[Entity, ...], str]:
    """What to write when a person says `text`, and the id of the note that says it then.

    A box that holds one text and has one keeps it whole, and gets a further paragraph: nobody's proposal is lost. What
    was said, and by whom, is kept as the note `note_id`, which was joined to that text at once.
    """
    there = canvas.notes_in(box_of(canvas, element).key)
    if not there or not canvas.template.box(element).single:
        return AddNotes(element, (text,), author=person, ids=(note_id,)).decide(canvas, now), note_id
    longer, kept = with_paragraph(canvas, there[0], note_text(text), known_author(canvas, person), note_id, now)
    return (longer, kept), longer.id


@dataclass(frozen=True)
class Contribute(Change):
    """Put what a person says into an element. Raises NotThere for somebody who was never on the roster."""

    box: str
    text: str
    person: str = ""
    id: str = field(default_factory=new_id)

    @property
    def label(self) -> str:
        return tr("add what was said")

    def decide(self, canvas: Canvas, now: int) -> tuple[Entity, ...]:
        puts, _ = said(canvas, self.box, self.text, self.person, self.id, now)
        return puts


@dataclass(frozen=True)
class CorrectContribution(Change):
    """Put right what a person said, also when it is a paragraph of a text: only that person's words change.

    `was` is what it was put right from: when it says something else by now, it is refused. Raises NotThere.
    """

    note: str
    text: str
    was: str | None = None

    @property
    def label(self) -> str:
        return tr("put right what was said")

    def decide(self, canvas: Canvas, now: int) -> tuple[Entity, ...]:
        note = canvas.find(Note, self.note)
        if note is None or (note.deleted and not is_paragraph(canvas, note)):
            raise NotThere(tr("This note is not on the board any more."))
        text = canvas.note(note.merged_into if note.deleted else note.id)
        if not canvas.template.box(text.box).single:
            return EditNote(self.note, self.text, self.was).decide(canvas, now)
        words, present = note_text(self.text), own_words(canvas, note)
        check_same_words(present, words, self.was)
        if words == present:
            return ()
        puts = corrected(canvas, text, note, words, now)
        if not puts:
            raise Refusal(
                tr("“{text}” does not stand in the text any more as it was said.", text=present),
                safe=tr("Nothing was changed."),
                todo=tr("Change the text on the board."),
            )
        return puts
