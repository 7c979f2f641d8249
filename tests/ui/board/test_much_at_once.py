"""Much that is written at once, as when a copy is joined: told in one step or note by note, the board is the same."""

from __future__ import annotations

from dataclasses import dataclass, replace

import builders
import pytest
from board_gestures import type_words
from hypothesis import HealthCheck, given, settings
from hypothesis import strategies as st
from PySide6.QtCore import QItemSelectionModel, QPersistentModelIndex, Qt
from PySide6.QtGui import QAccessible, QTextCursor
from PySide6.QtTest import QAbstractItemModelTester, QTest
from PySide6.QtWidgets import QApplication
from pytestqt.qtbot import QtBot

from cmc_desktop.model.domain.canvas import Canvas
from cmc_desktop.model.domain.changes import Change
from cmc_desktop.model.domain.entity import Entity
from cmc_desktop.model.domain.note import Note
from cmc_desktop.model.services.session import Session
from cmc_desktop.ui.board import note_tree
from cmc_desktop.ui.board.board_model import BoardModel
from cmc_desktop.ui.board.board_view import BoardView
from cmc_desktop.ui.session_bridge import SessionBridge

_BOXES = ("value", "partners", "costs")


@dataclass(frozen=True)
class _Write(Change):
    """These values of notes, in one commit."""

    notes: tuple[Note, ...]

    @property
    def label(self) -> str:
        return "write notes"

    def decide(self, canvas: Canvas, now: int) -> tuple[Entity, ...]:
        return self.notes


@pytest.fixture(params=[pytest.param(0, id="at once"), pytest.param(10_000, id="note by note")])
def manner(request: pytest.FixtureRequest, monkeypatch: pytest.MonkeyPatch) -> int:
    """How the views are told: from so many notes on at once."""
    many: int = request.param
    monkeypatch.setattr(note_tree, "_MANY", many)
    return many


def write(session: Session, *notes: Note) -> None:
    """Write the notes, and let the views lay out and paint."""
    session.do(_Write(notes))
    QApplication.processEvents()


def new(box: str, rank: str, number: int) -> Note:
    return Note(f"new-{box}-{number}", box, rank, f"New {number}")


def edit(board: BoardView, note_id: str, words: str) -> None:
    """Open the editor on a note and type at its end."""
    board.focus_note(note_id)
    board.edit_current()
    assert board.editor is not None
    QTest.keyClick(board.editor, Qt.Key.Key_End)
    type_words(words)


@pytest.mark.usefixtures("manner")
def test_an_open_editor_keeps_its_note_its_words_and_its_caret(board: BoardView, session: Session) -> None:
    first, second, third, other = builders.put(session, "value", "first", "second", "third", "other")
    edit(board, third, " mine")
    assert board.editor is not None
    board.editor.moveCursor(QTextCursor.MoveOperation.WordLeft)
    caret = board.editor.textCursor().position()
    canvas = session.canvas
    write(
        session,
        replace(canvas.note(first), deleted=True),
        replace(canvas.note(second), text="second, as they have it"),
        replace(canvas.note(other), box="costs"),
        new("value", canvas.note(first).rank, 1),
        new("value", canvas.note(first).rank, 2),
    )
    assert board.editor is not None
    assert board.editor.words == "third mine"
    assert board.editor.textCursor().position() == caret
    assert board.editor.hasFocus()
    view = board.view("value")
    assert view.visualRect(board.model.note_index(third)).contains(board.editor.geometry())
    QTest.keyClick(board.editor, Qt.Key.Key_Return)
    assert session.canvas.note(third).text == "third mine"


@pytest.mark.usefixtures("manner")
def test_an_open_editor_without_a_word_typed_shows_what_the_note_says_by_now(
    board: BoardView, session: Session
) -> None:
    first, second = builders.put(session, "value", "first", "second")
    edit(board, second, "")
    canvas = session.canvas
    write(session, replace(canvas.note(first), deleted=True), replace(canvas.note(second), text="as they have it"))
    assert board.editor is not None
    assert board.editor.words == "as they have it"


