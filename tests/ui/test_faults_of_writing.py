"""Writing that goes wrong, by the windows: a clear sentence, an older file intact, nothing half."""

from __future__ import annotations

import errno
from collections.abc import Iterator
from pathlib import Path

import builders
import pytest
from PySide6.QtCore import Qt
from PySide6.QtWidgets import QWidget
from pytestqt.qtbot import QtBot
from shiboken6 import isValid

from cmc_desktop.model.services import safe_file
from cmc_desktop.model.services.library import Library
from cmc_desktop.model.services.session import Session
from cmc_desktop.paths import resources_folder
from cmc_desktop.ui.canvas_exports import CanvasExports
from cmc_desktop.ui.dialogs.export_dialog import ExportDialog
from cmc_desktop.ui.file_actions import FileActions
from cmc_desktop.ui.look import Look
from cmc_desktop.ui.tasks import Tasks

KINDS = (".pdf", ".png", ".docx")


class Desk:
    """A window with file actions, a filled canvas, and what was told."""

    def __init__(self, qtbot: QtBot, look: Look, library: Library, session: Session, folder: Path) -> None:
        self.qtbot, self.library, self.session, self.folder = qtbot, library, session, folder
        self.tasks = Tasks()
        self.window = QWidget()
        qtbot.addWidget(self.window)
        self.window.show()
        self.actions = FileActions(self.tasks, resources_folder() / "fonts", folder, lambda _folder: None)
        self.told: list[str] = []
        self.refused: list[str] = []
        self.actions.told.connect(lambda text, _action, _wish: self.told.append(text))
        self.actions.refused.connect(lambda error: self.refused.append(str(error)))

    def asked(self, suffix: str, name: str = "") -> ExportDialog:
        CanvasExports(self.actions, resources_folder() / "fonts").export_canvas(
            self.library, self.session.canvas, self.window
        )
        dialog = self.window.findChild(ExportDialog)
        assert dialog is not None
        dialog.choose(suffix)
        if name:
            dialog.place.line.setText(name)
        return dialog

    def export(self, suffix: str) -> None:
        self.wish(self.asked(suffix))

    def wish(self, dialog: ExportDialog) -> None:
        self.qtbot.mouseClick(dialog.button, Qt.MouseButton.LeftButton)
        self.qtbot.waitUntil(lambda: not self.tasks.busy, timeout=20_000)
        if isValid(dialog) and dialog.isVisible():
            # what was refused is told where it was wished, and everything chosen stays
            self.refused.append(dialog.trouble)


@pytest.fixture
def desk(qtbot: QtBot, look: Look, library: Library, session: Session, tmp_path: Path) -> Iterator[Desk]:
    builders.fill(session, 20)
    folder = tmp_path / "out"
    folder.mkdir()
    desk = Desk(qtbot, look, library, session, folder)
    yield desk
    desk.tasks.finish()


def older(desk: Desk, suffix: str) -> Path:
    path = desk.folder / f"Night bus{suffix}"
    path.write_bytes(b"older")
    return path


@pytest.mark.parametrize("suffix", KINDS)
def test_a_full_disk_is_told_and_the_older_file_stays(desk: Desk, suffix: str, monkeypatch: pytest.MonkeyPatch) -> None:
    path = older(desk, suffix)

    def full(_file: object) -> None:
        raise OSError(errno.ENOSPC, "No space left on device")

    monkeypatch.setattr(safe_file, "sync_file", full)
    desk.export(suffix)
    (sentence,) = desk.refused
    assert sentence.startswith(f"The disk is full, so {path} was not written.")
    assert "The older file there is untouched" in sentence
    assert [one.read_bytes() for one in desk.folder.iterdir()] == [b"older"]
    assert desk.told == []


@pytest.mark.parametrize("suffix", KINDS)
def test_a_read_only_file_is_left_as_it_is(desk: Desk, suffix: str) -> None:
    path = older(desk, suffix)
    path.chmod(0o444)
    desk.export(suffix)
    assert desk.refused[0].startswith(f"{path} is read-only. It was left as it is.")
    assert [one.read_bytes() for one in desk.folder.iterdir()] == [b"older"]


@pytest.mark.parametrize("suffix", KINDS)
def test_a_file_that_another_program_holds_open_is_told(
    desk: Desk, suffix: str, monkeypatch: pytest.MonkeyPatch
) -> None:
    """As Windows refuses it: the new file cannot take the older one's place."""
    older(desk, suffix)

    def held(_self: Path, _target: Path) -> Path:
        raise PermissionError(errno.EACCES, "The process cannot access the file")

    monkeypatch.setattr(Path, "replace", held)
    desk.export(suffix)
    assert "Close the program that has the file open" in desk.refused[0]
    assert [one.read_bytes() for one in desk.folder.iterdir()] == [b"older"]


@pytest.mark.parametrize("suffix", KINDS)
def test_a_folder_that_goes_while_the_file_is_made_is_named(desk: Desk, suffix: str) -> None:
    dialog = desk.asked(suffix)
    desk.tasks.changed.connect(lambda text: desk.folder.rmdir() if text and desk.folder.exists() else None)
    desk.wish(dialog)
    assert desk.refused[0].startswith(f"There is no folder {desk.folder}. Nothing was written.")
    assert not desk.folder.exists()


@pytest.mark.parametrize("suffix", KINDS)
@pytest.mark.parametrize(
    ("typed", "sentence"),
    [
        ("CON", "cannot be called “CON.pdf” on every system"),
        ("nul.old", "cannot be called “nul.old.pdf” on every system"),
        ("a:b", "cannot be called “a:b.pdf” on every system"),
        ("what?", "cannot be called “what?.pdf” on every system"),
        ("turned\u202efdp", "cannot be called “turned[U+202E]fdp.pdf” on every system"),
        ("x" * 300, "The name of the file is too long"),
        ("no/such/place", "There is no folder"),
    ],
)
def test_a_name_that_not_every_system_holds_is_refused_in_the_dialog(
    desk: Desk, suffix: str, typed: str, sentence: str
) -> None:
    dialog = desk.asked(suffix, typed)
    desk.qtbot.mouseClick(dialog.button, Qt.MouseButton.LeftButton)
    assert dialog.isVisible()
    assert sentence.replace(".pdf", suffix) in dialog.trouble
    assert not desk.tasks.busy
    assert list(desk.folder.iterdir()) == []
    dialog.reject()


@pytest.mark.parametrize("title", ["../x", "CON", "x" * 300, "a:b\\c", "..", "\u202efdp"])
def test_whatever_a_canvas_is_called_its_file_lies_in_the_folder(desk: Desk, library: Library, title: str) -> None:
    desk.session = library.session(library.new(title, ""))
    desk.export(".json")
    assert desk.refused == []
    (written,) = desk.folder.iterdir()
    assert written.read_bytes().startswith(b"{")
    safe_file.check_name(written)
    assert [one.name for one in desk.folder.parent.iterdir() if one.suffix == ".json"] == []
