"""Merges that are wrong on purpose, in the ways in which other programs lost what people wrote."""

from __future__ import annotations

from collections.abc import Callable, Mapping

from cmc_desktop.model.domain.merging.state import (
    DELETED,
    IN_BOX,
    NOBODY,
    STONES,
    Key,
    State,
    Thing,
    Value,
    values_of,
)
from cmc_desktop.model.domain.merging.three_way import merged as right

Merge = Callable[[State, State, State], dict[Key, Thing]]


def _each(base: State, one: State, other: State, part: Callable[[Key, int, Value], Value]) -> dict[Key, Thing]:
    """The right merge, with `part` to put another value into each field."""
    found = right(base, one, other)
    return {key: tuple(part(key, place, value) for place, value in enumerate(thing)) for key, thing in found.items()}


def drop_tombstones(base: State, one: State, other: State) -> dict[Key, Thing]:
    """What was deleted comes back."""

    def alive(key: Key, place: int, value: Value) -> Value:
        return NOBODY if key[0] == "note" and place == DELETED else value

    return _each(base, one, other, alive)


def prefer_ours(base: State, one: State, other: State) -> dict[Key, Thing]:
    """Where both sides changed something, ours stands."""

    def ours(key: Key, place: int, value: Value) -> Value:
        return one[key][place] if _is_fought(key, place, value) and key in one else value

    return _each(base, one, other, ours)


def compare_clocks(base: State, one: State, other: State) -> dict[Key, Thing]:
    """Where both sides changed something, the one that was written last stands; later words have higher numbers."""

    def newest(key: Key, place: int, value: Value) -> Value:
        return max(values_of(value), key=lambda word: (len(word), word)) if _is_fought(key, place, value) else value

    return _each(base, one, other, newest)


def drop_new_notes(base: State, one: State, other: State) -> dict[Key, Thing]:
    """What only their side has does not come in."""
    return {key: thing for key, thing in right(base, one, other).items() if key in one or key in base}


def swap_base(base: State, one: State, other: State) -> dict[Key, Thing]:
    """Merged from our side, as if it were what both went on from."""
    return right(one, base, other)


def delete_and_insert(base: State, one: State, other: State) -> dict[Key, Thing]:
    """A note that was moved goes, and comes anew in the other box."""
    found = {}
    for key, thing in right(base, one, other).items():
        moved = key[0] == "note" and key in base and thing[IN_BOX] != base[key][IN_BOX]
        found[("note", f"{key[1]}-moved") if moved else key] = thing
    return found


def _is_fought(key: Key, place: int, value: Value) -> bool:
    return not isinstance(value, str) and STONES.get(key[0]) != place


FAULTS: Mapping[str, Merge] = {
    fault.__name__: fault
    for fault in (drop_tombstones, prefer_ours, compare_clocks, drop_new_notes, swap_base, delete_and_insert)
}
