"""Are words that were read from a page those that were drawn there? And do two labels mean the same?"""

from __future__ import annotations

import re
import unicodedata
from collections.abc import Iterable

from cmc_desktop.i18n import tr
from cmc_desktop.model.domain.agreement import Standing
from cmc_desktop.model.domain.answer import AnswerKind
from cmc_desktop.model.domain.participant import Capacity

_NUMBER = re.compile(r"[0-9]+")
_LEFTWARD = frozenset({"R", "AL", "AN"})


def without_spaces(words: str) -> str:
    """Words without spaces."""
    return "".join(unicodedata.normalize("NFC", words).split())


def plain(words: str) -> str:
    """Words without spaces. Letters that are read to the left are drawn in an order that hangs on where lines break."""
    squeezed = without_spaces(words)
    return "".join(sorted(squeezed)) if _leftward(squeezed) else squeezed


def same(one: str, other: str) -> bool:
    """Whether two pieces say the same, wherever their lines break."""
    return plain(one) == plain(other)


def numbers(words: str) -> list[str]:
    """All numbers in the order of their size, as the order on the page may be that of another language."""
    return sorted(_NUMBER.findall(words))


def without_numbers(words: str) -> str:
    """Words in which each number is the same sign."""
    return _NUMBER.sub("#", plain(words))


def meanings(words: str) -> list[str]:
    """The labels of answers and capacities that stand in `words`, each where no longer one does."""
    found: list[str] = []
    left = plain(words)
    for label in sorted((plain(label) for label in _labels()), key=len, reverse=True):
        found += [label] * left.count(label)
        left = left.replace(label, "\0")
    return sorted(found)


def _labels() -> set[str]:
    return {
        *(kind.label for kind in AnswerKind),
        *(standing.label for standing in Standing),
        *(capacity.label for capacity in Capacity),
        tr("not asked: does not count"),
        tr("did not come"),
        tr("did not take place"),
        tr("none: this is the first version"),
        tr("not counted, because:"),
        tr("Nobody stated a reservation."),
    }


def _leftward(words: Iterable[str]) -> bool:
    return any(unicodedata.bidirectional(char) in _LEFTWARD for char in words)
