"""The comparison from the window: from “What changed since” to a file on the paper that was chosen."""

from __future__ import annotations

from pathlib import Path

import builders
import pypdf
import pytest
from PySide6.QtCore import Qt
from PySide6.QtWidgets import QWidget
from pytestqt.qtbot import QtBot

from cmc_desktop.model.domain.changes import EditNote
from cmc_desktop.model.domain.errors import CmcError
from cmc_desktop.model.domain.practice_mark import no_file_from_practice
from cmc_desktop.model.services.library import Library
from cmc_desktop.model.services.points import Point, content_at, points
from cmc_desktop.model.services.session import Session
from cmc_desktop.paths import resources_folder
from cmc_desktop.ui.comparison_files import ComparisonFiles
from cmc_desktop.ui.dialogs.compare_dialog import CompareDialog
from cmc_desktop.ui.file_actions import FileActions
from cmc_desktop.ui.look import Look
from cmc_desktop.ui.session_bridge import SessionBridge
from cmc_desktop.ui.tasks import Tasks
from cmc_desktop.ui.workshop.series.changes_since_dialog import ChangesSinceDialog


@pytest.fixture
def since(session: Session, library: Library) -> Point:
    """The end of the round; one note was reworded after it."""
    builders.workshop_at(session, "discuss")
    session.do(EditNote(builders.ids(session, "value")[0], "Home by night"))
    return next(point for point in points(session, library) if "Contribute" in point.words)


def test_the_button_wants_the_comparison_with_the_chosen_point(
    qtbot: QtBot, session: Session, library: Library, since: Point
) -> None:
    bridge = SessionBridge(session)
    found = points(session, library)
    dialog = ChangesSinceDialog(bridge, found, lambda point: content_at(point, session, library))
    qtbot.addWidget(dialog)
    dialog.show()
    dialog.list.setCurrentRow(found.index(since))
    with qtbot.waitSignal(dialog.printing_wanted) as wanted:
        qtbot.mouseClick(dialog.print_button, Qt.MouseButton.LeftButton)
    assert wanted.args == [since]
    bridge.close()


def test_the_comparison_is_written_on_the_paper_that_was_chosen(
    qtbot: QtBot, look: Look, session: Session, library: Library, since: Point, tmp_path: Path
) -> None:
    tasks, window = Tasks(), QWidget()
    qtbot.addWidget(window)
    window.show()
    fonts = resources_folder() / "fonts"
    files = FileActions(tasks, fonts, tmp_path, lambda _folder: None)
    told: list[str] = []
    files.told.connect(lambda text, _action, _wish: told.append(text))
    ComparisonFiles(files, fonts).ask(session, library, since, window)
    dialog = window.findChild(CompareDialog)
    assert dialog is not None
    dialog.sheet.paper.setCurrentText("A4")
    dialog.sheet.way.setCurrentIndex(1)
    path = dialog.path
    qtbot.mouseClick(dialog.button, Qt.MouseButton.LeftButton)
    qtbot.waitUntil(lambda: bool(told), timeout=20_000)
    assert path.parent == tmp_path
    (page,) = pypdf.PdfReader(path).pages
    assert (round(page.mediabox.width), round(page.mediabox.height)) == (595, 842)
    assert "1 note reworded" in " ".join(page.extract_text().split())


def test_nothing_is_asked_where_nothing_may_be_written(
    qtbot: QtBot, look: Look, session: Session, library: Library, since: Point, tmp_path: Path
) -> None:
    window = QWidget()
    qtbot.addWidget(window)
    fonts = resources_folder() / "fonts"
    files = FileActions(Tasks(), fonts, tmp_path, lambda _folder: None)
    refused: list[CmcError] = []
    files.refused.connect(refused.append)
    files.closed = no_file_from_practice()
    ComparisonFiles(files, fonts).ask(session, library, since, window)
    assert refused == [files.closed]
    assert window.findChild(CompareDialog) is None
