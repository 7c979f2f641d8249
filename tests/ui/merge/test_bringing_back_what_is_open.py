"""A copy of the canvas on the desk comes back: the canvas is at hand, and is as it is by then."""

from __future__ import annotations

import itertools
from collections.abc import Iterator
from pathlib import Path

import pytest
from builders import add_people, bring_to, given_copy, ids, paths_in, put
from copies_apart import CopiesApart, everyday
from PySide6.QtTest import QTest
from PySide6.QtWidgets import QApplication
from pytestqt.qtbot import QtBot

from cmc_desktop.model.domain.canvas import Canvas
from cmc_desktop.model.domain.changes import EveryoneArrives
from cmc_desktop.model.domain.merging.ancestry import Parents
from cmc_desktop.model.domain.note import Note
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


def test_a_copy_waits_while_a_note_is_being_reworded(qtbot: QtBot, app: Controller, apart: CopiesApart) -> None:
    file = given_copy(apart.officers.store, apart.there, apart.folder / "back.cmc", "Ada")
    desk = app.desk
    assert desk is not None
    note = ids(desk.bridge.session, "activities")[1]
    desk.page.board.focus_note(note)
    app.actions["edit_note"].trigger()
    app.copy_files.bring_back([file])
    press_where_the_keys_are(", and")
    qtbot.waitUntil(app.window.messages.isVisible)
    press_where_the_keys_are(" for 2 more trams 1 day a week")
    assert desk.merging.page is None
    assert desk.bridge.canvas.find(Note, note) == apart.here.canvas.find(Note, note)
    assert app.window.messages.text == "The copy of “Open mobility data platform” waits until you look at it."


def test_a_copy_waits_while_an_answer_is_being_typed(qtbot: QtBot, app: Controller, apart: CopiesApart) -> None:
    file = given_copy(apart.officers.store, apart.there, apart.folder / "back.cmc", "Ada")
    desk = app.desk
    assert desk is not None
    add_people(desk.bridge.session)
    desk.bridge.session.do(EveryoneArrives())
    bring_to(desk.bridge.session, "consensus")
    app.actions["ask"].trigger()
    page = desk.page.roll_call
    page.dead_time.ticks = itertools.count(page.dead_time.ticks() + 1000, 1000).__next__
    press_where_the_keys_are("R")
    press_where_the_keys_are("only")
    app.copy_files.bring_back([file])
    qtbot.waitUntil(app.window.messages.isVisible)
    assert desk.merging.page is None
    press_where_the_keys_are(" with 2 benches")
    assert list(desk.page.unstored_words().values()) == ["only with 2 benches"]


def press_where_the_keys_are(words: str) -> None:
    for letter in words:
        widget = QApplication.focusWidget()
        assert widget is not None
        QTest.keyClicks(widget, letter)


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
