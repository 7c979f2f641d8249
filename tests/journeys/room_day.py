"""A whole day of seventeen people and two observers, led from the keyboard of the desk, with the wall beside it.

`test_the_room.py` plays it on computers with two displays. Where the second one hangs on a cable that can be pulled, it
is pulled in the middle of the round and put back later.
"""

from __future__ import annotations

import itertools
import os
from collections.abc import Iterator
from pathlib import Path

import builders
import pytest
import room_afternoon
from hands import CTRL, SHIFT, Hands, Key
from PySide6.QtGui import QAccessible, QGuiApplication
from PySide6.QtWidgets import QApplication
from pytestqt.qtbot import QtBot
from room import ALT, MINUTES, NAMES, SAMPLE, Room
from screens import PROJECTOR, Cables

from cmc_desktop.model.domain.element_run import ElementRun
from cmc_desktop.model.domain.minute import Minute
from cmc_desktop.model.domain.round_order import contributors, turns_lacking, turns_of
from cmc_desktop.model.domain.sheet_note import SheetNote
from cmc_desktop.model.domain.turn import TurnKind
from cmc_desktop.model.services.clock import ManualClock
from cmc_desktop.paths import Paths
from cmc_desktop.ui.dead_time import milliseconds
from cmc_desktop.ui.dialogs.new_canvas_dialog import NewCanvasDialog
from cmc_desktop.ui.projector.stage import Place
from cmc_desktop.ui.workshop.agenda_dialog import AgendaDialog
from cmc_desktop.ui.workshop.roster_dialog import RosterDialog
from cmc_desktop.ui.workshop.round.lacking_dialog import LackingDialog
from cmc_desktop.ui.workshop.round.sheets_dialog import SheetsDialog

#: who takes turns and is asked: fifteen people
SPEAKERS = [person["name"] for person in SAMPLE["people"] if person["counts"]]
LATE, AWAY, WITH_A_SHEET = "Goran Iyer-Whitlock", "Yusuf Lindgaard", "Lucia Tanvir"
RELEASED, KEPT_BACK = "Book by app at any time, or by phone until 01:00", "Two people have to sit there all night"
#: how the slip of a finger is typed, and how it is put right
SLIP, RIGHT = "Drivers: €604,000 a year", "Drivers: €640,000 a year, night allowance included"


@pytest.fixture
def room(qtbot: QtBot, qapp: QApplication, paths: Paths, clock: ManualClock, tmp_path: Path) -> Iterator[Room]:
    """The app at its start, on the laptop's display. Somebody listens: else the accessibility tree stays as it was
    when it was first asked."""
    QAccessible.setActive(True)
    on_a_cable = QGuiApplication.platformName() == "xcb"
    cables = Cables(os.environ["DISPLAY"]) if on_a_cable else None
    yield Room(Hands(qtbot, qapp, paths, clock), clock, qtbot, tmp_path, cables)
    QAccessible.setActive(False)


def test_the_day(room: Room) -> None:
    make_the_canvas(room)
    invite_people(room)
    choose_the_agenda(room)
    begin(room)
    present(room)
    clarify(room)
    work_alone(room)
    contribute(room)
    room_afternoon.have_lunch(room)
    room_afternoon.discuss(room)
    room_afternoon.agree(room)
    room_afternoon.sign_off(room)
    room_afternoon.write_the_record(room)
    room_afternoon.say_what_became_of_the_notes(room)
    room_afternoon.begin_the_next_session(room)


# before the day


def make_the_canvas(room: Room) -> None:
    room.press(Key.Key_N, CTRL)
    room.hands.dialog(NewCanvasDialog)
    room.type("Bus on call")
    room.press(Key.Key_Tab)
    room.type("Port Alder")
    room.press(Key.Key_Return)
    assert (room.canvas.head.title, room.canvas.head.city) == ("Bus on call", "Port Alder")


def invite_people(room: Room) -> None:
    columns = ("name", "organisation", "role", "sector", "capacity", "speaks_for")
    rows = ["\t".join(person[column] for column in columns) for person in SAMPLE["people"]]
    QApplication.clipboard().setText("\n".join(rows))
    room.press(Key.Key_F7)
    dialog = room.hands.dialog(RosterDialog)
    room.press(Key.Key_V, CTRL)
    assert dialog.counts.text() == "19 on the roster, 15 count"
    room.leave(dialog)
    assert [person.name for person in room.canvas.people] == NAMES


def choose_the_agenda(room: Room) -> None:
    room.press(Key.Key_F8)
    dialog = room.hands.dialog(AgendaDialog)
    room.tab_to(dialog.choice)
    room.press(Key.Key_Down)
    assert "Contribute: 6:26 min an element, 26 s a person (15 people)." in dialog.figures.words.text()
    assert [item.kind for item in room.canvas.agenda][:4] == ["present", "clarify", "individual", "round"]
    room.leave(dialog)


