"""How far the pages of a record say what its canvas says: the same, its words, its content only, or something else."""

from __future__ import annotations

import random
import re
from collections.abc import Callable
from dataclasses import replace
from pathlib import Path

import builders
import pikepdf
import pytest
from tampering import FONTS, NOW, on_page, plain_record, reworded, rewritten, signed_canvas

from cmc_desktop.model.domain.local_time import clocks_of, moment, offset_at
from cmc_desktop.model.export import page_check
from cmc_desktop.model.export.drawn_words import drawn_words
from cmc_desktop.model.export.page_check import PageCheck, PagesSay, check_pages
from cmc_desktop.model.export.record_check import check_record
from cmc_desktop.model.export.record_pdf import record_pdf
from cmc_desktop.model.export.record_setting import read_setting
from cmc_desktop.model.services.clock import ManualClock
from cmc_desktop.model.services.session import Session

#: a record that another version of the app wrote, as it says of itself
ANOTHER = "CMC Desktop 0.0.9; ReportLab 5.0; HarfBuzz 0.1; pikepdf 9"


def by_another_version(document: pikepdf.Pdf) -> None:
    setting = str(document.docinfo["/CMCPages"])
    document.docinfo["/CMCPages"] = re.sub(r'"app":"[^"]*"', f'"app":"{ANOTHER}"', setting)


def changed(*ways: Callable[[pikepdf.Pdf], None]) -> bytes:
    def all_of_them(document: pikepdf.Pdf) -> None:
        for way in ways:
            way(document)

    return rewritten(plain_record(), all_of_them)


def looked_at(data: bytes) -> PageCheck:
    canvas, attachment = signed_canvas()
    return check_pages(data, canvas, attachment, check_record(data).setting, FONTS)


def other_green(page: bytes) -> bytes:
    return re.sub(rb"0?\.1686[0-9]* 0?\.4784[0-9]* 0?\.2392[0-9]* rg", b".1 .4 .2 rg", page)


def test_what_this_version_printed_is_the_same() -> None:
    assert looked_at(plain_record()) == PageCheck(PagesSay.THE_SAME)


def test_the_same_words_in_another_green_are_its_words_only_when_another_version_wrote_them() -> None:
    assert looked_at(changed(on_page(0, other_green))).says is PagesSay.OTHER
    assert looked_at(changed(on_page(0, other_green), by_another_version)).says is PagesSay.ITS_WORDS


def test_other_labels_of_another_version_are_not_compared() -> None:
    label = on_page(1, reworded(b"Who was in the room", b"Those who were here"))
    assert looked_at(changed(label, by_another_version)).says is PagesSay.NOT_COMPARED
    assert looked_at(changed(label)).says is PagesSay.OTHER


@pytest.mark.parametrize(
    ("page", "old", "new"),
    [
        (0, b"everyone gets home", b"nobody gets home"),
        (0, b"Note 2 of value", b"Note 9 of value"),
        (1, b"Person 2", b"Person 9"),
        (1, b"Seal number ", b"Seal numbar 0"),
    ],
)
def test_other_content_is_found_whatever_version_it_says_wrote_it(page: int, old: bytes, new: bytes) -> None:
    other = changed(on_page(page, reworded(old, new)), by_another_version)
    says = looked_at(other).says
    assert says is (PagesSay.NOT_COMPARED if b"numbar" in new else PagesSay.OTHER)


@pytest.mark.parametrize(
    ("tail", "why"),
    [
        (b"/Artifact BMC 1 1 1 rg 30 30 700 500 re f EMC", "drawn over the words"),
        (b"q 700 0 0 500 0 0 cm /Im1 Do Q", "turned or scaled"),
        (b"/Im1 Do", "a picture"),
        (b"BT 1 0 0 1 50 50 Tm /F1+0 1 Tf (N) Tj ET", "too small"),
        (b"BT .5 0 0 .5 50 50 Tm /F1+0 9 Tf (N) Tj ET", "turned or scaled"),
        (b"BT 1 0 0 1 5000 50 Tm /F1+0 9 Tf (N) Tj ET", "beside a page"),
        (b"1 1 1 rg BT 1 0 0 1 40 28 Tm /F1+0 9 Tf (N) Tj ET", "cannot be seen"),
        (b"BT 3 Tr 1 0 0 1 50 50 Tm /F1+0 9 Tf (N) Tj ET", "a picture"),
        (b"400 w 1 1 1 RG 0 300 m 800 300 l S", "drawn over the words"),
        (b"/GS0 gs", "a picture"),
        (b"0 0 10 10 re W n", "a picture"),
        (b"BI /W 1 /H 1 /CS /G /BPC 8 ID x EI", "a picture"),
        (b"BT 1 0 0 1 50 50 Tm /F1+0 9 Tf (\\377) Tj ET", "cannot be read"),
    ],
)
def test_what_is_drawn_over_words_or_hidden_is_found_whatever_version_it_says_wrote_it(tail: bytes, why: str) -> None:
    found = looked_at(changed(on_page(0, lambda page: page + b"\n" + tail), by_another_version))
    assert found.says is PagesSay.OTHER
    assert why in found.why


