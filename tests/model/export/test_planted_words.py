"""No words planted on a record's pages are called unchanged, whatever version or language it says wrote it."""

from __future__ import annotations

import io
import re
from collections.abc import Callable, Iterator
from dataclasses import replace
from functools import cache
from pathlib import Path
from tempfile import TemporaryDirectory

import builders
import pikepdf
import pytest
from tampering import FONTS, NOW, reworded, rewritten

from cmc_desktop.model.domain.answer import AnswerKind
from cmc_desktop.model.domain.canvas import Canvas
from cmc_desktop.model.domain.changes import AddNotes, DecideOnLeaver, GiveAnswer, Leave, NextPhase, SignOffCanvas
from cmc_desktop.model.export import page_check
from cmc_desktop.model.export.content_check import told_difference
from cmc_desktop.model.export.lineage import Ancestor
from cmc_desktop.model.export.page_check import PageCheck, PagesSay, check_pages
from cmc_desktop.model.export.record_check import check_record
from cmc_desktop.model.export.record_pdf import record_pdf
from cmc_desktop.model.services.clock import ManualClock

BASE = "ab" * 32
LINEAGE = (Ancestor(1, "Spring", NOW - 10**9, True, BASE),)


@cache
def whole_day() -> tuple[Canvas, bytes]:
    """A second version with tags, a reservation, words before the last answer and somebody who left; and its record."""
    with TemporaryDirectory() as folder:
        library = builders.open_library(Path(folder) / "library", ManualClock())
        session = library.session(library.new("Night bus", "Port Alder"))
        session.do(AddNotes("value", ("At any hour",), tags=("night", "safe")))
        builders.workshop_at(session, "consensus")
        people = [person for person in session.canvas.people if person.asked]
        session.do(GiveAnswer(people[0].id, AnswerKind.NOT_YET, "Say who pays"))
        session.do(GiveAnswer(people[1].id, AnswerKind.SATISFIED))
        session.do(Leave(people[1].id))
        session.do(DecideOnLeaver(people[1].id, "excluded", "Had to catch the ferry"))
        session.do(GiveAnswer(people[0].id, AnswerKind.SATISFIED))
        session.do(GiveAnswer(people[2].id, AnswerKind.RESERVATION, "The pilot is short"))
        session.do(NextPhase())
        session.do(SignOffCanvas())
        canvas = session.canvas.snapshot()
        library.close()
    canvas.write([replace(canvas.head, version=2, base=BASE)])
    return canvas, record_pdf(canvas, b"{}", FONTS, paper="A4", now=NOW, lineage=LINEAGE).data


def by_another_version(setting: str) -> str:
    return re.sub(r'"app":"[^"]*"', '"app":"CMC Desktop 0.0.9"', setting)


def in_another_language(setting: str) -> str:
    return re.sub(r'"language":"[^"]*"', '"language":"nb"', setting)


def as_it_was(setting: str) -> str:
    return setting


def unreadable(_setting: str) -> str:
    return "{}"


LEVELS = [as_it_was, by_another_version, in_another_language, unreadable]
SAYS_LESS = [by_another_version, in_another_language, unreadable]


def planted(level: Callable[[str], str], change: Callable[[bytes], bytes]) -> PageCheck:
    """What is said of the record after `change` of whichever page it alters."""

    def apply(document: pikepdf.Pdf) -> None:
        document.docinfo["/CMCPages"] = level(str(document.docinfo["/CMCPages"]))
        altered = 0
        for page in document.pages:
            before = page.Contents.read_bytes()
            after = change(before)
            altered += after != before
            page.Contents = document.make_stream(after)
        assert altered

    canvas, record = whole_day()
    data = rewritten(record, apply)
    return check_pages(data, canvas, b"{}", check_record(data).setting, FONTS)


