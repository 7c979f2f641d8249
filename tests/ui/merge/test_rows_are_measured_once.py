"""Hundreds of rows on the page of a copy: those in sight are measured first, and each for no width but its own."""

from __future__ import annotations

from collections import Counter
from collections.abc import Iterator
from itertools import pairwise
from pathlib import Path

import pytest
from copies_apart import many
from PySide6.QtCore import Qt
from PySide6.QtWidgets import QStackedWidget
from pytestqt.qtbot import QtBot

from cmc_desktop.ui.look import Look
from cmc_desktop.ui.merge.merge_delegate import MergeDelegate
from cmc_desktop.ui.merge.merge_page import MergePage
from cmc_desktop.ui.merge.rows import Row
from cmc_desktop.ui.session_bridge import SessionBridge


@pytest.fixture
def measured(monkeypatch: pytest.MonkeyPatch) -> Counter[tuple[str, int]]:
    """How often which row was measured for which width."""
    found: Counter[tuple[str, int]] = Counter()
    measure = MergeDelegate._height

    def counted(delegate: MergeDelegate, row: Row, width: int) -> int:
        found[row.id, width] += 1
        return measure(delegate, row, width)

    monkeypatch.setattr(MergeDelegate, "_height", counted)
    return found


@pytest.fixture
def page(qtbot: QtBot, look: Look, tmp_path: Path, measured: Counter[tuple[str, int]]) -> Iterator[MergePage]:
    """The page of a copy that brings much, just come in front."""
    apart = many(tmp_path, 400)
    looked = apart.look()
    pages = QStackedWidget()
    qtbot.addWidget(pages)
    pages.resize(1200, 800)
    pages.show()
    bridge = SessionBridge(apart.here)
    page = MergePage(bridge, look, apart.library, looked)
    pages.addWidget(page)
    pages.setCurrentWidget(page)
    page.take_focus()
    yield page
    bridge.close()


def test_a_page_that_comes_in_front_measures_its_rows_once(
    qtbot: QtBot, page: MergePage, measured: Counter[tuple[str, int]]
) -> None:
    qtbot.waitUntil(lambda: page.list.is_measured)
    assert len(measured) == page.list.rows.rowCount() > 40
    assert {width for _, width in measured} == {page.list.viewport().width()}
    assert set(measured.values()) == {1}


def test_what_is_far_below_is_not_waited_for(page: MergePage, measured: Counter[tuple[str, int]]) -> None:
    seen = page.grab()
    assert not seen.isNull()
    assert 10 < len(measured) < page.list.rows.rowCount()
    assert not page.list.is_measured


def test_rows_lie_below_each_other_without_a_gap_once_all_are_measured(qtbot: QtBot, page: MergePage) -> None:
    rows = page.list
    qtbot.waitUntil(lambda: rows.is_measured)
    places = [rows.visualRect(rows.rows.index(n)) for n in range(rows.rows.rowCount())]
    assert all(below.top() == above.bottom() + 1 for above, below in pairwise(places))
    assert rows.verticalScrollBar().maximum() == places[-1].bottom() + 1 - rows.viewport().height()


def test_the_end_of_the_list_is_gone_to_before_the_rest_is_measured(qtbot: QtBot, page: MergePage) -> None:
    rows = page.list
    rows.setFocus()
    page.grab()
    assert not rows.is_measured
    qtbot.keyClick(rows, Qt.Key.Key_End)
    last = rows.rows.index(rows.rows.rowCount() - 1)
    assert rows.currentIndex() == last
    assert rows.is_measured
    assert rows.viewport().rect().contains(rows.visualRect(last))
