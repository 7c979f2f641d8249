"""What has to hold of every merge of states; the numbers are those of the list of properties."""

from __future__ import annotations

from dataclasses import dataclass
from random import Random

from state_histories import Join, fields_of, history

from cmc_desktop.model.domain.merging import three_way
from cmc_desktop.model.domain.merging.state import DELETED, IN_BOX, State, is_hidden, seen, values_of


class Broken(AssertionError):
    """A property does not hold."""


def _holds(said: str, holds: bool, *told: object) -> None:
    if not holds:
        raise Broken(f"{said}: {told}")


def check_join(join: Join) -> None:
    """Properties 1 to 3, 5 to 8, 10 and 11 of one merge. Raises Broken."""
    identity(join)
    both_ways(join)
    again(join)
    nothing_lost_or_invented(join)
    no_false_conflict(join)
    hidden_only_as_seen(join)
    base_of_crossed_copies(join)
    only_what_was_seen_goes(join)


def identity(join: Join) -> None:
    """1: a side that did nothing adds nothing."""
    merged = three_way.merged
    for side in (join.one, join.other):
        whole = {**join.base, **side}
        _holds("identity", merged(join.base, side, side) == whole, side)
        _holds("identity", merged(join.base, side, join.base) == whole, side)
        _holds("identity", merged(join.base, join.base, side) == whole, side)


def both_ways(join: Join) -> None:
    """2: whose side is whose makes no difference, conflicts included."""
    turned = three_way.merged(join.base, join.other, join.one)
    _holds("commutative", turned == join.joined, turned, join.joined)


def again(join: Join) -> None:
    """3 and 10: a copy that was joined adds nothing when it comes again."""
    for side in (join.one, join.other):
        _holds("idempotent", three_way.merged(side, join.joined, side) == join.joined, side)


def nothing_lost_or_invented(join: Join) -> None:
    """5 and 6: each value a side added is there, no other is, and the things are those of both sides."""
    _holds("ids", join.joined.keys() == join.base.keys() | join.one.keys() | join.other.keys())
    base, one, other = fields_of(join.base), fields_of(join.one), fields_of(join.other)
    for place, value in fields_of(join.joined).items():
        sides = [values_of(side[place]) for side in (one, other) if place in side]
        old = values_of(base[place]) if place in base else frozenset()
        added = frozenset().union(*(side - old for side in sides))
        _holds("nothing lost", added <= values_of(value), place, added, value)
        _holds("nothing invented", values_of(value) <= old.union(*sides), place, value)
        _holds("nothing empty", bool(values_of(value)), place)


def no_false_conflict(join: Join) -> None:
    """7: a field that one side alone changed is as that side left it."""
    base, one, other = fields_of(join.base), fields_of(join.one), fields_of(join.other)
    for place, value in fields_of(join.joined).items():
        if place in one and place in other:
            before, here, there = base.get(place), one[place], other[place]
            if here == there or there == before:
                _holds("one side changed it", value == here, place, value)
            elif here == before:
                _holds("one side changed it", value == there, place, value)


def hidden_only_as_seen(join: Join) -> None:
    """8: what is off the board was deleted by somebody, and says and stands as they saw it."""
    for key, note in join.joined.items():
        if key[0] != "note":
            continue
        deleters = [side[key] for side in (join.one, join.other) if key in side and side[key][DELETED]]
        if is_hidden(note):
            text, box, _, tags = note[:DELETED]
            told = isinstance(text, str) and isinstance(box, str) and isinstance(tags, str)
            _holds("hidden in conflict", told, note)
            known = [values_of(one[DELETED]) for one in deleters]
            _holds("hidden unseen", any(seen(str(text), str(box), str(tags)) in stones for stones in known), note)
        both = [side[key] for side in (join.one, join.other) if key in side]
        if both and all(is_hidden(one) for one in both) and both[0][:DELETED] == both[-1][:DELETED]:
            _holds("deleted by both", is_hidden(note), note)
        news = [one for one in both if one != join.base.get(key)]
        if len(news) == 1 and is_hidden(news[0]):
            _holds("a tombstone stays", is_hidden(note), note)


def only_what_was_seen_goes(join: Join) -> None:
    """11: a value goes where the other side had seen it, at whatever time, and has it no more; and only there.

    This asks the whole history behind both sides and knows nothing of a base. A field that was settled in different
    ways is asked about again, so that it may have more.
    """
    one, other = fields_of(join.one), fields_of(join.other)
    for place, value in fields_of(join.joined).items():
        if place[1] == IN_BOX or place not in one or place not in other:
            continue  # boxes are few words, written more than once
        x, y, values = values_of(one[place]), values_of(other[place]), values_of(value)
        stays = (x & y) | (x - join.seen_by_other) | (y - join.seen_by_one)
        _holds("vanished unseen", stays <= values, place, stays, values)
        _holds("came back", place in join.decided or values == stays, place, stays, values)


def base_of_crossed_copies(join: Join) -> None:
    """11: where copies crossed, they are merged from all that both sides had seen and nobody there had replaced."""
    base = fields_of(join.base)
    for place, values in join.known_to_both.items():
        if place not in join.decided_before:
            _holds("base", values_of(base[place]) == values, place, values, base[place])


def check_orders(base: State, sides: tuple[State, State, State]) -> None:
    """4: copies of one state give the same in all six orders. Raises Broken."""
    a, b, c = sides
    merged = three_way.merged
    first = merged(base, merged(base, a, b), c)
    for x, y, z in ((a, c, b), (b, a, c), (b, c, a), (c, a, b), (c, b, a)):
        _holds("order", merged(base, merged(base, x, y), z) == first)
        _holds("grouping", merged(base, x, merged(base, y, z)) == first)


@dataclass
class Told:
    """What many histories held of what."""

    histories: int = 0
    merges: int = 0
    crosswise: int = 0
    open: int = 0


def run(first: int, count: int) -> Told:
    """Check `count` histories from seed `first` on. Raises Broken, naming the seed."""
    told = Told()
    for seed in range(first, first + count):
        found = history(Random(seed))
        try:
            for join in found.joins:
                check_join(join)
        except AssertionError as error:
            raise Broken(f"seed {seed}: {error}") from error
        told.histories += 1
        told.merges += len(found.joins)
        told.crosswise += sum(join.bases > 1 for join in found.joins)
        told.open += sum(_is_open(join.joined) for join in found.joins)
    return told


def _is_open(state: State) -> bool:
    return any(not isinstance(value, str) for value in fields_of(state).values())
