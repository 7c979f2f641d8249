"""A workshop practised on a throw-away copy: everything works, it cannot be mistaken, and no trace of it is left."""

from __future__ import annotations

import hashlib
import os
import signal
import subprocess
import sys
import tempfile
from pathlib import Path

import builders
import pytest
from hands import Hands, Key
from PySide6.QtGui import QAccessible, QAccessibleInterface
from PySide6.QtWidgets import QApplication, QComboBox, QPushButton, QWidget
from pytestqt.qtbot import QtBot

from cmc_desktop.model.domain.changes import AddNote, NextPhase
from cmc_desktop.model.domain.head import CanvasState
from cmc_desktop.model.services.clock import ManualClock
from cmc_desktop.model.services.library import Library
from cmc_desktop.model.services.session import Session
from cmc_desktop.paths import Paths
from cmc_desktop.ui.dialogs.export_dialog import ExportDialog
from cmc_desktop.ui.library.library_page import LibraryPage
from cmc_desktop.ui.practice.practice_bar import PracticeBar
from cmc_desktop.ui.settings import Settings
from cmc_desktop.ui.workshop.sign_off_dialog import SignOffDialog

HERE = Path(__file__).parent
MARK = "Practice – nothing here is kept"


@pytest.fixture(autouse=True)
def temporary(tmp_path: Path, monkeypatch: pytest.MonkeyPatch) -> Path:
    """The system's place for temporary files, for this test alone."""
    place = tmp_path / "temporary"
    place.mkdir()
    monkeypatch.setattr(tempfile, "tempdir", str(place))
    return place


def prepared(hands: Hands) -> Session:
    """A canvas with notes, people who are expected and an agenda, on the desk with the keys."""
    session = hands.new_canvas()
    hands.at_the_desk()
    prepare(session)
    hands.let_it_be_indexed()
    return session


def prepare(session: Session) -> None:
    builders.fill(session, 16)
    for name in ("Ada", "Ben", "Cleo"):
        builders.add_person(session, name, arrived=False)
    builders.set_agenda(session)


def bar(hands: Hands) -> PracticeBar:
    found = hands.controller.window.findChildren(PracticeBar)
    assert len(found) == 1
    assert found[0].isVisible()
    return found[0]


def contents(folder: Path) -> dict[str, str]:
    """Every file below a folder and the hash of its bytes."""
    files = (path for path in folder.rglob("*") if path.is_file())
    return {str(path.relative_to(folder)): hashlib.sha256(path.read_bytes()).hexdigest() for path in files}


def texts_told(widget: QWidget) -> list[str]:
    """Everything a window tells a screen reader."""

    def told(interface: QAccessibleInterface) -> list[str]:
        texts = [interface.text(QAccessible.Text.Name)]
        for place in range(interface.childCount()):
            child = interface.child(place)
            if not child.state().invisible:
                texts += told(child)
        return texts

    return told(QAccessible.queryAccessibleInterface(widget))


def message(hands: Hands) -> str:
    messages = hands.controller.window.messages
    return messages.text if messages.isVisible() else ""


def practise_a_whole_workshop(hands: Hands, clock: ManualClock) -> None:
    """To the sign-off and its new version, with all that a desk can keep: refused words, an own agenda, the sound."""
    canvas = hands.desk.bridge.canvas
    library = hands.controller.library
    assert library is not None
    library.save_protocol("Tried out", [("round", "Round", 5)])
    hands.action("sound")
    hands.action("start")
    hands.click(bar(hands).everyone)
    assert all(person.present for person in canvas.people)
    assert not bar(hands).everyone.isVisible()
    hands.desk.page.board.focus_box("value")
    hands.type("Too early")
    hands.press(Key.Key_Return)
    assert hands.desk.page.waiting_words()
    for kind in ("present", "clarify", "individual"):
        assert canvas.current_item is not None
        assert canvas.current_item.kind == kind
        clock.forward(minutes=2)
        hands.action("next_phase")
    hands.desk.page.board.focus_box("costs")
    hands.type("Only practised")
    hands.press(Key.Key_Return)
    hands.action("undo")
    hands.action("redo")
    assert builders.texts(hands.desk.bridge.session, "costs")[-1] == "Only practised"
    for _ in ("round", "lunch", "discuss", "break"):
        hands.action("next_phase")
    hands.ask_everyone()
    for _ in canvas.people:
        hands.press(Key.Key_Y)
    hands.press(Key.Key_Escape)
    hands.action("next_phase")
    hands.action("sign_off")
    dialog = hands.dialog(SignOffDialog)
    hands.click(dialog.confirm)
    hands.click(dialog.sign)
    dialog.close()
    assert canvas.head.state == CanvasState.SIGNED
    hands.action("new_version")
    assert hands.desk.bridge.canvas.head.version == 2
    hands.at_the_desk()
    hands.desk.page.board.focus_box("value")
    hands.type("Of the second version")
    hands.press(Key.Key_Return)


