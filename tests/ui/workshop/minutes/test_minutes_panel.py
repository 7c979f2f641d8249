"""Minutes are typed beside the board, line by line, under the phase and the element of the moment."""

from __future__ import annotations

import builders
import pytest
from accessibility import assert_everything_named, assert_everything_reached_by_tab
from minutes_desk import MinutesDesk
from PySide6.QtCore import Qt
from PySide6.QtTest import QSignalSpy
from pytestqt.qtbot import QtBot

from cmc_desktop.model.domain.by_phase import minutes_in_order
from cmc_desktop.model.domain.changes import AddMinute, AddNote, AddSheetNotes, DeleteMinute, EditMinute, SetElement
from cmc_desktop.model.services.clock import ManualClock
from cmc_desktop.model.services.library import Library
from cmc_desktop.model.services.session import Session
from cmc_desktop.ui.look import Look
from cmc_desktop.ui.session_bridge import SessionBridge
from cmc_desktop.ui.workshop.minutes.minutes_panel import MinutesPanel

Key = Qt.Key


def line_of(session: Session, words: str) -> str:
    return next(line.id for line in minutes_in_order(session.canvas) if line.text == words)


def noted(qtbot: QtBot, desk: MinutesDesk, words: str) -> None:
    """Wait until the log has been read on to a line that begins so."""
    qtbot.waitUntil(lambda: any(words in row.words for row in desk.rows if row.small))


def test_enter_stores_a_line_and_stays_and_esc_goes_back(desk: MinutesDesk) -> None:
    desk.write("Opened by the mayor")
    desk.write("Agenda accepted")
    assert desk.stored == [("Opened by the mayor", ""), ("Agenda accepted", "")]
    assert desk.panel.line.field.hasFocus()
    desk.press(Key.Key_Escape)
    assert desk.elsewhere.hasFocus()


def test_who_said_it_is_chosen_by_a_few_letters(desk: MinutesDesk) -> None:
    for name in ("Ines Barros", "Grace Bell", "Grace Moor"):
        builders.add_person(desk.session, name)
    desk.begin()
    desk.type("Too dear")
    desk.press(Key.Key_Tab)
    desk.type("gr mo")
    desk.press(Key.Key_Return)
    assert desk.stored == [("Too dear", "Grace Moor")]
    desk.write("Nobody in particular")
    assert desk.stored[1] == ("Nobody in particular", "")


def test_a_name_that_fits_nobody_or_several_leaves_the_words_where_they_are(desk: MinutesDesk) -> None:
    for name in ("Grace Bell", "Grace Moor"):
        builders.add_person(desk.session, name)
    desk.begin()
    desk.type("Too dear")
    desk.press(Key.Key_Tab)
    desk.type("grace")
    desk.press(Key.Key_Return)
    assert desk.stored == []
    assert "fits nobody in the room, or several" in desk.refused[0]
    assert desk.panel.unstored_words() == {"minute:": "Too dear", "minute-by:": "grace"}


def test_lines_stand_under_their_phase_with_time_element_and_speaker(desk: MinutesDesk, clock: ManualClock) -> None:
    session = desk.session
    grace = builders.add_person(session, "Grace Bell")
    desk.write("Coffee")
    builders.bring_to(session, "discuss")
    session.do(SetElement("partners"))
    clock.forward(minutes=3)
    session.do(AddMinute("Too dear", grace))
    assert [(row.words, row.heading) for row in desk.rows] == [
        ("BEFORE THE WORKSHOP", True),
        ("Coffee", False),
        ("DISCUSS", True),
        ("Too dear", False),
    ]
    time, element, name = desk.rows[-1].more.split(" · ")
    assert (len(time), element, name) == (5, str(session.canvas.template.box("partners").number), "Grace Bell")
    assert desk.panel.line.heading.text() == "Discuss · " + session.canvas.template.box("partners").label


def test_a_new_line_is_one_new_row_and_is_in_view(qtbot: QtBot, desk: MinutesDesk) -> None:
    for number in range(60):
        desk.session.do(AddMinute(f"Line {number}"))
    model, view = desk.panel.list.rows, desk.panel.list
    reset, inserted, changed = (
        QSignalSpy(model.modelReset),
        QSignalSpy(model.rowsInserted),
        QSignalSpy(model.dataChanged),
    )
    desk.write("The newest")
    assert (reset.count(), inserted.count(), changed.count()) == (0, 1, 0)
    last = model.index(model.rowCount() - 1, 0)
    qtbot.waitUntil(lambda: view.viewport().rect().contains(view.visualRect(last)))
    desk.begin()
    desk.type("A line that is so long that the field it is typed in grows and takes room from those above")
    qtbot.waitUntil(lambda: view.viewport().rect().contains(view.visualRect(last)))


