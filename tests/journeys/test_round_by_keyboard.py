"""The round of contributions from the keyboard alone: sheets, passing, coming back, a latecomer and a leaver."""

from __future__ import annotations

import itertools

import builders
import pytest
from hands import CTRL, SHIFT, Hands, Key
from PySide6.QtCore import Qt
from PySide6.QtWidgets import QAbstractItemView, QApplication, QLabel

from cmc_desktop.model.domain.changes import AddPerson
from cmc_desktop.model.domain.changes.people import PersonDetails
from cmc_desktop.model.domain.element_run import ElementRun, run_id
from cmc_desktop.model.domain.round_order import turns_lacking, turns_of
from cmc_desktop.model.services.clock import ManualClock
from cmc_desktop.model.services.session import Session
from cmc_desktop.ui.dead_time import milliseconds
from cmc_desktop.ui.workshop.round.lacking_dialog import LackingDialog
from cmc_desktop.ui.workshop.round.sheets_dialog import SheetsDialog

ALT = Qt.KeyboardModifier.AltModifier
NAMES = ("Ana", "Ben", "Cleo", "Dan", "Eva")
NEXT, PASSES, LATER, BACK = Key.Key_PageDown, Key.Key_F3, Key.Key_F12, Key.Key_PageUp


@pytest.fixture
def session(hands: Hands) -> Session:
    """A workshop with five people, four of them in the room, in the silent work before the round."""
    session = hands.new_canvas()
    for name in NAMES:
        session.do(AddPerson(PersonDetails(name), arrived=name != "Eva"))
    builders.bring_to(session, "individual")
    dead_time = hands.desk.page.round.dead_time
    dead_time.ticks = itertools.count(milliseconds() + 1000, 1000).__next__
    hands.at_the_desk()
    return session


def test_five_people_three_elements_and_never_the_mouse(hands: Hands, session: Session, clock: ManualClock) -> None:
    hands.press(Key.Key_F5)
    hands.at_the_desk()
    type_the_sheets(hands)
    hands.press(Key.Key_Right, CTRL | SHIFT)
    assert in_the_line(hands)

    first_element(hands)
    assert session.canvas.workshop.element == "value"
    second_element_with_a_latecomer(hands, clock)
    assert session.canvas.workshop.element == "beneficiaries"
    third_element_with_a_leaver(hands)

    assert turns(session, "mission") == [
        *[("Ana", "spoke"), ("Ben", "passed"), ("Cleo", "later"), ("Dan", "spoke"), ("Cleo", "spoke")]
    ]
    assert turns(session, "value") == [
        *[("Ben", "spoke"), ("Cleo", "passed"), ("Dan", "spoke"), ("Ana", "spoke"), ("Eva", "spoke")]
    ]
    assert turns(session, "beneficiaries") == [
        *[("Cleo", "spoke"), ("Eva", "passed"), ("Ana", "spoke"), ("Ben", "passed")]
    ]
    assert said(session, "mission") == [("Ana", "Everyone gets home\nand nobody waits in the rain\nor long")]
    assert said(session, "value") == [
        *[("Ben", "Night buses"), ("Ben", "Cheaper tickets"), ("Dan", "Quieter streets")],
        *[("Ana", "Fewer taxis"), ("Eva", "A bus on call")],
    ]
    assert said(session, "beneficiaries") == [("Cleo", "Shift workers"), ("Dan", "Half a"), ("Ana", "Students")]
    assert starters(session) == ["Ana", "Ben", "Cleo"]


def test_who_lacks_a_turn_is_shown_and_gone_back_to(hands: Hands, session: Session) -> None:
    hands.press(Key.Key_Right, CTRL | SHIFT)
    for _ in range(2):
        hands.press(NEXT)
    hands.press(Key.Key_PageDown, CTRL)
    assert in_the_line(hands)
    for _ in range(4):
        hands.press(NEXT)
    hands.press(Key.Key_W, CTRL | SHIFT)
    dialog = hands.dialog(LackingDialog)
    assert dialog.rows.item(0).text() == "1 Mission statement\nCleo, Dan"
    hands.press(Key.Key_Return)
    hands.at_the_desk()
    assert session.canvas.workshop.element == "mission"
    assert hands.desk.page.round.face.name.words == "Cleo"
    for _ in range(2):
        hands.press(NEXT)
    assert all(lacking.element != "mission" for lacking in turns_lacking(session.canvas))


@pytest.mark.parametrize("element", ["mission", "value"])
def test_what_is_typed_on_the_board_is_the_speakers_too(hands: Hands, session: Session, element: str) -> None:
    hands.press(Key.Key_Right, CTRL | SHIFT)
    if element != "mission":
        hands.press(Key.Key_PageDown, CTRL)
    speaker = hands.desk.page.round.face.name.words
    hands.press(Key.Key_Escape)
    hands.desk.page.board.focus_box(element)
    hands.type("Typed on the board")
    hands.press(Key.Key_Return)
    assert said(session, element) == [(speaker, "Typed on the board")]


