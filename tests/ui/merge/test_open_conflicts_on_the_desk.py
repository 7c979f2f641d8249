"""Conflicts that nobody has settled are seen on the desk, lead to where they are settled, and hold up the sign-off."""

from __future__ import annotations

from collections.abc import Callable, Iterator
from pathlib import Path

import pytest
from accessibility import assert_everything_named
from builders import bring_to, everyone_satisfied, ids, paths_in, put, texts
from copies_apart import TAKEN, CopiesApart, everyday, one_of_everything
from kept_words import kept_words_in
from PySide6.QtCore import QPoint, Qt
from PySide6.QtTest import QTest
from PySide6.QtWidgets import QApplication
from pytestqt.qtbot import QtBot

from cmc_desktop.model.domain.agreement import agreement
from cmc_desktop.model.domain.changes import EveryoneArrives, SetMission, SettleConflict
from cmc_desktop.model.domain.merging.shown import open_conflicts
from cmc_desktop.model.domain.readiness import Point, readiness
from cmc_desktop.ui import start
from cmc_desktop.ui.canvas_controller import CanvasController
from cmc_desktop.ui.controller import Controller
from cmc_desktop.ui.merge.rows import ContestRow
from cmc_desktop.ui.projector.picture import BoardPicture
from cmc_desktop.ui.projector.scene import News, Wishes, picture_of
from cmc_desktop.ui.workshop.sign_off_dialog import SignOffDialog

Start = Callable[[CopiesApart], Controller]


@pytest.fixture
def begin(qtbot: QtBot, qapp: QApplication) -> Iterator[Start]:
    """Starts the app with the moderator's canvas on the desk."""
    controllers: list[Controller] = []

    def begin_with(apart: CopiesApart) -> Controller:
        paths = paths_in(apart.folder / "here")
        controller = start.start(qapp, paths, paths.library, apart.clock)
        controllers.append(controller)
        controller.window.resize(1280, 800)
        controller.window.show()
        qtbot.waitUntil(lambda: controller.library is not None)
        controller.open_canvas(apart.here.canvas.id)
        QApplication.processEvents()
        return controller

    yield begin_with
    for controller in controllers:
        controller.window.close()
        controller.window.deleteLater()
    qapp.processEvents()


def desk_of(controller: Controller) -> CanvasController:
    assert controller.desk is not None
    return controller.desk


def test_no_line_is_there_while_nothing_is_open(tmp_path: Path, begin: Start) -> None:
    apart = everyday(tmp_path, 0)
    apart.join()
    assert not desk_of(begin(apart)).page.conflicts.isVisible()


def test_the_line_on_the_desk_counts_and_leads_to_settling_and_back(tmp_path: Path, begin: Start) -> None:
    apart = everyday(tmp_path, 3)
    apart.join()
    controller = begin(apart)
    desk = desk_of(controller)
    assert desk.page.conflicts.words.text() == "3 conflicts between copies are open"
    assert_everything_named(controller.window)
    desk.page.conflicts.settle.click()
    page = desk.merging.page
    assert page is not None
    assert controller.window.page is page
    assert not controller.actions["undo"].isEnabled()
    assert_everything_named(controller.window)
    page.bar.press(1)
    page.foot.leave.click()
    assert desk.merging.page is None
    assert controller.window.page is desk.page
    assert controller.actions["undo"].isEnabled()
    assert desk.page.conflicts.words.text() == "2 conflicts between copies are open"


def test_below_the_line_a_long_mission_shows_how_it_begins_unless_it_is_added_to(
    qtbot: QtBot, tmp_path: Path, begin: Start
) -> None:
    apart = everyday(tmp_path, 3)
    apart.join()
    apart.here.do(SetMission("mission", "\n".join(f"Paragraph {number} of the mission" for number in range(9))))
    bring_to(apart.here, "round")
    controller = begin(apart)
    controller.window.resize(1280, 720)
    desk = desk_of(controller)
    bar = desk.page.board.frame("mission").view.verticalScrollBar()
    qtbot.waitUntil(lambda: bar.maximum() > 0)
    assert desk.bridge.canvas.workshop.element == "mission"
    qtbot.waitUntil(lambda: bar.value() == bar.maximum())
    desk.commands()["next_element"]()
    QApplication.processEvents()
    assert bar.maximum() > 0
    assert bar.value() == 0
    desk.commands()["previous_element"]()
    QApplication.processEvents()
    assert bar.value() == bar.maximum()