def test_who_reads_further_up_is_left_there_when_another_window_adds_a_line(qtbot: QtBot, desk: MinutesDesk) -> None:
    for number in range(60):
        desk.session.do(AddMinute(f"Line {number}"))
    bar = desk.panel.list.verticalScrollBar()
    qtbot.waitUntil(lambda: 0 < bar.value() == bar.maximum())
    bar.setValue(0)
    before = bar.maximum()
    desk.session.do(AddMinute("From elsewhere"))
    qtbot.waitUntil(lambda: bar.maximum() > before)
    assert bar.value() == 0


def test_a_line_is_changed_and_deleted_by_keys(desk: MinutesDesk) -> None:
    grace = builders.add_person(desk.session, "Grace Bell")
    desk.session.do(AddMinute("Opened", grace))
    desk.panel.list.begin()
    desk.press(Key.Key_F2)
    assert (desk.panel.line.words, desk.panel.line.by.text()) == ("Opened", "Grace Bell")
    desk.type(" at nine")
    desk.press(Key.Key_Return)
    assert desk.stored == [("Opened at nine", "Grace Bell")]
    assert desk.panel.list.hasFocus()
    desk.press(Key.Key_Delete)
    assert desk.stored == []
    desk.session.undo()
    assert desk.words[-1] == "Opened at nine"


def test_esc_leaves_a_line_as_it_was(desk: MinutesDesk) -> None:
    desk.session.do(AddMinute("Opened"))
    desk.panel.list.begin()
    desk.press(Key.Key_Return)
    desk.type(" at ten")
    desk.press(Key.Key_Escape)
    assert desk.stored == [("Opened", "")]
    assert desk.panel.list.hasFocus()
    assert desk.panel.unstored_words() == {}


def test_words_are_stored_when_the_keys_go_elsewhere(desk: MinutesDesk) -> None:
    desk.begin()
    desk.type("Half a line")
    desk.elsewhere.setFocus()
    assert desk.stored == [("Half a line", "")]


def test_words_that_wait_are_brought_back_where_they_were_typed(desk: MinutesDesk) -> None:
    desk.session.do(AddMinute("Opened"))
    line = line_of(desk.session, "Opened")
    desk.panel.bring_back({"minute:": "Half a", "minute-by:": "Gra", "note:x": "of the board"})
    assert (desk.panel.line.words, desk.panel.line.by.text()) == ("Half a", "Gra")
    desk.panel.bring_back({f"minute:{line}": "Opened at nine"})
    assert desk.panel.unstored_words() == {"minute:": "Half a", "minute-by:": "Gra", f"minute:{line}": "Opened at nine"}
    desk.panel.finish_typing()
    assert desk.stored == [("Opened", "")]
    desk.panel.list.choose(line)
    desk.panel.list.begin()
    desk.press(Key.Key_Return)
    assert desk.panel.line.words == "Opened at nine"


def test_words_for_a_line_that_is_gone_become_those_of_a_new_one(desk: MinutesDesk) -> None:
    desk.panel.bring_back({"minute:gone": "Opened at nine"})
    assert desk.panel.line.words == "Opened at nine"
    desk.begin()
    desk.press(Key.Key_Return)
    assert desk.stored == [("Opened at nine", "")]


def test_what_is_typed_for_a_line_that_another_window_deletes_stays(desk: MinutesDesk) -> None:
    desk.session.do(AddMinute("Opened"))
    desk.panel.list.begin()
    desk.press(Key.Key_F2)
    desk.type(" at nine")
    desk.session.do(DeleteMinute(line_of(desk.session, "Opened")))
    desk.press(Key.Key_Return)
    assert desk.stored == [("Opened at nine", "")]


