"""The list comes back with the canvas one comes from chosen, and no other."""

from __future__ import annotations

from library_hands import fill
from PySide6.QtCore import Qt
from PySide6.QtGui import QKeySequence, QShortcut
from pytestqt.qtbot import QtBot

from cmc_desktop.model.services.clock import ManualClock
from cmc_desktop.model.services.library import Library
from cmc_desktop.ui.library.library_page import LibraryPage


def test_a_shortcut_with_ctrl_that_leads_to_the_list_chooses_just_one_row(
    qtbot: QtBot, page: LibraryPage, library: Library, clock: ManualClock
) -> None:
    first, second, _ = fill(page, library, clock, "Harbour", "Market", "Library")
    page.take_focus(first)
    to = QShortcut(QKeySequence("Ctrl+L"), page)
    for canvas_id in (second, second, first):
        to.activated.connect(lambda wanted=canvas_id: page.take_focus(wanted))
        qtbot.keyClick(page.table, Qt.Key.Key_L, Qt.KeyboardModifier.ControlModifier)
        to.activated.disconnect()
        assert page.table.chosen == [canvas_id]
