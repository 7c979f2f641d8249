"""Two windows of one person with one canvas: what is typed in one is not in the other, and comes twice nowhere."""

from __future__ import annotations

from collections.abc import Callable, Iterator

import pytest
from kept_words import kept_words_in
from PySide6.QtCore import Qt
from PySide6.QtTest import QTest
from PySide6.QtWidgets import QApplication
from pytestqt.qtbot import QtBot

from cmc_desktop.model.services.clock import ManualClock
from cmc_desktop.paths import Paths
from cmc_desktop.ui import start
from cmc_desktop.ui.canvas_controller import CanvasController
from cmc_desktop.ui.controller import Controller

Window = Callable[[], Controller]


@pytest.fixture
def window(qtbot: QtBot, qapp: QApplication, paths: Paths, clock: ManualClock) -> Iterator[Window]:
    """Starts the app once more; one canvas is there after the first start."""
    windows: list[Controller] = []

    def one_more() -> Controller:
        controller = start.start(qapp, paths, paths.library, clock)
        windows.append(controller)
        controller.window.show()
        qtbot.waitUntil(lambda: controller.library is not None)
        assert controller.library is not None
        listed = controller.library.listed()
        controller.open_canvas(listed[0].head.id if listed else controller.library.new("Night bus", ""))
        return controller

    yield one_more
    for controller in windows:
        controller.window.close()
        controller.window.deleteLater()
    qapp.processEvents()


def desk_of(controller: Controller) -> CanvasController:
    assert controller.desk is not None
    return controller.desk


def half_typed(controller: Controller, words: str, box: str = "costs") -> None:
    """Type in a box, and wait some seconds."""
    line = desk_of(controller).page.board.frame(box).make_draft()
    line.editor.setFocus()
    QTest.keyClicks(line.editor, words)
    seconds_pass(controller)


def seconds_pass(controller: Controller) -> None:
    for _ in range(3):
        desk_of(controller).bridge.ticked.emit(0)


def in_the_lines(controller: Controller) -> dict[str, str]:
    return desk_of(controller).page.waiting_words()


def test_half_typed_words_are_in_the_window_where_they_are_typed_alone(window: Window) -> None:
    first = window()
    half_typed(first, "Half a thought")
    second = window()
    assert in_the_lines(second) == {}
    assert not second.window.messages.isVisible()
    seconds_pass(second)
    assert in_the_lines(first) == {"box:costs": "Half a thought"}


def test_what_both_windows_type_is_kept_of_both(window: Window, paths: Paths) -> None:
    first, second = window(), window()
    half_typed(first, "What Ada types")
    half_typed(second, "What Bo types")
    seconds_pass(first)
    kept = kept_words_in(paths.unstored_words, desk_of(first).bridge.canvas.id)
    assert sorted(kept) == ["What Ada types", "What Bo types"]


def test_words_that_wait_in_a_canvas_that_was_left_come_in_the_window_that_opens_it_and_in_no_other(
    window: Window,
) -> None:
    first = window()
    canvas_id = desk_of(first).bridge.canvas.id
    half_typed(first, "x" * 5000)
    first.show_library()
    second = window()
    assert in_the_lines(second) == {"box:costs": "x" * 5000}
    first.open_canvas(canvas_id)
    assert in_the_lines(first) == {}


def test_words_of_a_canvas_that_left_the_desk_for_a_moment_are_not_those_of_another_window(window: Window) -> None:
    first = window()
    canvas_id = desk_of(first).bridge.canvas.id
    half_typed(first, "Half a thought")
    assert first.library is not None
    first.desks.open(first.library.new("Another", ""), for_a_moment=True)
    second = window()
    second.open_canvas(canvas_id)
    assert in_the_lines(second) == {}
    first.desks.open(canvas_id, for_a_moment=True)
    assert list(in_the_lines(first).values()) == ["Half a thought"]
    QTest.keyClick(desk_of(first).page.board.frame("costs").make_draft().editor, Qt.Key.Key_Return)
    seconds_pass(first)
    first.show_library()
    first.open_canvas(canvas_id)
    assert in_the_lines(first) == {}
