"""A copy of a canvas that was deleted here: looking at it puts nothing back, joining it does."""

from __future__ import annotations

from collections.abc import Iterator
from pathlib import Path

import pytest
from builders import given_copy, paths_in, texts
from copies_apart import CopiesApart, everyday
from PySide6.QtWidgets import QApplication
from pytestqt.qtbot import QtBot

from cmc_desktop.model.domain.changes import Delete
from cmc_desktop.ui import start
from cmc_desktop.ui.controller import Controller


@pytest.fixture
def apart(tmp_path: Path) -> CopiesApart:
    found = everyday(tmp_path, 0)
    found.library.do(found.here.canvas.id, Delete())
    return found


@pytest.fixture
def controller(qtbot: QtBot, qapp: QApplication, apart: CopiesApart) -> Iterator[Controller]:
    """The app with the page of the copy in front."""
    path = given_copy(apart.officers.store, apart.there, apart.folder / "back.cmc", apart.by)
    paths = paths_in(apart.folder / "here")
    controller = start.start(qapp, paths, paths.library, apart.clock)
    controller.window.show()
    qtbot.waitUntil(lambda: controller.library is not None)
    controller.copy_files.bring_back([path])
    qtbot.waitUntil(lambda: controller.desk is not None and controller.desk.merging.in_front)
    yield controller
    controller.window.close()
    controller.window.deleteLater()
    qapp.processEvents()


def test_who_only_looked_at_the_copy_leaves_the_canvas_deleted(controller: Controller, apart: CopiesApart) -> None:
    assert not apart.library.listed()
    controller.desk.merging.leave()
    assert not apart.library.listed()


def test_joining_it_puts_the_canvas_back_into_the_list(controller: Controller, apart: CopiesApart) -> None:
    page = controller.desk.merging.page
    assert page is not None
    page.join_copy()
    assert [one.head.id for one in apart.library.listed()] == [apart.here.canvas.id]
    assert "Publish the timetable every night" in texts(apart.library.session(apart.here.canvas.id), "activities")
