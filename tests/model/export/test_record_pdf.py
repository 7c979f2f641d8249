"""The signed record names everyone and their answers, carries the canvas file, and shows when it was changed."""

from __future__ import annotations

import io
import json
from dataclasses import replace
from datetime import datetime

import builders
import pikepdf
import pytest
from printed import FONTS, NOW, PAPERS, by_pypdf, by_the_book, fonts_of, pages_by_pypdf, squeezed

from cmc_desktop.model.domain.answer import Answer, AnswerKind
from cmc_desktop.model.domain.arrangement import Layout
from cmc_desktop.model.domain.changes import (
    DecideOnLeaver,
    EditNote,
    GiveAnswer,
    Leave,
    NextPhase,
    SignOffCanvas,
    SkipPhase,
    StartWorkshop,
)
from cmc_desktop.model.domain.errors import Refusal
from cmc_desktop.model.domain.participant import Participant
from cmc_desktop.model.domain.revision import seal_number
from cmc_desktop.model.export.page_check import PagesSay, check_pages
from cmc_desktop.model.export.record_check import check_record
from cmc_desktop.model.export.record_pdf import record_pdf, whole_record
from cmc_desktop.model.export.record_setting import RecordSetting, read_setting
from cmc_desktop.model.services.clock import ManualClock
from cmc_desktop.model.services.session import Session

CMC_FILE = b'{"format":"cmc/1","title":"N\xc3\xa4chtlicher Bus"}' + bytes(range(256)) * 40


@pytest.fixture
def record(signed: Session) -> bytes:
    return record_pdf(signed.canvas, CMC_FILE, FONTS, paper="A4", now=NOW).data


def test_only_a_signed_canvas_has_a_record(filled: Session) -> None:
    with pytest.raises(Refusal, match="not signed"):
        record_pdf(filled.canvas, CMC_FILE, FONTS, now=NOW)


@pytest.mark.parametrize("paper", PAPERS)
def test_every_page_has_the_seal_number_and_none_says_draft(signed: Session, paper: str) -> None:
    data = record_pdf(signed.canvas, CMC_FILE, FONTS, paper=paper, now=NOW).data
    assert signed.canvas.sign_off is not None
    seal = f"Seal number {seal_number(signed.canvas.sign_off.content_hash)}"
    pages = pages_by_pypdf(data)
    assert len(pages) >= 2
    assert all(seal in page and "Signed record" in page and "Draft" not in page for page in pages)


@pytest.mark.parametrize("upright", [False, True])
@pytest.mark.parametrize("layout", Layout)
@pytest.mark.parametrize("paper", ["A4", "A0"])
def test_a_record_on_any_paper_is_checked_as_the_pages_of_its_canvas(
    signed: Session, paper: str, upright: bool, layout: Layout
) -> None:
    data = record_pdf(signed.canvas, CMC_FILE, FONTS, paper=paper, upright=upright, layout=layout, now=NOW).data
    with pikepdf.open(io.BytesIO(data)) as document:
        boxes = [page.mediabox.as_list() for page in document.pages]
    assert all((height > width) is upright for _, _, width, height in boxes)
    found = check_record(data)
    assert found.setting is not None
    assert (found.setting.upright, found.setting.layout) == (upright, layout)
    says = check_pages(found.written, signed.canvas, CMC_FILE, found.setting, FONTS).says
    assert says is PagesSay.THE_SAME


def test_a_record_from_before_paper_could_stand_upright_lies() -> None:
    """Its setting does not say how it lies."""
    told = json.loads(RecordSetting("app", "en", "A4", NOW, ((0, 0),)).text())
    del told["upright"], told["layout"]
    assert read_setting(json.dumps(told)) == RecordSetting("app", "en", "A4", NOW, ((0, 0),))


def sizes_of(data: bytes) -> list[tuple[int, int]]:
    with pikepdf.open(io.BytesIO(data)) as document:
        boxes = [[float(edge) for edge in page.mediabox.as_list()] for page in document.pages]
    return [(round(width * 25.4 / 72), round(height * 25.4 / 72)) for _, _, width, height in boxes]


@pytest.mark.parametrize("upright", [False, True])
@pytest.mark.parametrize("paper", ["A2", "a1", "A0"])
def test_what_follows_a_board_for_the_wall_is_for_the_table(signed: Session, paper: str, upright: bool) -> None:
    data = record_pdf(signed.canvas, CMC_FILE, FONTS, paper=paper, upright=upright, now=NOW).data
    board, *chapters = sizes_of(data)
    assert min(board) > 400
    assert set(chapters) == {(297, 420) if upright else (420, 297)}
    first, *others = pages_by_pypdf(data)
    assert "Who was in the room" not in first
    assert "Who was in the room" in others[0]
    assert "Signed record" in others[0]
    found = check_record(data)
    assert check_pages(found.written, signed.canvas, CMC_FILE, found.setting, FONTS).says is PagesSay.THE_SAME


