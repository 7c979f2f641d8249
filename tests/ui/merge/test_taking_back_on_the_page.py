"""Undo and Redo on the page of conflicts: what is taken back is in front, so that the next key is about it."""

from __future__ import annotations

from collections.abc import Iterator
from pathlib import Path

import pytest
from copies_apart import CopiesApart, one_of_everything
from merge_page_at_hand import CTRL, in_front, press
from PySide6.QtCore import Qt
from pytestqt.qtbot import QtBot

from cmc_desktop.model.domain.merging.shown import open_conflicts
from cmc_desktop.ui.look import Look
from cmc_desktop.ui.merge.merge_page import MergePage
from cmc_desktop.ui.session_bridge import SessionBridge

Key = Qt.Key


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
