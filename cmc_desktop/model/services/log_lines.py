"""What the app itself noted during a workshop, in plain sentences: phases, notes, moves, turns, answers."""

from __future__ import annotations

from collections.abc import Iterable, Sequence
from dataclasses import dataclass, replace
from itertools import groupby
from typing import Any

from cmc_desktop.i18n import tr, trn
from cmc_desktop.model.domain.by_phase import PartsOfDay
from cmc_desktop.model.domain.canvas import Canvas
from cmc_desktop.model.domain.turn import TurnKind
from cmc_desktop.model.services.log_parts import Put, Told
from cmc_desktop.model.services.log_words import LogWords
from cmc_desktop.model.services.session import Session
from cmc_desktop.model.store.library_store import JournalEntry

#: kinds that follow from what was done, and are no part of what Undo takes back
_FOLLOWS = frozenset({"head", "element_run"})


@dataclass(frozen=True, slots=True)
class LogLine:
    """One thing that happened, at `at` ms since 1970; `phase` is the id of the phase it belongs to, empty for none.

    `seq` and `place` number the lines: commits, and what one commit did. `element` and `note` say what it is about,
    each may be empty. `passed` tells that somebody passed in a round, and nothing else.
    """

    seq: int
    place: int
    at: int
    phase: str
    words: str
    element: str = ""
    note: str = ""
    passed: bool = False


def log_lines(session: Session, *, names: bool = True, after: int = 0) -> list[LogLine]:
    """Everything worth telling that happened to the canvas, oldest first. Raises LibraryTrouble.

    `after` leaves out what came up to that commit. Without `names` people are called "somebody". What only the
    moderator may know is not told: private sheets, and what a quiet check counted.
    """
    words = LogWords(session.canvas, names=names)
    return [line for entry, puts in session.log(after) for line in _lines(words, entry, [_put(put) for put in puts])]


def folded_passes(canvas: Canvas, log: Iterable[LogLine]) -> list[LogLine]:
    """The lines; several people who passed one after another in an element are one, under the time of the first."""
    found: list[LogLine] = []
    for about, lines in groupby(log, key=lambda line: (line.passed, line.phase, line.element)):
        of_one, element = list(lines), about[2]
        if about[0] and len(of_one) > 1 and element in canvas.template:
            box = canvas.template.box(element).label
            words = trn("{n} person passed in {box}", "{n} people passed in {box}", len(of_one), box=box)
            of_one = [replace(of_one[0], words=words)]
        found += of_one
    return found


def in_order(canvas: Canvas, log: Iterable[LogLine]) -> list[LogLine]:
    """The lines part by part of the day."""
    parts = PartsOfDay(canvas)
    return sorted(log, key=lambda line: (parts.of(line.phase, line.at).place, line.seq, line.place))


def _lines(words: LogWords, entry: JournalEntry, puts: list[Put]) -> list[LogLine]:
    if entry.way == "undo":
        # what Undo takes back is told as it was done: from the values it brought back to those that were there
        puts = [put if put.kind in _FOLLOWS else put.turned() for put in puts]
    told = words.of(entry.seq, entry.name, puts)
    phase, passed = _phase_after(entry, puts), len(told) == 1 and _is_a_pass(entry, puts)
    return [
        LogLine(entry.seq, place, entry.at, phase, _as_done(one, entry), one.element, one.note, passed)
        for place, one in enumerate(told)
    ]


def _as_done(told: Told, entry: JournalEntry) -> str:
    words = told.words
    if not told.follows:
        if entry.way == "undo":
            words = tr("Undone: {what}", what=words)
        elif entry.way == "redo":
            words = tr("Done again: {what}", what=words)
        if entry.slip:
            words = tr("{what} ({reason})", what=words, reason=entry.slip)
    return words


def _is_a_pass(entry: JournalEntry, puts: Iterable[Put]) -> bool:
    turns = [put.now for put in puts if put.kind == "turn"]
    is_told_as_done = entry.way == "do" and not entry.slip
    return is_told_as_done and [(turn["kind"], turn["withdrawn"]) for turn in turns] == [(TurnKind.PASSED, False)]


def _phase_after(entry: JournalEntry, puts: Iterable[Put]) -> str:
    """A phase that begins is told in itself, not in the one before."""
    began = (str(put.now.get("current", "")) for put in puts if put.kind == "workshop")
    return next(began, "") or entry.phase


def _put(put: Sequence[Any]) -> Put:
    kind, thing_id, now, was = put
    return Put(str(kind), str(thing_id), now, was)
