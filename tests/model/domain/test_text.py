"""User text as data."""

import unicodedata

import pytest
from hypothesis import given
from hypothesis import strategies as st

from cmc_desktop.model.domain.errors import Refusal
from cmc_desktop.model.domain.text import LINE_LIMIT, NOTE_LIMIT, clean, is_clean, line, note_text

ANY_TEXT = st.text(st.characters(codec=None), max_size=60)


@given(ANY_TEXT)
def test_clean_text_is_composed_whole_and_stays_as_it_is(raw: str) -> None:
    text = clean(raw)
    assert clean(text) == text
    assert is_clean(text)
    assert unicodedata.is_normalized("NFC", text)
    assert not [char for char in text if unicodedata.category(char) in ("Cc", "Cs") and char not in "\n\t"]
    assert "\r" not in text
    text.encode()


@given(ANY_TEXT)
def test_a_line_is_one_line_and_stays_as_it_is(raw: str) -> None:
    text = line(raw, "It")
    assert line(text, "It") == text
    assert len(text.splitlines()) <= 1
    assert unicodedata.is_normalized("NFC", text)


def test_a_nul_is_visible() -> None:
    assert clean("a\x00b\x1bc\x7fd\x85e\ud800f") == "a␀b␛c␡d\ufffde\ufffdf"


def test_line_ends_become_one_kind_and_letters_are_composed() -> None:
    assert clean(" a\r\nb\rc\n") == "a\nb\nc"
    assert clean("Cafe\u0301") == "Café"


@pytest.mark.parametrize("text", ["<b>&\"'</b>", "{name} {} %s", "שלום", "\u202eabc\u202c", "👩‍👩‍👧", "a\tb", "=1+1"])
def test_what_only_looks_special_is_kept(text: str) -> None:
    assert clean(text) == text


@pytest.mark.parametrize("raw", ["", " ", "\n\t ", "\u2003"])
def test_a_note_needs_words(raw: str) -> None:
    with pytest.raises(Refusal, match="needs some words"):
        note_text(raw)


def test_a_note_holds_four_thousand_characters_and_not_one_more() -> None:
    assert len(note_text("x" * NOTE_LIMIT)) == NOTE_LIMIT == 4000
    assert note_text("  " + "x" * NOTE_LIMIT + "  ") == "x" * NOTE_LIMIT
    with pytest.raises(Refusal, match="4001"):
        note_text("x" * (NOTE_LIMIT + 1))


def test_a_line_has_a_limit_and_no_breaks() -> None:
    assert line(" a\n b\u2028c ", "The title") == "a b c"
    with pytest.raises(Refusal, match="The title is too long"):
        line("x" * (LINE_LIMIT + 1), "The title")
