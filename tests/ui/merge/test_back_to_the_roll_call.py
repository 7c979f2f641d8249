"""Who looks at a copy of another canvas in the middle of a roll call comes back to it, at the person who was asked."""

from __future__ import annotations

from collections.abc import Iterator
from pathlib import Path

import pytest
from builders import given_copy, open_library, paths_in, put, workshop_at
from copies_apart import TAKEN
from PySide6.QtCore import Qt
from PySide6.QtTest import QTest
from PySide6.QtWidgets import QApplication
from pytestqt.qtbot import QtBot

from cmc_desktop.model.domain.changes import SkipPhase
from cmc_desktop.model.services.clock import ManualClock
from cmc_desktop.model.services.importing import read_file, take
from cmc_desktop.ui import start
from cmc_desktop.ui.canvas_controller import CanvasController
from cmc_desktop.ui.controller import Controller
from cmc_desktop.ui.copies.led_now_dialog import LedNowDialog
from cmc_desktop.ui.merge.merge_page import MergePage
from cmc_desktop.ui.projector.picture import AskingPicture, Picture
from cmc_desktop.ui.workshop.roll_call_page import RollCallPage

LED, OTHER = "Market hall & stalls", "Bike hire"


@pytest.fixture
def copy(tmp_path: Path) -> Path:
    """What came back of the canvas that is not led."""
    library, officers = open_library(tmp_path), open_library(tmp_path / "there")
    workshop_at(library.session(library.new(LED)), "consensus", participants=4)
    session = library.session(library.new(OTHER))
    given = given_copy(library.store, session, tmp_path / "for Ada.cmc", "Ada")
    there = officers.session(take(officers, read_file(given, officers.templates)).canvas_id)
    put(there, "costs", "A bench")
    library.close()
    return given_copy(officers.store, there, tmp_path / "back.cmc", "Ada")


@pytest.fixture
def app(qtbot: QtBot, qapp: QApplication, tmp_path: Path, copy: Path) -> Iterator[Controller]:
    """One was put off, one has answered, and a third is asked; the wall is open."""
    paths = paths_in(tmp_path)
    controller = start.start(qapp, paths, paths.library, ManualClock(TAKEN))
    controller.window.show()
    qtbot.waitUntil(lambda: controller.library is not None)
    assert controller.library is not None
    controller.open_canvas(next(one.head.id for one in controller.library.listed() if one.head.title == LED))
    desk = on_the_desk(controller)
    desk.toggle_projector()
    desk.page.ask_everyone()
    QTest.keyClick(desk.page.roll_call, Qt.Key.Key_Right)
    QTest.keyClick(desk.page.roll_call, Qt.Key.Key_Y)
    yield controller
    controller.window.close()
    controller.window.deleteLater()
    qapp.processEvents()


def on_the_desk(app: Controller) -> CanvasController:
    assert app.desk is not None
    return app.desk


def asking(app: Controller) -> RollCallPage:
    return on_the_desk(app).page.roll_call


def page(app: Controller) -> MergePage:
    shown = on_the_desk(app).merging.page
    assert shown is not None
    return shown


def look_at_the_other(qtbot: QtBot, app: Controller, copy: Path) -> None:
    app.copy_files.bring_back([copy])
    qtbot.waitUntil(lambda: bool(app.window.findChildren(LedNowDialog)))
    app.window.findChildren(LedNowDialog)[0].go_on.click()
    assert on_the_desk(app).bridge.canvas.head.title == OTHER


