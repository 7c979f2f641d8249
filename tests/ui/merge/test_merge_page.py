"""The page of a copy that came back, in a real window over real libraries, by keys and buttons."""

from __future__ import annotations

from collections.abc import Callable, Iterator
from pathlib import Path

import pytest
from accessibility import assert_everything_named, assert_everything_reached_by_tab
from builders import add_person, ids, put, texts, workshop_at
from copies_apart import SENT, TAKEN, CopiesApart, everyday, many, one_of_everything
from PySide6.QtCore import QEvent, QRect, Qt
from PySide6.QtGui import QKeyEvent, QShortcut
from PySide6.QtTest import QTest
from PySide6.QtWidgets import QApplication
from pytestqt.qtbot import QtBot

from cmc_desktop.model.domain.agreement import agreement
from cmc_desktop.model.domain.changes import (
    DeleteNotes,
    DeleteParked,
    EditNote,
    EditParked,
    EditPerson,
    MoveNotes,
    Park,
    RemovePerson,
    SettleConflict,
)
from cmc_desktop.model.domain.changes.people import PersonDetails
from cmc_desktop.model.domain.local_time import time_of_day
from cmc_desktop.model.domain.merging.shown import open_conflicts
from cmc_desktop.ui.look import Look
from cmc_desktop.ui.merge.hides_many_dialog import HidesManyDialog
from cmc_desktop.ui.merge.merge_page import MergePage
from cmc_desktop.ui.merge.rows import ComingRow, ContestRow, Stand, spoken
from cmc_desktop.ui.session_bridge import SessionBridge
from cmc_desktop.ui.when import when

Open = Callable[[CopiesApart], MergePage]


@pytest.fixture
def open_page(qtbot: QtBot, look: Look) -> Iterator[Open]:
    bridges = []

    def open_it(apart: CopiesApart, *, by: str = "Bo Lind") -> MergePage:
        bridge = SessionBridge(apart.here)
        bridge.rest()  # news from elsewhere come when a test says so
        bridges.append(bridge)
        page = MergePage(bridge, look, apart.library, apart.look(), by=by)
        page.told_refusals = []  # type: ignore[attr-defined]
        bridge.refused.connect(lambda error, _slip: page.told_refusals.append(str(error)))  # type: ignore[attr-defined]
        qtbot.addWidget(page)
        page.resize(1280, 800)
        page.show()
        page.activateWindow()
        qtbot.waitUntil(page.isActiveWindow)
        page.take_focus()
        return page

    yield open_it
    for bridge in bridges:
        bridge.close()


def press(*keys: Qt.Key) -> None:
    for key in keys:
        widget = QApplication.focusWidget()
        assert widget is not None
        QTest.keyClick(widget, key)


def contest_rows(page: MergePage) -> list[ContestRow]:
    return [row for row in page.list.rows.rows if isinstance(row, ContestRow)]


def coming_rows(page: MergePage) -> list[ComingRow]:
    return [row for row in page.list.rows.rows if isinstance(row, ComingRow)]


def test_it_tells_what_comes_before_anything_is_joined(tmp_path: Path, open_page: Open) -> None:
    apart = everyday(tmp_path, 3)
    before = apart.here.canvas.content_hash
    page = open_page(apart)
    assert page.head.title.words == "Ada Brandt’s copy of “Open mobility data platform”"
    assert "taken today" in page.head.when.text()
    assert "sent back 20 Nov" in page.head.when.text()
    assert page.head.counts.text() == "3 new, 1 changed, 1 moved, 1 deleted, 1 other, 3 conflicts"
    assert len(contest_rows(page)) == 3
    assert apart.here.canvas.content_hash == before
    assert not page.bar.isVisible()


def test_copies_of_one_day_are_told_apart_by_the_time(tmp_path: Path, open_page: Open) -> None:
    apart = everyday(tmp_path, 0)
    put(apart.here, "costs", "A bench")
    apart.clock.forward(minutes=(SENT - TAKEN) / 60_000 + 7)
    page = open_page(apart)
    assert page.head.when.text() == f"taken {when(TAKEN, SENT)} · sent back {when(SENT, SENT)}"
    assert f"sent back today {time_of_day(SENT)}" in page.head.when.text()


