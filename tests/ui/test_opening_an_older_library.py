"""A library of an older app is brought up to date beside the window, which says so, can be used and can be closed."""

from __future__ import annotations

import gzip
from collections.abc import Callable, Iterator
from contextlib import closing
from pathlib import Path
from threading import Event, current_thread, main_thread

import builders
import pytest
from large_old_library import make_large_old_library
from PySide6.QtWidgets import QApplication, QPushButton
from pytestqt.qtbot import QtBot
from sqlalchemy import Engine

from cmc_desktop.model.services import bringing_up_to_date
from cmc_desktop.model.services.clock import ManualClock
from cmc_desktop.model.services.library import Library
from cmc_desktop.model.store import search
from cmc_desktop.model.store import sqlite_engine as engines
from cmc_desktop.model.store.tables import SCHEMA_VERSION
from cmc_desktop.paths import Paths
from cmc_desktop.ui.controller import Controller
from cmc_desktop.ui.start import start

CANVASES = 300
FILE = Path(__file__).parents[1] / "files" / "library-schema-2.cmcdb.gz"


@pytest.fixture(scope="module")
def large(tmp_path_factory: pytest.TempPathFactory) -> bytes:
    path = tmp_path_factory.mktemp("large") / "library.cmcdb"
    make_large_old_library(path, CANVASES)
    return path.read_bytes()


@pytest.fixture
def small() -> bytes:
    return gzip.decompress(FILE.read_bytes())


def put(path: Path, library: bytes) -> None:
    path.parent.mkdir(parents=True, exist_ok=True)
    path.write_bytes(library)


@pytest.fixture
def begin(qtbot: QtBot, qapp: QApplication, paths: Paths) -> Iterator[Callable[[], Controller]]:
    apps: list[Controller] = []

    def begin() -> Controller:
        app = start(qapp, paths, None, ManualClock())
        apps.append(app)
        qtbot.addWidget(app.window)
        app.window.show()
        return app

    yield begin
    for app in apps:
        app.window.close()


class Slow:
    """Holds up the change of the tables until it is let go on; says on which thread it was reached."""

    def __init__(self, monkeypatch: pytest.MonkeyPatch) -> None:
        self.reached, self.go_on, self.beside = Event(), Event(), False
        self._upgrade = bringing_up_to_date.upgrade  # type: ignore[attr-defined]
        monkeypatch.setattr(bringing_up_to_date, "upgrade", self)

    def __call__(self, engine: Engine, path: Path, *, pause: Callable[[], object]) -> None:
        self.beside = current_thread() is not main_thread()
        self.reached.set()
        while not self.go_on.wait(0.01):
            pause()
        self._upgrade(engine, path, pause=pause)


def test_a_large_older_library_is_opened_with_its_list_ready_and_nothing_of_it_is_done_by_the_window(
    qtbot: QtBot, begin: Callable[[], Controller], paths: Paths, large: bytes, monkeypatch: pytest.MonkeyPatch
) -> None:
    read_by_the_window: list[str] = []
    words_of = search.words_as_far_as_readable

    def told_words_of(connection: object, ids: list[str]) -> object:
        if current_thread() is main_thread():
            read_by_the_window.extend(ids)
        return words_of(connection, ids)  # type: ignore[arg-type]

    monkeypatch.setattr(search, "words_as_far_as_readable", told_words_of)
    monkeypatch.setattr("cmc_desktop.model.store.listing.words_as_far_as_readable", told_words_of)
    put(paths.library, large)
    slow = Slow(monkeypatch)
    app = begin()
    qtbot.waitUntil(slow.reached.is_set)
    assert slow.beside
    assert app.library is None
    assert app.tasks.label == "Bringing the library up to date."
    slow.go_on.set()
    qtbot.waitUntil(lambda: app.library is not None, timeout=20_000)
    assert read_by_the_window == []
    assert app.library_page.table.rows.rowCount() == CANVASES + 4
    assert {one.notes for one in app.library.listed() if one.head.title.startswith("Rain gardens ")} == {
        next(one.notes for one in app.library.listed() if one.head.title == "Rain gardens")
    }


def test_what_was_on_the_desk_of_the_older_app_is_there_again(
    qtbot: QtBot, begin: Callable[[], Controller], paths: Paths, small: bytes, tmp_path: Path
) -> None:
    put(tmp_path / "look.cmcdb", small)
    with closing(Library.open(tmp_path / "look.cmcdb", builders.TEMPLATES, ManualClock())) as library:
        canvas_id = next(one.head.id for one in library.listed() if one.head.title == "Rain gardens")
    put(paths.library, small)
    app = start_with_canvas(begin, paths, canvas_id)
    qtbot.waitUntil(lambda: app.desk is not None)
    assert app.desk is not None
    assert app.desk.bridge.canvas.id == canvas_id


def start_with_canvas(begin: Callable[[], Controller], paths: Paths, canvas_id: str) -> Controller:
    app = begin()
    app.window.settings.open_canvas = canvas_id
    return app


def test_it_is_stopped_and_tried_again_from_the_page_that_says_so(
    qtbot: QtBot, begin: Callable[[], Controller], paths: Paths, small: bytes, monkeypatch: pytest.MonkeyPatch
) -> None:
    put(paths.library, small)
    slow = Slow(monkeypatch)
    app = begin()
    qtbot.waitUntil(slow.reached.is_set)
    app.tasks.cancel()
    qtbot.waitUntil(app.library_page.trouble.isVisible)
    assert paths.library.read_bytes() == small
    slow.go_on.set()
    app.library_page.trouble.again.click()
    qtbot.waitUntil(lambda: app.library is not None)


def test_the_window_is_closed_meanwhile_and_the_library_is_as_it_was(
    qtbot: QtBot, begin: Callable[[], Controller], paths: Paths, small: bytes, monkeypatch: pytest.MonkeyPatch
) -> None:
    put(paths.library, small)
    slow = Slow(monkeypatch)
    app = begin()
    qtbot.waitUntil(slow.reached.is_set)
    app.window.close()
    assert paths.library.read_bytes() == small


def test_another_library_of_an_older_app_is_opened_while_the_one_before_stays_in_use(
    qtbot: QtBot, begin: Callable[[], Controller], small: bytes, tmp_path: Path, monkeypatch: pytest.MonkeyPatch
) -> None:
    put(tmp_path / "old.cmcdb", small)
    slow = Slow(monkeypatch)
    app = begin()
    qtbot.waitUntil(lambda: app.library is not None)
    before = app.library
    app.keeper.change_to(tmp_path / "old.cmcdb")
    qtbot.waitUntil(slow.reached.is_set)
    assert app.library is before
    app.keeper.change_to(tmp_path / "third.cmcdb")
    assert "this has to end: Bringing the library up to date." in app.window.messages.text
    assert any(one.text() == "Stop it" for one in app.window.messages.findChildren(QPushButton))
    slow.go_on.set()
    qtbot.waitUntil(lambda: app.keeper.address == tmp_path / "old.cmcdb")
    assert engines.file_version(tmp_path / "old.cmcdb") == SCHEMA_VERSION
    assert not (tmp_path / "third.cmcdb").exists()
