"""The three-way merge of states, field by field: what a side added comes in, what a side took away goes.

Each field is a set of values, and membership is decided value by value: `(x ∩ y) ∪ (x − b) ∪ (y − b)`. So the result
does not depend on whose side is whose nor, for copies of one base, on the order in which they come.
"""

from __future__ import annotations

from cmc_desktop.model.domain.merging.state import (
    CAPACITY,
    CONTESTED,
    COUNTS,
    STONES,
    UNWRITTEN,
    Key,
    State,
    Thing,
    Value,
    values_of,
)
from cmc_desktop.model.domain.participant import Capacity


def merged(base: State, one: State, other: State) -> dict[Key, Thing]:
    """Both sides joined. What a side does not have at all it has not seen: missing is never deleted."""
    found: dict[Key, Thing] = {}
    for key in sorted(base.keys() | one.keys() | other.keys()):
        here, there = one.get(key), other.get(key)
        if here is not None and here == there:
            found[key] = here  # as nearly all are
            continue
        blank = UNWRITTEN.get(key[0])
        before, here, there = base.get(key, blank), here or blank, there or blank
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
    found = tuple(
        _merged_value(b, x, y, may_be_empty=STONES.get(kind) == place)
        for place, (b, x, y) in enumerate(zip(old, here, there, strict=True))
    )
    if kind == "card_text":
        return own_where_written(found)
    return _asked_as_they_may(found, here, there) if kind == "participant" else found


def own_where_written(card: Thing) -> Thing:
    """A card with words, settled or not, is somebody's own, though the other side put it back to those of the app.

    Else words that stay when copies are joined would be on no card, and in no file.
    """
    *words, own = card
    return (*words, "1" if any(word != "" for word in words) else own)


def _asked_as_they_may(found: Thing, here: Thing, there: Thing) -> Thing:
    """A person whose capacity and being asked go together: in conflict with the one is the other, where it differs."""
    capacity, counts = found[CAPACITY], found[COUNTS]
    if isinstance(capacity, frozenset):
        asked = values_of(here[COUNTS]) | values_of(there[COUNTS])
        counts = asked if len(asked) > 1 else next(iter(asked))
    elif not Capacity(capacity).may_count:
        counts = ""
    return (*found[:COUNTS], counts, *found[COUNTS + 1 :])


def _merged_value(before: Value, here: Value, there: Value, *, may_be_empty: bool) -> Value:
    if here == there or there == before:
        return here
    if here == before:
        return there
    b, x, y = values_of(before), values_of(here), values_of(there)
    values = (x & y) | (x - b) | (y - b)
    if may_be_empty:
        # one side decided to keep what the other decided to delete
        return CONTESTED if b and not (x and y) else values
    if not values or (len(b) > 1 and len(x) == len(y) == 1):
        values = x | y  # both settled the same conflict, each in another way
    return next(iter(values)) if len(values) == 1 else values