def test_a_long_name_leaves_room_beside_what_undo_would_take_back(tmp_path: Path, open_page: Open) -> None:
    apart = CopiesApart(tmp_path, by="Wilhelmine & Annegret von Hohenfels-Landsberg, Port Authority of Port Alder")
    apart.give()
    put(apart.there, "costs", "A bench")
    page = open_page(apart)
    page.join_copy()
    assert page.foot.undo.sizeHint().width() < 400
    assert page.foot.undo.accessibleName() == f"Undo: join {apart.by}’s copy"


def test_a_copy_without_conflicts_is_joined_and_left_with_two_keys(
    tmp_path: Path, qtbot: QtBot, open_page: Open
) -> None:
    apart = everyday(tmp_path, 0)
    page = open_page(apart)
    press(Qt.Key.Key_Space)
    assert page.head.counts.text() == "Joined: 3 new, 1 changed, 1 moved, 1 deleted, 1 other"
    with qtbot.waitSignal(page.left):
        press(Qt.Key.Key_Space)


def test_enter_presses_the_buttons_at_the_foot(tmp_path: Path, qtbot: QtBot, open_page: Open) -> None:
    page = open_page(everyday(tmp_path, 0))
    press(Qt.Key.Key_Return)
    assert not page.is_preview
    with qtbot.waitSignal(page.left):
        press(Qt.Key.Key_Enter)


def test_enter_that_is_held_on_join_begins_no_words(tmp_path: Path, open_page: Open) -> None:
    page = open_page(everyday(tmp_path, 3))
    press(Qt.Key.Key_Return)
    assert page.list.hasFocus()
    none = Qt.KeyboardModifier.NoModifier
    for kind in (QEvent.Type.ShortcutOverride, QEvent.Type.KeyPress):
        QApplication.sendEvent(page.list, QKeyEvent(kind, Qt.Key.Key_Return, none, "\r", autorep=True))
    assert not page.bar.typing
    press(Qt.Key.Key_Return)
    assert page.bar.typing


def test_conflicts_come_first_with_both_authors(tmp_path: Path, open_page: Open) -> None:
    page = open_page(everyday(tmp_path, 3))
    kinds = [isinstance(row, ContestRow) for row in page.list.rows.rows if isinstance(row, ContestRow | ComingRow)]
    assert kinds == sorted(kinds, reverse=True)
    names = [{choice.name for choice in row.contest.choices} for row in contest_rows(page)]
    assert names == [{"Bo Lind", "Ada Brandt"}] * 3


def test_leaving_it_joins_nothing(tmp_path: Path, qtbot: QtBot, open_page: Open) -> None:
    apart = everyday(tmp_path, 3)
    before = apart.here.canvas.content_hash
    page = open_page(apart)
    with qtbot.waitSignal(page.left):
        press(Qt.Key.Key_Escape)
    assert apart.here.canvas.content_hash == before


def test_what_stays_against_the_copy_is_told_in_plain_words(tmp_path: Path, open_page: Open) -> None:
    apart = CopiesApart(tmp_path)
    bob = add_person(apart.here, "Bob")
    park = Park("The ferry")
    apart.here.do(park)
    apart.give()
    apart.there.do(RemovePerson(bob))
    apart.there.do(EditParked(park.id, "The ferry by night"))
    workshop_at(apart.there, "round", notes=0)
    apart.here.do(EditPerson(bob, PersonDetails("Bob", organisation="Harbour")))
    apart.here.do(DeleteParked(park.id))
    workshop_at(apart.here, "clarify", notes=0)
    page = open_page(apart)
    told = [spoken(row) for row in coming_rows(page)]
    assert "kept: removed there, but changed here, People, “Bob · Harbour”" in told
    assert "back: removed here, but changed there, Put aside, “The ferry by night”" in told
    assert "stays as it is here, though it went on there, too, Agenda and workshop" in told
    page.join_copy()
    assert [spoken(row) for row in coming_rows(page)] == told


