"""What Undo leaves alone although the phase would allow it."""

from __future__ import annotations

from collections.abc import Collection, Iterable

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
    """Raise Refusal when `puts` would make somebody never there who has had a turn, or by whom there is something.

    What goes together with them, as with the copy it came in, does not count.
    """
    puts = tuple(puts)
    said = (put for put in puts if isinstance(put, Turn | Note | Remark | SheetNote))
    going = {(type(put), put.id) for put in said if put == put.gone()}
    for put in puts:
        if isinstance(put, Participant) and put.removed:
            known = canvas.find(Participant, put.id)
            if known is not None and not known.removed and _took_part(canvas, known.id, going):
                raise Refusal(
                    tr("{name} has taken part since, so that adding {name} is not undone.", name=known.name),
                    todo=tr("Take {name} off the roster (F7) if that is what you want.", name=known.name),
                )


def _took_part(canvas: Canvas, person: str, going: Collection[tuple[type[Entity], str]]) -> bool:
    said = (
        *(turn for turn in canvas.all(Turn) if turn.person == person and not turn.withdrawn),
        *(note for note in canvas.all(Note) if note.author == person and not note.taken_back),
        *(answer for answer in canvas.answers if answer.person == person),
        *(remark for remark in canvas.all(Remark) if remark.person == person and not remark.deleted),
        *(line for line in canvas.all(SheetNote) if line.person == person and not line.deleted),
    )
    return any((type(one), one.id) not in going for one in said)
