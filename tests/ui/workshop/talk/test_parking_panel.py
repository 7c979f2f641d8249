"""What is not for today is put aside beside the board, comes along to the next session, and is settled one day."""

from __future__ import annotations

from dataclasses import replace

import builders
import pytest
from accessibility import assert_everything_named, assert_everything_reached_by_tab
from PySide6.QtCore import QPoint, Qt
from PySide6.QtTest import QTest
from PySide6.QtWidgets import QApplication
from pytestqt.qtbot import QtBot
from talk_desk import Desk

from cmc_desktop.model.domain.canvas import Canvas
from cmc_desktop.model.domain.changes import (
    Change,
    DeleteNotes,
    DeleteParked,
    EditParked,
    Park,
    SetElement,
    SettleParked,
)
from cmc_desktop.model.domain.entity import Entity
from cmc_desktop.model.domain.parked import Parked
from cmc_desktop.model.services.library import Library
from cmc_desktop.model.services.session import Session
from cmc_desktop.ui.look import Look
from cmc_desktop.ui.session_bridge import SessionBridge
from cmc_desktop.ui.workshop.talk.begun_parking import ParkMode
from cmc_desktop.ui.workshop.talk.parking_panel import ParkingPanel

Key = Qt.Key


def parked(session: Session) -> list[Parked]:
    here = [one for one in session.canvas.all(Parked) if not one.deleted]
    return sorted(here, key=lambda one: one.serial)


def texts(session: Session) -> list[str]:
    return [one.text for one in parked(session)]


def put_aside(session: Session, text: str, element: str = "", note: str = "", person: str = "") -> str:
    change = Park(text, element, note, person)
    session.do(change)
    return change.id


def spoken(desk: Desk) -> list[str]:
    model = desk.parking.list.rows
    return [model.index(row, 0).data(Qt.ItemDataRole.AccessibleTextRole) for row in range(model.rowCount())]


def begin(desk: Desk) -> None:
    desk.parking.commands()["park"]()


def test_enter_puts_aside_and_stays_for_the_next(desk: Desk, note: str) -> None:
    desk.session.do(SetElement("costs"))
    begin(desk)
    desk.type("Name for the service")
    desk.press(Key.Key_Return)
    desk.type("Colour")
    desk.press(Key.Key_Return)
    assert texts(desk.session) == ["Name for the service", "Colour"]
    assert parked(desk.session)[0].element == "costs"
    assert desk.parking.line.field.hasFocus()


def test_a_selected_note_is_the_source_and_its_words_are_taken_by_enter_alone(desk: Desk, note: str) -> None:
    desk.board.focus_note(note)
    begin(desk)
    assert desk.parking.line.words == "Bus operators", "shown, not put aside"
    assert parked(desk.session) == []
    desk.press(Key.Key_Return)
    (one,) = parked(desk.session)
    assert (one.text, one.note, one.element) == ("Bus operators", note, "partners")
    assert "Bus operators" in builders.texts(desk.session, "partners")
    assert desk.told[-1] == "Put aside; the note stays on the board."


def test_typing_takes_the_place_of_the_notes_words_and_keeps_the_source(desk: Desk, note: str) -> None:
    desk.board.focus_note(note)
    begin(desk)
    desk.type("Ask them")
    desk.press(Key.Key_Return)
    (one,) = parked(desk.session)
    assert (one.text, one.note) == ("Ask them", note)


def test_the_notes_words_alone_are_not_put_aside_by_going_away(desk: Desk, note: str) -> None:
    desk.board.focus_note(note)
    begin(desk)
    desk.board.focus_box("costs")
    assert parked(desk.session) == []
    assert desk.parking.unstored_words() == {}
    begin(desk)
    assert desk.parking.line.words == ""


def test_a_note_that_is_only_under_the_keys_is_no_source(desk: Desk, note: str) -> None:
    desk.board.focus_note(note)
    desk.press(Key.Key_Escape)  # nothing is selected any more
    begin(desk)
    assert desk.parking.line.words == ""


