"""What goes wrong in a room: the laptop sleeps, its clock is set, it dies, somebody is taken off the roster."""

from __future__ import annotations

import json
import os
import signal
import subprocess
import sys
from collections.abc import Callable
from pathlib import Path
from types import SimpleNamespace
from typing import Any

import builders
import pytest
from hands import CTRL, SHIFT, Hands, Key
from PySide6.QtCore import Qt
from PySide6.QtWidgets import QApplication
from pytestqt.qtbot import QtBot

from cmc_desktop.model.domain.agenda import MINUTE
from cmc_desktop.model.domain.changes import AddRemark, BackSpeaker, Park
from cmc_desktop.model.domain.fate import fates
from cmc_desktop.model.domain.pace import pace
from cmc_desktop.model.domain.participant import Participant
from cmc_desktop.model.domain.round_order import round_now, turns_of
from cmc_desktop.model.domain.turn import Turn
from cmc_desktop.model.services import clock as clocks
from cmc_desktop.model.services.clock import ManualClock, SystemClock
from cmc_desktop.model.services.fate_document import author_of
from cmc_desktop.model.services.log_lines import log_lines
from cmc_desktop.paths import Paths
from cmc_desktop.ui.dead_time import milliseconds
from cmc_desktop.ui.projector.picture import BoardPicture
from cmc_desktop.ui.workshop.roster_dialog import RosterDialog

HERE = Path(__file__).parent
ALT = Qt.KeyboardModifier.AltModifier
FORTY = 40 * 60


class Laptop:
    """The edge of the world: the system's two clocks, in seconds."""

    def __init__(self) -> None:
        self.wall = 1_790_000_000.0
        self.steady = 1000.0

    def forward(self, seconds: float) -> None:
        self.wall += seconds
        self.steady += seconds


@pytest.fixture
def laptop(monkeypatch: pytest.MonkeyPatch) -> Laptop:
    laptop = Laptop()
    monkeypatch.setattr(clocks, "time", SimpleNamespace(time=lambda: laptop.wall))
    monkeypatch.setattr(clocks, "_steady_seconds", lambda: laptop.steady)
    return laptop


@pytest.fixture
def in_the_round(qtbot: QtBot, qapp: QApplication, paths: Paths, laptop: Laptop) -> Hands:
    """Five people in the second element, ten seconds after the first of them got the floor."""
    hands = Hands(qtbot, qapp, paths, SystemClock())
    session = hands.new_canvas()
    builders.add_people(session, participants=5)
    builders.bring_to(session, "round")
    hands.desk.page.round.dead_time.ticks = iter_of_seconds()
    qtbot.waitUntil(hands.desk.page.round.line.editor.hasFocus)
    laptop.forward(60)
    hands.action("next_element")
    laptop.forward(10)
    see_the_next_second(hands, qtbot)
    return hands


def iter_of_seconds() -> Callable[[], int]:
    """A clock that is a second further whenever it is looked at."""
    now = milliseconds()

    def ticks() -> int:
        nonlocal now
        now += 1000
        return now

    return ticks


def see_the_next_second(hands: Hands, qtbot: QtBot) -> None:
    """Wait until the app has looked at the clocks, and the views have been told."""
    with qtbot.waitSignal(hands.desk.bridge.ticked):
        pass


def say(hands: Hands, words: str) -> None:
    hands.type(words)
    hands.press(Key.Key_Return)


def reading(hands: Hands) -> tuple[str, int, int]:
    """What the desk says of the speaker's time, and in minutes how far the room is behind and how late it ends."""
    bridge = hands.desk.bridge
    at = pace(bridge.canvas, bridge.now())
    assert at is not None
    return hands.desk.page.round.face.time.text(), round(at.behind / MINUTE), round(at.late / MINUTE)


def elapsed(hands: Hands) -> int:
    """Seconds that the phase has taken."""
    canvas = hands.desk.bridge.canvas
    return canvas.run(canvas.workshop.current).elapsed(hands.desk.bridge.now()) // 1000


# the clock


