"""The page of a copy in a window of its own, and a person's keys for it."""

from __future__ import annotations

from PySide6.QtCore import Qt
from PySide6.QtTest import QTest
from PySide6.QtWidgets import QApplication

from cmc_desktop.ui.merge.merge_page import MergePage
from cmc_desktop.ui.merge.rows import ContestRow

CTRL = Qt.KeyboardModifier.ControlModifier


def press(*keys: Qt.Key, modifiers: Qt.KeyboardModifier = Qt.KeyboardModifier.NoModifier) -> None:
    """Keys to whatever has the focus."""
    for key in keys:
        widget = QApplication.focusWidget()
        assert widget is not None
        QTest.keyClick(widget, key, modifiers)


def in_front(page: MergePage) -> str:
    """The id of the conflict that the next key settles, which is the one that is chosen in the list."""
    row, contest = page.list.row, page.bar.contest
    assert contest is not None
    assert isinstance(row, ContestRow)
    assert row.contest.id == contest.id
    return contest.id