def test_an_element_shows_only_what_comes_into_it(tmp_path: Path, open_page: Open) -> None:
    page = open_page(everyday(tmp_path, 3))
    page.elements.setCurrentRow(1)
    assert {row.contest.box for row in contest_rows(page)} | {row.coming.box for row in coming_rows(page)} == {"value"}
    page.elements.setCurrentRow(0)
    assert len(contest_rows(page)) == 3


def test_everything_is_settled_with_the_keyboard_alone(tmp_path: Path, open_page: Open) -> None:
    apart = everyday(tmp_path, 3)
    page = open_page(apart)
    press(Qt.Key.Key_Space)  # the button that joins has the keys
    assert len(open_conflicts(apart.here.canvas)) == 3
    assert not agreement(apart.here.canvas).complete
    press(Qt.Key.Key_2)
    assert any("for every device" in text for text in texts(apart.here, "value"))
    press(Qt.Key.Key_1, Qt.Key.Key_1)
    assert not open_conflicts(apart.here.canvas)
    assert not any("28 k" in text for text in texts(apart.here, "costs"))
    assert {row.stand for row in contest_rows(page)} == {Stand.SETTLED}
    assert not page.bar.isVisible()


def test_a_held_number_key_settles_one_conflict(tmp_path: Path, open_page: Open) -> None:
    apart = everyday(tmp_path, 3)
    page = open_page(apart)
    page.join_copy()
    press(Qt.Key.Key_1)
    assert len(open_conflicts(apart.here.canvas)) == 2
    held = QKeyEvent(QEvent.Type.ShortcutOverride, Qt.Key.Key_1, Qt.KeyboardModifier.NoModifier, "1", autorep=True)
    QApplication.sendEvent(page, held)
    (shortcut,) = (one for one in page.findChildren(QShortcut) if one.key().toString() == "1")
    shortcut.activated.emit()
    assert len(open_conflicts(apart.here.canvas)) == 2
    assert not shortcut.autoRepeat()


def test_other_words_settle_and_both_can_be_kept(tmp_path: Path, open_page: Open) -> None:
    apart = one_of_everything(tmp_path)
    page = open_page(apart)
    page.join_copy()  # no note is deleted, so that nothing is asked
    assert page.head.counts.text() == "Joined · 5 conflicts are open"
    press(Qt.Key.Key_Return)
    assert page.bar.typing
    assert page.bar.own.texts.text() == "1  Open data platform\n2  Mobility data platform"
    QTest.keyClicks(page.bar.own.words, "One map of the night")
    press(Qt.Key.Key_Return)
    assert apart.here.canvas.head.title == "One map of the night"
    press(Qt.Key.Key_3)
    assert sorted(texts(apart.here, "mission")[0].split("\n")) == ["Everyone gets home", "Nobody waits in the rain"]
    press(Qt.Key.Key_3)
    assert sorted(texts(apart.here, "value")) == [
        "Live parking and tram information",
        "Live parking information for every device",
    ]
    press(Qt.Key.Key_2)
    assert texts(apart.here, "buyin") == ["Home by night"]
    press(Qt.Key.Key_2)
    assert texts(apart.here, "costs") == ["Call centre, €28 k a year"]
    assert not open_conflicts(apart.here.canvas)


def test_words_that_are_refused_stay_where_they_were_typed(tmp_path: Path, open_page: Open) -> None:
    apart = one_of_everything(tmp_path)
    page = open_page(apart)
    page.join_copy(agreed=True)
    page.bar.begin_words()
    page.bar.own.words.setPlainText("too long " * 200)
    page.bar.own.use.click()
    assert page.told_refusals  # type: ignore[attr-defined]
    assert page.bar.typing
    assert page.bar.own.words.toPlainText() == "too long " * 200


