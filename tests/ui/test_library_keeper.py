"""A library that cannot be read is told with the ways out of it, and none of them needs a new start of the app."""

from __future__ import annotations

import sqlite3
from collections.abc import Iterator
from contextlib import contextmanager
from pathlib import Path
from threading import Event

import builders
import pytest
from PySide6.QtCore import Qt
from PySide6.QtWidgets import QApplication, QFileDialog, QLabel
from pytestqt.qtbot import QtBot

from cmc_desktop.model.services.clock import ManualClock
from cmc_desktop.model.services.exporting import Exporter, revisions_of
from cmc_desktop.model.services.library import Library
from cmc_desktop.model.store.library_store import LibraryStore
from cmc_desktop.paths import Paths
from cmc_desktop.ui.controller import Controller
from cmc_desktop.ui.library.library_model import Column
from cmc_desktop.ui.library.shelf import Choice, Shelf
from cmc_desktop.ui.message_bar import MessageBar
from cmc_desktop.ui.start import start


@pytest.fixture(autouse=True)
def no_patience(monkeypatch: pytest.MonkeyPatch) -> None:
    """A locked library is told at once."""
    defaults = LibraryStore.__init__.__kwdefaults__
    assert defaults is not None
    monkeypatch.setitem(defaults, "patience", 0)


class Apps:
    """Starts the app, one run after the other."""

    def __init__(self, qtbot: QtBot, qapp: QApplication, paths: Paths) -> None:
        self._qtbot, self._qapp, self._paths = qtbot, qapp, paths
        self._last: Controller | None = None

    def start(self) -> Controller:
        self.end()
        controller = self._last = start(self._qapp, self._paths, None, ManualClock())
        self._qtbot.addWidget(controller.window)
        controller.window.resize(1280, 720)
        with self._qtbot.waitSignal(controller.keeper.changed):
            controller.window.show()
        controller.window.activateWindow()
        self._qtbot.waitUntil(controller.window.isActiveWindow)
        return controller

    def end(self) -> None:
        if self._last is not None:
            self._last.window.close()


@pytest.fixture
def apps(qtbot: QtBot, qapp: QApplication, paths: Paths) -> Iterator[Apps]:
    apps = Apps(qtbot, qapp, paths)
    yield apps
    apps.end()


def make_library(path: Path, *titles: str) -> None:
    library = Library.open(path, builders.TEMPLATES, ManualClock())
    for title in titles:
        library.new(title)
    library.close()


def damage(path: Path) -> None:
    """Everything behind the first page becomes noise, as on a dying disk.

    The count of changes in the header goes on, so that whoever has the file open reads it anew.
    """
    whole = path.read_bytes()
    first = whole[:24] + b"\x7f" + whole[25:4096]
    path.write_bytes(first + b"\xa5" * (len(whole) - 4096))


@contextmanager
def locked(path: Path) -> Iterator[None]:
    other = sqlite3.connect(path, isolation_level=None)
    other.execute("BEGIN EXCLUSIVE")
    try:
        yield
    finally:
        other.rollback()
        other.close()


def titles(app: Controller) -> list[str]:
    rows = app.library_page.table.rows
    return [rows.index(row, Column.TITLE).data() for row in range(rows.rowCount())]


def shown(app: Controller) -> str:
    return "\n".join(label.text() for label in app.window.findChildren(QLabel) if label.isVisible())


def assert_nothing_is_open(app: Controller, path: Path, sentence: str) -> None:
    """The trouble is told once, with the file; what needs a library is off, and nothing claims that there is one."""
    assert app.library is None
    assert app.library_page.trouble.isVisible()
    assert shown(app).count(sentence) == 1
    assert str(path) in shown(app)
    assert not any(app.actions[one].isEnabled() for one in ("new", "import", "undo"))
    assert not app.library_page.top.new_button.isEnabled()
    assert not app.library_page.top.import_button.isEnabled()
    assert "Library on this computer" not in shown(app)


def try_again(qtbot: QtBot, app: Controller) -> None:
    again = app.library_page.trouble.again
    assert again.hasFocus()
    qtbot.keyClick(again, Qt.Key.Key_Space)


def test_a_damaged_library_at_the_start_is_told_until_another_file_is_in_its_place(
    qtbot: QtBot, apps: Apps, paths: Paths
) -> None:
    make_library(paths.library, "Night bus")
    whole = paths.library.read_bytes()
    damage(paths.library)
    app = apps.start()
    assert_nothing_is_open(app, paths.library, "The library is damaged.")
    try_again(qtbot, app)
    assert_nothing_is_open(app, paths.library, "The library is damaged.")
    paths.library.write_bytes(whole)
    try_again(qtbot, app)
    assert titles(app) == ["Night bus"]
    assert app.actions["new"].isEnabled()
    assert "Library on this computer" in shown(app)


