"""Every script keeps to its line, breaks where its readers expect it, and is drawn by a font that has it."""

from __future__ import annotations

import io
from itertools import pairwise

import pikepdf
import pytest
from hypothesis import example, given, settings
from hypothesis import strategies as st
from many_scripts import SCRIPTS, TRICKS
from printed import FONTS, NOW, board, fonts_of
from reader import read

from cmc_desktop.model.domain.text import clean
from cmc_desktop.model.export.board_pdf import board_pdf, settled_board
from cmc_desktop.model.export.coverage import TABLE, coverage_table
from cmc_desktop.model.export.fonts import FontSet, font_set
from cmc_desktop.model.export.graphemes import clusters
from cmc_desktop.model.export.marks import TextMark
from cmc_desktop.model.export.text import Line, Typesetter

ZALGO = "Z" + "\u0301" * 250 + "\u0323" * 250


def lines_of(text: str, ems: float) -> list[Line]:
    """`text` broken for a measure of so many type sizes."""
    return Typesetter(font_set(FONTS)).prepare(text).lines(ems * 1000)


def heights(line: Line) -> tuple[float, float]:
    """How far the ink of a line goes down and up from its letters' foot, in type sizes."""
    low = high = 0.0
    for run in line.runs:
        for glyph in run.glyphs:
            top, bottom = run.typeface.ink(glyph.number)
            low, high = min(low, bottom + glyph.y_offset), max(high, top + glyph.y_offset)
    return low / 1000, high / 1000


def test_the_table_of_characters_is_what_the_font_files_say() -> None:
    assert (FONTS / TABLE).read_text("ascii") == coverage_table(FONTS)


def test_only_the_fonts_that_a_text_needs_are_opened(monkeypatch: pytest.MonkeyPatch) -> None:
    opened: list[str] = []
    real = FontSet.typeface

    def typeface(fonts: FontSet, name: str) -> object:
        opened.append(name)
        return real(fonts, name)

    monkeypatch.setattr(FontSet, "typeface", typeface)
    Typesetter(FontSet(FONTS)).prepare("Night bus \u1100\u13a0 심야 버스")
    assert set(opened) == {"NotoSans-Regular", "NanumGothicCoding", "DroidSansFallbackFull"}


@pytest.mark.parametrize("script", SCRIPTS)
def test_every_script_has_its_glyphs(script: str) -> None:
    typesetter = Typesetter(font_set(FONTS))
    lines = typesetter.prepare(SCRIPTS[script]).lines(20_000)
    assert typesetter.missing == ()
    assert all(glyph.number for line in lines for run in line.runs for glyph in run.glyphs)


@settings(max_examples=150, deadline=None)
@example(ZALGO)
@example("م" + "\u064b" * 40 + "\u0650" * 40)
@given(st.one_of(st.sampled_from([*SCRIPTS.values(), *TRICKS]), st.text(st.characters(codec="utf-8"), max_size=30)))
def test_no_letter_or_mark_runs_into_the_line_above_or_below(raw: str) -> None:
    for line in lines_of(clean(raw), 8):
        low, high = heights(line)
        assert high <= line.rise
        assert -low <= line.leading - line.rise
        assert line.leading <= 3, "no line pushes the others off the page"


def test_a_pile_of_marks_costs_the_notes_around_it_nothing() -> None:
    notes = [("value", ZALGO), ("value", "An honest neighbour"), ("costs", "Another")]
    data = board_pdf(board(notes), FONTS, paper="A4", now=NOW).data
    words = [element.words for element in read(data).walk() if element.kind == "LBody"]
    assert words == [text for _, text in notes]
    with pikepdf.open(io.BytesIO(data)) as document:
        assert len(document.pages) == 1