def test_what_the_app_noted_stands_beside_and_grows(qtbot: QtBot, desk: MinutesDesk) -> None:
    desk.session.do(AddNote("partners", "Bus operators"))
    desk.write("They want to be asked first")
    assert not any(row.small for row in desk.rows)
    desk.panel.noted.setChecked(True)
    noted(qtbot, desk, "“Bus operators”")
    desk.session.do(AddNote("partners", "University"))
    noted(qtbot, desk, "“University”")
    assert [row.words for row in desk.rows if not row.small and not row.heading] == ["They want to be asked first"]
    desk.panel.noted.setChecked(False)
    assert not any(row.small for row in desk.rows)


def test_the_log_is_read_only_and_leads_to_its_note(qtbot: QtBot, desk: MinutesDesk) -> None:
    note = builders.put(desk.session, "partners", "Bus operators")[0]
    desk.panel.noted.setChecked(True)
    noted(qtbot, desk, "“Bus operators”")
    row = next(row.id for row in desk.rows if "Bus" in row.words)
    wanted = QSignalSpy(desk.panel.note_wanted)
    desk.panel.list.choose(row)
    desk.panel.list.begin()
    for key in (Key.Key_Delete, Key.Key_F2):
        desk.press(key)
    assert desk.panel.line.words == ""
    assert desk.session.canvas.note(note)
    desk.press(Key.Key_Return)
    assert [wanted.at(n) for n in range(wanted.count())] == [[note]]


def test_private_sheets_are_not_in_the_log(qtbot: QtBot, desk: MinutesDesk) -> None:
    person = builders.add_person(desk.session, "Grace Bell")
    desk.panel.noted.setChecked(True)
    desk.session.do(AddSheetNotes(person, "partners", ("A secret",)))
    desk.session.do(AddNote("partners", "Afterwards"))
    noted(qtbot, desk, "Afterwards")
    assert not any("secret" in row.words or "sheet" in row.words for row in desk.rows)


def test_minutes_go_on_after_the_sign_off(desk: MinutesDesk) -> None:
    builders.sign(desk.session)
    desk.write("Signed at noon")
    assert ("Signed at noon", "") in desk.stored


def test_a_hidden_panel_costs_nothing_and_is_up_to_date_when_it_is_shown(
    desk: MinutesDesk, monkeypatch: pytest.MonkeyPatch
) -> None:
    desk.panel.hide()
    reads: list[int] = []
    refresh = desk.panel.refresh
    monkeypatch.setattr(desk.panel, "refresh", lambda: (reads.append(1), refresh()))
    desk.session.do(AddMinute("Opened"))
    assert reads == []
    desk.panel.show()
    assert desk.words[-1] == "Opened"


def test_what_another_window_changes_is_shown(desk: MinutesDesk) -> None:
    desk.session.do(AddMinute("Opened"))
    desk.session.do(EditMinute(line_of(desk.session, "Opened"), "Opened at nine"))
    assert desk.words[-1] == "Opened at nine"


def test_every_part_has_a_name_and_is_reached_by_tab(qtbot: QtBot, desk: MinutesDesk) -> None:
    desk.session.do(AddMinute("Opened"))
    assert_everything_named(desk.window)
    assert_everything_reached_by_tab(qtbot, desk.window)


def test_the_empty_panel_says_what_it_is_for(qtbot: QtBot, bridge: SessionBridge, look: Look) -> None:
    panel = MinutesPanel(bridge, look)
    qtbot.addWidget(panel)
    panel.show()
    assert panel.nothing.isVisible()
    assert not panel.list.isVisible()


def test_a_line_only_looked_at_keeps_the_words_of_another_window_and_a_changed_one_is_not_put_over_them(
    desk: MinutesDesk, library: Library
) -> None:
    desk.session.do(AddMinute("We began"))
    line, other = line_of(desk.session, "We began"), library.session(desk.session.canvas.id)
    desk.panel.change_line(line)
    other.do(EditMinute(line, "We began late"))
    desk.session.catch_up()
    desk.elsewhere.setFocus()
    assert desk.stored == [("We began late", "")]
    desk.panel.change_line(line)
    desk.type(", at ten")
    other.catch_up()
    other.do(EditMinute(line, "We began after ten"))
    desk.session.catch_up()
    desk.press(Key.Key_Return)
    assert desk.stored == [("We began after ten", "")]
    assert "it now says “We began after ten”" in desk.refused[0]
    assert desk.panel.line.words == "We began late, at ten"
    desk.press(Key.Key_Return)
    assert desk.stored == [("We began late, at ten", "")]
