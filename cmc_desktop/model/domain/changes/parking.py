"""The parking list: putting something aside for later, and what becomes of it."""

from __future__ import annotations

from dataclasses import dataclass, field, replace

from cmc_desktop.i18n import tr
from cmc_desktop.model.domain.canvas import Canvas
from cmc_desktop.model.domain.changes.base import Change
from cmc_desktop.model.domain.changes.meanwhile import check_same_words
from cmc_desktop.model.domain.changes.notes import box_of
from cmc_desktop.model.domain.entity import Entity, new_id
from cmc_desktop.model.domain.errors import NotThere
from cmc_desktop.model.domain.parked import Parked
from cmc_desktop.model.domain.text import note_text, spoken_words


def _parked(canvas: Canvas, parked_id: str) -> Parked:
    found = canvas.find(Parked, parked_id)
    if found is None or found.deleted:
        raise NotThere(tr("This is not on the parking list any more."))
    return found


@dataclass(frozen=True)
class Park(Change):
    """Put something aside; `element`, `note` and `person` say what and whom it came from, each may be empty."""

    text: str
    element: str = ""
    note: str = ""
    person: str = ""
    id: str = field(default_factory=new_id)

    @property
    def label(self) -> str:
        return tr("put aside for later")

    def decide(self, canvas: Canvas, now: int) -> tuple[Entity, ...]:
        if self.element:
            box_of(canvas, self.element)
        if self.note:
            canvas.note(self.note)
        if self.person:
            canvas.person(self.person)
        serial = max((parked.serial for parked in canvas.all(Parked)), default=0) + 1
        item = canvas.current_item
        text = note_text(self.text)
        return (Parked(self.id, serial, text, self.element, self.note, self.person, now, item.id if item else ""),)


@dataclass(frozen=True)
class EditParked(Change):
    """Reword what was put aside. `was`: refused when it says something else than this by now."""

    parked: str
    text: str
    was: str | None = None

    @property
    def label(self) -> str:
        return tr("change the parking list")

    def decide(self, canvas: Canvas, now: int) -> tuple[Entity, ...]:
        old, text = _parked(canvas, self.parked), note_text(self.text)
        check_same_words(old.text, text, self.was)
        return () if text == old.text else (replace(old, text=text),)


@dataclass(frozen=True)
class SettleParked(Change):
    """What was put aside is dealt with, `outcome` says how; or, with `settled` False, it waits again.

    `was`: refused when the outcome says something else than this by now.
    """

    parked: str
    outcome: str = ""
    settled: bool = True
    was: str | None = None

    @property
    def label(self) -> str:
        return tr("settle what was put aside") if self.settled else tr("put aside again")

    def decide(self, canvas: Canvas, now: int) -> tuple[Entity, ...]:
        old = _parked(canvas, self.parked)
        if not self.settled:
            return (replace(old, settled_at=0, outcome=""),) if old.settled_at else ()
        outcome = spoken_words(self.outcome)
        check_same_words(old.outcome, outcome, self.was)
        new = replace(old, settled_at=old.settled_at or now, outcome=outcome)
        return () if new == old else (new,)


@dataclass(frozen=True)
class DeleteParked(Change):
    """Take something off the parking list."""

    parked: str

    @property
    def label(self) -> str:
        return tr("delete from the parking list")

    def decide(self, canvas: Canvas, now: int) -> tuple[Entity, ...]:
        return (_parked(canvas, self.parked).gone(),)
