"""The field for a person's name leaves the window its keys."""

from __future__ import annotations

from collections.abc import Iterator

import pytest
from PySide6.QtCore import Qt
from PySide6.QtTest import QTest
from PySide6.QtWidgets import QVBoxLayout, QWidget
from pytestqt.qtbot import QtBot

from cmc_desktop.ui.actions import Actions
from cmc_desktop.ui.look import Look
from cmc_desktop.ui.workshop.person_field import PersonField

CTRL_SHIFT = Qt.KeyboardModifier.ControlModifier | Qt.KeyboardModifier.ShiftModifier


@pytest.fixture
def done(qtbot: QtBot, look: Look) -> Iterator[tuple[PersonField, list[str]]]:
    """A field in a window with the app's keys, and what the window was asked for."""
    window, field = QWidget(), PersonField("By whom", "By whom?")
    asked: list[str] = []
    Actions(window, look.icons, asked.append)
    QVBoxLayout(window).addWidget(field)
    qtbot.addWidget(window)
    window.show()
    window.activateWindow()
    qtbot.waitUntil(window.isActiveWindow)
    field.setFocus()
    yield field, asked
    window.close()


def test_the_phase_goes_on_and_back_also_from_the_name(done: tuple[PersonField, list[str]]) -> None:
    field, asked = done
    QTest.keyClick(field, Qt.Key.Key_Right, CTRL_SHIFT)
    QTest.keyClick(field, Qt.Key.Key_Left, CTRL_SHIFT)
    assert asked == ["next_phase", "back_phase"]


def test_what_belongs_to_the_text_stays_with_the_text(done: tuple[PersonField, list[str]]) -> None:
    field, asked = done
    QTest.keyClicks(field, "Ana")
    QTest.keyClick(field, Qt.Key.Key_A, Qt.KeyboardModifier.ControlModifier)
    QTest.keyClick(field, Qt.Key.Key_Delete)
    assert field.text() == ""
    assert asked == []
