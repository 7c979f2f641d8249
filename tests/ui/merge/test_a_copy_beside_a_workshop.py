"""A stick with a copy is put in while a room is being led: nothing of the room goes before it is asked."""

from __future__ import annotations

from collections.abc import Callable, Iterator
from pathlib import Path

import pytest
from builders import everything, given_copy, open_library, paths_in, put, workshop_at
from copies_apart import TAKEN
from PySide6.QtCore import Qt
from PySide6.QtTest import QTest
from PySide6.QtWidgets import QApplication, QWidget
from pytestqt.qtbot import QtBot

from cmc_desktop.model.domain.note import Note
from cmc_desktop.model.services.clock import ManualClock
from cmc_desktop.model.services.importing import read_file, take
from cmc_desktop.ui import start
from cmc_desktop.ui.canvas_controller import CanvasController
from cmc_desktop.ui.controller import Controller
from cmc_desktop.ui.copies.led_now_dialog import LedNowDialog
from cmc_desktop.ui.merge.merge_page import MergePage
from cmc_desktop.ui.projector.wall import Wall

Copy = Callable[[str], Path]
LED, OTHER = "Night bus", "Bike hire"


@pytest.fixture
def copies(tmp_path: Path) -> dict[str, Path]:
    """What came back of two canvases, of which the first is being led."""
    library, officers = open_library(tmp_path), open_library(tmp_path / "there")
    found = {}
    for title in (LED, OTHER):
        session = library.session(library.new(title))
        if title == LED:
            workshop_at(session, "round")
        given = given_copy(library.store, session, tmp_path / f"for {title}.cmc", "Ada")
        there = officers.session(take(officers, read_file(given, officers.templates)).canvas_id)
        put(there, "costs", "A bench")
        found[title] = given_copy(officers.store, there, tmp_path / f"{title}.cmc", "Ada")
    library.close()
    return found


@pytest.fixture
def app(qtbot: QtBot, qapp: QApplication, tmp_path: Path, copies: dict[str, Path]) -> Iterator[Controller]:
    """The round is running, half a sentence stands in the line, the keys are on the board, and the wall is open."""
    paths = paths_in(tmp_path)
    controller = start.start(qapp, paths, paths.library, ManualClock(TAKEN))
    controller.window.show()
    qtbot.waitUntil(lambda: controller.library is not None)
    assert controller.library is not None
    controller.open_canvas(next(one.head.id for one in controller.library.listed() if one.head.title == LED))
    desk = on_the_desk(controller)
    line = desk.page.round.line.editor
    line.setFocus()
    QTest.keyClicks(line, "half said")
    desk.page.board.setFocus()
    desk.toggle_projector()
    yield controller
    for question in controller.window.findChildren(LedNowDialog):
        question.reject()
    controller.window.close()
    controller.window.deleteLater()
    qapp.processEvents()


def on_the_desk(app: Controller) -> CanvasController:
    assert app.desk is not None
    return app.desk


def page(app: Controller) -> MergePage:
    shown = on_the_desk(app).merging.page
    assert shown is not None
    return shown


def questions(below: QWidget) -> list[LedNowDialog]:
    return [one for one in below.findChildren(LedNowDialog) if one.isVisible()]


def asked(qtbot: QtBot, app: Controller, path: Path) -> LedNowDialog:
    app.copy_files.bring_back([path])
    qtbot.waitUntil(lambda: bool(questions(app.window)))
    (question,) = questions(app.window)
    return question


def room(app: Controller) -> tuple[object, ...]:
    """Which canvas is on the desk, all it says, the words in the line, and whether the wall is open."""
    desk = on_the_desk(app)
    canvas = desk.bridge.canvas
    return canvas.id, everything(canvas), desk.page.round.line.words, desk.projector is not None


def test_a_copy_of_another_canvas_waits_while_a_room_is_led(
    qtbot: QtBot, app: Controller, copies: dict[str, Path]
) -> None:
    before = room(app)
    question = asked(qtbot, app, copies[OTHER])
    assert "“Night bus” is being led now" in question.told.text()
    QTest.keyClick(question, Qt.Key.Key_Return)
    assert not question.isVisible()
    assert room(app) == before
    app.window.messages.take_offer()
    dialog = app.copy_files.came
    assert dialog is not None
    assert dialog.heading.text() == "1 copy waits to be joined"
    dialog.reject()


def test_what_waits_stays_within_reach_whatever_else_is_told(
    qtbot: QtBot, app: Controller, copies: dict[str, Path]
) -> None:
    wait, line = app.actions["what_came"], app.copy_files.waiting.line
    assert (wait.isEnabled(), line.isVisible()) == (False, False)
    asked(qtbot, app, copies[OTHER]).leave.click()
    app.copy_files.bring_back([copies[OTHER].with_name("nothing there.cmc")])
    qtbot.waitUntil(lambda: "nothing there" in app.window.messages.text)
    app.window.messages.hide()
    assert (line.text(), line.isVisible(), wait.isEnabled()) == ("1 file that came waits", True, True)
    asked(qtbot, app, copies[OTHER]).leave.click()
    assert line.text() == "1 file that came waits"
    wait.trigger()
    assert (wait.isEnabled(), line.isVisible()) == (False, False)
    dialog = app.copy_files.came
    assert dialog is not None
    assert dialog.heading.text() == "1 copy waits to be joined"
    dialog.reject()


