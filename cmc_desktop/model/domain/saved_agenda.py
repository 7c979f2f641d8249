"""A saved agenda as it is kept: its phases, the first with a witness by which a changed letter is noticed.

Agendas have no journal that could tell what they said, unlike everything in a canvas.
"""

from __future__ import annotations

from collections.abc import Sequence
from typing import Any

from cmc_desktop.model.domain.revision import canonical, digest

#: kind, name and minutes come before it
_WITNESS = 3


def with_witness(name: str, lines: Sequence[Sequence[Any]]) -> list[list[Any]]:
    """The lines [kind, name, minutes] of an agenda called `name`, to be kept."""
    first, *others = ([*line] for line in lines)
    return [[*first, _witness(name, [first, *others])], *others]


def is_as_saved(name: str, lines: Sequence[Sequence[Any]]) -> bool:
    """Whether the kept lines are those that were saved under this name; one saved without a witness is taken as it is.

    Raises TypeError or IndexError for what no agenda looks like.
    """
    first, *others = ([*line] for line in lines)
    return len(first) <= _WITNESS or _witness(name, [first[:_WITNESS], *others]) == first[_WITNESS]


def _witness(name: str, lines: list[list[Any]]) -> str:
    return digest(canonical([name, lines]))
