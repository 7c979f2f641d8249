"""A note on the desk's board shows, small and muted, how many remarks it has; its words keep their room."""

from __future__ import annotations

import builders
import pytest
from board_gestures import carried, note_place
from PySide6.QtCore import QModelIndex, QPersistentModelIndex, QRect, Qt
from PySide6.QtGui import QColor, QImage
from pytestqt.qtbot import QtBot

from cmc_desktop.model.domain.changes import AddRemark, DeleteNotes, DeleteRemark, EditRemark, MoveNotes
from cmc_desktop.model.services.session import Session
from cmc_desktop.ui.board.board_view import BoardView
from cmc_desktop.ui.board.drag_picture import drag_picture
from cmc_desktop.ui.board.remark_marks import RemarkCounts, marks_ink, marks_width
from cmc_desktop.ui.theme import DARK, LIGHT, Theme

KINDS = ("objection", "question", "support")


def remark(session: Session, note: str, *kinds: str) -> list[str]:
    changes = [AddRemark(note, kind, "words") for kind in kinds]
    for change in changes:
        session.do(change)
    return [change.id for change in changes]


def index_of(board: BoardView, note: str) -> QModelIndex:
    return board.model.note_index(note)


def spoken(board: BoardView, note: str) -> str:
    return str(index_of(board, note).data(Qt.ItemDataRole.AccessibleTextRole))


def painted(board: BoardView, note: str) -> tuple[QImage, QRect]:
    """The box of a note as it is on the screen, and where the note is in it."""
    index = index_of(board, note)
    view = board.view(board.model.box_key(index))
    view.clearFocus()
    view.executeDelayedItemsLayout()
    view.scrollTo(index)
    return view.viewport().grab().toImage(), view.visualRect(index)


def test_the_marks_are_told_in_words_to_who_does_not_see_them(board: BoardView, session: Session) -> None:
    note = builders.put(session, "value", "A bus")[0]
    assert spoken(board, note) == "Note 1 of 1 in 2 Value proposition: A bus"
    remark(session, note, "objection", "question", "question", "support")
    words = "Note 1 of 1 in 2 Value proposition: A bus (1 objection, 2 questions, 1 in support)"
    assert spoken(board, note) == words


def test_marks_follow_what_becomes_of_the_remarks_and_undo(board: BoardView, session: Session) -> None:
    note = builders.put(session, "value", "A bus")[0]
    one = remark(session, note, "question")[0]
    session.do(EditRemark(one, "objection", "words"))
    assert "(1 objection)" in spoken(board, note)
    session.do(DeleteRemark(one))
    assert "objection" not in spoken(board, note)
    session.undo()
    assert "(1 objection)" in spoken(board, note)


def test_a_remark_is_seen_on_its_note_at_once_and_nowhere_else(board: BoardView, session: Session) -> None:
    first, second = builders.put(session, "value", "A bus", "A tram")
    before, place = painted(board, first)
    remark(session, first, "objection")
    after, _ = painted(board, first)
    corner = QRect(place.right() - 40, place.top(), 40, place.height())
    assert before.copy(corner) != after.copy(corner)
    _, other = painted(board, second)
    assert before.copy(other) == after.copy(other)


@pytest.mark.parametrize("words", [*("m" * length for length in range(4, 60, 3)), "حافلة ليلية " * 3])
def test_marks_never_lie_on_the_words(board: BoardView, session: Session, words: str) -> None:
    note = builders.put(session, "value", words)[0]
    before, place = painted(board, note)
    bare = place.height()
    remark(session, note, *KINDS)
    after, grown = painted(board, note)
    area = QRect(place.left() + 8, place.top() + 4, place.width() - 24, bare - 14)
    ink = [
        (x, y)
        for x in range(area.left(), area.right())
        for y in range(area.top(), area.bottom())
        if QColor(before.pixel(x, y)).lightness() < 120
    ]
    assert ink, "the words are there"
    assert all(QColor(after.pixel(x, y)).lightness() < 120 for x, y in ink), "and still there with the marks"
    assert grown.height() - place.height() in (0, 14)