def test_escape_from_other_words_keeps_them_and_gives_the_keys_to_the_list(tmp_path: Path, open_page: Open) -> None:
    page = open_page(one_of_everything(tmp_path))
    page.join_copy()
    page.bar.begin_words()
    QTest.keyClicks(page.bar.own.words, "One map of the night")
    assert "Esc goes back and keeps the words" in page.bar.own.hint.text()
    press(Qt.Key.Key_Escape)
    assert not page.bar.typing
    assert page.list.hasFocus()
    assert page.bar.other.text() == "3  Go on with your words…"
    press(Qt.Key.Key_3)
    assert page.bar.own.words.toPlainText() == "One map of the night"
    page.bar.own.words.clear()
    page.bar.own.cancel.click()
    assert page.list.hasFocus()
    assert page.bar.other.text() == "3  In other words…"


def test_words_that_are_held_are_in_sight_beside_the_keys_and_go_on_at_their_end(
    tmp_path: Path, open_page: Open
) -> None:
    page = open_page(one_of_everything(tmp_path))
    page.join_copy()
    page.bar.begin_words()
    QTest.keyClicks(page.bar.own.words, "One map")
    page.list.setFocus()
    assert not page.bar.typing
    press(Qt.Key.Key_Down, Qt.Key.Key_Up)
    assert not page.bar.typing
    assert page.bar.yours.isVisible()
    assert page.bar.yours.words == "Your words: One map"
    press(Qt.Key.Key_Return)
    QTest.keyClicks(page.bar.own.words, " of the night")
    assert page.bar.own.words.toPlainText() == "One map of the night"
    press(Qt.Key.Key_Escape)
    assert page.bar.yours.words == "Your words: One map of the night"
    press(Qt.Key.Key_1)
    assert page.open_count == 4
    assert not page.bar.yours.isVisible()


def test_only_what_a_key_settles_names_its_key(tmp_path: Path, open_page: Open) -> None:
    page = open_page(everyday(tmp_path, 1))
    (row,) = contest_rows(page)
    assert "key 1" not in spoken(row)
    page.join_copy()
    (row,) = contest_rows(page)
    assert "HERE · Bo Lind · key 1" in spoken(row)


def test_settling_in_another_way_lets_go_of_the_words_that_were_put_by(tmp_path: Path, open_page: Open) -> None:
    page = open_page(one_of_everything(tmp_path))
    page.join_copy()
    page.bar.begin_words()
    QTest.keyClicks(page.bar.own.words, "One map of the night")
    press(Qt.Key.Key_Escape, Qt.Key.Key_1)
    assert page.open_count == 4
    assert not page.words.unstored_words()
    assert not page.left_over.isVisible()


def test_each_settling_and_the_whole_copy_are_one_step_of_undo(tmp_path: Path, open_page: Open) -> None:
    apart = everyday(tmp_path, 3)
    before = apart.here.canvas.content_hash
    page = open_page(apart)
    page.join_copy()
    joined = apart.here.canvas.content_hash
    press(Qt.Key.Key_1)
    assert page.foot.undo.text() == "Undo: settle a conflict"
    QTest.keyClick(page.list, Qt.Key.Key_Z, Qt.KeyboardModifier.ControlModifier)
    assert apart.here.canvas.content_hash == joined
    assert len(open_conflicts(apart.here.canvas)) == 3
    assert page.foot.undo.text() == "Undo: join Ada Brandt’s copy"
    page.foot.undo.click()
    assert apart.here.canvas.content_hash == before
    assert page.is_preview
    page.join_copy()
    assert apart.here.canvas.content_hash == joined


def test_all_the_rest_is_settled_as_one_side_has_it_and_taken_back_at_once(tmp_path: Path, open_page: Open) -> None:
    apart = everyday(tmp_path, 30)
    page = open_page(apart)
    page.join_copy()
    assert len(open_conflicts(apart.here.canvas)) == 30
    press(Qt.Key.Key_1)
    _ours, theirs = page.bar.rest.menu().actions()
    assert theirs.text() == "All the rest as Ada Brandt has it"
    theirs.trigger()
    assert not open_conflicts(apart.here.canvas)
    benches = [text for text in texts(apart.here, "buyin") if text.startswith("Street")]
    assert benches
    assert all(text.endswith("in the shade") for text in benches)
    page.foot.undo.click()
    assert len(open_conflicts(apart.here.canvas)) == 29


