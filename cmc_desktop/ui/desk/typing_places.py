"""All places of the desk where words are typed, so that none of them is forgotten when something else happens."""

from __future__ import annotations

from collections.abc import Mapping, Sequence
from typing import Protocol


class TypingPlace(Protocol):
    """A part of the desk that holds words which may not be stored yet."""

    def unstored_words(self) -> dict[str, str]:
        """Words that are not stored as they stand now, by the place where they are typed; nothing is done to them."""
        ...

    def bring_back(self, words: Mapping[str, str]) -> None:
        """Put such words where they were typed; places that belong to others are left alone."""
        ...

    def finish_typing(self) -> None:
        """Store what is being typed, as far as the rules let it in."""
        ...


class TypingPlaces:
    """Several places as one."""

    def __init__(self, places: Sequence[TypingPlace]) -> None:
        self._places = tuple(places)

    def unstored_words(self) -> dict[str, str]:
        words: dict[str, str] = {}
        for place in self._places:
            words |= place.unstored_words()
        return words

    def bring_back(self, words: Mapping[str, str]) -> None:
        for place in self._places:
            place.bring_back(words)

    def finish_typing(self) -> None:
        for place in self._places:
            place.finish_typing()