def test_what_is_looked_at_in_another_way_waits_no_longer(
    qtbot: QtBot, app: Controller, copies: dict[str, Path]
) -> None:
    asked(qtbot, app, copies[OTHER]).leave.click()
    app.copy_files.waiting.line.click()
    dialog = app.copy_files.came
    assert dialog is not None
    assert not app.window.messages.isVisible()
    dialog.reject()
    asked(qtbot, app, copies[OTHER]).leave.click()
    asked(qtbot, app, copies[OTHER]).go_on.click()
    page(app).foot.leave.click()
    assert not app.copy_files.waiting.line.isVisible()


def test_what_waits_joins_the_list_of_what_comes_after_it(
    qtbot: QtBot, app: Controller, copies: dict[str, Path]
) -> None:
    asked(qtbot, app, copies[OTHER]).leave.click()
    app.copy_files.bring_back([copies[LED], copies[LED].with_name("nothing there.cmc")])
    qtbot.waitUntil(lambda: app.copy_files.came is not None)
    dialog = app.copy_files.came
    assert dialog is not None
    assert dialog.heading.text() == "2 copies wait to be joined · 1 file could not be read"
    assert not app.copy_files.waiting.line.isVisible()
    dialog.reject()


def test_what_waits_and_comes_once_more_with_others_stands_in_their_list_once(
    qtbot: QtBot, app: Controller, copies: dict[str, Path]
) -> None:
    asked(qtbot, app, copies[OTHER]).leave.click()
    app.copy_files.bring_back([copies[OTHER], copies[LED]])
    qtbot.waitUntil(lambda: app.copy_files.came is not None)
    dialog = app.copy_files.came
    assert dialog is not None
    assert dialog.heading.text() == "2 copies wait to be joined"
    dialog.reject()


def test_what_waits_is_recognised_anew_by_another_library(
    qtbot: QtBot, app: Controller, copies: dict[str, Path], tmp_path: Path
) -> None:
    asked(qtbot, app, copies[OTHER]).leave.click()
    app.keeper.change_to(tmp_path / "another.cmcdb", new=True)
    qtbot.waitUntil(lambda: app.library is not None and not app.library.listed())
    app.copy_files.waiting.line.click()
    qtbot.waitUntil(lambda: app.library is not None and len(app.library.listed()) == 1)
    assert app.library is not None
    assert [one.head.title for one in app.library.listed()] == [OTHER]


@pytest.mark.parametrize("came", [[LED], [OTHER], [LED, OTHER]])
def test_nothing_comes_before_a_sentence_that_is_being_typed(
    qtbot: QtBot, app: Controller, copies: dict[str, Path], came: list[str]
) -> None:
    line = on_the_desk(app).page.round.line.editor
    line.setFocus()
    app.copy_files.bring_back([copies[title] for title in came])
    QTest.keyClicks(line, " and")
    qtbot.waitUntil(app.window.messages.isVisible)
    QTest.keyClicks(line, " 1 thing more")
    assert line.words == "half said and 1 thing more"
    assert on_the_desk(app).merging.page is None
    assert not questions(app.window)
    told = f"The copy of “{came[0]}” waits until you look at it."
    assert app.window.messages.text == (told if len(came) == 1 else "2 files came and wait until you look.")
    app.window.messages.take_offer()
    dialog = app.copy_files.came
    assert dialog is not None
    assert len(dialog.waiting()) == len(came)
    dialog.reject()


def test_an_empty_line_that_has_the_keys_keeps_no_copy_waiting(
    qtbot: QtBot, app: Controller, copies: dict[str, Path]
) -> None:
    line = on_the_desk(app).page.round.line.editor
    line.setFocus()
    line.selectAll()
    line.cut()
    app.copy_files.bring_back([copies[LED]])
    qtbot.waitUntil(lambda: on_the_desk(app).merging.page is not None)


def test_what_came_while_words_were_typed_is_in_one_list(
    qtbot: QtBot, app: Controller, copies: dict[str, Path]
) -> None:
    on_the_desk(app).page.round.line.editor.setFocus()
    app.copy_files.bring_back([copies[LED]])
    qtbot.waitUntil(app.window.messages.isVisible)
    app.copy_files.bring_back([copies[OTHER]])
    qtbot.waitUntil(lambda: "2 files" in app.window.messages.text)
    app.window.messages.take_offer()
    dialog = app.copy_files.came
    assert dialog is not None
    assert len(dialog.waiting()) == 2
    dialog.reject()


