"""Whose is what in a conflict: with newer copies, several officers, without the copy, and by which key it is taken."""

from __future__ import annotations

from collections.abc import Callable, Iterator
from pathlib import Path

import pytest
from builders import given_copy, ids, open_library, put, texts
from copies_apart import CopiesApart, everyday
from PySide6.QtCore import Qt
from PySide6.QtTest import QTest
from pytestqt.qtbot import QtBot

from cmc_desktop.model.domain.changes import AddNote, Change, DeleteNotes, EditNote, MoveNotes, SettleConflict
from cmc_desktop.model.domain.merging.contest import contests
from cmc_desktop.model.domain.merging.shown import open_conflicts
from cmc_desktop.model.exchange.cmc_reader import CmcFile
from cmc_desktop.model.services.bringing_back import bring_back
from cmc_desktop.model.services.importing import read_file, take
from cmc_desktop.model.services.looked_at import LookedAt
from cmc_desktop.model.services.recognising import look_at
from cmc_desktop.ui.look import Look
from cmc_desktop.ui.merge.merge_delegate import _choice_parts
from cmc_desktop.ui.merge.merge_page import MergePage
from cmc_desktop.ui.merge.rows import ComingRow, ContestRow, caption
from cmc_desktop.ui.session_bridge import SessionBridge

Open = Callable[..., MergePage]
TEXT = "Home within 20 minutes"


@pytest.fixture
def open_page(qtbot: QtBot, look: Look) -> Iterator[Open]:
    bridges = []

    def open_it(apart: CopiesApart, looked: LookedAt | None = None, by: str = "Bo Lind") -> MergePage:
        bridge = SessionBridge(apart.here)
        bridge.rest()
        bridges.append(bridge)
        page = MergePage(bridge, look, apart.library, looked, by=by)
        qtbot.addWidget(page)
        page.resize(1280, 800)
        page.show()
        page.take_focus()
        return page

    yield open_it
    for bridge in bridges:
        bridge.close()


class Officers(CopiesApart):
    """One note, and a copy of the canvas that any number of officers took at the same time."""

    def __init__(self, folder: Path) -> None:
        super().__init__(folder)
        put(self.here, "value", TEXT)
        (self.note,) = ids(self.here, "value")
        self.give()

    def copy_of(self, name: str, *changes: Change) -> LookedAt:
        """Another officer's copy with `changes`, as it came back."""
        library = open_library(self.folder / name, self.their_clock)
        there = library.session(take(library, read_file(self.folder / "copy.cmc", library.templates)).canvas_id)
        for change in changes:
            there.do(change)
        path = given_copy(library.store, there, self.folder / f"{name}.cmc", name)
        back = read_file(path, self.library.templates)
        assert isinstance(back, CmcFile)
        return look_at(self.library, back.canvas)

    def join_copy_of(self, name: str, *changes: Change) -> None:
        looked = self.copy_of(name, *changes)
        assert looked.copy is not None
        bring_back(self.library, self.here, looked.copy, "Bo Lind", agreed=True)

    def edit(self, words: str) -> Change:
        return EditNote(self.note, words)


def captions(page: MergePage) -> list[str]:
    (row,) = (row for row in page.list.rows.rows if isinstance(row, ContestRow))
    told = [caption(row.contest, choice, key) for key, choice in enumerate(row.contest.choices, 1)]
    return [words.removesuffix(" · shown until it is settled") for words in told]


def buttons(page: MergePage) -> list[str]:
    return [button.text() for button in page.bar.choices if not button.isHidden()]


def test_a_newer_copy_says_whose_is_what_while_an_older_conflict_is_open(tmp_path: Path, open_page: Open) -> None:
    apart = Officers(tmp_path)
    apart.here.do(apart.edit("Home within 15 minutes"))
    apart.there.do(apart.edit("Home within 10 minutes"))
    apart.join()
    put(apart.there, "costs", "A second bus")
    page = open_page(apart, apart.look())
    assert captions(page) == ["HERE · Bo Lind · key 1", "Ada Brandt · key 2"]
    (row,) = (row for row in page.list.rows.rows if isinstance(row, ContestRow))
    assert row.contest.was == TEXT  # and not what Ada said before
    page.join_copy()
    assert buttons(page) == ["1  Keep ours", "2  Take Ada Brandt’s"]
    page.settle_rest(page._over.sides()[0][1])
    assert texts(apart.here, "value") == ["Home within 15 minutes"]


