"""User text as office files take it."""

from __future__ import annotations

from itertools import pairwise

import pytest
from hypothesis import given
from hypothesis import strategies as st
from lxml import etree
from office_files import TEXTS

from cmc_desktop.model.export.bidi_order import CONTROLS
from cmc_desktop.model.export.office.office_text import Script, fit_text, reads_leftward, script_runs


@pytest.mark.parametrize(
    ("raw", "shown"),
    [
        ("a\u202eb", "a[U+202E]b"),
        ("a\x00\x1b\x7f\x85b", "a[U+0000][U+001B][U+007F][U+0085]b"),
        ("\ud800 \udfff", "[U+D800] [U+DFFF]"),
        ("\ufffe\uffff\ufffd", "[U+FFFE][U+FFFF]\ufffd"),
        ("a\r\nb\rc\u2028d\u2029e\tf", "a\nb\nc\nd\ne\tf"),
        ("\U0001f68c 王 \U0010ffff", "\U0001f68c 王 \U0010ffff"),
    ],
)
def test_what_does_not_fit_is_shown_as_its_code(raw: str, shown: str) -> None:
    assert fit_text(raw) == shown


@given(st.text(alphabet=st.characters(exclude_categories=())))
def test_any_text_fits_into_xml_and_comes_back(raw: str) -> None:
    text = fit_text(raw)
    element = etree.Element("a")
    element.text = text
    assert etree.fromstring(etree.tostring(element, encoding="utf-8")).text == (text or None)
    assert not CONTROLS & set(text)


@given(st.one_of(st.text(), st.sampled_from(TEXTS)))
def test_the_runs_are_the_text(text: str) -> None:
    runs = list(script_runs(text))
    assert "".join(run.text for run in runs) == text
    assert all(run.text for run in runs)
    assert all(one.script is not other.script for one, other in pairwise(runs))


@pytest.mark.parametrize(
    ("text", "runs"),
    [
        ("Night bus", [("Night bus", Script.PLAIN)]),
        ("Tiếng Việt, Ελληνικά", [("Tiếng Việt, Ελληνικά", Script.PLAIN)]),
        ("abc עברית 12, עוד xyz", [("abc ", "plain"), ("עברית 12, עוד", "leftward"), (" xyz", "plain")]),
        ("محمد!", [("محمد!", Script.LEFTWARD)]),
        ("word שָׁ", [("word ", Script.PLAIN), ("שָׁ", Script.LEFTWARD)]),
        ("हिन्दी 12 a", [("हिन्दी 12 ", Script.COMPLEX), ("a", Script.PLAIN)]),
        ("王小明 and 夜のバス", [("王小明 ", "japanese"), ("and ", "plain"), ("夜のバス", "japanese")]),
        ("深夜巴士。", [("深夜巴士。", Script.CHINESE)]),
        ("심야 버스", [("심야 버스", Script.KOREAN)]),
    ],
)
def test_runs_are_parted_by_script_and_marks_stay_with_their_letter(text: str, runs: list[tuple[str, str]]) -> None:
    assert [(run.text, run.script) for run in script_runs(text)] == runs


def test_a_paragraph_reads_to_the_side_of_its_first_letter() -> None:
    assert reads_leftward("12: مرحبا and English")
    assert not reads_leftward("English and مرحبا")
    assert not reads_leftward("12 !")
