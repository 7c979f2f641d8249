"""Before codes are written for characters, somebody is asked; nothing is written unless they say so."""

from __future__ import annotations

import pytest
from PySide6.QtCore import Qt
from PySide6.QtGui import QAccessible
from PySide6.QtWidgets import QLabel
from pytestqt.qtbot import QtBot

from cmc_desktop.model.export.paper import MissingGlyph
from cmc_desktop.ui.dialogs.missing_characters_dialog import MissingCharactersDialog
from cmc_desktop.ui.look import Look

MISSING = (
    MissingGlyph("\U0001f9ff", "U+1F9FF", "2 Value proposition"),
    MissingGlyph("\u0302", "U+0302", "Title"),
    MissingGlyph("\ue000", "U+E000", "5 Deployment"),
    MissingGlyph("\U000e0fff", "U+E0FFF", "6 Key partnerships"),
)


@pytest.fixture
def dialog(qtbot: QtBot, look: Look) -> MissingCharactersDialog:
    dialog = MissingCharactersDialog(MISSING)
    dialog.setAttribute(Qt.WidgetAttribute.WA_DeleteOnClose, False)
    qtbot.addWidget(dialog)
    dialog.show()
    return dialog


def row(dialog: MissingCharactersDialog, number: int) -> list[str]:
    items = [dialog.list.item(number, column) for column in range(4)]
    return [item.text() if item is not None else "" for item in items]


def test_each_character_is_told_by_code_name_and_place(dialog: MissingCharactersDialog) -> None:
    assert row(dialog, 0)[1:] == ["U+1F9FF", "Nazar amulet", "2 Value proposition"]
    assert row(dialog, 1)[1:] == ["U+0302", "Combining circumflex accent", "Title"]
    assert row(dialog, 2)[2] == "a private sign without a name"
    assert row(dialog, 3)[0::2] == ["–", "without a name"]
    assert "[U+1F9FF]" in dialog.about.text()


@pytest.mark.parametrize("key", [Qt.Key.Key_Escape, Qt.Key.Key_Return, Qt.Key.Key_Enter])
def test_the_keys_that_are_pressed_without_reading_do_not_write(
    qtbot: QtBot, dialog: MissingCharactersDialog, key: Qt.Key
) -> None:
    with qtbot.waitSignal(dialog.finished) as finished:
        qtbot.keyClick(dialog, key)
    assert finished.args == [0]


def test_thousands_of_characters_are_listed_in_part_and_counted(qtbot: QtBot, look: Look) -> None:
    many = [MissingGlyph(chr(0x12000 + n), f"U+{0x12000 + n:X}", "Title") for n in range(900)]
    dialog = MissingCharactersDialog(many)
    qtbot.addWidget(dialog)
    dialog.show()
    assert dialog.list.rowCount() == 200
    assert [label.text() for label in dialog.findChildren(QLabel) if label.text() == "and 700 more"]
    assert dialog.height() <= 640


def test_a_reader_hears_the_name_where_the_eye_sees_the_sign(dialog: MissingCharactersDialog) -> None:
    table = QAccessible.queryAccessibleInterface(dialog.list)
    assert table.text(QAccessible.Text.Name) == "4 characters have no sign in the app’s typefaces"
    item = dialog.list.item(0, 0)
    assert item is not None
    assert item.data(Qt.ItemDataRole.AccessibleTextRole) == "Nazar amulet"
