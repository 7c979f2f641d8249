"""Ask everyone: by keyboard alone, one after another, and each sees exactly what changed since their own answer."""

from __future__ import annotations

import itertools
from collections.abc import Callable

import builders
import pytest
from PySide6.QtCore import Qt
from PySide6.QtTest import QTest
from PySide6.QtWidgets import QApplication, QLineEdit, QStackedWidget
from pytestqt.modeltest import ModelTester
from pytestqt.qtbot import QtBot

from cmc_desktop.model.domain.agreement import Agreement, Standing
from cmc_desktop.model.domain.answer import AnswerKind, How
from cmc_desktop.model.domain.changes import (
    AddNote,
    AddNotes,
    Arrive,
    ComeBack,
    DeleteNotes,
    EditNote,
    GiveAnswer,
    Leave,
    MoveNotes,
    SignOffCanvas,
)
from cmc_desktop.model.services.library import Library
from cmc_desktop.model.services.session import Session
from cmc_desktop.ui.dead_time import DeadTime
from cmc_desktop.ui.look import Look
from cmc_desktop.ui.session_bridge import SessionBridge
from cmc_desktop.ui.workshop.answer_history_dialog import AnswerHistoryDialog
from cmc_desktop.ui.workshop.hands_dialog import HandsDialog
from cmc_desktop.ui.workshop.roll_call_page import RollCallPage

Stands = Callable[[str], Standing]
Now = Callable[[], Agreement]


@pytest.fixture
def page(qtbot: QtBot, bridge: SessionBridge, look: Look, agreeing: list[str]) -> RollCallPage:
    """The page in front, the first of four people being asked."""
    page = RollCallPage(bridge, look, dead_time=DeadTime(itertools.count(0, 1000).__next__))
    qtbot.addWidget(page)
    page.resize(1280, 720)
    page.begin(agreeing[0])
    page.show()
    page.activateWindow()
    qtbot.waitUntil(page.bar.satisfied.hasFocus)
    return page


class StoppedTicks:
    """A clock in ms that stands still until it is moved."""

    def __init__(self) -> None:
        self.now = 0

    def __call__(self) -> int:
        return self.now


def press(qtbot: QtBot, key: Qt.Key | str) -> None:
    """A key where the keyboard is."""
    focus = QApplication.focusWidget()
    assert focus is not None
    if isinstance(key, str):
        qtbot.keyClicks(focus, key)
    else:
        qtbot.keyClick(focus, key)


def told(page: RollCallPage) -> dict[str, str]:
    """The changes on the sheets, by heading."""
    return {card.heading.text(): card.text.toPlainText() for card in page.face.changes.cards}


def styled(page: RollCallPage) -> list[tuple[str, bool, bool]]:
    """Every stretch of changed text with whether it is struck through and underlined."""
    found = []
    for card in page.face.changes.cards:
        block = card.text.document().begin()
        while block.isValid():
            for part in block:
                fragment = part.fragment()
                form = fragment.charFormat()
                found.append((fragment.text(), form.fontStrikeOut(), form.fontUnderline()))
            block = block.next()
    return found


def test_the_first_person_is_asked_the_question_with_who_they_speak_for(
    session: Session, page: RollCallPage, agreeing: list[str]
) -> None:
    assert page.person_in_front == agreeing[0]
    assert page.face.name.text() == "Person 1"
    assert page.face.question.text() == "Are you satisfied with the canvas as it stands?"
    assert page.header.count.text() == "0 of 4 satisfied, 4 not asked yet"
    assert not page.face.since.isVisible()


def test_y_says_satisfied_for_one_after_another_until_the_summary(qtbot: QtBot, page: RollCallPage, now: Now) -> None:
    for _ in range(4):
        press(qtbot, Qt.Key.Key_Y)

    assert now().complete
    assert page.summary.heading.text() == "All 4 are satisfied with exactly these words"
    assert page.summary.sign_off.hasFocus()
    with qtbot.waitSignal(page.sign_off_wanted):
        press(qtbot, Qt.Key.Key_Space)


