"""Notes of any boxes are joined into one of them when the phase lets notes be reworded and taken away."""

from __future__ import annotations

import builders
import pytest
from board_gestures import CTRL, SHIFT, click, note_place, press, select
from PySide6.QtCore import Qt
from PySide6.QtWidgets import QApplication
from pytestqt.qtbot import QtBot

from cmc_desktop.model.domain.changes import AddRemark, DeleteNotes, EditNote
from cmc_desktop.model.domain.note import Note
from cmc_desktop.model.services.library import Library
from cmc_desktop.model.services.session import Session
from cmc_desktop.ui.board.board_view import BoardView
from cmc_desktop.ui.board.join_dialog import JoinDialog
from cmc_desktop.ui.board.joined_text import joined_text
from cmc_desktop.ui.session_bridge import SessionBridge

Key = Qt.Key


@pytest.fixture
def refused(bridge: SessionBridge) -> list[str]:
    said: list[str] = []
    bridge.refused.connect(lambda error, _slip: said.append(str(error)))
    return said


@pytest.fixture
def told(bridge: SessionBridge) -> list[str]:
    said: list[str] = []
    bridge.told.connect(said.append)
    return said


def three(session: Session) -> list[str]:
    """Two notes of one box and one of another."""
    return [*builders.put(session, "value", "A bus", "A night bus"), *builders.put(session, "costs", "Drivers cost")]


def asked(board: BoardView, *notes: str) -> JoinDialog:
    board.selection.choose(notes)
    dialog = board.join_selected()
    assert dialog is not None
    return dialog


def test_selected_notes_of_two_boxes_become_one_that_says_the_words_in_the_dialog(
    board: BoardView, session: Session
) -> None:
    _, second, cost = three(session)
    select(board, session, "value", 1)
    click(board.view("costs"), note_place(board, "costs", 0), CTRL)
    press(Key.Key_J, CTRL | SHIFT)
    dialog = QApplication.activeModalWidget()
    assert isinstance(dialog, JoinDialog)
    dialog.text.begin("Night buses and their drivers")
    dialog.join.click()
    assert builders.texts(session, "value") == ["A bus", "Night buses and their drivers"]
    assert builders.texts(session, "costs") == []
    gone = session.canvas.find(Note, cost)
    assert gone is not None
    assert gone.merged_into == second


def test_which_note_stays_is_chosen_and_the_proposal_follows_until_somebody_writes(
    board: BoardView, session: Session
) -> None:
    _, second, cost = three(session)
    dialog = asked(board, second, cost)
    assert dialog.text.words == "A night bus; Drivers cost"
    dialog.stays.setCurrentRow(1)
    assert dialog.text.words == "Drivers cost; A night bus"
    dialog.text.insertPlainText(" a lot")
    dialog.stays.setCurrentRow(0)
    assert dialog.text.words == "Drivers cost; A night bus a lot"
    dialog.accept()
    assert builders.texts(session, "value") == ["A bus", "Drivers cost; A night bus a lot"]


def test_the_dialog_says_what_will_happen(board: BoardView, session: Session) -> None:
    first, second, cost = three(session)
    session.do(AddRemark(cost, "question", "How much?"))
    dialog = asked(board, second, first)
    assert dialog.outcome.text() == (
        "It stays in 2 Value proposition. The other note goes off the board, and the record says what it was "
        "joined with. Undo takes it back."
    )
    dialog.reject()
    dialog = asked(board, first, second, cost)
    assert "The 2 others go off the board" in dialog.outcome.text()
    assert "Remarks on them go with them." in dialog.outcome.text()


def test_undo_takes_a_join_back_whole(board: BoardView, session: Session) -> None:
    first, second, cost = three(session)
    before = builders.everything(session.canvas)[2]
    asked(board, first, second, cost).accept()
    assert session.canvas.note_count() == 1
    session.undo()
    assert builders.everything(session.canvas)[2] == before
    assert builders.texts(session, "value") == ["A bus", "A night bus"]


def test_the_keys_are_on_the_note_that_stayed(board: BoardView, session: Session, told: list[str]) -> None:
    first, _, cost = three(session)
    asked(board, cost, first).accept()
    assert board.current_note() in (first, cost)
    assert board.selected_notes() == [board.current_note()]
    assert told[-1] == "Joined 2 notes"


def test_notes_of_two_boxes_are_joined_by_the_keyboard_alone(
    qtbot: QtBot, board: BoardView, session: Session, told: list[str]
) -> None:
    first, _, cost = three(session)
    board.focus_note(first)
    press(Key.Key_J, CTRL | SHIFT)
    assert told[-1] == "Now select the note to join it with, and press the same keys again."
    board.focus_note(cost)
    press(Key.Key_J, CTRL | SHIFT)
    dialog = QApplication.activeModalWidget()
    assert isinstance(dialog, JoinDialog)
    qtbot.waitUntil(dialog.stays.hasFocus)
    press(Key.Key_Tab)
    assert dialog.text.hasFocus()
    press(Key.Key_Return)
    assert builders.texts(session, "value") == ["A bus; Drivers cost", "A night bus"]
    assert builders.texts(session, "costs") == []


def test_a_note_that_waits_is_forgotten_when_it_goes(board: BoardView, session: Session, told: list[str]) -> None:
    first, second, _ = three(session)
    board.focus_note(first)
    board.join_selected()
    session.do(DeleteNotes((first,)))
    board.focus_note(second)
    assert board.join_selected() is None
    assert told[-1] == "Now select the note to join it with, and press the same keys again."


