"""Of words that are not stored it is said where they are, and where no words are nothing is said."""

from __future__ import annotations

import pytest

from cmc_desktop.ui.where_words_wait import where_words_wait


@pytest.mark.parametrize(
    ("place", "told"),
    [
        ("box:value", "in the line for notes"),
        ("round:value:someone", "in the line for notes"),
        ("note:1", "in a note, below its own words"),
        ("remark-change:1", "in the line for remarks"),
        ("park:", "in the line for what is put aside"),
        ("park-settle:1", "in the line for what is put aside"),
        ("minute-by:1", "in the line for minutes"),
        ("answer:1:not_yet", "in an answer that was begun"),
        ("conflict note:1:text", "where a conflict is settled"),
    ],
)
def test_every_place_has_its_words(place: str, told: str) -> None:
    assert where_words_wait([place]) == told


def test_each_part_is_told_once() -> None:
    assert where_words_wait(["box:value", "box:costs", "minute:", "minute-by:"]) == (
        "in the line for notes, in the line for minutes"
    )
