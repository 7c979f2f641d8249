"""The administrator puts an earlier backup in the place of a library that is open in a window: it is opened again."""

from __future__ import annotations

import sqlite3
from collections.abc import Callable, Iterator
from contextlib import closing
from pathlib import Path

import builders
import pytest
from postgres_server import PostgresServer
from PySide6.QtTest import QTest
from PySide6.QtWidgets import QApplication
from pytestqt.qtbot import QtBot

from cmc_desktop.model.domain.changes import AddNote, Rename
from cmc_desktop.model.domain.errors import CutOff
from cmc_desktop.model.services.clock import ManualClock
from cmc_desktop.model.services.library import Library
from cmc_desktop.model.store.library_address import LibraryAddress
from cmc_desktop.paths import Paths
from cmc_desktop.ui.canvas_controller import CanvasController
from cmc_desktop.ui.controller import Controller
from cmc_desktop.ui.start import start

pytestmark = pytest.mark.both_databases
#: keeps the library as it is, and returns what puts that back
Dump = Callable[[], Callable[[], None]]


@pytest.fixture
def dump(library_address: LibraryAddress, request: pytest.FixtureRequest, tmp_path: Path) -> Dump:
    if isinstance(library_address, Path):
        path = library_address
        return lambda: _copied(path, tmp_path / "dump") or (lambda: _copied(tmp_path / "dump", path))
    postgres: PostgresServer = request.getfixturevalue("postgres")
    name = library_address.database

    def kept() -> Callable[[], None]:
        _closed_to_all(postgres, name)
        postgres.run(f"CREATE DATABASE {name}_dump TEMPLATE {name}", f"ALTER DATABASE {name} ALLOW_CONNECTIONS true")
        return lambda: postgres.run(
            f"DROP DATABASE {name} WITH (FORCE)", f"ALTER DATABASE {name}_dump RENAME TO {name}"
        )

    return kept


def _closed_to_all(postgres: PostgresServer, name: str) -> None:
    postgres.run(
        f"ALTER DATABASE {name} ALLOW_CONNECTIONS false",
        f"SELECT pg_terminate_backend(pid, 5000) FROM pg_stat_activity WHERE datname = '{name}'",
    )


def _copied(source: Path, target: Path) -> None:
    """The file itself stays the one it was, as where its content is put back."""
    with closing(sqlite3.connect(source)) as one, closing(sqlite3.connect(target)) as other:
        one.backup(other)


@pytest.fixture
def controller(
    qtbot: QtBot, qapp: QApplication, library_address: LibraryAddress, paths: Paths, clock: ManualClock
) -> Iterator[Controller]:
    """The app, with a canvas on the desk."""
    controller = start(qapp, paths, library_address, clock)
    qtbot.addWidget(controller.window)
    controller.window.resize(1280, 720)
    with qtbot.waitSignal(controller.keeper.changed):
        controller.window.show()
    assert controller.library is not None
    controller.open_canvas(controller.library.new("Night bus", "Port Alder"))
    yield controller
    controller.window.close()


def desk(controller: Controller) -> CanvasController:
    assert controller.desk is not None
    return controller.desk


def lose_a_note(controller: Controller, dump: Dump, address: LibraryAddress, qtbot: QtBot) -> None:
    """The last note that this window wrote goes with what is put back; somebody else writes one in its place."""
    desk(controller).bridge.do(AddNote("value", "Before"))
    put_back = dump()
    # a server had to let everybody go for that
    qtbot.waitUntil(lambda: desk(controller).bridge.do(AddNote("value", "Mine")), timeout=10_000)
    put_back()
    with closing(Library.open(address, builders.TEMPLATES, ManualClock())) as others:
        others.session(desk(controller).bridge.canvas.id).do(AddNote("value", "Ours"))


def test_the_window_shows_what_the_library_holds_now_and_keeps_what_is_typed(
    controller: Controller, dump: Dump, library_address: LibraryAddress, clock: ManualClock, qtbot: QtBot
) -> None:
    before = desk(controller)
    line = before.page.board.frame("costs").make_draft()
    line.editor.setFocus()
    QTest.keyClicks(line.editor, "Half a thought")
    lose_a_note(controller, dump, library_address, qtbot)
    clock.forward(seconds=2)
    qtbot.waitUntil(lambda: controller.desk not in (before, None), timeout=10_000)
    assert builders.texts(desk(controller).bridge.session, "value") == ["Before", "Ours"]
    assert "another state of this canvas" in controller.window.messages.text
    assert "opened again" in controller.window.messages.text
    assert desk(controller).page.waiting_words() == {"box:costs": "Half a thought"}


def test_what_is_done_before_the_window_has_noticed_is_refused_and_nothing_is_mixed(
    controller: Controller, dump: Dump, library_address: LibraryAddress, qtbot: QtBot
) -> None:
    before = desk(controller)
    before.bridge.rest()  # as when it has not looked yet
    lose_a_note(controller, dump, library_address, qtbot)
    before.bridge._timer.start()
    assert not before.bridge.do(AddNote("value", "After mine"))
    qtbot.waitUntil(lambda: controller.desk not in (before, None), timeout=10_000)
    assert builders.texts(desk(controller).bridge.session, "value") == ["Before", "Ours"]


def test_a_list_of_canvases_is_read_anew(
    controller: Controller, dump: Dump, library_address: LibraryAddress, qtbot: QtBot
) -> None:
    """What was renamed and made since is not in it any more, whatever others wrote in its place."""
    library = controller.library
    assert library is not None
    canvas_id = desk(controller).bridge.canvas.id
    controller.show_library()
    put_back = dump()
    qtbot.waitUntil(lambda: made(library), timeout=10_000)
    library.do(canvas_id, Rename("Tram", "Oslo"))
    _, mark = library.every_listed()
    put_back()
    with closing(Library.open(library_address, builders.TEMPLATES, ManualClock())) as others:
        others.new("Ferry", "")
        others.new("Bicycles", "")
    qtbot.waitUntil(lambda: not_cut_off(library), timeout=10_000)
    assert library.listed_since(mark) is None


def made(library: Library) -> bool:
    try:
        library.new("Lost", "")
    except CutOff:
        return False
    return True


def not_cut_off(library: Library) -> bool:
    try:
        library.every_listed()
    except CutOff:
        return False
    return True
