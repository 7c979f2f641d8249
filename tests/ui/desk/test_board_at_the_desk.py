"""The board in its window: whose a key is, which element the room looks at, what a signed canvas says."""

from __future__ import annotations

from collections.abc import Iterator

import builders
import pytest
from PySide6.QtCore import QEvent, QPoint, Qt
from PySide6.QtGui import QKeyEvent
from PySide6.QtTest import QTest
from PySide6.QtWidgets import QApplication, QMainWindow
from pytestqt.qtbot import QtBot

from cmc_desktop.model.domain.changes import SetElement
from cmc_desktop.model.services.resources import load_protocols
from cmc_desktop.model.services.session import Session, Written
from cmc_desktop.paths import resources_folder
from cmc_desktop.ui.action_table import Needs
from cmc_desktop.ui.actions import Actions
from cmc_desktop.ui.board.board_view import BoardView
from cmc_desktop.ui.desk.desk_page import DeskPage
from cmc_desktop.ui.look import Look
from cmc_desktop.ui.session_bridge import SessionBridge

Key = Qt.Key
NONE = Qt.KeyboardModifier.NoModifier
CTRL = Qt.KeyboardModifier.ControlModifier
SHIFT = Qt.KeyboardModifier.ShiftModifier
ALT = Qt.KeyboardModifier.AltModifier


class Desk:
    """A desk in a window of its own, with the window's keys, at the size of a laptop."""

    def __init__(self, session: Session, look: Look) -> None:
        self.session = session
        self.bridge = SessionBridge(session)
        self.window = QMainWindow()
        self.run: list[str] = []
        self.actions = Actions(self.window, look.icons, self._run)
        self.actions.enable(set(Needs))
        self.page = DeskPage(self.bridge, look, self.actions, load_protocols(resources_folder()))
        self.window.setCentralWidget(self.page)
        self.window.resize(1280, 690)
        self.writes: list[Written] = []
        self.bridge.written.connect(self.writes.append)

    @property
    def board(self) -> BoardView:
        return self.page.board

    @property
    def element(self) -> str:
        return self.session.canvas.workshop.element

    def _run(self, action_id: str) -> None:
        self.run.append(action_id)
        command = self.page.commands().get(action_id)
        if command is not None:
            command()

    def turns(self) -> int:
        """How often the room was turned to another element."""
        return sum(written.name == SetElement.key for written in self.writes)

    def click_box(self, key: str) -> None:
        """Click into the empty part of a box."""
        port = self.board.view(key).viewport()
        QTest.mouseClick(port, Qt.MouseButton.LeftButton, NONE, QPoint(20, port.height() - 3))

    def click_note(self, key: str, row: int) -> None:
        view = self.board.view(key)
        view.executeDelayedItemsLayout()
        place = view.visualRect(self.board.model.index(row, 0, view.rootIndex())).center()
        QTest.mouseClick(view.viewport(), Qt.MouseButton.LeftButton, NONE, place)


def press(key: Qt.Key, modifiers: Qt.KeyboardModifier = NONE) -> None:
    target = QApplication.focusWidget()
    assert target is not None
    QTest.keyClick(target, key, modifiers)


def type_words(words: str) -> None:
    for letter in words:
        target = QApplication.focusWidget()
        assert target is not None
        QTest.keyClicks(target, letter)


@pytest.fixture
def desk(qtbot: QtBot, session: Session, look: Look) -> Iterator[Desk]:
    desk = Desk(session, look)
    qtbot.addWidget(desk.window)
    with qtbot.waitExposed(desk.window):
        desk.window.show()
    desk.window.activateWindow()
    qtbot.waitUntil(desk.window.isActiveWindow)
    yield desk
    desk.page.close_desk()


# whose a key is

WINDOW_KEYS = [
    ("next_phase", Key.Key_Right, CTRL | SHIFT),
    ("back_phase", Key.Key_Left, CTRL | SHIFT),
    ("next_element", Key.Key_PageDown, CTRL),
    ("previous_element", Key.Key_PageUp, CTRL),
    ("projector", Key.Key_F5, NONE),
    ("projector_zoom", Key.Key_F6, NONE),
    ("people", Key.Key_F7, NONE),
    ("start", Key.Key_Space, CTRL),
    ("wider", Key.Key_Right, ALT | SHIFT),
    ("shorter", Key.Key_Up, ALT | SHIFT),
]


@pytest.mark.parametrize(("action", "key", "modifiers"), WINDOW_KEYS, ids=[row[0] for row in WINDOW_KEYS])
def test_the_windows_keys_work_while_a_new_note_is_typed(
    desk: Desk, action: str, key: Qt.Key, modifiers: Qt.KeyboardModifier
) -> None:
    builders.workshop_at(desk.session, "round")
    desk.board.focus_box("costs")
    type_words("said")
    press(key, modifiers)
    assert desk.run == [action]


