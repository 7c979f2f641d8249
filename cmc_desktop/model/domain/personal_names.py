"""Finds people's names in what was typed, however they are written, and puts something else in their place.

Two measures hold. In talk (minutes, answers, remarks) a first name or a surname alone means the person. In words that
people agreed on it may mean something else ("Green roofs"), so only whole names are found there, and `Found.left`
tells what was not touched.

Compared are folded letters: without case, accents, invisible signs and widths, so it does not matter how a text is
composed. Names may run over line ends and double spaces, stand as "Surname, First", with an initial, in a possessive,
in a handle or an e-mail address. Scripts that put no spaces between words are searched for the name alone.
"""

from __future__ import annotations

import re
from collections.abc import Callable, Iterable, Iterator, Sequence
from dataclasses import dataclass, replace

from cmc_desktop.model.domain.name_fits import Fit
from cmc_desktop.model.domain.name_folding import fold, folded_name, folded_with_places
from cmc_desktop.model.domain.name_forms import LEAST, Form, email_parts, forms_of

_EMAIL = re.compile(r"[\w.+\-]+@[\w\-]+(?:\.[\w\-]+)+")


@dataclass(frozen=True, slots=True)
class Named:
    """Somebody's name and what is to stand in its place."""

    name: str
    label: str


@dataclass(frozen=True, slots=True)
class Found:
    """`text` with `count` names replaced; `left` are words that may be names and were not touched, once per place."""

    text: str
    count: int = 0
    left: tuple[str, ...] = ()


class NameFinder:
    """Knows how `people` are called. `several` is what stands for a name that more than two of them bear."""

    def __init__(self, people: Iterable[Named], *, several: str, either: Callable[[str, str], str]) -> None:
        people = [one for one in people if one.name.strip()]
        forms = _of_each_pattern([form for one in people for form in forms_of(one.name, one.label)], several, either)
        self._talk = _Search(forms)
        self._agreed = _Search([form for form in forms if form.agreed])
        self._emails = [(part, one.label) for one in people for part in email_parts(one.name)]

    def talk(self, text: str) -> Found:
        """What people said or wrote in passing: parts of names count as well."""
        return self._with(text, self._talk)

    def agreed(self, text: str) -> Found:
        """Words that people agreed on: whole names only."""
        found = self._with(text, self._agreed)
        hits, left = self._talk.hits(found.text)
        named = (found.text[start:end] for start, end, _ in hits)
        return Found(found.text, found.count, (*named, *left))

    def named_in(self, text: str) -> frozenset[str]:
        """What of `text` names somebody in talk, folded."""
        addresses = (text[start:end] for start, end, _ in (self._addresses(text) if "@" in text else ()))
        hits = (text[start:end] for start, end, _ in self._talk.hits(text)[0])
        return frozenset(map(folded_name, (*addresses, *hits)))

    def _with(self, text: str, search: _Search) -> Found:
        hits, left = search.hits(text)
        emails = list(self._addresses(text)) if "@" in text else []
        if not hits and not emails:
            return Found(text, 0, left)
        pieces, place = [], 0
        for start, end, label in _apart([*emails, *hits]):
            pieces += [text[place:start], label]
            place = end
        return Found("".join([*pieces, text[place:]]), len(pieces) // 2, left)

    def _addresses(self, text: str) -> Iterator[tuple[int, int, str]]:
        for match in _EMAIL.finditer(text):
            local = folded_with_places(match.group().partition("@")[0])[0]
            words = re.split(r"[._+\-\d]+", local)
            for part, label in self._emails:
                if (len(part) > LEAST and part in local) or part in words:
                    yield (*match.span(), label)
                    break


class _Search:
    """Many forms; for a text only those are looked for whose words are in it, and made ready only then."""

    def __init__(self, forms: Sequence[Form]) -> None:
        self._forms = sorted(forms, key=lambda form: -form.weight)
        self._by_key: dict[str, set[int]] = {}
        for place, form in enumerate(self._forms):
            for key in form.keys:
                self._by_key.setdefault(key, set()).add(place)
        self._ready: dict[int, re.Pattern[str]] = {}

    def hits(self, text: str) -> tuple[list[tuple[int, int, str]], tuple[str, ...]]:
        """(start, end, label) of each name, in order; and the words that may be names."""
        folded, places = folded_with_places(text)
        wanted = {place for key, at in self._by_key.items() if key in folded for place in at}
        hits, passed = [], []
        for form, begin, behind in self._matches(folded, sorted(wanted)):
            start, end = places[begin], places[behind - 1] + 1
            while end < len(text) and not fold(text[end]):
                end += 1
            fit = form.fits(text, start, end)
            if fit is Fit.NAME:
                hits.append((start, end, form.label))
            elif fit is Fit.PERHAPS:
                passed.append(text[start:end])
        return hits, tuple(passed)

    def _matches(self, folded: str, wanted: list[int]) -> Iterator[tuple[Form, int, int]]:
        """What is found of the `wanted` forms, and where in the folded text: the first, of those the weightiest."""
        ahead = {place: match for place in wanted if (match := self._expression(place).search(folded))}
        while ahead:
            place = min(ahead, key=lambda one: (ahead[one].start(), one))
            found = ahead[place]
            yield self._forms[place], *found.span(1)
            for other in [one for one, match in ahead.items() if match.start() < found.end()]:
                if again := self._expression(other).search(folded, found.end()):
                    ahead[other] = again
                else:
                    del ahead[other]

    def _expression(self, place: int) -> re.Pattern[str]:
        if place not in self._ready:
            self._ready[place] = re.compile(self._forms[place].pattern)
        return self._ready[place]


def _of_each_pattern(forms: list[Form], several: str, either: Callable[[str, str], str]) -> list[Form]:
    """One form for each pattern: names that people share stand for each of them."""
    by_pattern: dict[str, list[Form]] = {}
    for form in forms:
        by_pattern.setdefault(form.pattern, []).append(form)
    found = []
    for same in by_pattern.values():
        labels = list(dict.fromkeys(form.label for form in same))
        label = labels[0] if len(labels) == 1 else either(*labels) if len(labels) == 2 else several
        first = same[0]
        found.append(replace(first, label=label, agreed=any(form.agreed for form in same)))
    return found


def _apart(hits: list[tuple[int, int, str]]) -> Iterator[tuple[int, int, str]]:
    """The hits in order, the longer one where two meet."""
    place = 0
    for start, end, label in sorted(hits, key=lambda hit: (hit[0], -hit[1])):
        if start >= place:
            yield start, end, label
            place = end
