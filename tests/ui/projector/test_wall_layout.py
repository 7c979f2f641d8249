"""Whatever is on the wall is large enough to be read, whole, and within its display."""

from __future__ import annotations

import builders
import pytest
from hypothesis import HealthCheck, given, settings
from hypothesis import strategies as st
from PySide6.QtWidgets import QLabel
from pytestqt.qtbot import QtBot
from wall_reader import go_to

from cmc_desktop.model.domain.changes import AddNote, AddNotes, DeleteNotes, NextPhase, SetElement
from cmc_desktop.model.domain.phase_rules import PhaseKind
from cmc_desktop.model.services.session import Session
from cmc_desktop.ui.look import Look
from cmc_desktop.ui.projector.board_page import BoardPage
from cmc_desktop.ui.projector.card_list import CardList
from cmc_desktop.ui.projector.card_metrics import metrics_at
from cmc_desktop.ui.projector.element_page import ElementPage
from cmc_desktop.ui.projector.measure import NOTE_FLOOR, WORD_FLOOR, Measure
from cmc_desktop.ui.projector.note_page import NotePage
from cmc_desktop.ui.projector.pages import pages_of, whole_parts
from cmc_desktop.ui.projector.picture import Card, NotePicture
from cmc_desktop.ui.projector.projector_window import ProjectorWindow
from cmc_desktop.ui.projector.stage import Stage


def element_page(window: ProjectorWindow) -> ElementPage:
    assert isinstance(window.page, ElementPage)
    return window.page


def board_page(window: ProjectorWindow) -> BoardPage:
    assert isinstance(window.page, BoardPage)
    return window.page


def test_a_full_element_is_shown_on_pages_that_hold_every_note_once(window: ProjectorWindow, session: Session) -> None:
    go_to(session, PhaseKind.ROUND)
    session.do(SetElement("partners"))
    session.do(DeleteNotes(tuple(builders.ids(session, "partners"))), slip="for the test")
    texts = [f"Partner number {number} brings vehicles and a depot" for number in range(30)]
    for text in texts:
        session.do(AddNote("partners", text))
    window.refresh()
    page = element_page(window)
    for _ in range(page.page_count):
        window.turn_page(-1)

    shown: list[str] = []
    for _ in range(page.page_count):
        shown += [card.text for card in page.list.cards]
        window.turn_page(+1)

    assert page.page_count > 1
    assert shown == texts


def test_the_page_turns_to_the_note_just_written_and_stays_where_the_moderator_turns_it(
    window: ProjectorWindow, session: Session
) -> None:
    go_to(session, PhaseKind.ROUND)
    session.do(SetElement("partners"))
    session.do(AddNotes("partners", tuple(f"Partner {number}" for number in range(30))))
    session.do(AddNote("partners", "The last one"))
    window.refresh()
    assert element_page(window).list.cards[-1].text == "The last one"

    window.turn_page(-1)
    window.refresh()

    assert all(card.text != "The last one" for card in element_page(window).list.cards)


@pytest.mark.parametrize("size", [(960, 540), (1024, 768), (1280, 720), (1920, 1080), (3840, 2160)])
def test_every_picture_keeps_the_size_of_its_display(
    window: ProjectorWindow, session: Session, size: tuple[int, int]
) -> None:
    window.resize(*size)
    for _ in PhaseKind:
        window.refresh()
        assert (window.width(), window.height()) == size
        if session.canvas.current_item != session.canvas.agenda[-1]:
            session.do(NextPhase())


@pytest.mark.parametrize("step", [-1, 0, 1, 2, 3])
@pytest.mark.parametrize("kind", list(PhaseKind))
def test_no_letter_on_the_wall_falls_below_the_floor(
    window: ProjectorWindow, stage: Stage, session: Session, kind: PhaseKind, step: int
) -> None:
    window.resize(1920, 1080)
    go_to(session, kind)
    session.do(AddNotes("partners", tuple(f"Partner {number}" for number in range(44))), slip="for the test")
    for _ in range(abs(step)):
        (stage.larger if step > 0 else stage.smaller)()
    for _ in range(2):
        stage.toggle_zoom()
        window.refresh()
        for label in window.findChildren(QLabel):
            if label.text():
                assert label.font().pixelSize() >= WORD_FLOOR, label.text()
        for notes in window.findChildren(CardList):
            assert notes.metrics.pixels >= NOTE_FLOOR
            assert notes.metrics.name_pixels >= WORD_FLOOR


