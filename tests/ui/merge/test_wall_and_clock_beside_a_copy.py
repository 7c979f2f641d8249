"""While a copy is looked at or conflicts are settled, the room goes on: its wall and its clock obey as on the desk."""

from __future__ import annotations

from collections.abc import Callable, Iterator
from pathlib import Path

import pytest
from builders import bring_to, given_copy, paths_in
from copies_apart import CopiesApart, everyday
from PySide6.QtWidgets import QApplication
from pytestqt.qtbot import QtBot

from cmc_desktop.ui import start
from cmc_desktop.ui.controller import Controller
from cmc_desktop.ui.merge.merge_page import MergePage

Open = Callable[[CopiesApart], tuple[Controller, MergePage]]


@pytest.fixture(params=["settling", "bringing back"])
def opened(qtbot: QtBot, qapp: QApplication, request: pytest.FixtureRequest) -> Iterator[Open]:
    """The app with the moderator's canvas, and one of the two pages in front of it."""
    controllers: list[Controller] = []

    def open_page(apart: CopiesApart) -> tuple[Controller, MergePage]:
        path = given_copy(apart.officers.store, apart.there, apart.folder / "back.cmc", apart.by)
        if request.param == "settling":
            apart.join()
        paths = paths_in(apart.folder / "here")
        controller = start.start(qapp, paths, paths.library, apart.clock)
        controllers.append(controller)
        controller.window.resize(1280, 800)
        controller.window.show()
        qtbot.waitUntil(lambda: controller.library is not None)
        controller.open_canvas(apart.here.canvas.id)
        assert controller.desk is not None
        if request.param == "settling":
            return controller, controller.desk.merging.show()
        controller.copy_files.bring_back([path])
        qtbot.waitUntil(lambda: controller.desk is not None and controller.desk.merging.in_front)
        assert controller.desk.merging.page is not None
        return controller, controller.desk.merging.page

    yield open_page
    for controller in controllers:
        controller.window.close()
        controller.window.deleteLater()
    qapp.processEvents()


def test_the_wall_is_blanked_held_and_closed_from_the_page(tmp_path: Path, opened: Open) -> None:
    controller, page = opened(everyday(tmp_path, 2))
    assert controller.desk is not None
    wall = controller.desk.wall
    controller.actions["projector"].trigger()
    assert wall.window is not None
    controller.actions["projector_blank"].trigger()
    assert wall.stage.blank
    controller.actions["projector_blank"].trigger()
    controller.actions["projector_hold"].trigger()
    assert wall.stage.on_hold
    for name in ("projector_next", "projector_back", "projector_larger", "projector_names"):
        assert controller.actions[name].isEnabled(), name
    controller.actions["projector"].trigger()
    assert wall.window is None
    assert not controller.actions["undo"].isEnabled()
    assert not controller.actions["sign_off"].isEnabled()
    assert controller.window.page is page


def test_the_clock_is_seen_and_led_from_the_page(tmp_path: Path, opened: Open) -> None:
    apart = everyday(tmp_path, 2)
    bring_to(apart.here, "consensus")
    controller, page = opened(apart)
    assert controller.desk is not None
    bridge = controller.desk.bridge
    before = page.head.clock.text()
    assert page.head.clock.isVisible()
    assert "left in" in before
    controller.actions["plus_5"].trigger()
    assert page.head.clock.text() != before
    controller.actions["start"].trigger()
    assert "paused" in page.head.clock.text()
    controller.actions["start"].trigger()
    apart.clock.forward(minutes=1)
    led = page.head.clock.text()
    bridge.ticked.emit(bridge.now())
    assert page.head.clock.text() != led
    phase = bridge.canvas.workshop.current
    controller.actions["next_phase"].trigger()
    assert bridge.canvas.workshop.current != phase
    assert controller.window.page is page


def test_no_clock_is_shown_outside_a_workshop(tmp_path: Path, opened: Open) -> None:
    controller, page = opened(everyday(tmp_path, 1))
    assert not page.head.clock.isVisible()
    assert not controller.actions["plus_5"].isEnabled()