def test_r_asks_for_the_reservation_in_own_words_and_enter_confirms(
    qtbot: QtBot, session: Session, page: RollCallPage, agreeing: list[str], standing: Stands
) -> None:
    press(qtbot, Qt.Key.Key_R)
    assert page.bar.words.hasFocus()
    press(qtbot, "Yes, Rather Not")
    press(qtbot, Qt.Key.Key_Return)

    assert standing(agreeing[0]) is Standing.RESERVATION
    assert session.canvas.answers[-1].words == "Yes, Rather Not"
    assert page.person_in_front == agreeing[1]
    assert page.bar.satisfied.hasFocus()


def test_n_asks_what_would_have_to_change(
    qtbot: QtBot, session: Session, page: RollCallPage, agreeing: list[str], standing: Stands
) -> None:
    press(qtbot, Qt.Key.Key_N)
    assert page.bar.question.text().startswith("What would have to change?")
    press(qtbot, "name who pays")
    press(qtbot, Qt.Key.Key_Return)

    assert standing(agreeing[0]) is Standing.NOT_YET
    assert session.canvas.answers[-1].words == "name who pays"


def test_without_words_nothing_is_recorded_and_the_field_stays(
    qtbot: QtBot, session: Session, bridge: SessionBridge, page: RollCallPage, agreeing: list[str]
) -> None:
    press(qtbot, Qt.Key.Key_R)
    with qtbot.waitSignal(bridge.refused):
        press(qtbot, Qt.Key.Key_Return)
    assert session.canvas.answers == []
    assert page.bar.field_open
    assert page.person_in_front == agreeing[0]


def test_while_words_are_asked_for_no_key_answers_for_the_person(
    qtbot: QtBot, session: Session, page: RollCallPage, agreeing: list[str]
) -> None:
    press(qtbot, Qt.Key.Key_N)
    page.bar.confirm.setFocus()
    press(qtbot, Qt.Key.Key_Y)
    press(qtbot, Qt.Key.Key_Right)
    assert session.canvas.answers == []
    assert page.person_in_front == agreeing[0]


def test_escape_closes_the_field_first_and_then_leads_back_to_the_board(qtbot: QtBot, page: RollCallPage) -> None:
    press(qtbot, Qt.Key.Key_N)
    press(qtbot, "half a tho")
    with qtbot.assertNotEmitted(page.closed):
        press(qtbot, Qt.Key.Key_Escape)
    assert not page.bar.field_open
    with qtbot.waitSignal(page.closed):
        press(qtbot, Qt.Key.Key_Escape)


def test_the_arrows_put_somebody_off_and_lead_back(qtbot: QtBot, page: RollCallPage, agreeing: list[str]) -> None:
    press(qtbot, Qt.Key.Key_Right)
    assert page.person_in_front == agreeing[1]
    press(qtbot, Qt.Key.Key_Y)
    assert page.person_in_front == agreeing[2]
    press(qtbot, Qt.Key.Key_Left)
    assert page.person_in_front == agreeing[1]
    assert page.face.since.text().startswith("You said “satisfied” at ")
    press(qtbot, Qt.Key.Key_Y)
    press(qtbot, Qt.Key.Key_Y)
    press(qtbot, Qt.Key.Key_Y)
    assert page.person_in_front == agreeing[0]


@pytest.mark.parametrize("key", [Qt.Key.Key_Y, Qt.Key.Key_Space])
def test_a_key_that_is_pressed_twice_answers_for_nobody_else(
    qtbot: QtBot, session: Session, page: RollCallPage, agreeing: list[str], key: Qt.Key
) -> None:
    ticks = StoppedTicks()
    page.dead_time.ticks = ticks
    ticks.now = 10_000_000
    for _ in range(2):
        press(qtbot, key)
    assert [answer.person for answer in session.canvas.answers] == agreeing[:1]
    assert page.person_in_front == agreeing[1]

    ticks.now += DeadTime.LENGTH - 1
    for early in (key, Qt.Key.Key_R, Qt.Key.Key_N, Qt.Key.Key_Right, Qt.Key.Key_Left):
        press(qtbot, early)
        assert page.person_in_front == agreeing[1]
        assert not page.bar.field_open
    ticks.now += 1
    press(qtbot, key)
    assert [answer.person for answer in session.canvas.answers] == agreeing[:2]


