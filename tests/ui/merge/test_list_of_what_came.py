"""Several files brought back at once: the list of them knows what became of each, and stays until it is closed."""

from __future__ import annotations

from collections.abc import Callable, Iterator
from pathlib import Path

import pytest
from builders import bring_to, everyone_satisfied, given_copy, open_library, paths_in, put, texts
from copies_apart import CopiesApart, everyday
from copies_that_came import another_copy, sent_back, signed_with_two_away
from merge_page_at_hand import press
from PySide6.QtCore import Qt
from PySide6.QtTest import QTest
from PySide6.QtWidgets import QApplication
from pytestqt.qtbot import QtBot

from cmc_desktop.model.domain.changes import EveryoneArrives, NextPhase, SignOffCanvas
from cmc_desktop.model.services.series import Series
from cmc_desktop.ui import start
from cmc_desktop.ui.controller import Controller
from cmc_desktop.ui.copies.next_version_dialog import NextVersionDialog
from cmc_desktop.ui.dialogs.came_dialog import CameDialog
from cmc_desktop.ui.merge.merge_page import MergePage

Started = Callable[[CopiesApart], Controller]


@pytest.fixture
def started(qtbot: QtBot, qapp: QApplication, tmp_path: Path) -> Iterator[Started]:
    """The app on the moderator's library."""
    apps: list[Controller] = []

    def begin(apart: CopiesApart) -> Controller:
        apart.library.close()
        paths = paths_in(tmp_path / "here")
        app = start.start(qapp, paths, paths.library, apart.clock)
        apps.append(app)
        app.window.show()
        qtbot.waitUntil(lambda: app.library is not None)
        return app

    yield begin
    for app in apps:
        app.window.close()
        app.window.deleteLater()
    qapp.processEvents()


def brought(qtbot: QtBot, app: Controller, *files: Path) -> CameDialog:
    """The list of what came with these files."""
    app.copy_files.bring_back(files)
    qtbot.waitUntil(lambda: app.copy_files.came is not None)
    return listed(app)


def listed(app: Controller) -> CameDialog:
    dialog = app.copy_files.came
    assert dialog is not None
    return dialog


def page(app: Controller) -> MergePage:
    assert app.desk is not None
    shown = app.desk.merging.page
    assert shown is not None
    return shown


def told(dialog: CameDialog, row: int) -> str:
    item = dialog.list.item(row, 3)
    assert item is not None
    return item.text()


def offered(app: Controller) -> NextVersionDialog:
    (dialog,) = [one for one in app.window.findChildren(NextVersionDialog) if one.isVisible()]
    return dialog


def everything_else(folder: Path) -> Path:
    """A copy of a canvas that is not known here, which opens by itself."""
    other = open_library(folder / "elsewhere")
    session = other.session(other.new("Night bus"))
    put(session, "value", "Home by night")
    return given_copy(other.store, session, folder / "other.cmc", "Bo")


def test_a_copy_whose_joining_was_undone_on_its_page_waits_in_the_list_as_before(
    qtbot: QtBot, started: Started, tmp_path: Path
) -> None:
    apart = everyday(tmp_path, 1)
    app = started(apart)
    dialog = brought(qtbot, app, sent_back(apart), everything_else(tmp_path))
    assert dialog.heading.text() == "1 copy waits to be joined"
    waiting = told(dialog, 0)
    dialog.join.click()
    page(app).foot.join.click()
    page(app).foot.undo.click()
    page(app).foot.leave.click()
    assert dialog.isVisible()
    assert dialog.heading.text() == "1 copy waits to be joined"
    assert told(dialog, 0) == waiting
    dialog.join.click()
    page(app).foot.join.click()
    page(app).foot.undo.click()
    page(app).join_copy()
    page(app).foot.leave.click()
    assert told(dialog, 0) == "Joined"
    assert "1 conflict is open" in dialog.heading.text()
    assert not dialog.join.isEnabled()
    dialog.reject()


def test_a_copy_of_what_was_signed_meanwhile_that_is_not_joined_now_leaves_the_list_where_it_was(
    qtbot: QtBot, started: Started, tmp_path: Path
) -> None:
    apart, *files = signed_with_two_away(tmp_path)
    app = started(apart)
    dialog = brought(qtbot, app, *files)
    assert dialog.heading.text() == "2 copies wait to be joined"
    dialog.join.click()
    question = offered(app)
    assert "was signed here meanwhile" in question.told.text()
    QTest.keyClick(question, Qt.Key.Key_Return)
    assert not question.isVisible()
    assert dialog.isVisible()
    assert dialog.heading.text() == "2 copies wait to be joined"
    dialog.reject()


