"""The ways a name is written, each as an expression for folded text."""

from __future__ import annotations

import re
import unicodedata
from collections.abc import Callable, Iterable, Iterator
from dataclasses import dataclass

from cmc_desktop.model.domain.name_fits import Fit, always, at_most, capital, just_so, of_a_handle
from cmc_desktop.model.domain.name_folding import (
    count_letters,
    folded_name,
    is_right_to_left,
    is_spaceless,
    word_sign,
)
from cmc_desktop.model.domain.name_parts import NameParts, parts_of, pieces_of
from cmc_desktop.model.domain.name_words import ORDINARY

_SPELT_OUT = {"ä": "ae", "ö": "oe", "ü": "ue", "å": "aa", "ø": "oe"}
#: small words that are written on to the one behind them
_PROCLITICS = "(?:[وف]?[بلك]?(?:ال)?|[ושהבלכמ]{1,2})"
_BETWEEN = r"[\s.,_'‘’`´·•\-‐-―]"
_INITIAL = r"(?:[^\W\d_]\.?\s+)?"
#: a part of a name of fewer letters means its bearer only as it is written
LEAST = 3
#: a part of at least so many letters means its bearer with a case ending as well
_BENDS = 4
#: letters at the end of a name that give way to an ending, and consonants that swallow the e before them
_GIVES_WAY = frozenset("aeiouyаеёиоуыэюяαεηιουω")
_SWALLOWS = re.compile("[eео][lrkcлркц]$")
#: a part of a name, weighed below every name that stands just as it is
_BENT = -1000


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
    fits: Callable[[str, int, int], Fit]
    agreed: bool


def forms_of(name: str, label: str) -> Iterator[Form]:
    """The ways in which `name` may stand in a text; none for what is no name."""
    parts = parts_of(name)
    orders: dict[tuple[str, ...], None] = {}
    if len(parts.words) > 1:
        orders |= dict.fromkeys(_orders(parts))
    yield from (_whole(order, label) for order in orders)
    only = len(parts.words) == 1
    for word in (*parts.telling, *parts.nicknames):
        yield from _alone(word, label, only=only and word in parts.words)
    for word in parts.unsure:
        yield from (_unsure(form) for form in _alone(word, label, only=False))
    yield from _short_hands(parts, label)


def email_parts(name: str) -> list[str]:
    """What of a name betrays it in an e-mail address: its words, those with a hyphen whole and in parts."""
    parts = parts_of(name)
    words = (piece for word in (*parts.telling, *parts.nicknames) for piece in (word, *pieces_of(word)))
    found = ("".join(filter(str.isalnum, spelt)) for word in words for spelt in _spellings(word))
    return [part for part in dict.fromkeys(found) if len(part) > 1]


def _orders(parts: NameParts) -> Iterator[tuple[str, ...]]:
    """The ways a name of several words is written whole."""
    words = parts.words
    first, *_, last = words
    yield words
    yield (last, *words[:-1])
    yield (first, last)
    yield (last, first)
    for nickname in parts.nicknames:
        yield (nickname, last)
        yield (last, nickname)
    for place in range(1, len(words)):
        # A surname of several words stands before the first names as a whole.
        yield (*words[place:], *words[:place])
    if not is_spaceless(first) and count_letters(last) >= LEAST:
        yield (f"{first[0]}.", last)
        yield (last, f"{first[0]}.")


def _whole(words: tuple[str, ...], label: str) -> Form:
    close = all(is_spaceless(word) or count_letters(word) >= LEAST for word in words)
    *before, last = words
    pieces = [_before_another(word, close=close) for word in before]
    # Other languages add case endings to names: they go with it.
    ending = "" if is_spaceless(last) else r"\." if last.endswith(".") else f"{word_sign(last)}*"
    start = "" if is_spaceless(words[0]) else f"(?<!{word_sign(words[0])})"
    if is_right_to_left(words[0]):
        start = _PROCLITICS
    pattern = f"{start}({''.join([*pieces, _words(last)])}{ending})"
    weight = 1000 + sum(count_letters(word) for word in words)
    return Form(pattern, _keys(max(words, key=len)), weight, label, always, agreed=True)


def _before_another(word: str, *, close: bool) -> str:
    """A word of a whole name and what may stand behind it: signs, spaces, an initial, or a case ending and a space."""
    dot = r"\." if word.endswith(".") else ""
    plain = f"{_words(word)}{dot}{_BETWEEN}{{{0 if close else 1},8}}{_INITIAL}"
    if dot or is_spaceless(word) or count_letters(word) < LEAST:
        return plain
    return f"(?:{plain}|{_words(word)}{word_sign(word)}{{1,4}}{_BETWEEN}{{1,8}})"


def _alone(word: str, label: str, *, only: bool) -> Iterator[Form]:
    """A part of a name by itself; `only` when it is all of the name."""
    for part in dict.fromkeys([word, *pieces_of(word)]):
        letters, plain = count_letters(part), folded_name(part)
        if letters < 2 and not only:
            continue
        agreed = only and part == word and plain not in ORDINARY
        yield Form(_alone_pattern(part), _keys(part), letters, label, _fits_alone(part), agreed=agreed)
        if letters == 2 and not is_spaceless(part):
            # "Li-ion": the name begins another word
            yield Form(f"(?<!{word_sign(part)})({_words(part)})(?=[-‐‑])", _keys(part), 0, label,
                       at_most(Fit.PERHAPS, just_so(part)), agreed=False)  # fmt: skip
        yield from _bent(part, label)