@pytest.mark.parametrize("joined", [False, True])
def test_after_the_page_of_another_canvas_the_room_goes_on_as_it_was(
    qtbot: QtBot, app: Controller, copies: dict[str, Path], joined: bool
) -> None:
    before = room(app)
    asked(qtbot, app, copies[OTHER]).go_on.click()
    assert on_the_desk(app).bridge.canvas.head.title == OTHER
    if joined:
        page(app).join_copy()
    page(app).foot.leave.click()
    assert room(app) == before


def test_after_the_page_of_another_canvas_the_room_sees_what_was_released_before(
    qtbot: QtBot, app: Controller, copies: dict[str, Path]
) -> None:
    stage = on_the_desk(app).wall.stage
    for key in ("projector_names", "projector_larger", "projector_hold", "projector_blank"):
        app.actions[key].trigger()
    app.actions["next_element"].trigger()
    held, blank = stage.words(), stage.blank
    stage.toggle_blank()
    picture, on_hold = stage.picture, stage.words()
    stage.toggle_blank()
    asked(qtbot, app, copies[OTHER]).go_on.click()
    assert on_the_desk(app).wall.stage.is_as_usual
    page(app).foot.leave.click()
    again = on_the_desk(app).wall.stage
    assert (again.words(), again.blank, again.step) == (held, blank, 1)
    again.toggle_blank()
    assert (again.picture, again.words()) == (picture, on_hold)


def test_a_canvas_that_was_left_for_good_is_not_blank_when_it_is_opened_again(
    qtbot: QtBot, app: Controller, copies: dict[str, Path]
) -> None:
    led = on_the_desk(app).bridge.canvas.id
    app.actions["projector_blank"].trigger()
    asked(qtbot, app, copies[OTHER]).go_on.click()
    app.show_library()
    app.open_canvas(led)
    assert not on_the_desk(app).wall.stage.blank


def test_from_the_page_the_library_comes_at_once_and_the_words_of_the_room_wait(
    qtbot: QtBot, app: Controller, copies: dict[str, Path], monkeypatch: pytest.MonkeyPatch
) -> None:
    led = on_the_desk(app).bridge.canvas.id
    asked(qtbot, app, copies[OTHER]).go_on.click()
    opened: list[CanvasController] = []
    walls: list[object] = []
    app.desks.opened.connect(opened.append)
    monkeypatch.setattr(Wall, "toggle", walls.append)
    app.actions["library"].trigger()
    assert app.desk is None
    assert app.window.page is app.library_page
    assert (opened, walls) == ([], [])
    assert app.window.messages.text.startswith(f"Words typed in “{LED}” are not stored yet")
    monkeypatch.undo()
    app.open_canvas(led)
    assert on_the_desk(app).page.round.line.words == "half said"


def test_from_the_page_of_a_listed_copy_the_list_is_there_again_before_the_library(
    qtbot: QtBot, app: Controller, copies: dict[str, Path]
) -> None:
    app.copy_files.bring_back([copies[OTHER], copies[LED]])
    qtbot.waitUntil(lambda: app.copy_files.came is not None)
    dialog = app.copy_files.came
    assert dialog is not None
    dialog.join.click()
    (question,) = questions(dialog)
    question.go_on.click()
    page(app).join_copy()
    app.actions["library"].trigger()
    assert app.desk is None
    assert dialog.isVisible()
    assert dialog.heading.text() == "1 copy waits to be joined"
    dialog.reject()


def test_a_copy_of_the_canvas_that_is_led_stores_no_half_said_words(
    qtbot: QtBot, app: Controller, copies: dict[str, Path]
) -> None:
    before = room(app)
    app.copy_files.bring_back([copies[LED]])
    qtbot.waitUntil(lambda: on_the_desk(app).merging.page is not None)
    assert not questions(app.window)
    page(app).foot.leave.click()
    assert room(app) == before
    on_the_desk(app).page.board.setFocus()
    app.copy_files.bring_back([copies[LED]])
    qtbot.waitUntil(lambda: on_the_desk(app).merging.page is not None)
    page(app).join_copy()
    page(app).foot.leave.click()
    assert on_the_desk(app).page.round.line.words == "half said"
    assert not [note for note in on_the_desk(app).bridge.canvas.all(Note) if note.text == "half said"]


def test_in_the_list_of_what_came_a_copy_of_another_canvas_waits_as_well(
    qtbot: QtBot, app: Controller, copies: dict[str, Path]
) -> None:
    before = room(app)
    app.copy_files.bring_back([copies[OTHER], copies[LED]])
    qtbot.waitUntil(lambda: app.copy_files.came is not None)
    dialog = app.copy_files.came
    assert dialog is not None
    dialog.join.click()
    (question,) = questions(dialog)
    question.leave.click()
    assert dialog.isVisible()
    assert dialog.heading.text() == "2 copies wait to be joined"
    assert room(app) == before
    dialog.join.click()
    (question,) = questions(dialog)
    question.go_on.click()
    assert not dialog.isVisible()
    page(app).join_copy()
    page(app).foot.leave.click()
    assert dialog.isVisible()
    assert dialog.heading.text() == "1 copy waits to be joined"
    assert room(app) == before
    dialog.reject()
