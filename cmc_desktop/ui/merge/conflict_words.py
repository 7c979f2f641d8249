"""Own words that are typed to settle conflicts, until they are stored or dropped: they outlive the page."""

from __future__ import annotations

from collections.abc import Container, Iterable, Mapping

#: how the place of such words is called among others that are not stored
_PLACE = "conflict "


class ConflictWords:
    """Words by the id of the conflict they are for."""

    def __init__(self) -> None:
        self._words: dict[str, str] = {}
        #: what was let go of when its conflict was settled, by how that stood, in case it is taken back: the same field
        #: may be in conflict about something else another time
        self._put_by: dict[str, str] = {}
        #: how a conflict stood whose words are held again because that was taken back, and the words
        self._came_up: dict[str, tuple[str, str]] = {}

    def of(self, conflict: str) -> str:
        """What was typed for a conflict; empty when nothing."""
        return self._words.get(conflict, "")

    def type(self, conflict: str, words: str) -> None:
        """Hold what is typed; nothing but blanks is not held."""
        if words.strip():
            self._words[conflict] = words
        else:
            self.drop(conflict)

    def drop(self, conflict: str) -> None:
        """They are not wanted."""
        self._words.pop(conflict, None)

    def put_by(self, conflict: str, standing: str) -> None:
        """A conflict that stands like this is settled, by them or in another way; they are not wanted unless it opens
        again."""
        words = self._words.pop(conflict, "")
        self._came_up.pop(conflict, None)
        if words:
            self._put_by[standing] = words

    def take_up(self, opened: Mapping[str, str]) -> None:
        """Hold the words again that were put by for conflicts which are open, unless others are held for them; `opened`
        tells, by conflict, how it stands."""
        for conflict, standing in opened.items():
            words = self._put_by.pop(standing, "")
            if words and not self.of(conflict):
                self._words[conflict] = words
                self._came_up[conflict] = standing, words

    def put_by_again(self, settled: Iterable[str]) -> None:
        """These conflicts are settled again as they were. Words that came up when that was taken back go with it; what
        was typed since, or never went with it, is held on."""
        for conflict in settled:
            standing, words = self._came_up.get(conflict, ("", ""))
            if words and self.of(conflict) == words:
                self.put_by(conflict, standing)

    def without(self, still_open: Container[str]) -> dict[str, str]:
        """Words for conflicts that are not open any more, by conflict; they are held on."""
        return {conflict: words for conflict, words in self._words.items() if conflict not in still_open}

    def unstored_words(self) -> dict[str, str]:
        """All of it, by the place where it is typed."""
        return {f"{_PLACE}{conflict}": words for conflict, words in self._words.items()}

    def bring_back(self, words: Mapping[str, str]) -> None:
        """Hold such words again; places that belong to others are left alone."""
        for place, typed in words.items():
            if place.startswith(_PLACE):
                self.type(place.removeprefix(_PLACE), typed)
