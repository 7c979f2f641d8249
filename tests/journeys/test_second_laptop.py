"""Minutes of two laptops: a copy is given out, both write, the lines are joined and printed, and are no record."""

from __future__ import annotations

import os
import subprocess
import sys
from pathlib import Path

import builders
import pypdf
import pytest
from hands import CTRL, Hands, Key
from PySide6.QtWidgets import QFileDialog

from cmc_desktop.model.domain.by_phase import minutes_in_order
from cmc_desktop.model.domain.changes import AddNote, SignOffCanvas
from cmc_desktop.model.services.session import Session
from cmc_desktop.ui.dialogs.export_dialog import ExportDialog
from cmc_desktop.ui.dialogs.fate_file_dialog import FateFileDialog
from cmc_desktop.ui.dialogs.minutes_dialog import MinutesDialog
from cmc_desktop.ui.workshop.fate.fate_dialog import FateDialog

LAPTOP = Path(__file__).with_name("note_takers_laptop.py")
THERE = ["present=Opened by the mayor", "round=Figures are estimates", "discuss=The depot is disputed"]


@pytest.fixture
def session(hands: Hands) -> Session:
    """A workshop in its first phase, on the desk."""
    session = hands.new_canvas()
    builders.fill(session, 16)
    builders.add_people(session)
    builders.bring_to(session, "present")
    hands.at_the_desk()
    return session


def lines(session: Session) -> list[str]:
    return [line.text for line in minutes_in_order(session.canvas)]


def write(hands: Hands, words: str) -> None:
    """Ctrl+J from the board, a line, and back to the board."""
    board = hands.desk.page.board
    hands.at_the_desk()
    hands.controller.window.messages.hide()  # Esc would close it first
    board.setFocus()
    hands.press(Key.Key_J, CTRL)
    hands.type(words)
    hands.press(Key.Key_Return)
    hands.press(Key.Key_Escape)
    assert board.has_keys()


def export(hands: Hands, path: Path, *, minutes: bool = False) -> None:
    hands.action("export")
    dialog = hands.dialog(ExportDialog)
    dialog.choose(path.suffix)
    dialog.minutes.setChecked(minutes)
    dialog.place.line.setText(str(path))
    dialog.accept()
    hands.wait_for(path)


def second_laptop(tmp_path: Path, copy: Path) -> Path:
    """What comes back from the note-taker."""
    folder, back = tmp_path / "second", tmp_path / "back.cmc"
    folder.mkdir()
    path = os.pathsep.join([str(LAPTOP.parents[2]), str(LAPTOP.parents[1])])
    command = [sys.executable, LAPTOP, folder, copy, back, *THERE]
    subprocess.run(command, check=True, env={**os.environ, "PYTHONPATH": path})
    return back


def join(hands: Hands, path: Path) -> None:
    hands.action("join_minutes")
    chooser = hands.controller.window.findChildren(QFileDialog)[-1]
    chooser.filesSelected.emit([str(path)])
    chooser.reject()
    hands.wait_for(path)


def test_minutes_of_a_second_laptop_come_back_and_are_printed_but_are_no_part_of_the_record(
    hands: Hands, session: Session, tmp_path: Path
) -> None:
    write(hands, "Welcome")
    export(hands, tmp_path / "copy.cmc")
    back = second_laptop(tmp_path, tmp_path / "copy.cmc")
    builders.bring_to(session, "discuss")
    write(hands, "Vote on the order")

    join(hands, back)
    message = hands.controller.window.messages.text
    assert message == "3 lines of minutes were added."
    everything = [
        "Welcome",
        "Opened by the mayor",
        "Figures are estimates",
        "Vote on the order",
        "The depot is disputed",
    ]
    assert sorted(lines(session)) == sorted(everything)
    assert lines(session).index("Figures are estimates") == 2  # by its phase, whatever the clocks say
    shown = hands.desk.page.side.minutes.list.rows
    assert {shown.line(shown.index(row, 0)).words for row in range(shown.rowCount())} >= set(everything)
    hands.action("undo")
    assert lines(session) == ["Welcome", "Vote on the order"]
    hands.action("redo")
    join(hands, back)
    assert hands.controller.window.messages.text.startswith("Nothing new")
    assert sorted(lines(session)) == sorted(everything)

    hands.action("export_minutes")
    dialog = hands.dialog(MinutesDialog)
    dialog.log.setChecked(True)
    dialog.place.line.setText(str(tmp_path / "minutes.pdf"))
    dialog.accept()
    hands.wait_for(tmp_path / "minutes.pdf")
    text = "\n".join(page.extract_text() for page in pypdf.PdfReader(tmp_path / "minutes.pdf").pages)
    assert all(line in text for line in everything)
    assert "What the app noted" in text

    sign(session)
    export(hands, tmp_path / "record.pdf")
    export(hands, tmp_path / "with.pdf", minutes=True)
    for name, there in (("record", False), ("with", True)):
        printed = pypdf.PdfReader(tmp_path / f"{name}.pdf")
        (attached,) = (data for files in printed.attachments.values() for data in files)
        assert all((line.encode() in attached) == there for line in everything)
        pages = "\n".join(page.extract_text() for page in printed.pages)
        assert not any(line in pages for line in everything)
    assert not any(line.encode() in (tmp_path / "record.pdf").read_bytes() for line in everything)


