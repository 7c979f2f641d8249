"""Changes to the roster: who is expected, who came, who left."""

from __future__ import annotations

from dataclasses import dataclass, field, replace

from cmc_desktop.i18n import tr
from cmc_desktop.model.domain import rank
from cmc_desktop.model.domain.canvas import Canvas
from cmc_desktop.model.domain.changes.base import Change
from cmc_desktop.model.domain.changes.meanwhile import combined
from cmc_desktop.model.domain.entity import Entity, new_id
from cmc_desktop.model.domain.errors import Refusal
from cmc_desktop.model.domain.former_names import follow
from cmc_desktop.model.domain.participant import Capacity, Leaving, Participant, Sector
from cmc_desktop.model.domain.text import line


@dataclass(frozen=True)
class PersonDetails:
    """What the roster says about one person; `counts` None means: as the capacity has it by default."""

    name: str
    organisation: str = ""
    role: str = ""
    sector: str = ""
    capacity: str = Capacity.PARTICIPANT.value
    speaks_for: str = ""
    counts: bool | None = None

    def applied_to(self, person: Participant) -> Participant:
        name = line(self.name, tr("The name"))
        if not name:
            raise Refusal(tr("A person needs a name or a pseudonym."))
        capacity = Capacity(self.capacity)
        counts = capacity.counts_by_default if self.counts is None else self.counts
        return replace(
            person,
            name=name,
            organisation=line(self.organisation, tr("The organisation")),
            role=line(self.role, tr("The role")),
            sector=Sector(self.sector).value,
            capacity=capacity.value,
            speaks_for=line(self.speaks_for, tr("“Speaks for”")),
            counts=counts and capacity.may_count,
        )

    def check(self) -> None:
        """Raise Refusal where `applied_to` would."""
        self.applied_to(Participant("", "", ""))

    @classmethod
    def of(cls, person: Participant) -> PersonDetails:
        return cls(
            person.name,
            person.organisation,
            person.role,
            person.sector,
            person.capacity,
            person.speaks_for,
            person.counts,
        )


@dataclass(frozen=True)
class AddPerson(Change):
    """Put a person on the roster, after the others."""

    details: PersonDetails
    arrived: bool = False
    id: str = field(default_factory=new_id)

    @property
    def label(self) -> str:
        return tr("add person")

    def decide(self, canvas: Canvas, now: int) -> tuple[Entity, ...]:
        people = canvas.people
        place = rank.between(people[-1].rank if people else None, None)
        person = Participant(self.id, place, "", arrived_at=now if self.arrived else 0)
        return (self.details.applied_to(person),)


@dataclass(frozen=True)
class AddPeople(Change):
    """Put several people on the roster at once, in order, after the others."""

    details: tuple[PersonDetails, ...]
    ids: tuple[str, ...] = ()

    def __post_init__(self) -> None:
        if not self.ids:
            object.__setattr__(self, "ids", tuple(new_id() for _ in self.details))

    @property
    def label(self) -> str:
        return tr("add people")

    def decide(self, canvas: Canvas, now: int) -> tuple[Entity, ...]:
        people = canvas.people
        places = rank.spread(people[-1].rank if people else None, None, len(self.details))
        return tuple(
            details.applied_to(Participant(person, place, ""))
            for person, place, details in zip(self.ids, places, self.details, strict=True)
        )


@dataclass(frozen=True)
class EditPerson(Change):
    """Change what the roster says about a person. `was` is what was changed: only what differs from it is.

    The history and whoever took copies are told by the new name, so that the former one is kept nowhere.
    """

    person: str
    details: PersonDetails
    was: PersonDetails | None = None

    @property
    def label(self) -> str:
        return tr("change person")

    def decide(self, canvas: Canvas, now: int) -> tuple[Entity, ...]:
        old = canvas.person(self.person)
        new = combined(PersonDetails.of(old), self.details, self.was).applied_to(old)
        return () if new == old else (new, *follow(canvas, new, [old.name]))


