"""Remarks are typed beside the board: on the current note, of one of three kinds, by somebody or nobody."""

from __future__ import annotations

import builders
import pytest
from accessibility import assert_everything_named, assert_everything_reached_by_tab
from PySide6.QtCore import QPoint, Qt
from PySide6.QtTest import QSignalSpy, QTest
from PySide6.QtWidgets import QApplication
from pytestqt.qtbot import QtBot
from talk_desk import Desk

from cmc_desktop.model.domain.changes import AddNote, AddRemark, DeleteNotes, EditRemark, Leave, SignOffCanvas
from cmc_desktop.model.domain.contested import remarks_on
from cmc_desktop.model.services.library import Library
from cmc_desktop.model.services.session import Session
from cmc_desktop.ui.look import Look
from cmc_desktop.ui.session_bridge import SessionBridge
from cmc_desktop.ui.workshop.talk.remarks_panel import RemarksPanel

Key = Qt.Key
ALT = Qt.KeyboardModifier.AltModifier


def remarks(session: Session, note: str) -> list[tuple[str, str, str]]:
    """The remarks on a note as (kind, words, by whom)."""
    people = {person.id: person.name for person in session.canvas.people}
    return [(one.kind, one.words, people.get(one.person, "")) for one in remarks_on(session.canvas, note)]


def begin(desk: Desk, note: str) -> None:
    desk.board.focus_note(note)
    desk.remarks.commands()["remark"]()


def test_enter_stores_a_remark_on_the_current_note_and_stays_in_the_line(desk: Desk, note: str) -> None:
    begin(desk, note)
    desk.type("Who pays?")
    desk.press(Key.Key_Return)
    desk.type("Since when?")
    desk.press(Key.Key_Return)
    assert remarks(desk.session, note) == [("question", "Who pays?", ""), ("question", "Since when?", "")]
    assert desk.remarks.line.field.hasFocus()
    assert desk.remarks.line.words == ""


@pytest.mark.parametrize(("key", "kind"), [("S", "support"), ("Q", "question"), ("O", "objection")])
def test_the_kind_is_chosen_by_one_key_also_from_the_board(desk: Desk, note: str, key: str, kind: str) -> None:
    desk.board.focus_note(note)
    desk.press(getattr(Key, f"Key_{key}"), ALT)
    desk.type("words")
    desk.press(Key.Key_Return)
    assert remarks(desk.session, note) == [(kind, "words", "")]


@pytest.mark.parametrize(("sign", "kind"), [("+", "support"), ("?", "question"), ("!", "objection")])
def test_a_sign_in_the_empty_line_chooses_the_kind_and_later_is_a_letter(
    desk: Desk, note: str, sign: str, kind: str
) -> None:
    begin(desk, note)
    desk.type(f"{sign}a{sign}")
    desk.press(Key.Key_Return)
    assert remarks(desk.session, note) == [(kind, f"a{sign}", "")]


def test_support_needs_no_words_and_an_objection_does(desk: Desk, note: str) -> None:
    begin(desk, note)
    desk.type("+")
    desk.press(Key.Key_Return)
    desk.type("!")
    desk.press(Key.Key_Return)
    assert remarks(desk.session, note) == [("support", "", "")]
    assert desk.refused == ["A question or an objection needs some words."]


def test_a_few_letters_and_enter_say_by_whom_and_the_next_remark_is_nobodys(desk: Desk, note: str) -> None:
    begin(desk, note)
    desk.type("No")
    desk.press(Key.Key_Tab)
    desk.type("tomas")  # without the accent
    desk.press(Key.Key_Return)
    desk.remarks.take_focus()
    desk.type("Why")
    desk.press(Key.Key_Return)
    assert remarks(desk.session, note) == [("question", "No", "Tomás Okafor"), ("question", "Why", "")]


def test_letters_that_fit_several_people_store_nothing_and_keep_the_words(desk: Desk, note: str) -> None:
    begin(desk, note)
    desk.type("No")
    desk.press(Key.Key_Tab)
    desk.type("grace")
    desk.press(Key.Key_Return)
    assert remarks(desk.session, note) == []
    assert "“grace” fits several people: Grace Bell; Grace Moor." in desk.refused[0]
    assert desk.remarks.line.words == "No"
    desk.type(" m")
    desk.press(Key.Key_Return)
    assert remarks(desk.session, note) == [("question", "No", "Grace Moor")]


