"""What people are called where several of them are named, so that two of one name can be told apart."""

from __future__ import annotations

from collections.abc import Iterable

from cmc_desktop.i18n import tr
from cmc_desktop.model.domain.canvas import Canvas
from cmc_desktop.model.domain.participant import Participant


def all_names(canvas: Canvas) -> dict[str, str]:
    """By id, what everybody who ever was on the roster is called, wherever people are listed or chosen from."""
    return canvas.derived("names", _all_names)


def _all_names(canvas: Canvas) -> dict[str, str]:
    return names_of(sorted(canvas.all(Participant), key=lambda person: (person.rank, person.id)))


def names_of(people: Iterable[Participant]) -> dict[str, str]:
    """By id, the name of each person, and where several bear it what tells them apart.

    That is the organisation, else the role, else both; who cannot be told apart by these gets a number in the order
    of `people`. Give the whole roster, so that nobody's name changes with who is in the room.
    """
    found: dict[str, str] = {}
    bearers: dict[str, list[Participant]] = {}
    for person in people:
        bearers.setdefault(_folded(person.name), []).append(person)
        found[person.id] = person.name
    for same in bearers.values():
        if len(same) > 1:
            found |= {
                person.id: tr("{name} ({what})", name=person.name, what=mark)
                for person, mark in zip(same, _marks(same), strict=True)
            }
    return found


def _marks(same: list[Participant]) -> list[str]:
    """What tells people of one name apart, each one's own: the shortest that does for all of them, else numbers."""
    organisations = [person.organisation.strip() for person in same]
    roles = [person.role.strip() for person in same]
    both = [", ".join(part for part in pair if part) for pair in zip(roles, organisations, strict=True)]
    for marks in (organisations, roles, both):
        if all(marks) and len({_folded(mark) for mark in marks}) == len(marks):
            return marks
    return [f"{mark}, {number}" if mark else str(number) for number, mark in enumerate(both, start=1)]


def _folded(words: str) -> str:
    return " ".join(words.split()).casefold()