def test_the_key_that_opened_the_page_answers_for_nobody(
    qtbot: QtBot, session: Session, page: RollCallPage, agreeing: list[str]
) -> None:
    page.dead_time.ticks = StoppedTicks()
    page.hide()
    page.show()
    qtbot.keyClick(page.bar.satisfied, Qt.Key.Key_Space)
    assert session.canvas.answers == []


@pytest.mark.parametrize("key", [Qt.Key.Key_Left, Qt.Key.Key_Backspace])
def test_the_summary_leads_back_to_the_last_person(
    qtbot: QtBot, session: Session, page: RollCallPage, agreeing: list[str], standing: Stands, key: Qt.Key
) -> None:
    for _ in range(4):
        press(qtbot, Qt.Key.Key_Y)
    assert page.summary.back.text() == "← back to Person 4"
    press(qtbot, key)

    assert page.person_in_front == agreeing[3]
    assert page.face.name.text() == "Person 4"
    assert page.bar.satisfied.hasFocus()
    press(qtbot, Qt.Key.Key_N)
    press(qtbot, "name who pays")
    press(qtbot, Qt.Key.Key_Return)
    assert standing(agreeing[3]) is Standing.NOT_YET
    assert page.person_in_front == ""
    for person in reversed(agreeing):
        press(qtbot, key)
        assert page.person_in_front == person
    press(qtbot, key)
    assert page.person_in_front == agreeing[0]


def test_whoever_is_led_back_to_answers_for_the_words_as_they_are_by_then(
    qtbot: QtBot, session: Session, page: RollCallPage, agreeing: list[str], standing: Stands
) -> None:
    for _ in range(4):
        press(qtbot, Qt.Key.Key_Y)
    session.do(AddNote("costs", "The council pays"))
    press(qtbot, Qt.Key.Key_Left)
    assert told(page) == {"9 Budget costs": "+ The council pays"}
    press(qtbot, Qt.Key.Key_Y)
    assert standing(agreeing[3]) is Standing.SATISFIED


def test_words_are_corrected_with_the_key_that_leads_back_elsewhere(
    qtbot: QtBot, page: RollCallPage, agreeing: list[str]
) -> None:
    press(qtbot, Qt.Key.Key_Y)
    press(qtbot, Qt.Key.Key_N)
    press(qtbot, "pays")
    press(qtbot, Qt.Key.Key_Backspace)
    assert page.bar.words.text() == "pay"
    page.bar.confirm.setFocus()
    press(qtbot, Qt.Key.Key_Backspace)
    assert page.person_in_front == agreeing[1]


def test_each_person_sees_exactly_what_changed_since_their_own_answer(
    qtbot: QtBot, session: Session, page: RollCallPage, agreeing: list[str]
) -> None:
    (risk,) = builders.put(session, "social_risks", "People without smartphones are left out")
    session.do(GiveAnswer(agreeing[0], AnswerKind.SATISFIED))
    session.do(EditNote(risk, "People without smartphones are served at the counter"))
    session.do(GiveAnswer(agreeing[1], AnswerKind.SATISFIED))
    session.do(AddNote("costs", "Staff hours for the counter"))

    page.begin(agreeing[0])
    assert told(page) == {
        "9 Budget costs": "+ Staff hours for the counter",
        "13 Social risks": "People without smartphones are left out served at the counter",
    }
    assert ("left out", True, False) in styled(page)
    assert ("served at the counter", False, True) in styled(page)
    page.begin(agreeing[1])
    assert told(page) == {"9 Budget costs": "+ Staff hours for the counter"}
    page.begin(agreeing[2])
    assert told(page) == {}