def test_later_leaves_a_conflict_open_and_goes_on(tmp_path: Path, open_page: Open) -> None:
    apart = everyday(tmp_path, 3)
    page = open_page(apart)
    page.join_copy()
    first = page.bar.contest
    page.bar.later.click()
    assert page.bar.contest is not None
    assert first is not None
    assert page.bar.contest.id != first.id
    assert len(open_conflicts(apart.here.canvas)) == 3


def test_what_another_window_changed_meanwhile_is_not_settled_unseen(tmp_path: Path, open_page: Open) -> None:
    apart = everyday(tmp_path, 1)
    page = open_page(apart)
    page.join_copy()
    contest = page.bar.contest
    assert contest is not None
    other = apart.library.session(apart.here.canvas.id)
    other.do(MoveNotes((contest.conflict.thing,), "costs"))
    press(Qt.Key.Key_2)  # before the news came in
    assert page.told_refusals  # type: ignore[attr-defined]
    assert len(open_conflicts(apart.here.canvas)) == 1
    press(Qt.Key.Key_2)
    assert not open_conflicts(apart.here.canvas)


def test_a_conflict_that_is_settled_elsewhere_is_told(tmp_path: Path, open_page: Open) -> None:
    apart = everyday(tmp_path, 1)
    page = open_page(apart)
    page.join_copy()
    contest = page.bar.contest
    assert contest is not None
    other = apart.library.session(apart.here.canvas.id)
    other.do(SettleConflict(contest.id, "Said by a third"))
    apart.here.catch_up()
    (row,) = contest_rows(page)
    assert row.stand is Stand.SETTLED
    assert not page.bar.isVisible()


@pytest.mark.parametrize("conflicts", [1, 3])
def test_words_being_typed_for_what_is_settled_elsewhere_keep_the_keys_from_the_buttons(
    tmp_path: Path, qtbot: QtBot, open_page: Open, conflicts: int
) -> None:
    apart = everyday(tmp_path, conflicts)
    page = open_page(apart)
    page.join_copy()
    press(Qt.Key.Key_Return)
    QTest.keyClicks(page.bar.own.words, "One map")
    contest = page.bar.contest
    assert contest is not None
    apart.library.session(apart.here.canvas.id).do(SettleConflict(contest.id, "Said by a third"))
    with qtbot.assertNotEmitted(page.left):
        apart.here.catch_up()
        assert page.left_over.words.hasFocus()
        assert page.left_over.words.toPlainText() == "One map"
        QTest.keyClicks(page.left_over.words, " for 1 or 2")
        press(Qt.Key.Key_Return)
    assert page.open_count == conflicts - 1


def test_a_preview_follows_what_another_window_writes(tmp_path: Path, open_page: Open) -> None:
    apart = everyday(tmp_path, 0)
    page = open_page(apart)
    assert not contest_rows(page)
    other = apart.library.session(apart.here.canvas.id)
    other.do(EditNote(ids(other, "activities")[0], "Said otherwise in the other window"))
    apart.here.catch_up()
    assert len(contest_rows(page)) == 1


def test_notes_that_would_go_are_read_whole(tmp_path: Path, qtbot: QtBot, open_page: Open) -> None:
    apart = CopiesApart(tmp_path)
    words = "Night-shift workers can take a job at the docks without owning a car" + " at all" * 3
    put(apart.here, "costs", *(words[: -number or None] for number in range(30)))
    apart.give()
    apart.there.do(DeleteNotes(tuple(ids(apart.there, "costs"))))
    page = open_page(apart)
    page.join_copy()
    (dialog,) = page.window().findChildren(HidesManyDialog)
    qtbot.waitUntil(lambda: dialog.list.verticalScrollBar().maximum() > 0)
    QApplication.processEvents()
    room = QRect(0, 0, dialog.list.viewport().width() - 24, 1_000)
    for row in range(dialog.list.count()):
        item = dialog.list.item(row)
        needed = dialog.list.fontMetrics().boundingRect(room, int(Qt.TextFlag.TextWordWrap), item.text())
        assert dialog.list.visualItemRect(item).height() >= needed.height() + 16


