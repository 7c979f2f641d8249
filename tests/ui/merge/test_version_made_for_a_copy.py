"""The version that is made for a copy of a signed canvas: it goes when nothing is joined, and nobody's work with it."""

from __future__ import annotations

from collections.abc import Callable, Iterator
from pathlib import Path

import pytest
from builders import paths_in, put, texts
from copies_apart import CopiesApart
from copies_that_came import signed_with_two_away
from PySide6.QtWidgets import QApplication
from pytestqt.qtbot import QtBot

from cmc_desktop.model.services import recognising
from cmc_desktop.model.services.library import Library
from cmc_desktop.model.services.safe_file import FileTrouble
from cmc_desktop.ui import start
from cmc_desktop.ui.controller import Controller
from cmc_desktop.ui.copies.next_version_dialog import NextVersionDialog
from cmc_desktop.ui.merge.merge_page import MergePage
from cmc_desktop.ui.unstored_words import UnstoredWords

Started = Callable[[], Controller]


@pytest.fixture
def apart(tmp_path: Path) -> tuple[CopiesApart, Path]:
    """A canvas that was signed while a copy was away, and that copy."""
    apart, first, _ = signed_with_two_away(tmp_path)
    apart.library.close()
    return apart, first


@pytest.fixture
def started(qtbot: QtBot, qapp: QApplication, tmp_path: Path, apart: tuple[CopiesApart, Path]) -> Iterator[Started]:
    """Starts the app on the moderator's library."""
    apps: list[Controller] = []

    def begin() -> Controller:
        paths = paths_in(tmp_path / "here")
        app = start.start(qapp, paths, paths.library, apart[0].clock)
        apps.append(app)
        app.window.show()
        qtbot.waitUntil(lambda: app.library is not None)
        return app

    yield begin
    for app in apps:
        app.window.close()
        app.window.deleteLater()
    qapp.processEvents()


@pytest.fixture
def app(started: Started) -> Controller:
    return started()


def page(app: Controller) -> MergePage:
    assert app.desk is not None
    shown = app.desk.merging.page
    assert shown is not None
    return shown


def versions(app: Controller) -> list[int]:
    """Also those that were deleted."""
    assert app.library is not None
    return sorted(one.head.version for one in (*app.library.every(), *app.library.deleted()))


def version(app: Controller, number: int) -> str:
    """The id of that version."""
    assert app.library is not None
    (found,) = [one.head.id for one in app.library.every() if one.head.version == number]
    return found


def take_offer(qtbot: QtBot, app: Controller, path: Path) -> None:
    app.copy_files.bring_back([path])
    qtbot.waitUntil(app.window.messages.isVisible)
    app.window.messages.take_offer()


def test_a_copy_of_a_signed_canvas_waits_until_it_is_looked_at_whatever_else_is_told(
    qtbot: QtBot, app: Controller, apart: tuple[CopiesApart, Path]
) -> None:
    app.copy_files.bring_back([apart[1]])
    qtbot.waitUntil(app.window.messages.isVisible)
    app.window.tell("Something else")
    assert app.copy_files.waiting.line.isVisible()
    app.window.messages.hide()
    take_offer(qtbot, app, apart[1])
    assert not app.copy_files.waiting.line.isVisible()
    page(app).foot.leave.click()
    assert not app.copy_files.waiting


def write_elsewhere(app: Controller, canvas_id: str, words: str) -> None:
    """Another window on the same library goes on in a canvas."""
    assert app.library is not None
    other = Library.open(app.library.store.address, app.library.templates, app.library.clock)
    put(other.session(canvas_id), "value", words)
    other.close()


def test_it_goes_when_the_page_is_left_and_stays_when_the_copy_is_joined(
    qtbot: QtBot, app: Controller, apart: tuple[CopiesApart, Path]
) -> None:
    take_offer(qtbot, app, apart[1])
    assert page(app).head.when.text().endswith("joins version 2")
    page(app).foot.leave.click()
    assert app.desk is not None
    assert app.desk.bridge.canvas.sign_off is not None
    assert versions(app) == [1]
    take_offer(qtbot, app, apart[1])
    page(app).join_copy()
    page(app).foot.leave.click()
    assert versions(app) == [1, 2]
    assert app.desk.bridge.canvas.head.version == 2
    assert "Drivers" in texts(app.desk.bridge.session, "costs")


@pytest.mark.parametrize("is_known", [True, False])
def test_what_others_wrote_in_it_keeps_it(
    qtbot: QtBot, app: Controller, apart: tuple[CopiesApart, Path], is_known: bool
) -> None:
    take_offer(qtbot, app, apart[1])
    made = page(app).canvas.id
    write_elsewhere(app, made, "Three hours of work")
    if is_known:
        assert app.desk is not None
        app.desk.bridge.session.catch_up()
    page(app).foot.leave.click()
    assert app.desk is not None
    assert app.desk.bridge.canvas.head.version == 1
    assert version(app, 2) == made
    app.open_canvas(made)
    assert texts(app.desk.bridge.session, "value")[-1] == "Three hours of work"