def test_removed_and_moved_notes_are_told_with_signs_and_places(
    session: Session, page: RollCallPage, agreeing: list[str]
) -> None:
    gone, wandering = builders.put(session, "partners", "Bus operators", "The harbour")
    session.do(GiveAnswer(agreeing[0], AnswerKind.SATISFIED))
    session.do(DeleteNotes((gone,)))
    session.do(MoveNotes((wandering,), "beneficiaries", 0))
    page.begin(agreeing[0])

    assert told(page)["6 Key partnerships"] == "– Bus operators"
    assert told(page)["3 Beneficiaries"] == "moved here from 6 Key partnerships: The harbour"


def test_words_that_look_like_markup_stay_words(session: Session, page: RollCallPage, agreeing: list[str]) -> None:
    session.do(GiveAnswer(agreeing[0], AnswerKind.SATISFIED))
    session.do(AddNote("costs", "<b>{0}</b> & <img src=x>"))
    page.begin(agreeing[0])
    assert told(page)["9 Budget costs"] == "+ <b>{0}</b> & <img src=x>"


def test_a_not_yet_is_asked_again_with_what_the_person_had_asked_for(
    session: Session, page: RollCallPage, agreeing: list[str]
) -> None:
    session.do(GiveAnswer(agreeing[0], AnswerKind.NOT_YET, "name who pays"))
    session.do(AddNote("costs", "The council pays"))
    page.begin(agreeing[0])
    assert "“name who pays”" in page.face.since.text()
    assert told(page) == {"9 Budget costs": "+ The council pays"}


def test_those_who_answered_for_these_words_are_not_asked_again(
    qtbot: QtBot, session: Session, page: RollCallPage, agreeing: list[str]
) -> None:
    for person in agreeing[:2]:
        session.do(GiveAnswer(person, AnswerKind.SATISFIED))
    page.begin()
    assert page.person_in_front == agreeing[2]
    press(qtbot, Qt.Key.Key_Y)
    press(qtbot, Qt.Key.Key_Y)
    assert page.person_in_front == ""


def test_a_change_in_the_middle_of_the_round_brings_everybody_back_with_that_change(
    qtbot: QtBot, session: Session, page: RollCallPage, agreeing: list[str], now: Now
) -> None:
    for _ in range(3):
        press(qtbot, Qt.Key.Key_Y)
    session.do(AddNote("costs", "The council pays"))
    assert page.person_in_front == agreeing[3]
    for _ in range(2):
        press(qtbot, Qt.Key.Key_Y)

    assert page.person_in_front == agreeing[0]
    assert told(page) == {"9 Budget costs": "+ The council pays"}
    for _ in range(3):
        press(qtbot, Qt.Key.Key_Y)
    assert now().complete
    assert page.person_in_front == ""


def test_whoever_leaves_is_passed_over_and_a_newcomer_is_asked(
    qtbot: QtBot, session: Session, page: RollCallPage, agreeing: list[str]
) -> None:
    press(qtbot, Qt.Key.Key_R)
    press(qtbot, "half a thought")
    session.do(Leave(agreeing[0]))

    assert page.person_in_front == agreeing[1]
    assert not page.bar.field_open
    late = builders.add_person(session, "Late Comer", arrived=False)
    session.do(Arrive(late))
    for _ in range(3):
        press(qtbot, Qt.Key.Key_Y)
    assert page.person_in_front == late


