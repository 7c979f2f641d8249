"""What was deleted can be found and brought back, and the last thing done can be taken back."""

from __future__ import annotations

import sqlite3
from contextlib import closing

import builders
import pytest
from library_hands import Told, fill, line, search, shown_text, titles
from PySide6.QtCore import Qt
from PySide6.QtWidgets import QPushButton
from pytestqt.qtbot import QtBot

from cmc_desktop.model.domain.changes import AddNote
from cmc_desktop.model.services.clock import ManualClock
from cmc_desktop.model.services.library import Library
from cmc_desktop.ui.library.library_page import LibraryPage
from cmc_desktop.ui.library.shelf import Choice, Shelf

DELETED = Choice(Shelf.DELETED)


@pytest.fixture
def deleted(page: LibraryPage, library: Library, clock: ManualClock) -> str:
    """“Night bus” with 20 notes, deleted; “Rain gardens” is still there. The shelf for deleted ones is shown."""
    _, canvas_id = fill(page, library, clock, "Rain gardens", "Night bus")
    builders.fill(library.session(canvas_id), 20)
    library.delete(canvas_id)
    page.refresh()
    page.shelves.choose(DELETED)
    return canvas_id


def button(page: LibraryPage, text: str) -> QPushButton:
    return next(one for one in page.findChildren(QPushButton) if one.isVisible() and one.text() == text)


def offered(page: LibraryPage) -> list[str]:
    """What the context menu of the chosen canvas offers."""
    page.table.customContextMenuRequested.emit(page.table.visualRect(page.table.currentIndex()).center())
    texts = [action.text() for action in page.menu.actions() if action.isVisible() and action.text()]
    page.menu.close()
    return texts


def test_the_last_shelf_holds_what_was_deleted_archived_or_not_and_is_there_only_then(
    page: LibraryPage, library: Library, clock: ManualClock
) -> None:
    first, second, _ = fill(page, library, clock, "Old bus", "Night bus", "Rain gardens")
    assert ("Deleted", 0) not in page.shelves.lines()
    library.archive(first)
    for canvas_id in (first, second):
        clock.forward(minutes=1)
        library.delete(canvas_id)
    page.refresh()
    assert page.shelves.lines()[4:] == [("Archive", 0), ("Deleted", 2), ("Riverton", 1)]
    page.shelves.choose(DELETED)
    assert titles(page) == ["Night bus", "Old bus"]
    assert "was in the archive" in line(page, 1)
    assert "Enter brings a canvas back" in shown_text(page)


def test_enter_brings_a_deleted_canvas_back_whole_and_shows_it(
    qtbot: QtBot, page: LibraryPage, library: Library, deleted: str, told: Told, opened: list[tuple[str, str]]
) -> None:
    page.table.setFocus()
    qtbot.keyClick(page.table, Qt.Key.Key_Return)
    assert page.shelves.choice == Choice()
    assert page.current is not None
    assert page.current.id == deleted
    assert library.session(deleted).canvas.note_count() == 20
    assert told == [("“Night bus” is back.", "", None)]
    assert "Deleted" not in dict(page.shelves.lines())
    assert opened == []


def test_the_button_on_the_card_brings_back_and_offers_nothing_else(
    qtbot: QtBot, page: LibraryPage, library: Library, deleted: str
) -> None:
    assert "Deleted today" in page.card.lines
    assert [one.text() for one in page.card.findChildren(QPushButton) if one.isVisible()] == ["Bring back"]
    qtbot.mouseClick(button(page, "Bring back"), Qt.MouseButton.LeftButton)
    assert "Night bus" in titles(page)
    assert next(one.text() for one in page.card.findChildren(QPushButton) if one.isVisible()) == "Open"


def test_the_context_menu_of_a_deleted_canvas_offers_to_bring_it_back_or_to_let_it_go(
    page: LibraryPage, deleted: str
) -> None:
    assert offered(page) == ["Bring back", "Delete for good…"]
    page.wishes.do("open")
    assert offered(page)[0] == "Open"
    assert offered(page)[-1] == "Delete"


def test_no_key_changes_a_deleted_canvas(qtbot: QtBot, page: LibraryPage, library: Library, deleted: str) -> None:
    before = len(library.session(deleted).log())
    page.table.setFocus()
    for key, modifier in (("Delete", "No"), ("F2", "No"), ("D", "Control")):
        qtbot.keyClick(page.table, Qt.Key[f"Key_{key}"], Qt.KeyboardModifier[f"{modifier}Modifier"])
    assert len(library.session(deleted).log()) == before
    assert len(library.listed()) == 1


def test_what_was_deleted_from_the_archive_comes_back_there_and_is_shown(
    page: LibraryPage, library: Library, clock: ManualClock, told: Told
) -> None:
    (canvas_id,) = fill(page, library, clock, "Old bus")
    library.archive(canvas_id)
    library.delete(canvas_id)
    page.refresh()
    page.shelves.choose(DELETED)
    page.wishes.open_current()
    assert page.shelves.choice == Choice(Shelf.ARCHIVE)
    assert titles(page) == ["Old bus"]
    assert told[-1][0] == "“Old bus” is back, in the archive."


