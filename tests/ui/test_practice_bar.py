"""The bar above a practised desk: named for everybody, and never too wide for the smallest window."""

from __future__ import annotations

from accessibility import assert_everything_named, assert_everything_reached_by_tab
from PySide6.QtCore import Qt
from PySide6.QtWidgets import QMainWindow
from pytestqt.qtbot import QtBot

from cmc_desktop.ui.look import Look
from cmc_desktop.ui.practice.practice_bar import SPEEDS, PracticeBar

#: the narrowest main window, and how much longer other languages may say it
NARROWEST, LONGER = 1024, 1.3


def shown(qtbot: QtBot, look: Look) -> tuple[QMainWindow, PracticeBar]:
    window = QMainWindow()
    qtbot.addWidget(window)
    bar = PracticeBar(look, 10, window)
    window.addToolBar(bar)
    window.resize(NARROWEST, 640)
    window.show()
    window.activateWindow()
    qtbot.waitUntil(window.isActiveWindow)
    return window, bar


def test_everything_is_named_and_reached_by_the_keyboard(qtbot: QtBot, look: Look) -> None:
    window, _bar = shown(qtbot, look)
    assert_everything_named(window)
    assert_everything_reached_by_tab(qtbot, window)


def test_it_fits_the_narrowest_window_in_longer_words_too(qtbot: QtBot, look: Look) -> None:
    _window, bar = shown(qtbot, look)
    inside = bar.end.parentWidget()
    assert inside is not None
    assert inside.minimumSizeHint().width() * LONGER <= NARROWEST
    assert bar.end.visibleRegion().boundingRect() == bar.end.rect()


def test_the_speeds_are_told_when_they_are_chosen(qtbot: QtBot, look: Look) -> None:
    _window, bar = shown(qtbot, look)
    assert bar.speed.currentData() == 10
    told: list[int] = []
    bar.speed_chosen.connect(told.append)
    for times in SPEEDS:
        bar.speed.setCurrentIndex(bar.speed.findData(times))
    assert told == list(SPEEDS)
    with qtbot.waitSignal(bar.end_chosen):
        qtbot.mouseClick(bar.end, Qt.MouseButton.LeftButton)