def test_the_source_can_be_dropped(desk: Desk, note: str) -> None:
    desk.board.focus_note(note)
    begin(desk)
    desk.press(Key.Key_Backtab, Qt.KeyboardModifier.ShiftModifier)
    desk.press(Key.Key_Space)
    desk.type("Something else")
    desk.press(Key.Key_Return)
    (one,) = parked(desk.session)
    assert (one.text, one.note, one.element) == ("Something else", "", "")


def test_words_are_stored_when_the_keys_go_elsewhere(desk: Desk, note: str) -> None:
    begin(desk)
    desk.type("half a thought")
    desk.board.focus_box("costs")
    assert texts(desk.session) == ["half a thought"]


def test_escape_goes_back_and_the_words_wait_with_their_source(desk: Desk, note: str) -> None:
    desk.board.focus_note(note)
    begin(desk)
    desk.type("half a ")
    desk.press(Key.Key_Escape)
    assert desk.board.view("partners").hasFocus()
    desk.board.focus_box("costs")
    begin(desk)
    desk.type("thought")
    desk.press(Key.Key_Return)
    (one,) = parked(desk.session)
    assert (one.text, one.note) == ("half a thought", note)


def test_from_whom_is_said_by_a_few_letters(desk: Desk, note: str, people: list[str]) -> None:
    begin(desk)
    desk.type("Colour")
    desk.press(Key.Key_Tab)
    desk.type("tom")
    desk.press(Key.Key_Return)
    assert [one.person for one in parked(desk.session)] == [people[1]]


def test_an_unknown_name_puts_nothing_aside_and_keeps_the_words(desk: Desk, note: str) -> None:
    begin(desk)
    desk.type("Colour")
    desk.press(Key.Key_Tab)
    desk.type("zzz")
    desk.press(Key.Key_Return)
    assert parked(desk.session) == []
    assert "“zzz” fits nobody" in desk.refused[0]
    desk.board.focus_box("costs")
    assert len(desk.refused) == 1, "what was refused is not tried again by itself"
    assert desk.parking.unstored_words()["park:"] == "Colour"


def test_the_list_tells_what_waits_and_where_it_comes_from_and_last_what_is_settled(
    desk: Desk, note: str, people: list[str]
) -> None:
    session = desk.session
    done = put_aside(session, "Old thing", "value")
    put_aside(session, "Insurance", "partners", note, people[0])
    session.do(SettleParked(done, "Committee has it"))
    session.do(_Carried(put_aside(session, "Name"), "First go"))
    assert spoken(desk) == [
        "Insurance, 6 Key partnerships · Ines Barros, waits",
        "Name, from “First go”, waits",
        "Old thing, 2 Value proposition, settled: Committee has it",
    ]


def test_space_asks_what_became_of_it_and_enter_settles(desk: Desk, note: str) -> None:
    put_aside(desk.session, "Insurance")
    desk.parking.list.begin()
    desk.press(Key.Key_Space)
    assert desk.parking.line.heading.text() == "WHAT BECAME OF IT?"
    assert desk.parking.line.source.words == "Insurance"
    desk.type("The county pays")
    desk.press(Key.Key_Return)
    (one,) = parked(desk.session)
    assert (one.waits, one.outcome) == (False, "The county pays")
    assert desk.parking.list.hasFocus()
    desk.press(Key.Key_Space)
    assert parked(desk.session)[0].waits, "and Space puts it back"
    assert parked(desk.session)[0].outcome == ""


def test_it_is_settled_without_words_too_and_by_the_mouse(desk: Desk, note: str) -> None:
    one = put_aside(desk.session, "Insurance")
    view = desk.parking.list
    place = view.visualRect(view.rows.index(0, 0)).topLeft() + QPoint(12, 12)
    QTest.mouseClick(view.viewport(), Qt.MouseButton.LeftButton, Qt.KeyboardModifier.NoModifier, place)
    assert desk.parking.line.field.hasFocus()
    desk.press(Key.Key_Return)
    assert not parked(desk.session)[0].waits
    actions = {action.text(): action for action in desk.parking.menu_for(one).actions()}
    actions["Put it aside again"].trigger()
    assert parked(desk.session)[0].waits


