"""A canvas that leaves the desk for a moment: what is typed there is kept, stored by nobody, and is there once."""

from __future__ import annotations

import pytest
from builders import ids, put, texts
from kept_words import kept_words_in
from PySide6.QtCore import Qt
from PySide6.QtTest import QTest
from pytestqt.qtbot import QtBot

from cmc_desktop.ui.canvas_controller import CanvasController
from cmc_desktop.ui.controller import Controller


def desk_of(app: Controller) -> CanvasController:
    assert app.desk is not None
    return app.desk


@pytest.fixture
def canvas_id(qtbot: QtBot, app: Controller) -> str:
    """A canvas on the desk, of a window that has the keys."""
    assert app.library is not None
    canvas_id = app.library.new("Night bus")
    put(app.library.session(canvas_id), "value", "First words")
    app.open_canvas(canvas_id)
    app.window.activateWindow()
    qtbot.waitUntil(app.window.isActiveWindow)
    return canvas_id


def away(app: Controller) -> None:
    assert app.library is not None
    app.desks.open(app.library.new("Another"), for_a_moment=True)


@pytest.mark.parametrize("escaped", [False, True])
def test_a_half_typed_note_is_not_stored_and_stands_in_its_line_once(
    app: Controller, canvas_id: str, escaped: bool
) -> None:
    line = desk_of(app).page.board.frame("costs").make_draft()
    line.editor.setFocus()
    QTest.keyClicks(line.editor, "half a line")
    if escaped:
        QTest.keyClick(line.editor, Qt.Key.Key_Escape)
    away(app)
    assert app.library is not None
    assert texts(app.library.session(canvas_id), "costs") == []
    app.desks.open(canvas_id, for_a_moment=True)
    assert desk_of(app).page.waiting_words() == {"box:costs": "half a line"}
    line = desk_of(app).page.board.frame("costs").make_draft()
    QTest.keyClick(line.editor, Qt.Key.Key_Return)
    assert texts(desk_of(app).bridge.session, "costs") == ["half a line"]


def test_a_half_changed_note_is_not_stored_and_has_the_words_when_it_is_changed_again(
    app: Controller, canvas_id: str
) -> None:
    board = desk_of(app).page.board
    (note,) = ids(desk_of(app).bridge.session, "value")
    board.focus_note(note)
    board.edit_current()
    assert board.editor is not None
    QTest.keyClicks(board.editor, " and half a thought")
    away(app)
    assert app.library is not None
    assert texts(app.library.session(canvas_id), "value") == ["First words"]
    assert kept_words_in(app.window.paths.unstored_words, canvas_id) == ["First words and half a thought"]
    assert app.window.said == ""
    app.desks.open(canvas_id, for_a_moment=True)
    board = desk_of(app).page.board
    board.focus_note(note)
    board.edit_current()
    assert board.editor is not None
    assert board.editor.words == "First words and half a thought"


def test_what_is_typed_in_a_note_that_stays_open_is_kept_some_seconds_later(app: Controller, canvas_id: str) -> None:
    board = desk_of(app).page.board
    board.focus_note(ids(desk_of(app).bridge.session, "value")[0])
    board.edit_current()
    assert board.editor is not None
    QTest.keyClicks(board.editor, " and half a thought")
    for _ in range(2):
        desk_of(app).bridge.ticked.emit(0)
    assert kept_words_in(app.window.paths.unstored_words, canvas_id) == ["First words and half a thought"]
    QTest.keyClick(board.editor, Qt.Key.Key_Return)
    for _ in range(2):
        desk_of(app).bridge.ticked.emit(0)
    assert kept_words_in(app.window.paths.unstored_words, canvas_id) == []
