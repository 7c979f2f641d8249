"""Undo and Redo on the page of conflicts: what is taken back is in front, so that the next key is about it."""

from __future__ import annotations

from collections.abc import Iterator
from pathlib import Path

import pytest
from copies_apart import CopiesApart, one_of_everything
from merge_page_at_hand import CTRL, in_front, press
from PySide6.QtCore import Qt
from PySide6.QtGui import QKeySequence
from PySide6.QtTest import QTest
from PySide6.QtWidgets import QApplication
from pytestqt.qtbot import QtBot

from cmc_desktop.model.domain.changes import Rename, SettleConflict
from cmc_desktop.model.domain.merging.shown import open_conflicts
from cmc_desktop.ui.look import Look
from cmc_desktop.ui.merge.merge_page import MergePage
from cmc_desktop.ui.session_bridge import SessionBridge

Key = Qt.Key


def type_words(words: str) -> None:
    widget = QApplication.focusWidget()
    assert widget is not None
    QTest.keyClicks(widget, words)


@pytest.fixture
def apart(tmp_path: Path) -> CopiesApart:
    return one_of_everything(tmp_path)


@pytest.fixture
def page(qtbot: QtBot, look: Look, apart: CopiesApart) -> Iterator[MergePage]:
    """Five conflicts, joined; the keys are in the list."""
    bridge = SessionBridge(apart.here)
    bridge.rest()
    page = MergePage(bridge, look, apart.library, apart.look(), by="Bo Lind")
    qtbot.addWidget(page)
    page.resize(1280, 800)
    page.show()
    page.activateWindow()
    qtbot.waitUntil(page.isActiveWindow)
    page.join_copy()
    page.take_focus()
    yield page
    bridge.close()


def test_a_slip_that_is_taken_back_is_settled_by_the_next_key(page: MergePage, apart: CopiesApart) -> None:
    first = in_front(page)
    press(Key.Key_1)
    second = in_front(page)
    assert second != first
    press(Key.Key_Z, modifiers=CTRL)
    assert in_front(page) == first
    press(Key.Key_2)
    assert set(open_conflicts(apart.here.canvas)) >= {second}
    assert first not in open_conflicts(apart.here.canvas)


def test_what_is_done_again_leads_to_the_next_conflict(page: MergePage) -> None:
    press(Key.Key_1)
    second = in_front(page)
    press(Key.Key_Z, modifiers=CTRL)
    page.list.choose(page.list.rows.rowCount() - 1)
    press(Key.Key_Y, modifiers=CTRL)
    assert in_front(page) == second


def test_undo_of_the_last_one_leads_to_it_from_the_buttons(page: MergePage, apart: CopiesApart) -> None:
    order = list(open_conflicts(apart.here.canvas))
    press(*(Key.Key_1,) * len(order))
    assert page.foot.leave.hasFocus()
    press(Key.Key_Z, modifiers=CTRL)
    assert in_front(page) == order[-1]
    assert page.list.hasFocus()


def test_undo_leads_to_a_conflict_of_another_element(page: MergePage) -> None:
    first = in_front(page)
    press(Key.Key_1)
    page.elements.setCurrentRow(page.elements.count() - 2)
    assert page.list.rows.place_of(f"contest:{first}") < 0
    press(Key.Key_Z, modifiers=CTRL)
    assert in_front(page) == first


def test_undo_of_all_the_rest_leads_to_the_first_of_them(page: MergePage) -> None:
    press(Key.Key_1)
    second = in_front(page)
    page.bar.rest.menu().actions()[0].trigger()
    page.foot.undo.click()
    assert in_front(page) == second


def test_undo_brings_back_own_words_that_a_slip_let_go(page: MergePage) -> None:
    press(Key.Key_Return)
    type_words("One map of the night")
    press(Key.Key_Escape, Key.Key_1)
    assert not page.words.unstored_words()
    press(Key.Key_Z, modifiers=CTRL)
    assert page.bar.other.text() == "3  Go on with your words…"
    press(Key.Key_3)
    assert page.bar.own.words.toPlainText() == "One map of the night"
    assert not page.left_over.isVisible()


def test_undo_brings_back_own_words_that_were_entered_too_early(page: MergePage, apart: CopiesApart) -> None:
    title = apart.here.canvas.head.title
    press(Key.Key_Return)
    type_words("One map")
    press(Key.Key_Return)
    assert apart.here.canvas.head.title == "One map"
    press(Key.Key_Z, modifiers=CTRL)
    assert apart.here.canvas.head.title == title
    press(Key.Key_Return)
    assert page.bar.own.words.toPlainText() == "One map"


def test_own_words_are_brought_back_by_an_undo_on_the_board_as_well(
    qtbot: QtBot, look: Look, page: MergePage, apart: CopiesApart
) -> None:
    press(Key.Key_Return)
    type_words("One map of the night")
    press(Key.Key_Escape, Key.Key_1)
    page.hide()
    page.deleteLater()
    apart.here.undo()
    bridge = SessionBridge(apart.here)
    again = MergePage(bridge, look, words=page.words)
    qtbot.addWidget(again)
    assert again.words.unstored_words()
    bridge.close()


