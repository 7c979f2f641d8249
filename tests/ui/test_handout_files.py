"""Hand-outs by the windows: what the dialog asks for becomes files, and it is told how that went."""

from __future__ import annotations

from collections.abc import Iterator
from pathlib import Path

import builders
import pypdf
import pytest
from PySide6.QtCore import Qt
from PySide6.QtWidgets import QFileDialog, QWidget
from pytestqt.qtbot import QtBot

from cmc_desktop.model.domain.errors import Refusal
from cmc_desktop.model.services.kit_wish import KitPart
from cmc_desktop.model.services.library import Library
from cmc_desktop.model.services.resources import load_protocols
from cmc_desktop.model.services.session import Session
from cmc_desktop.paths import resources_folder
from cmc_desktop.ui.dialogs.handouts.handouts_dialog import HandoutsDialog
from cmc_desktop.ui.dialogs.handouts.whom_field import Whom
from cmc_desktop.ui.file_actions import FileActions
from cmc_desktop.ui.handout_files import HandoutFiles
from cmc_desktop.ui.look import Look
from cmc_desktop.ui.tasks import Tasks

PROTOCOLS = load_protocols(resources_folder())
FONTS = resources_folder() / "fonts"


class Desk:
    """A window with hand-outs, and what they told."""

    def __init__(self, qtbot: QtBot, look: Look, folder: Path) -> None:
        self.qtbot = qtbot
        self.folder = folder
        self.tasks = Tasks()
        self.window = QWidget()
        qtbot.addWidget(self.window)
        self.window.show()
        self.files = FileActions(self.tasks, FONTS, folder, lambda _folder: None)
        self.handouts = HandoutFiles(self.files, FONTS)
        self.told: list[str] = []
        self.refused: list[str] = []
        self.files.told.connect(lambda text, _action, _wish: self.told.append(text))
        self.files.refused.connect(lambda error: self.refused.append(str(error)))

    def ask(self, library: Library, session: Session | None) -> HandoutsDialog:
        self.handouts.ask(library, session.canvas if session else None, PROTOCOLS, self.window)
        dialog = self.window.findChild(HandoutsDialog)
        assert dialog is not None
        return dialog

    def make(self, dialog: HandoutsDialog, place: Path, *, kit: bool = False) -> None:
        self.qtbot.mouseClick(dialog.kit if kit else dialog.button, Qt.MouseButton.LeftButton)
        chooser = dialog.findChild(QFileDialog)
        assert chooser is not None
        chooser.fileSelected.emit(str(place))
        self.qtbot.waitUntil(lambda: not self.tasks.busy, timeout=30_000)


@pytest.fixture
def desk(qtbot: QtBot, look: Look, tmp_path: Path) -> Iterator[Desk]:
    folder = tmp_path / "out"
    folder.mkdir()
    desk = Desk(qtbot, look, folder)
    yield desk
    desk.tasks.finish()


def test_the_people_of_the_canvas_get_two_sheets_each(desk: Desk, library: Library, session: Session) -> None:
    builders.add_people(session, 3)
    dialog = desk.ask(library, session)
    assert dialog.whom.whom is Whom.CANVAS
    desk.make(dialog, desk.folder / "a.pdf")
    pages = [page.extract_text() for page in pypdf.PdfReader(desk.folder / "a.pdf").pages]
    assert len(pages) == 6
    assert "Name: Person 1" in pages[0]
    assert "sheet 2 of 2" in pages[1]
    assert desk.told == ["Written: a.pdf."]


def test_without_a_canvas_there_is_a_choice_of_templates_and_one_blank_sheet(desk: Desk, library: Library) -> None:
    dialog = desk.ask(library, None)
    assert dialog.template.count() == len(builders.TEMPLATES)
    desk.make(dialog, desk.folder / "a.pdf")
    (page,) = pypdf.PdfReader(desk.folder / "a.pdf").pages
    assert "Name: ____" in page.extract_text()
    assert desk.refused == []


def test_a_kit_is_told_by_its_files(desk: Desk, library: Library, session: Session) -> None:
    builders.fill(session, 20)
    dialog = desk.ask(library, session)
    for part in (KitPart.GREY, KitPart.AGENDA):
        dialog.parts.tick(part)
    desk.make(dialog, desk.folder, kit=True)
    (kit,) = desk.folder.iterdir()
    assert kit.name == "Night bus hand-outs 2026-09-21"
    assert desk.told == [f"3 files written into {kit.name}."]
    assert desk.files.folder == desk.folder
    assert sorted(path.name for path in kit.iterdir()) == [
        "Night bus Agenda.pdf",
        "Night bus Blank canvases.pdf",
        "Night bus Canvas to mark up.pdf",
    ]


def test_a_roster_file_names_the_sheets(desk: Desk, library: Library, session: Session, tmp_path: Path) -> None:
    table = tmp_path / "people.csv"
    table.write_text("Organisation;Name\nPort;Aiko Sato\n", "utf-8")
    dialog = desk.ask(library, session)
    dialog.whom.choose(Whom.ROSTER)
    dialog.whom.roster_chosen.emit(table)
    desk.qtbot.waitUntil(lambda: len(dialog.wish.people) == 1, timeout=30_000)
    desk.make(dialog, desk.folder / "a.pdf")
    assert "Name: Aiko Sato" in pypdf.PdfReader(desk.folder / "a.pdf").pages[0].extract_text()


def test_cancelled_hand_outs_leave_no_file(desk: Desk, library: Library, session: Session) -> None:
    dialog = desk.ask(library, session)
    desk.tasks.changed.connect(lambda text: desk.tasks.cancel() if text else None)
    desk.make(dialog, desk.folder / "a.pdf")
    assert list(desk.folder.iterdir()) == []
    assert desk.refused == []
    assert not any("Written" in text for text in desk.told)


def test_after_a_refused_kit_every_choice_is_there(desk: Desk, library: Library, session: Session) -> None:
    in_the_way = desk.folder / "Night bus hand-outs 2026-09-21"
    in_the_way.mkdir()
    dialog = desk.ask(library, session)
    dialog.parts.tick(KitPart.AGENDA)
    dialog.paper.setCurrentText("A3")
    wish = dialog.wish
    desk.make(dialog, desk.folder, kit=True)
    assert "something called" in dialog.trouble
    assert (dialog.isVisible(), dialog.working, dialog.wish) == (True, False, wish)
    assert all(widget.isEnabled() for widget in (dialog.parts, dialog.kit, dialog.button, dialog.print, dialog.paper))
    in_the_way.rmdir()
    for chooser in dialog.findChildren(QFileDialog):
        chooser.setParent(None)
        chooser.deleteLater()
    desk.make(dialog, desk.folder, kit=True)
    assert desk.told == [f"2 files written into {in_the_way.name}."]
    assert len(list(in_the_way.iterdir())) == 2


def test_where_no_files_may_be_written_the_dialog_does_not_open(desk: Desk, library: Library, session: Session) -> None:
    desk.files.closed = Refusal("This is a practice.")
    desk.handouts.ask(library, session.canvas, PROTOCOLS, desk.window)
    assert desk.window.findChild(HandoutsDialog) is None
    assert desk.refused == ["This is a practice."]
