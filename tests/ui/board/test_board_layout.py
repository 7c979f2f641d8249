"""The boxes lie where the template has them, whole at every size, and say what they are."""

from __future__ import annotations

from collections.abc import Callable, Iterator
from itertools import pairwise

import builders
import pytest
from board_gestures import CTRL, press, type_words
from PySide6.QtCore import QPointF, QRect, Qt
from PySide6.QtGui import QAccessible, QEnterEvent, QImage, QPainter
from PySide6.QtTest import QTest
from PySide6.QtWidgets import QApplication, QLabel, QToolButton
from pytestqt.qtbot import QtBot

from cmc_desktop.model.domain.changes import MarkNoneIdentified
from cmc_desktop.model.services.library import Library
from cmc_desktop.model.services.session import Session
from cmc_desktop.ui.board.board_geometry import Direction, even_shares, line_places, neighbour, rows_of
from cmc_desktop.ui.board.board_view import BoardView
from cmc_desktop.ui.board.box_frame import BoxFrame
from cmc_desktop.ui.board.empty_words import draw_words
from cmc_desktop.ui.board.note_text import NoteStyle, NoteText
from cmc_desktop.ui.look import Look
from cmc_desktop.ui.session_bridge import SessionBridge

Opener = Callable[[str, int, int], BoardView]


@pytest.fixture
def open_board(qtbot: QtBot, library: Library, look: Look) -> Iterator[Opener]:
    """Shows a board of a template, filled with long notes, at a size."""
    bridges = []

    def open_it(template: str, width: int, height: int) -> BoardView:
        session = library.session(library.new("T", template=template))
        for box in session.canvas.template.in_walk_order:
            builders.put(
                session, box.key, *(["A note of some length, as people write them"] * (1 if box.single else 4))
            )
        bridges.append(SessionBridge(session))
        board = BoardView(bridges[-1], look)
        qtbot.addWidget(board)
        board.resize(width, height)
        board.show()
        QApplication.processEvents()
        return board

    yield open_it
    for bridge in bridges:
        bridge.close()


def place(frame: BoxFrame) -> QRect:
    return frame.geometry()


def frames_of(board: BoardView) -> list[BoxFrame]:
    return [board.frame(key) for key in board.model.bridge.canvas.template.walk]


@pytest.mark.parametrize("size", [(840, 620), (1100, 700), (1380, 960)])
@pytest.mark.parametrize("template", list(builders.TEMPLATES))
def test_every_box_shows_its_whole_heading_and_a_line_of_a_note(
    open_board: Opener, template: str, size: tuple[int, int]
) -> None:
    board = open_board(template, *size)
    line = board.view(board.current_box()).fontMetrics().lineSpacing()
    for frame in frames_of(board):
        assert board.grid.rect().contains(place(frame)), frame.box.key
        heading = frame.heading.geometry()
        assert frame.rect().contains(heading)
        for label in frame.heading.findChildren(QLabel):
            assert label.height() >= label.heightForWidth(label.width()), (frame.box.key, label.text())
            assert frame.heading.rect().contains(label.geometry()), (frame.box.key, label.text())
        assert heading.bottom() < frame.view.geometry().top()
        assert frame.view.viewport().height() >= line + 10, frame.box.key
        first = frame.view.visualRect(board.model.index(0, 0, frame.view.rootIndex()))
        assert first.right() <= frame.view.viewport().width()


@pytest.mark.parametrize("template", list(builders.TEMPLATES))
def test_no_box_covers_another_and_rows_and_columns_line_up(open_board: Opener, template: str) -> None:
    board = open_board(template, 1000, 700)
    frames = frames_of(board)
    for one in frames:
        for other in frames:
            if one is not other:
                assert not place(one).intersects(place(other))
            if one.box.row == other.box.row:
                assert place(one).top() == place(other).top()
            if one.box.col + one.box.colspan == other.box.col + other.box.colspan:
                assert place(one).right() == place(other).right()


def test_the_board_has_the_geometry_of_the_template(open_board: Opener) -> None:
    board = open_board("city-model-canvas", 1380, 960)
    boxes = {frame.box.key: place(frame) for frame in frames_of(board)}
    assert boxes["mission"].width() == pytest.approx(board.grid.width(), abs=10)
    assert boxes["partners"].height() == pytest.approx(2 * boxes["activities"].height(), abs=8)
    assert boxes["costs"].width() == pytest.approx(boxes["revenue"].width(), abs=4)
    assert boxes["activities"].height() == pytest.approx(1.5 * boxes["costs"].height(), rel=0.08)
    left_to_right = ["partners", "activities", "value", "buyin", "beneficiaries"]
    assert sorted(left_to_right, key=lambda key: boxes[key].left()) == left_to_right


