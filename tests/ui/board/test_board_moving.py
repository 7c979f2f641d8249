"""Notes go where they are wanted: by drag, by key and by number, alone and several at once."""

from __future__ import annotations

import builders
import pytest
from board_gestures import ALT, CTRL, SHIFT, above, carried, drag_over, drop, note_place, press, select, type_words
from PySide6.QtCore import QMimeData, QPoint, Qt
from PySide6.QtGui import QDragLeaveEvent, QImage
from PySide6.QtTest import QTest
from PySide6.QtWidgets import QApplication
from pytestqt.qtbot import QtBot

from cmc_desktop.model.services.session import Session
from cmc_desktop.ui.board.board_view import BoardView
from cmc_desktop.ui.board.box_view import BoxView
from cmc_desktop.ui.session_bridge import SessionBridge

Key = Qt.Key


@pytest.fixture
def abc(session: Session) -> list[str]:
    """Three notes in 'Value proposition', two in 'Key partnerships'; the ids of the three."""
    builders.put(session, "partners", "p", "q")
    return builders.put(session, "value", "a", "b", "c")


# by drag


def test_a_note_dropped_on_the_upper_half_of_another_comes_before_it(
    board: BoardView, session: Session, abc: list[str]
) -> None:
    select(board, session, "value", 2)
    drop(board, "value", above(board, "value", 0))
    assert builders.texts(session, "value") == ["c", "a", "b"]


def test_a_note_dropped_on_the_lower_half_of_another_comes_after_it(
    board: BoardView, session: Session, abc: list[str]
) -> None:
    select(board, session, "value", 2)
    place = note_place(board, "value", 0)
    drop(board, "value", place + (place - above(board, "value", 0)))
    assert builders.texts(session, "value") == ["a", "c", "b"]


def test_a_note_dropped_below_the_last_goes_to_the_end(board: BoardView, session: Session, abc: list[str]) -> None:
    select(board, session, "value", 0)
    drop(board, "value", note_place(board, "value", 2) + QPoint(0, 40))
    assert builders.texts(session, "value") == ["b", "c", "a"]


def test_several_notes_go_together_to_a_place_in_another_box(
    board: BoardView, session: Session, abc: list[str]
) -> None:
    moved = select(board, session, "value", 0, 2)
    drop(board, "partners", above(board, "partners", 1))
    assert builders.texts(session, "partners") == ["p", "a", "c", "q"]
    assert builders.texts(session, "value") == ["b"]
    assert board.selected_notes() == moved
    assert board.view("partners").hasFocus()


def test_notes_selected_in_two_boxes_are_dragged_together(board: BoardView, session: Session, abc: list[str]) -> None:
    select(board, session, "value", 1)
    place = note_place(board, "partners", 0)
    QTest.mouseClick(board.view("partners").viewport(), Qt.MouseButton.LeftButton, CTRL, place)
    drop(board, "costs", QPoint(30, 20))
    assert builders.texts(session, "costs") == ["b", "p"]


def test_a_note_can_be_dropped_into_an_empty_box(board: BoardView, session: Session, abc: list[str]) -> None:
    select(board, session, "value", 1)
    drop(board, "deployment", QPoint(40, 40))
    assert builders.texts(session, "deployment") == ["b"]


def test_a_drop_moves_the_note_itself_and_leaves_no_copy(board: BoardView, session: Session, abc: list[str]) -> None:
    select(board, session, "value", 1)
    drop(board, "costs", QPoint(40, 20))
    assert builders.ids(session, "costs") == [abc[1]]
    assert session.canvas.note_count() == 5


def test_with_ctrl_a_drag_leaves_the_note_and_brings_a_copy(board: BoardView, session: Session, abc: list[str]) -> None:
    select(board, session, "value", 1)
    drop(board, "costs", QPoint(40, 20), modifiers=CTRL)
    assert builders.texts(session, "value") == ["a", "b", "c"]
    assert builders.texts(session, "costs") == ["b"]


def test_text_dragged_in_from_another_program_becomes_a_note_a_line(board: BoardView, session: Session) -> None:
    mime = QMimeData()
    mime.setText("• Tram\n• Bus")
    drop(board, "partners", QPoint(40, 40), mime)
    assert builders.texts(session, "partners") == ["Tram", "Bus"]