def test_somebody_who_has_left_is_not_offered(desk: Desk, note: str, people: list[str]) -> None:
    desk.session.do(Leave(people[2]))
    begin(desk, note)
    desk.type("No")
    desk.press(Key.Key_Tab)
    desk.type("grace")
    desk.press(Key.Key_Return)
    assert remarks(desk.session, note) == [("question", "No", "Grace Moor")]


def test_words_are_stored_when_the_keys_go_elsewhere(desk: Desk, note: str) -> None:
    begin(desk, note)
    desk.type("half a thought")
    desk.board.focus_box("costs")
    assert remarks(desk.session, note) == [("question", "half a thought", "")]


def test_words_are_stored_for_the_note_they_were_typed_for_when_another_one_is_shown(desk: Desk, note: str) -> None:
    begin(desk, note)
    desk.type("about the first")
    desk.remarks.show_note(builders.ids(desk.session, "costs")[0])
    assert remarks(desk.session, note) == [("question", "about the first", "")]
    assert desk.remarks.line.words == ""


def test_escape_goes_back_to_where_the_keys_were_and_the_words_wait(desk: Desk, note: str) -> None:
    begin(desk, note)
    desk.type("half a ")
    desk.press(Key.Key_Escape)
    assert desk.board.view("partners").hasFocus()
    assert desk.board.current_note() == note
    assert remarks(desk.session, note) == []
    desk.remarks.take_focus()
    desk.type("thought")
    desk.press(Key.Key_Return)
    assert remarks(desk.session, note) == [("question", "half a thought", "")]


def test_escape_goes_to_the_note_when_the_place_before_is_gone(qtbot: QtBot, desk: Desk, note: str) -> None:
    desk.board.focus_note(note)
    desk.board.edit_current()
    desk.remarks.take_focus()
    qtbot.waitUntil(lambda: desk.board.editor is None)
    desk.press(Key.Key_Escape)
    assert desk.board.view("partners").hasFocus()


def test_escape_asks_for_the_board_when_there_is_nothing_to_go_back_to(qtbot: QtBot, desk: Desk) -> None:
    QApplication.focusWidget().clearFocus()
    desk.remarks.take_focus()
    with qtbot.waitSignal(desk.remarks.board_wanted):
        desk.press(Key.Key_Escape)


def test_without_a_note_enter_says_what_to_do_and_keeps_the_words_for_the_next_note(desk: Desk, note: str) -> None:
    desk.remarks.take_focus()
    desk.type("but")
    desk.press(Key.Key_Return)
    assert desk.told[-1] == "Choose a note on the board first."
    desk.remarks.show_note(note)
    desk.press(Key.Key_Return)
    assert remarks(desk.session, note) == [("question", "but", "")]


def test_the_list_tells_kind_words_and_person_of_each_remark_in_their_order(
    desk: Desk, note: str, people: list[str]
) -> None:
    desk.session.do(AddRemark(note, "objection", "No money", people[0]))
    desk.session.do(AddRemark(note, "support"))
    desk.board.focus_note(note)
    model = desk.remarks.list.rows
    spoken = [model.index(row, 0).data(Qt.ItemDataRole.AccessibleTextRole) for row in range(model.rowCount())]
    assert spoken == ["Objection, Ines Barros: No money", "Support, not attributed"]


def test_a_remark_is_put_right_by_keys_and_the_keys_go_back_to_its_row(
    desk: Desk, note: str, people: list[str]
) -> None:
    desk.session.do(AddRemark(note, "question", "Who pay", people[0]))
    desk.board.focus_note(note)
    desk.remarks.list.begin()
    desk.press(Key.Key_F2)
    assert desk.remarks.line.heading.text() == "CHANGE THE REMARK"
    desk.type("s?")
    desk.press(Key.Key_O, ALT)
    desk.press(Key.Key_Return)
    assert remarks(desk.session, note) == [("objection", "Who pays?", "Ines Barros")]
    assert desk.remarks.list.hasFocus()
    assert desk.remarks.line.words == ""
    assert desk.remarks.line.heading.isHidden()


