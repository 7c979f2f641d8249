"""What a person says about an element in the round: a note of its own, or a paragraph where one text has its place."""

from __future__ import annotations

from dataclasses import dataclass, field

from cmc_desktop.i18n import tr
from cmc_desktop.model.domain import rank
from cmc_desktop.model.domain.canvas import Canvas
from cmc_desktop.model.domain.changes.base import Change
from cmc_desktop.model.domain.changes.notes import AddNotes, EditNote, box_of, known_author
from cmc_desktop.model.domain.entity import Entity, new_id
from cmc_desktop.model.domain.note import Note
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
    mission, words, author, item = there[0], note_text(text), known_author(canvas, person), canvas.current_item
    before, after = canvas.ranks_around(mission.box, len(there))
    (place,) = rank.spread(before, after, 1)
    phase = item.id if item else ""
    joined = Note(note_id, mission.box, place, words, (), author, phase, now, now, deleted=True, merged_into=mission.id)
    return (*EditNote(mission.id, f"{mission.text}\n{words}").decide(canvas, now), joined), mission.id


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
