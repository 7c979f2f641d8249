"""A board with the discussion's panels beside it, and the keys that go to them."""

from __future__ import annotations

from collections.abc import Callable
from dataclasses import dataclass

from PySide6.QtCore import Qt
from PySide6.QtTest import QTest
from PySide6.QtWidgets import QApplication, QWidget

from cmc_desktop.model.services.session import Session
from cmc_desktop.ui.board.board_view import BoardView
from cmc_desktop.ui.workshop.talk.parking_panel import ParkingPanel
from cmc_desktop.ui.workshop.talk.remarks_panel import RemarksPanel

NONE = Qt.KeyboardModifier.NoModifier


@dataclass
class Desk:
    """The parts, and what was told and refused on the way."""

    window: QWidget
    board: BoardView
    remarks: RemarksPanel
    parking: ParkingPanel
    session: Session
    told: list[str]
    refused: list[str]
    corrections: list[Callable[[], object]]

    def press(self, key: Qt.Key, modifiers: Qt.KeyboardModifier = NONE) -> None:
        """A key, to whatever has the focus."""
        target = QApplication.focusWidget()
        assert target is not None
        QTest.keyClick(target, key, modifiers)

    def type(self, words: str) -> None:
        """Letters one by one, each to whatever has the focus by then."""
        for letter in words:
            target = QApplication.focusWidget()
            assert target is not None
            QTest.keyClicks(target, letter)
