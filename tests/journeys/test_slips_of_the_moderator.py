"""Slips that happen in front of a room: a click beside, a key too many, somebody unticked. Nothing is lost by them."""

from __future__ import annotations

import itertools

import builders
import pytest
from hands import CTRL, SHIFT, Hands, Key
from PySide6.QtCore import QPoint, Qt
from PySide6.QtTest import QTest
from PySide6.QtWidgets import QApplication, QLineEdit, QPlainTextEdit

from cmc_desktop.model.domain.changes import AddPerson, NextSpeaker, SetElement
from cmc_desktop.model.domain.changes.people import PersonDetails
from cmc_desktop.model.domain.remark import Remark
from cmc_desktop.model.domain.round_order import round_now
from cmc_desktop.model.services.session import Session
from cmc_desktop.ui.dead_time import milliseconds
from cmc_desktop.ui.message_bar import MessageBar
from cmc_desktop.ui.workshop.round.lacking_dialog import LackingDialog

ALT = Qt.KeyboardModifier.AltModifier
NAMES = ("Ana", "Ben", "Cleo", "Dan")


@pytest.fixture
def session(hands: Hands) -> Session:
    """A canvas with a mission on the desk, four people on the roster who are not marked as being there."""
    session = hands.new_canvas()
    builders.put(session, "mission", "Everyone gets home")
    for name in NAMES:
        session.do(AddPerson(PersonDetails(name)))
    dead_time = hands.desk.page.round.dead_time
    dead_time.ticks = itertools.count(milliseconds() + 1000, 1000).__next__
    hands.at_the_desk()
    return session


@pytest.fixture
def room(hands: Hands, session: Session) -> Session:
    """The same in the round, with everyone in the room and the keys in the line."""
    hands.click(hands.desk.page.people.everyone_here)
    builders.bring_to(session, "round")
    assert in_the_line(hands)
    return session


def in_the_line(hands: Hands) -> bool:
    return QApplication.focusWidget() is hands.desk.page.round.line.editor


def on_the_board(hands: Hands) -> bool:
    return hands.desk.page.board.has_keys()


def speaker(session: Session) -> str:
    at = round_now(session.canvas)
    assert at is not None
    return at.speaker.name if at.speaker is not None else ""


def said(session: Session, box: str) -> list[tuple[str, str]]:
    names = {person.id: person.name for person in session.canvas.people}
    return [(names.get(note.author, ""), note.text) for note in session.canvas.notes_in(box)]


def message(hands: Hands) -> MessageBar:
    QApplication.processEvents()
    return hands.controller.window.messages


def click_person(hands: Hands, name: str, *, on_box: bool) -> None:
    people = hands.desk.page.people.list
    row = next(row for row in range(people.people.rowCount()) if people.people.index(row).data() == name)
    place = people.visualRect(people.people.index(row))
    x = place.right() - 18 if on_box else 30
    QTest.mouseClick(people.viewport(), Qt.MouseButton.LeftButton, pos=QPoint(x, place.center().y()))


def click_box(hands: Hands, key: str) -> None:
    port = hands.desk.page.board.view(key).viewport()
    QTest.mouseClick(port, Qt.MouseButton.LeftButton, pos=QPoint(20, port.height() - 3))


# the list of people


def test_after_a_click_on_a_name_the_words_go_into_the_line(hands: Hands, room: Session) -> None:
    before = builders.everything(room.canvas)
    click_person(hands, "Cleo", on_box=False)
    hands.type("and a tram")
    assert builders.everything(room.canvas) == before
    assert hands.desk.page.round.line.words == "and a tram"
    hands.press(Key.Key_Return)
    assert "and a tram" in builders.texts(room, "mission")[0]


def test_after_a_tick_by_mouse_the_words_go_into_the_line_and_space_ticks_nobody(hands: Hands, room: Session) -> None:
    hands.press(Key.Key_1, ALT)
    assert QApplication.focusWidget() is hands.desk.page.people.list
    click_person(hands, "Dan", on_box=True)
    click_person(hands, "Dan", on_box=True)
    hands.type(" a b")
    assert hands.desk.page.round.line.words == " a b"
    assert all(person.present for person in room.canvas.people)


def test_by_its_key_the_list_has_the_keys_and_gives_them_back_by_escape(hands: Hands, room: Session) -> None:
    hands.press(Key.Key_1, ALT)
    hands.type("cl")
    people = hands.desk.page.people.list
    assert room.canvas.person(people.current_person()).name == "Cleo"
    hands.press(Key.Key_Space)
    assert [person.name for person in room.canvas.people if person.left_at] == ["Cleo"]
    hands.press(Key.Key_Escape)
    assert in_the_line(hands)


def test_outside_the_round_the_keys_are_on_the_board_after_everyone_is_here(hands: Hands, session: Session) -> None:
    hands.click(hands.desk.page.people.everyone_here)
    assert on_the_board(hands)
    click_person(hands, "Ben", on_box=False)
    assert on_the_board(hands)


def test_a_speaker_who_was_unticked_by_a_slip_has_the_floor_again_at_a_click(hands: Hands, room: Session) -> None:
    room.do(NextSpeaker())
    click_person(hands, "Ben", on_box=True)
    assert speaker(room) == "Cleo"
    bar = message(hands)
    assert bar.isVisible()
    assert bar.text == "Ben is marked as having left, so Cleo has the floor."
    bar.take_offer()
    assert speaker(room) == "Ben"
    assert all(person.present for person in room.canvas.people)
    assert in_the_line(hands)


def test_who_waits_can_leave_without_a_word(hands: Hands, room: Session) -> None:
    click_person(hands, "Dan", on_box=True)
    assert not message(hands).isVisible()


