"""Leaving a canvas: no typed word goes with it, and nothing that was offered about it stays behind."""

from __future__ import annotations

import builders
import pytest
from hands import CTRL, SHIFT, Hands, Key
from PySide6.QtCore import Qt
from PySide6.QtTest import QTest
from PySide6.QtWidgets import QApplication
from pytestqt.qtbot import QtBot

from cmc_desktop.model.domain.changes import AddNote, EditNote, NextPhase, StartWorkshop
from cmc_desktop.model.services.clock import ManualClock
from cmc_desktop.model.services.session import Session
from cmc_desktop.paths import Paths
from cmc_desktop.ui.library.listing import Listing
from cmc_desktop.ui.records.pack_dialog import PackDialog


def opened(hands: Hands, title: str = "Night bus") -> Session:
    """A new canvas on the desk, with the keys."""
    library = hands.controller.library
    assert library is not None
    hands.controller.open_canvas(library.new(title, "Port Alder"))
    hands.at_the_desk()
    return hands.desk.bridge.session


def read_only(hands: Hands, title: str = "Night bus") -> Session:
    """A canvas on the desk in a phase that lets nothing in, with notes on it."""
    session = opened(hands, title)
    builders.workshop_at(session, "clarify", notes=16)
    return session


def half_typed(hands: Hands, words: str) -> None:
    hands.desk.page.board.focus_box("value")
    hands.type(words)


def message(hands: Hands) -> str:
    """What the message bar shows; empty when it is away."""
    messages = hands.controller.window.messages
    return messages.text if messages.isVisible() else ""


def status(hands: Hands) -> str:
    """The few words in the status bar about what was just done."""
    return hands.controller.window.said


def words_in_line(hands: Hands) -> str:
    draft = hands.desk.page.board.frame("value").draft
    return draft.words if draft is not None and draft.isVisible() else ""


def held(key: Qt.Key, modifiers: Qt.KeyboardModifier, times: int) -> None:
    """Press a key and keep it down."""
    for number in range(times):
        target = QApplication.focusWidget() or QApplication.activeWindow()
        assert target is not None
        QTest.simulateEvent(target, True, key, modifiers, "", number > 0)


def test_words_the_phase_refused_wait_for_the_canvas_to_be_opened_again(hands: Hands, paths: Paths) -> None:
    session = read_only(hands)
    half_typed(hands, "too early")
    hands.action("library")
    assert "Night bus" in message(hands)

    hands.controller.open_canvas(session.canvas.id)
    hands.at_the_desk()
    assert words_in_line(hands) == "too early"
    builders.bring_to(hands.desk.bridge.session, "round")
    hands.desk.page.board.frame("value").begin_note()
    hands.press(Key.Key_Return)
    assert builders.texts(hands.desk.bridge.session, "value")[-1] == "too early"

    hands.action("library")
    hands.controller.open_canvas(session.canvas.id)
    assert words_in_line(hands) == ""
    assert "too early" not in paths.unstored_words.read_text(encoding="utf-8")


def test_words_the_phase_refused_outlive_the_app(
    hands: Hands, qtbot: QtBot, qapp: QApplication, paths: Paths, clock: ManualClock
) -> None:
    read_only(hands)
    half_typed(hands, "über & früh")
    hands.controller.window.close()
    again = Hands(qtbot, qapp, paths, clock)
    assert words_in_line(again) == "über & früh"
    assert "Words that are not stored are where they were typed: in" in message(again)


def test_refused_words_that_were_stored_later_are_not_kept_for_a_start_after_a_crash(
    hands: Hands, qtbot: QtBot, paths: Paths
) -> None:
    session = read_only(hands)
    note = session.canvas.notes_in("value")[0]
    hands.desk.page.board.focus_note(note.id)
    hands.press(Key.Key_F2)
    hands.type(" for all")
    half_typed(hands, "too early")
    hands.action("library")
    hands.controller.open_canvas(session.canvas.id)
    hands.at_the_desk()
    board, session = hands.desk.page.board, hands.desk.bridge.session
    builders.bring_to(session, "round")
    assert "too early" in paths.unstored_words.read_text(encoding="utf-8")

    board.frame("value").begin_note()
    hands.press(Key.Key_Return)
    assert builders.texts(session, "value")[-1] == "too early"
    qtbot.waitUntil(lambda: "too early" not in paths.unstored_words.read_text(encoding="utf-8"))
    assert "for all" in paths.unstored_words.read_text(encoding="utf-8")
    session.do(EditNote(note.id, f"{note.text} for all"), slip="for the test")
    qtbot.waitUntil(lambda: "for all" not in paths.unstored_words.read_text(encoding="utf-8"))


