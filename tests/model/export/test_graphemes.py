"""What is drawn as one is never torn apart, and lines end only where a reader expects it."""

from __future__ import annotations

import pytest

from cmc_desktop.model.export.graphemes import clusters, may_break


@pytest.mark.parametrize(
    "one",
    ["e\u0301\u0323", "ש\u05b8\u05c1", "क्ष", "👩‍💻", "🇳🇴", "👍🏽", "❤️", "1\ufe0f\u20e3", "กำ"[0], "م\u0651\u064e"],
)
def test_a_letter_with_its_marks_is_one(one: str) -> None:
    assert clusters(f"x{one}y") == ["x", one, "y"]
    assert clusters(one + one) == [one, one]


def test_flags_pair_up() -> None:
    assert clusters("🇳🇴🇸🇪🇩") == ["🇳🇴", "🇸🇪", "🇩"]


@pytest.mark.parametrize(
    ("before", "after", "allowed"),
    [
        ("字", "字", True),
        ("字", "。", False),
        ("「", "字", False),
        ("a", "b", False),
        ("ก", "เ", True),
        ("ก", "ข", False),
    ],
)
def test_a_line_ends_only_where_a_reader_expects_it(before: str, after: str, allowed: bool) -> None:
    assert may_break(before, after) is allowed
