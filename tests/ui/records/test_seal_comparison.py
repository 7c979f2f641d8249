"""A typed seal number is compared as it is typed; spaces, signs and case do not count."""

from __future__ import annotations

import pytest
from hypothesis import given
from hypothesis import strategies as st

from cmc_desktop.model.domain.revision import digest, seal_number
from cmc_desktop.ui.records.seal_comparison import Likeness, compared

NUMBER = seal_number(digest("the words"))
hashes = st.text(max_size=9).map(digest)


@given(hashes, st.data())
def test_a_number_is_the_same_however_it_is_spaced_and_written(content_hash: str, data: st.DataObject) -> None:
    number = seal_number(content_hash)
    gaps = data.draw(st.lists(st.sampled_from(["", " ", "-", " – ", "\t", "."]), min_size=64, max_size=64))
    typed = "".join(gap + digit for gap, digit in zip(gaps, number.replace(" ", ""), strict=True))
    for way in (typed, typed.lower()):
        found = compared(way, number)
        assert (found.likeness, found.same) == (Likeness.SAME, 16)


@given(hashes, st.integers(1, 63))
def test_the_beginning_of_a_number_is_the_same_so_far(content_hash: str, digits: int) -> None:
    number = seal_number(content_hash)
    found = compared(number.replace(" ", "")[:digits], number)
    assert (found.likeness, found.same) == (Likeness.SO_FAR, digits // 4)
    assert f"{digits} of 64" in found.words


@given(hashes, st.integers(0, 63), st.sampled_from("0123456789ABCDEF"))
def test_one_other_digit_is_told_with_its_group(content_hash: str, place: int, digit: str) -> None:
    number = seal_number(content_hash)
    digits = number.replace(" ", "")
    other = digits[:place] + digit + digits[place + 1 :]
    found = compared(other, number)
    if other == digits:
        assert found.likeness is Likeness.SAME
    else:
        assert (found.likeness, found.differing) == (Likeness.DIFFERENT, place // 4)
        assert f"group {place // 4 + 1}:" in found.words


def test_nothing_typed_is_no_answer() -> None:
    assert compared(" - ", NUMBER).likeness is Likeness.NOTHING


def test_more_than_the_number_is_not_the_same() -> None:
    assert compared(NUMBER + "0", NUMBER).likeness is Likeness.DIFFERENT


@pytest.mark.parametrize(("read", "meant"), [("O", "0"), ("o", "0"), ("l", "1"), ("I", "1")])
def test_letters_that_look_like_digits_are_taken_for_them(read: str, meant: str) -> None:
    number = meant * 4 + NUMBER[4:]
    assert compared(read * 4 + NUMBER[4:], number).likeness is Likeness.SAME