def test_refused_words_are_kept_as_they_stand_until_they_are_deleted(
    hands: Hands, qtbot: QtBot, paths: Paths, clock: ManualClock
) -> None:
    session = read_only(hands)
    half_typed(hands, "too early")
    hands.action("library")
    hands.controller.open_canvas(session.canvas.id)
    hands.at_the_desk()
    hands.desk.page.board.frame("value").begin_note()
    hands.type("!")
    clock.forward(seconds=1)
    qtbot.waitUntil(lambda: "too early!" in paths.unstored_words.read_text(encoding="utf-8"))
    hands.press(Key.Key_A, CTRL)
    hands.press(Key.Key_Delete)
    clock.forward(seconds=1)
    qtbot.waitUntil(lambda: "too early" not in paths.unstored_words.read_text(encoding="utf-8"))


def test_words_that_could_be_stored_are_stored_before_another_canvas_is_read(hands: Hands) -> None:
    session = opened(hands)
    half_typed(hands, "in time")
    opened(hands, "Another")
    assert builders.texts(session, "value") == ["in time"]


def test_opening_the_canvas_that_is_open_shows_what_was_just_typed(hands: Hands) -> None:
    session = opened(hands)
    half_typed(hands, "in time")
    hands.controller.open_canvas(session.canvas.id)
    assert hands.desk.page.board.view("value").count() == 1


def test_a_refused_rewording_comes_back_in_its_note(hands: Hands) -> None:
    session = read_only(hands)
    note = session.canvas.notes_in("value")[0]
    hands.desk.page.board.focus_note(note.id)
    hands.press(Key.Key_F2)
    hands.type(" for all")
    hands.action("library")
    hands.controller.open_canvas(session.canvas.id)
    hands.at_the_desk()
    board = hands.desk.page.board
    board.focus_note(note.id)
    hands.press(Key.Key_F2)
    assert board.editor is not None
    assert board.editor.words == f"{note.text} for all"


def test_a_half_typed_answer_comes_back_with_its_person(hands: Hands) -> None:
    session = opened(hands)
    builders.workshop_at(session, "consensus")
    hands.ask_everyone()
    hands.press(Key.Key_N)
    hands.type("say who pays")
    hands.action("library")
    hands.controller.open_canvas(session.canvas.id)
    hands.at_the_desk()
    hands.ask_everyone()
    hands.press(Key.Key_N)
    assert hands.desk.page.roll_call.bar.words.text() == "say who pays"


def test_the_canvas_stays_open_when_refused_words_cannot_be_kept(hands: Hands, paths: Paths) -> None:
    read_only(hands)
    half_typed(hands, "too early")
    paths.unstored_words.mkdir()
    hands.action("library")
    assert words_in_line(hands) == "too early"
    assert "not stored yet" in message(hands)
    assert not hands.controller.window.close()
    paths.unstored_words.rmdir()
    assert hands.controller.window.close()


def test_a_damaged_file_of_refused_words_is_set_aside_and_told_when_a_canvas_is_opened(
    hands: Hands, paths: Paths
) -> None:
    paths.unstored_words.write_text('{"another canvas": {"box:value": "for all"')
    read_only(hands)
    aside = paths.unstored_words.with_name("unstored-words-set-aside-1.json")
    assert str(aside) in message(hands)
    assert "for all" in aside.read_text()
    half_typed(hands, "too early")
    hands.action("library")
    assert "too early" in paths.unstored_words.read_text(encoding="utf-8")


def test_a_slip_can_be_corrected_only_as_long_as_nothing_else_happened(hands: Hands) -> None:
    session = read_only(hands)
    board = hands.desk.page.board
    board.focus_note(session.canvas.notes_in("value")[0].id)
    hands.action("delete")
    assert "Not in" in message(hands)
    session.do(NextPhase())
    assert message(hands) == ""

    hands.action("delete")
    count = session.canvas.note_count()
    hands.click(hands.controller.window.messages._action)
    assert session.canvas.note_count() == count - 1
    assert session.log()[-1][0].slip == "slip corrected: delete note"


def test_undo_as_a_slip_takes_back_what_was_refused_and_nothing_else(hands: Hands) -> None:
    session = opened(hands)
    session.do(AddNote("value", "kept"))
    builders.workshop_at(session, "clarify", notes=1)
    session.do(AddNote("value", "a slip"), slip="for the test")
    offers: list[object] = []
    hands.desk.bridge.refused.connect(lambda _error, as_slip: offers.append(as_slip))
    hands.action("undo")
    (as_slip,) = offers
    assert callable(as_slip)
    session.do(AddNote("value", "another"), slip="for the test")
    as_slip()
    assert builders.texts(session, "value") == ["kept", "a slip", "another"]


