"""The bars that tell what happened and how things stand."""

from __future__ import annotations

from PySide6.QtWidgets import QMainWindow, QPushButton
from pytestqt.qtbot import QtBot

from cmc_desktop.ui.message_bar import MessageBar
from cmc_desktop.ui.shared_bar import SharedBar


def test_a_title_turns_neither_a_message_nor_its_button_round(qtbot: QtBot) -> None:
    bar = MessageBar()
    qtbot.addWidget(bar)
    bar.tell("“\u202eevil” was deleted.", "Bring “\u202eevil” back")
    assert bar.text == "“[U+202E]evil” was deleted."
    assert "Bring “[U+202E]evil” back" in [button.text() for button in bar.findChildren(QPushButton)]


def test_the_name_of_another_laptop_turns_nothing_round(qtbot: QtBot) -> None:
    window = QMainWindow()
    qtbot.addWidget(window)
    bar = SharedBar(window)
    bar.tell("Led from another laptop: \u202eevil.", "Lead from here")
    assert bar.words == "Led from another laptop: [U+202E]evil."