def test_going_away_settles_nothing_and_keeps_the_words_begun(desk: Desk, note: str) -> None:
    one = put_aside(desk.session, "Insurance")
    desk.parking.settle_or_put_back(one)
    desk.type("The cou")
    desk.board.focus_box("costs")
    assert parked(desk.session)[0].waits
    desk.parking.settle_or_put_back(one)
    desk.type("nty")
    desk.press(Key.Key_Return)
    assert parked(desk.session)[0].outcome == "The county"


def test_its_words_are_changed_by_f2_and_by_leaving(desk: Desk, note: str) -> None:
    put_aside(desk.session, "Insurance")
    desk.parking.list.begin()
    desk.press(Key.Key_F2)
    desk.type(" of guests")
    desk.press(Key.Key_Return)
    assert texts(desk.session) == ["Insurance of guests"]
    desk.press(Key.Key_F2)
    desk.type("!")
    desk.board.focus_box("costs")
    assert texts(desk.session) == ["Insurance of guests!"]
    assert desk.parking.line.words == ""


def test_escape_leaves_it_as_it_was(desk: Desk, note: str) -> None:
    put_aside(desk.session, "Insurance")
    desk.parking.list.begin()
    desk.press(Key.Key_F2)
    desk.type(" x")
    desk.press(Key.Key_Escape)
    assert texts(desk.session) == ["Insurance"]
    assert desk.parking.list.hasFocus()
    assert desk.parking.unstored_words() == {}


def test_delete_takes_it_off_the_list_and_never_a_note_and_undo_brings_it_back(desk: Desk, note: str) -> None:
    put_aside(desk.session, "Insurance")
    desk.board.focus_note(note)
    desk.parking.list.begin()
    desk.press(Key.Key_Delete)
    assert parked(desk.session) == []
    assert builders.texts(desk.session, "partners") == ["Bus operators", "University"]
    desk.session.undo()
    assert texts(desk.session) == ["Insurance"]


def test_enter_goes_to_the_note_or_when_it_is_gone_to_its_element(desk: Desk, note: str) -> None:
    put_aside(desk.session, "Insurance", "partners", note)
    desk.parking.list.begin()
    desk.press(Key.Key_Return)
    assert desk.board.current_note() == note
    builders.bring_to(desk.session, "consensus")
    desk.session.do(DeleteNotes((note,)))
    desk.board.focus_box("costs")
    desk.parking.list.begin()
    desk.press(Key.Key_Return)
    assert desk.board.current_box() == "partners"


def test_what_comes_from_nowhere_leads_nowhere_and_says_so(desk: Desk, note: str) -> None:
    put_aside(desk.session, "Name")
    desk.parking.list.begin()
    desk.press(Key.Key_Return)
    assert desk.told[-1] == "This comes from no note and no element."
    assert desk.parking.list.hasFocus()


def test_the_list_can_be_written_in_every_phase_and_after_the_sign_off(desk: Desk, people: list[str]) -> None:
    for kind in ("present", "round", "discuss", "consensus"):
        builders.bring_to(desk.session, kind)
        desk.board.focus_box("costs")
        begin(desk)
        desk.type(kind)
        desk.press(Key.Key_Return)
    assert texts(desk.session) == ["present", "round", "discuss", "consensus"]
    assert desk.refused == []