def test_what_is_offered_about_a_canvas_goes_when_it_is_left(hands: Hands) -> None:
    session = read_only(hands)
    hands.desk.page.board.focus_note(session.canvas.notes_in("value")[0].id)
    hands.action("delete")
    assert message(hands)
    hands.action("library")
    assert message(hands) == ""

    session = opened(hands, "To be signed")
    builders.sign(session)
    assert "Write the record pack" in message(hands)
    opened(hands, "Another")
    assert message(hands) == ""


def test_the_record_offered_after_signing_is_of_the_signed_canvas_and_stays_easy_to_reach(hands: Hands) -> None:
    session = opened(hands, "To be signed")
    builders.sign(session)
    hands.click(hands.controller.window.messages._action)
    dialog = hands.dialog(PackDialog)
    assert "To be signed record version 1" in dialog.folder_told.text()
    dialog.close()

    hands.action("library")
    assert hands.controller.actions["export"].text() == "Export…"
    hands.controller.open_canvas(session.canvas.id)
    assert hands.controller.actions["export"].text() == "Export the record…"


def test_a_signed_board_opens_no_editor_and_says_why(hands: Hands) -> None:
    session = opened(hands)
    builders.sign(session)
    board = hands.desk.page.board
    board.focus_note(session.canvas.notes_in("value")[0].id)
    hands.press(Key.Key_F2)
    assert board.editor is None
    hands.type("x")
    draft = board.frame("value").draft
    assert draft is None or not draft.isVisible()


def test_what_another_process_writes_is_shown_and_decides_what_can_be_done(
    hands: Hands, qtbot: QtBot, clock: ManualClock
) -> None:
    session = opened(hands)
    builders.set_agenda(session)
    library = hands.controller.library
    assert library is not None
    other = library.session(session.canvas.id)
    assert not hands.controller.actions["plus_1"].isEnabled()
    other.do(AddNote("value", "from elsewhere"))
    other.do(StartWorkshop())
    clock.forward(seconds=1)
    view = hands.desk.page.board.view("value")
    qtbot.waitUntil(lambda: view.count() == 1)
    assert hands.controller.actions["plus_1"].isEnabled()


def test_words_typed_over_a_note_that_another_process_changed_ask_once_more(hands: Hands) -> None:
    session = opened(hands)
    (note,) = builders.put(session, "value", "a bus")
    library = hands.controller.library
    assert library is not None
    board = hands.desk.page.board
    board.focus_note(note)
    hands.press(Key.Key_F2)
    hands.type(" for all")
    library.session(session.canvas.id).do(EditNote(note, "a night bus"))
    hands.press(Key.Key_Return)
    assert builders.texts(session, "value") == ["a night bus"]
    assert "a night bus" in message(hands)
    assert board.editor is not None
    assert board.editor.words == "a bus for all"
    hands.press(Key.Key_Return)
    assert builders.texts(session, "value") == ["a bus for all"]


def test_a_held_key_goes_on_to_one_phase_but_undoes_again_and_again(hands: Hands) -> None:
    session = opened(hands)
    builders.set_agenda(session)
    for words in ("one", "two", "three"):
        session.do(AddNote("value", words))
    held(Key.Key_Z, CTRL, 2)
    assert builders.texts(session, "value") == ["one"]
    session.do(StartWorkshop())
    held(Key.Key_Right, CTRL | SHIFT, 5)
    assert session.canvas.workshop.current == session.canvas.agenda[1].id


def test_the_key_for_the_next_phase_ends_the_workshop_after_the_last(hands: Hands) -> None:
    session = opened(hands)
    builders.set_agenda(session)
    builders.bring_to(session, session.canvas.agenda[-1].kind)
    hands.action("next_phase")
    assert not session.canvas.workshop.active


def test_going_back_to_all_canvases_reads_them_once(hands: Hands, monkeypatch: pytest.MonkeyPatch) -> None:
    opened(hands)
    read, reads = Listing.read, []
    monkeypatch.setattr(Listing, "read", lambda self, *rest: (reads.append(1), read(self, *rest))[1])
    hands.action("library")
    assert reads == [1]
    hands.action("library")
    assert reads == [1, 1]


