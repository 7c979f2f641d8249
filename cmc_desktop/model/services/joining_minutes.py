"""Joining the minutes that somebody wrote on a second laptop, in a copy of the canvas, with those that are here."""

from __future__ import annotations

from collections import Counter
from collections.abc import Iterable, Mapping
from dataclasses import dataclass, replace
from functools import cached_property
from pathlib import Path

from cmc_desktop.i18n import tr, trn
from cmc_desktop.model.domain.agenda import AgendaItem
from cmc_desktop.model.domain.canvas import Canvas
from cmc_desktop.model.domain.changes import JoinMinutes
from cmc_desktop.model.domain.errors import BadFile, Refusal
from cmc_desktop.model.domain.head import Head
from cmc_desktop.model.domain.minute import Minute
from cmc_desktop.model.domain.participant import Participant
from cmc_desktop.model.domain.template import Template
from cmc_desktop.model.exchange.cmc_reader import read_cmc
from cmc_desktop.model.exchange.strict_json import FILE_LIMIT
from cmc_desktop.model.services.filing_minutes import OurDay, was_led
from cmc_desktop.model.services.safe_file import read_bounded
from cmc_desktop.model.services.session import Session


@dataclass(frozen=True, slots=True)
class Joined:
    """How many lines came in, and how many of those here were changed or deleted by it.

    Of those that came, `filed` were put under a phase by their time, and of `unnamed` nobody knows here who spoke.
    """

    added: int
    changed: int
    filed: int = 0
    unnamed: int = 0

    @property
    def is_new(self) -> bool:
        """Whether anything came in."""
        return bool(self.added or self.changed)

    @property
    def words(self) -> str:
        """What happened, in a line or two."""
        if not self.is_new:
            return tr("Nothing new: all lines of that file are in the minutes already.")
        added = trn("{n} line of minutes was added.", "{n} lines of minutes were added.", self.added)
        changed = trn("{n} line was changed.", "{n} lines were changed.", self.changed)
        filed = trn(
            "{n} line was sorted in by its time, as the copy was not led from phase to phase.",
            "{n} lines were sorted in by their time, as the copy was not led from phase to phase.",
            self.filed,
        )
        unnamed = trn(
            "{n} line is without who said it: that person is not on the roster, which is signed.",
            "{n} lines are without who said them: those people are not on the roster, which is signed.",
            self.unnamed,
        )
        told = ((self.added, added), (self.changed, changed), (self.filed, filed), (self.unnamed, unnamed))
        return " ".join(words for n, words in told if n)


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
    try:
        return read_cmc(read_bounded(path, FILE_LIMIT), templates).canvas
    except BadFile as error:
        raise BadFile(error.happened, safe=tr("Nothing was joined."), todo=error.todo) from error


def join_minutes(session: Session, other: Canvas) -> Joined:
    """Take the lines of `other`, a copy of the same canvas, into the minutes of `session`, in one step.

    The same file twice changes nothing. A line that both sides changed is kept in both wordings. Raises Refusal for
    a copy of something else.
    """
    here = session.canvas
    _check_copy(here, other)
    signed = here.sign_off is not None
    speakers = _speakers(here, other, takes_in=not signed)
    theirs = [line for line in other.all(Minute) if not line.undone]
    placed = _Placing(session, other).placed(theirs)
    lines = [replace(line, speaker="" if line.deleted else speakers.get(line.speaker, "")) for line in placed]
    known = {line.id: line for line in here.all(Minute)}
    written = session.do(JoinMinutes(tuple(lines), tuple(person.expected for person in other.all(Participant))))
    if written is None:
        return Joined(0, 0)
    puts = {put.id: put for put in written.puts if isinstance(put, Minute)}
    new = {key for key in puts if key not in known or known[key].undone}
    came = [(was, now) for was, now in zip(theirs, lines, strict=True) if now.id in new and not puts[now.id].deleted]
    return Joined(
        added=sum(not puts[key].deleted for key in new),
        changed=len(puts.keys() - new),
        filed=sum((was.phase, was.element) != (now.phase, now.element) for was, now in came),
        unnamed=sum(bool(was.speaker) and not now.speaker for was, now in came),
    )


def _check_copy(here: Canvas, other: Canvas) -> None:
    safe = tr("Nothing was joined.")
    if other.head.project != here.head.project:
        raise Refusal(
            tr("This file is not a copy of this canvas: it is “{title}”.", title=other.head.title),
            safe=safe,
            todo=tr("Open the canvas that the copy was made of, then join the minutes there."),
        )
    if not _same_session(other.head, here.head):
        raise Refusal(
            tr("This file is of another session or version of this canvas."),
            safe=safe,
            todo=tr("Open the one that the copy was made of, then join the minutes there."),
        )


def _same_session(one: Head, other: Head) -> bool:
    """A copy keeps the id; one taken in beside an older copy has an id of its own, and names that one as its parent.

    Numbers do not tell: two laptops may each have begun a next session with the same one.
    """
    return one.id == other.id or (one.version == other.version and (one.parent == other.id or one.id == other.parent))


def _speakers(here: Canvas, other: Canvas, *, takes_in: bool) -> dict[str, str]:
    """Who the people of the copy are here, by id: the same, or the only one of that name on the roster.

    Anybody else is taken in under the same id, or is nobody when the canvas `takes_in` no more people.
    """
    roster = {person.id for person in here.people}
    names = Counter(person.name for person in here.people)
    by_name = {person.name: person.id for person in here.people if names[person.name] == 1}

    def known(person: Participant) -> str:
        if person.id in roster:
            return person.id
        stays = takes_in or here.find(Participant, person.id) is not None
        return by_name.get(person.name, person.id if stays else "")

    return {person.id: known(person) for person in other.all(Participant)}


class _Placing:
    """Puts the lines of a copy under the phases and elements of this side."""

    def __init__(self, session: Session, other: Canvas) -> None:
        self._session, self._here = session, session.canvas
        self._led = was_led(other, session.canvas)

    def placed(self, lines: Iterable[Minute]) -> list[Minute]:
        """A line stands where the copy was led to; in one that was not led, where we were at that time."""
        return [self._placed(line) for line in lines]

    @cached_property
    def _day(self) -> OurDay:
        return OurDay(self._session)

    def _placed(self, line: Minute) -> Minute:
        if self._led and (not line.phase or self._here.find(AgendaItem, line.phase) is not None):
            return line
        known = self._here.find(Minute, line.id)
        if known is not None and not known.undone:
            return replace(line, phase=known.phase, element=known.element)
        phase, element = self._day.at(line.at)
        return replace(line, phase=phase, element=element)
