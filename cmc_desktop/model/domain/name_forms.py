"""The ways a name is written, each as an expression for folded text, and how texts are folded to be compared.

Folded are letters without case, accents, invisible signs and widths: it does not matter how a text is composed.
"""

from __future__ import annotations

import re
import unicodedata
from collections.abc import Callable, Iterator
from dataclasses import dataclass
from functools import cache, lru_cache

from cmc_desktop.model.domain.name_words import ORDINARY, PARTICLES, TITLES

#: letters that are no letter with a sign, and what a name is written with where the keyboard has them not
_PLAIN = str.maketrans({"ø": "o", "ł": "l", "đ": "d", "ð": "d", "þ": "th", "æ": "ae", "œ": "oe", "ı": "i", "ħ": "h"})
_SPELT_OUT = {"ä": "ae", "ö": "oe", "ü": "ue", "å": "aa", "ø": "oe"}
_SPACELESS = ("CJK", "HIRAGANA", "KATAKANA", "THAI", "LAO", "KHMER", "MYANMAR", "TIBETAN", "HANGUL")
_RIGHT_TO_LEFT = ("ARABIC", "HEBREW")
#: small words that are written on to the one behind them
_PROCLITICS = "(?:[وف]?[بلك]?(?:ال)?|[ושהבלכמ]{1,2})"
_BETWEEN = r"[\s.,_'’`´·•\-‐-―]"
_INITIAL = r"(?:[^\W\d_]\.?\s+)?"
#: a part of a name of at least so many letters means its bearer when it stands alone
LEAST = 3
#: the first script in which vowels are signs of their own begins here
_SIGNS_FROM = 0x0900


@dataclass(frozen=True, slots=True)
class Form:
    """One way to write a name: `pattern` is a regular expression for folded text; every match has one of `keys` in it.

    `fits` looks at what stands in the text itself, as folding loses the case. Of forms that fit at one place the one
    with more `weight` is meant.
    """

    pattern: str
    keys: tuple[str, ...]
    weight: int
    label: str
    fits: Callable[[str], bool]
    agreed: bool


@lru_cache(maxsize=4096)
def fold(char: str) -> str:
    """A character as it is compared; empty for accents and for signs that are not seen."""
    if unicodedata.category(char) == "Cf":
        return ""
    bare = "".join(part for part in unicodedata.normalize("NFKD", char) if not unicodedata.combining(part))
    small = "".join(part for part in bare.casefold() if not unicodedata.combining(part)).translate(_PLAIN)
    # Put together again are only the syllables of Hangul, which are compared whole.
    return unicodedata.normalize("NFC", small)


def folded_with_places(text: str) -> tuple[str, list[int]]:
    """The folded text, and for each of its characters the place of the one it comes from."""
    if text.isascii():
        return text.lower(), list(range(len(text)))
    pairs = [(part, place) for place, char in enumerate(text) for part in fold(char)]
    return "".join(part for part, _ in pairs), [place for _, place in pairs]


def folded_name(text: str) -> str:
    """The folded text."""
    return folded_with_places(text)[0]


def forms_of(name: str, label: str) -> Iterator[Form]:
    """The ways in which `name` may stand in a text; none for what is no name."""
    tokens = _tokens(name)
    if len(tokens) > 1:
        yield from (_whole(order, label) for order in _orders(tokens))
    for token in tokens:
        yield from _alone(token, label, only=len(tokens) == 1)


def _tokens(name: str) -> list[str]:
    """The words of a name, "Surname, First" put right, without titles and what stands in brackets."""
    bare = re.sub(r"\([^)]*\)|\[[^\]]*\]", " ", name)
    before, comma, behind = bare.partition(",")
    if comma and behind.strip():
        bare = f"{behind} {before}"
    tokens = [token.strip(".,;:\"'“”„«»") for token in bare.split()]
    kept = [token for token in tokens if token and any(map(str.isalnum, folded_name(token)))]
    return [token for token in kept if folded_name(token) not in TITLES] or kept


def _orders(tokens: list[str]) -> Iterator[list[str]]:
    """The ways a name of several words is written whole."""
    first, *_, last = tokens
    yield tokens
    yield [last, *tokens[:-1]]
    yield [first, last]
    yield [last, first]
    for place in range(1, len(tokens)):
        # A surname of several words stands before the first names as a whole.
        yield [*tokens[place:], *tokens[:place]]
    if not _spaceless(first) and len(_letters(last)) >= LEAST:
        yield [f"{first[0]}.", last]
        yield [last, f"{first[0]}."]


