"""Mixed text stands in the order the Unicode algorithm says, line by line."""

from __future__ import annotations

import pytest
from bidi import get_display
from hypothesis import given, settings
from hypothesis import strategies as st
from printed import FONTS

from cmc_desktop.model.export.bidi_order import as_seen, base_level, levels
from cmc_desktop.model.export.fonts import font_set
from cmc_desktop.model.export.text import Line, Typesetter


def seen(text: str) -> str:
    base = base_level(text)
    return "".join(as_seen(list(zip(levels(text, base), text, strict=True))))


@pytest.mark.parametrize(
    ("typed", "shown"),
    [
        ("plain words", "plain words"),
        ("abc שלום דוד xyz", "abc דוד םולש xyz"),
        ("שלום 12 abc", "abc 12 םולש"),
        ("שלום 12, 13", "13 ,12 םולש"),
    ],
)
def test_words_are_seen_in_their_order(typed: str, shown: str) -> None:
    assert seen(typed) == shown


@settings(max_examples=300, deadline=None)
@given(st.text("ab שדא محم12 ,.-–"))
def test_the_order_is_that_of_another_implementation(text: str) -> None:
    """`get_display` is a separate implementation in Rust; the letters here have no mirror images."""
    text = text.strip()
    assert seen(text) == get_display(text, base_dir="LR"[base_level(text)])


def printed_line(text: str) -> Line:
    return Typesetter(font_set(FONTS)).line(text)


def test_runs_of_a_line_stand_in_the_order_seen() -> None:
    line = printed_line("see שלום at 12")
    assert [run.text.strip() for run in line.runs if run.text.strip()] == ["see", "שלום", "at 12"]
    line = printed_line("שלום abc")
    assert [run.text.strip() for run in line.runs if run.text.strip()] == ["abc", "שלום"]
    assert line.leftward