def test_a_second_text_dropped_on_the_mission_is_refused_and_stays_where_it_was(
    board: BoardView, session: Session, bridge: SessionBridge, abc: list[str], qtbot: QtBot
) -> None:
    builders.put(session, "mission", "A calm city")
    select(board, session, "value", 0)
    with qtbot.waitSignal(bridge.refused):
        drop(board, "mission", QPoint(40, 10))
    assert builders.texts(session, "mission") == ["A calm city"]
    assert builders.texts(session, "value") == ["a", "b", "c"]


@pytest.mark.parametrize(("phase", "marked"), [("clarify", False), ("round", False), ("consensus", True)])
def test_nothing_invites_to_a_drop_that_the_phase_refuses(
    board: BoardView, session: Session, phase: str, marked: bool
) -> None:
    builders.workshop_at(session, phase)
    select(board, session, "value", 0)
    port = board.view("partners").viewport()
    bare = port.grab().toImage()
    drag_over(board, "partners", above(board, "partners", 0), carried(board))
    assert (port.grab().toImage() != bare) == marked


def test_a_drop_that_the_phase_refuses_is_refused_in_its_own_words(
    board: BoardView, session: Session, bridge: SessionBridge, qtbot: QtBot
) -> None:
    builders.workshop_at(session, "clarify")
    select(board, session, "value", 0)
    with qtbot.waitSignal(bridge.refused) as refused:
        drop(board, "partners", above(board, "partners", 0))
    assert refused.args is not None
    assert refused.args[1] is not None


def test_in_the_round_a_copy_may_be_dropped_where_a_move_may_not(board: BoardView, session: Session) -> None:
    builders.workshop_at(session, "round")
    select(board, session, "value", 0)
    port = board.view("partners").viewport()
    bare = port.grab().toImage()
    drag_over(board, "partners", above(board, "partners", 0), carried(board), CTRL)
    assert port.grab().toImage() != bare


def test_the_drop_mark_shows_while_a_drag_is_over_a_box_and_goes_with_it(
    board: BoardView, session: Session, abc: list[str]
) -> None:
    select(board, session, "value", 0)
    for box, pos in (("partners", above(board, "partners", 1)), ("deployment", QPoint(40, 40))):
        port = board.view(box).viewport()
        bare = port.grab().toImage()
        drag_over(board, box, pos, carried(board))
        marked = port.grab().toImage()
        assert _differing(bare, marked) > 100
        QApplication.sendEvent(port, QDragLeaveEvent())
        assert _differing(bare, port.grab().toImage()) == 0


def _differing(one: QImage, other: QImage) -> int:
    return sum(one.pixel(x, y) != other.pixel(x, y) for x in range(one.width()) for y in range(one.height()))


def test_in_two_columns_a_drop_between_neighbours_comes_between_them(board: BoardView, session: Session) -> None:
    builders.put(session, "costs", "a", "b", "c")
    builders.put(session, "value", "x")
    assert board.view("costs").columns() == 2
    select(board, session, "value", 0)
    drop(board, "costs", above(board, "costs", 1))
    assert builders.texts(session, "costs") == ["a", "x", "b", "c"]


def test_dragging_a_note_with_the_mouse_begins_a_drag(
    board: BoardView, session: Session, abc: list[str], monkeypatch: pytest.MonkeyPatch
) -> None:
    begun: list[list[str]] = []
    monkeypatch.setattr(BoxView, "startDrag", lambda view, actions: begun.append(board.selected_notes()))
    start = note_place(board, "value", 1)
    port = board.view("value").viewport()
    QTest.mousePress(port, Qt.MouseButton.LeftButton, Qt.KeyboardModifier.NoModifier, start)
    QTest.mouseMove(port, start + QPoint(15, 15))
    QTest.mouseMove(port, start + QPoint(30, 30))
    QTest.mouseRelease(port, Qt.MouseButton.LeftButton)
    assert begun == [[abc[1]]]


# by key


