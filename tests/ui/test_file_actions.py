"""Files in and out by the windows: real files, real dialogs, and one sentence for whatever goes wrong."""

from __future__ import annotations

import threading
from collections.abc import Iterator
from pathlib import Path

import builders
import pytest
from held_steps import hold_until_stopped
from PySide6.QtCore import Qt
from PySide6.QtWidgets import QFileDialog, QWidget
from pytestqt.qtbot import QtBot
from sqlalchemy import event

from cmc_desktop.model.domain.changes import AddNote
from cmc_desktop.model.domain.revision import seal_number
from cmc_desktop.model.services.exporting import Exporter, revisions_of
from cmc_desktop.model.services.library import Library
from cmc_desktop.model.services.session import Session
from cmc_desktop.model.services.verifying import verify
from cmc_desktop.paths import resources_folder
from cmc_desktop.ui.canvas_exports import CanvasExports
from cmc_desktop.ui.dialogs.export_dialog import ExportDialog
from cmc_desktop.ui.file_actions import FileActions
from cmc_desktop.ui.file_imports import FileImports
from cmc_desktop.ui.look import Look
from cmc_desktop.ui.tasks import Job, Tasks

FONTS = resources_folder() / "fonts"


class Desk:
    """A window with file actions, and what they told."""

    def __init__(self, qtbot: QtBot, look: Look, folder: Path) -> None:
        self.qtbot = qtbot
        self.tasks = Tasks()
        self.window = QWidget()
        qtbot.addWidget(self.window)
        self.window.show()
        self.shown_folders: list[Path] = []
        self.actions = FileActions(self.tasks, FONTS, folder, self.shown_folders.append)
        self.exports, self.imports = CanvasExports(self.actions, FONTS), FileImports(self.actions)
        self.told: list[tuple[str, str, object]] = []
        self.warned: list[str] = []
        self.refused: list[str] = []
        self.imported: list[str] = []
        self.actions.told.connect(lambda *message: self.told.append(message))
        self.actions.warned.connect(lambda text, _action, _wish: self.warned.append(text))
        self.actions.refused.connect(lambda error: self.refused.append(str(error)))
        self.actions.imported.connect(self.imported.extend)

    def wait(self) -> None:
        self.qtbot.waitUntil(lambda: not self.tasks.busy, timeout=20_000)


@pytest.fixture
def desk(qtbot: QtBot, look: Look, tmp_path: Path) -> Iterator[Desk]:
    folder = tmp_path / "out"
    folder.mkdir()
    desk = Desk(qtbot, look, folder)
    yield desk
    desk.tasks.finish()


def export(desk: Desk, library: Library, session: Session, kind: str) -> ExportDialog:
    """Export by the dialog, as a file of this kind."""
    desk.exports.export_canvas(library, session.canvas, desk.window)
    dialog = desk.window.findChild(ExportDialog)
    assert dialog is not None
    dialog.choose(kind)
    desk.qtbot.mouseClick(dialog.button, Qt.MouseButton.LeftButton)
    desk.wait()
    return dialog


@pytest.mark.parametrize(
    ("suffix", "begin"),
    [("pdf", b"%PDF"), ("docx", b"PK"), ("png", b"\x89PNG"), ("svg", b"<?xml"), ("cmc", b"{"), ("json", b"{")],
)
def test_a_canvas_is_written_under_its_title_and_the_folder_can_be_opened(
    desk: Desk, library: Library, session: Session, tmp_path: Path, suffix: str, begin: bytes
) -> None:
    builders.fill(session, 20)
    export(desk, library, session, f".{suffix}")
    written = tmp_path / "out" / f"Night bus.{suffix}"
    assert written.read_bytes().startswith(begin)
    ((text, action, show),) = desk.told
    assert (text, action) == (f"Written: Night bus.{suffix}.", "Open folder")
    assert callable(show)
    show()
    assert desk.shown_folders == [tmp_path / "out"]
    assert desk.refused == []


