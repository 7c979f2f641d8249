"""People as the side panels name them: who can be chosen, and what somebody is called afterwards."""

from __future__ import annotations

from collections import Counter
from collections.abc import Iterable

from cmc_desktop.model.domain.canvas import Canvas
from cmc_desktop.model.domain.participant import Participant


def name_of(canvas: Canvas, person_id: str) -> str:
    """What somebody is called, also once taken off the roster; empty for nobody."""
    person = canvas.find(Participant, person_id) if person_id else None
    return person.name if person is not None else ""


def choosable(canvas: Canvas) -> dict[str, str]:
    """The people in the room by id, or the whole roster while nobody has arrived; two of one name are told apart."""
    everyone = canvas.people
    people = [person for person in everyone if person.present] or everyone
    return told_apart(people)


def told_apart(people: Iterable[Participant]) -> dict[str, str]:
    """Names by id; several of one name with their organisation or role."""
    people = list(people)
    names = Counter(person.name for person in people)
    return {person.id: person.name if names[person.name] == 1 else _more_of(person) for person in people}


def _more_of(person: Participant) -> str:
    more = person.organisation or person.role
    return f"{person.name} ({more})" if more else person.name