def test_settling_is_reached_by_its_key_and_left_by_escape(qtbot: QtBot, tmp_path: Path, begin: Start) -> None:
    apart = everyday(tmp_path, 1)
    apart.join()
    controller = begin(apart)
    desk = desk_of(controller)
    controller.window.activateWindow()
    qtbot.waitUntil(controller.window.isActiveWindow)
    both = Qt.KeyboardModifier.ControlModifier | Qt.KeyboardModifier.ShiftModifier
    QTest.keyClick(controller.window.focusWidget(), Qt.Key.Key_X, both)
    assert desk.merging.page is not None
    QTest.keyClick(QApplication.focusWidget(), Qt.Key.Key_Escape)
    assert desk.merging.page is None


def test_a_copy_is_joined_over_the_desk(tmp_path: Path, begin: Start) -> None:
    apart = everyday(tmp_path, 3)
    controller = begin(apart)
    desk = desk_of(controller)
    page = desk.merging.show(apart.look())
    page.join_copy()
    assert len(open_conflicts(desk.bridge.canvas)) == 3
    controller.show_library()
    assert controller.desk is None
    assert controller.window.page is controller.library_page


def test_a_refusal_is_told_above_the_buttons(tmp_path: Path, begin: Start) -> None:
    apart = everyday(tmp_path, 1)
    bring_to(apart.here, "lunch")
    controller = begin(apart)
    put(apart.there, "costs", "Something new")
    page = desk_of(controller).merging.show(apart.look())
    page.join_copy()
    assert page.is_preview
    assert controller.window.messages.isVisible()
    assert controller.window.messages.geometry().bottom() < page.foot.join.mapTo(controller.window, QPoint()).y()
    controller.window.messages.take_offer()  # it is the correction of a slip
    assert not page.is_preview
    assert "Something new" in texts(desk_of(controller).bridge.session, "costs")


def test_a_note_in_conflict_tells_both_wordings_on_the_board(tmp_path: Path, begin: Start) -> None:
    apart = one_of_everything(tmp_path)
    apart.join()
    desk = desk_of(begin(apart))
    canvas, model = desk.bridge.canvas, desk.page.board.model
    told = {}
    for box in canvas.template.walk:
        for note_id in ids(desk.bridge.session, box):
            heard = str(model.note_index(note_id).data(Qt.ItemDataRole.AccessibleTextRole))
            told[canvas.note(note_id).text] = heard.partition("; in conflict with a copy: ")[2]
    assert told["Live parking information for every device"] == "Bo Lind: Live parking and tram information"
    assert told["Call centre, €28 k a year"] == "Bo Lind: deleted this note"
    assert told["Home by night"] == "Ada Brandt: moved it to 4 Buy-in & support"
    (mission,) = (words for text, words in told.items() if text in ("Everyone gets home", "Nobody waits in the rain"))
    assert mission.startswith(("Ada Brandt: Nobody waits", "Bo Lind: Everyone gets"))


def test_a_note_gets_the_room_for_both_wordings_and_gives_it_back(qtbot: QtBot, tmp_path: Path, begin: Start) -> None:
    apart = everyday(tmp_path, 3)
    apart.join()
    desk = desk_of(begin(apart))
    conflict = next(one for one in open_conflicts(desk.bridge.canvas).values() if one.field == "text")
    view = desk.page.board.view("value")
    index = desk.page.board.model.note_index(conflict.thing)
    high = view.visualRect(index).height()
    shown = desk.bridge.canvas.note(conflict.thing).text
    with qtbot.waitSignal(desk.page.board.model.dataChanged, check_params_cb=lambda one, *_rest: one == index):
        desk.bridge.do(SettleConflict(conflict.id, shown))
    QApplication.processEvents()
    assert view.visualRect(index).height() < high


def test_the_wall_shows_one_wording_with_a_quiet_mark(tmp_path: Path) -> None:
    apart = everyday(tmp_path, 1)
    apart.join()
    body = picture_of(apart.here.canvas, Wishes(), News()).body
    assert isinstance(body, BoardPicture)
    marked = [card for card in body.cards["value"] if card.unsettled]
    assert [("for every device" in card.text, "for every tram" in card.text) for card in marked] == [(True, False)]
    assert "for every tram" not in repr(body)
    assert [card.below for card in marked] == ["still open"]


