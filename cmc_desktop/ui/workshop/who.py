"""People as the side panels name them: who can be chosen, and what somebody is called afterwards."""

from __future__ import annotations

from collections import Counter

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
    names = Counter(person.name for person in people)
    return {person.id: person.name if names[person.name] == 1 else _told_apart(person) for person in people}


def _told_apart(person: Participant) -> str:
    more = person.organisation or person.role
    return f"{person.name} ({more})" if more else person.name
