"""What became of every note of the round: none is lost without a word about it."""

from __future__ import annotations

from dataclasses import dataclass
from enum import StrEnum

from cmc_desktop.i18n import tr
from cmc_desktop.model.domain.agenda import AgendaItem
from cmc_desktop.model.domain.canvas import Canvas
from cmc_desktop.model.domain.note import Note
from cmc_desktop.model.domain.phase_rules import PhaseKind


class FateKind(StrEnum):
    KEPT = "kept"
    MOVED = "moved"
    REWORDED = "reworded"
    MOVED_AND_REWORDED = "moved_and_reworded"
    MERGED = "merged"
    DROPPED = "dropped"

    @property
    def label(self) -> str:
        return {
            FateKind.KEPT: tr("kept as it was said"),
            FateKind.MOVED: tr("moved"),
            FateKind.REWORDED: tr("reworded"),
            FateKind.MOVED_AND_REWORDED: tr("moved and reworded"),
            FateKind.MERGED: tr("joined with another note"),
            FateKind.DROPPED: tr("dropped"),
        }[self]


@dataclass(frozen=True, slots=True)
class Fate:
    """One note of the round: `words` and `box` as they were said, and what became of it.

    `into` is the note it was joined to, following joins on to the last, None for other kinds; that note may have been
    dropped itself. `why` is the reason given for dropping, empty when none was.
    """

    note: Note
    kind: FateKind
    words: str
    box: str
    into: Note | None = None
    why: str = ""


def fates(canvas: Canvas) -> tuple[Fate, ...]:
    """One line for each note that came in a round of contributions, by where it was said, oldest first in each box."""
    rounds = {item.id for item in canvas.all(AgendaItem) if item.kind == PhaseKind.ROUND}
    lines = [_fate(canvas, note) for note in canvas.all(Note) if note.phase in rounds]
    walk = {key: place for place, key in enumerate(canvas.template.walk)}
    return tuple(sorted(lines, key=lambda line: walk[line.box]))  # a canvas holds its notes in the order they came


def _fate(canvas: Canvas, note: Note) -> Fate:
    words, box = note.said or note.text, note.said_in or note.box
    if note.deleted and note.merged_into:
        return Fate(note, FateKind.MERGED, words, box, into=_last_of(canvas, note))
    if note.deleted:
        return Fate(note, FateKind.DROPPED, words, box, why=note.dropped_why)
    reworded, moved = words != note.text, box != note.box
    if reworded and moved:
        kind = FateKind.MOVED_AND_REWORDED
    elif reworded:
        kind = FateKind.REWORDED
    else:
        kind = FateKind.MOVED if moved else FateKind.KEPT
    return Fate(note, kind, words, box)


def _last_of(canvas: Canvas, note: Note) -> Note | None:
    seen = {note.id}
    into = canvas.find(Note, note.merged_into)
    while into is not None and into.deleted and into.merged_into and into.id not in seen:
        seen.add(into.id)
        into = canvas.find(Note, into.merged_into) or into
    return into