def test_many_notes_that_would_go_are_asked_about_first(tmp_path: Path, qtbot: QtBot, open_page: Open) -> None:
    apart = CopiesApart(tmp_path)
    put(apart.here, "costs", *(f"Cost {number}" for number in range(30)))
    apart.give()
    apart.there.do(DeleteNotes(tuple(ids(apart.there, "costs")[:25])))
    page = open_page(apart)
    page.join_copy()
    (dialog,) = page.window().findChildren(HidesManyDialog)
    assert dialog.list.count() == 25
    assert len(texts(apart.here, "costs")) == 30
    assert_everything_named(dialog)
    QTest.keyClick(dialog, Qt.Key.Key_Return)
    assert len(texts(apart.here, "costs")) == 30
    qtbot.waitUntil(lambda: not page.window().findChildren(HidesManyDialog))
    page.join_copy()
    (dialog,) = page.window().findChildren(HidesManyDialog)
    dialog.join.click()
    assert len(texts(apart.here, "costs")) == 5
    page.foot.undo.click()
    assert len(texts(apart.here, "costs")) == 30


def test_conflicts_left_open_are_settled_later_without_the_copy(tmp_path: Path, qtbot: QtBot, look: Look) -> None:
    apart = everyday(tmp_path, 3)
    apart.join()
    bridge = SessionBridge(apart.here)
    page = MergePage(bridge, look)
    qtbot.addWidget(page)
    page.show()
    page.take_focus()
    assert len(contest_rows(page)) == 3
    assert {action.text() for action in page.bar.rest.menu().actions()} >= {"All the rest as Ada Brandt has it"}
    page.bar.press(1)
    page.bar.press(1)
    page.bar.press(1)
    assert not open_conflicts(apart.here.canvas)
    assert page.head.counts.text() == "Everything is settled"
    bridge.close()


@pytest.mark.parametrize("joined", [False, True])
def test_everything_has_a_name_and_is_reached_by_tab(
    qtbot: QtBot, tmp_path: Path, open_page: Open, joined: bool
) -> None:
    page = open_page(everyday(tmp_path, 3))
    if joined:
        page.join_copy()
    assert_everything_named(page)
    assert_everything_reached_by_tab(qtbot, page)


def test_tab_goes_through_the_ways_to_settle_as_they_are_read(tmp_path: Path, open_page: Open) -> None:
    page = open_page(one_of_everything(tmp_path))
    page.join_copy()
    page.list.choose_open()
    press(Qt.Key.Key_1)
    assert page.bar.both.isVisible()
    bar, foot = page.bar, page.foot
    in_order = [page.list, *bar.choices, bar.both, bar.other, bar.later, bar.rest, foot.undo, foot.leave]
    gone_to = [QApplication.focusWidget()]
    for _ in in_order[1:]:
        press(Qt.Key.Key_Tab)
        gone_to.append(QApplication.focusWidget())
    assert gone_to == in_order


def test_a_screen_reader_hears_both_wordings_and_whose_they_are(tmp_path: Path, open_page: Open) -> None:
    page = open_page(everyday(tmp_path, 1))
    index = page.list.rows.index(page.list.rows.place_of(contest_rows(page)[0].id))
    heard = index.data(Qt.ItemDataRole.AccessibleTextRole)
    for words in ("conflict", "Bo Lind", "for every tram", "Ada Brandt", "for every device"):
        assert words in heard


def test_two_thousand_notes_make_no_widgets_of_their_own(tmp_path: Path, open_page: Open) -> None:
    apart = many(tmp_path)
    page = open_page(apart)
    assert len(coming_rows(page)) > 300
    assert len(page.findChildren(type(page.foot.undo))) < 30
    page.join_copy(agreed=True)
    assert len(open_conflicts(apart.here.canvas)) > 10
