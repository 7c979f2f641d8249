"""Whole canvases in random histories: three to five officers who work, give copies, join them and settle."""

from __future__ import annotations

import pytest
from canvas_histories import check_histories, check_orders_of_copies


def test_after_every_step_and_every_merge_the_canvases_keep_the_properties() -> None:
    assert check_histories(range(1_000, 1_060)) > 120


def test_copies_that_went_through_files_keep_them_too() -> None:
    assert check_histories(range(2_000, 2_008), through_files=True) > 10


def test_the_moderators_cards_keep_them_through_files_too() -> None:
    assert check_histories(range(4_000, 4_012), through_files=True, of_cards=True) > 20


def test_three_copies_in_every_order_give_the_same_canvas_and_the_same_conflicts() -> None:
    """Not claimed where somebody settles something between two of them."""
    assert sum(check_orders_of_copies(seed) for seed in range(50)) > 4


@pytest.mark.soak
def test_canvases_at_length() -> None:
    for first in range(0, 10_000, 1_000):
        print(first, check_histories(range(100_000 + first, 101_000 + first), steps=24))


@pytest.mark.soak
def test_copies_through_files_at_length() -> None:
    check_histories(range(200_000, 200_500), through_files=True)


@pytest.mark.soak
def test_orders_of_copies_at_length() -> None:
    assert sum(check_orders_of_copies(seed) for seed in range(300_000, 310_000)) > 2_000


def test_what_both_went_on_from_is_always_known() -> None:
    """In both histories copies crossed, and what had been given away was taken back; in one of them before a merge
    whose result had been given away already, in the other the copies they share lie far behind."""
    assert check_histories([83, 105], steps=24)
