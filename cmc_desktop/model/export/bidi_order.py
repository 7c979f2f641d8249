"""The order in which mixed text is read: levels by the Unicode bidirectional algorithm, and runs as seen.

python-bidi gives the levels; explicit embeddings, overrides and isolates never reach it, they are
printed as visible marks, so that no note can turn the words around it.
"""

from __future__ import annotations

import unicodedata
from collections.abc import Sequence
from typing import TypeVar

from bidi import algorithm

#: embeddings, overrides and isolates
CONTROLS = frozenset("\u202a\u202b\u202c\u202d\u202e\u2066\u2067\u2068\u2069")
_RIGHT_TO_LEFT = frozenset({"R", "AL", "AN"})
_NEUTRAL = "\ufffc"

T = TypeVar("T")


def base_level(text: str) -> int:
    """0 where the first letter that has a direction reads to the right, 1 where to the left."""
    for char in text:
        direction = unicodedata.bidirectional(char)
        if direction == "L":
            return 0
        if direction in ("R", "AL"):
            return 1
    return 0


def _tame(char: str) -> str:
    """`char`, or what stands for it: python-bidi knows neither isolates nor characters newer than its tables."""
    if char.isspace():
        return " "
    return char if char not in CONTROLS and unicodedata.bidirectional(char) else _NEUTRAL


def levels(text: str, base: int) -> list[int]:
    """The embedding level of each character: even ones read to the right, odd ones to the left."""
    if not base and not any(unicodedata.bidirectional(char) in _RIGHT_TO_LEFT for char in text):
        return [0] * len(text)
    storage = algorithm.get_empty_storage()
    storage["base_level"], storage["base_dir"] = base, "LR"[base]
    algorithm.get_embedding_levels("".join(map(_tame, text)), storage)
    for place, char in enumerate(storage["chars"]):
        char["place"] = place
    algorithm.explicit_embed_and_overrides(storage)
    algorithm.resolve_weak_types(storage)
    algorithm.resolve_neutral_types(storage, False)
    algorithm.resolve_implicit_levels(storage, False)
    found = {char["place"]: int(char["level"]) for char in storage["chars"]}
    result: list[int] = []
    for place in range(len(text)):
        # Marks without a level of their own (joiners) go with what stands before them.
        result.append(found.get(place, result[-1] if result else base))
    return result


def as_seen(runs: Sequence[tuple[int, T]]) -> list[T]:
    """Runs given as (level, run) in reading order, put into the order they stand from left to right (rule L2)."""
    order = list(runs)
    if not order:
        return []
    lowest = min((level for level, _ in order if level % 2), default=1)
    for threshold in range(max(level for level, _ in order), lowest - 1, -1):
        start = 0
        while start < len(order):
            end = start
            while end < len(order) and order[end][0] >= threshold:
                end += 1
            order[start:end] = reversed(order[start:end])
            start = max(end, start + 1)
    return [run for _, run in order]
