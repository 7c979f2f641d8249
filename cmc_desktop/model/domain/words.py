"""How words are compared when they are looked for: in notes, titles and cities alike, and where found ones are marked.

The word index of the notes keeps the same rule on its side: words of letters and digits, without case and accents.
"""

from __future__ import annotations

import re
import unicodedata
from collections.abc import Iterable, Iterator

#: letters and digits, and accents that stand as characters of their own
_WORD = re.compile(r"(?:[^\W_]|[\u0300-\u036f])+")


def words_in(text: str) -> list[str]:
    """The words of `text` as they are written; punctuation is no word."""
    return [text[start:end] for start, end in spans_in(text)]


def spans_in(text: str) -> Iterator[tuple[int, int]]:
    """Where the words of `text` begin and end."""
    return (match.span() for match in _WORD.finditer(text) if folded(match.group()))


def folded(word: str) -> str:
    """A word as it is compared: without case and accents. A letter never becomes two: ß stays ß, as in the index."""
    bare = (char for char in unicodedata.normalize("NFD", word) if not unicodedata.combining(char))
    return "".join(small if len(small := char.casefold()) == 1 else char.lower() for char in bare)


def begins_one_of(beginning: str, words: Iterable[str]) -> bool:
    """Whether one of `words` begins with `beginning`."""
    wanted = folded(beginning)
    return any(folded(word).startswith(wanted) for word in words)