def test_escape_leaves_a_remark_as_it_was(desk: Desk, note: str) -> None:
    desk.session.do(AddRemark(note, "question", "Who pays?"))
    desk.board.focus_note(note)
    desk.remarks.list.begin()
    desk.press(Key.Key_Return)
    desk.type(" x")
    desk.press(Key.Key_Escape)
    assert remarks(desk.session, note) == [("question", "Who pays?", "")]
    assert desk.remarks.list.hasFocus()
    assert desk.remarks.unstored_words() == {}


def test_delete_takes_the_remark_away_and_never_the_note_and_undo_brings_it_back(desk: Desk, note: str) -> None:
    desk.session.do(AddRemark(note, "question", "Who pays?"))
    desk.session.do(AddRemark(note, "question", "Since when?"))
    desk.board.focus_note(note)
    desk.remarks.list.begin()
    desk.press(Key.Key_Delete)
    assert remarks(desk.session, note) == [("question", "Since when?", "")]
    assert "Bus operators" in builders.texts(desk.session, "partners")
    assert desk.remarks.list.current_id(), "the keys stay on a row"
    desk.session.undo()
    assert len(remarks(desk.session, note)) == 2


def test_a_remark_is_changed_and_deleted_by_the_mouse_too(desk: Desk, note: str) -> None:
    desk.session.do(AddRemark(note, "question", "Who pays?"))
    remark = remarks_on(desk.session.canvas, note)[0].id
    desk.board.focus_note(note)
    model = desk.remarks.list.rows
    place = desk.remarks.list.visualRect(model.index(0, 0)).center()
    port = desk.remarks.list.viewport()
    QTest.mouseClick(port, Qt.MouseButton.LeftButton, Qt.KeyboardModifier.NoModifier, place)
    QTest.mouseDClick(port, Qt.MouseButton.LeftButton, Qt.KeyboardModifier.NoModifier, place)
    assert desk.remarks.line.words == "Who pays?"
    menu = desk.remarks.menu_for(remark)
    menu.actions()[1].trigger()
    assert remarks(desk.session, note) == []
    assert desk.remarks.line.words == "Who pays?", "words in the line are not lost with the remark"


def test_in_the_round_a_remark_is_refused_by_the_rule_and_its_words_stay(desk: Desk, people: list[str]) -> None:
    builders.bring_to(desk.session, "round")
    note = builders.put(desk.session, "partners", "Bus operators")[0]
    begin(desk, note)
    desk.type("!No")
    desk.press(Key.Key_Return)
    assert remarks(desk.session, note) == []
    assert "Notes are only added, in turn: no remarks, no moving, no deleting." in desk.refused[0]
    assert desk.remarks.line.words == "No"
    desk.board.focus_box("costs")
    assert len(desk.refused) == 1, "what was refused is not tried again by itself"
    assert desk.remarks.unstored_words() == {f"remark:{note}": "! No"}


def test_words_refused_in_the_round_can_be_stored_in_the_discussion(desk: Desk, people: list[str]) -> None:
    builders.bring_to(desk.session, "round")
    note = builders.put(desk.session, "partners", "Bus operators")[0]
    begin(desk, note)
    desk.type("No")
    desk.press(Key.Key_Return)
    builders.bring_to(desk.session, "discuss")
    desk.press(Key.Key_Return)
    assert remarks(desk.session, note) == [("question", "No", "")]
    assert desk.remarks.unstored_words() == {}


def test_words_that_a_slip_lets_in_leave_the_line(desk: Desk, people: list[str]) -> None:
    builders.bring_to(desk.session, "round")
    note = builders.put(desk.session, "partners", "Bus operators")[0]
    begin(desk, note)
    desk.type("No")
    desk.press(Key.Key_Return)
    desk.corrections[0]()
    assert remarks(desk.session, note) == [("question", "No", "")]
    assert desk.remarks.line.words == ""


def test_refused_words_wait_on_their_note_while_another_is_shown_and_a_line_leads_back(
    desk: Desk, people: list[str]
) -> None:
    builders.bring_to(desk.session, "round")
    first, second = builders.put(desk.session, "partners", "Bus operators", "University")
    begin(desk, first)
    desk.type("No")
    desk.press(Key.Key_Return)
    desk.board.focus_note(second)
    assert desk.remarks.line.words == ""
    assert desk.remarks.waiting.text() == "Words wait on 1 other note"
    desk.remarks.waiting.click()
    assert desk.board.current_note() == first
    assert desk.remarks.line.words == "No"


