"""The afternoon of `room_day.py`: the break, the discussion, the agreement, the sign-off and what comes after it."""

from __future__ import annotations

import itertools
import re

import builders
import pypdf
from hands import CTRL, SHIFT, Key
from PySide6.QtWidgets import QApplication
from room import ALT, MINUTES, NAMES, SAMPLE, Room

from cmc_desktop.model.domain.agreement import agreement
from cmc_desktop.model.domain.contested import contested
from cmc_desktop.model.domain.element_states import element_states
from cmc_desktop.model.domain.fate import FateKind, fates
from cmc_desktop.model.domain.head import CanvasState
from cmc_desktop.model.domain.note import Note
from cmc_desktop.model.domain.parked import Parked
from cmc_desktop.model.domain.quiet_check import QuietCheck
from cmc_desktop.model.domain.readiness import Point
from cmc_desktop.model.domain.remark import Remark, RemarkKind
from cmc_desktop.model.services.verifying import verify
from cmc_desktop.paths import resources_folder
from cmc_desktop.ui.board.join_dialog import JoinDialog
from cmc_desktop.ui.dead_time import milliseconds
from cmc_desktop.ui.dialogs.export_dialog import ExportDialog
from cmc_desktop.ui.workshop.agreement.quiet_check_dialog import QuietCheckDialog
from cmc_desktop.ui.workshop.fate.explain_drop_dialog import ExplainDropDialog
from cmc_desktop.ui.workshop.fate.fate_dialog import FateDialog
from cmc_desktop.ui.workshop.leaver_dialog import LeaverDialog
from cmc_desktop.ui.workshop.series.next_session_dialog import NextSessionDialog
from cmc_desktop.ui.workshop.sign_off_dialog import SignOffDialog

SCRIPT = SAMPLE["script"]
SIGNS = {"support": "+", "question": "?", "objection": "!"}
NOT_YET, RESERVED, LEAVER = "Oonagh Petrides", "Astrid Nwosu", "Noor Castellane"
CONCERN = "Who helps people without a phone after one o'clock?"
RESERVATION = "The union has not signed"
REASON = "Had to catch the last train and said so"
WHY = "Said again and better in 14 Social benefits"
GUARD = "People without a smartphone are helped by the desk at the harbour all night"
REWORDED = "A bus within 20 minutes of booking for nine trips out of ten"


def have_lunch(room: Room) -> None:
    """Dark while the moderator tidies up, then the time at which it goes on; held until the room has sat down."""
    room.step_to("lunch")
    room.the_wall_shows("Lunch", "1:00:00")
    room.press(Key.Key_B, CTRL)
    assert room.stage.words() == "Wall blank"
    room.the_wall_shows_none_of("Lunch", "1:00:00", "Bus on call")
    room.press(Key.Key_B, CTRL)
    room.the_wall_shows("Lunch")
    room.clock.forward(minutes=60)
    room.press(Key.Key_H, CTRL)
    room.step_to("discuss")
    assert room.stage.words() == "Wall on hold: countdown"
    room.the_wall_shows("Lunch")
    room.the_wall_shows_none_of("A bus within 20 minutes")
    room.press(Key.Key_H, CTRL)
    room.the_wall_shows(*(box.label for box in room.canvas.template.in_walk_order))


# the discussion


def discuss(room: Room) -> None:
    remarks = [one for one in SCRIPT["discussion"] if one["note"] in (1, 14, 16)]
    for one in remarks:
        remark(room, SAMPLE["notes"][one["note"]]["text"], one["kind"], one["text"], NAMES[one["person"]])
    assert len(list(room.canvas.all(Remark))) == len(remarks) == 6
    most = room.note("A bus within 20 minutes")
    assert contested(room.canvas)[0].note == most
    room.press(Key.Key_R, CTRL | SHIFT)
    rows = room.desk.side.remarks.contested
    assert rows.hasFocus()
    assert [rows.rows.line(rows.rows.index(row, 0)).id for row in range(rows.rows.rowCount())] == [
        line.note.id for line in contested(room.canvas)
    ]
    room.press(Key.Key_Return)
    assert room.desk.board.current_note() == most.id
    show_a_note_with_its_remarks(room, most)
    put_aside(room)