def test_what_the_newer_copy_reworded_again_is_hers_and_the_rest_can_be_taken_from_her(
    tmp_path: Path, open_page: Open
) -> None:
    apart = Officers(tmp_path)
    apart.here.do(apart.edit("Home within 15 minutes"))
    apart.there.do(apart.edit("Home within 10 minutes"))
    apart.join()
    apart.there.do(apart.edit("Home within 5 minutes"))
    page = open_page(apart, apart.look())
    assert captions(page) == ["HERE · Bo Lind · key 1", "Ada Brandt · key 2"]
    page.join_copy()
    (_, (words, side)) = page._over.sides()
    assert words == "All the rest as Ada Brandt has it"
    page.settle_rest(side)
    assert texts(apart.here, "value") == ["Home within 5 minutes"]


def test_with_three_officers_every_button_says_whose_it_takes(tmp_path: Path, open_page: Open) -> None:
    apart = Officers(tmp_path)
    apart.here.do(apart.edit("Zones in 15 minutes"))
    apart.join_copy_of("Cid", apart.edit("Aunts in 10 minutes"))
    page = open_page(apart, apart.copy_of("Ada", apart.edit("Night buses in 5 minutes")))
    page.join_copy()
    expected = ["1  Keep ours", "2  Take Ada’s", "3  Take Cid’s"]
    assert buttons(page) == expected
    assert captions(page) == ["HERE · Bo Lind · key 1", "Ada · key 2", "Cid · key 3"]
    assert buttons(open_page(apart)) == expected  # later, without the copy
    page.bar.press(3)
    assert texts(apart.here, "value") == ["Aunts in 10 minutes"]


@pytest.mark.parametrize("by", ["Bo Lind", ""])
def test_keys_mean_the_same_now_and_later(tmp_path: Path, open_page: Open, by: str) -> None:
    apart = everyday(tmp_path, 8)
    page = open_page(apart, apart.look(), by)
    page.join_copy()
    now = {one.id: [choice.value for choice in one.choices] for one in page._over.open.values()}
    later = {one.id: [choice.value for choice in one.choices] for one in open_page(apart, by=by)._over.open.values()}
    assert later == now
    told = {one.id: one.was for one in page._over.open.values()}
    assert all(told.values())
    assert {one.id: one.was for one in open_page(apart, by=by)._over.open.values()} == told
    assert all(one.choices[0].ours for one in page._over.open.values())


def test_words_a_side_took_away_are_struck_through(tmp_path: Path, open_page: Open) -> None:
    apart = Officers(tmp_path)
    apart.here.do(apart.edit("Home within minutes"))
    apart.there.do(apart.edit("Home within 10 minutes"))
    page = open_page(apart, apart.look())
    (row,) = (row for row in page.list.rows.rows if isinstance(row, ContestRow))
    ours, theirs = (_choice_parts(row.contest, choice) for choice in row.contest.choices)
    assert [words.strip() for sign, words in ours if sign == "-"] == ["20"]
    assert [words.strip() for sign, words in theirs if sign == "-"] == ["20"]
    assert [words.strip() for sign, words in theirs if sign == "+"] == ["10"]


def test_who_changed_a_note_that_a_later_copy_deletes_is_named(tmp_path: Path, open_page: Open) -> None:
    apart = Officers(tmp_path)
    apart.join_copy_of("Cid", apart.edit("Home within 10 minutes"))  # comes in without a conflict
    page = open_page(apart, apart.copy_of("Ada", DeleteNotes((apart.note,))))
    told = captions(page)
    assert told == ["HERE · Cid · changed · key 1", "Ada · deleted · key 2"]


def test_a_note_moved_to_three_boxes_is_told_as_three_and_the_keys_stand_apart(tmp_path: Path, open_page: Open) -> None:
    apart = Officers(tmp_path)
    apart.here.do(MoveNotes((apart.note,), "costs"))
    apart.join_copy_of("Cid", MoveNotes((apart.note,), "partners"))
    page = open_page(apart, apart.copy_of("Ada", MoveNotes((apart.note,), "activities")))
    page.join_copy()
    (contest,) = contests(apart.here.canvas)
    assert contest.about == "moved to 3 boxes"
    assert all("  To “" in words for words in buttons(page))