def test_a_signed_canvas_becomes_a_record_that_checks_as_unchanged(
    desk: Desk, library: Library, session: Session, tmp_path: Path
) -> None:
    builders.sign(session)
    export(desk, library, session, ".pdf")
    verdict = verify(tmp_path / "out" / "Night bus.pdf", library.templates, FONTS)
    assert verdict.unchanged
    assert verdict.seal_number == seal_number(session.canvas.content_hash)


def test_words_typed_while_an_export_runs_are_not_in_it(
    desk: Desk, library: Library, session: Session, tmp_path: Path
) -> None:
    builders.put(session, "value", "Before")
    desk.exports.export_canvas(library, session.canvas, desk.window)
    dialog = desk.window.findChild(ExportDialog)
    assert dialog is not None
    dialog.choose(".json")
    desk.qtbot.mouseClick(dialog.button, Qt.MouseButton.LeftButton)
    session.do(AddNote("value", "Afterwards"))
    desk.wait()
    text = (tmp_path / "out" / "Night bus.json").read_text("utf-8")
    assert "Before" in text
    assert "Afterwards" not in text


def test_an_export_cancelled_at_once_leaves_no_file(
    desk: Desk, library: Library, session: Session, tmp_path: Path
) -> None:
    builders.fill(session, 20)
    desk.exports.export_canvas(library, session.canvas, desk.window)
    dialog = desk.window.findChild(ExportDialog)
    assert dialog is not None
    desk.tasks.changed.connect(lambda text: desk.tasks.cancel() if text else None)
    desk.qtbot.mouseClick(dialog.button, Qt.MouseButton.LeftButton)
    desk.wait()
    assert list((tmp_path / "out").iterdir()) == []
    assert desk.refused == []
    assert not any("Written" in text for text, _, _ in desk.told)


def stopped_at(desk: Desk, step: str, monkeypatch: pytest.MonkeyPatch) -> None:
    """Whatever is exported, Cancel is pressed when this step is told, and the worker goes on from there."""
    hold_until_stopped(monkeypatch, step)
    desk.tasks.changed.connect(lambda text: desk.tasks.cancel() if step in text else None)


def test_an_export_cancelled_while_it_draws_leaves_no_file_and_says_so(
    desk: Desk, library: Library, session: Session, tmp_path: Path, monkeypatch: pytest.MonkeyPatch
) -> None:
    builders.fill(session, 20)
    stopped_at(desk, "Drawing", monkeypatch)
    export(desk, library, session, ".pdf")
    assert list((tmp_path / "out").iterdir()) == []
    assert [text for text, _, _ in desk.told] == ["The export was stopped. Nothing was written."]


def test_an_export_cancelled_too_late_says_that_the_file_is_written(
    desk: Desk, library: Library, session: Session, tmp_path: Path, monkeypatch: pytest.MonkeyPatch
) -> None:
    builders.fill(session, 20)
    stopped_at(desk, "Writing", monkeypatch)
    export(desk, library, session, ".pdf")
    assert (tmp_path / "out" / "Night bus.pdf").read_bytes().startswith(b"%PDF")
    assert [text for text, _, _ in desk.told] == ["Written: Night bus.pdf."]
    desk.qtbot.waitUntil(lambda: desk.window.findChild(ExportDialog) is None)


@pytest.mark.parametrize("agreed", [True, False])
def test_with_characters_that_cannot_be_printed_a_file_is_written_when_that_was_agreed_to(
    desk: Desk, library: Library, session: Session, tmp_path: Path, agreed: bool
) -> None:
    builders.put(session, "value", "Cuneiform \U00012000 stays in the canvas")
    (tmp_path / "out" / "Night bus.pdf").write_bytes(b"older")
    asked: list[object] = []

    def answer(job: Job, question: object) -> None:
        asked.append(question)
        job.answer(agreed)

    desk.tasks.asked.connect(answer)
    dialog = export(desk, library, session, ".pdf")
    assert len(asked) == 1
    begin = (tmp_path / "out" / "Night bus.pdf").read_bytes()[:5]
    if agreed:
        assert begin == b"%PDF-"
        assert [text for text, _, _ in desk.told] == ["Written: Night bus.pdf. 1 character is in it as its code."]
    else:
        assert begin == b"older"
        assert dialog.isVisible()
        assert dialog.trouble == "It was not written. The older file is untouched."
        assert desk.told == []