def begin(room: Room) -> None:
    """Everybody is there but one, who comes late; the projector fills the second display."""
    room.press(Key.Key_1, ALT)
    room.tab_to(room.desk.people.everyone_here)
    room.press(Key.Key_Space)
    room.tick_off(LATE)
    assert room.desk.people.heading.text() == "18 of 19"
    room.press(Key.Key_Space, CTRL)
    assert room.phase == "present"
    room.press(Key.Key_F5)
    room.wait_for_the_wall()
    room.desk.round.dead_time.ticks = itertools.count(milliseconds() + 1000, 1000).__next__


# the morning


def present(room: Room) -> None:
    """Element by element, what it asks for is on the wall."""
    for number, box in enumerate(room.canvas.template.in_walk_order, 1):
        if number > 1:
            room.press(Key.Key_PageDown, CTRL)
        assert room.desk.pace.words.text().startswith(f"Element {number} of 14")
        assert room.stage.words() == f"Wall: element {number}"
        room.the_wall_shows(box.name, box.question, box.explanation, f"element {number} of 14")
        room.clock.forward(minutes=2)


def clarify(room: Room) -> None:
    room.step_to("clarify")
    room.clock.forward(minutes=44)


def work_alone(room: Room) -> None:
    """The room sees the questions and the time, while the sheets that are ready are typed in at the desk."""
    room.step_to("individual")
    questions = [box.question for box in room.canvas.template.in_walk_order]
    room.private |= {RELEASED, KEPT_BACK}
    room.press(Key.Key_F, CTRL | SHIFT)
    dialog = room.hands.dialog(SheetsDialog)
    while dialog.people.chosen_id != room.person(WITH_A_SHEET).id:
        room.press(Key.Key_PageDown, CTRL)
    while dialog.elements.chosen_id != "deployment":
        room.press(Key.Key_PageDown)
    assert dialog.heading.text() == f"{WITH_A_SHEET}: 5 Deployment"
    for line in (RELEASED, KEPT_BACK):
        room.type(line)
        room.press(Key.Key_Return)
    assert [dialog.lines.rows.item(row).text() for row in range(2)] == [RELEASED, KEPT_BACK]
    room.the_wall_shows(*questions)
    room.leave(dialog)
    assert [line.text for line in room.canvas.all(SheetNote)] == [RELEASED, KEPT_BACK]
    room.clock.forward(minutes=18)
    room.tick()
    room.the_wall_shows("1:59")


# the round


def contribute(room: Room) -> None:
    """Fourteen times round the table; each element begins with somebody else."""
    room.step_to("round")
    room.qtbot.waitUntil(room.desk.round.line.editor.hasFocus)
    for number, box in enumerate(builders.BOXES, 1):
        assert room.canvas.workshop.element == box
        assert room.desk.pace.words.text().startswith(f"Element {number} of 14")
        go_round(room, box)
        if number < len(builders.BOXES):
            room.press(Key.Key_PageDown)
    rounds = [run for run in room.canvas.all(ElementRun) if run.starter]
    assert len({run.starter for run in rounds}) == len(rounds) == 14
    ask_who_lacks_a_turn(room)


def go_round(room: Room, box: str) -> None:
    strip = room.desk.round
    for turn in itertools.count():
        happen(room, box, turn)
        at = room.round
        if at.speaker is None:
            break
        name = at.speaker.name
        assert strip.face.name.words == name
        assert at.next is None or strip.face.next.words.startswith(at.next.name)
        assert strip.line.editor.accessibleName().startswith(f"Note of {name}")
        room.clock.forward(seconds=24)
        take_turn(room, box, name, turn)
    assert strip.face.name.words == "Everyone has had their turn"
    spoke = [turn.person for turn in turns_of(room.canvas, at.phase, box) if TurnKind(turn.kind).is_turn]
    assert len(spoke) == len(set(spoke))
    assert set(spoke) >= {person.id for person in contributors(room.canvas)}


def take_turn(room: Room, box: str, name: str, turn: int) -> None:
    """The speaker says what there is to say: with Enter each, the last one as the next speaker is called."""
    notes = [one["text"] for one in SAMPLE["script"]["round"] if one["box"] == box and NAMES[one["person"]] == name]
    if (box, name) == ("deployment", WITH_A_SHEET):
        notes = release_a_line(room)
    for place, words in enumerate(notes, 1):
        if words == RIGHT:
            make_a_slip(room)
            continue
        room.type(words)
        if place < len(notes):
            room.press(Key.Key_Return)
            room.the_wall_shows(words)
    if notes:
        room.press(Key.Key_PageDown)
        assert room.name(room.note(notes[-1]).author) == name
        assert room.desk.round.line.words == ""
        if room.stage.place is Place.WALL:
            room.the_wall_shows(notes[-1])
    elif box == "value" and not room.round.later:
        room.press(Key.Key_F12)
        assert room.round.waiting[-1].name == name
    else:
        room.press(Key.Key_F3 if turn % 2 else Key.Key_PageDown)