def test_the_summary_names_who_is_open_and_asks_them_again(
    qtbot: QtBot, session: Session, page: RollCallPage, agreeing: list[str]
) -> None:
    press(qtbot, Qt.Key.Key_N)
    press(qtbot, "name who pays")
    press(qtbot, Qt.Key.Key_Return)
    for _ in range(3):
        press(qtbot, Qt.Key.Key_Y)

    assert page.summary.heading.text() == "3 of 4 are satisfied"
    assert "1 person is not satisfied yet." in page.summary.words.text()
    assert "Person 1" in page.summary.words.text()
    assert not page.summary.sign_off.isVisible()
    page.summary.again.click()
    assert page.person_in_front == agreeing[0]
    assert page.bar.satisfied.hasFocus()


def test_a_leaver_nobody_decided_on_keeps_the_summary_open(
    qtbot: QtBot, session: Session, page: RollCallPage, agreeing: list[str]
) -> None:
    session.do(Leave(agreeing[3]))
    for _ in range(3):
        press(qtbot, Qt.Key.Key_Y)
    assert "Decide whether the last answer of Person 4" in page.summary.words.text()
    assert not page.summary.sign_off.isVisible()


def test_a_click_on_a_name_brings_that_person_to_the_front(
    qtbot: QtBot, page: RollCallPage, agreeing: list[str]
) -> None:
    index = page.side.list.people.index(2)
    qtbot.mouseClick(
        page.side.list.viewport(), Qt.MouseButton.LeftButton, pos=page.side.list.visualRect(index).center()
    )
    assert page.person_in_front == agreeing[2]
    press(qtbot, Qt.Key.Key_Y)
    assert page.person_in_front == agreeing[0]


def test_words_changed_while_a_person_is_asked_are_told_before_an_answer_counts_for_them(
    qtbot: QtBot, session: Session, bridge: SessionBridge, library: Library, page: RollCallPage, agreeing: list[str]
) -> None:
    press(qtbot, Qt.Key.Key_Y)
    library.session(session.canvas.id).do(AddNote("costs", "The council pays"))
    session.catch_up()
    assert page.person_in_front == agreeing[1]
    with qtbot.waitSignal(bridge.refused) as refused:
        press(qtbot, Qt.Key.Key_Y)
    assert refused.args is not None
    assert "changed in the meantime" in str(refused.args[0])
    assert len(session.canvas.answers) == 1
    press(qtbot, Qt.Key.Key_Y)
    assert session.canvas.answers[-1].content_hash == session.canvas.content_hash
    assert session.canvas.answers[-1].person == agreeing[1]


def test_words_begun_for_an_answer_come_back_when_the_person_is_asked_again(
    qtbot: QtBot, session: Session, page: RollCallPage, agreeing: list[str]
) -> None:
    press(qtbot, Qt.Key.Key_N)
    press(qtbot, "say who")
    session.do(Leave(agreeing[0]))
    assert page.person_in_front == agreeing[1]
    press(qtbot, Qt.Key.Key_N)
    assert page.bar.words.text() == ""
    press(qtbot, Qt.Key.Key_Escape)
    session.do(ComeBack(agreeing[0]))
    page.begin(agreeing[0])
    press(qtbot, Qt.Key.Key_R)
    assert page.bar.words.text() == ""
    press(qtbot, Qt.Key.Key_Escape)
    press(qtbot, Qt.Key.Key_N)
    assert page.bar.words.text() == "say who"
    press(qtbot, Qt.Key.Key_Return)
    assert session.canvas.answers[-1].words == "say who"
    assert page.unstored_words() == {}


@pytest.mark.parametrize("key", [Qt.Key.Key_Y, Qt.Key.Key_Right])
def test_a_key_that_is_held_is_one_answer(
    session: Session, page: RollCallPage, agreeing: list[str], key: Qt.Key
) -> None:
    focus = QApplication.focusWidget()
    assert focus is not None
    none = Qt.KeyboardModifier.NoModifier
    QTest.simulateEvent(focus, True, key, none, "", False)
    for _ in range(15):
        QTest.simulateEvent(QApplication.focusWidget() or focus, True, key, none, "", True)
    assert len(session.canvas.answers) == (1 if key == Qt.Key.Key_Y else 0)
    assert page.person_in_front == agreeing[1]