@pytest.mark.usefixtures("manner")
def test_an_editor_on_a_note_that_goes_closes(board: BoardView, session: Session) -> None:
    first, second = builders.put(session, "value", "first", "second")
    edit(board, second, "")
    write(session, replace(session.canvas.note(second), deleted=True))
    assert board.editor is None
    assert board.current_note() == first


@pytest.mark.usefixtures("manner")
@pytest.mark.parametrize(
    ("current", "gone", "follower"),
    [(3, (3,), 2), (3, (2, 3, 4), 1), (1, (0, 1, 2), 3), (4, (0, 1, 4), 3), (0, (0, 1, 2, 3, 4), None)],
)
def test_the_keys_go_to_the_note_beside_one_that_went(
    board: BoardView, session: Session, current: int, gone: tuple[int, ...], follower: int | None
) -> None:
    ids = builders.put(session, "value", *"abcde")
    board.focus_note(ids[current])
    told: list[str] = []
    board.current_note_changed.connect(told.append)
    write(session, *(replace(session.canvas.note(ids[one]), deleted=True) for one in gone))
    wanted = "" if follower is None else ids[follower]
    assert board.current_note() == wanted
    assert told[-1] == wanted


@pytest.mark.usefixtures("manner")
@pytest.mark.parametrize("arrivals", [1, 2])
@pytest.mark.parametrize("count", [4, 1_100])
def test_what_was_selected_stays_selected_and_nothing_else_is(
    board: BoardView, session: Session, count: int, arrivals: int
) -> None:
    ids = builders.put(session, "value", *(f"Note {number}" for number in range(count)))
    board.focus_box("value")
    board.select_all()
    canvas = session.canvas
    write(
        session,
        replace(canvas.note(ids[1]), deleted=True),
        replace(canvas.note(ids[3]), box="costs"),
        *(new("value", canvas.note(ids[1]).rank, number) for number in range(arrivals)),
    )
    assert set(board.selected_notes()) == set(ids) - {ids[1]}


@pytest.mark.usefixtures("manner")
def test_whoever_follows_the_one_selected_note_is_told_when_the_others_went(board: BoardView, session: Session) -> None:
    ids = builders.put(session, "value", "a", "b")
    board.focus_note(ids[0])
    board.selection.select(board.model.note_index(ids[1]), QItemSelectionModel.SelectionFlag.Select)
    told: list[str] = []
    board.selected_note_changed.connect(told.append)
    write(session, replace(session.canvas.note(ids[1]), deleted=True))
    assert board.selected_notes() == [ids[0]]
    assert told == [ids[0]]


@pytest.mark.usefixtures("manner")
def test_a_box_stays_scrolled_to_where_it_was(board: BoardView, session: Session) -> None:
    ids = builders.put(session, "value", *(f"Note {number}" for number in range(80)))
    builders.put(session, "costs", "there")
    view = board.view("value")
    board.show_note(ids[60])
    QApplication.processEvents()
    before = view.verticalScrollBar().value()
    assert before > 0
    write(session, *(new("value", session.canvas.note(ids[-1]).rank + "V", number) for number in range(5)))
    assert view.verticalScrollBar().value() == before
    board.show_note(ids[79])
    assert view.viewport().rect().contains(view.visualRect(board.model.note_index(ids[79])).adjusted(0, 0, 0, -5))


def half_laid_out(board: BoardView, session: Session) -> list[str]:
    """The ids of a hundred notes of the box "value" just after something was written, with those in sight in place
    again and those far below not yet. The next event changes that."""
    ids = builders.put(session, "value", *(f"Note {number}" for number in range(100)))
    board.focus_note(ids[0])
    QApplication.processEvents()
    session.do(_Write((new("value", "a0V", 1),)))
    view = board.view("value")
    view.executeDelayedItemsLayout()
    assert view.visualRect(board.model.note_index(ids[99])).isNull()
    return ids


def test_a_scroll_bar_keeps_its_length_while_notes_below_get_their_places(
    qtbot: QtBot, board: BoardView, session: Session
) -> None:
    last = half_laid_out(board, session)[99]
    view = board.view("value")
    guessed = view.verticalScrollBar().maximum()
    qtbot.waitUntil(lambda: not view.visualRect(board.model.note_index(last)).isNull())
    new_note = view.visualRect(board.model.note_index(last)).height() + 10
    assert guessed > 1_000
    assert 0 <= view.verticalScrollBar().maximum() - guessed <= new_note