@pytest.mark.parametrize("paper", ["A4", "A3", "Letter", "Tabloid"])
def test_what_follows_a_board_for_the_table_is_on_the_same_paper(signed: Session, paper: str) -> None:
    assert len(set(sizes_of(record_pdf(signed.canvas, CMC_FILE, FONTS, paper=paper, now=NOW).data))) == 1


def test_a_record_from_when_all_pages_were_on_the_boards_paper_is_printed_anew_like_that(signed: Session) -> None:
    told = record_pdf(signed.canvas, CMC_FILE, FONTS, paper="A0", now=NOW).data
    setting = check_record(told).setting
    assert setting is not None
    before = replace(setting, text_paper="")
    assert "text_paper" not in before.text()
    old = whole_record(signed.canvas, CMC_FILE, FONTS, before).data
    assert set(sizes_of(old)) == {(1189, 841)}
    found = check_record(old)
    assert found.setting == before
    assert check_pages(found.written, signed.canvas, CMC_FILE, found.setting, FONTS).says is PagesSay.THE_SAME


def test_the_first_page_is_the_board_with_every_note(signed: Session) -> None:
    first, *_ = pages_by_pypdf(record_pdf(signed.canvas, CMC_FILE, FONTS, now=NOW).data)
    for box in builders.BOXES:
        for text in builders.texts(signed, box):
            assert squeezed(first).count(squeezed(text)) >= 1


def test_a_whole_workshop_is_told(agreeing: Session, clock: ManualClock) -> None:
    session = agreeing
    people = [person for person in session.canvas.people if person.asked]
    clock.forward(minutes=10)
    session.do(GiveAnswer(people[0].id, AnswerKind.NOT_YET, "Say who pays after 2029 <b>please</b>"))
    session.do(EditNote(builders.ids(session, "costs")[0], "The council pays until 2032"))
    session.do(GiveAnswer(people[1].id, AnswerKind.SATISFIED))
    session.do(Leave(people[1].id))
    session.do(DecideOnLeaver(people[1].id, "excluded", "Had to catch the ferry"))
    session.do(GiveAnswer(people[0].id, AnswerKind.SATISFIED))
    session.do(GiveAnswer(people[2].id, AnswerKind.RESERVATION, "The pilot is too short, says Ωμέγα"))
    session.do(NextPhase())
    session.do(SignOffCanvas())
    text = by_pypdf(record_pdf(session.canvas, CMC_FILE, FONTS, now=NOW).data)
    for words in (
        "The 2 people who count and were in the room were asked directly, one by one, "
        "and were satisfied with exactly these words, one of them with a reservation.",
        "Say who pays after 2029 <b>please</b>",
        "The pilot is too short, says Ωμέγα",
        "satisfied, with a reservation",
        "Had to catch the ferry",
        "left at",
        "Moderator",
        "Note-taker",
        "Observer 1",
        "not asked: does not count",
        "45 min",
        "none: this is the first version",
        session.canvas.head.project,
    ):
        assert squeezed(words) in text, words
    assert session.canvas.sign_off is not None
    signed_at = datetime.fromtimestamp(session.canvas.sign_off.at / 1000).astimezone()
    assert squeezed(signed_at.strftime("%Y-%m-%d %H:%M:%S UTC%z").replace("00:00", "")[:22]) in text
    assert "UTC" in text


def test_skipped_phases_keep_their_reason_and_actual_minutes_stand_beside_the_plan(
    session: Session, clock: ManualClock
) -> None:
    builders.fill(session, 16)
    builders.add_people(session)
    builders.set_agenda(session)
    session.do(StartWorkshop())
    clock.forward(minutes=37)
    session.do(NextPhase())
    session.do(SkipPhase("Everybody knew the canvas"))
    builders.bring_to(session, "consensus")
    builders.everyone_satisfied(session)
    session.do(SignOffCanvas())
    text = by_pypdf(record_pdf(session.canvas, CMC_FILE, FONTS, now=NOW).data)
    assert "skipped:Everybodyknewthecanvas" in text
    assert "30min37min" in text


