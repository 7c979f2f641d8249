"""A strip in a window of its own with the app's real keys, and three people in the round."""

from __future__ import annotations

import itertools
from collections.abc import Callable, Iterator

import builders
import pytest
from PySide6.QtCore import Qt
from PySide6.QtTest import QTest
from PySide6.QtWidgets import QApplication, QLineEdit, QVBoxLayout, QWidget
from pytestqt.qtbot import QtBot

from cmc_desktop.model.domain.round_order import round_now
from cmc_desktop.model.services.session import Session
from cmc_desktop.ui.actions import Actions
from cmc_desktop.ui.dead_time import DeadTime
from cmc_desktop.ui.look import Look
from cmc_desktop.ui.session_bridge import SessionBridge
from cmc_desktop.ui.workshop.round.round_strip import RoundStrip

NAMES = ("Ana", "Ben", "Cleo")


class Desk(QWidget):
    """The strip with another field beside it; keys go to whatever has the focus."""

    def __init__(self, strip: RoundStrip, look: Look) -> None:
        super().__init__()
        self.strip = strip
        self.other = QLineEdit()
        layout = QVBoxLayout(self)
        layout.addWidget(strip)
        layout.addWidget(self.other)
        commands = strip.commands()
        self.actions_ = Actions(self, look.icons, lambda action_id: commands.get(action_id, int)())

    def press(self, key: Qt.Key, held: Qt.KeyboardModifier = Qt.KeyboardModifier.NoModifier) -> None:
        target = QApplication.focusWidget()
        assert target is not None
        QTest.keyClick(target, key, held)

    def type(self, words: str) -> None:
        target = QApplication.focusWidget()
        assert target is not None
        QTest.keyClicks(target, words)

    def say(self, words: str) -> None:
        self.type(words)
        self.press(Qt.Key.Key_Return)

    @property
    def words(self) -> str:
        return self.strip.line.words

    @property
    def has_keys(self) -> bool:
        return QApplication.focusWidget() is self.strip.line.editor


@pytest.fixture
def people(session: Session) -> list[str]:
    """Ana, Ben and Cleo in the round, at the first element, which has a text already: their ids."""
    builders.put(session, "mission", "A city in which everyone gets home")
    people = [builders.add_person(session, name) for name in NAMES]
    builders.bring_to(session, "round")
    return people


@pytest.fixture
def desk(qtbot: QtBot, bridge: SessionBridge, look: Look, people: list[str]) -> Iterator[Desk]:
    """The strip in sight, with the keys; between two keys there is as much time as a person takes."""
    slow = DeadTime(itertools.count(0, 1000).__next__)
    desk = Desk(RoundStrip(bridge, look, dead_time=slow), look)
    qtbot.addWidget(desk)
    desk.resize(840, 160)
    desk.show()
    desk.activateWindow()
    qtbot.waitUntil(desk.isActiveWindow)
    qtbot.waitUntil(lambda: desk.has_keys)
    return desk


@pytest.fixture
def speaker(session: Session) -> Callable[[], str]:
    """The name of who has the floor as the model has it; empty for nobody."""

    def name() -> str:
        at = round_now(session.canvas)
        assert at is not None
        return at.speaker.name if at.speaker is not None else ""

    return name