def test_a_locked_library_at_the_start_opens_as_soon_as_it_is_free(qtbot: QtBot, apps: Apps, paths: Paths) -> None:
    make_library(paths.library, "Night bus")
    with locked(paths.library):
        app = apps.start()
        assert_nothing_is_open(app, paths.library, "The library is in use by another program.")
    try_again(qtbot, app)
    assert titles(app) == ["Night bus"]


def test_a_library_that_gets_locked_later_is_told_in_the_page_and_comes_back(
    qtbot: QtBot, apps: Apps, paths: Paths
) -> None:
    make_library(paths.library, "Night bus", "Rain gardens")
    app = apps.start()
    with locked(paths.library):
        qtbot.keyClicks(app.library_page.search, "rain")
        qtbot.waitUntil(lambda: app.library is None)
        assert_nothing_is_open(app, paths.library, "The library is in use by another program.")
    try_again(qtbot, app)
    assert titles(app) == ["Rain gardens"]


def test_a_library_that_gets_damaged_while_a_canvas_is_open_is_told_when_the_list_is_shown(
    apps: Apps, paths: Paths
) -> None:
    make_library(paths.library, "Night bus")
    app = apps.start()
    app.library_page.wishes.open_current()
    assert app.desk is not None
    damage(paths.library)
    app.library_page.refresh()
    assert app.library is not None
    app.show_library()
    assert_nothing_is_open(app, paths.library, "The library is damaged.")


def test_a_backup_is_advised_only_where_there_is_one_and_by_its_place(qtbot: QtBot, apps: Apps, paths: Paths) -> None:
    make_library(paths.library, "Night bus")
    whole = paths.library.read_bytes()
    damage(paths.library)
    app = apps.start()
    qtbot.waitUntil(lambda: "There is no backup beside it." in shown(app))
    folder = paths.library.parent / "backups"
    folder.mkdir()
    app.open_library()
    qtbot.waitUntil(lambda: "There is no backup beside it." in shown(app))
    (folder / "library-schema-0.cmcdb").write_bytes(whole)
    app.open_library()
    advice = f"The last backup is “library-schema-0.cmcdb” in the folder {folder}."
    qtbot.waitUntil(lambda: advice in shown(app))
    assert "There is no backup" not in shown(app)


def test_a_folder_of_backups_that_does_not_answer_does_not_hold_up_the_page_that_tells_of_the_damage(
    qtbot: QtBot, apps: Apps, paths: Paths, backups_are_read: Event
) -> None:
    make_library(paths.library, "Night bus")
    whole = paths.library.read_bytes()
    damage(paths.library)
    app = apps.start()
    assert_nothing_is_open(app, paths.library, "The library is damaged.")
    assert "Looking for backups of it…" in shown(app)
    paths.library.write_bytes(whole)
    try_again(qtbot, app)
    assert titles(app) == ["Night bus"]
    damage(paths.library)
    app.library_page.refresh()
    assert "Looking for backups of it…" in shown(app)
    backups_are_read.set()
    qtbot.waitUntil(lambda: "There is no backup beside it." in shown(app))


def choose(app: Controller, path: Path) -> None:
    """Choose a file in the open chooser."""
    (chooser,) = [one for one in app.window.findChildren(QFileDialog) if one.isVisible()]
    chooser.fileSelected.emit(str(path))
    chooser.reject()


def test_another_library_is_opened_from_the_trouble_and_the_next_time_too(
    qtbot: QtBot, apps: Apps, paths: Paths, tmp_path: Path
) -> None:
    other = tmp_path / "stick" / "other.cmcdb"
    make_library(other, "Day bus")
    make_library(paths.library)
    damage(paths.library)
    app = apps.start()
    qtbot.mouseClick(app.library_page.trouble.other, Qt.MouseButton.LeftButton)
    choose(app, other)
    assert titles(app) == ["Day bus"]
    assert titles(apps.start()) == ["Day bus"]


def test_a_new_library_is_started_from_the_trouble(qtbot: QtBot, apps: Apps, paths: Paths, tmp_path: Path) -> None:
    make_library(paths.library)
    damage(paths.library)
    damaged = paths.library.read_bytes()
    app = apps.start()
    qtbot.mouseClick(app.library_page.trouble.fresh, Qt.MouseButton.LeftButton)
    choose(app, tmp_path / "fresh.cmcdb")
    assert app.library is not None
    assert "There is no canvas yet." in shown(app)
    assert paths.library.read_bytes() == damaged


def test_another_library_is_opened_from_the_menu_with_a_canvas_on_the_desk(
    apps: Apps, paths: Paths, tmp_path: Path
) -> None:
    make_library(paths.library, "Night bus")
    make_library(tmp_path / "other.cmcdb", "Day bus")
    app = apps.start()
    app.library_page.wishes.open_current()
    app.actions["open_library"].trigger()
    choose(app, tmp_path / "other.cmcdb")
    assert app.desk is None
    assert titles(app) == ["Day bus"]
    app.keeper.change_to(paths.library)
    assert app.window.settings.library == ""
    assert titles(app) == ["Night bus"]