def test_words_come_back_with_kind_and_person_on_another_desk(
    qtbot: QtBot, desk: Desk, note: str, look: Look, bridge: SessionBridge
) -> None:
    begin(desk, note)
    desk.type("!No")
    desk.press(Key.Key_Tab)
    desk.type("nobody")
    desk.press(Key.Key_Return)
    words = desk.remarks.unstored_words()
    other = RemarksPanel(bridge, look)
    qtbot.addWidget(other)
    other.bring_back(words)
    other.show_note(note)
    assert other.line.begun.words == "No"
    assert other.line.kinds.kind == "objection"
    assert other.line.by.text() == "nobody"
    assert other.unstored_words() == words


def test_words_for_a_note_that_is_gone_come_back_with_the_next_note(desk: Desk, note: str) -> None:
    second = builders.ids(desk.session, "partners")[1]
    builders.bring_to(desk.session, "consensus")
    desk.session.do(DeleteNotes((note,)))
    desk.remarks.bring_back({f"remark:{note}": "! No"})
    desk.board.focus_note(second)
    assert desk.remarks.line.words == "No"
    desk.remarks.take_focus()
    desk.press(Key.Key_Return)
    assert remarks(desk.session, second) == [("objection", "No", "")]


def test_words_typed_while_another_window_deletes_the_note_are_kept(desk: Desk, note: str) -> None:
    second = builders.ids(desk.session, "partners")[1]
    builders.bring_to(desk.session, "consensus")
    begin(desk, note)
    desk.type("half")
    desk.session.do(DeleteNotes((note,)))
    assert "half" in "".join(desk.remarks.unstored_words().values())
    desk.board.focus_note(second)
    assert desk.remarks.line.words == "half"


def test_who_said_a_note_in_the_round_stands_quietly_below_it(desk: Desk, people: list[str]) -> None:
    builders.bring_to(desk.session, "round")
    change = AddNote("partners", "Bus operators", author=people[0])
    desk.session.do(change)
    desk.board.focus_note(change.id)
    assert desk.remarks.words.words == "Bus operators"
    assert desk.remarks.about.text() == "6 Key partnerships · said by Ines Barros in the round"


def test_the_most_contested_notes_come_first_and_enter_selects_one_on_the_board(desk: Desk, note: str) -> None:
    second = builders.ids(desk.session, "partners")[1]
    cost = builders.ids(desk.session, "costs")[0]
    desk.session.do(AddRemark(note, "support"))
    desk.session.do(AddRemark(second, "question", "Which?"))
    desk.session.do(AddRemark(cost, "objection", "Too much"))
    desk.remarks.commands()["contested"]()
    model = desk.remarks.contested.rows
    assert [model.line(model.index(row, 0)).id for row in range(model.rowCount())] == [cost, second]
    spoken = model.index(0, 0).data(Qt.ItemDataRole.AccessibleTextRole)
    assert spoken == "Drivers (9 Budget costs): 1 objection"
    desk.press(Key.Key_Down)
    desk.press(Key.Key_Return)
    assert desk.board.current_note() == second
    assert desk.board.view("partners").hasFocus()


def test_a_click_on_a_contested_note_selects_it_on_the_board(desk: Desk, note: str) -> None:
    desk.session.do(AddRemark(note, "question", "Which?"))
    desk.board.focus_box("costs")
    place = desk.remarks.contested.visualRect(desk.remarks.contested.rows.index(0, 0)).center()
    port = desk.remarks.contested.viewport()
    QTest.mouseClick(port, Qt.MouseButton.LeftButton, Qt.KeyboardModifier.NoModifier, place)
    assert desk.board.current_note() == note


def test_a_contested_note_is_shown_on_the_wall_only_when_asked_for(desk: Desk, note: str) -> None:
    wanted = QSignalSpy(desk.remarks.wall_wanted)
    desk.session.do(AddRemark(note, "question", "Which?"))
    desk.remarks.commands()["contested"]()
    assert wanted.count() == 0
    desk.press(Key.Key_F6, Qt.KeyboardModifier.ShiftModifier)
    desk.board.focus_note(note)
    desk.remarks.to_wall.click()
    assert [wanted.at(0), wanted.at(1)] == [[note], [note]]