def test_copies_of_what_was_signed_meanwhile_are_joined_in_one_new_version(
    qtbot: QtBot, started: Started, tmp_path: Path
) -> None:
    apart, *files = signed_with_two_away(tmp_path)
    app = started(apart)
    dialog = brought(qtbot, app, *files)
    for left in (1, 0):
        dialog.join.click()
        offered(app).go_on.click()
        assert not dialog.isVisible()
        page(app).foot.join.click()
        page(app).foot.leave.click()
        assert dialog.isVisible()
        assert dialog.join.isEnabled() == bool(left)
    assert app.library is not None
    assert sorted(one.head.version for one in app.library.listed()) == [1, 2]
    assert app.desk is not None
    assert {"Drivers", "Lamps"} <= set(texts(app.desk.bridge.session, "costs"))
    dialog.reject()


def test_a_copy_that_another_one_brought_already_waits_no_longer_and_the_list_stays(
    qtbot: QtBot, started: Started, tmp_path: Path
) -> None:
    apart = CopiesApart(tmp_path)
    put(apart.here, "value", "Home by night")
    apart.give()
    put(apart.there, "costs", "Drivers")
    first = sent_back(apart)
    again = first.with_name("the same again.cmc")
    again.write_bytes(first.read_bytes())
    app = started(apart)
    dialog = brought(qtbot, app, first, again)
    dialog.join.click()
    page(app).foot.join.click()
    page(app).foot.leave.click()
    assert dialog.isVisible()
    assert told(dialog, 0) == "Joined"
    assert "nothing new in this copy" in told(dialog, 1)
    assert dialog.heading.text() == "Everything that came is settled"
    dialog.reject()


def test_a_copy_of_a_canvas_that_was_removed_for_good_meanwhile_leaves_the_list_where_it_was(
    qtbot: QtBot, started: Started, tmp_path: Path
) -> None:
    apart, *files = signed_with_two_away(tmp_path)
    app = started(apart)
    dialog = brought(qtbot, app, *files)
    assert app.library is not None
    app.library.delete(apart.here.canvas.id)
    app.library.purge(apart.here.canvas.id)
    dialog.join.click()
    assert dialog.isVisible()
    assert app.window.messages.text
    assert dialog.heading.text() == "2 copies wait to be joined"
    dialog.reject()


@pytest.mark.parametrize("several", [True, False])
def test_what_comes_while_the_page_of_a_copy_is_in_front_joins_the_list_that_is_there(
    qtbot: QtBot, started: Started, tmp_path: Path, several: bool
) -> None:
    apart = CopiesApart(tmp_path)
    put(apart.here, "value", "Home by night")
    apart.give()
    put(apart.there, "costs", "Drivers")
    first, third = sent_back(apart), another_copy(apart, apart.here, "Bo", "Lamps")
    others = [everything_else(tmp_path), tmp_path / "nothing there.cmc"]
    app = started(apart)
    dialog = brought(qtbot, app, first, *others)
    dialog.join.click()
    assert not dialog.isVisible()
    app.copy_files.bring_back([third, first] if several else [third])
    qtbot.waitUntil(app.window.messages.isVisible)
    assert "there again when this page is left" in app.window.messages.text
    assert app.copy_files.came is dialog
    page(app).foot.join.click()
    page(app).foot.leave.click()
    assert dialog.isVisible()
    assert [one for one in app.window.findChildren(CameDialog) if one is not dialog] == []
    assert dialog.list.rowCount() == (5 if several else 4)
    assert dialog.heading.text().startswith("1 copy waits to be joined · 1 file could not be read")
    assert (told(dialog, 0), dialog.list.currentRow()) == ("Joined", 3)
    dialog.join.click()
    page(app).foot.join.click()
    page(app).foot.leave.click()
    assert told(dialog, 3) == "Joined"
    assert app.desk is not None
    assert {"Drivers", "Lamps"} <= set(texts(app.desk.bridge.session, "costs"))
    dialog.reject()


