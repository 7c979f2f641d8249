"""What the name of somebody on a roster is made of: its words, what people call them, what may be a part of it."""

from __future__ import annotations

import re
from dataclasses import dataclass

from cmc_desktop.model.domain.name_folding import folded_name
from cmc_desktop.model.domain.name_words import DOTTED_TITLES, NAMES_OR_PARTICLES, PARTICLES, SUFFIXES, TITLES

_BRACKETS = re.compile(r"\(([^)]*)\)|\[([^\]]*)\]")
_QUOTES = "\"'“”„‟‘’‚‛«»‹›`"
#: "O’Hanlon": before the apostrophe stands no name of its own
_APOSTROPHES = "'’‘ʼʻ`´"


@dataclass(frozen=True, slots=True)
class NameParts:
    """`words` of a name in the order they are said, without titles; `nicknames` stood within it in brackets or quotes.

    `perhaps` may name the person and may be something else, such as what stands in brackets behind a name.
    """

    words: tuple[str, ...]
    nicknames: tuple[str, ...] = ()
    perhaps: tuple[str, ...] = ()

    @property
    def telling(self) -> tuple[str, ...]:
        """The words that mean the person when they stand alone: no particle before another word."""
        last = len(self.words) - 1
        return tuple(word for place, word in enumerate(self.words) if not self._is_particle(word, place, last))

    @property
    def unsure(self) -> tuple[str, ...]:
        """Words that may mean the person, or nobody."""
        inner = (word for word in self.words[1:-1] if folded_name(word) in NAMES_OR_PARTICLES and not word.islower())
        return (*self.perhaps, *inner)

    @staticmethod
    def _is_particle(word: str, place: int, last: int) -> bool:
        plain = folded_name(word)
        if place == last or plain not in PARTICLES | NAMES_OR_PARTICLES:
            return False
        return plain in PARTICLES or place > 0 or word.islower()


def parts_of(name: str) -> NameParts:
    """What `name` is made of, "Surname, First" put right; no words for what is no name."""
    nicknames: list[str] = []
    perhaps: list[str] = []

    def bracket(match: re.Match[str]) -> str:
        inner = _tokens(match[1] or match[2] or "")
        within = match.start() > 0 and _tokens(name[match.end() :])
        if len(inner) == 1 and within and not inner[0][0].islower():
            nicknames.append(inner[0])
        else:
            perhaps.extend(word for word in inner if word.isalpha() and not word[0].islower())
        return " "

    bare = _BRACKETS.sub(bracket, name)
    before, comma, behind = bare.partition(",")
    if comma and behind.strip():
        bare = f"{behind} {before}"
    raw = bare.split()
    quoted = [word for word in raw[1:-1] if word[0] in _QUOTES and word[-1] in _QUOTES and len(word) > 2]
    nicknames += _tokens(" ".join(quoted))
    tokens = _tokens(" ".join(word for word in raw if word not in quoted), keep_dots=True)
    return NameParts(tuple(word.strip(".") for word in _without_titles(tokens)), tuple(nicknames), tuple(perhaps))


def pieces_of(word: str) -> list[str]:
    """The parts of a word with hyphens, and what stands behind its apostrophe; none of a word without."""
    pieces = [piece for piece in re.split(r"[-‐-―]", word) if _has_letters(piece)]
    found = pieces if len(pieces) > 1 else []
    behind = [re.split(f"[{_APOSTROPHES}]", piece)[-1] for piece in pieces]
    return [*found, *(piece for piece in behind if len(piece) > 2 and piece not in pieces and _has_letters(piece))]


def _has_letters(word: str) -> bool:
    return any(map(str.isalnum, folded_name(word)))


def _tokens(words: str, *, keep_dots: bool = False) -> list[str]:
    signs = ",;:" + _QUOTES + ("" if keep_dots else ".")
    found = (word.strip(signs) for word in words.split())
    return [word for word in found if _has_letters(word)]


def _without_titles(tokens: list[str]) -> list[str]:
    """The words between the titles; of what is nothing but titles, the last."""
    kept = list(tokens)
    while len(kept) > 1 and (_is_title(kept[0], TITLES) or folded_name(kept[0]).strip(".") in SUFFIXES):
        kept.pop(0)
    while len(kept) > 1 and _is_title(kept[-1], SUFFIXES):
        kept.pop()
    return kept


def _is_title(token: str, titles: frozenset[str]) -> bool:
    plain = folded_name(token)
    return plain.strip(".") in titles or (plain.endswith(".") and plain.strip(".") in DOTTED_TITLES)
