"""Words begun for answers that were not given yet, by person and kind of answer."""

from __future__ import annotations

from collections.abc import Mapping


class BegunAnswers:
    """Nothing that was typed in the roll call is lost: it comes back when the person is asked again."""

    def __init__(self) -> None:
        self._begun: dict[str, dict[str, str]] = {}

    def of(self, person: str) -> dict[str, str]:
        """What was begun for a person, by kind of answer; what is put into it is kept."""
        return self._begun.setdefault(person, {})

    def by_place(self) -> dict[str, str]:
        """All of it, by 'answer:PERSON:KIND'."""
        return {
            f"answer:{person}:{kind}": text for person, kinds in self._begun.items() for kind, text in kinds.items()
        }

    def bring_back(self, words: Mapping[str, str]) -> None:
        """Take up what `by_place` gave; other places are somebody else's."""
        for place, text in words.items():
            kind_of_place, _, rest = place.partition(":")
            person, _, kind = rest.rpartition(":")
            if kind_of_place == "answer" and person:
                self.of(person)[kind] = text
