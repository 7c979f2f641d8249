"""What changed since a phase ended, on paper: from the menu to a file."""

from __future__ import annotations

from pathlib import Path

import builders
import pypdf
import pytest
from hands import Hands
from pytestqt.qtbot import QtBot

from cmc_desktop.model.domain.changes import EditNote
from cmc_desktop.model.services.session import Session
from cmc_desktop.ui.dialogs.compare_dialog import CompareDialog
from cmc_desktop.ui.workshop.series.changes_since_dialog import ChangesSinceDialog


@pytest.fixture
def session(hands: Hands) -> Session:
    """A workshop in its discussion, on the desk; one note was reworded in it."""
    session = hands.new_canvas()
    builders.workshop_at(session, "discuss")
    session.do(EditNote(builders.ids(session, "value")[0], "Home by night"))
    hands.at_the_desk()
    return session


def test_the_comparison_with_the_end_of_a_phase_is_printed(
    hands: Hands, qtbot: QtBot, session: Session, tmp_path: Path
) -> None:
    hands.action("changes_since")
    since = hands.dialog(ChangesSinceDialog)
    assert "Lunch" in since.list.item(0).text()
    hands.click(since.print_button)
    dialog = hands.dialog(CompareDialog)
    path = tmp_path / "changes.pdf"
    dialog.place.line.setText(str(path))
    hands.click(dialog.button)
    qtbot.waitUntil(path.exists, timeout=20_000)
    qtbot.waitUntil(lambda: not hands.controller.tasks.busy)
    text = " ".join(pypdf.PdfReader(path).pages[0].extract_text().split())
    assert "1 note reworded" in text
    assert "end of “Lunch”" in text