def _alone_pattern(part: str) -> str:
    words, word = _words(part), word_sign(part)
    if is_spaceless(part):
        return f"({words})"
    if is_right_to_left(part):
        return f"(?<!{word}){_PROCLITICS}({words})(?!{word})"
    if count_letters(part) < LEAST:
        return f"(?<!{word})(?<!{word}[-‐‑])({words})(?!{word}|[-‐‑]{word})"
    genitive = "s?" if count_letters(part) > LEAST else ""
    return f"(?<!{word})({words})(?={genitive}(?!{word}))"


def _fits_alone(part: str) -> Callable[[str, int, int], Fit]:
    """Very short names have to be written just so, ordinary words with a capital letter."""
    if is_spaceless(part):
        return always
    ordinary = folded_name(part) in ORDINARY
    if count_letters(part) < LEAST:
        return just_so(part, ordinary=ordinary)
    return capital if ordinary else always


def _bent(part: str, label: str) -> Iterator[Form]:
    """A part of a name with a case ending, and without the end that gives way to one."""
    letters, ordinary = count_letters(part), folded_name(part) in ORDINARY
    if letters < LEAST or is_spaceless(part):
        return
    most = Fit.PERHAPS if ordinary or letters < _BENDS else Fit.NAME
    yield _bent_form(part, label, most, small=not ordinary and letters >= _BENDS)
    if not ordinary:
        for stem in _stems(part):
            yield _bent_form(stem, label, Fit.PERHAPS, small=False)


def _bent_form(stem: str, label: str, most: Fit, *, small: bool) -> Form:
    """`small` tells of words in small letters too: they may be names."""
    letters, word = count_letters(stem), word_sign(stem)
    before = _PROCLITICS if is_right_to_left(stem) else ""
    pattern = f"(?<!{word}){before}({_words(stem)}{word}{{1,{4 if letters >= _BENDS else 3}}})(?!{word})"

    def fits(text: str, start: int, end: int) -> Fit:
        if text[start].islower() and not small:
            return Fit.NO
        return min(most, capital(text, start, end))

    return Form(pattern, _keys(stem), _BENT + letters, label, fits, agreed=False)


def _stems(part: str) -> Iterable[str]:
    """What is left of a name when an ending takes the place of its own: Katarín-, Pavl-, Virta-, Γιώργ-."""
    part = unicodedata.normalize("NFC", part)
    plain = folded_name(part)
    if len(plain) != len(part) or not plain.isalpha():
        return
    found = []
    if plain[-1] in _GIVES_WAY:
        found.append(part[:-1])
    if plain[-1] in "sσ" and plain[-2] in _GIVES_WAY:
        found.append(part[:-2])
    if _SWALLOWS.search(plain):
        found.append(part[:-2] + part[-1])
    if plain.endswith("nen"):
        found.append(part[:-3] + "s")
    yield from (stem for stem in found if count_letters(stem) >= LEAST)


def _unsure(form: Form) -> Form:
    return Form(form.pattern, form.keys, form.weight + 2 * _BENT, form.label, at_most(Fit.PERHAPS, form.fits),
                agreed=False)  # fmt: skip


def _short_hands(parts: NameParts, label: str) -> Iterator[Form]:
    """Handles made of a name and an initial, "@annam", and the initials of who is called by them, "J. R."."""
    words = parts.words
    initials = [word for word in words if len(word) == 1]
    if len(initials) > 1 and words[: len(initials)] == tuple(initials):
        together = "".join(initials)
        yield Form(_alone_pattern(together), _keys(together), 1, label, just_so(together), agreed=False)
    if len(words) < 2 or not all(folded_name(word).isalpha() and word.isalpha() for word in (words[0], words[-1])):
        return
    for first in (words[0], *parts.nicknames):
        last = words[-1]
        if is_spaceless(first) or min(count_letters(first), count_letters(last)) < LEAST:
            continue
        for one, other in ((_words(first), folded_name(last)[0]), (folded_name(first)[0], _words(last))):
            pattern = rf"(?<![^\W_])({one}[._-]?{other})(?![^\W_])"
            key = _keys(first if other == folded_name(last)[0] else last)
            yield Form(pattern, key, 500, label, of_a_handle, agreed=False)


def _spellings(token: str) -> list[str]:
    """A word folded, with its umlauts spelt out, and with spelt-out ones as umlauts; each of them once."""
    out = "".join(_SPELT_OUT.get(char.lower(), char) for char in unicodedata.normalize("NFC", token))
    back = re.sub("(?i)([aou])e", r"\1", token)
    return list(dict.fromkeys(map(folded_name, (token, out, back))))


def _words(token: str) -> str:
    """The expression for one word of a name, in which signs such as an apostrophe may be another or none."""
    spelt = [re.findall(f"{word_sign(token)}+", spelling) for spelling in _spellings(token)]
    return "(?:" + "|".join(f"{_BETWEEN}{{0,2}}".join(map(re.escape, parts)) for parts in spelt) + ")"


def _keys(token: str) -> tuple[str, ...]:
    return tuple(max(re.findall(f"{word_sign(token)}+", spelling), key=len) for spelling in _spellings(token))
