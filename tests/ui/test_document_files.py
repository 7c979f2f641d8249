"""Documents written by the windows: what the dialog asks for becomes a file, and it is told how that went."""

from __future__ import annotations

from collections.abc import Iterator
from pathlib import Path

import builders
import docx
import pypdf
import pytest
from held_steps import hold_until_stopped
from PySide6.QtCore import Qt, QTime
from PySide6.QtPrintSupport import QPrintDialog
from PySide6.QtWidgets import QWidget
from pytestqt.qtbot import QtBot

from cmc_desktop.model.domain.changes import EditCard, StartWorkshop
from cmc_desktop.model.domain.errors import Refusal
from cmc_desktop.model.domain.local_time import time_of_day
from cmc_desktop.model.services.clock import ManualClock
from cmc_desktop.model.services.library import Library
from cmc_desktop.model.services.resources import load_protocols
from cmc_desktop.model.services.series import Series
from cmc_desktop.model.services.session import Session
from cmc_desktop.paths import resources_folder
from cmc_desktop.ui.dialogs.script_dialog import ScriptDialog
from cmc_desktop.ui.document_files import DocumentFiles
from cmc_desktop.ui.file_actions import FileActions
from cmc_desktop.ui.look import Look
from cmc_desktop.ui.paper import printing
from cmc_desktop.ui.tasks import Job, Tasks

PROTOCOLS = load_protocols(resources_folder())


class Desk:
    """A window with document files, and what they told."""

    def __init__(self, qtbot: QtBot, look: Look, folder: Path) -> None:
        self.qtbot = qtbot
        self.tasks = Tasks()
        self.window = QWidget()
        qtbot.addWidget(self.window)
        self.window.show()
        self.files = FileActions(self.tasks, resources_folder() / "fonts", folder, lambda _folder: None)
        self.documents = DocumentFiles(self.files)
        self.told: list[str] = []
        self.warned: list[str] = []
        self.refused: list[str] = []
        self.files.told.connect(lambda text, _action, _wish: self.told.append(text))
        self.files.warned.connect(lambda text, _action, _wish: self.warned.append(text))
        self.files.refused.connect(lambda error: self.refused.append(str(error)))

    def script(self, library: Library, session: Session) -> ScriptDialog:
        self.documents.script(library, session.canvas, PROTOCOLS, self.window)
        dialog = self.window.findChild(ScriptDialog)
        assert dialog is not None
        return dialog

    def answer(self, yes: bool, asked: list[object]) -> None:
        """Say this to every question that work asks."""

        def said(job: Job, question: object) -> None:
            asked.append(question)
            job.answer(yes)

        self.tasks.asked.connect(said)

    def print(self, dialog: ScriptDialog) -> QPrintDialog | None:
        """Press Print… and wait; the system's dialog, if it came."""
        self.qtbot.mouseClick(dialog.print, Qt.MouseButton.LeftButton)
        self.qtbot.waitUntil(lambda: not self.tasks.busy, timeout=20_000)
        return dialog.findChild(QPrintDialog)

    def accept(self, dialog: ScriptDialog) -> None:
        self.qtbot.mouseClick(dialog.button, Qt.MouseButton.LeftButton)
        self.qtbot.waitUntil(lambda: not self.tasks.busy, timeout=20_000)


@pytest.fixture
def desk(qtbot: QtBot, look: Look, tmp_path: Path) -> Iterator[Desk]:
    (tmp_path / "out").mkdir()
    desk = Desk(qtbot, look, tmp_path / "out")
    yield desk
    desk.tasks.finish()


def test_each_session_of_a_plan_has_a_file_name_of_its_own(desk: Desk, library: Library, session: Session) -> None:
    assert desk.files.suggested(session.canvas.head, "minutes").name == "Night bus minutes.pdf"
    second = library.session(Series(library).next_session(session.canvas.id, "Second go / 2"))
    name = desk.files.suggested(second.canvas.head, "notes", "Anna Berg").name
    assert name == "Night bus Second go 2 version 2 notes Anna Berg.pdf"


def text_of(path: Path) -> str:
    return "\n".join(page.extract_text() for page in pypdf.PdfReader(path).pages)


def test_the_script_is_written_as_it_was_wished(desk: Desk, library: Library, session: Session, tmp_path: Path) -> None:
    builders.set_agenda(session)
    dialog = desk.script(library, session)
    assert dialog.begins.time() == QTime(9, 0)
    dialog.begins.setTime(QTime(13, 15))
    desk.accept(dialog)
    assert desk.told == ["Written: Night bus script.pdf."]
    text = text_of(tmp_path / "out" / "Night bus script.pdf")
    assert "13:15–13:45" in text
    assert "Number 1, the mission." in text


def test_a_workshop_that_began_is_printed_from_when_it_began(
    desk: Desk, library: Library, session: Session, clock: ManualClock
) -> None:
    builders.set_agenda(session)
    clock.forward(minutes=77)
    session.do(StartWorkshop())
    started = time_of_day(session.canvas.workshop.started_at)
    assert desk.script(library, session).begins.time().toString("HH:mm") == started