def test_the_sign_off_waits_and_says_for_what(tmp_path: Path, begin: Start, qtbot: QtBot) -> None:
    apart = everyday(tmp_path, 1)
    apart.join()
    here = apart.here
    here.do(EveryoneArrives())
    bring_to(here, "consensus")
    everyone_satisfied(here)
    assert agreement(here.canvas).open_points == ("1 conflict between copies is still open.",)
    assert readiness(here.canvas, ())[0].point is Point.CONFLICTS
    controller = begin(apart)
    desk = desk_of(controller)
    dialog = SignOffDialog(desk.bridge, controller.window.look, controller.window)
    qtbot.addWidget(dialog)
    dialog.open()
    assert not dialog.sign.isEnabled()
    assert "1 conflict between copies is still open." in dialog.sign.toolTip()
    (conflict,) = open_conflicts(desk.bridge.canvas).values()
    desk.bridge.do(
        SettleConflict(conflict.id, next(one for one in conflict.values if one in texts(desk.bridge.session, "value")))
    )
    assert agreement(desk.bridge.canvas).complete
    dialog.confirm.setChecked(True)
    assert dialog.sign.isEnabled()
    dialog.close()


def test_asking_everyone_says_first_what_is_open_and_leads_to_settling_and_back(tmp_path: Path, begin: Start) -> None:
    apart = everyday(tmp_path, 2)
    apart.join()
    apart.here.do(EveryoneArrives())
    bring_to(apart.here, "consensus")
    controller = begin(apart)
    desk = desk_of(controller)
    desk.page.ask_everyone()
    line = desk.page.conflicts_asking
    assert line.isVisible()
    assert line.words.text().startswith("2 conflicts between copies are open")
    assert_everything_named(controller.window)
    line.settle.click()
    page = desk.merging.page
    assert page is not None
    for _ in range(2):
        page.bar.press(1)
    page.foot.leave.click()
    assert desk.page.asking
    assert not line.isVisible()


def test_an_answer_being_typed_has_the_keys_again_after_settling(qtbot: QtBot, tmp_path: Path, begin: Start) -> None:
    apart = everyday(tmp_path, 2)
    apart.join()
    apart.here.do(EveryoneArrives())
    bring_to(apart.here, "consensus")
    controller = begin(apart)
    desk = desk_of(controller)
    controller.window.activateWindow()
    qtbot.waitUntil(controller.window.isActiveWindow)
    desk.page.ask_everyone()
    desk.page.roll_call.bar.ask_not_yet()
    QTest.keyClicks(QApplication.focusWidget(), "who")
    desk.merging.show()
    QTest.keyClick(QApplication.focusWidget(), Qt.Key.Key_Escape)
    assert desk.page.roll_call.bar.words.hasFocus()
    QTest.keyClicks(QApplication.focusWidget(), " pays")
    assert desk.page.roll_call.bar.words.text() == "who pays"
    assert not desk.bridge.canvas.answers


def type_other_words(desk: CanvasController, words: str) -> str:
    """On the page where conflicts are settled: begin to settle the first one in other words; its id."""
    page = desk.merging.show()
    page.bar.begin_words()
    page.bar.own.words.selectAll()
    QTest.keyClicks(page.bar.own.words, words)
    assert page.bar.contest is not None
    return page.bar.contest.id


def shown_words(desk: CanvasController) -> str:
    """Own words that are held for the first conflict, once it is gone on with them; empty where there are none."""
    page = desk.merging.page or desk.merging.show()
    if page.bar.yours.isHidden():
        return ""
    page.bar.begin_words()
    return page.bar.own.words.toPlainText()


def test_words_being_typed_for_a_conflict_come_back_after_the_page_was_left(tmp_path: Path, begin: Start) -> None:
    apart = everyday(tmp_path, 3)
    apart.join()
    desk = desk_of(begin(apart))
    type_other_words(desk, "One map for everybody")
    page = desk.merging.page
    assert page is not None
    page.list.choose(next(n for n, row in enumerate(page.list.rows.rows) if row.id != page.list.row.id and n > 1))  # type: ignore[union-attr]  # a row is chosen
    assert not page.bar.typing
    page.foot.leave.click()
    assert shown_words(desk) == "One map for everybody"


