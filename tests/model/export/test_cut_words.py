"""A stretch that is too long for a line is cut where it hurts least, and loses nothing."""

from __future__ import annotations

import pytest
from hypothesis import given, settings
from hypothesis import strategies as st
from printed import FONTS

from cmc_desktop.model.export.fonts import font_set
from cmc_desktop.model.export.syllables import LEADS
from cmc_desktop.model.export.text import Typesetter

SETTER = Typesetter(font_set(FONTS))
ADDRESSES = (
    "https://www.port.example/plans/2026/night-bus?part=costs&page=12",
    "bus_of_the_night,2nd-draft;port.2026@city.example",
    "حافلات-الليل/2026/نسخة-ثانية-مصححة",
)


def lines_of(text: str, width: float) -> list[str]:
    return [line.text for line in SETTER.prepare(text).lines(width)]


@pytest.mark.parametrize("address", ADDRESSES)
@pytest.mark.parametrize("width", [9_500, 12_000, 14_000])
def test_an_address_is_cut_after_its_signs_and_not_within_its_words(address: str, width: float) -> None:
    lines = lines_of(address, width)
    assert "".join(lines) == address
    assert len(lines) > 1
    assert [line for line in lines[:-1] if line[-1].isalnum()] == []


def test_a_line_is_not_left_half_empty_for_a_sign() -> None:
    """Only the last third of a line is searched for one."""
    first, *_ = lines_of("a-" + "n" * 60, 10_000)
    assert len(first) > 10


@pytest.mark.parametrize(
    ("text", "width"), [("“เมือง”", 1200), ("(แผน)", 1500), ("“โครงการ”", 1000), ("(ໂຄງການ)", 1000), ("“ไฟฟ้า", 1200)]
)
def test_a_vowel_is_not_cut_from_the_letter_that_it_is_written_before(text: str, width: float) -> None:
    lines = lines_of(text, width)
    assert "".join(lines) == text
    assert len(lines) > 1
    assert [line for line in lines[:-1] if line[-1] in LEADS] == []


@settings(max_examples=100, deadline=None)
@given(st.text("a-/.é字เมืองش(", min_size=1, max_size=90), st.integers(600, 9_000))
def test_nothing_is_lost_wherever_it_is_cut(text: str, width: int) -> None:
    assert "".join(lines_of(text, width)) == text