def test_words_come_back_with_source_and_person_on_another_desk(
    qtbot: QtBot, desk: Desk, note: str, look: Look, bridge: SessionBridge
) -> None:
    settled = put_aside(desk.session, "Old")
    desk.parking.settle_or_put_back(settled)
    desk.type("Done by")
    desk.board.focus_note(note)
    begin(desk)
    desk.type("Ask")
    desk.press(Key.Key_Tab)
    desk.type("zzz")
    desk.press(Key.Key_Return)
    words = desk.parking.unstored_words()
    other = ParkingPanel(bridge, look)
    qtbot.addWidget(other)
    other.bring_back(words)
    other.finish_typing()
    assert texts(desk.session) == ["Old"], "what was refused waits for Enter"
    assert (other.line.words, other.line.by.text()) == ("Ask", "zzz")
    assert other.unstored_words() == words
    other.line.by.clear()
    QTest.keyClick(other.line.field, Key.Key_Return)
    assert [(one.text, one.note) for one in parked(desk.session)] == [("Old", ""), ("Ask", note)]
    other.settle_or_put_back(settled)
    assert other.line.words == "Done by"


def test_words_about_something_another_window_deletes_become_something_new(desk: Desk, note: str) -> None:
    one = put_aside(desk.session, "Insurance")
    desk.parking.change(one)
    desk.type(" of guests")
    desk.session.do(DeleteParked(one))
    desk.press(Key.Key_Return)
    assert texts(desk.session) == ["Insurance of guests"]


def test_a_hidden_panel_reads_nothing_and_is_up_to_date_when_it_is_shown(
    desk: Desk, note: str, monkeypatch: pytest.MonkeyPatch
) -> None:
    desk.parking.hide()
    reads: list[int] = []
    refresh = desk.parking.refresh

    def read() -> None:
        reads.append(1)
        refresh()

    monkeypatch.setattr(desk.parking, "refresh", read)
    put_aside(desk.session, "Insurance")
    assert reads == []
    desk.parking.show()
    assert desk.parking.list.rows.rowCount() == 1


def test_every_part_has_a_name_and_is_reached_by_tab(qtbot: QtBot, desk: Desk, note: str) -> None:
    put_aside(desk.session, "Insurance")
    desk.board.focus_note(note)
    begin(desk)
    desk.board.hide()
    desk.remarks.hide()
    assert_everything_named(desk.window)
    drop = desk.parking.line.drop_source
    desk.press(Key.Key_Backtab, Qt.KeyboardModifier.ShiftModifier)
    assert drop.hasFocus()
    # it goes with the words that nobody took as soon as the keys leave the line
    assert_everything_reached_by_tab(qtbot, desk.window, [drop])
    assert QApplication.activePopupWidget() is None


class _Carried(Change):
    """What the next session does with what waits: it is carried over under the name of the session before."""

    key = "SettleParked"

    def __init__(self, parked_id: str, session: str) -> None:
        self._parked, self._session = parked_id, session

    @property
    def label(self) -> str:
        return "carry over"

    def decide(self, canvas: Canvas, now: int) -> tuple[Entity, ...]:
        found = canvas.find(Parked, self._parked)
        assert found is not None
        return (replace(found, session=self._session),)


def test_what_is_only_looked_at_keeps_the_words_of_another_window_and_what_is_changed_is_not_put_over_them(
    desk: Desk, library: Library
) -> None:
    one, other = put_aside(desk.session, "The depot"), library.session(desk.session.canvas.id)
    desk.parking.writing.turn_to(ParkMode.CHANGE, one)
    other.do(EditParked(one, "The depot’s roof"))
    desk.session.catch_up()
    desk.board.focus_box("value")
    assert texts(desk.session) == ["The depot’s roof"]
    desk.parking.writing.turn_to(ParkMode.CHANGE, one)
    desk.type(" and its walls")
    other.catch_up()
    other.do(EditParked(one, "The roof of the depot"))
    desk.session.catch_up()
    desk.press(Key.Key_Return)
    assert texts(desk.session) == ["The roof of the depot"]
    assert "it now says “The roof of the depot”" in desk.refused[0]
    assert desk.parking.line.words == "The depot’s roof and its walls"
    desk.press(Key.Key_Return)
    assert texts(desk.session) == ["The depot’s roof and its walls"]
