"""Notes are typed, changed and kept: whatever happens, no typed word is lost."""

from __future__ import annotations

import builders
import pytest
from board_gestures import CTRL, SHIFT, note_place, press, select, type_words
from PySide6.QtCore import QPoint, Qt
from PySide6.QtGui import QClipboard
from PySide6.QtTest import QTest
from PySide6.QtWidgets import QApplication
from pytestqt.qtbot import QtBot

from cmc_desktop.model.domain.changes import EditNote
from cmc_desktop.model.services.session import Session
from cmc_desktop.ui.board.board_view import BoardView
from cmc_desktop.ui.session_bridge import SessionBridge

Key = Qt.Key


def test_typing_in_a_focused_box_begins_a_note_and_enter_goes_on_to_the_next(
    board: BoardView, session: Session
) -> None:
    board.focus_box("partners")
    type_words("Bus operators")
    press(Key.Key_Return)
    type_words("University")
    press(Key.Key_Return)
    assert builders.texts(session, "partners") == ["Bus operators", "University"]


def test_shift_enter_makes_a_line_break_within_a_note(board: BoardView, session: Session) -> None:
    board.focus_box("partners")
    type_words("one")
    press(Key.Key_Return, SHIFT)
    type_words("two")
    press(Key.Key_Return)
    assert builders.texts(session, "partners") == ["one\ntwo"]


def test_the_keys_that_are_given_to_the_board_go_to_the_box_they_were_in(board: BoardView, session: Session) -> None:
    board.focus_box("partners")
    board.view("partners").clearFocus()
    board.setFocus()
    assert board.has_keys()
    type_words("Bus operators")
    press(Key.Key_Return)
    assert builders.texts(session, "partners") == ["Bus operators"]


def test_a_note_begun_is_stored_when_the_keys_go_elsewhere(board: BoardView, session: Session) -> None:
    board.focus_box("partners")
    type_words("half a thought")
    board.focus_box("costs")
    assert builders.texts(session, "partners") == ["half a thought"]


def test_escape_leaves_a_begun_note_where_it_was_typed(board: BoardView, session: Session) -> None:
    board.focus_box("partners")
    type_words("half a ")
    press(Key.Key_Escape)
    assert board.view("partners").hasFocus()
    assert builders.texts(session, "partners") == []
    type_words("thought")
    press(Key.Key_Return)
    assert builders.texts(session, "partners") == ["half a thought"]


def test_a_note_is_changed_in_place_by_f2_enter_and_double_click(board: BoardView, session: Session) -> None:
    builders.put(session, "value", "word")
    board.focus_box("value")
    for begin in (Key.Key_F2, Key.Key_Return):
        press(begin)
        assert board.editor is not None
        type_words("+")
        press(Key.Key_Return)
        assert board.editor is None
    port, place = board.view("value").viewport(), note_place(board, "value", 0)
    QTest.mouseClick(port, Qt.MouseButton.LeftButton, Qt.KeyboardModifier.NoModifier, place)
    QTest.mouseDClick(port, Qt.MouseButton.LeftButton, Qt.KeyboardModifier.NoModifier, place)
    type_words("+")
    press(Key.Key_Return)
    assert builders.texts(session, "value") == ["word+++"]
    assert board.view("value").hasFocus()


def test_f2_in_an_open_editor_leaves_the_typing_alone(board: BoardView, session: Session) -> None:
    builders.put(session, "value", "word", "other")
    board.focus_box("value")
    press(Key.Key_F2)
    type_words("+")
    editor = board.editor
    board.edit_current()
    assert board.editor is editor
    type_words("+")
    assert builders.texts(session, "value") == ["word", "other"]
    press(Key.Key_Return)
    assert builders.texts(session, "value") == ["word++", "other"]


def test_an_open_editor_stores_its_words_when_the_keys_go_elsewhere(board: BoardView, session: Session) -> None:
    builders.put(session, "value", "word")
    board.focus_box("value")
    press(Key.Key_F2)
    type_words(" more")
    board.focus_box("costs")
    assert builders.texts(session, "value") == ["word more"]
    assert board.editor is None


def test_escape_restores_the_note_and_ctrl_z_in_it_brings_the_dropped_words_back(
    board: BoardView, session: Session, bridge: SessionBridge, qtbot: QtBot
) -> None:
    builders.put(session, "value", "word")
    board.focus_box("value")
    press(Key.Key_F2)
    type_words(" more")
    with qtbot.waitSignal(bridge.told) as told:
        press(Key.Key_Escape)
    assert told.args is not None
    assert "Ctrl+Z" in told.args[0]
    assert builders.texts(session, "value") == ["word"]
    press(Key.Key_F2)
    press(Key.Key_Z, CTRL)
    assert board.editor is not None
    assert board.editor.words == "word more"


def test_undo_while_typing_is_the_editors_own(board: BoardView, session: Session) -> None:
    builders.put(session, "value", "word")
    board.focus_box("value")
    press(Key.Key_F2)
    type_words("s")
    press(Key.Key_Z, CTRL)
    press(Key.Key_Return)
    assert builders.texts(session, "value") == ["word"]
    assert session.undo_label == "add note"


