"""Translation of what windows say. Names and other words that people typed are put in upright, with signs that turn the
direction of what follows as their codes, so that none of them turns round the sentence it stands in.

What a window makes to be stored or printed is translated by `cmc_desktop.i18n` itself, which keeps the signs.
"""

from __future__ import annotations

from collections.abc import Iterable

from cmc_desktop.i18n import tr as translated
from cmc_desktop.i18n import trn as translated_number
from cmc_desktop.i18n import upright


def tr(message: str, **values: object) -> str:
    """`message` in the user's language, with {name} places filled from `values`, to be shown."""
    return translated(message, **_upright(values))


def trn(one: str, many: str, number: int, **values: object) -> str:
    """The form of a message that fits `number`, which is also available as {n}, to be shown."""
    return translated_number(one, many, number, **_upright(values))


def in_a_row(parts: Iterable[str], between: str = ", ") -> str:
    """The parts that say something, one after the other, to be shown; one that is alone stays as it was typed."""
    told = [part for part in parts if part]
    return told[0] if len(told) == 1 else upright(between.join(told))


def _upright(values: dict[str, object]) -> dict[str, object]:
    return {name: value if isinstance(value, int | float) else upright(str(value)) for name, value in values.items()}