def test_it_goes_at_once_where_its_page_cannot_be_shown(
    qtbot: QtBot, app: Controller, apart: tuple[CopiesApart, Path], monkeypatch: pytest.MonkeyPatch
) -> None:
    assert app.library is not None
    app.open_canvas(app.library.new("Another"))
    with monkeypatch.context() as full:
        full.setattr(UnstoredWords, "keep", _disk_full)
        take_offer(qtbot, app, apart[1])
        assert "not stored yet" in app.window.messages.text
    assert app.desk is not None
    assert app.desk.bridge.canvas.head.title == "Another"
    assert versions(app) == [1, 1]


def _disk_full(*_arguments: object) -> None:
    raise FileTrouble("The disk is full.")


def test_it_gives_way_to_the_version_before_where_the_canvas_one_came_from_was_removed(
    qtbot: QtBot, app: Controller, apart: tuple[CopiesApart, Path]
) -> None:
    assert app.library is not None
    another = app.library.new("Another")
    app.open_canvas(another)
    take_offer(qtbot, app, apart[1])
    app.library.delete(another)
    app.library.purge(another)
    page(app).foot.leave.click()
    assert app.desk is not None
    assert app.desk.bridge.canvas.head.version == 1
    assert app.desk.bridge.canvas.sign_off is not None
    assert versions(app) == [1]
    assert app.window.messages.isVisible(), "why it is not the other canvas"


def test_it_stays_where_it_cannot_leave_the_desk(
    qtbot: QtBot, app: Controller, apart: tuple[CopiesApart, Path], monkeypatch: pytest.MonkeyPatch
) -> None:
    assert app.library is not None
    another = app.library.new("Another")
    app.open_canvas(another)
    take_offer(qtbot, app, apart[1])
    made = page(app).canvas.id
    with monkeypatch.context() as full:
        full.setattr(UnstoredWords, "keep", _disk_full)
        page(app).foot.leave.click()
        assert "not stored yet" in app.window.messages.text
    assert app.desk is not None
    assert app.desk.bridge.canvas.id == made
    assert versions(app) == [1, 1, 2]
    put(app.desk.bridge.session, "value", "Three hours of work")
    app.open_canvas(another)
    assert version(app, 2) == made


def test_it_goes_at_once_where_the_copy_cannot_be_compared_with_it(
    qtbot: QtBot, app: Controller, apart: tuple[CopiesApart, Path], monkeypatch: pytest.MonkeyPatch
) -> None:
    assert app.library is not None
    app.open_canvas(app.library.new("Another"))
    app.copy_files.bring_back([apart[1]])
    qtbot.waitUntil(app.window.messages.isVisible)
    monkeypatch.setattr(recognising, "look_beside", _disk_full)
    app.window.messages.take_offer()
    assert app.window.messages.text == "The disk is full."
    assert app.desk is not None
    assert app.desk.bridge.canvas.head.title == "Another"
    assert versions(app) == [1, 1]


def test_a_version_that_somebody_works_in_is_not_one_that_was_made_for_a_copy(
    qtbot: QtBot, app: Controller, apart: tuple[CopiesApart, Path]
) -> None:
    take_offer(qtbot, app, apart[1])
    made = page(app).canvas.id
    write_elsewhere(app, made, "Three hours of work")
    page(app).foot.leave.click()
    app.show_library()
    take_offer(qtbot, app, apart[1])
    assert page(app).canvas.id == made
    page(app).foot.leave.click()
    assert version(app, 2) == made


def test_it_goes_with_the_window_which_begins_again_where_it_was_before(
    qtbot: QtBot, started: Started, apart: tuple[CopiesApart, Path]
) -> None:
    app = started()
    assert app.library is not None
    another = app.library.new("Another")
    app.open_canvas(another)
    take_offer(qtbot, app, apart[1])
    assert page(app).canvas.head.version == 2
    app.window.close()
    again = started()
    qtbot.waitUntil(lambda: again.desk is not None)
    assert again.desk is not None
    assert again.desk.bridge.canvas.id == another
    assert versions(again) == [1, 1]


def test_a_window_that_ends_in_front_of_the_page_of_a_listed_copy_shows_no_list_any_more(
    qtbot: QtBot, app: Controller, apart: tuple[CopiesApart, Path]
) -> None:
    again = apart[1].with_name("again.cmc")
    again.write_bytes(apart[1].read_bytes())
    app.copy_files.bring_back([apart[1], again])
    qtbot.waitUntil(lambda: app.copy_files.came is not None)
    dialog = app.copy_files.came
    assert dialog is not None
    dialog.join.click()
    (question,) = [one for one in app.window.findChildren(NextVersionDialog) if one.isVisible()]
    question.go_on.click()
    assert page(app).is_preview
    app.window.close()
    assert not dialog.isVisible()
