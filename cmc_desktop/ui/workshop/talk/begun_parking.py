"""What is being typed at the parking list and is not stored: something new, a change, what became of something."""

from __future__ import annotations

from collections.abc import Iterator, Mapping
from dataclasses import dataclass
from enum import StrEnum


class ParkMode(StrEnum):
    """What Enter does with the words."""

    NEW = "park"
    CHANGE = "park-change"
    SETTLE = "park-settle"


@dataclass(frozen=True)
class ParkPlace:
    """Where words are typed: `parked` is what they are about, empty for something new."""

    mode: ParkMode = ParkMode.NEW
    parked: str = ""


@dataclass(frozen=True)
class BegunParking:
    """Words in the line; `note` and `element` are where something new comes from, `by` the name as it is typed.

    `was` is what a change began from, None when that is not known.
    """

    words: str = ""
    note: str = ""
    element: str = ""
    by: str = ""
    was: str | None = None


_NOTE, _ELEMENT, _BY = "park-note", "park-element", "park-by"


def as_words(begun: Mapping[ParkPlace, BegunParking]) -> dict[str, str]:
    """What is begun as words by named place, to be kept in a file."""
    return dict(_pairs(begun))


def _pairs(begun: Mapping[ParkPlace, BegunParking]) -> Iterator[tuple[str, str]]:
    for place, one in begun.items():
        yield f"{place.mode}:{place.parked}", one.words
        if place.mode is ParkMode.NEW:
            about = ((_NOTE, one.note), (_ELEMENT, one.element), (_BY, one.by.strip()))
            yield from ((f"{name}:", value) for name, value in about if value)


def from_words(words: Mapping[str, str]) -> dict[ParkPlace, BegunParking]:
    """The same back again; what is not about the parking list is left out."""
    found: dict[ParkPlace, BegunParking] = {}
    for name, text in words.items():
        mode, _, parked = name.partition(":")
        if mode == ParkMode.NEW:
            about = (words.get(f"{part}:", "") for part in (_NOTE, _ELEMENT, _BY))
            found[ParkPlace()] = BegunParking(text, *about)
        elif mode in (ParkMode.CHANGE, ParkMode.SETTLE):
            found[ParkPlace(ParkMode(mode), parked)] = BegunParking(text)
    return found
