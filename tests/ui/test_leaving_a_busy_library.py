"""What goes on in a library ends, or is stopped, before another one is opened: nothing is written to a closed one."""

from __future__ import annotations

from collections.abc import Iterator
from contextlib import closing
from pathlib import Path
from threading import Event
from typing import Any

import builders
import pytest
from builders import given_copy
from PySide6.QtCore import Qt
from PySide6.QtWidgets import QFileDialog, QPushButton
from pytestqt.qtbot import QtBot

from cmc_desktop.model.domain.errors import LibraryTrouble
from cmc_desktop.model.exchange.cmc_reader import CmcFile
from cmc_desktop.model.services import folder_import
from cmc_desktop.model.services.clock import ManualClock
from cmc_desktop.model.services.importing import read_file
from cmc_desktop.model.services.library import Library
from cmc_desktop.paths import Paths
from cmc_desktop.ui.controller import Controller
from cmc_desktop.ui.dialogs.folder_report_dialog import FolderReportDialog
from cmc_desktop.ui.dialogs.shared_library_dialog import SharedLibraryDialog

TITLES = {"a": "Rain gardens", "b": "Night bus", "c": "Market hall"}


@pytest.fixture
def stick(tmp_path: Path) -> Path:
    folder = tmp_path / "stick"
    folder.mkdir()
    with closing(builders.open_library(tmp_path / "elsewhere")) as library:
        for name, title in TITLES.items():
            given_copy(library.store, library.session(library.new(title)), folder / f"{name}.cmc")
    return folder


class SlowStick:
    """A stick that stops giving at its second file until it is let go on."""

    def __init__(self) -> None:
        self.reached, self.go_on = Event(), Event()
        self._read = read_file
        self._files = 0

    def __call__(self, *given: Any) -> CmcFile:
        self._files += 1
        if self._files == 2:
            self.reached.set()
            self.go_on.wait(20)  # a test that fails ends, too
        return self._read(*given)


@pytest.fixture
def slow(monkeypatch: pytest.MonkeyPatch) -> Iterator[SlowStick]:
    slow = SlowStick()
    monkeypatch.setattr(folder_import, "read_file", slow)
    yield slow
    slow.go_on.set()


def import_until_it_is_slow(qtbot: QtBot, app: Controller, stick: Path, slow: SlowStick) -> None:
    app.library_page.import_chosen.emit([stick])
    qtbot.waitUntil(slow.reached.is_set)


def titles_in(path: Path) -> set[str]:
    with closing(Library.open(path, builders.TEMPLATES, ManualClock())) as library:
        return {one.head.title for one in library.listed()}


def stop_it(qtbot: QtBot, app: Controller) -> None:
    (button,) = [one for one in app.window.messages.findChildren(QPushButton) if one.text() == "Stop it"]
    qtbot.mouseClick(button, Qt.MouseButton.LeftButton)


def wait_for_report(qtbot: QtBot, app: Controller) -> FolderReportDialog:
    qtbot.waitUntil(lambda: bool(app.window.findChildren(FolderReportDialog)))
    return app.window.findChildren(FolderReportDialog)[-1]


def test_another_library_waits_until_an_import_has_ended(
    qtbot: QtBot, app: Controller, stick: Path, slow: SlowStick, paths: Paths, tmp_path: Path
) -> None:
    import_until_it_is_slow(qtbot, app, stick, slow)
    before = app.library
    app.keeper.change_to(tmp_path / "other.cmcdb")
    assert app.library is before
    assert "this has to end: Importing the folder stick." in app.window.messages.text
    slow.go_on.set()
    wait_for_report(qtbot, app).close()
    assert app.library is before
    app.keeper.change_to(tmp_path / "other.cmcdb")
    assert app.keeper.address == tmp_path / "other.cmcdb"
    assert titles_in(tmp_path / "other.cmcdb") == set()
    assert titles_in(paths.library) == set(TITLES.values())


def test_an_import_is_stopped_for_another_library_and_writes_to_neither_from_then_on(
    qtbot: QtBot, app: Controller, stick: Path, slow: SlowStick, paths: Paths, tmp_path: Path
) -> None:
    import_until_it_is_slow(qtbot, app, stick, slow)
    app.keeper.change_to(tmp_path / "other.cmcdb")
    stop_it(qtbot, app)
    assert app.keeper.address == paths.library  # until it has stopped
    slow.go_on.set()
    qtbot.waitUntil(lambda: app.keeper.address == tmp_path / "other.cmcdb")
    report = wait_for_report(qtbot, app)
    assert "1 file not looked at" in report.summary.text()
    assert titles_in(tmp_path / "other.cmcdb") == set()
    assert titles_in(paths.library) == {TITLES["a"], TITLES["b"]}
    assert app.library_page.table.rows.rowCount() == 0


def test_the_menu_asks_for_no_file_before_the_import_is_stopped(
    qtbot: QtBot, app: Controller, stick: Path, slow: SlowStick
) -> None:
    import_until_it_is_slow(qtbot, app, stick, slow)
    app.actions["open_library"].trigger()
    assert not app.window.findChildren(QFileDialog)
    slow.go_on.set()
    stop_it(qtbot, app)
    qtbot.waitUntil(lambda: bool(app.window.findChildren(QFileDialog)))
    app.window.findChildren(QFileDialog)[-1].reject()


def test_a_shared_library_is_refused_in_its_dialog_while_an_import_began_behind_it(
    qtbot: QtBot, app: Controller, stick: Path, slow: SlowStick
) -> None:
    app.chooser.choose_shared()
    (dialog,) = app.window.findChildren(SharedLibraryDialog)
    import_until_it_is_slow(qtbot, app, stick, slow)
    dialog.server.setText("db.council.example")
    dialog.database.setText("canvases")
    dialog.accept()
    assert dialog.isVisible()
    assert "this has to end: Importing the folder stick." in dialog.trouble
    dialog.reject()
    slow.go_on.set()
    wait_for_report(qtbot, app).close()


def test_an_import_into_a_library_that_is_lost_stops_and_writes_nothing_more(
    qtbot: QtBot, app: Controller, stick: Path, slow: SlowStick, paths: Paths
) -> None:
    import_until_it_is_slow(qtbot, app, stick, slow)
    app.keeper.lose(LibraryTrouble("The library cannot be read."))
    slow.go_on.set()
    assert "This library was closed." in wait_for_report(qtbot, app).text.toPlainText()
    assert titles_in(paths.library) == {TITLES["a"]}
