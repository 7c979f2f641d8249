"""Which words of a text a search has found: those that begin with a word looked for, accents aside,
and those of a phrase in quotation marks."""

from __future__ import annotations

from collections.abc import Iterable
from dataclasses import dataclass

from cmc_desktop.model.domain.words import phrase_spans, phrases_in

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
    """`text` on one line, with every word marked that a search for `terms` finds."""
    text = " ".join(text.split())
    phrases = [phrase for term in terms for phrase in phrases_in(term)]
    if not phrases:
        return Marked(text)
    return Marked(text, tuple((start, end - start) for start, end in phrase_spans(text, phrases)))


def excerpt(text: str, terms: Iterable[str]) -> Marked:
    """`text` from a little before its first marked word on, so that the word is seen in a narrow column."""
    whole = marked(text, terms)
    first = whole.marks[0][0] if whole.marks else 0
    if first <= 2 * _LEAD:
        return whole
    start = whole.text.rfind(" ", 0, first - _LEAD) + 1
    lead = Marked("… ")
    return lead + Marked(whole.text[start:], tuple((at - start, n) for at, n in whole.marks))
