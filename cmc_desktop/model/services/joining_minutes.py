"""Joining the minutes that somebody wrote on a second laptop, in a copy of the canvas, with those that are here."""

from __future__ import annotations

from collections.abc import Iterable
from dataclasses import dataclass, replace

from cmc_desktop.i18n import tr, trn
from cmc_desktop.model.domain.agenda import AgendaItem
from cmc_desktop.model.domain.canvas import Canvas
from cmc_desktop.model.domain.changes import JoinMinutes
from cmc_desktop.model.domain.errors import Refusal
from cmc_desktop.model.domain.minute import Minute
from cmc_desktop.model.domain.participant import Participant
from cmc_desktop.model.services.session import Session


@dataclass(frozen=True, slots=True)
class Joined:
    """How many lines were new here, how many were changed or deleted there since the copy, how many were the same."""

    added: int
    changed: int
    same: int

    @property
    def words(self) -> str:
        if not self.added and not self.changed:
            return tr("Nothing new: all lines of that file are in the minutes already.")
        added = trn("{n} line was added", "{n} lines were added", self.added)
        changed = trn("{n} was changed", "{n} were changed", self.changed)
        return tr("{added}, {changed}. Undo takes it back.", added=added, changed=changed)


def join_minutes(session: Session, other: Canvas) -> Joined:
    """Take the lines of `other`, a copy of the same canvas or of one of its project, into the minutes of `session`.

    The same file twice changes nothing. A line changed on both sides stays as it is here, and the other wording is
    added as a line of its own: nothing is lost, and no clock decides. Raises Refusal for a copy of something else.
    """
    here = session.canvas
    if other.head.project != here.head.project:
        raise Refusal(
            tr("This file is not a copy of this canvas: it is “{title}”.", title=other.head.title),
            safe=tr("Nothing was joined."),
            todo=tr("Open the canvas that the copy was made of, then join the minutes there."),
        )
    change = JoinMinutes(tuple(_told_here(here, line) for line in _in_order(other.all(Minute))))
    known = {line.id: line for line in here.all(Minute)}
    puts = change.decide(here, session.clock.now())
    session.do(change)
    added = sum(put.id not in known for put in puts)
    return Joined(added, len(puts) - added, len(change.lines) - len(puts))


def _in_order(lines: Iterable[Minute]) -> list[Minute]:
    return sorted(lines, key=lambda line: (line.at, line.id))


def _told_here(here: Canvas, line: Minute) -> Minute:
    """The line without phases and people that are not known here; its words say what it was about."""
    phase = line.phase if here.find(AgendaItem, line.phase) is not None else ""
    speaker = line.speaker if here.find(Participant, line.speaker) is not None else ""
    return replace(line, phase=phase, speaker=speaker)