def type_the_sheets(hands: Hands) -> None:
    """Ben has two lines for the second element, typed while the others still write."""
    hands.press(Key.Key_F, CTRL | SHIFT)
    hands.dialog(SheetsDialog)
    hands.press(Key.Key_PageDown, CTRL)
    while hands.dialog(SheetsDialog).elements.chosen_id != "value":
        hands.press(Key.Key_PageDown)
    for line in ("Night buses", "Something Ben keeps"):
        hands.type(line)
        hands.press(Key.Key_Return)
    hands.press(Key.Key_Escape)
    hands.at_the_desk()


def first_element(hands: Hands) -> None:
    hands.type("Everyone gets home")
    hands.press(Key.Key_Return)
    hands.press(NEXT)
    hands.press(PASSES)
    hands.press(LATER)
    hands.type("and nobody waits in the rain")
    hands.press(NEXT)
    hands.type("or long")
    hands.press(NEXT)
    assert hands.desk.page.round.speaker == ""
    hands.press(NEXT)


def second_element_with_a_latecomer(hands: Hands, clock: ManualClock) -> None:
    clock.forward(seconds=90)
    hands.press(Key.Key_Down)
    hands.press(Key.Key_Down)
    assert hands.desk.page.round.line.words == "Something Ben keeps"
    hands.press(Key.Key_Up)
    hands.press(Key.Key_Return)
    wall = on_the_wall(hands)
    assert "Night buses" in wall
    assert "Ben keeps" not in wall
    hands.type("Cheaper tikets")
    hands.press(Key.Key_Return)
    hands.press(Key.Key_Up)
    hands.press(Key.Key_A, CTRL)
    hands.type("Cheaper tickets")
    hands.press(NEXT)
    hands.press(PASSES)
    switch_attendance(hands, "Eva")
    hands.type("Quieter streets")
    hands.press(NEXT)
    strip = hands.desk.page.round
    assert strip.face.name.words == "Ana", "who comes in the middle waits at the end"
    hands.press(PASSES)
    assert strip.face.name.words == "Eva"
    hands.press(BACK)
    assert strip.face.name.words == "Ana"
    hands.type("Fewer taxis")
    hands.press(NEXT)
    hands.type("A bus on call")
    hands.press(NEXT)
    hands.press(NEXT)


def switch_attendance(hands: Hands, name: str) -> None:
    """Tick or untick somebody in the list of people, and go back to the line."""
    hands.press(Key.Key_1, ALT)
    hands.press(Key.Key_Home)
    for _ in range(NAMES.index(name)):
        hands.press(Key.Key_Down)
    hands.press(Key.Key_Space)
    hands.press(Key.Key_W, CTRL)
    assert in_the_line(hands)


def third_element_with_a_leaver(hands: Hands) -> None:
    hands.type("Shift workers")
    hands.press(NEXT)
    hands.type("Half a")
    switch_attendance(hands, "Dan")
    assert hands.desk.page.round.line.mode.text() == "for Dan"
    assert hands.desk.page.round.face.name.words == "Eva"
    hands.press(PASSES)
    hands.type("Students")
    hands.press(NEXT)
    hands.press(PASSES)
    assert hands.desk.page.round.face.name.words == "Everyone has had their turn"


def on_the_wall(hands: Hands) -> str:
    """Every word the projector window holds."""
    QApplication.processEvents()
    wall = hands.desk.projector
    assert wall is not None
    words = [label.text() for label in wall.findChildren(QLabel)]
    for view in wall.findChildren(QAbstractItemView):
        words += [str(view.model().index(row, 0).data()) for row in range(view.model().rowCount())]
    return "\n".join(words)


def in_the_line(hands: Hands) -> bool:
    return QApplication.focusWidget() is hands.desk.page.round.line.editor


def name_of(session: Session, person: str) -> str:
    return next((one.name for one in session.canvas.people if one.id == person), "")


def turns(session: Session, element: str) -> list[tuple[str, str]]:
    """The turns of an element as (name, kind), in order."""
    phase = session.canvas.workshop.current
    return [(name_of(session, turn.person), turn.kind) for turn in turns_of(session.canvas, phase, element)]


def said(session: Session, element: str) -> list[tuple[str, str]]:
    """The notes of an element as (author's name, text), from top to bottom."""
    return [(name_of(session, note.author), note.text) for note in session.canvas.notes_in(element)]


def starters(session: Session) -> list[str]:
    """Who began each of the first three elements."""
    canvas = session.canvas
    runs = [canvas.find(ElementRun, run_id(canvas.workshop.current, key)) for key in builders.BOXES[:3]]
    return [name_of(session, run.starter) for run in runs if run is not None]
