"""A printed board has every note whole, in its box, and says what it is."""

from __future__ import annotations

import io
import threading
from pathlib import Path

import builders
import pypdf
import pytest
from printed import FONTS, NOW, PAPERS, board, by_pdftotext, by_pypdf, fonts_of, pages_by_pypdf, sixty_four, squeezed

from cmc_desktop.model.domain.arrangement import Layout
from cmc_desktop.model.domain.errors import Refusal
from cmc_desktop.model.domain.local_time import day
from cmc_desktop.model.domain.revision import seal_number
from cmc_desktop.model.export.board_pdf import board_pdf
from cmc_desktop.model.export.paper import PAPERS as ALL_PAPERS
from cmc_desktop.model.export.paper import canvas_sheet
from cmc_desktop.model.services.session import Session


@pytest.mark.parametrize("paper", PAPERS)
def test_sixty_four_notes_are_extracted_whole_and_once(paper: str, tmp_path: Path) -> None:
    notes = sixty_four()
    data = board_pdf(board(notes), FONTS, paper=paper, now=NOW).data
    for text in (by_pypdf(data), by_pdftotext(data, tmp_path)):
        assert [words for _, words in notes if text.count(squeezed(words)) != 1] == []


@pytest.mark.parametrize("paper", PAPERS)
def test_the_notes_of_a_box_are_read_in_their_order(paper: str) -> None:
    notes = sixty_four()
    text = by_pypdf(board_pdf(board(notes), FONTS, paper=paper, now=NOW).data)
    for box in builders.BOXES:
        places = [text.index(squeezed(words)) for key, words in notes if key == box]
        assert places == sorted(places)


@pytest.mark.parametrize("paper", PAPERS)
def test_what_has_no_room_in_its_box_goes_on_on_a_page_that_is_named_there(paper: str) -> None:
    notes = [("partners", f"Partner {number} brings something of its own to the table") for number in range(200)]
    data = board_pdf(board(notes), FONTS, paper=paper, now=NOW).data
    first, *others = pages_by_pypdf(data)
    assert "continued on page 2" in first
    assert "Key partnerships (continued)" in others[0]
    text = by_pypdf(data)
    assert [words for _, words in notes if text.count(squeezed(words)) != 1] == []


def test_a_note_of_four_thousand_letters_does_not_shrink_the_others() -> None:
    canvas = board([("value", "Less waiting"), ("buyin", "x" * 4000)])
    first, second = pages_by_pypdf(board_pdf(canvas, FONTS, paper="A3", now=NOW).data)
    assert "Less waiting" in first
    assert squeezed(second).count("x" * 4000) == 1


def test_a_note_longer_than_a_page_runs_on_and_loses_nothing() -> None:
    lines = "\n".join(f"line {number}" for number in range(570))
    data = board_pdf(board([("value", lines)]), FONTS, paper="A4", now=NOW).data
    text = by_pypdf(data)
    assert [number for number in range(570) if f"line{number}" not in text] == []


def test_every_page_of_a_draft_says_so() -> None:
    canvas = board([("partners", f"Partner {number} with a long story to tell") for number in range(300)])
    pages = pages_by_pypdf(board_pdf(canvas, FONTS, paper="A4", now=NOW).data)
    assert len(pages) > 2
    assert all(page.count("Draft, not agreed") == 2 for page in pages)


def test_a_signed_board_is_no_draft(signed: Session) -> None:
    pages = pages_by_pypdf(board_pdf(signed.canvas, FONTS, now=NOW).data)
    assert not any("Draft" in page for page in pages)


def test_a_signed_board_beside_the_record_says_that_it_is_a_copy_with_the_day_and_number_of_the_record(
    signed: Session,
) -> None:
    canvas = signed.canvas
    assert canvas.sign_off is not None
    printed = board_pdf(canvas, FONTS, now=canvas.sign_off.at + 40 * 86_400_000)
    (page, *_) = pages_by_pypdf(printed.data)
    words = " ".join(page.split())
    assert words.count("Copy for reading") == 2
    assert f"signed {day(canvas.sign_off.at)}" in words
    assert seal_number(canvas.content_hash) in words


def test_the_heading_has_title_city_version_date_and_count() -> None:
    (page,) = pages_by_pypdf(board_pdf(board([("value", "One")]), FONTS, now=NOW).data)
    for part in ("Night bus", "Port Alder", "version 1", "2026-09-2", "1 note"):
        assert part in page