def test_words_the_phase_refuses_stay_in_the_line_and_leave_it_when_a_slip_is_corrected(
    board: BoardView, session: Session, bridge: SessionBridge, qtbot: QtBot
) -> None:
    builders.workshop_at(session, "clarify", notes=1)
    board.focus_box("value")
    type_words("too early")
    with qtbot.waitSignal(bridge.refused) as refused:
        press(Key.Key_Return)
    draft = board.frame("value").draft
    assert draft is not None
    assert draft.words == "too early"
    assert refused.args is not None
    with qtbot.assertNotEmitted(bridge.refused):
        board.focus_box("costs")
    refused.args[1]()
    assert builders.texts(session, "value") == ["too early"]
    assert draft.words == ""


def test_an_editor_whose_words_are_refused_stays_open_with_them(
    board: BoardView, session: Session, bridge: SessionBridge, qtbot: QtBot
) -> None:
    builders.workshop_at(session, "clarify", notes=14)
    board.focus_box("value")
    old = builders.texts(session, "value")
    press(Key.Key_F2)
    type_words(" again")
    with qtbot.waitSignal(bridge.refused):
        press(Key.Key_Return)
    assert board.editor is not None
    assert board.editor.words == f"{old[0]} again"
    with qtbot.assertNotEmitted(bridge.refused), qtbot.waitSignal(bridge.told):
        board.focus_box("costs")
    assert builders.texts(session, "value") == old
    board.focus_box("value")
    press(Key.Key_F2)
    assert board.editor is not None
    assert board.editor.words == f"{old[0]} again"
    press(Key.Key_Z, CTRL)
    assert board.editor.words == old[0]


def test_a_change_from_elsewhere_does_not_overwrite_what_is_being_typed(board: BoardView, session: Session) -> None:
    (note,) = builders.put(session, "value", "word")
    board.focus_box("value")
    press(Key.Key_F2)
    type_words(" mine")
    session.do(EditNote(note, "theirs"))
    assert board.editor is not None
    assert board.editor.words == "word mine"


def test_the_mission_is_one_text_that_typing_goes_on_with(board: BoardView, session: Session) -> None:
    type_words("A calm city")
    press(Key.Key_Return)
    type_words("!")
    press(Key.Key_Return)
    assert builders.texts(session, "mission") == ["A calm city!"]


def test_an_editor_grows_with_its_words_and_pushes_the_next_note_down(board: BoardView, session: Session) -> None:
    builders.put(session, "partners", "first", "second")
    board.focus_box("partners")
    before = note_place(board, "partners", 1).y()
    board.selection.setCurrentIndex(
        board.model.index(0, 0, board.model.box_index("partners")), board.selection.SelectionFlag.ClearAndSelect
    )
    press(Key.Key_F2)
    type_words(" with so many words that they need several lines in a narrow box")
    editor = board.editor
    assert editor is not None
    QApplication.processEvents()
    assert editor.height() >= editor.wanted_height
    assert note_place(board, "partners", 1).y() > before + 30


def test_a_pasted_list_becomes_one_note_a_line_without_its_bullets(board: BoardView, session: Session) -> None:
    QApplication.clipboard().setText("- Tram\n\n* Bus\n• Ferry\n1. Bicycle\n  2) On foot\n3rd lane\n")
    board.focus_box("partners")
    press(Key.Key_V, CTRL)
    assert builders.texts(session, "partners") == ["Tram", "Bus", "Ferry", "Bicycle", "On foot", "3rd lane"]
    assert board.selected_notes() == builders.ids(session, "partners")
    session.undo()
    assert builders.texts(session, "partners") == []


def test_a_list_pasted_while_typing_becomes_notes_and_keeps_what_was_typed(board: BoardView, session: Session) -> None:
    QApplication.clipboard().setText("Tram\nBus")
    board.focus_box("partners")
    type_words("also")
    press(Key.Key_V, CTRL)
    assert builders.texts(session, "partners") == ["Tram", "Bus"]
    draft = board.frame("partners").draft
    assert draft is not None
    assert draft.words == "also"


def test_a_clipboard_that_holds_nothing_at_all_is_told(
    board: BoardView, bridge: SessionBridge, qtbot: QtBot, monkeypatch: pytest.MonkeyPatch
) -> None:
    monkeypatch.setattr(QClipboard, "mimeData", lambda _: None)  # as some desktops do where nothing was copied yet
    board.focus_box("partners")
    with qtbot.waitSignal(bridge.told) as told:
        press(Key.Key_V, CTRL)
    assert told.args == ["There is no text on the clipboard."]


def test_a_single_line_pasted_while_typing_is_just_text(board: BoardView, session: Session) -> None:
    QApplication.clipboard().setText("and trams")
    board.focus_box("partners")
    type_words("Buses ")
    press(Key.Key_V, CTRL)
    press(Key.Key_Return)
    assert builders.texts(session, "partners") == ["Buses and trams"]


