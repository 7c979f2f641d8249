"""Lines of minutes that were begun and are not stored: a new one, and one for each line that is being changed."""

from __future__ import annotations

from collections.abc import Iterator, Mapping
from dataclasses import dataclass

_NEW, _BY = "minute:", "minute-by:"


@dataclass(frozen=True)
class Begun:
    """What stands in the line: `by` is the name as it is typed, `refused` whether these words were refused already."""

    words: str = ""
    by: str = ""
    refused: bool = False


NOTHING = Begun()


class BegunMinutes:
    """What is begun, by the id of the line that is changed, empty for a new one; nothing where no words are."""

    def __init__(self) -> None:
        self._begun: dict[str, Begun] = {}

    def __getitem__(self, place: str) -> Begun:
        return self._begun.get(place, NOTHING)

    def put(self, place: str, begun: Begun) -> None:
        if begun.words.strip():
            self._begun[place] = begun
        else:
            self._begun.pop(place, None)

    def take(self, place: str) -> None:
        self._begun.pop(place, None)

    def places(self) -> list[str]:
        """Where something is begun."""
        return list(self._begun)

    def move(self, place: str, to: str) -> None:
        """Let what is begun at one place go on at another, below what is begun there."""
        begun, before = self._begun.pop(place), self[to]
        self.put(to, _below(before, begun))

    def as_words(self) -> dict[str, str]:
        """All of it as words by named place, to be kept in a file."""
        return dict(self._pairs())

    def _pairs(self) -> Iterator[tuple[str, str]]:
        for place, begun in self._begun.items():
            yield f"{_NEW}{place}", begun.words
            if begun.by.strip():
                yield f"{_BY}{place}", begun.by

    def take_in(self, words: Mapping[str, str]) -> None:
        """Put kept words back to their places, below what is begun there."""
        for name, text in words.items():
            if not name.startswith(_NEW):
                continue
            place = name.removeprefix(_NEW)
            self.put(place, _below(self[place], Begun(text, words.get(f"{_BY}{place}", ""))))


def _below(before: Begun, begun: Begun) -> Begun:
    words = f"{before.words}\n{begun.words}" if before.words else begun.words
    return Begun(words, before.by or begun.by, refused=True)
