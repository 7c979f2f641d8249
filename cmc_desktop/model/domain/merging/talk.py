"""What a joining brings besides the fields it merges: lines of minutes, and what became of each note."""

from __future__ import annotations

from cmc_desktop.model.domain.canvas import Canvas
from cmc_desktop.model.domain.drop_reasons import together
from cmc_desktop.model.domain.minute import Minute
from cmc_desktop.model.domain.note import Note
from cmc_desktop.model.domain.revision import canonical, digest


def talk_hash(canvas: Canvas) -> str:
    """One hash for all of it; empty while there is nothing of the kind.

    A checkpoint keeps it, so that it shows whether anything was written since; no merge looks at it.
    """
    minutes = [line.plain() for line in sorted(canvas.all(Minute), key=lambda line: line.id) if not line.undone]
    # most notes tell nothing of the kind, so only the others are put in order
    fates = sorted([note.id, *told] for note in canvas.all(Note) if any(told := _fate(note)))
    return digest(canonical([minutes, fates])) if minutes or fates else ""


def _fate(note: Note) -> tuple[str | bool, ...]:
    return (note.said, note.said_in, note.dropped_why, note.merged_into, note.taken_back)


def brings_fate(here: Note | None, there: Note | None) -> bool:
    """Whether the other side knows of a note what we do not: its words at the end of its phase, why it was dropped."""
    if here is None or there is None:
        return False
    if there.said and not here.said:
        return True
    return here.deleted and there.deleted and together(here.dropped_why, there.dropped_why) != here.dropped_why