@pytest.mark.parametrize(("wall", "steady"), [(FORTY, 0), (-FORTY, 0)], ids=["set on", "set back"])
def test_a_clock_that_is_set_changes_nothing_in_the_round(
    in_the_round: Hands, laptop: Laptop, qtbot: QtBot, wall: int, steady: int
) -> None:
    hands = in_the_round
    say(hands, "Said before")
    due, before = hands.desk.bridge.canvas.workshop.due_at, reading(hands)
    assert elapsed(hands) == 70
    assert before[0].endswith("s left")

    laptop.wall += wall
    laptop.steady += steady
    qtbot.waitUntil(lambda: hands.desk.bridge.canvas.workshop.due_at == due + wall * 1000)

    assert elapsed(hands) == 70
    assert reading(hands) == before
    laptop.forward(5)
    see_the_next_second(hands, qtbot)
    assert elapsed(hands) == 75


@pytest.mark.parametrize("wall", [FORTY, 0], ids=["both clocks went on", "the wall clock stood still"])
def test_a_laptop_that_slept_has_not_stopped_the_rooms_time(
    in_the_round: Hands, laptop: Laptop, qtbot: QtBot, wall: int
) -> None:
    hands = in_the_round
    say(hands, "Said before")
    canvas = hands.desk.bridge.canvas
    left, behind, late = reading(hands)
    seconds = int(left.split()[0])

    laptop.wall += wall
    laptop.steady += FORTY
    over = f"{FORTY - seconds} s over"
    qtbot.waitUntil(lambda: hands.desk.page.round.face.time.text() == over)

    assert elapsed(hands) == 70 + FORTY
    # the round has ninety minutes, so the end of the day is where it was
    assert reading(hands) == (over, behind + 40, late)
    floor = round_now(canvas)
    assert floor is not None
    assert floor.next is not None
    hands.press(Key.Key_PageDown)
    assert hands.desk.page.round.face.name.words == floor.next.name
    assert 0 < int(hands.desk.page.round.face.time.text().removesuffix(" s left")) < seconds


@pytest.mark.parametrize("wall", [FORTY, -FORTY], ids=["set on", "set back"])
def test_the_notes_of_a_turn_are_counted_whatever_the_clock_is_set_to(
    in_the_round: Hands, laptop: Laptop, qtbot: QtBot, wall: int
) -> None:
    hands = in_the_round
    given = hands.desk.page.round.face.given
    say(hands, "Of the first speaker")
    hands.press(Key.Key_PageDown)
    due = hands.desk.bridge.canvas.workshop.due_at
    laptop.wall += wall
    qtbot.waitUntil(lambda: hands.desk.bridge.canvas.workshop.due_at == due + wall * 1000)
    assert given.text() == "0 notes"
    say(hands, "Of the second speaker")
    assert given.text() == "1 note"
    say(hands, "And another one")
    assert given.text() == "2 notes"


# somebody is taken off the roster


@pytest.fixture
def hands(qtbot: QtBot, qapp: QApplication, paths: Paths, clock: ManualClock) -> Hands:
    """A workshop of a moderator, a note-taker, four participants and an observer, in the room but not begun."""
    hands = Hands(qtbot, qapp, paths, clock)
    hands.new_canvas()
    builders.add_people(hands.desk.bridge.session, participants=4)
    builders.set_agenda(hands.desk.bridge.session)
    return hands


def take_off(hands: Hands, name: str) -> None:
    """In the roster, by the keys."""
    hands.at_the_desk()
    hands.press(Key.Key_F7)
    dialog = hands.dialog(RosterDialog)
    row = [person.name for person in hands.desk.bridge.canvas.people].index(name)
    dialog.table.setFocus()
    dialog.table.setCurrentIndex(dialog.roster.index(row, 0))
    hands.press(Key.Key_Delete, CTRL)
    dialog.close()
    hands.at_the_desk()


