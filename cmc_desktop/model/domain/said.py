"""What was said, and where, is kept on a note from the moment it says or stands otherwise, once its phase is over."""

from __future__ import annotations

from dataclasses import replace

from cmc_desktop.model.domain.canvas import Canvas
from cmc_desktop.model.domain.note import Note


def is_said(canvas: Canvas, note: Note) -> bool:
    """Whether the phase in which a note came in is over, so that what was said is kept when it changes."""
    item = canvas.current_item
    return bool(note.phase) and (item is None or item.id != note.phase)


def with_what_was_said(canvas: Canvas, new: Note) -> Note:
    """`new`, about to be written, with the words and the box that the note had when its phase ended.

    This holds whatever the way: what is undone may go back to a slip that was put right while the phase went on, and
    what was said is still what it says before.
    """
    old = canvas.find(Note, new.id)
    if old is None or not is_said(canvas, old):
        return new
    words, box = old.said or old.text, old.said_in or old.box
    said = words if new.text != words or (old.said and new.said) else new.said
    said_in = box if not new.said_in and new.box != box else new.said_in
    return new if (said, said_in) == (new.said, new.said_in) else replace(new, said=said, said_in=said_in)