def test_behind_the_board_it_waits_and_catches_up_when_shown(
    session: Session, page: RollCallPage, agreeing: list[str]
) -> None:
    page.hide()
    session.do(Leave(agreeing[0]))
    page.show()
    assert page.person_in_front == agreeing[1]


@pytest.mark.parametrize("size", [(1280, 720), (1920, 1080)])
def test_question_answers_and_names_are_whole_at_both_sizes(
    qtbot: QtBot, session: Session, page: RollCallPage, size: tuple[int, int]
) -> None:
    page.resize(*size)
    parts = (
        page.face.name,
        page.face.question,
        page.bar.satisfied,
        page.bar.reservation,
        page.bar.later,
        page.header.clock,
    )

    def whole() -> bool:
        return (page.width(), page.height()) == size and all(
            page.rect().contains(part.mapTo(page, part.rect().bottomRight()))
            and part.height() >= part.minimumSizeHint().height()
            for part in parts
        )

    qtbot.waitUntil(whole)
    assert page.face.name.font().pixelSize() >= 44


def test_the_list_of_the_roll_call_is_a_model_views_can_trust(
    qtbot: QtBot, session: Session, page: RollCallPage, agreeing: list[str], qtmodeltester: ModelTester
) -> None:
    qtmodeltester.check(page.side.list.people)
    session.do(Leave(agreeing[1]))
    session.do(AddNotes("value", ("a", "b")))
    qtmodeltester.check(page.side.list.people)


def test_the_room_s_first_does_not_begin_the_first_round(page: RollCallPage, agreeing: list[str]) -> None:
    page.begin()
    assert page.person_in_front in agreeing[1:]


def test_who_is_asked_in_front_of_the_room_is_told(
    qtbot: QtBot, session: Session, page: RollCallPage, agreeing: list[str]
) -> None:
    told: list[str] = []
    page.asking_person.connect(told.append)
    for _ in range(4):
        press(qtbot, Qt.Key.Key_Y)
    assert told == [*agreeing[1:], ""]
    press(qtbot, Qt.Key.Key_Left)
    page.hide()
    page.show()
    assert told[4:] == [agreeing[3], "", agreeing[3]]


def test_the_head_of_the_page_says_who_is_asked_again_and_about_what(
    session: Session, page: RollCallPage, agreeing: list[str]
) -> None:
    for person in agreeing[:3]:
        session.do(GiveAnswer(person, AnswerKind.SATISFIED))
    session.do(AddNote("activities", "Train the drivers"))
    assert page.header.count.text() == (
        "0 of 4 satisfied, 1 not asked yet, ask again: 3 people about 1 element: 7 Key activities"
    )


def test_the_question_names_the_element_when_it_alone_has_changed(
    session: Session, page: RollCallPage, agreeing: list[str]
) -> None:
    session.do(GiveAnswer(agreeing[0], AnswerKind.SATISFIED))
    session.do(AddNote("activities", "Train the drivers"))
    page.begin(agreeing[0])
    assert page.face.question.text() == (
        "Are you satisfied with the canvas as it stands, with the change in 7 Key activities?"
    )
    session.do(AddNote("costs", "Three days of training"))
    assert page.face.question.text() == "Are you satisfied with the canvas as it stands?"


def test_how_answers_are_given_is_chosen_by_a_key_and_stays(qtbot: QtBot, session: Session, page: RollCallPage) -> None:
    press(qtbot, Qt.Key.Key_Y)
    press(qtbot, Qt.Key.Key_H)
    assert page.side.how.accessibleName() == "How the answer is given: on paper"
    for _ in range(2):
        press(qtbot, Qt.Key.Key_Y)
    page.side.how.actions_by_how[How.PHONE].trigger()
    press(qtbot, Qt.Key.Key_Y)
    assert [answer.how for answer in session.canvas.answers] == ["spoken", "paper", "paper", "phone"]


