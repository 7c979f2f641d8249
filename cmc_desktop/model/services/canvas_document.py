"""A canvas as a document to read and to go on writing in, box by box; stamped as a draft until it is signed."""

from __future__ import annotations

from collections.abc import Iterator

from cmc_desktop.i18n import tr, trn
from cmc_desktop.model.domain.canvas import Canvas
from cmc_desktop.model.domain.local_time import day
from cmc_desktop.model.domain.merging.contest_words import how_many_open
from cmc_desktop.model.domain.note import Note
from cmc_desktop.model.domain.template import Box
from cmc_desktop.model.export.document import Block, Document, Facts, Heading, Lines, Look, Paragraph, Together


def canvas_document(canvas: Canvas, *, now: int) -> Document:
    """What stands on the board, in the order of the walk; `now` is the time of writing in ms.

    That copies of it differ is told, as only one wording of it is shown.
    """
    head = canvas.head
    signed = canvas.sign_off is not None
    still_open = how_many_open(canvas)
    stamp = tr("Signed") if signed else tr("Draft, not agreed")
    facts = (
        *([(tr("City"), head.city)] if head.city else []),
        (tr("Canvas"), canvas.template.title),
        (tr("Version"), ", ".join(part for part in (str(head.version), head.session) if part)),
        (tr("Notes"), str(canvas.note_count())),
        (tr("Written"), day(now)),
        *([(tr("Conflicts"), still_open)] if still_open else []),
    )
    return Document(
        title=head.title,
        blocks=(Paragraph(stamp, Look.STRONG), Facts(facts), *box_blocks(canvas)),
        foot=tr("{title} · {stamp} · written {day}", title=head.title, stamp=stamp, day=day(now)),
    )


def box_blocks(canvas: Canvas, level: int = 1) -> Iterator[Block]:
    """Every box under a heading of this level with its notes, or a word that there are none."""
    for box in canvas.template.in_walk_order:
        yield from _box(canvas, box, level)


def _box(canvas: Canvas, box: Box, level: int) -> Iterator[Block]:
    heading = Heading(box.label, level)
    notes = canvas.notes_in(box.key)
    if not notes:
        nothing = tr("none identified") if canvas.mark(box.key).none_identified else tr("no notes")
        yield Together((heading, Paragraph(nothing, Look.MUTED)))
    elif box.single:
        yield heading
        yield from (Paragraph(_words(note)) for note in notes)
    else:
        yield heading
        yield Lines(tuple(_words(note) for note in notes))


def _words(note: Note) -> str:
    """A note with its tags in a line of their own."""
    if not note.tags:
        return note.text
    tags = ", ".join(note.tags)
    return f"{note.text}\n" + trn("Tag: {tags}", "Tags: {tags}", len(note.tags), tags=tags)