@pytest.mark.parametrize(("action", "key", "modifiers"), WINDOW_KEYS, ids=[row[0] for row in WINDOW_KEYS])
def test_the_windows_keys_work_while_a_note_is_changed(
    desk: Desk, action: str, key: Qt.Key, modifiers: Qt.KeyboardModifier
) -> None:
    builders.workshop_at(desk.session, "round")
    desk.board.focus_note(builders.ids(desk.session, "costs")[0])
    desk.board.edit_current()
    press(key, modifiers)
    assert desk.run == [action]


def test_words_being_typed_are_stored_before_the_phase_changes(desk: Desk) -> None:
    builders.workshop_at(desk.session, "round", notes=1)
    item = desk.session.canvas.current_item
    assert item is not None
    desk.board.focus_box("costs")
    type_words("said in the round")
    press(Key.Key_Right, CTRL | SHIFT)
    assert builders.texts(desk.session, "costs") == ["said in the round"]
    assert desk.session.canvas.notes_in("costs")[0].phase == item.id
    assert desk.session.canvas.current_item != item


def test_words_being_typed_are_stored_in_their_box_before_the_room_turns_on(desk: Desk) -> None:
    builders.workshop_at(desk.session, "consensus", notes=1)
    desk.board.focus_box("value")
    type_words("here")
    press(Key.Key_PageDown, CTRL)
    assert builders.texts(desk.session, "value") == ["here"]
    walk = desk.session.canvas.template.walk
    assert desk.element == walk[walk.index("value") + 1]
    assert desk.board.current_box() == desk.element


def test_ctrl_and_an_arrow_in_a_text_are_the_texts_own(desk: Desk) -> None:
    desk.board.focus_box("costs")
    type_words("one two")
    press(Key.Key_Left, CTRL)
    type_words("X")
    press(Key.Key_Return)
    assert desk.run == []
    assert builders.texts(desk.session, "costs") == ["one Xtwo"]


def test_undo_in_an_empty_line_takes_back_what_was_done_on_the_board(desk: Desk) -> None:
    desk.board.focus_box("costs")
    type_words("one")
    press(Key.Key_Return)
    press(Key.Key_Z, CTRL)
    assert builders.texts(desk.session, "costs") == []
    press(Key.Key_Y, CTRL)
    assert builders.texts(desk.session, "costs") == ["one"]


def test_undo_takes_back_typed_words_before_the_boards_last_change(desk: Desk) -> None:
    builders.put(desk.session, "costs", "one")
    desk.board.focus_box("costs")
    type_words("two")
    press(Key.Key_Z, CTRL)
    assert desk.run == []
    assert builders.texts(desk.session, "costs") == ["one"]


def test_a_held_undo_stops_where_the_text_ends(desk: Desk) -> None:
    builders.put(desk.session, "costs", "one")
    desk.board.focus_box("costs")
    type_words("two")
    field = QApplication.focusWidget()
    assert field is not None
    while desk.board.frame("costs").make_draft().editor.document().isUndoAvailable():
        press(Key.Key_Z, CTRL)
    held = QKeyEvent(QEvent.Type.ShortcutOverride, Key.Key_Z, CTRL, "", True)
    held.ignore()
    QApplication.sendEvent(field, held)
    assert held.isAccepted()
    press(Key.Key_Z, CTRL)
    assert desk.run == ["undo"]


# which element the room looks at


def test_the_element_follows_the_box_that_is_clicked(desk: Desk) -> None:
    builders.workshop_at(desk.session, "consensus")
    desk.click_box("costs")
    assert desk.element == "costs"


def test_the_element_follows_tab(desk: Desk) -> None:
    builders.workshop_at(desk.session, "consensus", notes=1)
    desk.board.focus_box("value")
    press(Key.Key_Tab)
    assert desk.element == desk.board.current_box() != "mission"


def test_the_element_follows_the_box_that_is_typed_into_once_and_not_at_every_letter(desk: Desk) -> None:
    builders.workshop_at(desk.session, "consensus", notes=1)
    desk.board.focus_box("partners")
    assert desk.turns() == 0
    type_words("p")
    assert desk.element == "partners"
    type_words("artner")
    press(Key.Key_Return)
    assert desk.turns() == 1


def test_the_element_comes_back_when_typing_goes_on_after_another_window_turned_it(desk: Desk) -> None:
    builders.workshop_at(desk.session, "consensus", notes=1)
    desk.board.focus_box("partners")
    type_words("half")
    desk.board.frame("partners").make_draft().editor.setFocus()
    desk.window.setFocus()
    desk.session.do(SetElement("costs"))
    desk.board.frame("partners").make_draft().editor.setFocus()
    assert desk.element == "costs"
    type_words("!")
    assert desk.element == "partners"


def test_the_element_follows_a_note_that_is_reworded_in_the_discussion(desk: Desk) -> None:
    builders.workshop_at(desk.session, "discuss")
    desk.board.focus_note(builders.ids(desk.session, "costs")[0])
    desk.board.edit_current()
    type_words("!")
    assert desk.element == "costs"


@pytest.mark.parametrize("phase", ["clarify", "individual", "lunch", "signoff"])
def test_the_element_stays_in_a_phase_in_which_the_board_stays_as_it_is(desk: Desk, phase: str) -> None:
    builders.workshop_at(desk.session, phase, notes=1)
    desk.click_box("costs")
    type_words("x")
    assert desk.element == "mission"