def test_ctrl_up_and_down_move_a_note_within_its_box(board: BoardView, session: Session, abc: list[str]) -> None:
    select(board, session, "value", 1)
    press(Key.Key_Up, CTRL)
    assert builders.texts(session, "value") == ["b", "a", "c"]
    press(Key.Key_Down, CTRL)
    press(Key.Key_Down, CTRL)
    assert builders.texts(session, "value") == ["a", "c", "b"]
    assert board.selected_notes() == [abc[1]]


def test_several_notes_move_as_one_block(board: BoardView, session: Session, abc: list[str]) -> None:
    select(board, session, "value", 0, 1)
    press(Key.Key_Down, CTRL)
    assert builders.texts(session, "value") == ["c", "a", "b"]


def test_at_the_end_of_a_box_a_note_stays_and_it_is_told(
    board: BoardView, session: Session, bridge: SessionBridge, abc: list[str], qtbot: QtBot
) -> None:
    select(board, session, "value", 2)
    with qtbot.waitSignal(bridge.told):
        press(Key.Key_Down, CTRL)
    assert builders.texts(session, "value") == ["a", "b", "c"]


def test_ctrl_left_and_right_go_to_the_box_beside_and_the_keys_follow(
    board: BoardView, session: Session, bridge: SessionBridge, abc: list[str], qtbot: QtBot
) -> None:
    select(board, session, "value", 1)
    with qtbot.waitSignal(bridge.told) as told:
        press(Key.Key_Right, CTRL)
    assert told.args == ["Moved to 4 Buy-in & support"]
    press(Key.Key_Right, CTRL)
    assert builders.ids(session, "beneficiaries") == [abc[1]]
    assert board.view("beneficiaries").hasFocus()
    press(Key.Key_Right, CTRL)
    press(Key.Key_Left, CTRL)
    press(Key.Key_Left, CTRL)
    assert builders.texts(session, "value") == ["a", "c", "b"]


def test_move_to_goes_to_a_box_by_its_number(board: BoardView, session: Session, abc: list[str], qtbot: QtBot) -> None:
    select(board, session, "value", 0, 2)
    dialog = board.choose_box_to_move_to()
    assert dialog is not None
    qtbot.waitUntil(dialog.isActiveWindow)
    type_words("14")
    press(Key.Key_Return)
    assert builders.texts(session, "social_benefits") == ["a", "c"]
    assert board.current_box() == "social_benefits"
    assert set(board.selected_notes()) == {abc[0], abc[2]}


def test_move_to_takes_the_arrows_and_can_be_left_with_escape(
    board: BoardView, session: Session, abc: list[str], qtbot: QtBot
) -> None:
    select(board, session, "value", 0)
    dialog = board.choose_box_to_move_to()
    assert dialog is not None
    qtbot.waitUntil(dialog.isActiveWindow)
    press(Key.Key_Down)
    assert dialog.key == "beneficiaries"
    press(Key.Key_Escape)
    assert builders.texts(session, "value") == ["a", "b", "c"]


def test_duplicates_stand_below_their_originals(board: BoardView, session: Session, abc: list[str]) -> None:
    select(board, session, "value", 0, 1)
    press(Key.Key_D, CTRL)
    assert builders.texts(session, "value") == ["a", "b", "a", "b", "c"]
    assert board.selected_notes() == builders.ids(session, "value")[2:4]


def test_after_deleting_the_keys_are_on_the_next_note(board: BoardView, session: Session, abc: list[str]) -> None:
    select(board, session, "value", 0, 1)
    press(Key.Key_Delete)
    assert builders.texts(session, "value") == ["c"]
    assert board.selected_notes() == [abc[2]]


def test_deleting_the_last_note_leaves_the_keys_on_the_one_above(
    board: BoardView, session: Session, abc: list[str]
) -> None:
    select(board, session, "value", 2)
    press(Key.Key_Delete)
    press(Key.Key_Delete)
    press(Key.Key_Delete)
    assert builders.texts(session, "value") == []
    assert board.view("value").hasFocus()


# undo


def test_undo_brings_deleted_notes_back_selected(board: BoardView, session: Session, abc: list[str]) -> None:
    select(board, session, "value", 0, 1)
    press(Key.Key_Delete)
    session.undo()
    assert board.selected_notes() == abc[:2]


