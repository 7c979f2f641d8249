"""The three-way merge of states, field by field: what a side added comes in, what a side took away goes.

Each field is a set of values, and membership is decided value by value: `(x ∩ y) ∪ (x − b) ∪ (y − b)`. So the result
does not depend on whose side is whose nor, for copies of one base, on the order in which they come.
"""

from __future__ import annotations

from cmc_desktop.model.domain.merging.state import DELETED, State, Thing, Value, values_of


def merged(base: State, one: State, other: State) -> dict[tuple[str, str], Thing]:
    """Both sides joined. What a side does not have at all it has not seen: missing is never deleted."""
    found: dict[tuple[str, str], Thing] = {}
    for key in sorted(base.keys() | one.keys() | other.keys()):
        before, here, there = base.get(key), one.get(key), other.get(key)
        thing = here if here is not None else there if there is not None else before
        if here is not None and there is not None and here != there:
            if here == before:
                thing = there
            elif there != before:
                thing = _merged_thing(key[0], before, here, there)
        assert thing is not None
        found[key] = thing
    return found


def _merged_thing(kind: str, before: Thing | None, here: Thing, there: Thing) -> Thing:
    old: tuple[Value, ...] = before if before is not None else (frozenset(),) * len(here)
    return tuple(
        _merged_value(b, x, y, may_be_empty=kind == "note" and place == DELETED)
        for place, (b, x, y) in enumerate(zip(old, here, there, strict=True))
    )


def _merged_value(before: Value, here: Value, there: Value, *, may_be_empty: bool) -> Value:
    if here == there or there == before:
        return here
    if here == before:
        return there
    b, x, y = values_of(before), values_of(here), values_of(there)
    values = (x & y) | (x - b) | (y - b)
    if not values and not may_be_empty:
        values = x | y  # both settled the same conflict, each in another way
    return next(iter(values)) if len(values) == 1 and not may_be_empty else values