def test_own_words_do_not_come_up_for_what_the_next_copy_brings_into_the_same_field(
    qtbot: QtBot, look: Look, page: MergePage, apart: CopiesApart
) -> None:
    first = in_front(page)
    press(Key.Key_Return)
    type_words("One map")
    press(Key.Key_Return)
    page.hide()
    for session, title in ((apart.here, "Map of June"), (apart.there, "June")):
        head = session.canvas.head
        session.do(Rename(title, head.city, head))
    apart.join()
    assert first in open_conflicts(apart.here.canvas)
    bridge = SessionBridge(apart.here)
    again = MergePage(bridge, look, words=page.words)
    qtbot.addWidget(again)
    assert not again.words.unstored_words()
    again.list.choose_open()
    assert in_front(again) == first
    assert again.bar.other.text() == "3  In other words…"
    bridge.close()


def test_words_that_were_refused_and_cleared_do_not_come_up_again(
    qtbot: QtBot, look: Look, page: MergePage, apart: CopiesApart
) -> None:
    press(Key.Key_Return)
    page.bar.own.words.setPlainText("too long " * 200)
    press(Key.Key_Return)
    assert page.words.unstored_words()
    page.bar.own.words.clear()
    press(Key.Key_Escape)
    bridge = SessionBridge(apart.here)
    again = MergePage(bridge, look, words=page.words)
    qtbot.addWidget(again)
    assert not again.words.unstored_words()
    bridge.close()


def test_what_was_used_is_not_brought_back_by_what_is_done_again(page: MergePage) -> None:
    press(Key.Key_Return)
    type_words("One map")
    press(Key.Key_Return)
    press(Key.Key_Z, modifiers=CTRL)
    press(Key.Key_Y, modifiers=CTRL)
    assert not page.words.unstored_words()
    assert not page.left_over.isVisible()


def test_what_is_done_again_leaves_words_in_sight_that_another_window_settled_over(
    page: MergePage, apart: CopiesApart
) -> None:
    first = in_front(page)
    press(Key.Key_Return)
    type_words("One map of the night")
    press(Key.Key_Escape)
    other = apart.library.session(apart.here.canvas.id)
    other.do(SettleConflict(first, open_conflicts(other.canvas)[first].values[0]))
    apart.here.catch_up()
    assert page.left_over.words.toPlainText() == "One map of the night"
    page.take_focus()
    press(Key.Key_1)
    press(Key.Key_Z, modifiers=CTRL)
    press(Key.Key_Y, modifiers=CTRL)
    assert page.left_over.isVisible()
    assert page.left_over.words.toPlainText() == "One map of the night"


def test_what_is_done_again_leaves_words_in_sight_that_all_the_rest_passed_over(page: MergePage) -> None:
    press(Key.Key_Return)
    type_words("One map of the night")
    press(Key.Key_Escape)
    page.bar.rest.menu().actions()[0].trigger()
    assert page.left_over.isVisible()
    page.foot.undo.click()
    assert not page.left_over.isVisible()
    press(Key.Key_Y, modifiers=CTRL)
    assert page.left_over.isVisible()
    assert page.left_over.words.toPlainText() == "One map of the night"


def test_what_is_done_again_leaves_words_in_sight_that_were_typed_since(page: MergePage) -> None:
    press(Key.Key_Return)
    type_words("One map")
    press(Key.Key_Return)
    press(Key.Key_Z, modifiers=CTRL)
    press(Key.Key_Return)
    type_words(" of the night")
    press(Key.Key_Escape)
    press(Key.Key_Y, modifiers=CTRL)
    assert page.left_over.isVisible()
    assert page.left_over.words.toPlainText() == "One map of the night"


@pytest.mark.parametrize("key", ["Ctrl+Z", "Ctrl+Y", "Ctrl+Shift+Z"])
def test_one_undo_too_many_in_the_line_for_own_words_takes_nothing_else_back(
    page: MergePage, apart: CopiesApart, key: str
) -> None:
    press(Key.Key_1, Key.Key_2)
    left = set(open_conflicts(apart.here.canvas))
    if key != "Ctrl+Z":
        page.foot.undo.click()
        left = set(open_conflicts(apart.here.canvas))
    press(Key.Key_Return)
    assert page.bar.typing
    type_words("ab")
    pressed = QKeySequence(key)[0]
    for _ in range(5):
        press(pressed.key(), modifiers=pressed.keyboardModifiers())
    assert set(open_conflicts(apart.here.canvas)) == left
    assert page.bar.typing
    assert page.bar.own.words.hasFocus()


@pytest.mark.parametrize("redo", ["Ctrl+Y", "Ctrl+Shift+Z"])
def test_undo_and_redo_in_the_line_for_own_words_are_about_its_words(page: MergePage, redo: str) -> None:
    press(Key.Key_Return)
    type_words("One map")
    press(Key.Key_Z, modifiers=CTRL)
    assert page.bar.own.words.toPlainText() != "One map"
    pressed = QKeySequence(redo)[0]
    press(pressed.key(), modifiers=pressed.keyboardModifiers())
    assert page.bar.own.words.toPlainText() == "One map"
