"""Minutes, fate and hand-outs go from their dialogs to the printer as they would be written."""

from __future__ import annotations

from pathlib import Path

import builders
import pypdf
import pytest
from hands import Hands
from PySide6.QtPrintSupport import QPrintDialog
from pytestqt.qtbot import QtBot

from cmc_desktop.model.domain.changes import AddMinute, AddNote
from cmc_desktop.model.services.session import Session
from cmc_desktop.ui.dialogs.document_dialog import DocumentDialog
from cmc_desktop.ui.dialogs.fate_file_dialog import FateFileDialog
from cmc_desktop.ui.dialogs.handouts.handouts_dialog import HandoutsDialog
from cmc_desktop.ui.dialogs.minutes_dialog import MinutesDialog
from cmc_desktop.ui.paper import printing
from cmc_desktop.ui.workshop.fate.fate_dialog import FateDialog


@pytest.fixture
def session(hands: Hands) -> Session:
    """A workshop in its first phase, on the desk."""
    session = hands.new_canvas()
    builders.add_people(session)
    builders.bring_to(session, "present")
    hands.at_the_desk()
    return session


@pytest.fixture(autouse=True)
def _printer(monkeypatch: pytest.MonkeyPatch) -> None:
    """The computer has one."""
    monkeypatch.setattr(printing, "printer_names", lambda: ["Office"])


class Press:
    """Prints from a dialog into a file, as somebody may in the system's dialog."""

    def __init__(self, hands: Hands, qtbot: QtBot, folder: Path) -> None:
        self.hands, self.qtbot, self.file = hands, qtbot, folder / "printed.pdf"
        self.name = ""

    def print(self, dialog: DocumentDialog | HandoutsDialog) -> pypdf.PdfReader:
        self.hands.click(dialog.print)
        self.qtbot.waitUntil(lambda: dialog.findChild(QPrintDialog) is not None, timeout=20_000)
        asked = dialog.findChild(QPrintDialog)
        assert asked is not None
        self.name = asked.printer().docName()
        asked.printer().setOutputFileName(str(self.file))
        asked.hide()
        asked.accepted.emit(asked.printer())
        self.hands.wait_for(self.file)
        assert dialog.isVisible()
        return pypdf.PdfReader(self.file)


@pytest.fixture
def press(hands: Hands, qtbot: QtBot, tmp_path: Path) -> Press:
    return Press(hands, qtbot, tmp_path)


def words_of(reader: pypdf.PdfReader) -> str:
    return "\n".join(page.extract_text() for page in reader.pages)


@pytest.mark.parametrize("names", [True, False])
def test_minutes_are_printed_with_names_or_roles(hands: Hands, session: Session, press: Press, names: bool) -> None:
    builders.add_person(session, "Grace Bell")
    session.do(AddMinute("Grace Bell asked who pays"))
    hands.action("export_minutes")
    dialog = hands.dialog(MinutesDialog)
    dialog.names.setChecked(names)
    words = words_of(press.print(dialog))
    assert "asked who pays" in words
    assert ("Grace Bell" in words) == names
    assert press.name == ("Night bus minutes" if names else "Without names")
    dialog.reject()


@pytest.mark.parametrize("names", [True, False])
def test_what_became_of_notes_is_printed_with_names_or_roles(
    hands: Hands, session: Session, press: Press, names: bool
) -> None:
    grace = builders.add_person(session, "Grace Bell")
    builders.bring_to(session, "round")
    session.do(AddNote("partners", "Bus operators", author=grace))
    hands.action("fate")
    notes = hands.dialog(FateDialog)
    hands.click(notes.write)
    dialog = hands.dialog(FateFileDialog)
    dialog.names.setChecked(names)
    words = words_of(press.print(dialog))
    assert "Bus operators" in words
    assert ("Grace Bell" in words) == names
    dialog.reject()
    notes.reject()


def test_hand_outs_are_printed_as_they_are_ticked(hands: Hands, session: Session, press: Press) -> None:
    hands.action("handout")
    dialog = hands.dialog(HandoutsDialog)
    pages = press.print(dialog).pages
    assert len(pages) == 2 * 3
    assert "Name: Person 1" in pages[0].extract_text()
    assert press.name == "Night bus hand-outs"
    dialog.reject()
