"""What a board prints, made ready for layout: the boxes with their headings and notes, and how they are read aloud."""

from __future__ import annotations

from dataclasses import dataclass

from cmc_desktop.i18n import tr
from cmc_desktop.model.domain.canvas import Canvas
from cmc_desktop.model.domain.template import Box
from cmc_desktop.model.export.fonts import FontStyle
from cmc_desktop.model.export.note_block import NoteText
from cmc_desktop.model.export.tags import Tag, TagKind
from cmc_desktop.model.export.text import Line, Prepared, Typesetter


@dataclass(frozen=True, slots=True)
class BoxContent:
    """One box: heading, notes from top to bottom, and what is said where there are none."""

    box: Box
    number: Line
    heading: Prepared
    #: the width of its longest word
    heading_word: float
    count: Line | None
    notes: tuple[NoteText, ...]
    remark: Prepared | None
    #: what the heading and the remark are read aloud as
    heading_said: Tag
    remark_said: Tag | None


def board_content(canvas: Canvas, typesetter: Typesetter, reading: Tag) -> dict[str, BoxContent]:
    """The boxes of a canvas by key, in the order of the walk, which is also how they are added to `reading`."""
    return {box.key: _box_content(canvas, box, typesetter, reading) for box in canvas.template.in_walk_order}


def _box_content(canvas: Canvas, box: Box, typesetter: Typesetter, reading: Tag) -> BoxContent:
    notes = canvas.notes_in(box.key)
    section = reading.add(TagKind.SECTION, box.label)
    heading = section.add(TagKind.HEADING_2)
    said = section.add(TagKind.LIST if notes else TagKind.PARAGRAPH)
    remark = None
    if not notes and canvas.mark(box.key).none_identified:
        remark = typesetter.prepare(tr("none identified"), FontStyle.ITALIC)
    elif not notes:
        remark = typesetter.prepare(tr("no notes"), FontStyle.ITALIC)
    return BoxContent(
        box,
        typesetter.line(str(box.number), FontStyle.BOLD),
        typesetter.prepare(box.title, FontStyle.SEMIBOLD),
        max(typesetter.line(word, FontStyle.SEMIBOLD).width for word in box.title.split()),
        typesetter.line(str(len(notes))) if len(notes) > 1 else None,
        tuple(
            NoteText(
                typesetter.prepare(note.text, where=box.label),
                typesetter.prepare(", ".join(note.tags), FontStyle.SEMIBOLD, box.label) if note.tags else None,
                said.add(TagKind.ITEM).add(TagKind.BODY),
            )
            for note in notes
        ),
        remark,
        heading,
        None if notes else said,
    )