@pytest.mark.parametrize("joined", [False, True])
def test_the_roll_call_goes_on_at_the_same_person(qtbot: QtBot, app: Controller, copy: Path, joined: bool) -> None:
    first, person = asking(app)._asking.before, asking(app).person_in_front
    wall = on_the_desk(app).wall.stage.picture
    assert isinstance(wall, Picture)
    assert isinstance(wall.body, AskingPicture)
    assert len({first, person, ""}) == 3
    look_at_the_other(qtbot, app, copy)
    if joined:
        page(app).join_copy()
    page(app).foot.leave.click()
    desk = on_the_desk(app)
    assert desk.bridge.canvas.head.title == LED
    assert desk.page.asking
    assert asking(app).person_in_front == person
    assert desk.wall.stage.picture == wall
    assert desk.projector is not None
    assert not app.actions["add_note"].isEnabled()
    seen = []
    qtbot.waitUntil(app.window.isActiveWindow)
    while asking(app).person_in_front and len(seen) < 9:
        seen.append(asking(app).person_in_front)
        QTest.keyClick(asking(app), Qt.Key.Key_Y)
    assert len(seen) == len(set(seen)) == 3
    assert first not in seen


def test_the_page_says_where_it_leads_back_to_and_shows_the_clock_that_runs_there(
    qtbot: QtBot, app: Controller, copy: Path
) -> None:
    look_at_the_other(qtbot, app, copy)
    head, foot = page(app).head, page(app).foot
    assert head.clock.isVisible()
    assert head.clock.text().startswith(f"“{LED}”: ")
    before = head.clock.text()
    on_the_desk(app).bridge.ticked.emit(on_the_desk(app).bridge.now() + 61_000)
    assert head.clock.text() != before
    assert foot.leave.text() == "Leave &it, back to “Market hall && stalls”"
    page(app).join_copy()
    assert foot.leave.text() == "&Done, back to “Market hall && stalls”"
    assert foot.leave.accessibleName() == "Done, back to “Market hall & stalls”"
    foot.leave.click()
    QTest.keyClick(asking(app), Qt.Key.Key_Escape)
    assert on_the_desk(app).merging.show().foot.leave.text() == "&Done"


def test_words_begun_for_an_answer_stand_in_their_field_again(qtbot: QtBot, app: Controller, copy: Path) -> None:
    QTest.keyClick(asking(app), Qt.Key.Key_N)
    QTest.keyClicks(asking(app).bar.words, "Boats are 2 dear")
    told = asking(app).bar.chosen.text()
    app.copy_files.bring_back([copy])
    qtbot.waitUntil(app.window.messages.isVisible)
    app.window.messages.take_offer()
    dialog = app.copy_files.came
    assert dialog is not None
    dialog.join.click()
    app.window.findChildren(LedNowDialog)[0].go_on.click()
    page(app).foot.leave.click()
    dialog.reject()
    bar = asking(app).bar
    assert bar.field_open
    assert (bar.chosen.text(), bar.words.text()) == (told, "Boats are 2 dear")
    assert app.window.focusWidget() is bar.words


def test_a_round_that_was_over_is_summed_up_again(qtbot: QtBot, app: Controller, copy: Path) -> None:
    while asking(app).person_in_front:
        QTest.keyClick(asking(app), Qt.Key.Key_Y)
    look_at_the_other(qtbot, app, copy)
    page(app).foot.leave.click()
    assert on_the_desk(app).page.asking
    assert asking(app).sums_up


def test_nobody_is_asked_any_more_once_the_phase_was_ended_elsewhere(qtbot: QtBot, app: Controller, copy: Path) -> None:
    led = on_the_desk(app).bridge.canvas.id
    look_at_the_other(qtbot, app, copy)
    assert app.library is not None
    elsewhere = app.library.session(led)
    elsewhere.do(SkipPhase("Too late"))
    page(app).foot.leave.click()
    assert not on_the_desk(app).page.asking
    assert app.window.page is on_the_desk(app).page


def test_who_left_the_roll_call_before_is_on_the_board_again(qtbot: QtBot, app: Controller, copy: Path) -> None:
    on_the_desk(app).page.show_board()
    look_at_the_other(qtbot, app, copy)
    page(app).foot.leave.click()
    assert not on_the_desk(app).page.asking
