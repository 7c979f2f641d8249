"""What an officer sends back carries the officer's name, so that several files fit on one stick."""

from __future__ import annotations

from collections.abc import Iterator
from pathlib import Path

import pytest
from builders import paths_in
from copies_apart import CopiesApart, everyday
from PySide6.QtWidgets import QApplication
from pytestqt.qtbot import QtBot

from cmc_desktop.ui import start
from cmc_desktop.ui.controller import Controller
from cmc_desktop.ui.dialogs.copy_dialog import CopyDialog


@pytest.fixture
def apart(tmp_path: Path) -> CopiesApart:
    return everyday(tmp_path, 1)


@pytest.fixture
def officer(qtbot: QtBot, qapp: QApplication, apart: CopiesApart) -> Iterator[Controller]:
    """The officer's app with the copy on the desk."""
    paths = paths_in(apart.folder / "there")
    controller = start.start(qapp, paths, paths.library, apart.their_clock)
    controller.window.show()
    qtbot.waitUntil(lambda: controller.library is not None)
    controller.open_canvas(apart.there.canvas.id)
    yield controller
    controller.window.close()
    controller.window.deleteLater()
    qapp.processEvents()


def test_the_name_the_copy_was_given_for_is_filled_in_and_stands_in_the_files_name(officer: Controller) -> None:
    officer.window.settings.your_name = ""
    officer.actions["give_copy"].trigger()
    (dialog,) = officer.window.findChildren(CopyDialog)
    assert dialog.name.text() == "Ada Brandt"
    assert dialog.path.name == "Open mobility data platform – Ada Brandt.cmc"
    dialog.name.setText("Ada")
    assert dialog.path.name == "Open mobility data platform – Ada.cmc"
    dialog.place.line.setText(str(dialog.path.with_name("mine.cmc")))
    dialog.name.setText("Ada B")
    assert dialog.path.name == "mine.cmc"
    dialog.reject()


def test_the_name_in_the_settings_comes_first(officer: Controller) -> None:
    officer.window.settings.your_name = "A. Brandt"
    officer.actions["give_copy"].trigger()
    (dialog,) = officer.window.findChildren(CopyDialog)
    assert dialog.name.text() == "A. Brandt"
    assert dialog.path.name.endswith("– A. Brandt.cmc")
    dialog.reject()
