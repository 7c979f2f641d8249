"""Compares a seal number that is typed with one on the screen, as it is typed."""

from __future__ import annotations

import re
from dataclasses import dataclass
from enum import Enum

from cmc_desktop.ui.saying import tr

_GROUP = 4
#: what people take for the digit beside it
_MEANT = str.maketrans({"O": "0", "I": "1", "L": "1"})


class Likeness(Enum):
    """What a typed number is to the one that is shown."""

    NOTHING = "nothing typed"
    SO_FAR = "the same so far"
    SAME = "the same"
    DIFFERENT = "different"


@dataclass(frozen=True, slots=True)
class Comparison:
    """`words` say it in a sentence; `same` groups agree, and `differing` is the group that does not, from 0, or -1."""

    likeness: Likeness
    words: str
    same: int = 0
    differing: int = -1


def compared(typed: str, number: str) -> Comparison:
    """`typed` beside the seal number `number`; spaces, signs between the digits and case do not count."""
    digits = re.sub(r"[\W_]", "", typed).upper().translate(_MEANT)
    wanted = number.replace(" ", "").upper()
    if not digits:
        return Comparison(Likeness.NOTHING, "")
    agreeing = next((place for place, pair in enumerate(zip(digits, wanted, strict=False)) if pair[0] != pair[1]), -1)
    if agreeing < 0 and len(digits) <= len(wanted):
        return _agreeing(len(digits), len(wanted))
    if agreeing < 0:
        words = tr("Different: there is more typed than the number has.")
        return Comparison(Likeness.DIFFERENT, words, len(wanted) // _GROUP)
    group = agreeing // _GROUP
    start = group * _GROUP
    words = tr(
        "Different in group {n}: typed is {typed}, here is {here}.",
        n=group + 1,
        typed=digits[start : start + _GROUP],
        here=wanted[start : start + _GROUP],
    )
    return Comparison(Likeness.DIFFERENT, words, group, group)


def _agreeing(digits: int, wanted: int) -> Comparison:
    groups = digits // _GROUP
    if digits == wanted:
        return Comparison(Likeness.SAME, tr("The same number."), groups)
    words = tr("The same so far: {n} of {all} digits.", n=digits, all=wanted)
    return Comparison(Likeness.SO_FAR, words, groups)
