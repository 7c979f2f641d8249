"""What a person says about an element in the round: a note of its own, or a paragraph where one text has its place."""

from __future__ import annotations

from dataclasses import dataclass, field

from cmc_desktop.i18n import tr
from cmc_desktop.model.domain.canvas import Canvas
from cmc_desktop.model.domain.changes.base import Change
from cmc_desktop.model.domain.changes.notes import AddNotes, EditNote, box_of
from cmc_desktop.model.domain.entity import Entity, new_id
from cmc_desktop.model.domain.sheet_note import SheetNote
from cmc_desktop.model.domain.text import note_text


def next_serial(canvas: Canvas) -> int:
    """The number of the next line on the private sheets."""
    return max((line.serial for line in canvas.all(SheetNote)), default=0) + 1


def said(
    canvas: Canvas, element: str, text: str, person: str, note_id: str, now: int
) -> tuple[tuple[Entity, ...], str]:
    """What to write when a person says `text`, and the id of the note that says it then.

    A box that holds one text and has one keeps it whole, and gets a further paragraph: nobody's proposal is lost.
    """
    there = canvas.notes_in(box_of(canvas, element).key)
    if not there or not canvas.template.box(element).single:
        return AddNotes(element, (text,), author=person, ids=(note_id,)).decide(canvas, now), note_id
    both = f"{there[0].text}\n{note_text(text)}"
    return EditNote(there[0].id, both).decide(canvas, now), there[0].id


@dataclass(frozen=True)
class Contribute(Change):
    """Put what a person says into an element. Of a further paragraph, that person's sheet keeps whose it is."""

    box: str
    text: str
    person: str = ""
    id: str = field(default_factory=new_id)

    @property
    def label(self) -> str:
        return tr("add what was said")

    def decide(self, canvas: Canvas, now: int) -> tuple[Entity, ...]:
        puts, note = said(canvas, self.box, self.text, self.person, self.id, now)
        if note == self.id or not self.person:
            return puts
        words = note_text(self.text)
        return (*puts, SheetNote(self.id, next_serial(canvas), self.person, self.box, words, now, released=note))
