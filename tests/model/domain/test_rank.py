"""Order without renumbering."""

import pytest
from hypothesis import given
from hypothesis import strategies as st

from cmc_desktop.model.domain import rank


@given(st.lists(st.integers(0, 10**6), max_size=120))
def test_any_sequence_of_inserts_keeps_the_order(places: list[int]) -> None:
    ranks: list[str] = []
    for wish in places:
        row = wish % (len(ranks) + 1)
        before, after = (ranks[row - 1] if row else None), (ranks[row] if row < len(ranks) else None)
        new = rank.between(before, after)
        assert rank.is_rank(new)
        assert before is None or before < new
        assert after is None or new < after
        ranks.insert(row, new)
    assert ranks == sorted(ranks)
    assert len(set(ranks)) == len(ranks)


@given(st.lists(st.integers(0, 10**6), max_size=30), st.integers(0, 200), st.integers(0, 10**6))
def test_spread_puts_as_many_as_wished_strictly_between(places: list[int], count: int, wish: int) -> None:
    ranks: list[str] = []
    for place in places:
        row = place % (len(ranks) + 1)
        before, after = (ranks[row - 1] if row else None), (ranks[row] if row < len(ranks) else None)
        ranks.insert(row, rank.between(before, after))
    row = wish % (len(ranks) + 1)
    before, after = (ranks[row - 1] if row else None), (ranks[row] if row < len(ranks) else None)
    new = rank.spread(before, after, count)
    assert len(new) == count
    assert all(map(rank.is_rank, new))
    together = [*ranks[:row], *new, *ranks[row:]]
    assert together == sorted(set(together))


@pytest.mark.parametrize("way", ["append", "prepend"])
def test_ten_thousand_additions_at_one_end_stay_short(way: str) -> None:
    ranks = [rank.between(None, None)]
    for _ in range(10_000):
        ranks.append(rank.between(ranks[-1], None) if way == "append" else rank.between(None, ranks[-1]))
    assert max(map(len, ranks)) < 8
    assert ranks == sorted(ranks, reverse=way == "prepend")
    assert len(set(ranks)) == len(ranks)


@pytest.mark.parametrize(("before", "after"), [("a0", "a1"), (None, "a0"), ("a0", None), ("a0", "b00"), (None, None)])
def test_ten_thousand_at_once_stay_short_wherever_they_go(before: str | None, after: str | None) -> None:
    ranks = rank.spread(before, after, 10_000)
    assert max(map(len, ranks)) < 8
    assert ranks == sorted(set(ranks))


def test_three_thousand_inserts_at_the_very_same_place_keep_order() -> None:
    low, high = "a0", "a1"
    for turn in range(3000):
        new = rank.between(low, high)
        assert low < new < high
        low, high = (new, high) if turn % 2 else (low, new)
    for _ in range(1500):
        new = rank.between(low, None if len(low) > 9000 else high)
        assert low < new
        low = new


@pytest.mark.parametrize("text", ["a0", "Zz", "b00", "a0V", "z" + "z" * 26, "A" + "0" * 25 + "1", "A" + "0" * 26 + "V"])
def test_ranks_are_known(text: str) -> None:
    assert rank.is_rank(text)


@pytest.mark.parametrize("text", ["", "a", "0", "a00", "a0V0", "b0", "a-", "a0 ", "ä0", None, 7, "A" + "0" * 26])
def test_what_is_no_rank_is_refused(text: object) -> None:
    assert not rank.is_rank(text)


@pytest.mark.parametrize("edge", ["A" + "0" * 25 + "1", "A" + "0" * 26 + "V", "A" + "0" * 26 + "0001"])
def test_there_is_room_below_even_the_lowest_ranks(edge: str) -> None:
    for _ in range(100):
        lower = rank.between(None, edge)
        assert lower < edge
        assert rank.is_rank(lower)
        edge = lower


def test_there_is_room_above_even_the_highest_rank() -> None:
    top = "z" * 27
    for _ in range(100):
        higher = rank.between(top, None)
        assert higher > top
        assert rank.is_rank(higher)
        top = higher


def test_ranks_in_the_wrong_order_are_an_error() -> None:
    with pytest.raises(ValueError, match="order"):
        rank.between("a1", "a0")


def test_a_place_among_equal_ranks_is_behind_them() -> None:
    order = [("a0", "1"), ("a1", "2"), ("a1", "3"), ("a1", "4"), ("a2", "5")]
    assert rank.around(order, 2) == ("a1", "a2")
    assert rank.around(order, 1, frozenset({"2"})) == ("a0", "a1")
    assert rank.around(order, 99) == ("a2", None)
    assert rank.around(order, -5) == (None, "a0")
