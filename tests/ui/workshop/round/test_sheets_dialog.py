"""Private sheets are typed in quickly, each line stored at once; nothing of them leaves the desk."""

from __future__ import annotations

from collections.abc import Iterator

import builders
import pytest
from accessibility import assert_everything_named, assert_everything_reached_by_tab
from PySide6.QtCore import Qt
from PySide6.QtTest import QTest
from PySide6.QtWidgets import QApplication
from pytestqt.qtbot import QtBot

from cmc_desktop.model.domain.changes import DeleteSheetNote, EditSheetNote, ReleaseSheetNote, SetElement
from cmc_desktop.model.domain.errors import LibraryTrouble
from cmc_desktop.model.domain.sheet_note import SheetNote
from cmc_desktop.model.services.library import Library
from cmc_desktop.model.services.session import Session
from cmc_desktop.ui.look import Look
from cmc_desktop.ui.session_bridge import SessionBridge
from cmc_desktop.ui.workshop.round.sheets_dialog import SheetsDialog

Key = Qt.Key
CTRL = Qt.KeyboardModifier.ControlModifier


@pytest.fixture
def dialog(qtbot: QtBot, bridge: SessionBridge, look: Look, people: list[str]) -> Iterator[SheetsDialog]:
    dialog = SheetsDialog(bridge, look, person=people[1])
    qtbot.addWidget(dialog)
    dialog.show()
    dialog.activateWindow()
    qtbot.waitUntil(dialog.isActiveWindow)
    yield dialog
    dialog.editor.clear()


def press(key: Qt.Key, held: Qt.KeyboardModifier = Qt.KeyboardModifier.NoModifier) -> None:
    target = QApplication.focusWidget()
    assert target is not None
    QTest.keyClick(target, key, held)


@pytest.mark.parametrize(("phase", "element"), [("individual", "mission"), ("round", "value")])
def test_it_opens_at_what_is_discussed_in_the_round_and_else_at_the_beginning(
    qtbot: QtBot, session: Session, look: Look, phase: str, element: str
) -> None:
    builders.workshop_at(session, phase)
    session.do(SetElement("value"))
    bridge = SessionBridge(session)
    dialog = SheetsDialog(bridge, look)
    qtbot.addWidget(dialog)
    assert dialog.elements.chosen_id == element
    bridge.close()


def type_line(words: str) -> None:
    target = QApplication.focusWidget()
    assert target is not None
    QTest.keyClicks(target, words)
    press(Key.Key_Return)


def sheets(session: Session) -> list[tuple[str, str, str]]:
    """Every line as (name, element, text)."""
    names = {person.id: person.name for person in session.canvas.people}
    lines = sorted(session.canvas.all(SheetNote), key=lambda line: line.serial)
    return [(names[line.person], line.element, line.text) for line in lines if not line.deleted]


def shown(dialog: SheetsDialog) -> list[str]:
    return [dialog.lines.rows.item(row).text() for row in range(dialog.lines.rows.rowCount())]


def test_a_whole_sheet_is_typed_without_the_mouse(dialog: SheetsDialog, session: Session) -> None:
    type_line("One")
    type_line("Two")
    press(Key.Key_PageDown)
    type_line("Three")
    press(Key.Key_PageDown, CTRL)
    type_line("Four")
    press(Key.Key_PageUp)
    QTest.keyClicks(dialog.editor, "Five")
    press(Key.Key_PageDown)
    assert sheets(session) == [
        ("Ben", "mission", "One"),
        ("Ben", "mission", "Two"),
        ("Ben", "value", "Three"),
        ("Cleo", "value", "Four"),
        ("Cleo", "mission", "Five"),
    ]
    assert shown(dialog) == ["Four"]
    assert dialog.heading.text() == "Cleo: 2 Value proposition"


def test_after_the_last_element_comes_the_next_person(dialog: SheetsDialog, session: Session) -> None:
    dialog.elements.choose(session.canvas.template.walk[-1])
    press(Key.Key_PageDown)
    assert dialog.heading.text() == "Cleo: 1 Mission statement"
    press(Key.Key_PageUp)
    assert dialog.heading.text().startswith("Ben: 14")


def test_a_pasted_list_becomes_a_line_each(dialog: SheetsDialog, session: Session) -> None:
    QApplication.clipboard().setText("1. One\n2. Two")
    dialog.editor.paste()
    assert [text for _, _, text in sheets(session)] == ["One", "Two"]