def test_a_signed_canvas_takes_no_remarks_and_shows_those_there_are(desk: Desk, people: list[str]) -> None:
    session = desk.session
    note = builders.put(session, "partners", "Bus operators")[0]
    builders.bring_to(session, "discuss")
    session.do(AddRemark(note, "question", "Which?"))
    builders.bring_to(session, "consensus")
    builders.everyone_satisfied(session)
    builders.bring_to(session, "signoff")
    session.do(SignOffCanvas())
    desk.board.focus_note(note)
    assert desk.remarks.line.isHidden()
    assert desk.remarks.list.rows.rowCount() == 1
    desk.remarks.list.begin()
    desk.press(Key.Key_Delete)
    assert len(remarks(session, note)) == 1
    assert "signed" in desk.refused[0]


def test_a_hidden_panel_reads_nothing_and_is_up_to_date_when_it_is_shown(
    desk: Desk, note: str, monkeypatch: pytest.MonkeyPatch
) -> None:
    desk.board.focus_note(note)
    desk.remarks.hide()
    reads: list[int] = []
    refresh = desk.remarks.refresh

    def read() -> None:
        reads.append(1)
        refresh()

    monkeypatch.setattr(desk.remarks, "refresh", read)
    desk.session.do(AddRemark(note, "question", "Which?"))
    assert reads == []
    desk.remarks.show()
    assert desk.remarks.list.rows.rowCount() == 1


def test_what_another_window_changes_is_shown(desk: Desk, note: str) -> None:
    desk.session.do(AddRemark(note, "question", "Which?"))
    desk.board.focus_note(note)
    remark = remarks_on(desk.session.canvas, note)[0].id
    desk.session.do(EditRemark(remark, "objection", "Not this one"))
    model = desk.remarks.list.rows
    assert model.line(model.index(0, 0)).words == "Not this one"


def test_every_part_has_a_name_and_is_reached_by_tab(qtbot: QtBot, desk: Desk, note: str) -> None:
    desk.session.do(AddRemark(note, "question", "Which?"))
    desk.board.focus_note(note)
    desk.board.hide()
    assert_everything_named(desk.window)
    assert_everything_reached_by_tab(qtbot, desk.window)


def test_a_click_beside_the_rows_does_nothing(desk: Desk, note: str) -> None:
    desk.session.do(AddRemark(note, "question", "Which?"))
    desk.board.focus_note(note)
    port = desk.remarks.list.viewport()
    QTest.mouseDClick(port, Qt.MouseButton.LeftButton, Qt.KeyboardModifier.NoModifier, QPoint(5, port.height() - 2))
    assert desk.remarks.line.words == ""
    assert QApplication.activePopupWidget() is None


def the_remark(desk: Desk, note: str) -> str:
    """A remark on the note, and the line that it is changed in: its id."""
    added = AddRemark(note, "question", "Who pays?")
    desk.session.do(added)
    begin(desk, note)
    desk.remarks.writing.change(added.id)
    return added.id


def test_a_remark_that_was_only_looked_at_keeps_what_another_window_made_of_it(
    desk: Desk, note: str, library: Library
) -> None:
    remark, other = the_remark(desk, note), library.session(desk.session.canvas.id)
    other.do(EditRemark(remark, "objection", "Who pays? The ministry will not."))
    desk.session.catch_up()
    desk.board.focus_note(note)  # the keys leave the line
    assert remarks(desk.session, note) == [("objection", "Who pays? The ministry will not.", "")]
    assert desk.refused == []


def test_words_for_a_remark_that_changed_meanwhile_stay_in_the_line_and_a_second_enter_stores_them(
    desk: Desk, note: str, library: Library
) -> None:
    remark, other = the_remark(desk, note), library.session(desk.session.canvas.id)
    desk.type(" Not us.")
    other.do(EditRemark(remark, "objection", "Who pays? The ministry will not."))
    desk.session.catch_up()
    desk.press(Key.Key_Return)
    assert remarks(desk.session, note) == [("objection", "Who pays? The ministry will not.", "")]
    assert "it now says “Who pays? The ministry will not.”" in desk.refused[0]
    assert desk.remarks.line.words == "Who pays? Not us."
    desk.press(Key.Key_Return)
    assert remarks(desk.session, note) == [("objection", "Who pays? Not us.", "")]
