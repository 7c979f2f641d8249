"""A copy of the canvas on the desk comes back: the canvas is at hand, and is as it is by then."""

from __future__ import annotations

from collections.abc import Iterator
from pathlib import Path

import pytest
from builders import given_copy, paths_in, put
from copies_apart import CopiesApart, everyday
from PySide6.QtWidgets import QApplication
from pytestqt.qtbot import QtBot

from cmc_desktop.model.domain.canvas import Canvas
from cmc_desktop.model.domain.merging.ancestry import Parents
from cmc_desktop.model.services import recognising
from cmc_desktop.model.store.library_store import LibraryStore
from cmc_desktop.ui import start
from cmc_desktop.ui.controller import Controller


@pytest.fixture
def apart(tmp_path: Path) -> CopiesApart:
    return everyday(tmp_path, 1)


@pytest.fixture
def app(qtbot: QtBot, qapp: QApplication, apart: CopiesApart) -> Iterator[Controller]:
    """The moderator's app with the canvas on the desk."""
    apart.library.close()
    paths = paths_in(apart.folder / "here")
    controller = start.start(qapp, paths, paths.library, apart.clock)
    controller.window.show()
    qtbot.waitUntil(lambda: controller.library is not None)
    controller.open_canvas(apart.here.canvas.id)
    yield controller
    controller.window.close()
    controller.window.deleteLater()
    qapp.processEvents()


def test_the_canvas_on_the_desk_is_not_read_from_the_library_again(
    qtbot: QtBot, app: Controller, apart: CopiesApart, monkeypatch: pytest.MonkeyPatch
) -> None:
    file = given_copy(apart.officers.store, apart.there, apart.folder / "back.cmc", "Ada")
    read: list[str] = []
    load = LibraryStore.load

    def counted(store: LibraryStore, canvas_id: str) -> tuple[Canvas, int]:
        read.append(canvas_id)
        return load(store, canvas_id)

    monkeypatch.setattr(LibraryStore, "load", counted)
    desk = app.desk
    assert desk is not None
    app.copy_files.bring_back([file])
    qtbot.waitUntil(lambda: desk.merging.page is not None)
    assert read == []


def test_what_is_written_while_the_file_is_read_is_on_its_page(
    qtbot: QtBot, app: Controller, apart: CopiesApart
) -> None:
    file = given_copy(apart.officers.store, apart.there, apart.folder / "back.cmc", "Ada")
    desk = app.desk
    assert desk is not None
    app.copy_files.bring_back([file])
    put(desk.bridge.session, "costs", "Written meanwhile")
    qtbot.waitUntil(lambda: desk.merging.page is not None)
    page = desk.merging.page
    assert page is not None
    page.join_copy()
    assert not page.is_preview
    assert "Written meanwhile" in [note.text for note in desk.bridge.canvas.notes_in("costs")]
    assert "Train 12 staff in data stewardship" in [note.text for note in desk.bridge.canvas.notes_in("activities")]


def test_what_was_recognised_holds_as_long_as_nothing_was_written_since(
    qtbot: QtBot, app: Controller, apart: CopiesApart, monkeypatch: pytest.MonkeyPatch
) -> None:
    file = given_copy(apart.officers.store, apart.there, apart.folder / "back.cmc", "Ada")
    desk = app.desk
    assert desk is not None
    bases: list[str] = []
    common = recognising.last_common

    def counted(parents: Parents, one: str, other: str) -> tuple[str, ...]:
        bases.append(other)
        return common(parents, one, other)

    monkeypatch.setattr(recognising, "last_common", counted)
    app.copy_files.bring_back([file])
    qtbot.waitUntil(lambda: desk.merging.page is not None)
    assert len(bases) == 1
