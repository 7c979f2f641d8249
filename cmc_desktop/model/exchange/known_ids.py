"""What the parts of a `.cmc` file may refer to: people, notes, phases and boxes that the file has."""

from __future__ import annotations

from dataclasses import dataclass, replace
from typing import Any, TypeVar

from cmc_desktop.i18n import tr
from cmc_desktop.model.domain.agenda import AgendaItem
from cmc_desktop.model.domain.canvas import Canvas
from cmc_desktop.model.domain.errors import BadFile
from cmc_desktop.model.domain.note import Note
from cmc_desktop.model.domain.parked import Parked
from cmc_desktop.model.domain.participant import Participant
from cmc_desktop.model.domain.remark import Remark
from cmc_desktop.model.domain.template import Template
from cmc_desktop.model.domain.turn import Turn
from cmc_desktop.model.exchange.cmc_format import ENTRIES_LIMIT
from cmc_desktop.model.exchange.content_reader import unknown_box
from cmc_desktop.model.exchange.fields import Where

T = TypeVar("T", Parked, Remark, Turn)


@dataclass(frozen=True)
class KnownIds:
    """The ids of a canvas that is being read; deleted notes and people off the roster are known as well."""

    people: frozenset[str]
    notes: frozenset[str]
    phases: frozenset[str]
    template: Template

    @classmethod
    def of(cls, canvas: Canvas) -> KnownIds:
        return cls(
            frozenset(person.id for person in canvas.all(Participant)),
            frozenset(note.id for note in canvas.all(Note)),
            frozenset(item.id for item in canvas.all(AgendaItem)),
            canvas.template,
        )

    def check_person(self, person: str, where: Where) -> None:
        """Refuse somebody who is not in the file; nobody is fine. Raises BadFile."""
        if person and person not in self.people:
            raise BadFile(tr("{where} names somebody who is not in this file.", where=where))

    def check_note(self, note: str, where: Where) -> None:
        """Refuse a note that is not in the file; none is fine. Raises BadFile."""
        if note and note not in self.notes:
            raise BadFile(tr("{where} names a note that is not in this file.", where=where))

    def check_phase(self, phase: str, where: Where) -> None:
        """Refuse a phase that is not on the agenda; none is fine. Raises BadFile."""
        if phase and phase not in self.phases:
            raise BadFile(tr("{where}: this phase is not on the agenda.", where=where))

    def check_element(self, element: str, where: Where) -> None:
        """Refuse a box that the canvas does not have; none is fine. Raises BadFile."""
        if element and element not in self.template:
            raise unknown_box(element, self.template, where)


def closed_up(entries: list[T]) -> list[T]:
    """Remarks, parked things or turns with numbers of their own that leave room for as many again, in their order."""
    if all(one.serial <= ENTRIES_LIMIT for one in entries):
        return entries
    numbers = {one.id: number for number, one in enumerate(sorted(entries, key=lambda one: one.serial), 1)}
    return [replace(one, serial=numbers[one.id]) for one in entries]


def check_count(entries: list[Any], part: str) -> None:
    """Refuse more entries than any canvas needs. Raises BadFile."""
    if len(entries) > ENTRIES_LIMIT:
        raise BadFile(
            tr("{where} has {n} entries; at most {limit} are allowed.", where=part, n=len(entries), limit=ENTRIES_LIMIT)
        )
