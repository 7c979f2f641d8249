"""What Undo leaves alone although the phase would allow it."""

from __future__ import annotations

from collections.abc import Iterable

from cmc_desktop.i18n import tr
from cmc_desktop.model.domain.canvas import Canvas
from cmc_desktop.model.domain.entity import Entity
from cmc_desktop.model.domain.errors import Refusal
from cmc_desktop.model.domain.note import Note
from cmc_desktop.model.domain.participant import Participant
from cmc_desktop.model.domain.remark import Remark
from cmc_desktop.model.domain.sheet_note import SheetNote
from cmc_desktop.model.domain.turn import Turn


def check_undo(canvas: Canvas, puts: Iterable[Entity]) -> None:
    """Raise Refusal when `puts` would make somebody never there who has had a turn, or by whom there is something."""
    for put in puts:
        if isinstance(put, Participant) and put.removed:
            known = canvas.find(Participant, put.id)
            if known is not None and not known.removed and _took_part(canvas, known.id):
                raise Refusal(
                    tr("{name} has taken part since, so that adding {name} is not undone.", name=known.name),
                    todo=tr("Take {name} off the roster (F7) if that is what you want.", name=known.name),
                )


def _took_part(canvas: Canvas, person: str) -> bool:
    return (
        any(turn.person == person and not turn.withdrawn for turn in canvas.all(Turn))
        or any(note.author == person and not note.taken_back for note in canvas.all(Note))
        or any(answer.person == person for answer in canvas.answers)
        or any(remark.person == person and not remark.deleted for remark in canvas.all(Remark))
        or any(line.person == person and not line.deleted for line in canvas.all(SheetNote))
    )
