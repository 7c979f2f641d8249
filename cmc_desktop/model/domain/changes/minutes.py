"""The minutes: lines by phase and element, typed along all day."""

from __future__ import annotations

import uuid
from dataclasses import dataclass, field, replace

from cmc_desktop.i18n import tr
from cmc_desktop.model.domain.agenda import AgendaItem
from cmc_desktop.model.domain.canvas import Canvas
from cmc_desktop.model.domain.changes.base import Change
from cmc_desktop.model.domain.changes.notes import box_of
from cmc_desktop.model.domain.entity import Entity, new_id
from cmc_desktop.model.domain.errors import NotThere
from cmc_desktop.model.domain.minute import Minute
from cmc_desktop.model.domain.participant import Participant
from cmc_desktop.model.domain.text import note_text


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
    """Change a line of the minutes; its time stays."""

    minute: str
    text: str
    speaker: str = ""

    @property
    def label(self) -> str:
        return tr("change the minutes")

    def decide(self, canvas: Canvas, now: int) -> tuple[Entity, ...]:
        old, text = _minute(canvas, self.minute), note_text(self.text)
        if (text, self.speaker) == (old.text, old.speaker):
            return ()
        return (replace(old, text=text, speaker=_speaker(canvas, self.speaker), edits=old.edits + 1),)


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
    """Take in lines that were written in a copy. What both sides changed is kept twice: nobody's words are lost."""

    lines: tuple[Minute, ...]

    @property
    def label(self) -> str:
        return tr("join minutes")

    def decide(self, canvas: Canvas, now: int) -> tuple[Entity, ...]:
        puts: list[Entity] = []
        for line in self.lines:
            known = canvas.find(Minute, line.id)
            if known is None:
                if not line.deleted:
                    puts.append(line)
            elif known.edits < line.edits and (known.edits == 0 or known.deleted):
                puts.append(line)
            elif known.edits < line.edits or (known.edits == line.edits and known != line):
                puts += _beside(canvas, line)
        return tuple(puts)


def _beside(canvas: Canvas, line: Minute) -> tuple[Minute, ...]:
    """A line that both sides changed, as one of its own; the same wording always gets the same id."""
    twin = str(uuid.uuid5(uuid.UUID(line.id), f"{line.speaker}\n{line.text}"))
    if line.deleted or canvas.find(Minute, twin) is not None:
        return ()
    return (replace(line, id=twin, edits=0),)
