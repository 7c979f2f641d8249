"""Which lines of the private sheets are still to be put on the board."""

from __future__ import annotations

from cmc_desktop.model.domain.canvas import Canvas
from cmc_desktop.model.domain.note import Note
from cmc_desktop.model.domain.sheet_note import SheetNote


def is_on_board(canvas: Canvas, line: SheetNote) -> bool:
    """Whether a line was released, and its note stands or went on in another; one taken off by a slip waits again."""
    note = canvas.find(Note, line.released) if line.released else None
    return note is not None and (not note.deleted or note.joined)


def waits(canvas: Canvas, line: SheetNote) -> bool:
    """Whether a line can be released."""
    return not line.deleted and not is_on_board(canvas, line)