def test_a_new_version_names_the_seal_it_continues_from(signed: Session) -> None:
    head = replace(signed.canvas.head, version=2, base="ab" * 32)
    signed.canvas.write([head])
    text = by_pypdf(record_pdf(signed.canvas, CMC_FILE, FONTS, now=NOW).data)
    assert squeezed(seal_number("ab" * 32)) in text
    assert "Version2" in text


def test_it_says_what_the_seal_means_and_promises_no_more(record: bytes) -> None:
    text = " ".join(" ".join(pages_by_pypdf(record)).split())
    assert "The seal does not show who pressed the button" in text
    assert "somebody who changes the file on purpose could compute it anew" in text
    for promise in ("tamper", "legally", "binding", "qualified", "forge", "guarantee", "proof"):
        assert promise not in text.lower()


@pytest.mark.parametrize("paper", PAPERS)
def test_forty_people_with_long_names_and_reservations_are_whole_on_pages_with_repeated_heads(
    signed: Session, paper: str
) -> None:
    canvas = signed.canvas
    people, answers = [], []
    for number in range(40):
        person = f"guest{number}"
        name = f"{number} " + "Wolfeschlegelsteinhausen " * 11
        role = "字" * 290
        people.append(
            Participant(person, f"z{number:03}", name.strip(), role, role, "", speaks_for="x" * 300, arrived_at=NOW)
        )
        words = f"Reservation {number}: " + f"I would have liked it otherwise, {number}. " * 100
        answers.append(
            Answer(f"a{number}", 100 + number, person, canvas.content_hash, "reservation", words[:4000].strip(), at=NOW)
        )
    canvas.write([*people, *answers])
    data = record_pdf(canvas, CMC_FILE, FONTS, paper=paper, now=NOW).data
    pages = [squeezed(page) for page in pages_by_pypdf(data)]
    text = "".join(pages)
    # Page foot and head stand between the parts of what runs over a page.
    heads = pages[1].split("Recordofagreement")[0]
    for number, page in enumerate(pages, 1):
        foot = page[page.index("Sealnumber", len(page) - 200) :]
        assert foot.endswith(f"page{number}of{len(pages)}")
        text = text.replace(foot + heads, "")
    for person in people:
        assert squeezed(person.name) in text
    for answer in answers:
        assert squeezed(answer.words) in text
    assert text.count("字" * 8) >= 1
    assert text.count("字") == 40 * 580
    with_table = [page for page in pages if "guest" in page or "字字" in page]
    assert len(with_table) > 2
    assert all("Organisation,role" in page for page in with_table)


def test_names_in_any_script_print_in_the_table(signed: Session) -> None:
    names = ["محمد", "श्रीमती कृष्णा", "王小明", "<b>Ann</b>", "ᎠᎡᎢ"]
    people = [Participant(f"p{place}", f"z{place}", name, arrived_at=NOW) for place, name in enumerate(names)]
    signed.canvas.write(people)
    paper = record_pdf(signed.canvas, CMC_FILE, FONTS, now=NOW)
    text = by_the_book(paper.data)
    for name in names[1:]:
        assert squeezed(name) in text
    assert names[0] in by_pypdf(paper.data)
    assert {missing.char for missing in paper.missing} == set("ᎠᎡᎢ")


def test_the_canvas_file_is_attached_as_it_was_given(record: bytes) -> None:
    with pikepdf.open(io.BytesIO(record)) as document:
        attached = document.attachments["record.cmc"]
        assert attached.get_file().read_bytes() == CMC_FILE
        assert attached.obj.AFRelationship == "/Data"
        assert attached.get_file().mime_type == "application/vnd.cmc-desktop+json"
        assert document.Root.AF[0].objgen == attached.obj.objgen
    assert check_record(record).attachment == CMC_FILE


def test_the_document_says_its_language_title_and_what_it_is(record: bytes) -> None:
    with pikepdf.open(io.BytesIO(record)) as document:
        assert str(document.Root.Lang) == "en-GB"
        assert str(document.docinfo.Title) == "Record of agreement: Night bus"
        with document.open_metadata() as metadata:
            assert metadata["dc:title"] == "Record of agreement: Night bus"
            assert set(metadata["dc:language"]) == {"en-GB"}
            assert metadata["xmp:CreateDate"].startswith("2026-09-")
    assert all(fonts_of(record).values())


def test_the_same_record_written_at_the_same_time_is_the_same_file(signed: Session, record: bytes) -> None:
    assert record_pdf(signed.canvas, CMC_FILE, FONTS, paper="A4", now=NOW).data == record
    assert record_pdf(signed.canvas, CMC_FILE + b" ", FONTS, paper="A4", now=NOW).data != record
