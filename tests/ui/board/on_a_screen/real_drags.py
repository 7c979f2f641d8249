"""Drags as the window system does them; run by test_board_real_drag on a screen of its own."""

from __future__ import annotations

import builders
from board_gestures import NONE, above, note_place, select
from PySide6.QtCore import QPoint, Qt, QTimer
from PySide6.QtTest import QTest
from PySide6.QtWidgets import QApplication
from pytestqt.qtbot import QtBot

from cmc_desktop.model.services.session import Session
from cmc_desktop.ui.board.board_view import BoardView

LEFT = Qt.MouseButton.LeftButton


def drag(
    qtbot: QtBot,
    board: BoardView,
    start: tuple[str, QPoint],
    goal: tuple[str, QPoint],
    held: Qt.KeyboardModifier = NONE,
) -> None:
    """Press, move and let go with the mouse of the window system. Qt runs a loop of its own from the first far move
    on, so what follows is sent from timers."""
    window = board.windowHandle()
    here = board.view(start[0]).viewport().mapTo(board, start[1])
    there = board.view(goal[0]).viewport().mapTo(board, goal[1])
    way = [here + (there - here) * part / 8 for part in range(3, 9)]
    done: list[bool] = []

    def go_on() -> None:
        if way:
            QTest.mouseMove(window, way.pop(0))
            QTimer.singleShot(30, go_on)
        else:
            QTest.mouseMove(window, there + QPoint(1, 0))
            QTest.mouseRelease(window, LEFT, held, there + QPoint(1, 0))
            done.append(True)

    QTimer.singleShot(60, go_on)
    QTest.mousePress(window, LEFT, NONE, here)
    QTest.mouseMove(window, here + QPoint(12, 12))
    QTest.mouseMove(window, here + QPoint(24, 24))
    qtbot.waitUntil(lambda: bool(done))
    QApplication.processEvents()


def test_a_real_drag_moves_a_note_to_its_place_in_another_box(qtbot: QtBot, board: BoardView, session: Session) -> None:
    assert QApplication.platformName() == "xcb"
    builders.put(session, "value", "a", "b", "c")
    builders.put(session, "partners", "p", "q")
    moved = select(board, session, "value", 1)
    drag(qtbot, board, ("value", note_place(board, "value", 1)), ("partners", above(board, "partners", 1)))
    qtbot.waitUntil(lambda: builders.texts(session, "partners") == ["p", "b", "q"])
    assert builders.texts(session, "value") == ["a", "c"]
    assert builders.ids(session, "partners")[1:2] == moved
    assert session.canvas.note_count() == 5


def test_a_real_drag_takes_several_notes_into_an_empty_box(qtbot: QtBot, board: BoardView, session: Session) -> None:
    builders.put(session, "value", "a", "b", "c")
    select(board, session, "value", 0, 2)
    drag(qtbot, board, ("value", note_place(board, "value", 2)), ("deployment", QPoint(60, 60)))
    qtbot.waitUntil(lambda: builders.texts(session, "deployment") == ["a", "c"])
    assert builders.texts(session, "value") == ["b"]


def test_a_real_drag_within_a_box_changes_the_order(qtbot: QtBot, board: BoardView, session: Session) -> None:
    builders.put(session, "value", "a", "b", "c")
    select(board, session, "value", 2)
    drag(qtbot, board, ("value", note_place(board, "value", 2)), ("value", above(board, "value", 0)))
    qtbot.waitUntil(lambda: builders.texts(session, "value") == ["c", "a", "b"])
