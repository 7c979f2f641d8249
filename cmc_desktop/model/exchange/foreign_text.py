"""Text from other programs, cleaned without letting its length or its marks take all the computer's time."""

from __future__ import annotations

import unicodedata

from cmc_desktop.i18n import tr
from cmc_desktop.model.domain.errors import BadFile
from cmc_desktop.model.domain.text import clean, is_clean

#: putting accents in order takes the square of their number; no script needs as many on one letter
MARKS_LIMIT = 100
#: composing makes a text shorter, at most by this factor
_SHRINKS = 4


def is_clean_quickly(text: str) -> bool:
    """Whether `text` is as `clean` would leave it; a text in disorder is found out without being put in order."""
    return (text.isascii() or unicodedata.is_normalized("NFC", text)) and is_clean(text)


def is_printable_and_in_order(text: str) -> bool:
    """Whether nothing but what stands around it could make `clean` change a text of many; False when it is not sure."""
    if not (text.isascii() or unicodedata.is_normalized("NFC", text)):
        return False
    return text.replace("\n", "").replace("\t", "").isprintable()


def cleaned(raw: str, limit: int, where: str) -> str:
    """`raw` as `clean` leaves it, of any length up to and beyond `limit`, which the caller checks. Raises BadFile."""
    if len(raw) > limit * _SHRINKS:
        # Too long whatever becomes of it, unless it is nothing but space around.
        raw = raw.strip()
        if len(raw) > limit * _SHRINKS:
            return raw
    if not raw.isascii() and not unicodedata.is_normalized("NFC", raw) and _longest_run_of_marks(raw) > MARKS_LIMIT:
        raise BadFile(tr("{where} has more than {limit} accents on one letter.", where=where, limit=MARKS_LIMIT))
    return clean(raw)


def _longest_run_of_marks(text: str) -> int:
    longest = run = 0
    for char in text:
        run = run + 1 if unicodedata.combining(char) else 0
        longest = max(longest, run)
    return longest
