"""A text that was broken for one width is broken for another one as if it had never been broken before."""

from __future__ import annotations

import pytest
from hypothesis import given, settings
from hypothesis import strategies as st
from printed import FONTS

from cmc_desktop.model.export.fonts import font_set
from cmc_desktop.model.export.text import Typesetter

SETTER = Typesetter(font_set(FONTS))
WORDS = st.sampled_from(["a", "bus", "residents", "neighbourhood", "x" * 40, "שלום", "नमस्ते", "東京都庁舎", "\n", "  "])


@settings(max_examples=150, deadline=None)
@given(st.lists(WORDS, max_size=25), st.lists(st.floats(300, 40_000), min_size=2, max_size=8))
def test_lines_do_not_depend_on_the_widths_that_were_asked_for_before(words: list[str], widths: list[float]) -> None:
    text = " ".join(words)
    known = SETTER.prepare(text)
    for width in (*widths, *reversed(widths)):
        fresh = SETTER.prepare(text)
        assert known.lines(width) == fresh.lines(width)
        assert known.leading(width) == pytest.approx(sum(line.leading for line in known.lines(width)))