def test_a_canvas_too_large_to_print_anew_is_read(monkeypatch: pytest.MonkeyPatch) -> None:
    monkeypatch.setattr(page_check, "_PRINT_LIMIT", 10)
    assert looked_at(plain_record()).says is PagesSay.NOT_COMPARED
    assert looked_at(changed(on_page(0, reworded(b"Note 2 of value", b"Note 9 of value")))).says is PagesSay.OTHER


def test_the_words_of_every_note_are_read_from_the_pages_in_any_script(session: Session) -> None:
    notes = (
        "Nächtlicher Bus",
        "محطة الحافلات",
        "שלום עולם",
        "श्रीमती कृष्णा",
        "夜行バス",
        "ภาษาไทย",
        "mixed عربي and 한국어",
        "<b>",
    )
    builders.put(session, "value", *notes)
    builders.sign(session)
    attachment = b"{}"
    data = record_pdf(session.canvas, attachment, FONTS, now=NOW).data
    read = "".join("".join(drawn_words(data).read).split())
    for note in notes:
        assert not set("".join(note.split())) - set(read)
        if note.isascii() or note.startswith(("N", "夜", "ภ")):
            assert "".join(note.split()) in read
    setting = check_record(data).setting
    assert check_pages(data, session.canvas, attachment, setting, FONTS).says is PagesSay.THE_SAME
    assert setting is not None
    elsewhere = replace(setting, app=ANOTHER)
    assert check_pages(data + b" ", session.canvas, attachment, elsewhere, FONTS).says is PagesSay.ITS_WORDS


@pytest.mark.parametrize(
    "text",
    [
        "",
        "[]",
        "{}",
        "null",
        "[" * 5000,
        '{"app":"a"}',
        '{"app":"a","language":"en-GB","paper":"A3","now":1,"clocks":[[0,0],[1,600]],"lineage":[],"signed_by":null}',
        '{"app":"a","language":"en-GB","paper":"A3","now":-1,"clocks":[[0,0]],"lineage":[],"signed_by":null}',
        '{"app":"a","language":"en-GB","paper":"A3","now":1,"clocks":[],"lineage":[],"signed_by":null}',
        '{"app":"a","language":"en-GB","paper":"A3","now":1,"clocks":[[0,0]],"lineage":[],"signed_by":{"x":"y"}}',
    ],
)
def test_a_setting_that_makes_no_sense_is_none(text: str) -> None:
    assert read_setting(text) is None


def test_a_setting_is_read_as_it_was_written() -> None:
    setting = check_record(plain_record()).setting
    assert setting is not None
    assert read_setting(setting.text()) == setting


def test_times_are_told_as_the_clocks_of_another_place_told_them() -> None:
    summer = ((0, 60), (NOW, 120))
    with clocks_of(summer):
        assert moment(NOW).endswith("UTC+02:00")
        assert moment(NOW - 1000).endswith("UTC+01:00")
        assert moment(-1000).endswith("UTC+01:00")
        assert offset_at(NOW) == 120
    with clocks_of(((0, -210),)):
        assert moment(NOW).endswith("UTC-03:30")


PARTS = (
    *("Nächtlicher Bus", "محطة الحافلات", "שלום", "श्रीमती कृष्णा क्ष्म", "夜行バス", "ภาษาไทยน้ำ", "한국어", "Ω≈ç√", "١٢٣"),
    *(
        "😀👍🏽👩‍👩‍👧",
        "<b>&amp;</b>",
        "\u202egnp.exe",
        "x" * 900,
        "a\tb",
        "two\nlines",
        "fi ffl",
        "\u00a0nbsp",
        "e\u0301",
    ),
    *("\u200bzero", "\U00012000", "1234 %d {x}", "(a) \\ ) (", "–—“”", "\u2066iso\u2069", "word " * 80, "ab\u00adcd"),
)


@pytest.mark.parametrize("seeds", [range(8), pytest.param(range(8, 308), marks=pytest.mark.soak)], ids=["few", "many"])
def test_no_record_of_whatever_text_is_called_changed(tmp_path: Path, seeds: range) -> None:
    for seed in seeds:
        chance = random.Random(seed)
        library = builders.open_library(tmp_path / str(seed), ManualClock())
        session = library.session(library.new(chance.choice(PARTS)[:200].replace("\n", " ")))
        for _ in range(chance.randrange(60)):
            box = chance.choice([box for box in builders.BOXES if box != "mission"])
            builders.put(session, box, " ".join(chance.choices(PARTS, k=chance.randrange(1, 4))))
        builders.add_person(session, " ".join(chance.choices(PARTS, k=2))[:100].replace("\n", " "))
        builders.sign(session)
        data = record_pdf(session.canvas, b"{}", FONTS, paper=chance.choice(["A4", "A3"]), now=NOW).data
        setting = check_record(data).setting
        assert setting is not None
        said = [
            check_pages(data, session.canvas, b"{}", setting, FONTS).says,
            check_pages(data + b" ", session.canvas, b"{}", replace(setting, app=ANOTHER), FONTS).says,
            check_pages(data, session.canvas, b"{}", None, FONTS).says,
        ]
        assert said == [PagesSay.THE_SAME, PagesSay.ITS_WORDS, PagesSay.NOT_COMPARED], seed
        library.close()