def test_the_way_of_the_last_answer_is_there_when_the_page_comes_back(
    qtbot: QtBot, page: RollCallPage, bridge: SessionBridge, look: Look
) -> None:
    page.side.how.choose(How.PAPER)
    press(qtbot, Qt.Key.Key_Y)
    again = RollCallPage(bridge, look)
    qtbot.addWidget(again)
    again.begin()
    again.show()
    assert again.side.how.how is How.PAPER


def test_a_show_of_hands_asks_the_others_in_person(
    qtbot: QtBot, session: Session, page: RollCallPage, agreeing: list[str]
) -> None:
    press(qtbot, Qt.Key.Key_E)
    (dialog,) = page.findChildren(HandsDialog)
    dialog.list.item(1).setCheckState(Qt.CheckState.Checked)
    dialog.record.click()
    assert [answer.person for answer in session.canvas.answers] == [agreeing[0], *agreeing[2:]]
    assert page.person_in_front == agreeing[1]


def test_the_answers_of_the_person_in_front_are_one_key_away(
    qtbot: QtBot, session: Session, page: RollCallPage, agreeing: list[str]
) -> None:
    assert not page.face.earlier.isVisible()
    session.do(GiveAnswer(agreeing[0], AnswerKind.NOT_YET, "name who pays"))
    session.do(AddNote("costs", "The council pays"))
    session.do(GiveAnswer(agreeing[0], AnswerKind.SATISFIED))
    page.begin(agreeing[0])
    assert page.face.earlier.isVisible()
    press(qtbot, Qt.Key.Key_A)
    (dialog,) = page.findChildren(AnswerHistoryDialog)
    assert [line.said for line in dialog.lines] == ["satisfied", "not yet"]


def test_seventeen_people_are_seen_at_once(qtbot: QtBot, session: Session, page: RollCallPage) -> None:
    for number in range(13):
        builders.add_person(session, f"Late {number}")
    last = page.side.list.people.rowCount() - 1
    assert last == 16

    def seen() -> bool:
        place = page.side.list.visualRect(page.side.list.people.index(last))
        return page.side.list.viewport().rect().contains(place)

    qtbot.waitUntil(seen)


def test_after_the_show_of_hands_is_left_a_sentence_typed_on_is_nobodys_answer(
    qtbot: QtBot, session: Session, page: RollCallPage, agreeing: list[str]
) -> None:
    ticks = page.dead_time.ticks = StoppedTicks()
    ticks.now = 10_000
    press(qtbot, "e")
    (dialog,) = page.findChildren(HandsDialog)
    dialog.reject()
    page.activateWindow()
    page.take_focus()
    for letter in "new word, yes":
        ticks.now += 200
        press(qtbot, letter)
    assert not page.bar.field_open
    assert session.canvas.answers == []
    assert page.person_in_front == agreeing[0]
    ticks.now += 300
    press(qtbot, "y")
    assert [answer.person for answer in session.canvas.answers] == [agreeing[0]]


def test_beside_the_words_stand_who_says_them_and_what_will_be_recorded(qtbot: QtBot, page: RollCallPage) -> None:
    press(qtbot, "n")
    assert page.bar.chosen.text() == "Person 1: not yet"
    assert page.bar.confirm.text() == "Record “not yet”"
    assert page.bar.chosen.font().pixelSize() > page.bar.question.font().pixelSize()
    assert page.bar.words.accessibleName().startswith("Person 1: not yet")


