"""The properties of joining states, on random histories of three to five actors with merges of merges."""

from __future__ import annotations

from random import Random

import pytest
from hypothesis import given, settings
from hypothesis import strategies as st
from state_histories import History, changed, first_state, history
from state_properties import check_join, check_orders, run

from cmc_desktop.model.domain.merging.state import State


def three_copies(random: Random) -> tuple[State, tuple[State, State, State]]:
    """A state, and what three people made of copies of it."""
    found = History(random)
    base = first_state(found)
    sides = []
    for _ in range(3):
        side = base
        for _ in range(random.randint(0, 4)):
            side = changed(found, side)
        sides.append(side)
    return base, (sides[0], sides[1], sides[2])


@settings(max_examples=40, deadline=None)
@given(random=st.randoms(use_true_random=False))
def test_every_merge_of_a_history_keeps_the_properties(random: Random) -> None:
    for join in history(random).joins:
        check_join(join)


def test_many_histories_keep_the_properties_also_where_copies_crossed() -> None:
    told = run(first=0, count=1_500)
    assert told.merges > 5_000
    assert told.crosswise > 500
    assert told.open > 500


def test_three_copies_of_one_state_give_the_same_in_every_order() -> None:
    """Not claimed once somebody has settled a conflict between two of them: then the order of decisions matters."""
    for seed in range(3_000):
        base, sides = three_copies(Random(seed))
        check_orders(base, sides)


@pytest.mark.soak
def test_a_hundred_thousand_histories_keep_the_properties() -> None:
    for first in range(0, 100_000, 10_000):
        print(run(first=1_000_000 + first, count=10_000))


@pytest.mark.soak
def test_three_copies_in_every_order_at_length() -> None:
    for seed in range(1_000_000, 1_050_000):
        base, sides = three_copies(Random(seed))
        check_orders(base, sides)