def test_words_being_typed_for_a_conflict_outlive_the_app(tmp_path: Path, begin: Start) -> None:
    apart = everyday(tmp_path, 3)
    apart.join()
    controller = begin(apart)
    name = type_other_words(desk_of(controller), "One map for everybody")
    controller.window.close()
    again = begin(apart)
    told = "Words that are not stored are where they were typed: where a conflict is settled."
    assert again.window.messages.text == told
    desk = desk_of(again)
    assert shown_words(desk) == "One map for everybody"
    assert desk.merging.page is not None
    desk.merging.page.bar.own.use.click()
    assert name not in open_conflicts(desk.bridge.canvas)
    again.window.close()
    assert not shown_words(desk_of(begin(apart)))


def kept_words(controller: Controller) -> list[str]:
    """What a process that is killed some seconds later leaves in the file."""
    for _ in range(2):
        desk_of(controller).bridge.ticked.emit(TAKEN)
    return kept_words_in(controller.window.paths.unstored_words, desk_of(controller).bridge.canvas.id)


def test_words_typed_for_a_conflict_outlive_a_process_that_is_killed(tmp_path: Path, begin: Start) -> None:
    apart = everyday(tmp_path, 3)
    apart.join()
    controller = begin(apart)
    desk = desk_of(controller)
    type_other_words(desk, "One map for everybody")
    assert kept_words(controller) == ["One map for everybody"]
    page = desk.merging.page
    assert page is not None
    QTest.keyClicks(page.bar.own.words, " here")
    assert kept_words(controller) == ["One map for everybody here"]
    page.bar.own.use.click()
    assert kept_words(controller) == []


def test_words_typed_for_an_answer_outlive_a_process_that_is_killed(tmp_path: Path, begin: Start) -> None:
    apart = everyday(tmp_path, 0)
    apart.here.do(EveryoneArrives())
    bring_to(apart.here, "consensus")
    controller = begin(apart)
    roll_call = desk_of(controller).page.roll_call
    desk_of(controller).page.ask_everyone()
    roll_call.bar.ask_not_yet()
    QTest.keyClicks(roll_call.bar.words, "Name who pays")
    assert kept_words(controller) == ["Name who pays"]


def test_somebody_who_types_on_and_on_is_kept_after_some_seconds(tmp_path: Path, begin: Start) -> None:
    apart = everyday(tmp_path, 3)
    apart.join()
    desk = desk_of(begin(apart))
    type_other_words(desk, "One map")
    page = desk.merging.page
    assert page is not None
    for _ in range(6):
        QTest.keyClicks(page.bar.own.words, "!")
        desk.bridge.ticked.emit(TAKEN)
    kept = kept_words_in(desk.window.paths.unstored_words, apart.here.canvas.id)
    assert any(words.startswith("One map!") for words in kept)


def test_words_being_typed_for_a_conflict_wait_when_another_canvas_is_opened(tmp_path: Path, begin: Start) -> None:
    apart = everyday(tmp_path, 3)
    apart.join()
    controller = begin(apart)
    type_other_words(desk_of(controller), "One map for everybody")
    assert controller.library is not None
    controller.open_canvas(controller.library.new("Another", ""))
    controller.open_canvas(apart.here.canvas.id)
    assert shown_words(desk_of(controller)) == "One map for everybody"
    desk_of(controller).merging.page.bar.own.words.clear()  # type: ignore[union-attr]  # it was opened just now
    controller.open_canvas(controller.library.new("Third", ""))
    controller.open_canvas(apart.here.canvas.id)
    assert not shown_words(desk_of(controller))


def test_words_for_a_conflict_that_somebody_else_settled_are_told(tmp_path: Path, begin: Start) -> None:
    apart = everyday(tmp_path, 3)
    apart.join()
    controller = begin(apart)
    desk = desk_of(controller)
    name = type_other_words(desk, "One map for everybody")
    apart.library.session(apart.here.canvas.id).do(
        SettleConflict(name, open_conflicts(desk.bridge.canvas)[name].values[0])
    )
    told: list[str] = []
    desk.bridge.told.connect(told.append)
    desk.bridge.session.catch_up()
    assert told == ["The conflict is settled already. Your words were: One map for everybody"]


