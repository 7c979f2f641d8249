"""The minutes: lines by phase and element, typed along all day."""

from __future__ import annotations

import uuid
from collections.abc import Iterable, Mapping
from dataclasses import dataclass, field, replace

from cmc_desktop.i18n import tr
from cmc_desktop.model.domain.agenda import AgendaItem
from cmc_desktop.model.domain.canvas import Canvas
from cmc_desktop.model.domain.changes.base import Change
from cmc_desktop.model.domain.changes.meanwhile import check_same_words, choice_kept
from cmc_desktop.model.domain.changes.notes import box_of
from cmc_desktop.model.domain.entity import Entity, new_id
from cmc_desktop.model.domain.errors import NotThere
from cmc_desktop.model.domain.minute import Minute
from cmc_desktop.model.domain.participant import Participant
from cmc_desktop.model.domain.text import note_text

#: under which the ids of wordings are worked out
_WORDINGS = uuid.UUID("9d6c8c0e-0c0e-4c58-8b7b-3a0d7e1f5b42")


def _minute(canvas: Canvas, minute_id: str) -> Minute:
    found = canvas.find(Minute, minute_id)
    if found is None or found.deleted:
        raise NotThere(tr("This line is not in the minutes any more."))
    return found


def _speaker(canvas: Canvas, person: str) -> str:
    """A line may be about somebody who was taken off the roster since."""
    if person and canvas.find(Participant, person) is None:
        raise NotThere(tr("This person is not on the roster."))
    return person


@dataclass(frozen=True)
class AddMinute(Change):
    """Write a line under the phase and element of the moment, or under those given; `speaker` may be empty."""

    text: str
    speaker: str = ""
    phase: str | None = None
    element: str | None = None
    id: str = field(default_factory=new_id)

    @property
    def label(self) -> str:
        return tr("write a line of minutes")

    def decide(self, canvas: Canvas, now: int) -> tuple[Entity, ...]:
        item = canvas.current_item
        phase = (item.id if item else "") if self.phase is None else self.phase
        if phase and canvas.find(AgendaItem, phase) is None:
            raise NotThere(tr("This phase is not on the agenda any more."))
        element = (canvas.workshop.element if item else "") if self.element is None else self.element
        if element:
            box_of(canvas, element)
        return (Minute(self.id, now, phase, element, _speaker(canvas, self.speaker), note_text(self.text)),)


@dataclass(frozen=True)
class EditMinute(Change):
    """Change a line of the minutes; its time stays. `was`: refused when it says something else than this by now.

    `was_speaker`: who spoke, as it was seen; somebody named meanwhile stays unless another one was named here.
    """

    minute: str
    text: str
    speaker: str = ""
    was: str | None = None
    was_speaker: str | None = None

    @property
    def label(self) -> str:
        return tr("change the minutes")

    def decide(self, canvas: Canvas, now: int) -> tuple[Entity, ...]:
        old, text = _minute(canvas, self.minute), note_text(self.text)
        check_same_words(old.text, text, self.was)
        speaker = choice_kept(old.speaker, self.speaker, self.was_speaker)
        if (text, speaker) == (old.text, old.speaker):
            return ()
        changed = replace(old, text=text, speaker=_speaker(canvas, speaker), edits=old.edits + 1)
        return (changed, *_left_behind(_lines(canvas.all(Minute)), old, changed))


@dataclass(frozen=True)
class DeleteMinute(Change):
    """Take a line out of the minutes."""

    minute: str

    @property
    def label(self) -> str:
        return tr("delete from the minutes")

    def decide(self, canvas: Canvas, now: int) -> tuple[Entity, ...]:
        old = _minute(canvas, self.minute)
        return (replace(old, deleted=True, edits=old.edits + 1),)