def remark(room: Room, note: str, kind: str, words: str, by: str) -> None:
    """Ctrl+R on the note, the sign of the kind, the words, a few letters of the name."""
    found = room.find(note[:30])
    room.private.add(words)
    room.press(Key.Key_R, CTRL)
    room.type(SIGNS[kind] + words)
    room.press(Key.Key_Tab)
    room.type(by[:4])
    room.press(Key.Key_Return)
    stored = next(one for one in room.canvas.all(Remark) if one.words == words)
    assert (stored.note, stored.kind, room.name(stored.person)) == (found.id, RemarkKind(kind), by)
    room.the_wall_shows()


def show_a_note_with_its_remarks(room: Room, note: Note) -> None:
    """The remarks are on the wall while their note is alone on it, and names only when they are asked for."""
    words = {one.words for one in room.canvas.all(Remark) if one.note == note.id}
    names = {room.name(one.person) for one in room.canvas.all(Remark) if one.note == note.id}
    room.press(Key.Key_F6, SHIFT)
    room.private -= words
    room.the_wall_shows(note.text, *words)
    room.press(Key.Key_N, CTRL | SHIFT)
    first = room.wall()
    room.press(Key.Key_F4)
    both = first + room.wall()
    assert not [part for part in (note.text, *words, *names) if part not in both]
    room.press(Key.Key_F4, SHIFT)
    room.press(Key.Key_N, CTRL | SHIFT)
    room.the_wall_shows(note.text, *words)
    room.press(Key.Key_F6, SHIFT)
    room.private |= words
    room.the_wall_shows(*(box.label for box in room.canvas.template.in_walk_order))


def put_aside(room: Room) -> None:
    for one in SCRIPT["parking"]:
        room.private.add(one["text"])
        room.press(Key.Key_K, CTRL)
        room.press(Key.Key_A, CTRL)
        room.type(one["text"])
        room.press(Key.Key_Tab)
        room.type(NAMES[one["person"]][:4])
        room.press(Key.Key_Return)
    parked = list(room.canvas.all(Parked))
    assert [(one.text, room.name(one.person)) for one in parked] == [
        (one["text"], NAMES[one["person"]]) for one in SCRIPT["parking"]
    ]
    room.the_wall_shows()
    room.clock.forward(minutes=50)
    room.step_to("break")
    room.the_wall_shows("Break")
    room.clock.forward(minutes=15)


# the agreement


def agree(room: Room) -> None:
    room.step_to("consensus")
    change_the_board(room)
    agree_element_by_element(room)
    check_quietly(room)
    ask_everyone(room)


def change_the_board(room: Room) -> None:
    """One note reworded, one moved, two joined, one dropped; the room sees each of it."""
    note = room.find("A bus within 20 minutes of booking")
    room.press(Key.Key_F2)
    room.press(Key.Key_A, CTRL)
    room.type(REWORDED)
    room.press(Key.Key_Return)
    assert room.canvas.note(note.id).said.startswith("A bus within 20 minutes of booking, from")

    moved = room.find("Grant: the national clean bus fund")
    room.press(Key.Key_Left, CTRL)
    assert room.canvas.note(moved.id).box == "costs"

    first = room.find("Direct: students and young people")
    room.press(Key.Key_J, CTRL | SHIFT)
    second = room.find("Direct: older people and women")
    room.press(Key.Key_J, CTRL | SHIFT)
    dialog = room.hands.dialog(JoinDialog)
    room.press(Key.Key_Return)
    if dialog.isVisible():
        room.press(Key.Key_Return)
    assert room.canvas.note(first.id).text
    assert room.canvas.find(Note, second.id).merged_into == first.id

    dropped = room.find("Night-shift workers can take a job at the docks")
    room.press(Key.Key_Delete)
    assert room.canvas.find(Note, dropped.id).deleted
    say_why(room, dropped)


def say_why(room: Room, dropped: Note) -> None:
    """What was dropped without a word is explained where everybody's notes are told of."""
    room.hands.action("fate")
    dialog = room.hands.dialog(FateDialog)
    rows = range(dialog.model.rowCount())
    row = next(row for row in rows if dropped.text in dialog.model.index(row, 0).data())
    room.press(Key.Key_Home, CTRL)
    for _ in range(row):
        room.press(Key.Key_Down)
    room.press(Key.Key_Return)
    room.hands.dialog(ExplainDropDialog)
    room.type(WHY)
    room.press(Key.Key_Return)
    assert room.canvas.find(Note, dropped.id).dropped_why == WHY
    room.leave(dialog)
    room.the_wall_shows_none_of(WHY)


