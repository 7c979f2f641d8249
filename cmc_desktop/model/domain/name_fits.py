"""Whether a word that has a name's letters is that name: its case tells, and where in a sentence it stands."""

from __future__ import annotations

import re
import unicodedata
from collections.abc import Callable
from enum import IntEnum

#: where a sentence begins, every word has a capital letter; "Ms. " ends none
_BEGINS = re.compile(r"(?:^|[.!?:;…\n])[\s\"'“”„‘’«»(\[¿¡–—-]*$")
_TITLE = re.compile(r"(?:^|\W)(?:dr|mr|ms|mrs|prof|st|hr|fr|sr|sra)\.\s*$", re.IGNORECASE)
#: what stands before a handle
_AT = "@~/"
#: so many characters tell where in a sentence a word stands
_LOOK_BACK = 24


class Fit(IntEnum):
    """Another word; perhaps the name, to be told of; the name."""

    NO = 0
    PERHAPS = 1
    NAME = 2


Fits = Callable[[str, int, int], Fit]


def always(_text: str, _start: int, _end: int) -> Fit:
    """However it is written."""
    return Fit.NAME


def capital(text: str, start: int, _end: int) -> Fit:
    """With a capital letter, or in a script that has none."""
    return Fit.PERHAPS if text[start].islower() else Fit.NAME


def just_so(part: str, *, ordinary: bool = False) -> Fits:
    """As it is on the roster; an `ordinary` word only within a sentence, where it would be written small otherwise."""
    exact = unicodedata.normalize("NFC", part)

    def fits(text: str, start: int, end: int) -> Fit:
        same = unicodedata.normalize("NFC", text[start:end]) == exact
        if not ordinary:
            return Fit.NAME if same else Fit.PERHAPS
        if not same or text[start].islower():
            return Fit.NO
        return Fit.PERHAPS if _begins_sentence(text, start) else Fit.NAME

    return fits


def at_most(most: Fit, fits: Fits) -> Fits:
    """As `fits`, but no surer than `most`."""
    return lambda text, start, end: min(most, fits(text, start, end))


def of_a_handle(text: str, start: int, end: int) -> Fit:
    """Behind an @, in a web address, or with the capital letters of two names: "AnnaM"."""
    if text[max(0, start - 1) : start] in tuple(_AT):
        return Fit.NAME
    word = text[start:end]
    inner = word[0].isupper() and any(char.isupper() for char in word[1:])
    return Fit.NAME if inner and not word.isupper() else Fit.PERHAPS if inner else Fit.NO


def _begins_sentence(text: str, start: int) -> bool:
    before = text[max(0, start - _LOOK_BACK) : start]
    return bool(_BEGINS.search(before)) and not _TITLE.search(before)