@pytest.mark.parametrize("way", ["End", "shown"])
def test_a_note_far_below_is_shown_whole_before_it_has_its_place(board: BoardView, session: Session, way: str) -> None:
    last = half_laid_out(board, session)[99]
    view = board.view("value")
    if way == "End":
        QTest.keyClick(view, Qt.Key.Key_End)
        assert board.current_note() == last
    else:
        view.scrollTo(board.model.note_index(last))
    place = view.visualRect(board.model.note_index(last)).adjusted(0, 0, 0, -5)
    assert not place.isEmpty()
    assert view.viewport().rect().contains(place)


def test_the_keys_page_down_as_far_before_the_notes_have_their_places(board: BoardView, session: Session) -> None:
    ids = half_laid_out(board, session)
    view = board.view("value")
    view.scrollTo(board.model.note_index(ids[70]))
    reached = []
    for lay_out in (lambda: None, view.lay_out_now):
        board.selection.choose([ids[70]])
        session.do(_Write((new("value", "a0V", 2 + len(reached)),)))
        view.executeDelayedItemsLayout()
        lay_out()
        QTest.keyClick(view, Qt.Key.Key_PageDown)
        reached.append(board.current_note())
    assert reached[0] == reached[1] != ids[70]


@pytest.mark.usefixtures("manner")
def test_a_screen_reader_finds_the_notes_that_are_there_now(board: BoardView, session: Session) -> None:
    ids = builders.put(session, "value", "a", "b", "c")
    listed = QAccessible.queryAccessibleInterface(board.view("value"))
    assert listed is not None
    assert listed.childCount() == 3
    write(session, replace(session.canvas.note(ids[0]), deleted=True), replace(session.canvas.note(ids[2]), text="d"))
    said = [listed.child(row).text(QAccessible.Text.Name) for row in range(listed.childCount())]
    assert [one.rpartition(": ")[2] for one in said] == ["b", "d"]


_fates = st.tuples(st.sampled_from(["stay", "go", "move", "rank", "edit"]), st.sampled_from(_BOXES), st.integers(0, 9))


@settings(max_examples=60, deadline=None, suppress_health_check=[HealthCheck.function_scoped_fixture])
@given(fates=st.lists(_fates, min_size=12, max_size=12), added=st.lists(st.sampled_from(_BOXES), max_size=6))
def test_the_views_see_what_the_canvas_holds_after_any_of_it(
    manner: int, bridge: SessionBridge, session: Session, fates: list[tuple[str, str, int]], added: list[str]
) -> None:
    for key in _BOXES:
        builders.put(session, key, *(f"{key} {row}" for row in range(4 - session.canvas.note_count(key))))
    model = BoardModel(bridge)
    QAbstractItemModelTester(model, QAbstractItemModelTester.FailureReportingMode.Fatal, model)
    notes = [session.canvas.note(one) for key in _BOXES for one in builders.ids(session, key)]
    held = {note.id: QPersistentModelIndex(model.note_index(note.id)) for note in notes}
    puts = [put for note, fate in zip(notes, fates, strict=False) if (put := _after(note, *fate)) != note]
    made = {note.id for note in session.canvas.all(Note)}
    puts += [new(key, f"a{number}V", len(made) + number) for number, key in enumerate(added)]
    session.do(_Write(tuple(puts)))
    for key in _BOXES:
        root = model.box_index(key)
        assert [model.note_id(model.index(row, 0, root)) for row in range(model.rowCount(root))] == builders.ids(
            session, key
        )
    for note_id, index in held.items():
        assert index == QPersistentModelIndex(model.note_index(note_id))
    bridge.written.disconnect(model._on_bridge_written)


def _after(note: Note, fate: str, box: str, number: int) -> Note:
    if fate == "go":
        return replace(note, deleted=True)
    if fate == "move":
        return replace(note, box=box, rank=f"a{number}")
    if fate == "rank":
        return replace(note, rank=f"b{number}")
    return replace(note, text=f"words {number}") if fate == "edit" else note
