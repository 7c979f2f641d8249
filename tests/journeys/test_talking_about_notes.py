"""The discussion in the real windows: remarks, the parking list, joining and dropping, all from the keyboard."""

from __future__ import annotations

import builders
from hands import CTRL, SHIFT, Hands, Key
from PySide6.QtCore import Qt
from PySide6.QtWidgets import QApplication
from pytestqt.qtbot import QtBot

from cmc_desktop.model.domain.changes import AddRemark
from cmc_desktop.model.domain.contested import remarks_on
from cmc_desktop.model.domain.note import Note
from cmc_desktop.model.domain.parked import Parked
from cmc_desktop.model.services.session import Session
from cmc_desktop.ui.board.join_dialog import JoinDialog
from cmc_desktop.ui.workshop.talk.drop_reason_dialog import DropReasonDialog

ALT = Qt.KeyboardModifier.AltModifier


def talking(hands: Hands, kind: str = "discuss") -> Session:
    """A workshop that has come to a phase, on the desk with the keys."""
    hands.new_canvas()
    hands.at_the_desk()
    session = hands.desk.bridge.session
    builders.workshop_at(session, kind, notes=16)
    return session


def remarks(session: Session, note: str) -> list[tuple[str, str]]:
    return [(remark.kind, remark.words) for remark in remarks_on(session.canvas, note)]


def parked(session: Session) -> list[Parked]:
    return [one for one in session.canvas.all(Parked) if not one.deleted]


def test_a_remark_is_made_on_the_selected_note_and_escape_leads_back(hands: Hands) -> None:
    session = talking(hands)
    note, board = builders.ids(session, "partners")[0], hands.desk.page.board
    board.focus_note(note)
    hands.press(Key.Key_R, CTRL)
    hands.type("!Too dear")
    hands.press(Key.Key_Return)
    hands.press(Key.Key_Escape)
    assert remarks(session, note) == [("objection", "Too dear")]
    assert board.view("partners").hasFocus()
    assert board.current_note() == note


def test_keys_that_belong_to_a_list_beside_the_board_never_reach_the_board(hands: Hands) -> None:
    session = talking(hands, "consensus")
    note, board = builders.ids(session, "partners")[0], hands.desk.page.board
    session.do(AddRemark(note, "question", "Who?"))
    notes = session.canvas.note_count()
    board.focus_note(note)
    hands.action("remark")
    hands.desk.page.side.remarks.list.begin()
    for key, held in ((Key.Key_X, CTRL), (Key.Key_V, CTRL), (Key.Key_D, CTRL), (Key.Key_C, CTRL)):
        hands.press(key, held)
    hands.press(Key.Key_Delete)
    assert session.canvas.note_count() == notes
    assert remarks(session, note) == []
    assert QApplication.clipboard().text() == "Who?"


def test_a_selected_note_is_put_aside_by_two_keys_and_stays_on_the_board(hands: Hands) -> None:
    session = talking(hands)
    note, board = builders.ids(session, "partners")[0], hands.desk.page.board
    board.focus_note(note)
    hands.press(Key.Key_K, CTRL)
    hands.press(Key.Key_Return)
    (one,) = parked(session)
    assert (one.text, one.note) == (session.canvas.note(note).text, note)


def test_a_note_that_is_not_selected_is_not_put_aside(hands: Hands) -> None:
    session = talking(hands)
    hands.desk.page.board.focus_note(builders.ids(session, "partners")[0])
    hands.press(Key.Key_Escape)
    hands.press(Key.Key_K, CTRL)
    hands.type("Name")
    hands.press(Key.Key_Return)
    assert [(one.text, one.note) for one in parked(session)] == [("Name", "")]


def test_words_beside_the_board_outlive_the_phase_and_the_canvas(hands: Hands) -> None:
    session = talking(hands, "round")
    note, board = builders.ids(session, "partners")[0], hands.desk.page.board
    board.focus_note(note)
    hands.action("remark")
    hands.type("!Too dear")
    hands.press(Key.Key_Return)
    hands.action("next_phase")
    assert hands.desk.page.side.remarks.line.words == "Too dear"
    hands.action("library")
    hands.controller.open_canvas(session.canvas.id)
    hands.at_the_desk()
    session, board = hands.desk.bridge.session, hands.desk.page.board
    builders.bring_to(session, "discuss")
    board.focus_note(note)
    hands.action("remark")
    hands.press(Key.Key_Return)
    assert remarks(session, note) == [("objection", "Too dear")]
    assert hands.desk.page.waiting_words() == {}


def test_a_remark_half_typed_is_stored_when_the_canvas_is_left(hands: Hands) -> None:
    session = talking(hands)
    note = builders.ids(session, "partners")[0]
    hands.desk.page.board.focus_note(note)
    hands.action("remark")
    hands.type("half a thought")
    hands.action("library")
    hands.controller.open_canvas(session.canvas.id)
    assert remarks(hands.desk.bridge.session, note) == [("question", "half a thought")]


def test_why_a_note_was_dropped_is_said_afterwards_or_never(qtbot: QtBot, hands: Hands) -> None:
    session = talking(hands, "consensus")
    note, board = builders.ids(session, "partners")[0], hands.desk.page.board
    messages = hands.controller.window.messages
    board.focus_note(note)
    hands.press(Key.Key_Delete)
    assert messages.text == "1 note is off the board."
    hands.press(Key.Key_Y, ALT)
    qtbot.waitUntil(lambda: bool(hands.controller.window.findChildren(DropReasonDialog)))
    hands.dialog(DropReasonDialog)
    hands.type("Too dear")
    hands.press(Key.Key_Return)
    gone = session.canvas.find(Note, note)
    assert gone is not None
    assert gone.dropped_why == "Too dear"
    hands.at_the_desk()
    board.focus_note(builders.ids(session, "costs")[0])
    hands.press(Key.Key_Delete)
    assert messages.isVisible()
    hands.press(Key.Key_Z, CTRL)
    assert not messages.isVisible(), "what is undone needs no reason"


def test_notes_are_joined_by_the_windows_keys(hands: Hands) -> None:
    session = talking(hands, "consensus")
    first, second = builders.ids(session, "partners")[0], builders.ids(session, "costs")[0]
    board = hands.desk.page.board
    board.focus_note(first)
    hands.press(Key.Key_J, CTRL | SHIFT)
    board.focus_note(second)
    hands.press(Key.Key_J, CTRL | SHIFT)
    dialog = hands.dialog(JoinDialog)
    hands.click(dialog.join)
    joined = session.canvas.find(Note, second)
    assert joined is not None
    assert joined.merged_into == first
