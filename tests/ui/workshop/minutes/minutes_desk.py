"""The minutes panel beside something else, and the keys that go to them."""

from __future__ import annotations

from dataclasses import dataclass

from PySide6.QtCore import Qt
from PySide6.QtTest import QTest
from PySide6.QtWidgets import QApplication, QLineEdit, QWidget

from cmc_desktop.model.domain.by_phase import minutes_in_order
from cmc_desktop.model.services.session import Session
from cmc_desktop.ui.workshop.minutes.minutes_panel import MinutesPanel
from cmc_desktop.ui.workshop.talk_row import TalkRow


@dataclass
class MinutesDesk:
    """The parts, and what was refused on the way."""

    window: QWidget
    elsewhere: QLineEdit
    panel: MinutesPanel
    session: Session
    refused: list[str]

    def begin(self) -> None:
        """As Ctrl+J does."""
        self.panel.commands()["minutes"]()

    def press(self, key: Qt.Key) -> None:
        """A key, to whatever has the focus."""
        target = QApplication.focusWidget()
        assert target is not None
        QTest.keyClick(target, key)

    def type(self, words: str) -> None:
        """Letters one by one, each to whatever has the focus by then."""
        for letter in words:
            target = QApplication.focusWidget()
            assert target is not None
            QTest.keyClicks(target, letter)

    def write(self, words: str) -> None:
        """Type a line and press Enter."""
        self.begin()
        self.type(words)
        self.press(Qt.Key.Key_Return)

    @property
    def rows(self) -> list[TalkRow]:
        model = self.panel.list.rows
        return [model.line(model.index(row, 0)) for row in range(model.rowCount())]

    @property
    def words(self) -> list[str]:
        """What the rows say, headings included."""
        return [row.words for row in self.rows]

    @property
    def stored(self) -> list[tuple[str, str]]:
        """The lines of the canvas as (words, who said it)."""
        people = {person.id: person.name for person in self.session.canvas.people}
        return [(line.text, people.get(line.speaker, "")) for line in minutes_in_order(self.session.canvas)]
