"""What became of every note of the round: none is lost without a word about it."""

from __future__ import annotations

from dataclasses import dataclass
from enum import StrEnum

from cmc_desktop.i18n import tr
from cmc_desktop.model.domain.agenda import AgendaItem
from cmc_desktop.model.domain.canvas import Canvas
from cmc_desktop.model.domain.drop_reasons import in_one_line
from cmc_desktop.model.domain.note import Note
from cmc_desktop.model.domain.paragraphs import is_paragraph
from cmc_desktop.model.domain.phase_rules import PhaseKind


class FateKind(StrEnum):
    KEPT = "kept"
    MOVED = "moved"
    REWORDED = "reworded"
    MOVED_AND_REWORDED = "moved_and_reworded"
    MERGED = "merged"
    DROPPED = "dropped"
    TAKEN_BACK = "taken_back"

    @property
    def label(self) -> str:
        return {
            FateKind.KEPT: tr("kept as it was said"),
            FateKind.MOVED: tr("moved"),
            FateKind.REWORDED: tr("reworded"),
            FateKind.MOVED_AND_REWORDED: tr("moved and reworded"),
            FateKind.MERGED: tr("joined with another note"),
            FateKind.DROPPED: tr("dropped"),
            FateKind.TAKEN_BACK: tr("taken back in the round"),
        }[self]


@dataclass(frozen=True, slots=True)
class Fate:
    """One note of the round: `words` and `box` as they were said, and what became of it.

    Of a text that others added paragraphs to, `words` are those of its own; each paragraph is a note of its own.
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
    notes = [note for note in canvas.all(Note) if note.phase in rounds]
    further: dict[str, list[Note]] = {}
    for note in notes:
        if is_paragraph(canvas, note):
            further.setdefault(note.merged_into, []).append(note)
    lines = [_fate(canvas, note, further.get(note.id, [])) for note in notes]
    walk = {key: place for place, key in enumerate(canvas.template.walk)}
    return tuple(sorted(lines, key=lambda line: walk[line.box]))  # a canvas holds its notes in the order they came


def _fate(canvas: Canvas, note: Note, further: list[Note]) -> Fate:
    words, box = note.said or note.text, note.said_in or note.box
    if note.joined:
        into = _last_of(canvas, note)
        if is_paragraph(canvas, note) and into is not None and _says_just(into, words, box):
            return Fate(note, FateKind.KEPT, words, box)
        return Fate(note, FateKind.MERGED, words, box, into=into)
    if note.deleted:
        if note.taken_back:
            return Fate(note, FateKind.TAKEN_BACK, words, box)
        return Fate(note, FateKind.DROPPED, words, box, why=in_one_line(note.dropped_why))
    together = [words, *(paragraph.text for paragraph in further)]
    reworded, moved = note.text != words and not _consists_of(note.text, together), box != note.box
    if reworded and moved:
        kind = FateKind.MOVED_AND_REWORDED
    elif reworded:
        kind = FateKind.REWORDED
    else:
        kind = FateKind.MOVED if moved else FateKind.KEPT
    return Fate(note, kind, words, box)


def _consists_of(text: str, together: list[str]) -> bool:
    return sorted(text.split("\n")) == sorted("\n".join(together).split("\n"))


def _says_just(note: Note, words: str, box: str) -> bool:
    return not note.deleted and (note.text, note.box) == (words, box)


def _last_of(canvas: Canvas, note: Note) -> Note | None:
    seen = {note.id}
    into = canvas.find(Note, note.merged_into)
    while into is not None and into.joined and into.id not in seen:
        seen.add(into.id)
        into = canvas.find(Note, into.merged_into) or into
    return into