def _whole(tokens: list[str], label: str) -> Form:
    close = all(_spaceless(token) or len(_letters(token)) >= LEAST for token in tokens)
    between = f"{_BETWEEN}{{{0 if close else 1},8}}{_INITIAL}"
    *before, last = tokens
    pieces = [_words(token) + (r"\." if token.endswith(".") else "") for token in before]
    # Other languages add case endings to names: they go with it.
    ending = "" if _spaceless(last) else r"\." if last.endswith(".") else f"{_word(last)}*"
    start = "" if _spaceless(tokens[0]) else f"(?<!{_word(tokens[0])})"
    if _script(tokens[0], _RIGHT_TO_LEFT):
        start = _PROCLITICS
    pattern = f"{start}({between.join([*pieces, _words(last)])}{ending})"
    weight = 1000 + sum(len(_letters(token)) for token in tokens)
    return Form(pattern, _keys(max(tokens, key=len)), weight, label, _any, agreed=True)


def _alone(token: str, label: str, *, only: bool) -> Iterator[Form]:
    """A part of a name by itself; `only` when it is all of the name."""
    for part in dict.fromkeys([token, *_pieces(token)]):
        letters, plain = len(_letters(part)), folded_name(part)
        if plain in PARTICLES or (plain in ORDINARY and letters < LEAST):
            continue
        if letters < (2 if _spaceless(part) else 1 if only else LEAST):
            continue
        agreed = only and part == token and plain not in ORDINARY
        yield Form(_alone_pattern(part), _keys(part), letters, label, _fits(part), agreed=agreed)


def _alone_pattern(part: str) -> str:
    words, word = _words(part), _word(part)
    if _spaceless(part):
        return f"({words})"
    if _script(part, _RIGHT_TO_LEFT):
        return f"(?<!{word}){_PROCLITICS}({words})(?!{word})"
    genitive = "s?" if len(_letters(part)) > LEAST else ""
    return f"(?<!{word})({words})(?={genitive}(?!{word}))"


def _fits(part: str) -> Callable[[str], bool]:
    """Very short names have to be written just so, ordinary words with a capital letter."""
    if _spaceless(part):
        return _any
    if len(_letters(part)) < LEAST:
        exact = unicodedata.normalize("NFC", part)
        return lambda text: unicodedata.normalize("NFC", text) == exact
    if folded_name(part) in ORDINARY:
        return lambda text: not text[0].islower()
    return _any


def _any(_text: str) -> bool:
    return True


def _spellings(token: str) -> list[str]:
    """A word folded, with its umlauts spelt out, and with spelt-out ones as umlauts; each of them once."""
    out = "".join(_SPELT_OUT.get(char.lower(), char) for char in unicodedata.normalize("NFC", token))
    back = re.sub("(?i)([aou])e", r"\1", token)
    return list(dict.fromkeys(map(folded_name, (token, out, back))))


def _words(token: str) -> str:
    """The expression for one word of a name, in which signs such as an apostrophe may be another or none."""
    spelt = [re.findall(f"{_word(token)}+", spelling) for spelling in _spellings(token)]
    return "(?:" + "|".join(f"{_BETWEEN}{{0,2}}".join(map(re.escape, parts)) for parts in spelt) + ")"


def _keys(token: str) -> tuple[str, ...]:
    return tuple(max(re.findall(f"{_word(token)}+", spelling), key=len) for spelling in _spellings(token))


def email_parts(name: str) -> list[str]:
    """What of a name betrays it in an e-mail address: its words, those with a hyphen whole and in parts."""
    words = (word for token in _tokens(name) for word in (token, *_pieces(token)))
    parts = ("".join(filter(str.isalnum, spelt)) for word in words for spelt in _spellings(word))
    return [part for part in parts if len(part) >= LEAST and part not in PARTICLES]


def _pieces(token: str) -> list[str]:
    """The parts of a word with hyphens; none of a word without."""
    pieces = [piece for piece in re.split(r"[-‐-―]", token) if piece]
    return pieces if len(pieces) > 1 else []


def _letters(token: str) -> str:
    return "".join(char for char in folded_name(token) if char.isalnum())


def _spaceless(token: str) -> bool:
    return _script(token, _SPACELESS)


def _script(token: str, scripts: tuple[str, ...]) -> bool:
    return any(unicodedata.name(char, "").startswith(scripts) for char in token if char.isalpha())


def _word(token: str) -> str:
    """The expression for one character of a word in the script of `token`."""
    return _with_vowel_signs() if any(ord(char) >= _SIGNS_FROM for char in token) else r"[^\W_]"


@cache
def _with_vowel_signs() -> str:
    """Letters, digits, and the signs that stand beside letters in scripts such as Devanagari."""
    signs = "".join(
        chr(code)
        for code in range(_SIGNS_FROM, 0xFFFF)
        if unicodedata.category(chr(code)).startswith("M") and not unicodedata.combining(chr(code))
    )
    return f"(?:[^\\W_]|[{signs}])"
