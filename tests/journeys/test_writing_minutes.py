"""Minutes at the real desk: one key to the line and one back, and no line is lost on the way."""

from __future__ import annotations

import builders
import pytest
from hands import CTRL, Hands, Key
from PySide6.QtWidgets import QApplication
from pytestqt.qtbot import QtBot

from cmc_desktop.model.domain.agenda import AgendaItem
from cmc_desktop.model.domain.by_phase import minutes_in_order
from cmc_desktop.model.domain.contested import remarks_on
from cmc_desktop.model.services.session import Session


@pytest.fixture
def session(hands: Hands) -> Session:
    """A workshop in its discussion, on the desk; the keys are on a note."""
    session = hands.new_canvas()
    builders.put(session, "partners", "Bus operators")
    builders.add_people(session)
    builders.bring_to(session, "discuss")
    hands.at_the_desk()
    hands.desk.page.board.focus_note(builders.ids(session, "partners")[0])
    return session


def lines(session: Session) -> list[tuple[str, str]]:
    """(phase, words) of every line."""
    found = []
    for line in minutes_in_order(session.canvas):
        item = session.canvas.find(AgendaItem, line.phase)
        found.append((item.kind if item is not None else "", line.text))
    return found


def test_one_key_leads_to_the_line_and_esc_back_to_the_note(hands: Hands, session: Session) -> None:
    before = QApplication.focusWidget()
    hands.press(Key.Key_J, CTRL)
    hands.type("Too dear")
    hands.press(Key.Key_Return)
    hands.type("Who pays?")
    hands.press(Key.Key_Return)
    hands.press(Key.Key_Escape)
    assert QApplication.focusWidget() is before
    assert lines(session) == [("discuss", "Too dear"), ("discuss", "Who pays?")]


def test_from_another_page_the_keys_go_back_to_the_board_and_what_was_begun_there_is_stored(
    hands: Hands, session: Session
) -> None:
    before = QApplication.focusWidget()
    hands.press(Key.Key_R, CTRL)
    hands.type("Since when?")
    hands.press(Key.Key_J, CTRL)
    hands.type("They asked since when")
    hands.press(Key.Key_Return)
    hands.press(Key.Key_Escape)
    assert QApplication.focusWidget() is before
    note = builders.ids(session, "partners")[0]
    assert [remark.words for remark in remarks_on(session.canvas, note)] == ["Since when?"]
    assert lines(session) == [("discuss", "They asked since when")]


def test_a_line_that_is_being_typed_belongs_to_the_phase_it_was_typed_in(hands: Hands, session: Session) -> None:
    hands.press(Key.Key_J, CTRL)
    hands.type("The last word")
    hands.action("next_phase")
    hands.type("Cake")
    hands.press(Key.Key_Return)
    assert lines(session) == [("discuss", "The last word"), ("break", "Cake")]


def test_words_that_cannot_be_stored_wait_until_the_canvas_is_opened_again(hands: Hands, session: Session) -> None:
    hands.press(Key.Key_J, CTRL)
    hands.type("Said by two at once")
    hands.press(Key.Key_Tab)
    hands.type("Person")
    canvas = session.canvas.id
    hands.action("library")
    hands.controller.open_canvas(canvas)
    line = hands.desk.page.side.minutes.line
    assert (line.words, line.by.text()) == ("Said by two at once", "Person")
    assert lines(hands.desk.bridge.session) == []


def test_a_line_of_the_log_leads_to_its_note_on_the_board(hands: Hands, session: Session, qtbot: QtBot) -> None:
    hands.action("side_minutes")
    panel = hands.desk.page.side.minutes
    panel.noted.setChecked(True)
    model = panel.list.rows
    rows = [model.line(model.index(row, 0)) for row in range(model.rowCount())]
    panel.list.choose(next(row.id for row in rows if "Bus operators" in row.words))
    panel.list.setFocus()
    hands.desk.page.board.focus_box("costs")
    panel.list.setFocus()
    hands.press(Key.Key_Return)
    assert hands.desk.page.board.current_note() == builders.ids(session, "partners")[0]
