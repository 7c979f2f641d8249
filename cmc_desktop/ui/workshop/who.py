"""People as the side panels name them: who can be chosen, and what somebody is called afterwards."""

from __future__ import annotations

from cmc_desktop.model.domain.canvas import Canvas
from cmc_desktop.model.domain.participant import Participant
from cmc_desktop.model.domain.participant_names import names_of


def name_of(canvas: Canvas, person_id: str) -> str:
    """What somebody is called, also once taken off the roster; empty for nobody."""
    person = canvas.find(Participant, person_id) if person_id else None
    if person is None:
        return ""
    alone = sum(other.name.casefold() == person.name.casefold() for other in canvas.all(Participant)) == 1
    return person.name if alone else all_names(canvas)[person_id]


def all_names(canvas: Canvas) -> dict[str, str]:
    """What everybody who ever was on the roster is called, by id."""
    return names_of(sorted(canvas.all(Participant), key=lambda person: (person.rank, person.id)))


def choosable(canvas: Canvas) -> dict[str, str]:
    """The people in the room by id, or the whole roster while nobody has arrived; two of one name are told apart."""
    everyone, names = canvas.people, all_names(canvas)
    return {person.id: names[person.id] for person in [one for one in everyone if one.present] or everyone}
