"""Which notes the room is least at one about."""

from __future__ import annotations

from dataclasses import dataclass

from cmc_desktop.model.domain.canvas import Canvas
from cmc_desktop.model.domain.note import Note
from cmc_desktop.model.domain.remark import Remark, RemarkKind


@dataclass(frozen=True, slots=True)
class Contested:
    """A note on the board with how many remarks of each kind it has."""

    note: Note
    objections: int
    questions: int
    support: int


def remarks_on(canvas: Canvas, note_id: str) -> tuple[Remark, ...]:
    """The remarks on a note, oldest first."""
    return canvas.derived("remarks", _by_note).get(note_id, ())


def _by_note(canvas: Canvas) -> dict[str, tuple[Remark, ...]]:
    found: dict[str, tuple[Remark, ...]] = {}
    for remark in sorted(canvas.all(Remark), key=lambda remark: (remark.serial, remark.id)):
        if not remark.deleted:
            found[remark.note] = (*found.get(remark.note, ()), remark)
    return found


def contested(canvas: Canvas) -> tuple[Contested, ...]:
    """The notes with an objection or a question: most objections first, then most questions, then the walk's order."""
    return canvas.derived("contested", _worked_out)


def _worked_out(canvas: Canvas) -> tuple[Contested, ...]:
    lines = []
    for box in canvas.template.walk:
        for note in canvas.notes_in(box):
            kinds = [remark.kind for remark in remarks_on(canvas, note.id)]
            line = Contested(
                note,
                kinds.count(RemarkKind.OBJECTION),
                kinds.count(RemarkKind.QUESTION),
                kinds.count(RemarkKind.SUPPORT),
            )
            if line.objections or line.questions:
                lines.append(line)
    return tuple(sorted(lines, key=lambda line: (-line.objections, -line.questions)))