def test_who_deleted_a_note_is_ours_also_when_it_is_settled_later(tmp_path: Path, begin: Start) -> None:
    apart = everyday(tmp_path, 3)
    apart.join("Bo Lind")
    controller = begin(apart)
    controller.window.settings.your_name = "Bo Lind"
    page = desk_of(controller).merging.show()
    rows = [row for row in page.list.rows.rows if isinstance(row, ContestRow)]
    ours = {row.contest.conflict.field: [one.name for one in row.contest.choices if one.ours] for row in rows}
    assert ours == {"text": ["Bo Lind"], "deleted": ["Bo Lind"], "box": ["Bo Lind"]}
    (deleting,) = [row.contest for row in rows if row.contest.conflict.field == "deleted"]
    assert [one.deletes for one in deleting.choices] == [True, False]


def test_what_was_taken_back_is_done_again_by_key_in_the_window(qtbot: QtBot, tmp_path: Path, begin: Start) -> None:
    apart = everyday(tmp_path, 3)
    apart.join()
    controller = begin(apart)
    controller.window.activateWindow()
    qtbot.waitUntil(controller.window.isActiveWindow)
    page = desk_of(controller).merging.show()
    page.bar.press(1)
    page.foot.undo.click()
    assert page.open_count == 3
    QTest.keyClick(page.list, Qt.Key.Key_Y, Qt.KeyboardModifier.ControlModifier)
    assert page.open_count == 2
    page.foot.undo.click()
    redo = Qt.KeyboardModifier.ControlModifier | Qt.KeyboardModifier.ShiftModifier
    QTest.keyClick(page.list, Qt.Key.Key_Z, redo)
    assert page.open_count == 2


def test_words_typed_over_a_note_in_conflict_go_on_where_it_is_settled(
    qtbot: QtBot, tmp_path: Path, begin: Start
) -> None:
    apart = everyday(tmp_path, 5)
    apart.join()
    controller = begin(apart)
    desk = desk_of(controller)
    controller.window.activateWindow()
    qtbot.waitUntil(controller.window.isActiveWindow)
    of_notes = [one for one in open_conflicts(desk.bridge.canvas).values() if one.field == "text"]
    conflict = of_notes[-1]
    desk.page.board.focus_note(conflict.thing)
    desk.page.board.edit_current()
    editor = desk.page.board.editor
    assert editor is not None
    editor.selectAll()
    QTest.keyClicks(editor, "One bench for everybody")
    QTest.keyClick(editor, Qt.Key.Key_Return)
    assert "Copies differ about this" in controller.window.messages.text
    both = Qt.KeyboardModifier.ControlModifier | Qt.KeyboardModifier.ShiftModifier
    QTest.keyClick(controller.window.focusWidget(), Qt.Key.Key_O, both)
    page = desk.merging.page
    assert page is not None
    assert page.bar.contest is not None
    assert page.bar.contest.id == conflict.id
    assert page.bar.own.words.toPlainText() == "One bench for everybody"
    assert page.bar.own.words.hasFocus()
    assert not desk.page.board.unstored_words()
    QTest.keyClick(page.bar.own.words, Qt.Key.Key_Return)
    assert desk.bridge.canvas.note(conflict.thing).text == "One bench for everybody"


def test_words_that_wait_over_a_mission_go_on_where_it_is_settled_which_text_stays(
    tmp_path: Path, begin: Start
) -> None:
    apart = one_of_everything(tmp_path)
    apart.join()
    desk = desk_of(begin(apart))
    (conflict,) = [one for one in open_conflicts(desk.bridge.canvas).values() if one.kind == "box"]
    (mission,) = ids(desk.bridge.session, "mission")
    desk.page.bring_back({f"note:{mission}": "Nobody waits at night"})
    desk.merging.show()
    page = desk.merging.page
    assert page is not None
    assert page.bar.contest is not None
    assert page.bar.contest.id == conflict.id
    assert page.bar.own.words.toPlainText() == "Nobody waits at night"
    assert not desk.page.board.unstored_words()
    QTest.keyClick(page.bar.own.words, Qt.Key.Key_Return)
    assert texts(desk.bridge.session, "mission") == ["Nobody waits at night"]


def test_words_over_a_note_stay_there_when_others_are_held_for_its_conflict(tmp_path: Path, begin: Start) -> None:
    apart = everyday(tmp_path, 1)
    apart.join()
    desk = desk_of(begin(apart))
    (conflict,) = open_conflicts(desk.bridge.canvas).values()
    desk.page.bring_back({f"note:{conflict.thing}": "From the board"})
    desk.merging.words.type(conflict.id, "From the page")
    desk.merging.show()
    assert shown_words(desk) == "From the page"
    assert list(desk.page.board.unstored_words().values()) == ["From the board"]