def release_a_line(room: Room) -> list[str]:
    """One of two lines of the sheet is read out, the other one stays on it."""
    editor = room.desk.round.line.editor
    assert KEPT_BACK in editor.placeholderText()
    room.press(Key.Key_Down)
    assert editor.words == RELEASED
    room.private.discard(RELEASED)
    room.press(Key.Key_Return)
    room.the_wall_shows(RELEASED)
    return []


def make_a_slip(room: Room) -> None:
    room.type(SLIP)
    room.press(Key.Key_Return)
    room.press(Key.Key_F2)
    assert room.desk.round.line.mode.text() == "Correct"
    room.press(Key.Key_A, CTRL)
    room.type(RIGHT)
    room.press(Key.Key_Return)
    assert not [note for note in room.canvas.notes_in("costs") if note.text.startswith(SLIP)]
    room.the_wall_shows(RIGHT)
    room.the_wall_shows_none_of(SLIP)


def happen(room: Room, box: str, turn: int) -> None:
    """What happens in a room while the round goes on."""
    if (box, turn) == ("value", 3):
        speaker = room.round.speaker
        room.tick_off(LATE)
        assert room.round.speaker == speaker
        room.press(Key.Key_W, CTRL)
    elif box == "buyin" and room.round.speaker == room.person(AWAY):
        room.tick_off(AWAY)
        assert room.round.speaker is not None
        assert room.round.speaker.name != AWAY
        room.press(Key.Key_W, CTRL)
    elif (box, turn) == ("partners", 0):
        room.tick_off(AWAY)
        room.press(Key.Key_W, CTRL)
    elif (box, turn) == ("activities", 2):
        speaker = room.round.speaker
        room.press(Key.Key_PageDown)
        room.press(Key.Key_PageUp)
        assert room.round.speaker == speaker
    elif (box, turn) == ("revenue", 9):
        take_back_a_slip(room)
    elif (box, turn) == ("costs", 5):
        write_minutes(room)
    elif (box, turn) == ("resources", 2):
        lose_the_display(room)
    elif (box, turn) == ("resources", 9):
        get_the_display_back(room)


def take_back_a_slip(room: Room) -> None:
    """What was typed by mistake is deleted as the correction of a slip, since the round allows no deleting."""
    speaker, slip = room.round.speaker, "Typed by mistake"
    room.type(slip)
    room.press(Key.Key_Return)
    room.find(slip)
    room.press(Key.Key_Delete)
    assert room.note(slip), "nothing is deleted in the round"
    assert "use “Correct a slip”" in room.hands.controller.window.messages.text
    room.press(Key.Key_O, CTRL | SHIFT)
    room.the_wall_shows_none_of(slip)
    entry, _ = room.hands.desk.bridge.session.log()[-1]
    assert entry.slip == "slip corrected: delete note"
    assert room.round.speaker == speaker
    room.press(Key.Key_W, CTRL)


def write_minutes(room: Room) -> None:
    """A line of the minutes while somebody speaks; the room never sees it."""
    speaker = room.round.speaker
    room.private.add(MINUTES)
    room.press(Key.Key_J, CTRL)
    room.type(MINUTES)
    room.press(Key.Key_Return)
    (line,) = room.canvas.all(Minute)
    assert (line.text, line.element, line.phase) == (MINUTES, "costs", room.canvas.workshop.current)
    assert room.round.speaker == speaker
    room.the_wall_shows()
    room.press(Key.Key_W, CTRL)


def lose_the_display(room: Room) -> None:
    if room.cables is not None:
        room.cables.pull("Projector")
        room.qtbot.waitUntil(lambda: room.stage.place is Place.GONE)
        assert room.stage.words() == "Second display gone"


def get_the_display_back(room: Room) -> None:
    if room.cables is not None:
        room.cables.plug("Projector", PROJECTOR)
        room.qtbot.waitUntil(lambda: room.stage.place is Place.WALL)
        room.wait_for_the_wall()
        assert room.canvas.notes_in("resources")
        room.the_wall_shows(*(note.text for note in room.canvas.notes_in("resources")))


def ask_who_lacks_a_turn(room: Room) -> None:
    """Who came late and who was away have had no turn in some elements; they get it before the round ends."""
    room.press(Key.Key_PageDown)
    assert room.told == (f"no turn yet in 1 Mission statement: {LATE}; and in 2 more elements")
    lacking = [(LATE, "mission"), *((AWAY, one.element) for one in turns_lacking(room.canvas)[1:])]
    for name, box in lacking:
        room.press(Key.Key_W, CTRL | SHIFT)
        dialog = room.hands.dialog(LackingDialog)
        assert name in dialog.list.currentIndex().data()
        room.press(Key.Key_Return)
        assert room.canvas.workshop.element == box
        assert room.round.speaker == room.person(name)
        room.press(Key.Key_F3)
    assert turns_lacking(room.canvas) == ()
    room.press(Key.Key_W, CTRL | SHIFT)
    dialog = room.hands.dialog(LackingDialog)
    assert dialog.heading.text() == "Every person has had a turn in every element."
    room.leave(dialog)