def test_a_folder_in_the_way_is_told_and_the_canvas_is_safe(
    desk: Desk, library: Library, session: Session, tmp_path: Path
) -> None:
    (tmp_path / "out" / "Night bus.csv").mkdir()
    dialog = export(desk, library, session, ".csv")
    assert "is a folder, not a file. Nothing was written." in dialog.trouble
    assert dialog.isVisible()
    assert desk.told == []


def test_after_a_refused_write_every_choice_is_there_and_the_next_one_is_written(
    desk: Desk, library: Library, session: Session, tmp_path: Path
) -> None:
    in_the_way = tmp_path / "out" / "Night bus.png"
    in_the_way.mkdir()
    desk.exports.export_canvas(library, session.canvas, desk.window)
    dialog = desk.window.findChild(ExportDialog)
    assert dialog is not None
    dialog.choose(".png")
    dialog.sheet.paper.setCurrentText("A4")
    dialog.activateWindow()
    desk.qtbot.waitUntil(dialog.isActiveWindow)
    dialog.button.setFocus()
    chosen = dialog.choice
    desk.qtbot.keyClick(dialog.button, Qt.Key.Key_Return)
    assert dialog.working
    assert not dialog.button.isEnabled()
    desk.wait()
    assert (dialog.isVisible(), dialog.working, dialog.choice) == (True, False, chosen)
    assert dialog.button.isEnabled()
    assert dialog.button.hasFocus()
    in_the_way.rmdir()
    desk.qtbot.keyClick(dialog.button, Qt.Key.Key_Return)
    desk.wait()
    assert in_the_way.read_bytes().startswith(b"\x89PNG")
    assert [text for text, _, _ in desk.told] == ["Written: Night bus.png."]


# bringing in


def files(folder: Path, library: Library, session: Session) -> tuple[Path, Path, Path]:
    """A canvas file of another library, a table, and bytes that are neither."""
    canvas, table, bad = folder / "canvas.cmc", folder / "Rain gardens.csv", folder / "bad.cmc"
    Exporter(FONTS, library.clock).export(
        session.canvas.snapshot(), canvas, revisions=revisions_of(library, session.canvas)
    )
    table.write_text("box,text\nvalue,Cooler streets\nmission,A city that soaks up rain\n", "utf-8")
    bad.write_bytes(b"\x00\x01 not a canvas")
    return canvas, table, bad


def test_several_files_are_taken_in_one_after_the_other(
    desk: Desk, library: Library, session: Session, tmp_path: Path
) -> None:
    _, table, _ = files(tmp_path, library, session)
    plain = tmp_path / "plan.json"
    plain.write_text('{"title": "Plan", "template": "city-model-canvas", "notes": []}', "utf-8")
    desk.imports.import_files(library, [table, plain], desk.window)
    desk.qtbot.waitUntil(lambda: bool(desk.told))
    assert len(desk.imported) == 2
    titles = {listed.head.title for listed in library.listed()}
    assert {"Rain gardens", "Plan"} <= titles
    assert "imported with 2 notes" in desk.told[0][0]
    assert desk.refused == []


def test_a_bad_file_among_others_stops_none_of_them_and_all_is_told_once(
    desk: Desk, library: Library, session: Session, tmp_path: Path
) -> None:
    _, table, bad = files(tmp_path, library, session)
    gone = tmp_path / "gone.csv"
    before = len(library.listed())
    desk.imports.import_files(library, [table, bad, gone, table], desk.window)
    desk.qtbot.waitUntil(lambda: bool(desk.warned))
    assert len(library.listed()) == before + 2
    assert len(desk.imported) == 2
    (warning,) = desk.warned
    first, *others = warning.splitlines()
    assert first == "2 of 4 files were brought in."
    assert [line.split(":")[0] for line in others[:2]] == ["bad.cmc", f"There is no file {gone}."]
    assert others[2:] == ["“Rain gardens” was imported with 2 notes."] * 2
    assert (desk.told, desk.refused) == ([], [])


