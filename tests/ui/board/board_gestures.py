"""What a hand does on the board: keys to whatever has the focus, drags as the events Qt would send."""

from __future__ import annotations

import builders
from PySide6.QtCore import QMimeData, QPoint, QPointF, Qt
from PySide6.QtGui import QDragEnterEvent, QDragMoveEvent, QDropEvent
from PySide6.QtTest import QTest
from PySide6.QtWidgets import QApplication

from cmc_desktop.model.services.session import Session
from cmc_desktop.ui.board.board_view import BoardView
from cmc_desktop.ui.board.box_view import BoxView

NONE = Qt.KeyboardModifier.NoModifier
CTRL = Qt.KeyboardModifier.ControlModifier
SHIFT = Qt.KeyboardModifier.ShiftModifier
ALT = Qt.KeyboardModifier.AltModifier
_BOTH = Qt.DropAction.MoveAction | Qt.DropAction.CopyAction


def press(key: Qt.Key, modifiers: Qt.KeyboardModifier = NONE) -> None:
    """A key, to whatever has the focus."""
    target = QApplication.focusWidget()
    assert target is not None
    QTest.keyClick(target, key, modifiers)


def type_words(words: str) -> None:
    """Letters one by one, each to whatever has the focus by then."""
    for letter in words:
        target = QApplication.focusWidget()
        assert target is not None
        QTest.keyClicks(target, letter)


def select(board: BoardView, session: Session, box: str, *rows: int) -> list[str]:
    """Click the first of these notes and Ctrl+click the others; returns their ids."""
    view = board.view(box)
    for number, row in enumerate(rows):
        click(view, note_place(board, box, row), CTRL if number else NONE)
    return [builders.ids(session, box)[row] for row in rows]


def click(view: BoxView, pos: QPoint, modifiers: Qt.KeyboardModifier = NONE) -> None:
    QTest.mouseClick(view.viewport(), Qt.MouseButton.LeftButton, modifiers, pos)


def note_place(board: BoardView, box: str, row: int) -> QPoint:
    """The middle of a note, once it is scrolled to."""
    view = board.view(box)
    index = board.model.index(row, 0, view.rootIndex())
    view.executeDelayedItemsLayout()
    view.scrollTo(index)
    return view.visualRect(index).center()


def above(board: BoardView, box: str, row: int) -> QPoint:
    """A place in the upper half of a note: what is dropped there comes before it."""
    view = board.view(box)
    note_place(board, box, row)
    rect = view.visualRect(board.model.index(row, 0, view.rootIndex()))
    return QPoint(rect.left() + rect.width() // 4, rect.top() + rect.height() // 4)


def carried(board: BoardView) -> QMimeData:
    """What a drag of the selected notes carries."""
    return board.model.mimeData(board.selection.selectedIndexes())


def drag_over(
    board: BoardView, box: str, pos: QPoint, mime: QMimeData, modifiers: Qt.KeyboardModifier = NONE
) -> QDragMoveEvent:
    """Bring a drag over a box and hold it there."""
    port = board.view(box).viewport()
    QApplication.sendEvent(port, QDragEnterEvent(pos, _BOTH, mime, Qt.MouseButton.LeftButton, modifiers))
    move = QDragMoveEvent(pos, _BOTH, mime, Qt.MouseButton.LeftButton, modifiers)
    QApplication.sendEvent(port, move)
    return move


def drop(
    board: BoardView, box: str, pos: QPoint, mime: QMimeData | None = None, modifiers: Qt.KeyboardModifier = NONE
) -> QDropEvent:
    """Drag to a place of a box and let go."""
    mime = mime if mime is not None else carried(board)
    drag_over(board, box, pos, mime, modifiers)
    let_go = QDropEvent(QPointF(pos), _BOTH, mime, Qt.MouseButton.LeftButton, modifiers)
    QApplication.sendEvent(board.view(box).viewport(), let_go)
    return let_go
