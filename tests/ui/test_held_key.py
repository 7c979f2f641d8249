"""A repeat of a held key is known as one, also where the system tells it as releases and presses."""

from __future__ import annotations

import pytest
from PySide6.QtCore import QEvent, Qt
from PySide6.QtGui import QKeyEvent
from PySide6.QtWidgets import QApplication, QWidget
from pytestqt.qtbot import QtBot

from cmc_desktop.ui.held_key import HeldKey

Y, R = Qt.Key.Key_Y, Qt.Key.Key_R


def send(widget: QWidget, kind: QEvent.Type, key: Qt.Key, at: int, *, marked: bool = False) -> None:
    event = QKeyEvent(kind, key, Qt.KeyboardModifier.NoModifier, "", marked)
    event.setTimestamp(at)
    QApplication.sendEvent(widget, event)


@pytest.mark.parametrize(
    ("released", "key", "at", "marked", "repeats"),
    [
        (1000, Y, 1000, False, True),
        (1000, Y, 1003, False, True),
        (1000, Y, 1040, False, False),
        (1000, R, 1000, False, False),
        (1000, Y, 1040, True, True),
        (0, Y, 0, False, False),
    ],
)
def test_a_press_that_no_finger_manages_is_a_repeat(
    qtbot: QtBot, released: int, key: Qt.Key, at: int, marked: bool, repeats: bool
) -> None:
    widget = QWidget()
    qtbot.addWidget(widget)
    held = HeldKey(widget)
    send(widget, QEvent.Type.ShortcutOverride, Y, 500)
    assert not held.repeats
    send(widget, QEvent.Type.KeyRelease, Y, released)
    send(widget, QEvent.Type.ShortcutOverride, key, at, marked=marked)
    assert held.repeats == repeats