def test_no_message_lies_over_the_answers_of_the_roll_call(hands: Hands) -> None:
    session = opened(hands)
    builders.workshop_at(session, "consensus")
    window = hands.controller.window
    window.warn("said before")
    hands.ask_everyone()
    assert message(hands) == ""

    window.warn("said while people are asked")
    bar = hands.desk.page.roll_call.bar
    answers = bar.rect().translated(bar.mapTo(window, bar.rect().topLeft()))
    assert message(hands)
    assert not window.messages.geometry().intersects(answers)
    assert not window.messages.geometry().intersects(window.menuBar().geometry())
    hands.press(Key.Key_Escape)
    assert hands.desk.page.roll_call.isVisible()
    assert message(hands) == ""
    hands.press(Key.Key_Escape)
    assert not hands.desk.page.roll_call.isVisible()
    window.warn("said at the board")
    assert window.messages.y() > window.height() // 2


def test_the_message_about_words_brought_back_goes_with_the_next_change(hands: Hands) -> None:
    session = read_only(hands)
    half_typed(hands, "too early")
    hands.action("library")
    hands.controller.open_canvas(session.canvas.id)
    assert message(hands) == "Words that are not stored are where they were typed: in the line for notes."
    hands.desk.bridge.session.do(NextPhase())
    assert message(hands) == ""


def test_esc_leaves_the_line_that_is_typed_in_before_it_closes_a_message(hands: Hands) -> None:
    opened(hands)
    half_typed(hands, "in time")
    hands.controller.window.warn("Something happened")
    keys = QApplication.focusWidget()
    hands.press(Key.Key_Escape)
    assert QApplication.focusWidget() is not keys
    assert words_in_line(hands) == "in time"
    assert message(hands) == "Something happened"
    hands.press(Key.Key_Escape)
    assert message(hands) == ""


def test_esc_closes_a_message_from_an_empty_line_and_the_keys_stay_in_it(hands: Hands) -> None:
    opened(hands)
    half_typed(hands, "")
    hands.controller.window.warn("Something happened")
    keys = QApplication.focusWidget()
    hands.press(Key.Key_Escape)
    assert message(hands) == ""
    assert QApplication.focusWidget() is keys


def test_esc_leaves_a_note_that_is_being_changed_before_it_closes_a_message(hands: Hands) -> None:
    session = opened(hands)
    (note,) = builders.put(session, "value", "a bus")
    board = hands.desk.page.board
    board.focus_note(note)
    # the keys go on to other widgets while the message is shown
    hands.controller.window.warn("Something happened")
    hands.press(Key.Key_F2)
    hands.press(Key.Key_Escape)
    assert board.editor is None
    assert message(hands) == "Something happened"
    hands.press(Key.Key_Escape)
    assert message(hands) == ""
    assert builders.ids(session, "value") == [note]


def test_esc_clears_the_words_searched_for_before_it_closes_a_message(hands: Hands) -> None:
    opened(hands)
    hands.action("library")
    search = hands.controller.library_page.search
    search.setFocus()
    hands.type("bus")
    hands.controller.window.warn("Something happened")
    hands.press(Key.Key_Escape)
    assert (message(hands), search.text()) == ("Something happened", "")
    hands.press(Key.Key_Escape)
    assert message(hands) == ""


def test_the_status_bar_says_nothing_that_is_no_longer_true(hands: Hands) -> None:
    session = opened(hands)
    half_typed(hands, "a bus")
    hands.press(Key.Key_Return)
    assert status(hands).startswith("Added to")
    hands.action("undo")
    assert builders.texts(session, "value") == []
    assert status(hands) == ""

    hands.desk.bridge.told.emit("about this canvas")
    session.do(AddNote("value", "more"))
    assert status(hands) == ""
    hands.desk.bridge.told.emit("about this canvas")
    hands.action("library")
    assert status(hands) == ""


def test_what_is_said_of_a_signed_canvas_is_not_said_of_its_new_version(hands: Hands) -> None:
    session = opened(hands)
    builders.sign(session)
    hands.desk.page.board.focus_box("value")
    hands.type("x")
    assert "signed" in status(hands)
    hands.action("new_version")
    assert status(hands) == ""


def test_who_comes_from_a_canvas_is_at_its_row_in_the_library(hands: Hands) -> None:
    session = opened(hands)
    opened(hands, "Tram stops")
    hands.action("library")
    hands.controller.library_page.search.setFocus()  # where the keys were is not where they are wanted
    hands.controller.open_canvas(session.canvas.id)
    hands.at_the_desk()
    hands.press(Key.Key_L, CTRL)

    page = hands.controller.library_page
    assert page.table.hasFocus()
    assert page.current is not None
    assert page.current.id == session.canvas.id
    hands.press(Key.Key_Return)
    assert hands.desk.bridge.canvas.id == session.canvas.id