def test_none_identified_is_printed_as_words() -> None:
    canvas = board([("value", "One")], none_identified=["social_risks"])
    (page,) = pages_by_pypdf(board_pdf(canvas, FONTS, now=NOW).data)
    assert page.count("none identified") == 1


def test_tags_are_printed_as_words(session: Session) -> None:
    session.do(builders.AddNotes("revenue", ("Less overtime",), tags=("saving", "indirect")))
    (page,) = pages_by_pypdf(board_pdf(session.canvas, FONTS, now=NOW).data)
    assert "saving, indirect" in page


def test_what_is_kept_beside_the_notes_is_never_printed(session: Session) -> None:
    builders.lived_in(session, "consensus")
    text = by_pypdf(board_pdf(session.canvas, FONTS, now=NOW).data)
    assert squeezed("Home by night") in text
    for kept in (
        "For whom?",
        "question",
        "Not for this service",
        "Only for myself",
        "Who pays for the night?",
        "We began late",
        "In our own words",
        "Person 1",
    ):
        assert squeezed(kept) not in text


@pytest.mark.parametrize("upright", [False, True])
@pytest.mark.parametrize("layout", Layout)
@pytest.mark.parametrize("paper", ALL_PAPERS)
def test_every_paper_comes_in_its_size_lying_and_upright_with_every_note(
    paper: str, upright: bool, layout: Layout
) -> None:
    notes = sixty_four()
    data = board_pdf(board(notes), FONTS, paper=paper, upright=upright, layout=layout, now=NOW).data
    sheet = canvas_sheet(paper, upright=upright)
    for page in pypdf.PdfReader(io.BytesIO(data)).pages:
        assert page.mediabox.width == pytest.approx(sheet.width, abs=0.01)
        assert page.mediabox.height == pytest.approx(sheet.height, abs=0.01)
    assert (sheet.height > sheet.width) is upright
    text = by_pypdf(data)
    assert [words for _, words in notes if text.count(squeezed(words)) != 1] == []


@pytest.mark.parametrize("template", sorted(builders.TEMPLATES))
@pytest.mark.parametrize("paper", PAPERS)
def test_every_template_prints_its_boxes_with_their_numbers(template: str, paper: str) -> None:
    chosen = builders.TEMPLATES[template]
    canvas = board([(key, f"In {key}") for key in chosen.walk], template=template)
    text = by_pypdf(board_pdf(canvas, FONTS, paper=paper, now=NOW).data)
    for box in chosen.in_walk_order:
        assert squeezed(f"{box.number}{box.title}In {box.key}") in text


@pytest.mark.parametrize("paper", PAPERS)
def test_all_fonts_are_embedded(paper: str) -> None:
    canvas = board([("value", "Bus مرحبا שלום हिन्दी ภาษา 深夜 🚌 ≤")], none_identified=["costs"])
    fonts = fonts_of(board_pdf(canvas, FONTS, paper=paper, now=NOW).data)
    assert len(fonts) > 6
    assert all(fonts.values())


def test_the_same_board_and_time_give_the_same_bytes_whatever_was_printed_before() -> None:
    canvas = board([("value", "Bus مرحبا हिन्दी"), *sixty_four()[1:]])
    first = board_pdf(canvas, FONTS, now=NOW).data
    board_pdf(board([("value", "श्रीमती كريم 夜 سلام")]), FONTS, now=NOW)
    assert board_pdf(canvas, FONTS, now=NOW).data == first
    assert board_pdf(canvas, FONTS, now=NOW + 86_400_000).data != first


def test_several_threads_can_print_at_once() -> None:
    canvases = [board([("value", f"مرحبا {number} हिन्दी"), *sixty_four()]) for number in range(4)]
    alone = [board_pdf(canvas, FONTS, now=NOW).data for canvas in canvases]
    together: dict[int, bytes] = {}

    def print_one(number: int) -> None:
        together[number] = board_pdf(canvases[number], FONTS, now=NOW).data

    threads = [threading.Thread(target=print_one, args=(number,)) for number in range(4)]
    for thread in threads:
        thread.start()
    for thread in threads:
        thread.join()
    assert [together[number] for number in range(4)] == alone


def test_a_paper_size_there_is_not_is_refused_with_those_there_are() -> None:
    with pytest.raises(Refusal, match="A4, A3"):
        board_pdf(board([]), FONTS, paper="B7", now=NOW)
