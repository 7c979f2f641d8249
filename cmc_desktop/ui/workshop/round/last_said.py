"""What a speaker said last in an element: what is put right when they say that it was meant otherwise."""

from __future__ import annotations

from dataclasses import replace

from cmc_desktop.model.domain.canvas import Canvas
from cmc_desktop.model.domain.note import Note
from cmc_desktop.model.domain.paragraphs import is_paragraph, own_words
from cmc_desktop.ui.workshop.round.line_place import Place


def last_said(canvas: Canvas, place: Place) -> Note | None:
    """The last note of a person in an element in this phase, with its own words only; None without one."""
    phase = canvas.workshop.current
    notes = (note for note in reversed(list(canvas.all(Note))) if note.phase == phase and note.box == place.element)
    mine = (note for note in notes if note.author == place.person and _stands(canvas, note))
    last = next(mine, None)
    return replace(last, text=own_words(canvas, last)) if last is not None else None


def _stands(canvas: Canvas, note: Note) -> bool:
    """Whether a note is on the board, or a paragraph of a text that is."""
    if not note.deleted:
        return True
    text = canvas.find(Note, note.merged_into) if is_paragraph(canvas, note) else None
    return text is not None and not text.deleted
