"""How texts and names are folded to be compared, and what counts as a letter of them.

Folded are letters without case, accents, invisible signs and widths: it does not matter how a text is composed.
"""

from __future__ import annotations

import unicodedata
from functools import cache, lru_cache

#: letters that are no letter with a sign, and what a name is written with where the keyboard has them not
_PLAIN = str.maketrans(
    {"ø": "o", "ł": "l", "đ": "d", "ð": "d", "þ": "th", "æ": "ae", "œ": "oe", "ı": "i", "ħ": "h", "ʼ": "'", "ʻ": "'"}
)
_SPACELESS = ("CJK", "HIRAGANA", "KATAKANA", "THAI", "LAO", "KHMER", "MYANMAR", "TIBETAN", "HANGUL")
_RIGHT_TO_LEFT = ("ARABIC", "HEBREW")
#: the first script in which vowels are signs of their own begins here
_SIGNS_FROM = 0x0900


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


@lru_cache(maxsize=4096)
def folded_name(text: str) -> str:
    """The folded text."""
    return folded_with_places(text)[0]


def count_letters(token: str) -> int:
    """How many letters a word has, with the vowels that are signs beside letters, as in Devanagari."""
    return sum(char.isalnum() or unicodedata.category(char)[0] == "M" for char in folded_name(token))


def is_spaceless(token: str) -> bool:
    """Whether the script puts no spaces between words."""
    return _script(token, _SPACELESS)


def is_right_to_left(token: str) -> bool:
    """Whether it is Arabic or Hebrew, which write small words on to the one behind them."""
    return _script(token, _RIGHT_TO_LEFT)


@lru_cache(maxsize=4096)
def _script(token: str, scripts: tuple[str, ...]) -> bool:
    # Asking for names is slow, and no letter before Hebrew's has one of these.
    letters = (char for char in token if char >= "\u0590" and char.isalpha())
    return any(unicodedata.name(char, "").startswith(scripts) for char in letters)


def word_sign(token: str) -> str:
    """The expression for one character of a word in the script of `token`."""
    has_signs = any(ord(char) >= _SIGNS_FROM and not unicodedata.category(char).startswith("P") for char in token)
    return _with_vowel_signs() if has_signs else r"[^\W_]"


@cache
def _with_vowel_signs() -> str:
    """Letters, digits, and the signs that stand beside letters in scripts such as Devanagari."""
    signs = "".join(
        chr(code)
        for code in (*range(_SIGNS_FROM, 0x1D00), *range(0xA800, 0xAC00))
        if unicodedata.category(chr(code)).startswith("M") and not unicodedata.combining(chr(code))
    )
    return f"(?:[^\\W_]|[{signs}])"