def test_a_file_that_is_no_library_is_refused_and_the_open_one_stays(apps: Apps, paths: Paths, tmp_path: Path) -> None:
    make_library(paths.library, "Night bus")
    letter = tmp_path / "letter.txt"
    letter.write_text("Dear council,\n" * 40)
    app = apps.start()
    app.keeper.change_to(letter)
    assert f"{letter} is not a CMC Desktop library" in app.window.messages.text
    assert titles(app) == ["Night bus"]
    assert app.window.settings.library == ""
    assert letter.read_text().startswith("Dear council")


def test_a_remembered_library_that_is_gone_is_not_made_anew_and_the_usual_one_is_offered(
    qtbot: QtBot, apps: Apps, paths: Paths, tmp_path: Path
) -> None:
    make_library(paths.library, "Night bus")
    other = tmp_path / "stick" / "other.cmcdb"
    make_library(other, "Day bus")
    apps.start().keeper.change_to(other)
    apps.end()
    other.rename(tmp_path / "elsewhere.cmcdb")
    app = apps.start()
    assert_nothing_is_open(app, other, "is not there.")
    assert not other.exists()
    qtbot.mouseClick(app.library_page.trouble.usual, Qt.MouseButton.LeftButton)
    assert titles(app) == ["Night bus"]


def test_the_folder_of_the_library_can_be_shown(qtbot: QtBot, apps: Apps, paths: Paths) -> None:
    make_library(paths.library)
    damage(paths.library)
    app = apps.start()
    wanted: list[object] = []
    app.keeper.folder_wanted.disconnect()
    app.keeper.folder_wanted.connect(wanted.append)
    qtbot.mouseClick(app.library_page.trouble.folder, Qt.MouseButton.LeftButton)
    assert wanted == [paths.library.parent]
    assert not app.library_page.trouble.usual.isVisible()


# taking back in the real window


def test_ctrl_z_brings_a_deleted_canvas_back_and_says_what_it_would_do(qtbot: QtBot, apps: Apps, paths: Paths) -> None:
    make_library(paths.library, "Night bus", "Rain gardens")
    app = apps.start()
    undo = app.actions["undo"]
    assert (undo.isEnabled(), undo.text()) == (False, "Undo")
    page = app.library_page
    page.table.setFocus()
    assert page.current is not None
    gone = page.current.head.title
    qtbot.keyClick(page.table, Qt.Key.Key_Delete)
    assert len(titles(app)) == 1
    assert undo.text() == f"Undo: delete “{gone}”"
    qtbot.keyClick(page.table, Qt.Key.Key_Z, Qt.KeyboardModifier.ControlModifier)
    assert len(titles(app)) == 2
    assert (undo.isEnabled(), undo.text()) == (False, "Undo")
    assert app.window.messages.text == f"“{gone}” is back."


def test_the_message_of_a_deletion_stays_until_a_canvas_is_opened(
    apps: Apps, paths: Paths, monkeypatch: pytest.MonkeyPatch
) -> None:
    monkeypatch.setattr(MessageBar, "_SECONDS", 0)
    make_library(paths.library, "Night bus", "Rain gardens")
    app = apps.start()
    app.library_page.wishes.do("delete")
    QApplication.processEvents()
    assert app.window.messages.isVisible()
    app.library_page.wishes.open_current()
    assert app.desk is not None
    assert not app.window.messages.isVisible()
    assert app.actions["undo"].text() == "Undo"


def test_an_archived_canvas_that_was_deleted_and_is_imported_again_is_shown_in_the_archive(
    qtbot: QtBot, apps: Apps, paths: Paths, tmp_path: Path
) -> None:
    make_library(paths.library, "Night bus", "Rain gardens")
    app = apps.start()
    assert app.library is not None
    canvas_id = next(one.head.id for one in app.library.listed() if one.head.title == "Night bus")
    app.library.archive(canvas_id)
    canvas, file = app.library.session(canvas_id).canvas, tmp_path / "bus.cmc"
    exporter = Exporter(paths.resources / "fonts", ManualClock())
    exporter.export(canvas.snapshot(), file, revisions=revisions_of(app.library, canvas))
    app.library.delete(canvas_id)
    app.library_page.refresh()
    app.library_page.import_chosen.emit([file])
    qtbot.waitUntil(lambda: "in the archive" in app.window.messages.text)
    assert "brought back" in app.window.messages.text
    assert app.library_page.shelves.choice == Choice(Shelf.ARCHIVE)
    assert titles(app) == ["Night bus"]