def test_one_bad_file_alone_is_refused_by_its_name(
    desk: Desk, library: Library, session: Session, tmp_path: Path
) -> None:
    _, _, bad = files(tmp_path, library, session)
    desk.imports.import_files(library, [bad], desk.window)
    desk.qtbot.waitUntil(lambda: bool(desk.refused))
    assert "bad.cmc" in desk.refused[0]
    assert "Traceback" not in desk.refused[0]
    assert (desk.told, desk.warned, desk.imported) == ([], [], [])


def test_very_many_bad_files_are_not_all_named(desk: Desk, library: Library, tmp_path: Path) -> None:
    desk.imports.import_files(library, [tmp_path / f"{number}.csv" for number in range(40)], desk.window)
    desk.qtbot.waitUntil(lambda: bool(desk.warned))
    lines = desk.warned[0].splitlines()
    assert (lines[0], lines[-1], len(lines)) == ("0 of 40 files were brought in.", "and 35 more", 7)


def test_stopping_leaves_what_came_in_and_says_what_did_not(
    desk: Desk, library: Library, session: Session, tmp_path: Path
) -> None:
    _, table, _ = files(tmp_path, library, session)
    read: list[str] = []

    def stop_at_the_second(text: str) -> None:
        read.append(text)
        if len([one for one in read if one]) == 2:
            desk.tasks.cancel()

    desk.tasks.changed.connect(stop_at_the_second)
    desk.imports.import_files(library, [table, table, table], desk.window)
    desk.qtbot.waitUntil(lambda: bool(desk.warned))
    assert len(desk.imported) == 1
    assert desk.warned[0].startswith("1 of 3 files were brought in.\nRain gardens.csv: It was stopped.")


def test_the_window_goes_on_while_a_large_file_is_stored(desk: Desk, library: Library, tmp_path: Path) -> None:
    """Storing waits for a timer of the window: it would never end if the window stood still meanwhile."""
    table = tmp_path / "Many.csv"
    table.write_text("box,text\n" + "value,Cooler streets\n" * 300, "utf-8")
    storing, let_go = threading.Event(), threading.Event()

    def hold(_connection: object) -> None:
        storing.set()
        assert let_go.wait(10)

    event.listen(library.store.engine, "commit", hold)
    desk.imports.import_files(library, [table], desk.window)
    desk.qtbot.waitUntil(storing.is_set)
    assert [listed.head.title for listed in library.listed()] == []
    let_go.set()
    desk.qtbot.waitUntil(lambda: bool(desk.told))
    assert "imported with 300 notes" in desk.told[0][0]


def test_a_file_of_a_canvas_that_is_there_leads_to_it(
    desk: Desk, library: Library, session: Session, tmp_path: Path
) -> None:
    canvas, _, _ = files(tmp_path, library, session)
    desk.imports.import_files(library, [canvas], desk.window)
    desk.wait()
    assert desk.imported == [session.canvas.id]
    assert "in the library already" in desk.told[0][0]


def test_the_user_is_asked_which_files_when_none_are_given(
    desk: Desk, library: Library, session: Session, tmp_path: Path
) -> None:
    _, table, _ = files(tmp_path, library, session)
    desk.imports.import_files(library, [], desk.window)
    chooser = desk.window.findChild(QFileDialog)
    assert chooser is not None
    assert chooser.fileMode() is QFileDialog.FileMode.ExistingFiles
    chooser.filesSelected.emit([str(table)])
    chooser.reject()
    desk.wait()
    assert len(desk.imported) == 1
