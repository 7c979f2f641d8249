"""Which words of a text a search has found, as the word index sees them: by their beginning, accents aside."""

from __future__ import annotations

import re
import unicodedata
from collections.abc import Iterable
from dataclasses import dataclass

_WORD = re.compile(r"[^\W_]+")
_LEAD = 14


@dataclass(frozen=True, slots=True)
class Marked:
    """A text of one line with (start, length) stretches to be marked, counted in Python characters."""

    text: str
    marks: tuple[tuple[int, int], ...] = ()

    def __add__(self, other: Marked) -> Marked:
        shift = len(self.text)
        return Marked(self.text + other.text, self.marks + tuple((at + shift, n) for at, n in other.marks))


def marked(text: str, terms: Iterable[str], *, inside: bool = False) -> Marked:
    """`text` on one line, with every word marked that begins with a word of `terms`, or has it `inside`."""
    text = " ".join(text.split())
    wanted = tuple(_folded(word) for term in terms for word in _WORD.findall(term))
    if not wanted:
        return Marked(text)
    found = [match.span() for match in _WORD.finditer(text) if _fits(_folded(match.group()), wanted, inside)]
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


def _fits(word: str, wanted: tuple[str, ...], inside: bool) -> bool:
    return any(one in word for one in wanted) if inside else word.startswith(wanted)


def _folded(word: str) -> str:
    plain = unicodedata.normalize("NFD", word)
    return "".join(char for char in plain if not unicodedata.combining(char)).casefold()
