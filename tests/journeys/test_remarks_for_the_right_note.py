"""What is typed about a note reaches that note, with its kind and person, and never before it is meant to."""

from __future__ import annotations

import builders
import pytest
from hands import CTRL, SHIFT, Hands, Key
from PySide6.QtCore import QCoreApplication, QPoint, Qt
from PySide6.QtTest import QTest
from PySide6.QtWidgets import QApplication

from cmc_desktop.model.domain.changes.people import AddPerson, Arrive, PersonDetails
from cmc_desktop.model.domain.contested import remarks_on
from cmc_desktop.model.domain.parked import Parked
from cmc_desktop.model.services.session import Session
from cmc_desktop.ui.projector.picture import NotePicture


@pytest.fixture
def session(hands: Hands) -> Session:
    """A workshop that has come to the discussion, on the desk with the keys."""
    hands.new_canvas()
    hands.at_the_desk()
    session = hands.desk.bridge.session
    builders.workshop_at(session, "discuss", notes=28)
    QCoreApplication.processEvents()
    hands.controller.window.messages.hide()  # Esc closes what the desk offers before it means anything else
    return session


def remarks(session: Session, note: str) -> list[tuple[str, str, str]]:
    """Kind, words and person of each remark on a note."""
    return [(one.kind, one.words, one.person) for one in remarks_on(session.canvas, note)]


def begin_remark(hands: Hands, session: Session) -> str:
    note = builders.ids(session, "partners")[0]
    hands.desk.page.board.focus_note(note)
    hands.press(Key.Key_R, CTRL)
    return note


def test_escape_neither_stores_nor_shows_what_was_begun_about_the_note_on_the_wall(
    hands: Hands, session: Session
) -> None:
    note, other = builders.ids(session, "partners")[:2]
    hands.action("projector")
    hands.at_the_desk()
    hands.desk.page.board.focus_note(note)
    hands.press(Key.Key_F6, SHIFT)
    hands.press(Key.Key_R, CTRL)
    hands.type("x")
    hands.press(Key.Key_Escape)
    body = hands.desk.wall.stage.picture.body
    assert isinstance(body, NotePicture)
    assert body.remarks == ()
    hands.desk.page.board.focus_note(other)
    hands.action("next_phase")
    assert remarks(session, note) == []
    hands.desk.page.board.focus_note(note)
    assert hands.desk.page.side.remarks.line.words == "x"


def two_of_one_name(session: Session) -> list[str]:
    wishes = [
        AddPerson(PersonDetails("Jo Smith", "Bus company")),
        AddPerson(PersonDetails("Jo Smith", "Council")),
        AddPerson(PersonDetails("Joan Bell", "Council")),
    ]
    for wish in wishes:
        session.do(wish)
        session.do(Arrive(wish.id))
    return [wish.id for wish in wishes]


def test_of_two_of_one_name_the_one_chosen_is_stored_and_the_next_remark_begins_anew(
    hands: Hands, session: Session
) -> None:
    _first, second, _other = two_of_one_name(session)
    note = begin_remark(hands, session)
    line = hands.desk.page.side.remarks.line
    hands.type("Who pays?")
    hands.press(Key.Key_Tab)
    hands.type("Jo Sm")
    hands.press(Key.Key_Return)
    assert remarks(session, note) == []
    shown = hands.controller.window.messages.text
    assert "Jo Smith (Bus company); Jo Smith (Council)" in shown
    popup = line.by.completer().popup()
    assert popup.isVisible()
    assert [popup.model().index(row, 0).data() for row in range(popup.model().rowCount())] == [
        "Jo Smith (Bus company)",
        "Jo Smith (Council)",
    ]
    for key in (Key.Key_Down, Key.Key_Down, Key.Key_Return):
        QTest.keyClick(popup, key)  # what pops up has the keys
    assert remarks(session, note) == [("question", "Who pays?", second)]
    assert not popup.isVisible()
    assert line.field.hasFocus()
    hands.type("Since when?")
    hands.press(Key.Key_Return)
    assert remarks(session, note)[1:] == [("question", "Since when?", "")]


def test_enter_stores_with_the_one_who_fits_and_closes_what_is_offered(hands: Hands, session: Session) -> None:
    *_two, joan = two_of_one_name(session)
    note = begin_remark(hands, session)
    line = hands.desk.page.side.remarks.line
    hands.type("Why?")
    hands.press(Key.Key_Tab)
    hands.type("joa")
    hands.press(Key.Key_Return)
    assert remarks(session, note) == [("question", "Why?", joan)]
    assert not line.by.completer().popup().isVisible()
    assert line.field.hasFocus()
    assert line.by.text() == ""


def test_after_something_is_put_aside_for_somebody_the_keys_are_in_the_words_again(
    hands: Hands, session: Session
) -> None:
    *_two, joan = two_of_one_name(session)
    hands.press(Key.Key_K, CTRL)
    hands.type("Lamps")
    hands.press(Key.Key_Tab)
    hands.type("joa")
    hands.press(Key.Key_Return)
    assert [(one.text, one.person) for one in session.canvas.all(Parked)] == [("Lamps", joan)]
    line = hands.desk.page.side.parking.line
    assert line.field.hasFocus()
    assert not line.by.completer().popup().isVisible()


def test_words_to_put_aside_that_are_left_by_escape_wait_until_enter(hands: Hands, session: Session) -> None:
    hands.press(Key.Key_K, CTRL)
    hands.type("Lamps")
    hands.press(Key.Key_Escape)
    hands.action("next_phase")
    assert list(session.canvas.all(Parked)) == []
    assert hands.desk.page.side.parking.line.words == "Lamps"


def test_the_arrows_choose_the_kind_they_go_to(hands: Hands, session: Session) -> None:
    note = begin_remark(hands, session)
    hands.press(Key.Key_Tab, SHIFT)
    hands.press(Key.Key_Right)
    kinds = hands.desk.page.side.remarks.line.kinds
    assert kinds.buttons[kinds.kind].hasFocus()
    assert kinds.kind == "objection"
    hands.press(Key.Key_Left)
    hands.press(Key.Key_Left)
    assert kinds.buttons[kinds.kind].hasFocus()
    assert kinds.kind == "support"
    hands.press(Key.Key_Tab)
    assert hands.desk.page.side.remarks.line.field.hasFocus()
    hands.type("Good")
    hands.press(Key.Key_Return)
    assert remarks(session, note) == [("support", "Good", "")]


def test_a_note_of_another_box_than_the_one_entered_gets_no_remark(hands: Hands, session: Session) -> None:
    note, board = builders.ids(session, "partners")[0], hands.desk.page.board
    board.focus_note(note)
    heading = board.frame("costs").heading
    QTest.mouseClick(heading, Qt.MouseButton.LeftButton, pos=QPoint(8, 8))
    hands.press(Key.Key_R, CTRL)
    assert hands.desk.page.side.remarks.writing.note == ""
    assert hands.controller.window.said == "Choose a note first."
    focus = QApplication.focusWidget()
    assert focus is not None
    assert board.isAncestorOf(focus)
    hands.press(Key.Key_K, CTRL)
    assert hands.desk.page.side.parking.line.words == ""
