"""What a copy brings is not buried below the conflicts that were open before it came."""

from __future__ import annotations

from collections.abc import Callable, Iterator
from pathlib import Path

import pytest
from builders import ids, put
from copies_apart import CopiesApart, everyday
from pytestqt.qtbot import QtBot

from cmc_desktop.model.domain.changes import EditNote
from cmc_desktop.model.domain.merging.shown import open_conflicts
from cmc_desktop.ui.look import Look
from cmc_desktop.ui.merge.merge_page import MergePage
from cmc_desktop.ui.merge.rows import ContestRow, HeadingRow, spoken
from cmc_desktop.ui.session_bridge import SessionBridge

Open = Callable[[CopiesApart], MergePage]


@pytest.fixture
def open_page(qtbot: QtBot, look: Look) -> Iterator[Open]:
    bridges = []

    def open_it(apart: CopiesApart) -> MergePage:
        bridge = SessionBridge(apart.here)
        bridge.rest()
        bridges.append(bridge)
        page = MergePage(bridge, look, apart.library, apart.look(), by="Bo Lind")
        qtbot.addWidget(page)
        page.resize(1280, 800)
        page.show()
        page.take_focus()
        return page

    yield open_it
    for bridge in bridges:
        bridge.close()


def listed(page: MergePage) -> list[str]:
    """The headings, and whether a conflict or something else stands below them."""
    rows = page.list.rows.rows
    return [row.words if isinstance(row, HeadingRow) else "!" if isinstance(row, ContestRow) else "+" for row in rows]


def heard(page: MergePage) -> list[str]:
    return [spoken(row) for row in page.list.rows.rows if isinstance(row, ContestRow)]


def once_more(folder: Path) -> CopiesApart:
    """Six conflicts are open; the next copy brings another one and a note, and a third wording for one of the six."""
    apart = everyday(folder, 6)
    apart.join()
    quiet = ids(apart.there, "activities")[0]
    apart.here.do(EditNote(quiet, "Said otherwise here"))
    apart.there.do(EditNote(quiet, "Said otherwise there"))
    older = next(one for one in open_conflicts(apart.here.canvas).values() if one.field == "text")
    apart.there.do(EditNote(older.thing, "A third wording, longer than each of the others, so that the board shows it"))
    put(apart.there, "costs", "A second bus")
    return apart


def test_what_a_copy_brings_or_changes_comes_first(tmp_path: Path, open_page: Open) -> None:
    page = open_page(once_more(tmp_path))
    assert listed(page) == ["CHANGED ON BOTH SIDES", "!", "!", "COMES IN", "+", "OPEN BEFORE", *"!!!!!"]
    changed = ["open before, changed by this copy" in words for words in heard(page)]
    assert (changed[:2].count(True), any(changed[2:])) == (1, False)
    told = "1 new, 1 new conflict; 6 conflicts were open before, of which this copy changes 1"
    assert page.head.counts.text() == told


def test_they_are_settled_in_that_order_and_counted_apart(tmp_path: Path, open_page: Open) -> None:
    apart = once_more(tmp_path)
    older = set(open_conflicts(apart.here.canvas))
    page = open_page(apart)
    page.join_copy()
    assert page.head.counts.text() == "Joined: 1 new · 1 new conflict is open, and 6 from before"
    for left in (7, 6):
        assert page.bar.which.text().startswith(f"Conflict 1 of {left} ")
        page.bar.press(1)
    assert set(open_conflicts(apart.here.canvas)) < older
    assert page.head.counts.text() == "Joined: 1 new · 5 conflicts from before are open"
    assert page.bar.which.text().startswith("Conflict 1 of 5 ")
    page.bar.later.click()
    assert page.bar.which.text().startswith("Conflict 2 of 5 ")


def rest(page: MergePage) -> list[str]:
    return [action.text() for action in page.bar.rest.menu().actions()]


def test_all_the_rest_of_the_copy_leaves_what_was_open_before(tmp_path: Path, open_page: Open) -> None:
    apart = once_more(tmp_path)
    page = open_page(apart)
    untouched = {row.id for row in page.list.rows.rows if isinstance(row, ContestRow) and not row.comes}
    page.join_copy()
    assert rest(page)[0] == "All the rest as it is here, of what this copy brings or changes"
    page.bar.rest.menu().actions()[0].trigger()
    assert {f"contest:{one}" for one in open_conflicts(apart.here.canvas)} == untouched
    assert rest(page)[0] == "All the rest as it is here"
    page.bar.rest.menu().actions()[0].trigger()
    assert not open_conflicts(apart.here.canvas)


def test_all_the_rest_of_what_was_open_before_leaves_what_the_copy_brings(tmp_path: Path, open_page: Open) -> None:
    apart = once_more(tmp_path)
    page = open_page(apart)
    brought = {row.id for row in page.list.rows.rows if isinstance(row, ContestRow) and row.comes}
    page.join_copy()
    page.list.choose(page.list.rows.rowCount() - 1)
    assert rest(page)[0] == "All the rest as it is here, of what was open before"
    page.bar.rest.menu().actions()[0].trigger()
    assert {f"contest:{one}" for one in open_conflicts(apart.here.canvas)} == brought


def test_they_stand_below_their_heading_also_where_nothing_else_comes(tmp_path: Path, open_page: Open) -> None:
    apart = once_more(tmp_path)
    apart.join()
    apart.there.do(EditNote(ids(apart.there, "costs")[-1], "A second bus by night"))
    page = open_page(apart)
    page.elements.setCurrentRow([page.elements._line(row).key for row in range(page.elements.count())].index("value"))
    assert listed(page) == ["OPEN BEFORE", "!"]


def test_without_a_copy_nothing_is_told_apart(tmp_path: Path, qtbot: QtBot, look: Look) -> None:
    apart = everyday(tmp_path, 3)
    apart.join()
    bridge = SessionBridge(apart.here)
    page = MergePage(bridge, look, apart.library)
    qtbot.addWidget(page)
    assert listed(page) == ["!"] * 3
    assert page.head.counts.text() == "3 conflicts are open"
    bridge.close()