def test_a_damaged_copy_is_refused_and_the_minutes_stay_as_they_are(
    hands: Hands, session: Session, tmp_path: Path
) -> None:
    write(hands, "Welcome")
    export(hands, tmp_path / "copy.cmc")
    (tmp_path / "damaged.cmc").write_bytes((tmp_path / "copy.cmc").read_bytes()[:-30])
    before = builders.everything(session.canvas)
    join(hands, tmp_path / "damaged.cmc")
    assert builders.everything(session.canvas) == before
    assert hands.controller.window.messages.text


def test_minutes_for_a_canvas_that_was_left_meanwhile_are_not_joined_to_another(
    hands: Hands, session: Session, tmp_path: Path
) -> None:
    export(hands, tmp_path / "copy.cmc")
    back = second_laptop(tmp_path, tmp_path / "copy.cmc")
    library = hands.controller.library
    assert library is not None
    hands.controller.room_files.join(back)
    hands.controller.open_canvas(library.new("Another", "Port Alder"))
    hands.wait_for(back)
    assert lines(hands.desk.bridge.session) == []
    assert "Another canvas was opened" in hands.controller.window.messages.text
    assert lines(library.session(session.canvas.id)) == []


def test_the_fate_of_the_notes_is_looked_at_and_written_from_the_desk(
    hands: Hands, session: Session, tmp_path: Path
) -> None:
    builders.bring_to(session, "round")
    builders.put(session, "partners", "Bus operators")
    hands.action("fate")
    dialog = hands.dialog(FateDialog)
    assert dialog.sum.text() == "1 note came in the round – kept as it was said: 1."
    hands.click(dialog.write)
    asking = hands.dialog(FateFileDialog)
    asking.kind.setCurrentIndex(4)
    asking.place.line.setText(str(tmp_path / "notes.md"))
    asking.accept()
    hands.wait_for(tmp_path / "notes.md")
    assert "Bus operators" in (tmp_path / "notes.md").read_text("utf-8")
    dialog.reject()


def test_the_fate_of_one_person_s_notes_names_that_person_and_says_so_before(hands: Hands, session: Session) -> None:
    grace = builders.add_person(session, "Grace Bell")
    builders.bring_to(session, "round")
    session.do(AddNote("partners", "Bus operators", author=grace))
    hands.action("fate")
    dialog = hands.dialog(FateDialog)
    dialog.filter.person.setCurrentIndex(1)
    hands.click(dialog.write)
    asking = hands.dialog(FateFileDialog)
    assert not asking.names.isEnabled()
    assert "names that person" in asking.names.toolTip()
    asking.reject()
    dialog.reject()


def test_in_a_practice_the_fate_is_shown_and_nothing_is_written(hands: Hands, session: Session) -> None:
    hands.action("practice")
    hands.at_the_desk()
    hands.action("fate")
    dialog = hands.dialog(FateDialog)
    assert not dialog.write.isEnabled()
    dialog.reject()
    hands.action("export_minutes")
    assert not hands.controller.window.findChildren(MinutesDialog)
    hands.controller.practising.end()


def sign(session: Session) -> None:
    builders.bring_to(session, "consensus")
    builders.everyone_satisfied(session)
    builders.bring_to(session, "signoff")
    session.do(SignOffCanvas())
