"""Hundreds of rows on the page of a copy: each is measured for the width it is shown at, and for no other."""

from __future__ import annotations

from collections import Counter
from pathlib import Path

import pytest
from copies_apart import many
from PySide6.QtWidgets import QStackedWidget
from pytestqt.qtbot import QtBot

from cmc_desktop.ui.look import Look
from cmc_desktop.ui.merge.merge_delegate import MergeDelegate
from cmc_desktop.ui.merge.merge_page import MergePage
from cmc_desktop.ui.merge.rows import Row
from cmc_desktop.ui.session_bridge import SessionBridge


def test_a_page_that_comes_in_front_measures_its_rows_once(
    qtbot: QtBot, look: Look, tmp_path: Path, monkeypatch: pytest.MonkeyPatch
) -> None:
    apart = many(tmp_path, 400)
    looked = apart.look()
    measured: Counter[tuple[str, int]] = Counter()
    measure = MergeDelegate._height

    def counted(delegate: MergeDelegate, row: Row, width: int) -> int:
        measured[row.id, width] += 1
        return measure(delegate, row, width)

    monkeypatch.setattr(MergeDelegate, "_height", counted)
    pages = QStackedWidget()
    qtbot.addWidget(pages)
    pages.resize(1200, 800)
    pages.show()
    bridge = SessionBridge(apart.here)
    page = MergePage(bridge, look, apart.library, looked)
    pages.addWidget(page)
    pages.setCurrentWidget(page)
    page.take_focus()
    qtbot.waitUntil(lambda: not page.list.visualRect(page.list.rows.index(page.list.rows.rowCount() - 1)).isEmpty())
    assert len(measured) == page.list.rows.rowCount() > 40
    assert {width for _, width in measured} == {page.list.viewport().width()}
    assert set(measured.values()) == {1}
    bridge.close()
