"""In the running app: a folder is taken in and told of, the word index follows edits, canvases stand side by side."""

from __future__ import annotations

from contextlib import closing
from pathlib import Path

import builders
import pytest
from builders import given_copy
from PySide6.QtWidgets import QPushButton
from pytestqt.qtbot import QtBot

from cmc_desktop.model.domain.changes import AddNote
from cmc_desktop.ui.controller import Controller
from cmc_desktop.ui.dialogs.folder_report_dialog import FolderReportDialog
from cmc_desktop.ui.library.side_by_side_dialog import SideBySideDialog


@pytest.fixture
def stick(tmp_path: Path) -> Path:
    """A folder with two canvases, one of them in a folder below, and a broken file."""
    folder = tmp_path / "stick"
    (folder / "2025").mkdir(parents=True)
    with closing(builders.open_library(tmp_path / "elsewhere")) as library:
        for name, title in (("a.cmc", "Rain gardens"), ("2025/b.cmc", "Night bus")):
            session = library.session(library.new(title))
            session.do(AddNote("value", f"Words of {title}"))
            given_copy(library.store, session, folder / name)
    (folder / "broken.cmc").write_text("{", encoding="utf-8")
    return folder


def report_of(qtbot: QtBot, app: Controller) -> FolderReportDialog:
    qtbot.waitUntil(lambda: bool(app.window.findChildren(FolderReportDialog)))
    return app.window.findChildren(FolderReportDialog)[-1]


def test_a_dropped_folder_is_taken_in_and_the_report_can_be_saved(
    qtbot: QtBot, app: Controller, stick: Path, tmp_path: Path
) -> None:
    app.library_page.import_chosen.emit([stick])
    dialog = report_of(qtbot, app)
    assert dialog.summary.text().startswith("2 canvases taken in, 0 already there")
    assert "broken.cmc" in dialog.text.toPlainText()
    assert dialog.text.toPlainText().splitlines()[0] == f"Import of the folder {stick}"
    assert dialog.summary.text() not in dialog.text.toPlainText(), "once is enough"
    assert not dialog.bring_back.isVisible()
    dialog.save_to(tmp_path / "report.txt")
    saved = (tmp_path / "report.txt").read_text(encoding="utf-8")
    assert "2025/b.cmc: “Night bus” was imported with 1 note." in saved
    assert saved.splitlines()[1] == dialog.summary.text()
    dialog.save_to(tmp_path / "nowhere" / "report.txt")
    assert dialog.trouble.isVisible()
    dialog.close_button.click()
    assert app.library is not None
    assert {one.head.title for one in app.library.listed()} == {"Rain gardens", "Night bus"}
    rows = app.library_page.table.rows
    assert {rows.index(row, 0).data() for row in range(rows.rowCount())} == {"Rain gardens", "Night bus"}


def test_an_empty_folder_is_told_in_a_line(qtbot: QtBot, app: Controller, tmp_path: Path) -> None:
    (tmp_path / "empty").mkdir()
    app.library_page.import_chosen.emit([tmp_path / "empty"])
    qtbot.waitUntil(lambda: "There is no .cmc file" in app.window.messages.text)


def test_the_index_follows_an_edit_without_being_asked(qtbot: QtBot, app: Controller) -> None:
    library = app.library
    assert library is not None
    app.open_canvas(library.new("Night bus"))
    assert app.desk is not None
    qtbot.waitUntil(lambda: library.finder.is_fresh)
    app.desk.bridge.do(AddNote("value", "A ferry"))
    assert not library.finder.is_fresh
    assert library.finder.canvases("ferry")
    qtbot.waitUntil(lambda: library.finder.is_fresh)


def test_chosen_canvases_are_shown_side_by_side_and_one_of_them_is_opened(qtbot: QtBot, app: Controller) -> None:
    library = app.library
    assert library is not None
    ids = [library.new(title) for title in ("Night bus", "Rain gardens")]
    app.library_page.refresh()
    app.library_page.table.selectAll()
    buttons = app.library_page.findChildren(QPushButton)
    (button,) = [button for button in buttons if button.text() == "Compare 2 canvases…"]
    button.click()
    (dialog,) = app.window.findChildren(SideBySideDialog)
    assert {head.id for head in dialog.model.table.heads} == set(ids)
    wanted = dialog.model.table.heads[1].id
    dialog.view.doubleClicked.emit(dialog.model.index(0, 1))
    assert app.desk is not None
    assert app.desk.bridge.canvas.id == wanted
