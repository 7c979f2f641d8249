"""What the remarks panel says: about a note, each remark on it, and each note the room is least at one about."""

from __future__ import annotations

from cmc_desktop.model.domain.agenda import AgendaItem
from cmc_desktop.model.domain.canvas import Canvas
from cmc_desktop.model.domain.contested import Contested, contested, remarks_on
from cmc_desktop.model.domain.note import Note
from cmc_desktop.model.domain.phase_rules import PhaseKind
from cmc_desktop.model.domain.remark import Remark, RemarkKind
from cmc_desktop.ui.board.remark_marks import RemarkCounts
from cmc_desktop.ui.saying import tr
from cmc_desktop.ui.workshop.talk_row import TalkRow, TalkSign
from cmc_desktop.ui.workshop.who import name_of


def about_note(canvas: Canvas, note: Note) -> str:
    """Where a note lies and who said it, in a quiet line."""
    place = canvas.template.box(note.box).label
    name = name_of(canvas, note.author)
    if not name:
        return place
    phase = canvas.find(AgendaItem, note.phase)
    if phase is not None and phase.kind == PhaseKind.ROUND:
        return tr("{box} · said by {name} in the round", box=place, name=name)
    return tr("{box} · by {name}", box=place, name=name)


def remark_rows(canvas: Canvas, note_id: str) -> list[TalkRow]:
    """The remarks on a note, oldest first."""
    return [_remark_row(canvas, remark) for remark in remarks_on(canvas, note_id)]


def _remark_row(canvas: Canvas, remark: Remark) -> TalkRow:
    kind = RemarkKind(remark.kind)
    by = name_of(canvas, remark.person) or tr("not attributed")
    more = tr("{kind} · {name}", kind=kind.label, name=by)
    return TalkRow(remark.id, remark.words, more, _spoken(kind, by, remark.words), TalkSign(kind.value))


def _spoken(kind: RemarkKind, by: str, words: str) -> str:
    if not words:
        return tr("{kind}, {name}", kind=kind.label, name=by)
    return tr("{kind}, {name}: {words}", kind=kind.label, name=by, words=words)


def contested_rows(canvas: Canvas) -> list[TalkRow]:
    """The most contested notes, the most contested first."""
    return [_contested_row(canvas, line) for line in contested(canvas)]


def _contested_row(canvas: Canvas, line: Contested) -> TalkRow:
    box = canvas.template.box(line.note.box)
    counts = RemarkCounts(line.objections, line.questions, line.support)
    spoken = tr("{words} ({box}): {remarks}", words=line.note.text, box=box.label, remarks=counts.spoken)
    return TalkRow(line.note.id, line.note.text, box.label, spoken, counts=counts)
