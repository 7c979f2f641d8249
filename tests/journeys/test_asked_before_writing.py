"""A character no typeface has: the moderator is asked at the desk before the file is written."""

from __future__ import annotations

from pathlib import Path

import builders
from hands import CTRL, SHIFT, Hands, Key
from PySide6.QtCore import Qt
from PySide6.QtTest import QTest
from pytestqt.qtbot import QtBot

from cmc_desktop.ui.dialogs.export_dialog import ExportDialog
from cmc_desktop.ui.dialogs.missing_characters_dialog import MissingCharactersDialog


def exporting(hands: Hands, path: Path) -> ExportDialog:
    """The export of the canvas on the desk into `path`, by keys, before it is wished."""
    hands.at_the_desk()
    hands.press(Key.Key_E, CTRL | SHIFT)
    dialog = hands.controller.window.findChild(ExportDialog)
    assert dialog is not None
    dialog.place.line.setText(str(path))
    return dialog


def asked(dialog: ExportDialog, qtbot: QtBot) -> MissingCharactersDialog:
    """Wish the export by Enter, until the question comes."""
    window = dialog.parentWidget()
    QTest.keyClick(dialog, Qt.Key.Key_Return)
    qtbot.waitUntil(lambda: window.findChild(MissingCharactersDialog) is not None, timeout=20_000)
    question = window.findChild(MissingCharactersDialog)
    assert question is not None
    return question


def test_nothing_is_written_unless_it_is_said(hands: Hands, qtbot: QtBot, tmp_path: Path) -> None:
    library = hands.controller.library
    assert library is not None
    canvas_id = library.new("Night bus", "Port Alder")
    builders.put(library.session(canvas_id), "value", "Cuneiform \U00012000")
    hands.controller.open_canvas(canvas_id)
    path = tmp_path / "board.pdf"
    messages = hands.controller.window.messages

    dialog = exporting(hands, path)
    question = asked(dialog, qtbot)
    assert not path.exists()
    QTest.keyClick(question, Qt.Key.Key_Escape)
    qtbot.waitUntil(lambda: not hands.controller.tasks.busy)
    assert dialog.isVisible()
    assert dialog.trouble.startswith("It was not written.")
    assert not path.exists()

    question = asked(dialog, qtbot)
    QTest.keyClick(question, Qt.Key.Key_G, Qt.KeyboardModifier.AltModifier)
    qtbot.waitUntil(lambda: not hands.controller.tasks.busy)
    assert path.read_bytes().startswith(b"%PDF-")
    assert messages.text.startswith("Written: board.pdf. 1 character is in it as its code.")