def test_what_somebody_said_stays_theirs_when_they_are_taken_off_the_roster(
    hands: Hands, clock: ManualClock, qtbot: QtBot, tmp_path: Path
) -> None:
    name, session, page = "Person 2", hands.desk.bridge.session, hands.desk.page
    canvas = session.canvas
    builders.bring_to(session, "round")
    qtbot.waitUntil(page.round.line.editor.hasFocus)
    page.round.dead_time.ticks = iter_of_seconds()
    hands.action("next_element")
    assert page.round.face.name.words == name
    say(hands, "A bus that comes when it is called")
    note = canvas.notes_in("value")[0]
    hands.press(Key.Key_PageDown)
    builders.bring_to(session, "discuss")
    person = note.author
    session.do(AddRemark(note.id, "question", "Who drives it?", person))
    session.do(Park("The last ferry", "value", note.id, person))
    turns = [turn for turn in canvas.all(Turn) if turn.person == person]
    assert turns

    take_off(hands, name)

    assert name not in [one.name for one in canvas.people]
    assert [turn for turn in canvas.all(Turn) if turn.person == person] == turns
    page.board.focus_note(note.id)
    hands.press(Key.Key_R, CTRL)
    assert name in page.side.remarks.about.text()
    rows = page.side.remarks.list.rows
    assert name in rows.index(0, 0).data(Qt.ItemDataRole.AccessibleTextRole)
    hands.press(Key.Key_3, ALT)
    parked = page.side.parking.list.rows
    assert name in parked.index(0, 0).data(Qt.ItemDataRole.AccessibleTextRole)
    log = "\n".join(line.words for line in log_lines(session))
    assert f"by {name}: “A bus that comes when it is called”" in log
    (fate,) = fates(canvas)
    assert author_of(canvas, fate.note) == canvas.find(Participant, person)
    hands.press(Key.Key_F5)
    hands.press(Key.Key_N, CTRL | SHIFT)
    assert hands.desk.projector is not None
    body = hands.desk.wall.stage.picture.body
    assert isinstance(body, BoardPicture)
    assert [card.name for card in body.cards["value"]] == [name]
    hands.desk.projector.close()


def test_who_has_the_floor_can_be_taken_off_the_roster_and_the_round_goes_on(hands: Hands, qtbot: QtBot) -> None:
    session, page = hands.desk.bridge.session, hands.desk.page
    builders.bring_to(session, "round")
    qtbot.waitUntil(page.round.line.editor.hasFocus)
    assert page.round.face.name.words == "Person 1"
    hands.type("Begun by the one who goes")
    take_off(hands, "Person 1")
    assert page.round.face.name.words == "Person 2"
    assert page.round.line.mode.text() == "for Person 1"
    hands.press(Key.Key_Return)
    (note,) = session.canvas.notes_in("mission")
    assert note.text == "Begun by the one who goes"
    author = session.canvas.find(Participant, note.author)
    assert author is not None
    assert author.name == "Person 1"


def test_who_has_answered_is_not_taken_off_the_roster_without_a_decision(
    hands: Hands, tmp_path: Path, qtbot: QtBot
) -> None:
    session = hands.desk.bridge.session
    builders.put(session, "value", "A bus that comes when it is called")
    builders.bring_to(session, "consensus")
    builders.everyone_satisfied(session)
    take_off(hands, "Person 2")
    assert "Person 2" in [person.name for person in session.canvas.people]
    assert "is among those who are asked" in hands.controller.window.messages.text


# the process dies


def child(script: str, *arguments: str) -> subprocess.Popen[str]:
    """One of the scripts beside this file, in a process without a screen."""
    return subprocess.Popen(
        [sys.executable, str(HERE / script), *arguments],
        stdin=subprocess.PIPE,
        stdout=subprocess.PIPE,
        env=os.environ
        | {"QT_QPA_PLATFORM": "offscreen", "PYTHONPATH": os.pathsep.join([str(HERE.parents[1]), str(HERE.parent)])},
        text=True,
    )