def test_people_and_elements_tell_how_many_lines_there_are(dialog: SheetsDialog, session: Session) -> None:
    type_line("One")
    type_line("Two")
    assert [dialog.people.rows.item(row).text() for row in range(3)] == ["Ana", "Ben (2)", "Cleo"]
    assert dialog.elements.rows.item(0).text() == "1 Mission statement (2)"


def test_a_line_is_changed_and_deleted_and_brought_back(dialog: SheetsDialog, session: Session) -> None:
    type_line("One")
    type_line("Tow")
    press(Key.Key_Up)
    dialog.editor.setPlainText("Two")
    press(Key.Key_Return)
    assert shown(dialog) == ["One", "Two"]
    dialog.lines.setFocus()
    press(Key.Key_Delete)
    assert shown(dialog) == ["One"]
    QTest.mouseClick(dialog.message._action, Qt.MouseButton.LeftButton)
    assert shown(dialog) == ["One", "Two"]


def test_a_released_line_is_marked_and_changed_on_the_board_only(dialog: SheetsDialog, session: Session) -> None:
    type_line("One")
    (line,) = session.canvas.all(SheetNote)
    session.do(ReleaseSheetNote(line.id))
    assert shown(dialog) == ["✓ on the board: One"]
    press(Key.Key_Up)
    assert dialog.editor.words == ""
    assert dialog.message.isVisible()


def test_words_that_cannot_be_stored_keep_the_dialog_open(
    dialog: SheetsDialog, session: Session, monkeypatch: pytest.MonkeyPatch
) -> None:
    def full(*_arguments: object) -> None:
        raise LibraryTrouble("The disk is full.")

    QTest.keyClicks(dialog.editor, "One")
    with monkeypatch.context() as patch:
        patch.setattr(session._store, "commit", full)
        for close in (dialog.accept, dialog.reject, lambda: press(Key.Key_PageDown)):
            close()
            assert dialog.isVisible()
            assert dialog.editor.words == "One"
            assert "disk is full" in dialog.message.text
        dialog.people.choose(session.canvas.people[0].id)
    press(Key.Key_Return)
    assert sheets(session) == [("Ben", "mission", "One")], "they belong to whom they were typed for"


def test_a_changed_line_that_goes_meanwhile_is_not_lost(dialog: SheetsDialog, session: Session) -> None:
    type_line("One")
    press(Key.Key_Up)
    QTest.keyClicks(dialog.editor, " more")
    (line,) = session.canvas.all(SheetNote)
    session.do(DeleteSheetNote(line.id))
    press(Key.Key_Return)
    assert dialog.editor.words == "One more"


def test_without_people_it_says_what_to_do(qtbot: QtBot, bridge: SessionBridge, look: Look) -> None:
    empty = SheetsDialog(bridge, look)
    qtbot.addWidget(empty)
    empty.show()
    assert "roster" in empty.question.text()
    assert not empty.editor.isEnabled()


def test_on_a_signed_canvas_it_can_be_read_alone(
    qtbot: QtBot, bridge: SessionBridge, look: Look, session: Session
) -> None:
    builders.sign(session)
    signed = SheetsDialog(bridge, look)
    qtbot.addWidget(signed)
    signed.show()
    assert not signed.editor.isEnabled()


def test_everything_is_named_and_reached_by_tab(dialog: SheetsDialog, qtbot: QtBot) -> None:
    type_line("One")
    assert_everything_named(dialog)
    assert_everything_reached_by_tab(qtbot, dialog)


def test_a_line_only_looked_at_keeps_the_words_of_another_window_and_a_changed_one_is_not_put_over_them(
    dialog: SheetsDialog, session: Session, library: Library
) -> None:
    type_line("One")
    (line,) = session.canvas.all(SheetNote)
    other = library.session(session.canvas.id)
    press(Key.Key_Up)
    other.do(EditSheetNote(line.id, "One and a half"))
    session.catch_up()
    press(Key.Key_Return)
    assert sheets(session) == [("Ben", "mission", "One and a half")]
    press(Key.Key_Up)
    QTest.keyClicks(dialog.editor, " more")
    other.catch_up()
    other.do(EditSheetNote(line.id, "Two"))
    session.catch_up()
    press(Key.Key_Return)
    assert sheets(session) == [("Ben", "mission", "Two")]
    assert "it now says “Two”" in dialog.message.text
    assert dialog.editor.words == "One and a half more"
    press(Key.Key_Return)
    assert sheets(session) == [("Ben", "mission", "One and a half more")]
