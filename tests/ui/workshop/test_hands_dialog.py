"""Everyone in the room except…: each is named before anything is recorded, and other words record nothing."""

from __future__ import annotations

import builders
import pytest
from PySide6.QtCore import Qt
from pytestqt.qtbot import QtBot

from cmc_desktop.model.domain.answer import AnswerKind
from cmc_desktop.model.domain.changes import AddNote, GiveAnswer, Leave
from cmc_desktop.model.services.library import Library
from cmc_desktop.model.services.session import Session
from cmc_desktop.ui.look import Look
from cmc_desktop.ui.session_bridge import SessionBridge
from cmc_desktop.ui.workshop.hands_dialog import HandsDialog


def open_dialog(qtbot: QtBot, bridge: SessionBridge) -> HandsDialog:
    dialog = HandsDialog(bridge)
    dialog.setAttribute(Qt.WidgetAttribute.WA_DeleteOnClose, on=False)
    qtbot.addWidget(dialog)
    dialog.show()
    return dialog


@pytest.fixture
def dialog(qtbot: QtBot, bridge: SessionBridge, look: Look, agreeing: list[str]) -> HandsDialog:
    return open_dialog(qtbot, bridge)


def test_everybody_who_will_be_recorded_is_named_before(
    qtbot: QtBot, session: Session, dialog: HandsDialog, agreeing: list[str]
) -> None:
    assert dialog.recorded.text() == "Satisfied, by show of hands: Person 1, Person 2, Person 3, Person 4"
    assert not dialog.left_out.isVisible()
    dialog.list.setFocus()
    qtbot.keyClick(dialog.list, Qt.Key.Key_Space)
    assert dialog.recorded.text() == "Satisfied, by show of hands: Person 2, Person 3, Person 4"
    assert dialog.left_out.text() == "Asked in person: Person 1"
    assert dialog.record.text() == "Record 3 answers"
    dialog.record.click()
    assert [(answer.person, answer.how) for answer in session.canvas.answers] == [
        (one, "hands") for one in agreeing[1:]
    ]
    assert not dialog.isVisible()


def test_who_is_satisfied_already_is_not_recorded_again_and_who_said_not_yet_is_asked_in_person(
    qtbot: QtBot, session: Session, bridge: SessionBridge, look: Look, agreeing: list[str]
) -> None:
    session.do(GiveAnswer(agreeing[0], AnswerKind.SATISFIED))
    session.do(GiveAnswer(agreeing[1], AnswerKind.NOT_YET, "name who pays"))
    dialog = open_dialog(qtbot, bridge)
    assert dialog.recorded.text() == "Satisfied, by show of hands: Person 3, Person 4"
    assert dialog.left_out.text() == "Asked in person: Person 2"


def test_hands_were_raised_for_the_words_on_the_screen_and_for_no_others(session: Session, dialog: HandsDialog) -> None:
    session.do(AddNote("costs", "The council pays"))
    assert dialog.changed.isVisible()
    assert not dialog.record.isEnabled()
    assert session.canvas.answers == []


def test_words_changed_by_another_window_meanwhile_record_nothing(
    qtbot: QtBot, session: Session, bridge: SessionBridge, dialog: HandsDialog, library: Library
) -> None:
    library.session(session.canvas.id).do(AddNote("costs", "The council pays"))
    dialog.record.click()
    assert session.canvas.answers == []
    assert dialog.isVisible()
    assert dialog.changed.isVisible()
    assert not dialog.record.isEnabled()


def test_somebody_who_left_meanwhile_stops_the_record_of_all(
    qtbot: QtBot, session: Session, bridge: SessionBridge, dialog: HandsDialog, agreeing: list[str]
) -> None:
    session.do(Leave(agreeing[3]))
    dialog.record.click()
    assert session.canvas.answers == []
    assert dialog.refused.text().startswith("Person 4 is not in the room.")
    assert dialog.isVisible()


def test_enter_records_nobody(qtbot: QtBot, session: Session, dialog: HandsDialog) -> None:
    dialog.list.setFocus()
    qtbot.keyClick(dialog.list, Qt.Key.Key_Return)
    assert session.canvas.answers == []


def test_with_nobody_left_there_is_nothing_to_record(dialog: HandsDialog) -> None:
    for place in range(dialog.list.count()):
        dialog.list.item(place).setCheckState(Qt.CheckState.Checked)
    assert not dialog.record.isEnabled()
    assert dialog.recorded.text() == "Nobody is recorded."


def test_forty_people_can_be_ticked_and_are_all_named(
    qtbot: QtBot, bridge: SessionBridge, session: Session, look: Look, agreeing: list[str]
) -> None:
    for number in range(5, 41):
        builders.add_person(session, f"Bartholomew Abernathy-Okonkwo the {number}th")
    dialog = open_dialog(qtbot, bridge)
    assert dialog.height() <= 640
    assert dialog.list.viewport().height() >= 8 * dialog.list.sizeHintForRow(0)
    assert dialog.recorded.text().endswith("Bartholomew Abernathy-Okonkwo the 40th")
    assert dialog.recorded.height() >= dialog.recorded.heightForWidth(dialog.recorded.width())


@pytest.mark.parametrize(
    ("place", "modifiers"),
    [("record", Qt.KeyboardModifier.NoModifier), ("list", Qt.KeyboardModifier.ControlModifier)],
)
def test_enter_on_the_button_records_and_ctrl_enter_records_from_the_list(
    qtbot: QtBot, session: Session, dialog: HandsDialog, place: str, modifiers: Qt.KeyboardModifier
) -> None:
    dialog.activateWindow()
    qtbot.waitUntil(dialog.isActiveWindow)
    widget = getattr(dialog, place)
    widget.setFocus()
    qtbot.keyClick(widget, Qt.Key.Key_Return, modifiers)
    assert len(session.canvas.answers) == 4
    assert not dialog.isVisible()


def test_a_button_that_records_shows_that_it_has_the_keys(qtbot: QtBot, dialog: HandsDialog) -> None:
    dialog.activateWindow()
    qtbot.waitUntil(dialog.isActiveWindow)
    dialog.list.setFocus()
    without = dialog.record.grab().toImage()
    dialog.record.setFocus()
    inside = dialog.record.grab().toImage()
    middle = without.width() // 2
    rows = range(6)
    assert [without.pixelColor(middle, y) for y in rows] != [inside.pixelColor(middle, y) for y in rows]


def test_two_people_of_one_name_are_told_apart(
    qtbot: QtBot, session: Session, bridge: SessionBridge, look: Look, agreeing: list[str]
) -> None:
    builders.add_person(session, "Person 1")
    dialog = open_dialog(qtbot, bridge)
    assert [dialog.list.item(row).text() for row in (0, 4)] == ["Person 1 (1)", "Person 1 (2)"]
    assert "Person 1 (1)" in dialog.recorded.text()