def test_own_words_stay_in_sight_when_the_conflict_was_settled_elsewhere(tmp_path: Path, open_page: Open) -> None:
    apart = Officers(tmp_path)
    apart.here.do(apart.edit("Home within 15 minutes"))
    apart.there.do(apart.edit("Home within 10 minutes"))
    page = open_page(apart, apart.look())
    page.join_copy()
    page.bar.begin_words()
    page.bar.own.words.setPlainText("Home before the news")
    (name,) = open_conflicts(apart.here.canvas)
    other = apart.library.session(apart.here.canvas.id)
    other.do(SettleConflict(name, "Said by a third"))
    QTest.keyClick(page.bar.own.words, Qt.Key.Key_Return)
    apart.here.catch_up()
    assert page.left_over.isVisible()
    assert page.left_over.words.toPlainText() == "Home before the news"
    assert "Home before the news" in page.words.unstored_words().values()
    page.left_over.drop.click()
    assert not page.left_over.isVisible()
    assert not page.words.unstored_words()


def test_blank_words_say_what_to_do(tmp_path: Path, open_page: Open) -> None:
    apart = everyday(tmp_path, 1)
    page = open_page(apart, apart.look())
    page.join_copy()
    page.bar.begin_words()
    page.bar.own.words.setPlainText("  ")
    QTest.keyClick(page.bar.own.words, Qt.Key.Key_Return)
    assert page.bar.own.hint.text().startswith("Type the words")
    QTest.keyClicks(page.bar.own.words, "x")
    assert page.bar.own.hint.text().startswith("Enter settles")


@pytest.mark.parametrize("again", [Qt.KeyboardModifier.NoModifier, Qt.KeyboardModifier.ShiftModifier])
def test_what_was_taken_back_on_the_page_is_done_again(
    tmp_path: Path, qtbot: QtBot, open_page: Open, again: Qt.KeyboardModifier
) -> None:
    apart = everyday(tmp_path, 3)
    put(apart.here, "costs", "Taken back before the page was opened")
    apart.here.undo()
    page = open_page(apart, apart.look())
    page.activateWindow()
    qtbot.waitUntil(page.isActiveWindow)
    key = Qt.Key.Key_Z if again else Qt.Key.Key_Y
    control = Qt.KeyboardModifier.ControlModifier
    before = apart.here.canvas.content_hash
    QTest.keyClick(page, key, control | again)
    assert apart.here.canvas.content_hash == before
    page.join_copy()
    page.bar.press(1)
    settled = apart.here.canvas.content_hash
    page.foot.undo.click()
    page.foot.undo.click()
    assert page.is_preview
    QTest.keyClick(page, key, control | again)
    QTest.keyClick(page, key, control | again)
    assert apart.here.canvas.content_hash == settled
    assert not page.is_preview


def test_every_button_is_whole_with_four_long_names(tmp_path: Path, open_page: Open) -> None:
    apart = Officers(tmp_path)
    apart.here.do(apart.edit("Zones in 15 minutes"))
    for number, name in enumerate(("Maximiliana Featherstonehaugh", "Bartholomew Cholmondeley", "Wilhelmina Oy")):
        apart.join_copy_of(name, apart.edit(f"{'Longer ' * number}words in {number} minutes"))
    page = open_page(apart)
    page.resize(1000, 800)
    assert "Maximiliana Feath… · key 3" in captions(page)
    assert len(page.bar.choices) == 4
    for button in (*page.bar.choices, page.bar.both, page.bar.other):
        assert button.width() >= button.sizeHint().width()
        assert page.bar.ways.rect().contains(button.geometry())


