"""What a board prints, made ready for layout: the boxes with their headings and notes."""

from __future__ import annotations

from dataclasses import dataclass

from cmc_desktop.i18n import tr, trn
from cmc_desktop.model.domain.canvas import Canvas
from cmc_desktop.model.domain.template import Box
from cmc_desktop.model.export.fonts import FontStyle
from cmc_desktop.model.export.note_block import NoteText
from cmc_desktop.model.export.text import Line, Prepared, Typesetter


@dataclass(frozen=True, slots=True)
class BoxContent:
    """One box: heading, notes from top to bottom, and what is said where there are none."""

    box: Box
    number: Line
    heading: Prepared
    count: Line | None
    notes: tuple[NoteText, ...]
    remark: Prepared | None
    #: notes that the layout found too long for the board
    later: tuple[NoteText, ...] = ()


def board_content(canvas: Canvas, typesetter: Typesetter) -> dict[str, BoxContent]:
    """The boxes of a canvas by key, in the order of the walk."""
    return {box.key: _box_content(canvas, box, typesetter) for box in canvas.template.in_walk_order}


def _box_content(canvas: Canvas, box: Box, typesetter: Typesetter) -> BoxContent:
    notes = canvas.notes_in(box.key)
    remark = None
    if not notes and canvas.mark(box.key).none_identified:
        remark = typesetter.prepare(tr("none identified"), FontStyle.ITALIC)
    elif not notes:
        remark = typesetter.prepare(tr("no notes"), FontStyle.ITALIC)
    return BoxContent(
        box,
        typesetter.line(str(box.number), FontStyle.BOLD),
        typesetter.prepare(box.title, FontStyle.SEMIBOLD),
        typesetter.line(trn("{n} note", "{n} notes", len(notes))) if len(notes) > 1 else None,
        tuple(
            NoteText(
                typesetter.prepare(note.text, where=box.label),
                typesetter.prepare(", ".join(note.tags), FontStyle.SEMIBOLD, box.label) if note.tags else None,
            )
            for note in notes
        ),
        remark,
    )