def test_words_of_deleted_canvases_are_found_on_their_shelf(
    qtbot: QtBot, page: LibraryPage, library: Library, clock: ManualClock
) -> None:
    kept, gone = fill(page, library, clock, "Rain gardens", "Mobility")
    library.do(gone, AddNote("value", "Late buses get priority"))
    library.do(kept, AddNote("value", "Priority for rain"))
    library.delete(gone)
    search(qtbot, page, "priority")
    assert titles(page) == ["Rain gardens", "Priority for rain"]
    assert "1 more deleted" in shown_text(page)
    page.shelves.choose(DELETED)
    assert titles(page) == ["Mobility", "Late buses get priority"]
    assert "1 of 1 canvas · Enter brings it back" in shown_text(page)


def test_an_empty_library_leads_to_what_was_deleted(
    qtbot: QtBot, page: LibraryPage, library: Library, clock: ManualClock
) -> None:
    assert not page.empty.deleted.isVisible()
    fill(page, library, clock, "Night bus")
    page.wishes.do("delete")
    assert page.empty.deleted.text() == "Look at 1 deleted canvas…"
    qtbot.mouseClick(page.empty.deleted, Qt.MouseButton.LeftButton)
    assert titles(page) == ["Night bus"]
    page.shelves.choose(Choice())
    assert page.empty.new.isVisible()


def test_a_screen_reader_hears_that_a_canvas_is_deleted(page: LibraryPage, deleted: str) -> None:
    assert page.current is not None
    assert "deleted" in page.current.spoken


# taking back


def test_deleting_archiving_and_copying_are_taken_back_the_last_first(
    page: LibraryPage, library: Library, clock: ManualClock, told: Told
) -> None:
    old, bus, _ = fill(page, library, clock, "Old bus", "Night bus", "Rain gardens")
    labels = []
    for canvas_id, wish in ((old, "archive"), (bus, "duplicate"), (bus, "delete")):
        clock.forward(minutes=1)
        page.refresh(canvas_id)
        page.wishes.do(wish)
        labels.append(page.undo_label)
    assert labels == ["archive “Old bus”", "copy of “Night bus”", "delete “Night bus”"]
    assert titles(page) == ["Night bus (copy)", "Rain gardens"]
    page.undo()
    assert sorted(titles(page)) == ["Night bus", "Night bus (copy)", "Rain gardens"]
    assert told[-1] == ("“Night bus” is back.", "", None)
    page.undo()
    assert sorted(titles(page)) == ["Night bus", "Rain gardens"]
    page.undo()
    assert sorted(titles(page)) == ["Night bus", "Old bus", "Rain gardens"]
    assert page.undo_label == ""
    page.undo()
    assert len(titles(page)) == 3


def test_taking_out_of_the_archive_is_taken_back_too(page: LibraryPage, library: Library, clock: ManualClock) -> None:
    (old,) = fill(page, library, clock, "Old bus")
    library.archive(old)
    page.show_canvas(old)
    page.wishes.do("archive")
    page.undo()
    assert page.shelves.choice == Choice(Shelf.ARCHIVE)
    assert titles(page) == ["Old bus"]


def test_the_button_in_an_older_message_takes_back_what_it_tells_of_and_only_once(
    page: LibraryPage, library: Library, clock: ManualClock, told: Told
) -> None:
    old, bus = fill(page, library, clock, "Old bus", "Night bus")
    for canvas_id in (old, bus):
        page.refresh(canvas_id)
        page.wishes.do("delete")
    wish = told[0][2]
    assert wish is not None
    wish()
    wish()
    assert titles(page) == ["Old bus"]
    assert page.undo_label == "delete “Night bus”"


def test_what_was_brought_back_from_its_shelf_is_nothing_to_take_back_any_more(
    page: LibraryPage, library: Library, clock: ManualClock
) -> None:
    fill(page, library, clock, "Rain gardens", "Night bus")
    page.wishes.do("delete")
    page.shelves.choose(DELETED)
    page.wishes.open_current()
    assert page.undo_label == ""


def test_a_copy_that_was_opened_since_is_not_taken_away_by_undo(
    page: LibraryPage, library: Library, clock: ManualClock
) -> None:
    fill(page, library, clock, "Night bus")
    page.wishes.do("duplicate")
    page.wishes.open_current()
    page.undo()
    assert len(library.listed()) == 2


def test_what_a_locked_library_does_not_let_be_taken_back_can_be_tried_again(
    page: LibraryPage, library: Library, clock: ManualClock, refused: list[str]
) -> None:
    fill(page, library, clock, "Night bus")
    page.wishes.do("delete")
    with library.store.engine.connect() as connection:
        connection.exec_driver_sql("PRAGMA busy_timeout=0")
    with closing(sqlite3.connect(library.store.path, isolation_level=None)) as other:
        other.execute("BEGIN IMMEDIATE")
        page.undo()
        assert "in use by another program" in refused[0]
    page.undo()
    assert titles(page) == ["Night bus"]
