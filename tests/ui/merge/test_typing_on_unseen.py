"""Keys that were meant for what was there before the page of a copy came: they join, settle and leave nothing."""

from __future__ import annotations

from collections.abc import Iterator
from pathlib import Path

import pytest
from copies_apart import CopiesApart, everyday
from PySide6.QtCore import Qt
from PySide6.QtTest import QTest
from PySide6.QtWidgets import QApplication
from pytestqt.qtbot import QtBot

from cmc_desktop.model.domain.merging.shown import open_conflicts
from cmc_desktop.ui.dead_time import DeadTime
from cmc_desktop.ui.look import Look
from cmc_desktop.ui.merge.merge_page import MergePage
from cmc_desktop.ui.session_bridge import SessionBridge


@pytest.fixture(autouse=True)
def no_dead_time() -> None:
    """Not here: there is one."""


class Ticks:
    """A clock in milliseconds that stands still until the test moves it."""

    now = 1_000_000

    def __call__(self) -> int:
        return self.now


class Typist:
    """Types on the page, a key every tenth of a second."""

    def __init__(self, page: MergePage) -> None:
        self.page = page
        self.ticks = page.dead_time.ticks = Ticks()

    def type(self, words: str) -> None:
        for letter in words:
            self.ticks.now += 100
            widget = QApplication.focusWidget()
            assert widget is not None
            if letter == "\n":
                QTest.keyClick(widget, Qt.Key.Key_Return)
            else:
                QTest.keyClicks(widget, letter)

    def look(self) -> None:
        self.ticks.now += DeadTime.LENGTH


@pytest.fixture
def apart(tmp_path: Path, request: pytest.FixtureRequest) -> CopiesApart:
    return everyday(tmp_path, getattr(request, "param", 3))


@pytest.fixture
def typist(qtbot: QtBot, look: Look, apart: CopiesApart) -> Iterator[Typist]:
    bridge = SessionBridge(apart.here)
    page = MergePage(bridge, look, apart.library, apart.look(), by="Bo Lind")
    qtbot.addWidget(page)
    typist = Typist(page)
    page.resize(1280, 800)
    page.show()
    page.activateWindow()
    qtbot.waitUntil(page.isActiveWindow)
    page.take_focus()
    yield typist
    bridge.close()


def test_a_sentence_that_is_typed_on_joins_and_leaves_nothing(qtbot: QtBot, typist: Typist) -> None:
    with qtbot.assertNotEmitted(typist.page.left):
        typist.type(" and for the people at 2 more stops\n")
        QTest.keyClick(typist.page.foot.join, Qt.Key.Key_Escape)
    assert typist.page.is_preview
    typist.look()
    typist.type(" ")
    assert not typist.page.is_preview


def test_after_joining_a_sentence_settles_nothing(typist: Typist, apart: CopiesApart) -> None:
    typist.look()
    typist.type(" 1 day a week, 2 days\n")
    assert not typist.page.is_preview
    assert len(open_conflicts(apart.here.canvas)) == 3
    assert not typist.page.bar.typing
    typist.look()
    typist.type("1")
    assert len(open_conflicts(apart.here.canvas)) == 2


@pytest.mark.parametrize("apart", [0], indirect=True)
def test_after_joining_a_sentence_does_not_leave_the_page(qtbot: QtBot, typist: Typist) -> None:
    typist.look()
    with qtbot.assertNotEmitted(typist.page.left):
        typist.type(" day by day\n")
    assert not typist.page.is_preview
    typist.look()
    with qtbot.waitSignal(typist.page.left):
        typist.type(" ")


def test_own_words_count_however_quickly_they_are_typed(typist: Typist, apart: CopiesApart) -> None:
    typist.look()
    typist.type(" ")
    typist.page.bar.begin_words()
    typist.page.dead_time.begin(grows=True)
    typist.type("Every 2 minutes\n")
    assert len(open_conflicts(apart.here.canvas)) == 2


def test_a_second_number_settles_only_once_the_next_conflict_can_have_been_read(
    typist: Typist, apart: CopiesApart
) -> None:
    typist.look()
    typist.type(" ")
    typist.look()
    typist.type("11")
    assert len(open_conflicts(apart.here.canvas)) == 2
    typist.look()
    typist.type("1")
    assert len(open_conflicts(apart.here.canvas)) == 1


def test_just_after_a_conflict_was_settled_any_other_key_counts(typist: Typist, apart: CopiesApart) -> None:
    typist.look()
    typist.type(" ")
    typist.look()
    typist.type("1")
    QTest.keyClick(typist.page.list, Qt.Key.Key_Z, Qt.KeyboardModifier.ControlModifier)
    assert len(open_conflicts(apart.here.canvas)) == 3