# the board in the round


def test_a_click_on_a_box_in_the_round_turns_nobody_and_says_where_the_room_is(hands: Hands, room: Session) -> None:
    before = builders.everything(room.canvas)
    click_box(hands, "costs")
    assert builders.everything(room.canvas) == before
    assert "1 Mission statement" in hands.controller.window.said
    hands.press(Key.Key_Tab)
    assert builders.everything(room.canvas) == before


def test_a_note_typed_into_another_box_is_the_speakers_and_stays_there(hands: Hands, room: Session) -> None:
    click_box(hands, "costs")
    hands.type("Drivers")
    hands.press(Key.Key_Return)
    assert said(room, "costs") == [("Ana", "Drivers")]
    assert room.canvas.workshop.element == "mission"
    assert speaker(room) == "Ana"


def test_escape_and_a_letter_come_back_into_the_line(hands: Hands, room: Session) -> None:
    room.do(SetElement("value"))
    hands.press(Key.Key_Escape)
    assert hands.desk.page.board.current_box() == "value"
    hands.type("Night")
    assert in_the_line(hands)
    assert hands.desk.page.round.line.words == "Night"
    assert room.canvas.workshop.element == "value"


@pytest.mark.parametrize("element", ["mission", "value"])
def test_letters_typed_at_the_mission_never_change_it(hands: Hands, room: Session, element: str) -> None:
    room.do(SetElement(element))
    click_box(hands, "mission")
    hands.type("x")
    hands.press(Key.Key_Escape)
    assert builders.texts(room, "mission") == ["Everyone gets home"]
    assert hands.desk.page.round.line.words == "x"
    assert room.canvas.workshop.element == element


def test_a_short_mission_is_whole_when_the_round_begins(hands: Hands, room: Session) -> None:
    QApplication.processEvents()
    view = hands.desk.page.board.view("mission")
    assert view.verticalScrollBar().maximum() == 0
    assert view.viewport().rect().contains(view.visualRect(view.model().index(0, 0, view.rootIndex())))


def test_the_end_of_the_mission_stays_in_sight_while_it_grows(hands: Hands, room: Session) -> None:
    for number in range(12):
        hands.type(f"Proposal {number}")
        hands.press(Key.Key_Return)
    QApplication.processEvents()
    view = hands.desk.page.board.view("mission")
    bar = view.verticalScrollBar()
    assert bar.maximum() > 0
    assert bar.value() == bar.maximum()
    assert view.viewport().height() >= 60
    hands.press(Key.Key_PageDown, CTRL)
    assert view.viewport().height() < 60
    assert bar.value() == 0, "while another element is spoken of, it shows how it begins"
    hands.press(Key.Key_PageUp, CTRL)
    QApplication.processEvents()
    assert bar.value() == bar.maximum()


# from phase to phase


def test_after_a_phase_change_the_keys_are_where_the_work_goes_on(hands: Hands, room: Session) -> None:
    hands.press(Key.Key_Right, CTRL | SHIFT)
    assert on_the_board(hands)
    hands.press(Key.Key_Left, CTRL | SHIFT)
    assert in_the_line(hands)


def test_a_remark_half_typed_is_stored_and_the_next_words_go_to_the_board(hands: Hands, room: Session) -> None:
    builders.bring_to(room, "discuss")
    page = hands.desk.page
    page.board.focus_note(builders.ids(room, "mission")[0])
    hands.press(Key.Key_R, CTRL)
    assert isinstance(QApplication.focusWidget(), QLineEdit | QPlainTextEdit)
    hands.type("too vague")
    hands.press(Key.Key_Right, CTRL | SHIFT)
    assert [remark.words for remark in room.canvas.all(Remark)] == ["too vague"]
    assert on_the_board(hands)


def test_what_had_the_keys_and_hides_gives_them_back_to_the_work(hands: Hands, session: Session) -> None:
    button = hands.desk.page.people.everyone_here
    button.setFocus(Qt.FocusReason.TabFocusReason)
    hands.press(Key.Key_Space)
    assert not button.isVisible()
    assert on_the_board(hands)


def test_leaving_the_round_says_who_lacked_a_turn_and_goes_on(hands: Hands, room: Session) -> None:
    for _ in range(3):
        hands.press(Key.Key_PageDown)
    hands.press(Key.Key_Right, CTRL | SHIFT)
    item = room.canvas.current_item
    assert item is not None
    assert item.kind != "round"
    bar = message(hands)
    assert bar.text == "4 people lacked a turn in 14 elements."
    bar.take_offer()
    assert hands.dialog(LackingDialog).rows.item(0).text() == "1 Mission statement\nDan"
    hands.press(Key.Key_Escape)


def test_going_back_from_the_round_says_nothing(hands: Hands, room: Session) -> None:
    hands.press(Key.Key_Left, CTRL | SHIFT)
    assert not message(hands).isVisible()


def test_starting_with_nobody_ticked_offers_to_tick_everyone(hands: Hands, session: Session) -> None:
    builders.set_agenda(session)
    hands.press(Key.Key_Space, CTRL)
    bar = message(hands)
    assert bar.text.startswith("Nobody is marked as being in the room yet.")
    bar.take_offer()
    assert all(person.present for person in session.canvas.people)
    assert not message(hands).isVisible()


def test_starting_with_people_ticked_says_nothing(hands: Hands, session: Session) -> None:
    builders.set_agenda(session)
    hands.click(hands.desk.page.people.everyone_here)
    hands.press(Key.Key_Space, CTRL)
    assert not message(hands).isVisible()