def test_ctrl_z_takes_back_the_last_answer_and_asks_that_person_again(
    qtbot: QtBot, page: RollCallPage, bridge: SessionBridge, agreeing: list[str], standing: Stands
) -> None:
    for key in "yy":
        press(qtbot, key)
    focus = QApplication.focusWidget()
    assert focus is not None
    with qtbot.waitSignal(bridge.told) as said:
        qtbot.keyClick(focus, Qt.Key.Key_Z, Qt.KeyboardModifier.ControlModifier)
    assert said.args == ["Taken back: the answer of Person 2"]
    assert page.person_in_front == agreeing[1]
    assert [standing(one) for one in agreeing[:2]] == [Standing.SATISFIED, Standing.NOT_ASKED]
    press(qtbot, "y")
    assert page.person_in_front == agreeing[2]
    for _ in range(3):
        qtbot.keyClick(page, Qt.Key.Key_Z, Qt.KeyboardModifier.ControlModifier)
    assert {standing(one) for one in agreeing} == {Standing.NOT_ASKED}
    assert page.person_in_front == agreeing[0]


def test_with_no_answer_to_take_back_ctrl_z_says_so(qtbot: QtBot, page: RollCallPage, bridge: SessionBridge) -> None:
    with qtbot.waitSignal(bridge.told) as said:
        qtbot.keyClick(page, Qt.Key.Key_Z, Qt.KeyboardModifier.ControlModifier)
    assert said.args == ["There is no answer of this round to take back."]


def test_two_people_of_one_name_are_told_apart_wherever_they_are_asked(
    qtbot: QtBot, session: Session, page: RollCallPage, agreeing: list[str]
) -> None:
    builders.add_person(session, "Person 1")
    assert page.face.name.text() == "Person 1 (1)"
    people = page.side.list.people
    assert [people.data(people.index(row)) for row in (0, 4)] == ["Person 1 (1)", "Person 1 (2)"]


def test_words_being_typed_have_the_keys_again_when_the_page_comes_back(
    qtbot: QtBot, page: RollCallPage, agreeing: list[str], standing: Stands
) -> None:
    window, other = QStackedWidget(), QLineEdit()
    qtbot.addWidget(window)
    for one in (page, other):
        window.addWidget(one)
    window.show()
    window.activateWindow()
    qtbot.waitUntil(page.bar.satisfied.hasFocus)
    press(qtbot, Qt.Key.Key_N)
    press(qtbot, "name")
    window.setCurrentWidget(other)
    other.setFocus()
    window.setCurrentWidget(page)

    assert page.bar.words.hasFocus()
    press(qtbot, Qt.Key.Key_Space)
    press(qtbot, "who")
    assert page.bar.words.text() == "name who"
    page.setParent(None)  # its own window again, which the fixture closes
    assert standing(agreeing[0]) is Standing.NOT_ASKED


def test_an_answer_that_is_out_of_sight_cannot_be_given(
    qtbot: QtBot, page: RollCallPage, agreeing: list[str], standing: Stands
) -> None:
    press(qtbot, Qt.Key.Key_N)
    for button in (page.bar.satisfied, page.bar.reservation, page.bar.later):
        button.click()

    assert standing(agreeing[0]) is Standing.NOT_ASKED
    assert page.person_in_front == agreeing[0]
    assert page.bar.chosen.text() == "Person 1: not yet"


def test_enter_presses_the_buttons_of_the_summary_but_never_an_answer(
    qtbot: QtBot, page: RollCallPage, agreeing: list[str], standing: Stands
) -> None:
    press(qtbot, Qt.Key.Key_Return)
    assert standing(agreeing[0]) is Standing.NOT_ASKED
    for _ in range(4):
        press(qtbot, Qt.Key.Key_Y)

    with qtbot.waitSignal(page.sign_off_wanted):
        press(qtbot, Qt.Key.Key_Return)


def test_the_summary_of_a_signed_canvas_says_that_it_is_signed(
    qtbot: QtBot, session: Session, page: RollCallPage
) -> None:
    for _ in range(4):
        press(qtbot, Qt.Key.Key_Y)
    session.do(SignOffCanvas())

    assert page.summary.heading.text() == "Signed off: all 4 were satisfied with exactly these words"
    assert page.summary.words.text().startswith("Signed at ")
    assert not page.summary.sign_off.isVisible()
    assert not page.summary.again.isVisible()
    assert page.summary.board.hasFocus()
