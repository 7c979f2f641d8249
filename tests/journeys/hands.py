"""Hands and eyes of a person at the real windows: keys to whatever has the focus, clicks, drags, open dialogs."""

from __future__ import annotations

import itertools
from pathlib import Path
from typing import TypeVar

from PySide6.QtCore import QEvent, QPointF, Qt
from PySide6.QtGui import QDragEnterEvent, QDragMoveEvent, QDropEvent, QKeyEvent
from PySide6.QtTest import QTest
from PySide6.QtWidgets import QApplication, QDialog, QWidget
from pytestqt.qtbot import QtBot

from cmc_desktop.model.services.clock import Clock
from cmc_desktop.model.services.session import Session
from cmc_desktop.paths import Paths
from cmc_desktop.ui.canvas_controller import CanvasController
from cmc_desktop.ui.controller import Controller
from cmc_desktop.ui.dead_time import milliseconds
from cmc_desktop.ui.start import start

D = TypeVar("D", bound=QDialog)
Key = Qt.Key
CTRL = Qt.KeyboardModifier.ControlModifier
SHIFT = Qt.KeyboardModifier.ShiftModifier
_NONE = Qt.KeyboardModifier.NoModifier


class Hands:
    """One person at one running app."""

    def __init__(self, qtbot: QtBot, app: QApplication, paths: Paths, clock: Clock) -> None:
        self._qtbot = qtbot
        self.controller: Controller = start(app, paths, paths.library, clock)
        window = self.controller.window
        qtbot.addWidget(window)
        window.resize(1280, 720)
        window.show()
        qtbot.waitExposed(window)
        qtbot.waitUntil(lambda: self.controller.library is not None)

    @property
    def desk(self) -> CanvasController:
        desk = self.controller.desk
        assert desk is not None
        return desk

    def new_canvas(self) -> Session:
        """Make an empty canvas and put it on the desk."""
        library = self.controller.library
        assert library is not None
        self.controller.open_canvas(library.new("Night bus", "Port Alder"))
        return self.desk.bridge.session

    def let_it_be_indexed(self) -> None:
        """All that was written is in the word index, so that nothing is written to the library's file any more."""
        library = self.controller.library
        assert library is not None
        self._qtbot.waitUntil(library.finder.refresh)

    def action(self, action_id: str) -> None:
        """Choose something from the menus."""
        action = self.controller.actions[action_id]
        assert action.isEnabled(), action_id
        action.trigger()

    def press(self, key: Qt.Key, modifiers: Qt.KeyboardModifier = _NONE) -> None:
        """A key to whatever has the focus."""
        self._leave_closed_lists()
        target = QApplication.focusWidget() or QApplication.activeWindow()
        assert target is not None
        QTest.keyClick(target, key, modifiers)

    def ask_everyone(self) -> None:
        """Begin the roll call, with as much time between two keys as a person takes."""
        self.action("ask")
        dead_time = self.desk.page.roll_call.dead_time
        if dead_time.ticks is milliseconds:
            dead_time.ticks = itertools.count(milliseconds() + 1000, 1000).__next__

    def at_the_desk(self) -> None:
        """The main window is in front again and has the keys."""
        self.controller.window.activateWindow()
        self._qtbot.waitUntil(self.controller.window.isActiveWindow)

    def type(self, words: str) -> None:
        """Letter by letter, each to whatever has the focus by then."""
        self._leave_closed_lists()
        for letter in words:
            target = QApplication.focusWidget()
            assert target is not None
            if letter.isascii():
                QTest.keyClicks(target, letter)
            else:  # QTest knows the keys of ASCII letters only
                QApplication.sendEvent(target, QKeyEvent(QEvent.Type.KeyPress, 0, _NONE, letter))

    def _leave_closed_lists(self) -> None:
        """An offscreen desktop leaves a list of choices the active window when it closes; no real one does."""
        window = QApplication.activeWindow()
        if window is not None and not window.isVisible():
            self.at_the_desk()

    def click(self, widget: QWidget) -> None:
        assert widget.isEnabled()
        QTest.mouseClick(widget, Qt.MouseButton.LeftButton)

    def dialog(self, kind: type[D]) -> D:
        """The open dialog of this kind."""
        found = [dialog for dialog in self.controller.window.findChildren(kind) if dialog.isVisible()]
        assert len(found) == 1, f"{len(found)} open dialogs of {kind.__name__}"
        self._qtbot.waitUntil(found[0].isActiveWindow)
        return found[0]

    def drag(self, box: str, row: int, to_box: str) -> None:
        """Drag a note low into another box, by the events Qt would send."""
        board = self.desk.page.board
        index = board.model.index(row, 0, board.model.box_index(box))
        board.focus_note(board.model.note_id(index))
        mime = board.model.mimeData([index])
        view = board.view(to_box)
        place = view.viewport().rect().center()
        place.setY(view.viewport().rect().bottom() - 1)
        actions = Qt.DropAction.MoveAction | Qt.DropAction.CopyAction
        left = Qt.MouseButton.LeftButton
        QApplication.sendEvent(view.viewport(), QDragEnterEvent(place, actions, mime, left, _NONE))
        QApplication.sendEvent(view.viewport(), QDragMoveEvent(place, actions, mime, left, _NONE))
        QApplication.sendEvent(view.viewport(), QDropEvent(QPointF(place), actions, mime, left, _NONE))

    def wait_for(self, path: Path) -> None:
        """Wait until a file has been written."""
        self._qtbot.waitUntil(path.exists, timeout=20_000)
        self._qtbot.waitUntil(lambda: not self.controller.tasks.busy, timeout=20_000)
