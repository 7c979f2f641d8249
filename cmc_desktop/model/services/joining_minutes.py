"""Joining the minutes that somebody wrote on a second laptop, in a copy of the canvas, with those that are here."""

from __future__ import annotations

from collections import Counter
from collections.abc import Mapping
from dataclasses import dataclass, replace
from pathlib import Path

from cmc_desktop.i18n import tr, trn
from cmc_desktop.model.domain.agenda import AgendaItem
from cmc_desktop.model.domain.canvas import Canvas
from cmc_desktop.model.domain.changes import JoinMinutes
from cmc_desktop.model.domain.errors import Refusal
from cmc_desktop.model.domain.minute import Minute
from cmc_desktop.model.domain.participant import Participant
from cmc_desktop.model.domain.template import Template
from cmc_desktop.model.domain.text import NOTE_LIMIT
from cmc_desktop.model.exchange.cmc_reader import read_cmc
from cmc_desktop.model.exchange.strict_json import FILE_LIMIT
from cmc_desktop.model.services.safe_file import read_bounded
from cmc_desktop.model.services.session import Session


@dataclass(frozen=True, slots=True)
class Joined:
    """How many lines came in, and how many of those here were changed or deleted by it."""

    added: int
    changed: int

    @property
    def is_new(self) -> bool:
        """Whether anything came in."""
        return bool(self.added or self.changed)

    @property
    def words(self) -> str:
        """What happened, in one line."""
        if not self.is_new:
            return tr("Nothing new: all lines of that file are in the minutes already.")
        added = trn("{n} line of minutes was added.", "{n} lines of minutes were added.", self.added)
        changed = trn("{n} line was changed.", "{n} lines were changed.", self.changed)
        return " ".join(words for n, words in ((self.added, added), (self.changed, changed)) if n)


def read_copy(path: Path, templates: Mapping[str, Template]) -> Canvas:
    """The canvas in a .cmc file, for `join_minutes`; needs no library, so it may run on a worker thread.

    Raises Refusal for another kind of file, NotThere when there is none, BadFile when it is damaged.
    """
    if path.suffix.lower() != ".cmc":
        raise Refusal(
            tr("Minutes are joined from a canvas file, whose name ends in .cmc."),
            safe=tr("Nothing was joined."),
            todo=tr("Export the canvas on the other laptop as “Canvas file (.cmc)”."),
        )
    return read_cmc(read_bounded(path, FILE_LIMIT), templates).canvas


def join_minutes(session: Session, other: Canvas) -> Joined:
    """Take the lines of `other`, a copy of the same canvas, into the minutes of `session`, in one step.

    The same file twice changes nothing. A line that both sides changed is kept in both wordings. Raises Refusal for
    a copy of something else.
    """
    _check_copy(session.canvas, other)
    people = _people(session.canvas, other)
    change = JoinMinutes(tuple(_told_here(session.canvas, other, line, people) for line in other.all(Minute)))
    written = session.do(change)
    if written is None:
        return Joined(0, 0)
    pairs = [(put, old) for put, old in zip(written.puts, written.olds, strict=True) if isinstance(put, Minute)]
    added = sum(old is None and not put.deleted for put, old in pairs)
    return Joined(added, sum(old is not None for _, old in pairs))


def _check_copy(here: Canvas, other: Canvas) -> None:
    safe = tr("Nothing was joined.")
    if other.head.project != here.head.project:
        raise Refusal(
            tr("This file is not a copy of this canvas: it is “{title}”.", title=other.head.title),
            safe=safe,
            todo=tr("Open the canvas that the copy was made of, then join the minutes there."),
        )
    if other.head.version != here.head.version:
        raise Refusal(
            tr("This file is of another session or version of this canvas."),
            safe=safe,
            todo=tr("Open the one that the copy was made of, then join the minutes there."),
        )


def _people(here: Canvas, other: Canvas) -> dict[str, str]:
    """Who the people of the copy are here, by id: the same, or the only one of that name."""
    names = Counter(person.name for person in here.people)
    by_name = {person.name: person.id for person in here.people if names[person.name] == 1}
    known = {person.id for person in here.all(Participant)}
    return {
        person.id: person.id if person.id in known else by_name.get(person.name, "")
        for person in other.all(Participant)
    }


def _told_here(here: Canvas, other: Canvas, line: Minute, people: Mapping[str, str]) -> Minute:
    """The line with phase and speaker as they are known here; a speaker who is not stays by name in the words."""
    phase = line.phase if here.find(AgendaItem, line.phase) is not None else ""
    speaker, text = people.get(line.speaker, ""), line.text
    unknown = other.find(Participant, line.speaker) if line.speaker and not speaker else None
    if unknown is not None:
        named = tr("{name}: {text}", name=unknown.name, text=text)
        text = named if len(named) <= NOTE_LIMIT else text
    return replace(line, phase=phase, speaker=speaker, text=text)