@dataclass(frozen=True)
class JoinMinutes(Change):
    """Take in lines that were written in a copy; `lines` are all it holds, deleted ones too.

    What only one side changed is as that side has it. What both sides changed is kept twice: no words are lost that
    the other side has never seen, no clock and no count decides, and both laptops come to the same lines. What was
    only undone counts as never seen: it comes again, and takes nothing away. `people` are those whom lines may name
    and who are unknown here; whoever is named comes along off the roster, so that a name is never part of the words.
    """

    lines: tuple[Minute, ...]
    people: tuple[Participant, ...] = ()

    @property
    def label(self) -> str:
        return tr("join minutes")

    def decide(self, canvas: Canvas, now: int) -> tuple[Entity, ...]:
        there, before = _lines(self.lines), _lines(canvas.all(Minute))
        here = dict(before)
        for line in there.values():
            known = here.get(line.id)
            if known is None:
                found: tuple[Minute, ...] = (line,)
            elif known.text == line.text:
                found = _same_words(known, line)
            else:
                found = _other_words(known, line, here, there)
            here |= {put.id: put for put in found}
        lines = [line for line in here.values() if line != before.get(line.id)]
        named = {line.speaker for line in lines if not line.deleted}
        strangers = (person for person in self.people if person.id in named)
        new = (person.gone() for person in strangers if canvas.find(Participant, person.id) is None)
        return (*new, *lines)


def _lines(lines: Iterable[Minute]) -> dict[str, Minute]:
    """Lines by id, without those that were only undone."""
    return {line.id: line for line in lines if not line.undone}


def _wording(line: Minute) -> str:
    """The id under which a wording of a line is kept beside it; the same on every computer."""
    return str(uuid.uuid5(_WORDINGS, f"{line.id}\n{line.text}"))


def _left_behind(lines: Mapping[str, Minute], old: Minute, new: Minute) -> tuple[Minute, ...]:
    """The wording that a line had before, as a deleted line: by it a join knows which of two wordings is newer."""
    before = _wording(old)
    if old.text == new.text or before in lines:
        return ()
    return (replace(old, id=before, edits=0, deleted=True),)


def _same_words(known: Minute, line: Minute) -> tuple[Minute, ...]:
    """What was deleted on either side is deleted; whoever changed the line more often knows who spoke."""
    if line.deleted and not known.deleted:
        return (replace(known, deleted=True, edits=max(known.edits, line.edits)),)
    if line.deleted or known.deleted or line.speaker == known.speaker or not line.speaker:
        return ()
    if known.speaker and line.edits <= known.edits:
        return ()
    return (replace(known, speaker=line.speaker, edits=max(known.edits, line.edits)),)


def _other_words(
    known: Minute, line: Minute, here: Mapping[str, Minute], there: Mapping[str, Minute]
) -> tuple[Minute, ...]:
    """What to write when a line says something else there: `here` and `there` are all lines of the two sides."""
    ours_there, theirs_here = there.get(_wording(known)), here.get(_wording(line))
    is_left_there = ours_there is not None and ours_there.deleted
    is_left_here = theirs_here is not None and theirs_here.deleted
    if theirs_here is not None and not is_left_here:
        return ()  # we have these words beside ours
    if ours_there is not None and not is_left_there:
        return (line, *_beside(here, known))  # they have ours beside these
    if is_left_here and not is_left_there:
        return ()  # we have moved on from these words
    if (is_left_there and not is_left_here) or (known.deleted and not line.deleted):
        return (line, *_left_behind(here, known, line))
    if line.deleted:
        return ()
    # both changed it: one wording keeps the line, the same on both sides, and the other stands beside it
    first, second = sorted((known, line), key=lambda one: one.text)
    return (first, *_beside(here, second))


def _beside(lines: Mapping[str, Minute], line: Minute) -> tuple[Minute, ...]:
    """What a line says, as a line of its own; nothing when it was deleted or stands there already."""
    known = lines.get(_wording(line))
    if line.deleted or (known is not None and not known.deleted):
        return ()
    return (replace(line, id=_wording(line), edits=0),)