def test_a_title_that_reads_to_the_left_ends_before_the_stamp() -> None:
    canvas = board([], title="حافلة ليلية لكل حي من المدينة", city="شارع")
    page = settled_board(canvas, FONTS, paper="A4", now=NOW).pages[0]
    title, facts, stamp = [mark for mark in page.marks if isinstance(mark, TextMark)][:3]
    assert stamp.lines[0].text == "Draft, not agreed"
    assert max(title.frame.right, facts.frame.right) < stamp.frame.x


@pytest.mark.parametrize("width", [5, 6, 7, 8, 9, 11])
def test_no_line_of_chinese_or_japanese_begins_with_what_ends_a_phrase(width: int) -> None:
    text = "深夜巴士，按需服务。「小さなバス」（全区間）ちょっと、きゃっと！パーティー……それから——東京々"
    lines = [line.text for line in lines_of(text, width)]
    assert "".join(lines) == text
    assert not [line for line in lines if line[0] in "，。」）、！っゃょー々ィ"]
    assert not [line for line in lines if line[-1] in "「（"]
    parted = [first for first, second in pairwise(lines) if first[-1] == second[0] and first[-1] in "…—"]
    assert not parted, "dashes and dots that stand in pairs stay together"


@pytest.mark.parametrize("width", [1, 2, 3, 5, 8])
@pytest.mark.parametrize("script", ["Thai", "Devanagari", "India", "further", "emoji", "Arabic", "Hebrew"])
def test_no_line_ends_inside_what_a_reader_takes_for_one_letter(script: str, width: int) -> None:
    text = SCRIPTS[script].replace(" ", "")
    whole = clusters(text)
    lines = [line.text for line in lines_of(text, width)]
    assert "".join(lines) == text
    assert [letter for line in lines for letter in clusters(line)] == whole


def test_a_thai_vowel_stays_with_the_letter_after_it() -> None:
    text = "เมืองแห่งไฟฟ้าโดยสาร" * 3
    for width in range(1, 12):
        assert not [line for line in lines_of(text, width / 2)[:-1] if line.text[-1] in "เแโใไ" and len(line.text) > 1]


def test_korean_words_stay_whole_where_they_have_room() -> None:
    text = "심야 버스는 모든 시민이 안전하게 집에 돌아갈 수 있게 한다"
    assert [word for line in lines_of(text, 6) for word in line.text.split()] == text.split()


def test_a_flag_is_never_drawn_with_the_letters_of_another_country() -> None:
    norway, france = Typesetter(font_set(FONTS)).line("\U0001f1f3\U0001f1f4 \U0001f1eb\U0001f1f7").runs[::2]
    assert len([glyph for glyph in norway.glyphs if glyph.advance]) == 2
    assert len(france.glyphs) == 1


def test_an_emoji_that_is_asked_for_comes_from_the_font_of_emoji() -> None:
    line = Typesetter(font_set(FONTS)).line("1\ufe0f\u20e3 \u2764\ufe0f")
    assert {run.typeface.name for run in line.runs if run.text.strip()} == {"NotoEmoji-Regular"}


def test_every_font_of_a_document_in_all_scripts_is_embedded() -> None:
    data = board_pdf(board([("value", text) for text in SCRIPTS.values()]), FONTS, now=NOW).data
    assert len(fonts_of(data)) > 20
    assert all(fonts_of(data).values())


@pytest.mark.parametrize(
    "text",
    [
        "\u0301",
        "\U0001f3fd",
        "\ufe0f",
        "\u200d",
        "\u0e33",
        "\u094d",
        "\U000e0041",
        "\ud83d",
        "\ue000",
        "\u0378",
        "\x85",
    ],
)
def test_a_character_that_stands_alone_is_drawn_or_reported(text: str) -> None:
    typesetter = Typesetter(font_set(FONTS))
    line = typesetter.line(f"a {text} b", where="Title")
    assert line.text == f"a {text} b"
    assert all(glyph.number for run in line.runs for glyph in run.glyphs)
    assert all(missing.char == text and missing.where == "Title" for missing in typesetter.missing)
    assert bool(typesetter.missing) == (text in ("\ud83d", "\ue000", "\u0378"))