def test_larger_letters_make_the_notes_larger_and_smaller_ones_smaller(
    window: ProjectorWindow, stage: Stage, session: Session
) -> None:
    window.resize(1920, 1080)
    go_to(session, PhaseKind.ROUND)
    session.do(SetElement("value"))
    window.refresh()
    before = element_page(window).list.metrics.pixels

    stage.larger()
    window.refresh()
    larger = element_page(window).list.metrics.pixels
    for _ in range(2):
        stage.smaller()
    window.refresh()

    assert larger > before > element_page(window).list.metrics.pixels >= NOTE_FLOOR


def test_the_whole_board_names_every_box_and_shows_a_note_of_each_however_full_some_are(
    window: ProjectorWindow, stage: Stage, session: Session
) -> None:
    window.resize(1920, 1080)
    go_to(session, PhaseKind.ROUND)
    session.do(AddNotes("partners", tuple(f"Partner {number}" for number in range(44))))
    session.do(AddNotes("social_benefits", tuple(f"Benefit {number}" for number in range(44))))
    session.do(AddNote("value", "long words " * 360))
    stage.toggle_zoom()
    window.refresh()

    for box in session.canvas.template.walk:
        cell = board_page(window).cells[box]
        assert cell.list.cards, box
        last = cell.list.model().index(len(cell.list.cards) - 1, 0)
        shown = cell.list.visualRect(last)
        assert shown.bottom() - cell.list.metrics.gap <= cell.list.viewport().height(), box


def test_the_keys_that_turn_pages_show_the_rest_of_a_full_box_on_the_whole_board(
    window: ProjectorWindow, stage: Stage, session: Session
) -> None:
    window.resize(1920, 1080)
    go_to(session, PhaseKind.ROUND)
    session.do(AddNotes("partners", tuple(f"Partner {number}" for number in range(60))))
    stage.toggle_zoom()
    window.refresh()
    cell = board_page(window).cells["partners"]
    seen: set[str] = set()
    for _ in range(cell.page_count):
        seen |= {card.note for card in cell.list.cards}
        window.turn_page(+1)

    assert cell.page_count > 1
    assert seen == set(builders.ids(session, "partners"))


def test_a_note_longer_than_the_page_goes_on_over_pages_and_loses_no_word(
    window: ProjectorWindow, session: Session
) -> None:
    window.resize(1920, 1080)
    go_to(session, PhaseKind.ROUND)
    session.do(SetElement("value"))
    words = [f"word{number}" for number in range(400)]
    session.do(AddNote("value", " ".join(words)))
    window.refresh()
    page = element_page(window)
    for _ in range(page.page_count):
        window.turn_page(-1)
    shown: list[str] = []
    for _ in range(page.page_count):
        assert page.list.metrics.pixels >= NOTE_FLOOR
        shown += [word.strip("…") for card in page.list.cards for word in card.text.split()]
        window.turn_page(+1)

    assert page.page_count > 2
    assert [word for word in shown if word.startswith("word")] == words


@settings(max_examples=60, deadline=None, suppress_health_check=[HealthCheck.function_scoped_fixture])
@given(
    texts=st.lists(st.text(st.characters(codec="utf-8", exclude_categories=["Cc", "Cs"]), max_size=400), max_size=12),
    width=st.integers(120, 1500),
    height=st.integers(60, 900),
    columns=st.integers(1, 2),
)
def test_pages_hold_all_words_in_order_and_no_page_is_fuller_than_it_is_high(
    look: Look, texts: list[str], width: int, height: int, columns: int
) -> None:
    metrics = metrics_at(NOTE_FLOOR, Measure())
    cards = [Card(str(place), text) for place, text in enumerate(texts)]
    parts = whole_parts(cards, metrics, width, height)
    pages = pages_of(parts, metrics, width, height, columns)

    assert [card for page in pages for card in page] == parts
    letters = "".join("".join(texts).split()).replace("…", "")
    assert "".join("".join(card.text for card in parts).split()).replace("…", "") == letters
    assert [card.note for card in parts] == sorted((card.note for card in parts), key=int)


def test_the_note_under_discussion_is_never_parted_from_its_remarks_by_a_part_of_a_pixel(qtbot: QtBot) -> None:
    page = NotePage(builders.CMC)
    qtbot.addWidget(page)
    page.show()
    remarks = (Card("1", "! Objection: With five buses a night nobody can promise that.", "Astrid Nwosu"),)
    words = "A bus within 20 minutes of booking, from any of 310 stops"
    for height in range(700, 1000):
        page.resize(1824, height)
        page.show_note(NotePicture("value", Card("note", words, "Minh Tessier"), remarks), Measure())
        assert page.remarks.cards == remarks, height