def agree_element_by_element(room: Room) -> None:
    """Ctrl+G says that the room agrees, and on an agreed element it turns to the next one."""
    for count in range(1, 15):
        box = room.canvas.workshop.element
        assert not element_states(room.canvas)[box].settled
        assert room.desk.agreement.name.text() == room.canvas.template.box(box).label
        room.the_wall_shows(f"element {builders.BOXES.index(box) + 1} of 14", room.canvas.notes_in(box)[0].text)
        room.press(Key.Key_G, CTRL)
        assert sum(state.settled for state in element_states(room.canvas).values()) == count
        room.press(Key.Key_G, CTRL)
    assert room.told == "Every element is settled."


def check_quietly(room: Room) -> None:
    """Counts for the moderator alone, before anybody is asked aloud."""
    room.press(Key.Key_K, CTRL | SHIFT)
    dialog = room.hands.dialog(QuietCheckDialog)
    numbers = [13, *[1] * (len(dialog.counts) - 1)]
    for number in numbers:
        room.type(str(number))
        room.press(Key.Key_Return)
    (check,) = room.canvas.all(QuietCheck)
    assert list(check.counts) == numbers
    room.the_wall_shows_none_of("Quiet", "quiet")
    room.leave(dialog)


def ask_everyone(room: Room) -> None:
    """Six are asked when one says what has to change; it is changed, and the six are asked again about that alone."""
    page = room.desk.roll_call
    page.dead_time.ticks = itertools.count(milliseconds() + 1000, 1000).__next__
    room.press(Key.Key_F9)
    order = []
    while room.name(page.person_in_front) != NOT_YET or len(order) < 5:
        assert len(order) < 15
        if room.name(page.person_in_front) == NOT_YET:
            room.press(Key.Key_Right)
            continue
        order.append(room.name(page.person_in_front))
        room.press(Key.Key_Y)
    assert order[0] != NAMES[2], "the first of the roster, often the most senior, does not begin"
    assert not {*order} & {*NAMES[:2], *NAMES[-2:]}, "moderator, note-taker and observers are never asked"
    room.press(Key.Key_N)
    room.type(CONCERN)
    room.private.add(CONCERN)
    room.press(Key.Key_Return)
    order.append(NOT_YET)
    room.the_wall_shows(f"{len(order) - 1} of 15 satisfied")
    room.press(Key.Key_Escape)
    assert not room.desk.asking

    answer_the_concern(room, asked=len(order))
    ask_again(room, order)


def answer_the_concern(room: Room, asked: int) -> None:
    note = room.find("People without a smartphone are stranded")
    room.press(Key.Key_F2)
    room.press(Key.Key_A, CTRL)
    room.type(GUARD)
    room.press(Key.Key_Return)
    assert room.canvas.note(note.id).text == GUARD
    open_now = [box for box, state in element_states(room.canvas).items() if not state.settled]
    assert open_now == ["social_risks"]
    while room.canvas.workshop.element != "social_risks":
        room.press(Key.Key_PageUp, CTRL)
    room.the_wall_shows(GUARD)
    room.press(Key.Key_G, CTRL)
    room.press(Key.Key_1, ALT)
    ticks = room.desk.side.people.readiness.ticks
    lines = [ticks.line(ticks.index(row)) for row in range(ticks.rowCount())]
    again = next(tick for tick in lines if tick.point is Point.AGAIN)
    assert f"{asked} people about 1 element: 13 Social risks" in f"{again.words} {again.more}"