def test_the_script_can_be_plain_text_without_the_elements(
    desk: Desk, library: Library, session: Session, tmp_path: Path
) -> None:
    dialog = desk.script(library, session)
    dialog.elements.setChecked(False)
    dialog.kind.setCurrentIndex(4)
    desk.accept(dialog)
    text = (tmp_path / "out" / "Night bus script.md").read_text("utf-8")
    assert text.startswith("# Moderator’s script\n")
    assert "Number 1, the mission." not in text


def test_the_script_can_be_a_word_document(desk: Desk, library: Library, session: Session, tmp_path: Path) -> None:
    dialog = desk.script(library, session)
    dialog.kind.setCurrentIndex(3)
    assert dialog.kind.currentText() == "Word document, Letter"
    desk.accept(dialog)
    written = docx.Document(str(tmp_path / "out" / "Night bus script.docx"))
    assert written.paragraphs[0].text == "Moderator’s script"
    assert round(written.sections[0].page_width.mm) == 216


def test_words_that_are_changed_while_the_dialog_is_open_are_not_in_it(
    desk: Desk, library: Library, session: Session, tmp_path: Path
) -> None:
    dialog = desk.script(library, session)
    session.do(EditCard("round", "value", "Changed afterwards", "", ""))
    desk.accept(dialog)
    assert "Changed afterwards" not in text_of(tmp_path / "out" / "Night bus script.pdf")


def test_stopped_it_leaves_no_file_and_says_so(
    desk: Desk, library: Library, session: Session, tmp_path: Path, monkeypatch: pytest.MonkeyPatch
) -> None:
    hold_until_stopped(monkeypatch, "Setting")
    desk.tasks.changed.connect(lambda text: desk.tasks.cancel() if "Setting" in text else None)
    desk.accept(desk.script(library, session))
    assert list((tmp_path / "out").iterdir()) == []
    assert desk.told == ["The export was stopped. Nothing was written."]


def test_characters_without_a_sign_are_named(desk: Desk, library: Library, session: Session) -> None:
    session.do(EditCard("round", "value", "Say \U00012000", "", ""))
    asked: list[object] = []
    desk.answer(True, asked)
    desk.accept(desk.script(library, session))
    assert len(asked) == 1
    assert desk.told == ["Written: Night bus script.pdf. 1 character is in it as its code."]


def test_a_folder_in_the_way_is_told(desk: Desk, library: Library, session: Session, tmp_path: Path) -> None:
    (tmp_path / "out" / "Night bus script.pdf").mkdir()
    desk.accept(desk.script(library, session))
    assert "is a folder, not a file. Nothing was written." in desk.refused[0]


# printing


@pytest.fixture
def printer(monkeypatch: pytest.MonkeyPatch) -> None:
    """The computer has one."""
    monkeypatch.setattr(printing, "printer_names", lambda: ["Office"])


@pytest.mark.usefixtures("printer")
def test_what_would_be_written_is_printed_and_the_dialog_stays(
    desk: Desk, library: Library, session: Session, tmp_path: Path
) -> None:
    dialog = desk.script(library, session)
    dialog.kind.setCurrentIndex(3)
    dialog.elements.setChecked(False)
    asked = desk.print(dialog)
    assert asked is not None
    assert asked.printer().docName() == "Night bus script"
    printed = tmp_path / "printed.pdf"
    asked.printer().setOutputFileName(str(printed))
    asked.hide()
    asked.accepted.emit(asked.printer())
    desk.qtbot.waitUntil(lambda: desk.told == ["Written: printed.pdf."], timeout=20_000)
    first = pypdf.PdfReader(printed).pages[0]
    assert (round(first.mediabox.width), round(first.mediabox.height)) == (612, 792)
    assert "Moderator’s script" in text_of(printed)
    assert "Number 1, the mission." not in text_of(printed)
    assert list((tmp_path / "out").iterdir()) == []
    assert dialog.isVisible()
    assert dialog.print.isEnabled()
    dialog.reject()


@pytest.mark.usefixtures("printer")
@pytest.mark.parametrize("go_on", [True, False])
def test_characters_without_a_sign_are_asked_about_before_they_are_printed(
    desk: Desk, library: Library, session: Session, go_on: bool
) -> None:
    session.do(EditCard("round", "value", "Say \U00012000", "", ""))
    dialog, questions = desk.script(library, session), list[object]()
    desk.answer(go_on, questions)
    asked = desk.print(dialog)
    assert len(questions) == 1
    assert (asked is not None) == go_on
    assert dialog.isVisible()
    assert dialog.print.isEnabled()
    assert dialog.trouble == ""
    if asked is not None:
        asked.reject()
    dialog.reject()


@pytest.mark.usefixtures("printer")
def test_a_dialog_that_is_closed_prints_nothing(desk: Desk, library: Library, session: Session) -> None:
    dialog = desk.script(library, session)
    desk.qtbot.mouseClick(dialog.print, Qt.MouseButton.LeftButton)
    dialog.reject()
    desk.qtbot.waitUntil(lambda: not desk.tasks.busy, timeout=20_000)
    assert desk.window.findChild(QPrintDialog) is None
    assert desk.told == desk.refused == []


def test_where_nothing_may_be_given_out_the_dialog_says_so(desk: Desk, library: Library, session: Session) -> None:
    dialog = desk.script(library, session)
    desk.files.closed = Refusal("This is a practice.")
    assert desk.print(dialog) is None
    assert dialog.trouble == "This is a practice."
    assert dialog.print.isEnabled()
    dialog.reject()
