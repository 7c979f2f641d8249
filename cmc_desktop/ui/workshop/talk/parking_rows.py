"""What the parking list says about each thing put aside: what waits first, then what is settled."""

from __future__ import annotations

from cmc_desktop.i18n import upright
from cmc_desktop.model.domain.canvas import Canvas
from cmc_desktop.model.domain.note import Note
from cmc_desktop.model.domain.parked import Parked
from cmc_desktop.ui.saying import in_a_row, tr
from cmc_desktop.ui.workshop.talk_row import TalkRow, TalkSign
from cmc_desktop.ui.workshop.who import name_of


def parked_rows(canvas: Canvas) -> list[TalkRow]:
    """What waits in the order in which it was put aside, then what is settled, the last first."""
    here = sorted((one for one in canvas.all(Parked) if not one.deleted), key=lambda one: (one.serial, one.id))
    settled = sorted((one for one in here if not one.waits), key=lambda one: -one.settled_at)
    return [_row(canvas, one) for one in (*(one for one in here if one.waits), *settled)]


def source_words(canvas: Canvas, note_id: str, element: str) -> str:
    """Where something comes from that is being put aside, in a quiet line; empty for nowhere in particular."""
    note = canvas.find(Note, note_id)
    if note is not None:
        return tr("From a note in {box}; it stays on the board.", box=canvas.template.box(note.box).label)
    return tr("About {box}", box=canvas.template.box(element).label) if element else ""


def _row(canvas: Canvas, one: Parked) -> TalkRow:
    about = canvas.template.box(one.element).label if one.element in canvas.template else ""
    session = tr("from “{session}”", session=one.session) if one.session else ""
    more = in_a_row((about, name_of(canvas, one.person), session), " · ")
    if one.waits:
        spoken = in_a_row((one.text, more, tr("waits")))
        return TalkRow(one.id, one.text, more, spoken, TalkSign.WAITS)
    typed = f"{one.text}\n→ {one.outcome}" if one.outcome else one.text
    state = tr("settled: {outcome}", outcome=one.outcome) if one.outcome else tr("settled")
    spoken = in_a_row((one.text, more, state))
    shown = upright(typed) if one.outcome else typed
    return TalkRow(one.id, shown, more, spoken, TalkSign.SETTLED, faded=True, typed=typed)