def ask_again(room: Room, asked: list[str]) -> None:
    """Who was not asked yet comes first; one has a reservation, and one has to leave before it is their turn."""
    someone_leaves(room)
    page = room.desk.roll_call
    room.press(Key.Key_F9)
    while page.person_in_front:
        name = room.name(page.person_in_front)
        assert name != LEAVER
        headings = [card.heading.text() for card in page.face.changes.cards]
        assert headings == (["13 Social risks"] if name in asked else [])
        if name == RESERVED:
            room.press(Key.Key_R)
            room.type(RESERVATION)
            room.private.add(RESERVATION)
            room.press(Key.Key_Return)
        else:
            room.press(Key.Key_Y)
    now = agreement(room.canvas)
    assert (now.satisfied, len(now.in_room), now.complete) == (14, 14, True)
    assert room.canvas.head.state == CanvasState.AGREED
    room.the_wall_shows("14 of 14 satisfied")
    room.press(Key.Key_Escape)


def someone_leaves(room: Room) -> None:
    room.press(Key.Key_1, ALT)
    people = room.desk.side.people
    room.go_to_person(LEAVER)
    room.choose(f"{LEAVER} has left")
    assert not room.person(LEAVER).present
    room.tab_to_button(people, f"Leave {LEAVER} out, with a reason")
    room.press(Key.Key_Space)
    room.hands.dialog(LeaverDialog)
    room.type(REASON)
    room.press(Key.Key_Return)
    assert room.person(LEAVER).leaving_reason == REASON


# the sign-off, and what comes after it


def sign_off(room: Room) -> None:
    room.step_to("signoff")
    room.press(Key.Key_S, CTRL | SHIFT)
    dialog = room.hands.dialog(SignOffDialog)
    assert RESERVATION in dialog.details.text()
    assert REASON in dialog.details.text()
    room.tab_to(dialog.sign)
    room.press(Key.Key_Space)
    assert room.canvas.head.state == CanvasState.SIGNED
    room.leave(dialog)
    room.the_wall_shows("signed off")


def write_the_record(room: Room) -> None:
    room.press(Key.Key_E, CTRL | SHIFT)
    dialog = room.hands.dialog(ExportDialog)
    path = room.folder / "record.pdf"
    room.tab_to(dialog.place.line)
    room.press(Key.Key_A, CTRL)
    room.type(str(path))
    room.press(Key.Key_Return)
    room.hands.wait_for(path)
    verdict = verify(path, builders.TEMPLATES, resources_folder() / "fonts")
    assert verdict.unchanged
    words = "".join("".join(page.extract_text() for page in pypdf.PdfReader(path).pages).split())
    assert "".join(RESERVATION.split()) in words
    assert "".join(MINUTES.split()) not in words, "nobody ticked the minutes"
    assert verdict.seal_number.replace(" ", "").lower() == room.canvas.content_hash


def say_what_became_of_the_notes(room: Room) -> None:
    """Every note of the round has its fate, and no other has one."""
    said = [note for note in room.canvas.all(Note) if note.phase in room.rounds]
    kinds = [line.kind for line in fates(room.canvas)]
    assert len(kinds) == len(said) > 40
    counted = {kind: kinds.count(kind) for kind in FateKind}
    assert sum(counted.values()) == len(said)
    assert (counted[FateKind.MERGED], counted[FateKind.MOVED]) == (1, 1)
    assert [line.why for line in fates(room.canvas) if line.why] == [WHY]
    assert counted[FateKind.REWORDED] == 3, "one in the agreement, one after the concern, one joined with another"
    room.hands.action("fate")
    dialog = room.hands.dialog(FateDialog)
    told = [int(number) for number in re.findall(r"\d+", dialog.sum.text())]
    assert told[0] == sum(told[1:]) == len(said)
    assert not dialog.why.isEnabled(), "the canvas is signed"
    room.leave(dialog)


def begin_the_next_session(room: Room) -> None:
    """The words, the people and what was put aside come along; nobody has agreed to anything in it yet."""
    before = room.canvas.id
    room.hands.action("next_session")
    dialog = room.hands.dialog(NextSessionDialog)
    assert "3 things put aside come along." in dialog.takes.text()
    room.press(Key.Key_Return)
    QApplication.processEvents()
    assert room.canvas.id != before
    assert [person.name for person in room.canvas.people] == NAMES
    parked = sorted(room.canvas.all(Parked), key=lambda one: one.serial)
    assert [one.text for one in parked] == [one["text"] for one in SCRIPT["parking"]]
    assert room.note(GUARD)
    assert not room.canvas.answers
    assert room.canvas.head.state == CanvasState.DRAFT
