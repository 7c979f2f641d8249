"""What the windows' tests have besides: the application's own look, and folders that are slow to answer."""

from __future__ import annotations

from collections.abc import Iterator
from pathlib import Path
from threading import Event

import pytest
from PySide6.QtWidgets import QApplication
from pytestqt.qtbot import QtBot

from cmc_desktop.model.services import backups
from cmc_desktop.paths import Paths, resources_folder
from cmc_desktop.ui import start, style_sheet, theme
from cmc_desktop.ui.controller import Controller
from cmc_desktop.ui.icons import Icons
from cmc_desktop.ui.look import Look


@pytest.fixture(scope="session")
def look(qapp: QApplication) -> Look:
    """The light look, with the bundled typeface and icons, put on the whole application."""
    resources = resources_folder()
    theme.load_typeface(resources / "fonts")
    style_sheet.apply(qapp, theme.LIGHT)
    return Look(theme.LIGHT, Icons(resources / "icons", theme.LIGHT.ink))


@pytest.fixture
def app(qtbot: QtBot, qapp: QApplication, paths: Paths) -> Iterator[Controller]:
    """The app with its empty library open."""
    controller = start.start(qapp, paths, paths.library)
    qtbot.addWidget(controller.window)
    controller.window.show()
    qtbot.waitUntil(lambda: controller.library is not None)
    yield controller
    controller.window.close()
    QApplication.sendPostedEvents()


@pytest.fixture
def backups_are_read(monkeypatch: pytest.MonkeyPatch) -> Event:
    """The folders of backups do not answer before this is set."""
    answers, read = Event(), backups.listed_backups

    def listed_late(library: Path, *others: Path) -> list[backups.Backup]:
        answers.wait(20)
        return read(library, *others)

    monkeypatch.setattr(backups, "listed_backups", listed_late)
    return answers