def test_lines_give_way_to_what_a_box_needs_at_least() -> None:
    spans = rows_of(builders.CMC.boxes.values(), 60)
    places = line_places(even_shares(builders.CMC.row_weights), 600, spans)
    assert places[0] == 0
    assert places[-1] == 600
    assert all(after - before >= 60 for before, after in pairwise(places))


def test_where_the_room_is_too_small_every_box_gives_way_alike() -> None:
    spans = rows_of(builders.CMC.boxes.values(), 60)
    places = line_places(even_shares(builders.CMC.row_weights), 300, spans)
    assert places[-1] == 300
    assert all(after - before >= 50 for before, after in pairwise(places))


def test_neighbours_are_those_that_touch() -> None:
    def beside(key: str, way: Direction) -> str:
        found = neighbour(builders.CMC, key, way)
        return found.key if found else ""

    assert beside("partners", Direction.RIGHT) == "activities"
    assert beside("resources", Direction.RIGHT) == "value"
    assert beside("value", Direction.RIGHT) == "buyin"
    assert beside("beneficiaries", Direction.LEFT) == "buyin"
    assert beside("costs", Direction.RIGHT) == "revenue"
    assert beside("mission", Direction.LEFT) == ""


def test_notes_stand_in_two_columns_where_a_box_is_wide(board: BoardView, session: Session) -> None:
    builders.put(session, "costs", "one", "two")
    builders.put(session, "value", "one", "two")
    QApplication.processEvents()
    tops = {
        box: [board.view(box).visualRect(board.model.note_index(note)).top() for note in builders.ids(session, box)]
        for box in ("costs", "value")
    }
    assert tops["costs"][0] == tops["costs"][1]
    assert tops["value"][0] < tops["value"][1]


def test_notes_keep_their_width_when_the_scroll_bar_comes(board: BoardView, session: Session, qtbot: QtBot) -> None:
    builders.put(session, "value", "one")
    QApplication.processEvents()
    view = board.view("value")
    before = view.note_width()
    builders.put(session, "value", *["more"] * 30)
    qtbot.waitUntil(view.verticalScrollBar().isVisible)
    assert view.note_width() == before
    assert view.visualRect(board.model.note_index(builders.ids(session, "value")[0])).right() < view.viewport().width()


def test_very_many_notes_find_their_places_bit_by_bit_and_the_list_stays_where_it_is(
    board: BoardView, session: Session, qtbot: QtBot
) -> None:
    ids = builders.put(session, "value", *(f"note {n}" for n in range(1500)))
    view = board.view("value")
    last = board.model.note_index(ids[-1])
    QApplication.processEvents()
    assert not view.visualRect(board.model.note_index(ids[5])).isNull()
    qtbot.waitUntil(lambda: not view.visualRect(last).isNull())
    view.verticalScrollBar().setValue(view.verticalScrollBar().maximum())
    view.grab()
    scrolled = view.verticalScrollBar().value()
    builders.put(session, "value", "one more")
    QApplication.processEvents()
    assert abs(view.verticalScrollBar().value() - scrolled) < 60


# what is told without a picture


def test_every_box_and_note_has_a_name_for_a_screen_reader(board: BoardView, session: Session) -> None:
    builders.put(session, "partners", "Tram", "Bus operators")
    view = board.view("partners")
    spoken = QAccessible.queryAccessibleInterface(view)
    assert spoken is not None
    assert spoken.text(QAccessible.Text.Name) == "6 Key partnerships, 2 notes"
    assert spoken.child(1).text(QAccessible.Text.Name) == "Note 2 of 2 in 6 Key partnerships: Bus operators"
    empty = QAccessible.queryAccessibleInterface(board.view("costs"))
    assert empty is not None
    assert empty.text(QAccessible.Text.Name) == "9 Budget costs, 0 notes"
    assert empty.text(QAccessible.Text.Description).startswith("What will it cost")


@pytest.mark.parametrize("notes", [0, 3])
def test_the_line_for_a_new_note_is_whole_in_every_box_on_a_laptop(
    board: BoardView, session: Session, notes: int
) -> None:
    board.resize(830, 608)
    for key in session.canvas.template.walk:
        if notes and not session.canvas.template.box(key).single:
            builders.put(session, key, *["A note of some length, as people write them"] * notes)
        board.focus_box(key)
        type_words("w")
        QApplication.processEvents()
        frame = board.frame(key)
        assert frame.draft is not None
        for part in (frame.draft, frame.draft.editor, *frame.draft.findChildren(QToolButton)):
            if part.isVisible():
                place = QRect(part.mapTo(frame, part.rect().topLeft()), part.size())
                assert frame.rect().adjusted(3, 3, -3, -3).contains(place), (key, part)
        assert frame.draft.editor.viewport().rect().contains(frame.draft.editor.cursorRect()), key