def test_undo_and_redo_of_a_move_keep_the_notes_selected(board: BoardView, session: Session, abc: list[str]) -> None:
    moved = select(board, session, "value", 0, 2)
    drop(board, "costs", QPoint(40, 20))
    session.undo()
    assert builders.texts(session, "value") == ["a", "b", "c"]
    assert board.selected_notes() == moved
    session.redo()
    assert builders.texts(session, "costs") == ["a", "c"]
    assert board.selected_notes() == moved


def test_somebody_elses_change_leaves_the_selection_alone(board: BoardView, session: Session, abc: list[str]) -> None:
    chosen = select(board, session, "value", 1)
    builders.put(session, "value", "d")
    builders.put(session, "costs", "e")
    assert board.selected_notes() == chosen


# the focus


def test_tab_goes_through_the_boxes_in_the_order_of_the_walk(board: BoardView, session: Session) -> None:
    visited = []
    for _ in builders.BOXES:
        visited.append(board.current_box())
        press(Key.Key_Tab)
    assert visited == list(builders.BOXES)


def test_tab_from_a_begun_note_stores_it_and_goes_on_to_the_next_box(board: BoardView, session: Session) -> None:
    board.focus_box("value")
    type_words("half")
    press(Key.Key_Tab)
    assert builders.texts(session, "value") == ["half"]
    assert board.current_box() == "beneficiaries"


def test_the_board_tells_which_box_the_keys_go_to(board: BoardView, qtbot: QtBot) -> None:
    with qtbot.waitSignal(board.box_focused) as focused:
        board.focus_box("costs")
    assert focused.args == ["costs"]


def test_a_note_that_was_looked_for_is_in_sight_and_selected(board: BoardView, session: Session) -> None:
    ids = builders.put(session, "partners", *(f"note {n}" for n in range(300)))
    board.focus_note(ids[250])
    view = board.view("partners")
    rect = view.visualRect(board.model.note_index(ids[250]))
    assert view.viewport().rect().contains(rect.center())
    assert board.selected_notes() == [ids[250]]


# sizes


def test_a_box_fills_the_board_and_shrinks_back(board: BoardView, session: Session) -> None:
    board.focus_box("costs")
    press(Key.Key_E, CTRL)
    assert board.frame("costs").width() > 800
    assert not board.frame("value").isVisible()
    press(Key.Key_Escape)
    assert board.frame("value").isVisible()
    assert board.frame("costs").width() < 430


def test_a_double_click_on_the_heading_enlarges(board: BoardView) -> None:
    frame = board.frame("costs")
    QTest.mouseDClick(frame, Qt.MouseButton.LeftButton, Qt.KeyboardModifier.NoModifier, QPoint(60, 12))
    assert frame.width() > 800


def test_a_note_can_be_sent_out_of_an_enlarged_box_and_is_followed(
    board: BoardView, session: Session, abc: list[str]
) -> None:
    select(board, session, "value", 0)
    board.toggle_enlarged()
    board.move_selected_to("costs")
    assert board.frame("costs").isVisible()
    assert board.view("costs").hasFocus()


def test_a_border_follows_the_mouse_and_a_key_does_the_same(board: BoardView) -> None:
    frame = board.frame("partners")
    before = frame.width()
    board.focus_box("partners")
    press(Key.Key_Right, ALT | SHIFT)
    wider = frame.width()
    assert wider > before
    press(Key.Key_Left, ALT | SHIFT)
    assert frame.width() == before
    handle = next(one for one in board.grid.handles if one.border.upright and one.border.line == 2)
    QTest.mousePress(handle, Qt.MouseButton.LeftButton, Qt.KeyboardModifier.NoModifier, QPoint(4, 50))
    QTest.mouseMove(handle, QPoint(34, 50))
    QTest.mouseRelease(handle, Qt.MouseButton.LeftButton)
    assert frame.width() == pytest.approx(before + 30, abs=2)
    board.reset_sizes()
    assert frame.width() == before


def test_changing_sizes_changes_nothing_on_the_canvas(board: BoardView, session: Session) -> None:
    before = session.canvas.content_hash
    board.focus_box("partners")
    press(Key.Key_Right, ALT | SHIFT)
    board.toggle_enlarged()
    assert session.canvas.content_hash == before
    assert session.undo_label == ""