def test_a_note_with_room_beside_its_last_line_does_not_grow(board: BoardView, session: Session) -> None:
    short, full = builders.put(session, "value", "A bus", "m" * 40)
    view = board.view("value")
    view.executeDelayedItemsLayout()
    heights = [view.visualRect(index_of(board, note)).height() for note in (short, full)]
    for note in (short, full):
        remark(session, note, *KINDS)
    view.executeDelayedItemsLayout()
    grown = [view.visualRect(index_of(board, note)).height() for note in (short, full)]
    assert grown[0] == heights[0]
    assert grown[1] in (heights[1], heights[1] + 14)


def test_a_note_keeps_its_marks_where_it_is_moved_and_while_it_is_dragged(board: BoardView, session: Session) -> None:
    note = builders.put(session, "value", "A bus " * 9)[0]
    remark(session, note, *KINDS)
    board.focus_note(note)
    delegate = board.view("value").itemDelegate()
    picture = drag_picture(delegate, [index_of(board, note)], 200, 1.0)
    session.undo()
    assert picture.height() >= drag_picture(delegate, [index_of(board, note)], 200, 1.0).height()
    session.redo()
    assert carried(board).text() == ("A bus " * 9).strip(), "remarks are not carried with the words"
    session.do(MoveNotes((note,), "costs"))
    assert "(1 objection, 1 question, 1 in support)" in spoken(board, note)


def test_a_remark_on_a_note_that_is_gone_is_no_trouble(board: BoardView, session: Session) -> None:
    note = builders.put(session, "value", "A bus")[0]
    one = remark(session, note, "question")[0]
    session.do(DeleteNotes((note,)))
    session.do(DeleteRemark(one))
    session.undo()
    session.undo()
    assert "(1 question)" in spoken(board, note)


@pytest.mark.parametrize("theme", [LIGHT, DARK], ids=lambda theme: theme.name)
def test_marks_can_be_read_on_every_note(theme: Theme) -> None:
    for tone in theme.tones:
        for share in (0.09, 0.20):
            assert contrast(marks_ink(theme), theme.tint(tone, share)) >= 4.5, (tone, share)


def test_marks_take_the_room_they_need() -> None:
    assert marks_width(RemarkCounts()) == 0
    assert marks_width(RemarkCounts(1)) < marks_width(RemarkCounts(1, 1)) < marks_width(RemarkCounts(1, 1, 12)) < 90


def test_the_current_and_the_selected_note_are_told_when_they_change(
    qtbot: QtBot, board: BoardView, session: Session
) -> None:
    first, second = builders.put(session, "value", "A bus", "A tram")
    current: list[str] = []
    selected: list[str] = []
    board.current_note_changed.connect(current.append)
    board.selected_note_changed.connect(selected.append)
    board.focus_note(first)
    board.focus_note(first)
    assert selected[-1] == first
    board.focus_note(second)
    assert selected[-1] == second
    board.select_all()
    assert selected[-1] == ""
    board.focus_note(second)
    board.focus_box("costs")
    assert selected[-1] == ""
    assert current == [first, second, ""]


def contrast(ink: QColor, ground: QColor) -> float:
    light, dark = sorted((luminance(ink), luminance(ground)), reverse=True)
    return (light + 0.05) / (dark + 0.05)


def luminance(colour: QColor) -> float:
    def channel(value: float) -> float:
        return value / 12.92 if value <= 0.04045 else ((value + 0.055) / 1.055) ** 2.4

    return 0.2126 * channel(colour.redF()) + 0.7152 * channel(colour.greenF()) + 0.0722 * channel(colour.blueF())


def test_notes_are_where_a_hand_expects_them_with_marks(board: BoardView, session: Session) -> None:
    notes = builders.put(session, "value", *(f"Note {number} with some words" for number in range(6)))
    for note in notes:
        remark(session, note, *KINDS)
    for row, note in enumerate(notes):
        index = QPersistentModelIndex(index_of(board, note))
        place = note_place(board, "value", row)
        assert board.view("value").indexAt(place) == index