def test_a_whole_practised_workshop_leaves_the_users_folder_as_it_was_byte_for_byte(
    hands: Hands, clock: ManualClock, paths: Paths, temporary: Path
) -> None:
    session = prepared(hands)
    hands.desk.page.board.focus_box("partners")
    before, desk = contents(paths.data), hands.desk
    hands.action("practice")
    assert hands.desk.bridge.canvas.id != session.canvas.id
    practise_a_whole_workshop(hands, clock)
    assert contents(paths.data) == before

    hands.click(bar(hands).end)
    assert contents(paths.data) == before
    assert list(temporary.iterdir()) == []
    assert hands.desk is desk
    assert hands.desk.page.isVisible()
    assert hands.desk.page.board.current_box() == "partners"
    assert hands.desk.page.board.has_keys()
    assert hands.controller.window.windowTitle() == "Night bus – CMC Desktop"
    hands.type("Real again")
    hands.press(Key.Key_Return)
    assert builders.texts(session, "partners")[-1] == "Real again"


@pytest.mark.skipif(sys.platform == "win32", reason="SIGKILL is of POSIX")
def test_a_practice_that_is_killed_leaves_nothing_and_the_next_start_returns_to_the_real_canvas(
    qtbot: QtBot, qapp: QApplication, paths: Paths, tmp_path: Path, temporary: Path
) -> None:
    command = [sys.executable, str(HERE / "practice_to_be_killed.py"), str(tmp_path)]
    surroundings = os.environ | {
        "QT_QPA_PLATFORM": "offscreen",
        "TMPDIR": str(temporary),
        "PYTHONPATH": os.pathsep.join([str(HERE.parents[1]), str(HERE.parent)]),
    }
    process = subprocess.Popen(command, stdin=subprocess.PIPE, stdout=subprocess.PIPE, env=surroundings, text=True)
    assert process.stdout is not None
    assert process.stdin is not None
    canvas_id = process.stdout.readline().rstrip("\n")
    before = contents(paths.data)
    process.stdin.write("\n")
    process.stdin.flush()
    assert process.stdout.readline() == "practised\n"
    process.send_signal(signal.SIGKILL)
    process.wait()
    process.stdout.close()
    process.stdin.close()
    assert contents(paths.data) == before
    assert len(list(temporary.iterdir())) == 1

    hands = Hands(qtbot, qapp, paths, ManualClock())
    assert hands.desk.bridge.canvas.id == canvas_id
    assert list(temporary.iterdir()) == []
    assert contents(paths.data) == before


def test_closing_the_window_ends_the_practice_and_the_next_start_returns_to_the_real_canvas(
    hands: Hands, qtbot: QtBot, qapp: QApplication, paths: Paths, temporary: Path
) -> None:
    session = prepared(hands)
    before = contents(paths.data)
    hands.action("practice")
    hands.desk.bridge.do(AddNote("value", "Only practised"))
    hands.action("quit")
    assert not hands.controller.window.isVisible()
    assert list(temporary.iterdir()) == []
    after = contents(paths.data)
    assert {name for name in after if after[name] != before.get(name)} == {"settings.ini"}  # where the window was
    assert Settings(paths.settings).open_canvas == session.canvas.id