def test_in_a_low_box_the_notes_are_in_sight_until_a_new_one_is_typed(board: BoardView, session: Session) -> None:
    """On a small laptop, in the agreement: the line above the board leaves a box little more than one note's height."""
    board.resize(830, 485)
    builders.put(session, "buyin", "The council", "The drivers", "The licensing office")
    board.focus_note(builders.ids(session, "buyin")[1])
    QApplication.processEvents()
    frame = board.frame("buyin")
    assert frame.draft is not None
    assert not frame.draft.isVisible()
    row = board.model.note_index(builders.ids(session, "buyin")[1])
    assert frame.view.viewport().rect().contains(frame.view.visualRect(row).center())

    type_words("The union")
    press(Qt.Key.Key_Return)
    assert frame.draft.isVisible(), "the next one can be typed at once"
    press(Qt.Key.Key_Escape)
    QApplication.processEvents()
    assert not frame.draft.isVisible()
    assert board.has_keys()
    board.resize(830, 900)
    QApplication.processEvents()
    assert frame.draft.isVisible()
    assert builders.texts(session, "buyin")[-1] == "The union"


def test_a_long_text_in_a_low_box_scrolls_within_the_box(board: BoardView) -> None:
    board.resize(830, 608)
    board.focus_box("costs")
    board.add_note("so many words that they need more lines than this low box has room for, by far " * 4)
    QApplication.processEvents()
    frame = board.frame("costs")
    assert frame.draft is not None
    assert frame.rect().contains(frame.draft.geometry())
    assert frame.draft.editor.viewport().rect().contains(frame.draft.editor.cursorRect())


def drawn(words: str, width: int, height: int) -> tuple[QImage, int]:
    """Words as an empty box draws them, on a sheet with much room below; the pixels they say they use."""
    sheet = QImage(width, height + 100, QImage.Format.Format_RGB32)
    sheet.fill(Qt.GlobalColor.white)
    painter = QPainter(sheet)
    painter.setFont(NoteText(NoteStyle()).font)
    used = draw_words(painter, QRect(0, 0, width, height), words)
    painter.end()
    return sheet, used


def lowest(sheet: QImage) -> int:
    """The lowest row of pixels that is not white."""
    ink = [y for y in range(sheet.height()) for x in range(sheet.width()) if sheet.pixelColor(x, y).lightness() < 200]
    return max(ink, default=-1)


@pytest.mark.parametrize("height", [0, 10, 20, 50, 66, 100])
def test_no_line_of_a_question_is_cut(look: Look, height: int) -> None:
    question = builders.CMC.boxes["activities"].question
    sheet, used = drawn(question, 135, height)
    assert lowest(sheet) < max(1, height)
    assert used <= height + 4


def test_a_question_too_long_for_its_box_is_set_smaller_before_it_is_shortened(look: Look) -> None:
    question = builders.CMC.boxes["activities"].question
    whole, _ = drawn(question, 135, 66)
    wider, _ = drawn(question.removesuffix("people?"), 135, 66)
    assert whole != wider  # the last word is there


def test_an_empty_box_shows_its_question_until_it_has_a_note(board: BoardView, session: Session) -> None:
    port = board.view("costs").viewport()
    board.focus_box("value")
    asked = port.grab().toImage()
    builders.put(session, "costs", "x")
    QApplication.processEvents()
    assert port.grab().toImage() != asked
    session.undo()
    board.focus_box("value")
    QApplication.processEvents()
    assert board.view("costs").toolTip().startswith("What will it cost")


def test_none_identified_says_who_and_when_and_can_be_taken_back(board: BoardView, session: Session) -> None:
    session.do(MarkNoneIdentified("env_costs", "Ilse Moravec"))
    name = board.view("env_costs").accessibleName()
    assert "None identified" in name
    assert "Ilse Moravec" in name
    board.focus_box("env_costs")
    board.mark_none_identified()
    assert not session.canvas.mark("env_costs").none_identified
    assert "None identified" not in board.view("env_costs").accessibleName()


def test_marking_asks_who_says_so_when_people_are_in_the_room(board: BoardView, session: Session) -> None:
    builders.add_person(session, "Minh & Tessier")
    board.focus_box("env_costs")
    press(Qt.Key.Key_0, CTRL)
    menu = QApplication.activePopupWidget()
    assert menu is not None
    words = [action.text() for action in menu.actions() if not action.isSeparator()]
    assert words == ["The room", "Minh && Tessier"]
    QTest.keyClick(menu, Qt.Key.Key_Down)
    QTest.keyClick(menu, Qt.Key.Key_Return)
    assert session.canvas.mark("env_costs").by == "Minh & Tessier"