OWN_WORDS = {
    "a note extended": (b"everyone gets home", b"everyone gets home for free"),
    "a note extended before": (b"Note 15 of value", b"No Note 15 of value"),
    "a note replaced": (b"Note 4 of buyin", b"Note 9 of buyin"),
    "a tag added": (b"night, safe", b"night, safe, free"),
    "a name extended": (b"Person 2", b"Person 2 Mayor"),
    "a reservation extended": (b"The pilot is short", b"The pilot is short but fine"),
    "former words extended": (b"Say who pays", b"Say who pays, not us"),
    "a leaver's reason extended": (b"Had to catch the ferry", b"Had to catch the ferry in anger"),
    "the title extended": (b"(Night bus)", b"(Night bus and trams)"),
    "the seal of the version before": (b"ABAB ABAB", b"ABAC ABAB"),
}
TOLD_WORDS = {
    "an answer": (b"(satisfied ", b"(not yet "),
    "a reservation taken away": (b"satisfied, with a reservation", b"satisfied, fully and with no words"),
    "a capacity": (b"(Participant)", b"(Observer)"),
}
NUMBERS = {
    "the signing date": (b"2026-09-21 14:13:20 UTC", b"2025-09-21 14:13:20 UTC"),
    "the version": (b"version 2", b"version 7"),
    "the count of notes": (b"17 notes", b"71 notes"),
    "a time taken": (b"45 min", b"15 min"),
    "when somebody came": (b"from 14:13", b"from 09:13"),
    "when somebody answered": (b"2026-09-21 14:13, spoken", b"2026-09-21 11:13, spoken"),
    "how many agreed": (b"The 2 people", b"The 9 people"),
    "a day in the lineage": (b"signed 2026-09-10", b"signed 2026-08-10"),
}


@pytest.mark.parametrize("level", LEVELS)
@pytest.mark.parametrize("pair", [*OWN_WORDS.values(), *TOLD_WORDS.values()], ids=[*OWN_WORDS, *TOLD_WORDS])
def test_words_that_were_added_or_replaced_are_found(level: Callable[[str], str], pair: tuple[bytes, bytes]) -> None:
    found = planted(level, reworded(*pair))
    lineage = pair[0].startswith(b"ABAB") and level is unreadable
    assert found.says is (PagesSay.NOT_COMPARED if lineage else PagesSay.OTHER)
    assert lineage or found.why


@pytest.mark.parametrize("level", LEVELS)
@pytest.mark.parametrize("pair", NUMBERS.values(), ids=NUMBERS)
def test_dates_times_and_counts_that_were_changed_are_found(
    level: Callable[[str], str], pair: tuple[bytes, bytes]
) -> None:
    says = planted(level, reworded(*pair)).says
    assert says in ({PagesSay.OTHER, PagesSay.NOT_COMPARED} if level is unreadable else {PagesSay.OTHER})


@pytest.mark.parametrize("level", LEVELS)
def test_a_record_that_says_less_of_itself_is_never_called_compared(level: Callable[[str], str]) -> None:
    found = planted(level, lambda page: page + b"\n")
    wanted = {
        as_it_was: PagesSay.OTHER,
        by_another_version: PagesSay.ITS_WORDS,
        in_another_language: PagesSay.NOT_COMPARED,
        unreadable: PagesSay.NOT_COMPARED,
    }
    assert found.says in {wanted[level], PagesSay.ITS_WORDS if level is by_another_version else wanted[level]}


@pytest.mark.parametrize("level", SAYS_LESS)
@pytest.mark.parametrize(
    "words", [b"/Artifact BMC BT 0 g /F1+0 9 Tf 1 0 0 1 40 40 Tm (Not) Tj ET EMC", b"0 0 0 RG 5 w 0 300 m 800 300 l S"]
)
def test_words_or_strokes_without_a_tag_are_never_called_compared(level: Callable[[str], str], words: bytes) -> None:
    says = planted(level, lambda page: page + b"\n" + words).says
    assert says in {PagesSay.NOT_COMPARED, PagesSay.OTHER}


def words_exchanged(page: bytes) -> bytes:
    """Two names of the same width put in each other's place; a screen reader still reads them in their order."""
    places = re.findall(rb"1 0 0 1 ([0-9.]+ [0-9.]+) Tm[^()]*\(Person ([13])\) Tj", page)
    if len(places) < 2:
        return page
    (one, _), (other, _) = places[:2]
    return page.replace(one, b"\0").replace(other, one).replace(b"\0", other)