def test_without_a_workshop_no_element_is_under_discussion(desk: Desk) -> None:
    desk.click_box("costs")
    type_words("note")
    press(Key.Key_Return)
    assert desk.turns() == 0


def test_the_keys_go_along_when_the_room_is_turned_by_mouse(desk: Desk) -> None:
    builders.workshop_at(desk.session, "consensus", notes=1)
    desk.click_box("value")
    type_words("half")
    QTest.mouseClick(desk.page.agenda.element.after, Qt.MouseButton.LeftButton)
    assert builders.texts(desk.session, "value") == ["half"]
    assert desk.board.current_box() == desk.element != "value"
    type_words("there")
    press(Key.Key_Return)
    assert builders.texts(desk.session, desk.element) == ["there"]


def test_a_new_note_without_a_box_that_has_the_keys_goes_to_the_element(desk: Desk) -> None:
    builders.workshop_at(desk.session, "round", notes=1)
    desk.board.focus_box("partners")
    desk.page.find_bar.begin()
    desk.session.do(SetElement("costs"))
    press(Key.Key_Return, CTRL)
    type_words("here")
    press(Key.Key_Return)
    assert builders.texts(desk.session, "costs") == ["here"]


def test_the_box_with_the_keys_is_ringed_more_strongly_than_the_element(desk: Desk) -> None:
    builders.workshop_at(desk.session, "clarify", notes=1)
    desk.session.do(SetElement("env_costs"))
    desk.page.find_bar.begin()
    alone = ring(desk, "env_costs")
    desk.click_box("social_risks")
    assert ring(desk, "social_risks") > ring(desk, "env_costs") > ring(desk, "costs") == 0
    assert alone == ring(desk, "social_risks")


def ring(desk: Desk, key: str) -> int:
    """How many pixels of ring lie on the left edge of a box, half way down."""
    frame = desk.board.frame(key)
    image = frame.grab().toImage()
    row = [image.pixelColor(x, frame.height() // 2) for x in range(3)]
    return sum(colour.red() < 120 for colour in row)


# pasting


def test_a_paste_goes_to_the_note_that_was_clicked_last(desk: Desk) -> None:
    builders.put(desk.session, "partners", "Tram")
    QApplication.clipboard().setText("Bus")
    desk.board.focus_box("mission")
    type_words("A calm city")
    desk.click_note("partners", 0)
    press(Key.Key_V, CTRL)
    assert builders.texts(desk.session, "mission") == ["A calm city"]
    assert builders.texts(desk.session, "partners") == ["Tram", "Bus"]
    draft = desk.board.frame("mission").draft
    assert draft is not None
    assert not draft.isVisible()


# a signed canvas


def test_a_signed_canvas_invites_nobody_to_type_and_tells_who_tries(desk: Desk, qtbot: QtBot) -> None:
    desk.board.focus_box("value")
    desk.board.add_note()
    builders.sign(desk.session)
    for key in desk.session.canvas.template.walk:
        desk.board.focus_box(key)
        draft = desk.board.frame(key).draft
        assert draft is None or not draft.isVisible()
    with qtbot.waitSignal(desk.bridge.told) as told:
        type_words("x")
    assert told.args is not None
    assert "signed" in told.args[0]


def test_a_double_click_on_a_note_of_a_signed_canvas_tells_why_it_stays(desk: Desk, qtbot: QtBot) -> None:
    builders.sign(desk.session)
    desk.click_note("value", 0)
    view = desk.board.view("value")
    place = view.visualRect(desk.board.model.index(0, 0, view.rootIndex())).center()
    with qtbot.waitSignal(desk.bridge.told) as told:
        QTest.mouseDClick(view.viewport(), Qt.MouseButton.LeftButton, NONE, place)
    assert told.args is not None
    assert "signed" in told.args[0]
    assert desk.board.editor is None


def test_words_that_were_refused_are_kept_but_not_shown_on_a_signed_canvas(desk: Desk) -> None:
    desk.page.bring_back({"box:value": "half typed idea"})
    draft = desk.board.frame("value").make_draft()
    draft.editor.setFocus()
    assert draft.isVisible()
    builders.sign(desk.session)
    assert not draft.isVisible()
    with_keys = QApplication.focusWidget()
    type_words("x")
    assert with_keys is not draft.editor
    assert desk.page.unstored_words() == {"box:value": "half typed idea"}


def test_kept_words_of_a_signed_canvas_stay_kept_and_out_of_sight(desk: Desk) -> None:
    builders.sign(desk.session)
    note = builders.ids(desk.session, "costs")[0]
    kept = {"box:value": "half typed idea", f"note:{note}": "half changed"}
    desk.page.bring_back(kept)
    desk.board.focus_box("value")
    draft = desk.board.frame("value").draft
    assert draft is not None
    assert not draft.isVisible()
    assert desk.board.editor is None
    assert desk.page.unstored_words() == kept