def test_two_people_of_one_name_are_told_apart_when_it_is_asked_who_says_so(board: BoardView, session: Session) -> None:
    for _ in range(2):
        builders.add_person(session, "Ilse Moravec")
    board.focus_box("env_costs")
    press(Qt.Key.Key_0, CTRL)
    menu = QApplication.activePopupWidget()
    assert menu is not None
    words = [action.text() for action in menu.actions() if not action.isSeparator()]
    assert words == ["The room", "Ilse Moravec (1)", "Ilse Moravec (2)"]
    menu.close()


def test_a_box_with_notes_is_not_marked_and_nobody_is_asked_who_says_so(
    board: BoardView, session: Session, bridge: SessionBridge, qtbot: QtBot
) -> None:
    builders.add_person(session, "Minh & Tessier")
    builders.put(session, "env_costs", "Waste")
    board.focus_box("env_costs")
    with qtbot.waitSignal(bridge.refused) as refused:
        press(Qt.Key.Key_0, CTRL)
    assert refused.args is not None
    assert "has notes" in str(refused.args[0])
    assert QApplication.activePopupWidget() is None


def test_a_mark_by_the_room_holds_no_words_of_the_language_the_app_speaks(board: BoardView, session: Session) -> None:
    builders.add_person(session, "Minh & Tessier")
    board.focus_box("env_costs")
    press(Qt.Key.Key_0, CTRL)
    QTest.keyClick(QApplication.activePopupWidget(), Qt.Key.Key_Return)
    assert session.canvas.mark("env_costs").none_identified
    assert session.canvas.mark("env_costs").by == ""
    assert "None identified The room, " in board.view("env_costs").accessibleName()


def test_a_note_in_a_marked_box_takes_the_mark_away(board: BoardView, session: Session) -> None:
    session.do(MarkNoneIdentified("env_costs"))
    board.focus_box("env_costs")
    type_words("Waste")
    press(Qt.Key.Key_Return)
    assert "None identified" not in board.view("env_costs").accessibleName()


def test_the_element_under_discussion_has_a_ring(board: BoardView) -> None:
    frame = board.frame("costs")
    board.focus_box("value")
    plain = frame.grab().toImage()
    board.set_element("costs")
    assert frame.grab().toImage() != plain
    board.set_element(None)
    assert frame.grab().toImage() == plain


def test_the_menu_of_a_box_offers_what_can_be_done_with_and_without_notes(board: BoardView, session: Session) -> None:
    board.focus_box("value")
    bare = {action.objectName() for action in board.context_menu().actions()}
    assert "add_note" in bare
    assert "move_to" not in bare
    builders.put(session, "value", "a")
    board.focus_note(builders.ids(session, "value")[0])
    menu = board.context_menu()
    by_name = {action.objectName(): action for action in menu.actions()}
    assert "move_to" in by_name
    by_name["duplicate"].trigger()
    assert builders.texts(session, "value") == ["a", "a"]


def test_the_mouse_finds_enlarge_and_menu_over_a_heading(board: BoardView) -> None:
    frame = board.frame("costs")
    place = QPointF(60, 12)
    QApplication.sendEvent(frame, QEnterEvent(place, place, place))
    tools = [button for button in frame.findChildren(QToolButton) if button.isVisible()]
    assert {tool.accessibleName() for tool in tools} >= {
        "Enlarge 9 Budget costs, or show all",
        "What can be done with 9 Budget costs",
    }


@pytest.mark.parametrize("width", [700, 840])
def test_the_tools_of_a_box_cover_no_letter_of_its_title(open_board: Opener, width: int) -> None:
    board = open_board("city-model-canvas", width, 620)
    shown = set()
    for key in board.model.bridge.canvas.template.walk:
        frame = board.frame(key)
        title = next(label for label in frame.findChildren(QLabel) if label.accessibleName() == frame.box.title)
        words = title.fontMetrics().boundingRect(title.contentsRect(), Qt.TextFlag.TextWordWrap, title.text())
        words &= title.contentsRect()
        middle = QPointF(frame.rect().center())
        QApplication.sendEvent(frame, QEnterEvent(middle, middle, middle))
        tools = [button for button in frame.findChildren(QToolButton) if button.isVisible()]
        assert tools
        shown.add(len(tools))
        for tool in tools:
            over = QRect(tool.mapTo(frame, tool.rect().topLeft()), tool.size())
            assert not over.intersects(words.translated(title.mapTo(frame, title.rect().topLeft()))), key
    assert max(shown) == 2
