"""Which words of a text a search has found: those that begin with a word looked for, accents aside."""

from __future__ import annotations

from collections.abc import Iterable
from dataclasses import dataclass

from cmc_desktop.model.domain.words import folded, spans_in, words_in

_LEAD = 14


@dataclass(frozen=True, slots=True)
class Marked:
    """A text of one line with (start, length) stretches to be marked, counted in Python characters."""

    text: str
    marks: tuple[tuple[int, int], ...] = ()

    def __add__(self, other: Marked) -> Marked:
        shift = len(self.text)
        return Marked(self.text + other.text, self.marks + tuple((at + shift, n) for at, n in other.marks))


def marked(text: str, terms: Iterable[str]) -> Marked:
    """`text` on one line, with every word marked that begins with a word of `terms`."""
    text = " ".join(text.split())
    wanted = tuple(folded(word) for term in terms for word in words_in(term))
    if not wanted:
        return Marked(text)
    found = [(start, end) for start, end in spans_in(text) if folded(text[start:end]).startswith(wanted)]
    return Marked(text, tuple((start, end - start) for start, end in found))


def excerpt(text: str, terms: Iterable[str]) -> Marked:
    """`text` from a little before its first marked word on, so that the word is seen in a narrow column."""
    whole = marked(text, terms)
    first = whole.marks[0][0] if whole.marks else 0
    if first <= 2 * _LEAD:
        return whole
    start = whole.text.rfind(" ", 0, first - _LEAD) + 1
    lead = Marked("… ")
    return lead + Marked(whole.text[start:], tuple((at - start, n) for at, n in whole.marks))