def test_a_large_paste_tells_how_many_notes_it_made(
    board: BoardView, session: Session, bridge: SessionBridge, qtbot: QtBot
) -> None:
    QApplication.clipboard().setText("\n".join(f"line {n}" for n in range(25)))
    board.focus_box("partners")
    with qtbot.waitSignal(bridge.told) as told:
        board.paste()
    assert told.args == ["Made 25 notes in 6 Key partnerships"]


def test_a_second_text_for_the_mission_is_refused_and_told(
    board: BoardView, session: Session, bridge: SessionBridge, qtbot: QtBot
) -> None:
    builders.put(session, "mission", "A calm city")
    QApplication.clipboard().setText("A fast city")
    with qtbot.waitSignal(bridge.refused) as refused:
        board.paste()
    assert refused.args is not None
    assert "holds one text" in str(refused.args[0])
    assert builders.texts(session, "mission") == ["A calm city"]


def test_copied_notes_are_lines_elsewhere_and_whole_notes_here(board: BoardView, session: Session) -> None:
    builders.put(session, "value", "one\nin two lines", "two")
    board.focus_box("value")
    press(Key.Key_A, CTRL)
    press(Key.Key_C, CTRL)
    assert QApplication.clipboard().text() == "one in two lines\ntwo"
    board.focus_box("costs")
    press(Key.Key_V, CTRL)
    assert builders.texts(session, "costs") == ["one\nin two lines", "two"]


def test_cut_notes_are_gone_here_and_come_with_paste(board: BoardView, session: Session) -> None:
    builders.put(session, "value", "one", "two")
    select(board, session, "value", 0)
    press(Key.Key_X, CTRL)
    board.focus_box("costs")
    press(Key.Key_V, CTRL)
    assert builders.texts(session, "value") == ["two"]
    assert builders.texts(session, "costs") == ["one"]


def test_hostile_words_are_shown_as_they_are(board: BoardView, session: Session) -> None:
    words = "<b>bold</b> <img src=x> {name} & \u202eright-to-left"
    builders.put(session, "value", words, "x" * 4000)
    index = board.model.index(0, 0, board.model.box_index("value"))
    layout = board.view("value").itemDelegate().text.layout(index.data(), (), 150, board.palette().text().color())
    assert layout.text() == words
    board.focus_box("value")
    press(Key.Key_F2)
    assert board.editor is not None
    assert board.editor.words == words
    press(Key.Key_Escape)
    board.grab()


def test_a_click_into_the_empty_part_of_a_box_sends_the_keys_there(board: BoardView, session: Session) -> None:
    view = board.view("value")
    QTest.mouseClick(view.viewport(), Qt.MouseButton.LeftButton, Qt.KeyboardModifier.NoModifier, QPoint(20, 90))
    type_words("here")
    press(Key.Key_Return)
    assert builders.texts(session, "value") == ["here"]


def test_a_signed_canvas_opens_no_editor_and_says_why(
    board: BoardView, session: Session, bridge: SessionBridge, qtbot: QtBot
) -> None:
    builders.put(session, "value", "word")
    board.set_editable(False, "This canvas is signed.")
    board.focus_box("value")
    with qtbot.waitSignal(bridge.told) as told:
        press(Key.Key_F2)
    assert told.args == ["This canvas is signed."]
    type_words("x")
    press(Key.Key_Delete)
    assert board.editor is None
    assert board.view("value").hasFocus()
    assert builders.texts(session, "value") == ["word"]


def test_in_a_low_box_the_line_being_typed_stays_in_sight(board: BoardView, session: Session) -> None:
    builders.put(session, "costs", "first", "second", "third", "fourth")
    board.focus_note(builders.ids(session, "costs")[3])
    press(Key.Key_F2)
    type_words(" with so many words that they need more lines than this low box has room for, by far")
    QApplication.processEvents()
    editor = board.editor
    assert editor is not None
    port = board.view("costs").viewport()
    assert port.rect().contains(editor.geometry())
    assert editor.viewport().rect().contains(editor.cursorRect())
    draft = board.frame("costs").draft
    assert draft is not None
    assert not draft.isVisible()
    press(Key.Key_Return)
    assert draft.isVisible()


def test_words_over_a_note_that_was_changed_in_the_meantime_stay_in_the_editor_until_enter_again(
    board: BoardView, session: Session, bridge: SessionBridge, qtbot: QtBot
) -> None:
    (note,) = builders.put(session, "value", "word")
    board.focus_box("value")
    press(Key.Key_F2)
    type_words(" mine")
    session.do(EditNote(note, "theirs"))
    with qtbot.waitSignal(bridge.refused):
        press(Key.Key_Return)
    assert builders.texts(session, "value") == ["theirs"]
    assert board.editor is not None
    assert board.editor.words == "word mine"
    press(Key.Key_Return)
    assert builders.texts(session, "value") == ["word mine"]