def test_the_mark_is_on_the_desk_in_the_title_and_on_the_wall_and_goes_with_the_practice(hands: Hands) -> None:
    prepared(hands)
    window = hands.controller.window
    hands.action("projector")
    hands.at_the_desk()
    assert MARK not in texts_told(window)
    hands.action("practice")
    assert window.windowTitle().startswith(MARK)
    assert MARK in texts_told(window)
    hands.action("projector")
    hands.at_the_desk()
    wall = hands.desk.projector
    assert wall is not None
    for size in ((1280, 720), (1920, 1080)):
        wall.resize(*size)
        assert MARK in texts_told(wall)
        assert MARK in wall.windowTitle()
        mark = wall.findChild(QWidget, "practiceMark")
        assert mark is not None
        assert mark.isVisible()
        assert mark.width() == wall.width()
        assert wall.contentsRect().top() == mark.geometry().bottom() + 1
    hands.action("practice")
    assert MARK not in texts_told(window)
    assert MARK not in window.windowTitle()
    real = hands.desk.projector
    assert real is not None, "the projector is back as it was"
    assert MARK not in texts_told(real)


def test_the_mark_stays_over_the_roll_call(hands: Hands) -> None:
    prepared(hands)
    hands.action("practice")
    hands.action("start")
    hands.click(bar(hands).everyone)
    for _ in range(7):
        hands.action("next_phase")
    hands.action("ask")
    assert hands.desk.page.asking
    assert bar(hands).mark.words.isVisible()


def test_the_clock_runs_ten_times_as_fast_and_a_new_speed_moves_nothing(hands: Hands, clock: ManualClock) -> None:
    prepared(hands)
    hands.action("practice")
    hands.action("start")
    canvas, bridge = hands.desk.bridge.canvas, hands.desk.bridge

    def left() -> int:
        item = canvas.current_item
        assert item is not None
        return canvas.run(item.id).remaining(item, bridge.now())

    whole = left()
    clock.forward(seconds=6)
    assert left() == whole - 60_000
    speed: QComboBox = bar(hands).speed
    for times in (30, 1, 5):
        before = left()
        speed.setCurrentIndex(speed.findData(times))
        assert left() == before
        clock.forward(seconds=1)
        assert left() == before - times * 1000
    hands.click(bar(hands).end)
    assert hands.desk.bridge.now() == clock.now()


@pytest.mark.parametrize(
    "action", ["new", "import", "library", "open_library", "settings", "export", "handout", "stored"]
)
def test_what_has_no_place_in_a_practice_says_so_and_offers_its_end(hands: Hands, action: str) -> None:
    session = prepared(hands)
    hands.action("practice")
    practised = hands.desk
    hands.action(action)
    assert hands.desk is practised
    assert "practice" in message(hands)
    assert QApplication.activeModalWidget() is None
    (end,) = [
        button
        for button in hands.controller.window.messages.findChildren(QPushButton)
        if button.text() == "End the practice"
    ]
    hands.click(end)
    assert hands.desk.bridge.canvas.id == session.canvas.id
    assert message(hands) == ""


def test_a_button_that_is_in_no_menu_writes_nothing_from_a_practice_either(hands: Hands) -> None:
    session = prepared(hands)
    hands.action("practice")
    library, window = hands.controller.library, hands.controller.window
    exports = hands.controller.canvas_files.exports
    assert library is not None
    exports.export_canvas(library, hands.desk.bridge.canvas, window)
    assert message(hands).startswith("This is a practice: no record")
    assert QApplication.activeModalWidget() is None
    hands.action("practice")
    assert message(hands) == ""
    exports.export_canvas(library, session.canvas, window)
    hands.dialog(ExportDialog).reject()


def test_a_file_dropped_on_a_practice_is_not_brought_in_and_what_was_said_of_it_goes_with_the_practice(
    hands: Hands, tmp_path: Path
) -> None:
    prepared(hands)
    hands.action("practice")
    hands.controller.window.files_dropped.emit([tmp_path / "copy.cmc"])
    assert "none is brought into it" in message(hands)
    hands.action("practice")
    assert message(hands) == ""


def test_words_that_wait_on_the_real_desk_wait_there_still(hands: Hands, paths: Paths) -> None:
    session = prepared(hands)
    builders.bring_to(session, "clarify")
    hands.desk.page.board.focus_box("value")
    hands.type("Too early")
    waiting = hands.desk.page.waiting_words()
    assert waiting
    hands.action("practice")
    assert hands.desk.page.waiting_words() == {}
    hands.action("practice")
    assert hands.desk.page.waiting_words() == waiting
    assert "Too early" in paths.unstored_words.read_text(encoding="utf-8")