@pytest.mark.skipif(sys.platform == "win32", reason="SIGKILL is of POSIX")
@pytest.mark.parametrize("keys", [1, 2, 9, 31])
def test_after_the_process_was_killed_the_same_person_has_the_floor_and_nothing_said_is_missing(
    qtbot: QtBot, qapp: QApplication, tmp_path: Path, keys: int
) -> None:
    process = child("round_to_be_killed.py", str(tmp_path))
    assert process.stdout is not None
    told = []
    for line in process.stdout:
        told.append(json.loads(line))
        if len(told) == keys:
            process.send_signal(signal.SIGKILL)
            break
    told += [json.loads(line) for line in process.stdout if line.endswith("\n")]
    process.communicate()

    hands = Hands(qtbot, qapp, builders.paths_in(tmp_path), SystemClock())

    canvas, last = hands.desk.bridge.canvas, told[-1]
    item = canvas.current_item
    assert item is not None
    assert item.kind == "round"
    notes, turns = canvas.note_count(), sum(1 for _ in canvas.all(Turn))
    acknowledged = (
        sum(one["key"] == "Enter" for one in told),
        sum(_took_a_turn(told, place) for place in range(len(told))),
    )
    assert 0 <= (notes - acknowledged[0]) + (turns - acknowledged[1]) <= 1, "the last key may have been stored unseen"
    face = hands.desk.page.round.face
    if (notes, turns) == acknowledged and canvas.workshop.element == last["element"]:
        assert face.name.words == last["strip"]
    at = round_now(canvas)
    assert at is not None
    if at.speaker is not None:
        assert face.name.words == at.speaker.name
        qtbot.waitUntil(hands.desk.page.round.line.editor.hasFocus)
        say(hands, "And we go on")
        assert canvas.notes_in(at.element)[-1].author == at.speaker.id


def _took_a_turn(told: list[dict[str, Any]], place: int) -> bool:
    """Whether a key that was told of gave the floor on: Page Down before everybody had it."""
    before = told[place - 1]
    return told[place]["key"] == "PgDown" and (place == 0 or before["key"] == "Enter")


# a second app on the same canvas


class Second:
    """The other process, told and asked line by line."""

    def __init__(self, process: subprocess.Popen[str]) -> None:
        self._process = process
        self.says = self._answer()

    def _answer(self) -> dict[str, Any]:
        assert self._process.stdout is not None
        line = self._process.stdout.readline()
        assert line, "the second app ended"
        said: dict[str, Any] = json.loads(line)
        return said

    def do(self, what: str) -> dict[str, Any]:
        assert self._process.stdin is not None
        self._process.stdin.write(f"{what}\n")
        self._process.stdin.flush()
        self.says = self._answer()
        return self.says


def test_two_apps_lead_one_round_and_nobody_is_passed_over(
    hands: Hands, clock: ManualClock, qtbot: QtBot, tmp_path: Path
) -> None:
    session, page = hands.desk.bridge.session, hands.desk.page
    builders.bring_to(session, "round")
    qtbot.waitUntil(page.round.line.editor.hasFocus)
    page.round.dead_time.ticks = iter_of_seconds()
    process = child("second_window.py", str(tmp_path), session.canvas.id)
    try:
        second = Second(process)
        assert second.says["strip"] == "Person 1"
        hands.press(Key.Key_PageDown)
        seen = second.do("look Person 2")
        assert seen["strip"] == "Person 2"
        print(f"seen by the other app after {seen['waited']} ms")

        hands.press(Key.Key_PageDown)
        for key in ("PgDown", "F3", "F12"):
            late = second.do(key)
            assert late["strip"] == "Person 3", "it had looked away when the floor went on, and took nobody's turn"
            assert late["message"].startswith("Person 3 has the floor by now; nothing was done.")
            hands.desk.bridge.do(BackSpeaker())
            second.do("look Person 2")
            hands.press(Key.Key_PageDown)

        second.do("look Person 3")
        second.do("PgDown")
        clock.forward(seconds=1)
        qtbot.waitUntil(lambda: page.round.face.name.words == "Person 4")
    finally:
        process.kill()
        process.communicate()
    canvas = session.canvas
    spoke = [canvas.person(turn.person).name for turn in turns_of(canvas, canvas.workshop.current, "mission")]
    assert spoke == ["Person 1", "Person 2", "Person 3"]