def test_the_same_keys_on_the_same_note_join_nothing(board: BoardView, session: Session) -> None:
    first, *_ = three(session)
    board.focus_note(first)
    assert board.join_selected() is None
    assert board.join_selected() is None


def test_nothing_selected_says_what_to_do(board: BoardView, session: Session, told: list[str]) -> None:
    three(session)
    board.selection.clearSelection()
    assert board.join_selected() is None
    assert told[-1] == "Select the notes to join first."


@pytest.mark.parametrize("kind", ["round", "discuss"])
def test_where_the_phase_forbids_it_nothing_is_asked(
    board: BoardView, session: Session, refused: list[str], kind: str
) -> None:
    first, second, _ = three(session)
    builders.bring_to(session, kind)
    board.selection.choose([first, second])
    assert board.join_selected() is None
    board.focus_note(first)
    assert board.join_selected() is None
    assert len(refused) == 2
    assert all(words.startswith("Not in “") for words in refused)


def test_in_the_agreement_phase_notes_are_joined(board: BoardView, session: Session) -> None:
    first, second, _ = three(session)
    builders.bring_to(session, "consensus")
    asked(board, first, second).accept()
    assert builders.texts(session, "value") == ["A bus; A night bus"]


def test_a_refusal_keeps_the_dialog_and_its_words_and_says_why(
    qtbot: QtBot, board: BoardView, session: Session
) -> None:
    first, second, _ = three(session)
    dialog = asked(board, first, second)
    dialog.text.begin("")
    dialog.join.click()
    assert dialog.trouble.text() == "A note needs some words."
    dialog.text.begin("Some words")
    session.do(DeleteNotes((second,)))
    dialog.join.click()
    assert dialog.isVisible()
    assert dialog.trouble.text() == "A note that was to be joined is not on the board any more."
    assert dialog.text.words == "Some words"


@pytest.mark.parametrize(
    ("texts", "joined"),
    [
        (("A bus", "A tram"), "A bus; A tram"),
        (("A bus.", "A tram"), "A bus. A tram"),
        (("A bus", "a BUS", "A bus!"), "A bus"),
        (("bus", "A night bus for all"), "A night bus for all"),
        (("A night bus for all", "bus"), "A night bus for all"),
        (("bus", "busy"), "bus; busy"),
        (("one\ntwo", "three"), "one\ntwo\nthree"),
        (("→", "→"), "→"),
        ((), ""),
    ],
)
def test_the_proposal_says_everything_once(texts: tuple[str, ...], joined: str) -> None:
    assert joined_text(texts) == joined


def test_deleting_in_the_agreement_phase_lets_somebody_say_why(board: BoardView, session: Session) -> None:
    first, second, cost = three(session)
    dropped: list[list[str]] = []
    board.dropped.connect(dropped.append)
    board.focus_note(cost)
    press(Key.Key_Delete)
    assert dropped == [], "outside a workshop nobody asks"
    builders.bring_to(session, "round")
    board.focus_note(first)
    press(Key.Key_Delete)
    assert dropped == [], "what is refused is not dropped"
    builders.bring_to(session, "consensus")
    board.selection.choose([first, second])
    press(Key.Key_X, CTRL)
    assert dropped == [], "what is cut goes elsewhere"
    session.undo()
    board.selection.choose([first, second])
    press(Key.Key_Delete)
    assert dropped == [[first, second]]


def test_words_that_another_window_gives_a_note_come_into_the_proposal_and_are_told(
    board: BoardView, session: Session, library: Library
) -> None:
    first, _, cost = three(session)
    dialog, other = asked(board, first, cost), library.session(session.canvas.id)
    other.do(EditNote(cost, "Drivers cost a million"))
    session.catch_up()
    assert "changed in the meantime" in dialog.trouble.text()
    assert "Drivers cost a million" in dialog.stays.item(1).text()
    dialog.accept()
    assert builders.texts(session, "value") == ["A bus; Drivers cost a million", "A night bus"]


def test_words_of_another_window_that_the_dialog_has_not_shown_are_not_joined_over(
    board: BoardView, session: Session, library: Library
) -> None:
    first, _, cost = three(session)
    dialog, other = asked(board, first, cost), library.session(session.canvas.id)
    dialog.text.begin("A bus and its drivers")
    other.do(EditNote(first, "A bus, as the mayor put it"))
    dialog.accept()
    assert not dialog.result()
    assert "it now says “A bus, as the mayor put it”" in dialog.trouble.text()
    assert dialog.text.words == "A bus and its drivers"
    assert builders.texts(session, "value") == ["A bus, as the mayor put it", "A night bus"]
    dialog.accept()
    assert builders.texts(session, "value") == ["A bus and its drivers", "A night bus"]


def test_a_note_that_goes_while_the_dialog_is_open_leaves_the_list(
    board: BoardView, session: Session, library: Library
) -> None:
    first, second, cost = three(session)
    dialog, other = asked(board, first, second, cost), library.session(session.canvas.id)
    dialog.stays.setCurrentRow(2)
    other.do(DeleteNotes((second,)))
    session.catch_up()
    assert dialog.stays.count() == 2
    assert dialog.into == cost
    assert "not on the board any more" in dialog.trouble.text()
    dialog.stays.setCurrentRow(0)
    other.do(DeleteNotes((cost,)))
    session.catch_up()
    dialog.stays.setCurrentRow(0)
    assert not dialog.join.isEnabled()
    dialog.accept()
    assert not dialog.result()
    dialog.reject()