def test_words_being_typed_are_stored_before_the_copy_is_made(hands: Hands) -> None:
    session = prepared(hands)
    hands.desk.page.board.focus_box("value")
    hands.type("Just now")
    hands.action("practice")
    assert builders.texts(session, "value")[-1] == "Just now"
    assert builders.texts(hands.desk.bridge.session, "value")[-1] == "Just now"


def test_a_canvas_can_be_practised_from_the_librarys_menu_and_the_library_comes_back(
    hands: Hands, paths: Paths, temporary: Path
) -> None:
    session = prepared(hands)
    builders.everyone_satisfied(session)
    hands.action("library")
    page: LibraryPage = hands.controller.library_page
    page.show_canvas(session.canvas.id)
    before = contents(paths.data)
    page.wishes.do("practise")
    assert hands.desk.bridge.canvas.head.title == "Practice: Night bus"
    hands.desk.bridge.do(AddNote("value", "Only practised"))
    hands.click(bar(hands).end)
    assert page.isVisible()
    assert hands.controller.desk is None
    assert page.current is not None
    assert page.current.id == session.canvas.id
    assert contents(paths.data) == before
    assert list(temporary.iterdir()) == []


def test_a_signed_canvas_is_practised_unsigned_and_stays_signed(hands: Hands, paths: Paths) -> None:
    library = hands.controller.library
    assert library is not None
    canvas_id = library.new("Night bus", "Port Alder")
    builders.sign(library.session(canvas_id))
    hands.controller.open_canvas(canvas_id)
    before = contents(paths.data)
    hands.action("practice")
    assert hands.desk.bridge.canvas.sign_off is None
    assert hands.desk.bridge.do(AddNote("value", "Only practised"))
    hands.action("practice")
    assert hands.desk.bridge.canvas.head.state == CanvasState.SIGNED
    assert contents(paths.data) == before


def test_what_another_program_wrote_meanwhile_is_there_when_the_real_canvas_is_back(
    hands: Hands, paths: Paths, clock: ManualClock, qtbot: QtBot
) -> None:
    session = prepared(hands)
    hands.action("practice")
    title = hands.controller.window.windowTitle()
    elsewhere = Library.open(paths.library, builders.TEMPLATES, clock)
    elsewhere.session(session.canvas.id).do(AddNote("value", "By another program"))
    elsewhere.close()
    for _ in range(3):  # looks at the clock, by which the real desk would have seen it
        clock.forward(seconds=2)
        with qtbot.waitSignal(hands.desk.bridge.ticked):
            pass
    assert "By another program" not in builders.texts(session, "value")
    assert hands.controller.window.windowTitle() == title
    hands.action("practice")
    assert builders.texts(session, "value")[-1] == "By another program"


class SetClock(ManualClock):
    """A clock whose system's time was set; whoever looks first hears of it."""

    def __init__(self) -> None:
        super().__init__()
        self.set_by = 0

    def jump(self) -> int:
        by, self.set_by = self.set_by, 0
        return by


def test_a_system_time_that_is_set_during_a_practice_costs_the_real_workshop_nothing(
    qtbot: QtBot, qapp: QApplication, paths: Paths
) -> None:
    clock = SetClock()
    hands = Hands(qtbot, qapp, paths, clock)
    session = prepared(hands)
    builders.bring_to(session, "clarify")
    item = session.canvas.current_item
    assert item is not None
    left = session.canvas.run(item.id).remaining(item, clock.now())
    hands.action("practice")
    hands.action("start")
    hands.desk.bridge.wake()  # a look at the clock
    clock.forward(minutes=60)
    clock.set_by = 3_600_000
    hands.desk.bridge.wake()
    hands.action("practice")
    assert session.canvas.run(item.id).remaining(item, clock.now()) == left


def test_the_real_workshop_goes_on_while_it_is_practised(hands: Hands, clock: ManualClock) -> None:
    session = prepared(hands)
    builders.bring_to(session, "clarify")
    item = session.canvas.current_item
    assert item is not None
    left = session.canvas.run(item.id).remaining(item, clock.now())
    hands.action("practice")
    assert not hands.desk.bridge.canvas.workshop.active
    clock.forward(minutes=1)
    hands.action("practice")
    assert session.canvas.run(item.id).remaining(item, clock.now()) == left - 60_000
    session.do(NextPhase())