def test_words_that_were_put_in_each_others_place_are_not_called_unchanged() -> None:
    assert planted(by_another_version, words_exchanged).says is PagesSay.NOT_COMPARED
    assert planted(as_it_was, words_exchanged).says is PagesSay.OTHER


def test_a_canvas_too_large_to_print_anew_is_compared_by_whole_elements(monkeypatch: pytest.MonkeyPatch) -> None:
    monkeypatch.setattr(page_check, "_PRINT_LIMIT", 10)
    for pair in (*OWN_WORDS.values(), *TOLD_WORDS.values(), *NUMBERS.values()):
        assert planted(as_it_was, reworded(*pair)).says is PagesSay.OTHER, pair
    assert planted(as_it_was, lambda page: page + b"\n").says is PagesSay.NOT_COMPARED


def test_a_lineage_that_does_not_lead_to_the_canvas_is_found() -> None:
    canvas, _ = whole_day()
    other = (Ancestor(1, "Spring", NOW - 10**9, True, "cd" * 32),)
    data = record_pdf(canvas, b"{}", FONTS, paper="A4", now=NOW, lineage=other).data
    found = check_pages(data, canvas, b"{}", check_record(data).setting, FONTS)
    assert (found.says, "versions before it" in found.why) == (PagesSay.OTHER, True)


def parts_added() -> Iterator[tuple[str, Callable[[pikepdf.Pdf], object], str]]:
    script = pikepdf.Dictionary(S=pikepdf.Name.JavaScript, JS=pikepdf.String("app.alert(1)"))
    yield "a script", lambda pdf: pdf.Root.__setattr__("OpenAction", script), "besides its pages"
    yield "a file", lambda pdf: pdf.attachments.__setitem__("evil.exe", b"MZ"), "besides its pages"
    yield "a title", lambda pdf: pdf.docinfo.__setitem__("/Title", "Another"), "besides its pages"
    yield "a blank page", lambda pdf: pdf.add_blank_page(), "it has 4 pages, and its canvas makes 3"
    yield "a page less", lambda pdf: pdf.pages.__delitem__(2), "it has 2 pages, and its canvas makes 3"
    yield "turned round", lambda pdf: pdf.pages.reverse(), "in another order"


@pytest.mark.parametrize("case", list(parts_added()), ids=lambda case: case[0])
def test_the_reason_says_what_was_done(case: tuple[str, Callable[[pikepdf.Pdf], object], str]) -> None:
    canvas, record = whole_day()
    with pikepdf.open(io.BytesIO(record)) as document:
        assert len(document.pages) == 3
    data = rewritten(record, case[1])
    found = check_pages(data, canvas, b"{}", check_record(data).setting, FONTS)
    assert found.says is PagesSay.OTHER
    assert case[2] in found.why


def test_the_reason_tells_the_words_of_both_sides() -> None:
    why = planted(as_it_was, reworded(b"Note 4 of buyin", b"Note 9 of buyin")).why
    assert why == "The canvas inside this record says “Note 4 of buyin” where its pages say “Note 9 of buyin”."


def test_the_reason_shows_where_long_words_begin_to_differ() -> None:
    long = told_difference(f"{'a long note ' * 20}for free", f"{'a long note ' * 20}for all")
    assert "for all” where its pages say" in long
    assert long.endswith("for free”.")


def test_a_script_in_a_record_of_another_version_is_not_called_unchanged() -> None:
    def add(document: pikepdf.Pdf) -> None:
        document.docinfo["/CMCPages"] = by_another_version(str(document.docinfo["/CMCPages"]))
        document.Root.OpenAction = pikepdf.Dictionary(S=pikepdf.Name.JavaScript, JS=pikepdf.String("app.alert(1)"))

    canvas, record = whole_day()
    data = rewritten(record, add)
    assert check_pages(data, canvas, b"{}", check_record(data).setting, FONTS).says is PagesSay.NOT_COMPARED