@dataclass(frozen=True)
class MovePerson(Change):
    """Move a person to another place in the roster, counted before the move."""

    person: str
    row: int

    @property
    def label(self) -> str:
        return tr("move person")

    def decide(self, canvas: Canvas, now: int) -> tuple[Entity, ...]:
        person = canvas.person(self.person)
        others = canvas.people
        place = others.index(person)
        row = max(0, min(self.row, len(others)))
        if place <= row <= place + 1:
            return ()
        order = [(other.rank, other.id) for other in others]
        return (replace(person, rank=rank.between(*rank.around(order, row, frozenset({person.id})))),)


@dataclass(frozen=True)
class RemovePerson(Change):
    """Take a person off the roster; notes and answers they gave stay."""

    person: str

    @property
    def label(self) -> str:
        return tr("remove person")

    def decide(self, canvas: Canvas, now: int) -> tuple[Entity, ...]:
        return (canvas.person(self.person).gone(),)


@dataclass(frozen=True)
class RemovePeople(Change):
    """Take several people off the roster at once."""

    people: tuple[str, ...]

    @property
    def label(self) -> str:
        return tr("remove people")

    def decide(self, canvas: Canvas, now: int) -> tuple[Entity, ...]:
        return tuple(canvas.person(person).gone() for person in self.people)


class _Attendance(Change):
    """Who came and went is history, and decisions rest on it: it is put right by saying so, not by Undo."""

    undoable = False


@dataclass(frozen=True)
class Arrive(_Attendance):
    """A person is in the room from now on."""

    person: str

    @property
    def label(self) -> str:
        return tr("mark arrival")

    def decide(self, canvas: Canvas, now: int) -> tuple[Entity, ...]:
        person = canvas.person(self.person)
        return () if person.present else (_back(person, now),)


@dataclass(frozen=True)
class EveryoneArrives(_Attendance):
    """Everybody on the roster who has not been there yet is in the room from now on."""

    @property
    def label(self) -> str:
        return tr("mark everyone as arrived")

    def decide(self, canvas: Canvas, now: int) -> tuple[Entity, ...]:
        return tuple(_back(person, now) for person in canvas.people if not person.arrived_at)


@dataclass(frozen=True)
class Leave(_Attendance):
    """A person left; what becomes of their answer is decided on separately, never silently."""

    person: str

    @property
    def label(self) -> str:
        return tr("mark leaving")

    def decide(self, canvas: Canvas, now: int) -> tuple[Entity, ...]:
        person = canvas.person(self.person)
        return (replace(person, left_at=now, leaving=Leaving.UNDECIDED.value),) if person.present else ()


@dataclass(frozen=True)
class WasNotHere(_Attendance):
    """A person was marked as arrived by mistake: nothing has to be decided about them. Not once they have answered."""

    person: str

    @property
    def label(self) -> str:
        return tr("take back an arrival")

    def decide(self, canvas: Canvas, now: int) -> tuple[Entity, ...]:
        person = canvas.person(self.person)
        if any(answer.person == person.id for answer in canvas.answers):
            raise Refusal(
                tr("{name} has given an answer, and so was here.", name=person.name),
                todo=tr("Mark that {name} has left instead.", name=person.name),
            )
        if not person.arrived_at:
            return ()
        return (replace(_back(person, now), arrived_at=0),)


@dataclass(frozen=True)
class ComeBack(_Attendance):
    """A person who left is in the room again, and is asked like everybody else."""

    person: str

    @property
    def label(self) -> str:
        return tr("mark return")

    def decide(self, canvas: Canvas, now: int) -> tuple[Entity, ...]:
        person = canvas.person(self.person)
        return () if person.present else (_back(person, now),)


def _back(person: Participant, now: int) -> Participant:
    return replace(
        person,
        arrived_at=person.arrived_at or now,
        left_at=0,
        leaving=Leaving.UNDECIDED.value,
        leaving_reason="",
    )
