"""The bar that tells what happened."""

from __future__ import annotations

from PySide6.QtWidgets import QPushButton
from pytestqt.qtbot import QtBot

from cmc_desktop.ui.message_bar import MessageBar


def test_a_title_turns_neither_a_message_nor_its_button_round(qtbot: QtBot) -> None:
    bar = MessageBar()
    qtbot.addWidget(bar)
    bar.tell("“\u202eevil” was deleted.", "Bring “\u202eevil” back")
    assert bar.text == "“[U+202E]evil” was deleted."
    assert "Bring “[U+202E]evil” back" in [button.text() for button in bar.findChildren(QPushButton)]