def test_a_canvas_of_the_library_that_cannot_be_read_keeps_no_other_file_out(
    qtbot: QtBot, started: Started, tmp_path: Path
) -> None:
    apart = everyday(tmp_path, 1)
    files = sent_back(apart), everything_else(tmp_path)
    assert apart.library.finder.refresh()  # so that the list of canvases can be read
    with apart.library.store.engine.begin() as connection:
        connection.exec_driver_sql("UPDATE notes SET tags = '{'")
    app = started(apart)
    dialog = brought(qtbot, app, *files)
    assert dialog.heading.text() == "Nothing waits · 1 file could not be read"
    assert "“Open mobility data platform” is in the library, but cannot be read there" in told(dialog, 0)
    assert "was imported" in told(dialog, 1)
    dialog.reject()
    app.copy_files.bring_back(files[:1])
    alone = "back.cmc: “Open mobility data platform” is in the library"
    qtbot.waitUntil(lambda: app.window.messages.text.startswith(alone))


def test_what_came_twice_of_a_signed_canvas_waits_no_longer_and_others_wait_for_the_version_that_is_there(
    qtbot: QtBot, started: Started, tmp_path: Path
) -> None:
    apart, first, other = signed_with_two_away(tmp_path)
    again = first.with_name("again.cmc")
    again.write_bytes(first.read_bytes())
    app = started(apart)
    dialog = brought(qtbot, app, first, again, other)
    assert "Make a new version" in told(dialog, 2)
    dialog.join.click()
    offered(app).go_on.click()
    page(app).foot.join.click()
    page(app).foot.leave.click()
    assert [told(dialog, row) for row in (0, 1)] == [
        "Joined",
        "There is nothing new in this copy of “Open mobility data platform”.",
    ]
    assert told(dialog, 2).endswith("What is new can be joined into version 2.")
    assert dialog.heading.text() == "1 copy waits to be joined"
    dialog.reject()


def test_what_came_twice_of_a_canvas_signed_long_ago_waits_no_longer_either(
    qtbot: QtBot, started: Started, tmp_path: Path
) -> None:
    apart, first, _ = signed_with_two_away(tmp_path)
    series = Series(apart.library)
    second = series.new_version(apart.here.canvas.id)
    session = apart.library.session(second)
    session.do(EveryoneArrives())
    bring_to(session, "consensus")
    everyone_satisfied(session)
    session.do(NextPhase())
    session.do(SignOffCanvas())
    series.new_version(second)
    again = first.with_name("again.cmc")
    again.write_bytes(first.read_bytes())
    app = started(apart)
    dialog = brought(qtbot, app, first, again)
    assert told(dialog, 1).endswith("What is new can be joined into version 3.")
    dialog.join.click()
    offered(app).go_on.click()
    page(app).foot.join.click()
    page(app).foot.leave.click()
    assert dialog.heading.text() == "Everything that came is settled"
    dialog.reject()


def test_the_page_the_list_the_desk_and_the_roll_call_tell_one_and_the_same_number_of_conflicts(
    qtbot: QtBot, started: Started, tmp_path: Path
) -> None:
    apart = everyday(tmp_path, 4)
    bring_to(apart.here, "consensus")
    app = started(apart)
    dialog = brought(qtbot, app, sent_back(apart), everything_else(tmp_path))
    dialog.join.click()
    shown = page(app)
    assert "4 conflicts" in shown.head.counts.text()
    assert "4 conflicts" in shown.foot.join.text()
    app.window.activateWindow()
    qtbot.waitUntil(app.window.isActiveWindow)
    shown.foot.join.click()
    for left in (4, 3):
        assert f"{left} conflicts are open" in shown.head.counts.text()
        assert shown.foot.told.text().startswith(f"{left} conflicts are open")
        assert shown.elements.item(0).data(Qt.ItemDataRole.AccessibleTextRole).startswith(f"All elements, {left} conf")
        if left == 4:
            press(Qt.Key.Key_1)
    shown.foot.leave.click()
    assert "3 conflicts are open" in dialog.heading.text()
    dialog.reject()
    assert app.desk is not None
    assert app.desk.page.conflicts.words.text() == "3 conflicts between copies are open"
    app.actions["ask"].trigger()
    assert app.desk.page.conflicts_asking.words.text().startswith("3 conflicts between copies are open")
