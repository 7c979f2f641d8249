"""What copies say otherwise about a note, as long as nobody has settled it."""

from __future__ import annotations

from collections.abc import Iterator
from dataclasses import dataclass

from cmc_desktop.model.domain.canvas import Canvas
from cmc_desktop.model.domain.merging.contest import Choice, Contest, contests
from cmc_desktop.model.domain.merging.shown import BOX, open_conflicts
from cmc_desktop.ui.saying import tr


@dataclass(frozen=True, slots=True)
class Otherwise:
    """What a note would be like as somebody else has it; `by` may be empty."""

    by: str
    words: str

    @property
    def label(self) -> str:
        """What stands before the words below a note."""
        return tr("≠ {name}", name=self.by) if self.by else tr("≠ also")

    @property
    def spoken(self) -> str:
        return tr("{name}: {words}", name=self.by, words=self.words) if self.by else self.words


def otherwise(canvas: Canvas, note_id: str) -> tuple[Otherwise, ...]:
    """What is in conflict about a note on the board. Asked for every note that is laid out; most have nothing."""
    return noted_otherwise(canvas).get(note_id, ())


def noted_otherwise(canvas: Canvas) -> dict[str, tuple[Otherwise, ...]]:
    """The notes with something in conflict, by id."""
    return canvas.derived("other wordings", _by_note) if open_conflicts(canvas) else {}


def _by_note(canvas: Canvas) -> dict[str, tuple[Otherwise, ...]]:
    found: dict[str, tuple[Otherwise, ...]] = {}
    for contest in contests(canvas):
        for note_id in _notes(canvas, contest):
            told = (Otherwise(one.name, _words(contest, one)) for one in contest.choices if not one.shown)
            found[note_id] = (*found.get(note_id, ()), *told)
    return found


def _notes(canvas: Canvas, contest: Contest) -> Iterator[str]:
    """The notes at which a conflict is seen."""
    conflict = contest.conflict
    if conflict.kind == BOX:
        yield from (note.id for note in canvas.notes_in(conflict.thing) if note.id in conflict.values)
    elif conflict.kind == "note":
        yield conflict.thing


def _words(contest: Contest, choice: Choice) -> str:
    if choice.deletes:
        return tr("deleted this note")
    if contest.conflict.field == "box":
        return tr("moved it to {box}", box=choice.words)
    if contest.conflict.field == "tags":
        return tr("tags: {tags}", tags=choice.words)
    return choice.words