@pytest.mark.parametrize("length", [10, 800, 3_900])
def test_long_texts_are_scrolled_and_leave_the_list_a_third(tmp_path: Path, open_page: Open, length: int) -> None:
    apart = Officers(tmp_path)
    apart.here.do(apart.edit("ours " * (length // 5)))
    apart.there.do(apart.edit("hers " * (length // 5)))
    page = open_page(apart, apart.look())
    page.join_copy()
    page.bar.begin_words()
    page.resize(1280, 700)
    scrolled = page.bar.own.scrolled
    middle = page.height() - page.head.height() - page.foot.height()
    assert page.list.height() >= middle // 3
    hidden = page.bar.own.texts.height() - scrolled.viewport().height()
    assert scrolled.verticalScrollBar().maximum() >= hidden
    assert (hidden > 0) == (length > 500)
    assert page.height() == 700


def test_nobody_is_told_of_asking_again_when_nobody_was_asked(tmp_path: Path, open_page: Open) -> None:
    apart = everyday(tmp_path, 0)
    page = open_page(apart, apart.look())
    assert "again" not in page.foot.told.text()
    page.join_copy()
    assert page.foot.told.text() == "Nothing is open."


def test_a_copy_that_never_touched_a_note_is_not_blamed_for_an_older_conflict(tmp_path: Path, open_page: Open) -> None:
    apart = Officers(tmp_path)
    apart.here.do(DeleteNotes((apart.note,)))
    apart.join_copy_of("Ada", apart.edit("Home within 10 minutes"))
    page = open_page(apart, apart.copy_of("Cy", AddNote("costs", "A bench")))
    assert captions(page) == ["HERE · Bo Lind · deleted · key 1", "changed · key 2"]
    page.join_copy()
    assert [told for told, _ in page._over.sides()] == ["All the rest as it is here"]


@pytest.mark.parametrize(("then", "now"), [("", ""), ("Bo Lind", ""), ("", "Bo Lind"), ("Bo", "Bo Lind")])
def test_ours_is_known_later_whatever_name_is_in_the_settings(
    tmp_path: Path, open_page: Open, then: str, now: str
) -> None:
    apart = everyday(tmp_path, 8)
    apart.join(then)
    page = open_page(apart, by=now)
    mine = {one.id: [choice.ours for choice in one.choices] for one in page._over.open.values()}
    assert mine
    assert all(told == [True, False] for told in mine.values())
    assert page.bar.choices[0].text() == "1  Keep ours"
    assert page._over.sides()[0][0] == "All the rest as it is here"


def test_in_a_copy_of_the_canvas_nobody_elses_words_are_called_ours(tmp_path: Path, open_page: Open) -> None:
    apart = everyday(tmp_path, 3)
    apart.join("")
    path = given_copy(apart.library.store, apart.here, tmp_path / "for a third.cmc", "Di")
    officer = CopiesApart(tmp_path / "third")
    officer.library = open_library(tmp_path / "third" / "library", apart.their_clock)
    found = take(officer.library, read_file(path, officer.library.templates))
    officer.here = officer.library.session(found.canvas_id)
    page = open_page(officer, by="")
    assert page._over.open
    assert not [choice for one in page._over.open.values() for choice in one.choices if choice.ours]


@pytest.mark.parametrize("with_copy", [False, True])
def test_nothing_that_was_done_before_the_page_came_in_front_is_taken_back_there(
    tmp_path: Path, open_page: Open, with_copy: bool
) -> None:
    apart = everyday(tmp_path, 3)
    if not with_copy:
        apart.join()
    put(apart.here, "costs", "Done before the page came in front")
    before = apart.here.canvas.content_hash
    page = open_page(apart, apart.look() if with_copy else None)
    QTest.keyClick(page, Qt.Key.Key_Z, Qt.KeyboardModifier.ControlModifier)
    assert apart.here.canvas.content_hash == before
    if with_copy:
        page.join_copy()
    page.bar.press(1)
    for told in ("settle a conflict", "join Ada Brandt’s copy")[: 1 + with_copy]:
        assert page.foot.undo.text() == f"Undo: {told}"
        page.foot.undo.click()
    assert apart.here.canvas.content_hash == before
    assert page.foot.undo.isHidden()
    QTest.keyClick(page, Qt.Key.Key_Z, Qt.KeyboardModifier.ControlModifier)
    assert apart.here.canvas.content_hash == before


def test_a_conflict_of_which_both_are_kept_says_both_in_its_row(tmp_path: Path, open_page: Open) -> None:
    apart = Officers(tmp_path)
    apart.here.do(apart.edit("Home within 15 minutes"))
    apart.there.do(apart.edit("Home before the news"))
    page = open_page(apart, apart.look())
    page.join_copy()
    page.keep_both()
    (row,) = [row for row in page.list.rows.rows if isinstance(row, ContestRow)]
    assert sorted(row.now.splitlines()) == ["Home before the news", "Home within 15 minutes"]


def test_all_the_rest_can_be_settled_from_any_row(tmp_path: Path, open_page: Open) -> None:
    apart = everyday(tmp_path, 3)
    page = open_page(apart, apart.look())
    page.join_copy()
    assert page.bar.rest.isEnabled()
    other = next(place for place, row in enumerate(page.list.rows.rows) if isinstance(row, ComingRow))
    page.list.choose(other)
    assert page.bar.contest is None
    assert page.bar.rest.isEnabled()
    page.bar.rest.menu().actions()[0].trigger()
    assert not open_conflicts(apart.here.canvas)


def test_only_the_conflicts_that_a_copy_brings_are_named_where_it_is_joined(tmp_path: Path, open_page: Open) -> None:
    apart = everyday(tmp_path, 3)
    looked = apart.look()
    assert open_page(apart, looked).foot.join.text() == "&Join, 3 conflicts to settle"
    apart.join()
    put(apart.there, "costs", "A second bus")
    page = open_page(apart, apart.look())
    assert page.head.counts.text() == "1 new; 3 conflicts were open before"
    assert page.foot.join.text() == "&Join"
