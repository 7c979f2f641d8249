"""Another window removes a canvas for good while a file of it is written: the file is there, and a copy is told of."""

from __future__ import annotations

from collections.abc import Iterator
from pathlib import Path

import builders
import pytest
from builders import open_library, paths_in, put
from PySide6.QtWidgets import QApplication
from pytestqt.qtbot import QtBot

from cmc_desktop.model.services import safe_file
from cmc_desktop.model.services.bringing_back import read_copy_file
from cmc_desktop.model.services.clock import ManualClock
from cmc_desktop.ui import start
from cmc_desktop.ui.controller import Controller
from cmc_desktop.ui.dialogs.copy_dialog import CopyDialog
from cmc_desktop.ui.dialogs.export_dialog import ExportDialog


@pytest.fixture
def app(qtbot: QtBot, qapp: QApplication, tmp_path: Path) -> Iterator[Controller]:
    """A canvas on the desk."""
    library = open_library(tmp_path)
    canvas_id = library.new("Night bus")
    put(library.session(canvas_id), "value", "Home by night")
    library.close()
    paths = paths_in(tmp_path)
    controller = start.start(qapp, paths, paths.library, ManualClock())
    controller.window.show()
    qtbot.waitUntil(lambda: controller.library is not None)
    controller.open_canvas(canvas_id)
    yield controller
    controller.window.close()
    controller.window.deleteLater()
    qapp.processEvents()


def remove(app: Controller, folder: Path) -> None:
    assert app.desk is not None
    other = open_library(folder)
    other.delete(app.desk.bridge.canvas.id)
    other.purge(app.desk.bridge.canvas.id)
    other.close()


def give(app: Controller, path: Path) -> None:
    app.actions["give_copy"].trigger()
    (dialog,) = app.window.findChildren(CopyDialog)
    dialog.name.setText("Ada")
    dialog.place.line.setText(str(path))
    dialog.accept()


@pytest.mark.parametrize("when", ["before it is written", "once it is written"])
def test_the_file_is_told_of_with_what_is_in_it_and_the_library_is_shown(
    qtbot: QtBot, app: Controller, tmp_path: Path, monkeypatch: pytest.MonkeyPatch, when: str
) -> None:
    path = tmp_path / "copy.cmc"
    if when == "before it is written":
        remove(app, tmp_path)
    else:
        write = safe_file.write_safely

        def written_and_removed(path: Path, data: bytes) -> None:
            write(path, data)
            remove(app, tmp_path)

        monkeypatch.setattr(safe_file, "write_safely", written_and_removed)
    give(app, path)
    qtbot.waitUntil(lambda: app.desk is None and not app.files.tasks.busy)
    told = "Written: copy.cmc. This canvas is not in the library any more: it was removed for good in another window,"
    qtbot.waitUntil(lambda: app.window.messages.text.startswith(told))
    assert path.exists()


def test_what_is_exported_is_written_all_the_same(qtbot: QtBot, app: Controller, tmp_path: Path) -> None:
    path = tmp_path / "exported.cmc"
    app.actions["export"].trigger()
    (dialog,) = app.window.findChildren(ExportDialog)
    dialog.choose(".cmc")
    dialog.place.line.setText(str(path))
    remove(app, tmp_path)
    dialog.accept()
    qtbot.waitUntil(lambda: not app.files.tasks.busy and path.exists())
    canvas = read_copy_file(path, builders.TEMPLATES).canvas
    assert [note.text for note in canvas.notes_in("value")] == ["Home by night"]
