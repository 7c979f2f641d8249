"""Whatever people type is printed as text, in any script, and comes back as it was typed."""

from __future__ import annotations

import unicodedata
from pathlib import Path

import pytest
from hypothesis import example, given, settings
from hypothesis import strategies as st
from printed import FONTS, NOW, PAPERS, board, by_pdftotext, by_pypdf, by_the_book, squeezed

from cmc_desktop.model.domain.text import clean
from cmc_desktop.model.export.bidi_order import CONTROLS
from cmc_desktop.model.export.board_pdf import board_pdf
from cmc_desktop.model.export.fonts import FontStyle, font_set
from cmc_desktop.model.export.graphemes import ignorable
from cmc_desktop.model.export.text import Typesetter

HOSTILE = [
    "<b>bold</b> & <i>never closed",
    "<img src='/etc/passwd'> <img src=\"http://example.org/x.png\">",
    "<para>",
    "</para><font color=\"__import__('os')\">",
    "{} {0} {name} %s %d %(x)s",
    clean("a NUL \0 and an escape \x1b[31m"),
    "(brackets) \\ backslash ( unbalanced",
    "a" * 4000,
    "line one\nline two\n\n\tline four",
    "e\u0301\u0323 stacked and 12\u00a0%",
]

RIGHTWARD = [
    "Ελληνικά, Русский, Tiếng Việt: Nguyễn Thị Phương",
    "हिन्दी क्षत्रिय श्रीमती कृष्णा 12",
    "ภาษาไทยกับรถเมล์ไฟฟ้าที่ปลอดภัย",
    "深夜巴士按需服务，让每个人都能安全回家。「小さなバス」",
    "bus 🚌 and 👩‍💻 and 🇳🇴 and ❤️ and 👍🏽",
    "mixed: कृष्णा, 王小明, ภาษา 🚌 and Nguyễn",
    "≤ ≥ ≠ → ☑ ★ ½ ₂ 𝒙",
]

LEFTWARD = ["مرحبا محمد عبد الله", "שלום דוד עולם", "שָׁלוֹם עוֹלָם", "مُحَمَّد كريم"]

#: of right-to-left words in a left-to-right note readers recover the words, each in its own way the order
MIXED = "Table 3: محمد, דוד and कृष्णा at 20:15 (VIP) 王小明 🚌"


@pytest.mark.parametrize("paper", PAPERS)
def test_hostile_notes_are_whole_and_disturb_nothing(paper: str, tmp_path: Path) -> None:
    notes = [(box, text) for text in HOSTILE for box in ("value", "costs")]
    neighbour = "An honest neighbour of all of them"
    data = board_pdf(board([*notes, ("partners", neighbour)]), FONTS, paper=paper, now=NOW).data
    for text in (by_the_book(data), by_pypdf(data), by_pdftotext(data, tmp_path)):
        assert squeezed(neighbour) in text
        assert text.count("Draft,notagreed") >= 2
    text = by_the_book(data)
    assert [note for note in HOSTILE if squeezed(note) not in text] == []
    assert b"passwd'" not in data.replace(b"stream", b"")


@pytest.mark.parametrize("text", RIGHTWARD)
def test_text_of_many_scripts_comes_back_as_typed(text: str, tmp_path: Path) -> None:
    paper = board_pdf(board([("value", text)]), FONTS, now=NOW)
    assert paper.missing == ()
    assert squeezed(text) in by_the_book(paper.data)
    assert squeezed(text) in by_pdftotext(paper.data, tmp_path)


@pytest.mark.parametrize("text", LEFTWARD)
def test_arabic_and_hebrew_come_back_as_typed(text: str) -> None:
    paper = board_pdf(board([("value", text)]), FONTS, now=NOW)
    assert paper.missing == ()
    assert squeezed(text) in by_pypdf(paper.data)


def test_the_words_of_a_mixed_note_come_back(tmp_path: Path) -> None:
    data = board_pdf(board([("mission", MIXED)]), FONTS, now=NOW).data
    text = by_pdftotext(data, tmp_path)
    assert [word for word in MIXED.replace(",", "").split() if word not in text] == []


def test_an_override_is_shown_and_turns_nothing() -> None:
    paper = board_pdf(board([("value", "open \u202egpj.exe now")]), FONTS, now=NOW)
    assert paper.missing == ()
    assert "open[U+202E]gpj.exenow" in by_pypdf(paper.data)
    assert "open\u202egpj.exenow" in by_the_book(paper.data)


def test_a_character_without_a_glyph_is_printed_as_its_code_and_reported_once() -> None:
    canvas = board([("value", "Addis ᎠᎡᎢ Ꭰ"), ("costs", "Ꭰ \U0001f9ff\U000e0bad \U0010fffd")])
    paper = board_pdf(canvas, FONTS, now=NOW)
    assert "Addis[U+13A0][U+13A1][U+13A2][U+13A0]" in by_pypdf(paper.data)
    assert "AddisᎠᎡᎢᎠ" in by_the_book(paper.data)
    found = {missing.char: (missing.code, missing.where) for missing in paper.missing}
    assert found["Ꭰ"] == ("U+13A0", "2 Value proposition")
    assert found["\U0010fffd"] == ("U+10FFFD", "9 Budget costs")
    assert len(paper.missing) == len(found)


def test_missing_glyphs_are_found_in_the_title_and_the_city() -> None:
    paper = board_pdf(board([], title="Ꭰ", city="ⵣ"), FONTS, now=NOW)
    assert {missing.char for missing in paper.missing} == {"Ꭰ", "ⵣ"}


ANY_TEXT = st.text(st.characters(codec="utf-8"), min_size=1, max_size=60)


@settings(max_examples=150, deadline=None)
@example("߀\uaaf7", 500)
@given(ANY_TEXT, st.integers(500, 40_000))
def test_lines_hold_every_character_and_keep_to_the_measure(raw: str, width: int) -> None:
    text = clean(raw)
    prepared = Typesetter(font_set(FONTS)).prepare(text)
    lines = prepared.lines(width)
    assert squeezed("".join(line.text for line in lines)) == squeezed(text)
    for line in lines:
        # A single character may be wider than the measure; nothing else is.
        assert line.width <= width + 0.01 or len(unicodedata.normalize("NFC", line.text)) == 1 or len(line.runs) == 1


@settings(max_examples=60, deadline=None)
@given(st.lists(ANY_TEXT, max_size=4))
def test_any_text_prints_and_every_character_has_a_glyph_or_is_reported(texts: list[str]) -> None:
    notes = [("value", text) for text in map(clean, texts) if text]
    paper = board_pdf(board(notes), FONTS, paper="A4", now=NOW)
    assert "Draft,notagreed" in by_the_book(paper.data)
    reported = {missing.char for missing in paper.missing}
    fonts = font_set(FONTS)
    for _, text in notes:
        for char in squeezed(text):
            drawn = fonts.typeface_for(char, FontStyle.REGULAR) is not None
            assert drawn or char in reported or ignorable(char) or char in CONTROLS
