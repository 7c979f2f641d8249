"""The start page: a moderator finds, opens, makes and puts away canvases, by keyboard and mouse."""

from __future__ import annotations

import sqlite3
import subprocess
import sys
from pathlib import Path

import builders
import pytest
from accessibility import assert_everything_named, assert_everything_reached_by_tab
from library_hands import Told, fill, line, marked_words, search, shown_text, titles
from PySide6.QtCore import QMimeData, QPoint, QPointF, Qt, QUrl
from PySide6.QtGui import QAccessible, QDragEnterEvent, QDropEvent
from PySide6.QtWidgets import QApplication, QLabel, QPushButton, QWidget
from pytestqt.qtbot import QtBot

from cmc_desktop.model.domain.changes import AddNote, KeepCheckpoint
from cmc_desktop.model.domain.checkpoint import Why
from cmc_desktop.model.domain.errors import LibraryTrouble
from cmc_desktop.model.domain.head import CanvasState
from cmc_desktop.model.services.clock import ManualClock
from cmc_desktop.model.services.library import Library
from cmc_desktop.model.services.series import Series
from cmc_desktop.model.services.variants import make_variant
from cmc_desktop.paths import resources_folder
from cmc_desktop.ui.dialogs.new_canvas_dialog import NewCanvasDialog
from cmc_desktop.ui.dialogs.rename_dialog import RenameDialog
from cmc_desktop.ui.library.library_model import Column
from cmc_desktop.ui.library.library_page import LibraryPage
from cmc_desktop.ui.library.row_delegate import RowDelegate
from cmc_desktop.ui.library.shelf import Choice, Shelf
from cmc_desktop.ui.look import Look

# before and at the first start


def test_the_page_stands_before_the_library_is_open_and_lets_nothing_be_done_yet(qtbot: QtBot, look: Look) -> None:
    page = LibraryPage(look, resources_folder())
    qtbot.addWidget(page)
    page.show()
    assert "Opening the library" in shown_text(page)
    assert not page.top.new_button.isEnabled()
    page.new_canvas()
    page.wishes.open_current()
    page.wishes.do("delete")
    assert page.findChild(NewCanvasDialog) is None


def test_showing_the_page_loads_neither_the_database_nor_the_printing() -> None:
    program = "import sys, cmc_desktop.ui.library.library_page as p, cmc_desktop.ui.file_actions as f\n"
    program += "print([m for m in ('sqlalchemy', 'alembic', 'reportlab', 'pikepdf') if m in sys.modules])"
    run = subprocess.run([sys.executable, "-c", program], capture_output=True, text=True, check=True)
    assert run.stdout.strip() == "[]"


def test_a_library_that_cannot_be_opened_is_told_in_the_page(page: LibraryPage, tmp_path: Path) -> None:
    error = LibraryTrouble("The library is busy.", safe="Nothing was changed.", todo="Close the other program.")
    page.show_trouble(error, tmp_path / "library.cmcdb")
    assert "The library is busy. Nothing was changed. Close the other program." in shown_text(page)
    assert not page.top.new_button.isEnabled()


def test_an_empty_library_shows_three_ways_to_start(page: LibraryPage) -> None:
    assert "There is no canvas yet." in shown_text(page)
    assert [button.isVisible() for button in (page.empty.new, page.empty.sample, page.empty.bring)] == [True] * 3
    assert page.empty.new.hasFocus()


def test_the_sample_city_comes_with_notes_people_and_an_agenda(
    qtbot: QtBot, page: LibraryPage, library: Library, opened: list[tuple[str, str]]
) -> None:
    qtbot.mouseClick(page.empty.sample, Qt.MouseButton.LeftButton)
    ((canvas_id, note_id),) = opened
    canvas = library.session(canvas_id).canvas
    assert note_id == ""
    assert canvas.head.state == "draft"
    assert all(canvas.note_count(box) for box in canvas.template.walk)
    assert len(canvas.people) == 19
    assert canvas.agenda[0].kind == "present"
    assert titles(page) == ["Night bus on demand"]


def test_the_sample_city_is_stored_in_one_step(page: LibraryPage, library: Library) -> None:
    page.add_sample()
    assert len(library.session(library.listed()[0].head.id).log()) == 1


def test_importing_is_offered_in_an_empty_library_and_in_a_full_one(
    qtbot: QtBot, page: LibraryPage, library: Library, clock: ManualClock
) -> None:
    chosen: list[object] = []
    page.import_chosen.connect(chosen.append)
    qtbot.mouseClick(page.empty.bring, Qt.MouseButton.LeftButton)
    fill(page, library, clock, "Night bus")
    qtbot.mouseClick(page.top.import_button, Qt.MouseButton.LeftButton)
    assert chosen == [[], []]


def test_home_and_end_go_to_the_first_and_the_last_canvas(
    qtbot: QtBot, page: LibraryPage, library: Library, clock: ManualClock
) -> None:
    fill(page, library, clock, "Night bus", "Rain gardens", "Market hall")
    page.table.setFocus()
    for key, row in ((Qt.Key.Key_End, 2), (Qt.Key.Key_Home, 0)):
        qtbot.keyClick(page.table, key)
        assert page.table.currentIndex().row() == row


def test_a_file_dropped_on_the_page_is_brought_in(page: LibraryPage, tmp_path: Path) -> None:
    chosen: list[object] = []
    page.import_chosen.connect(chosen.append)
    data = QMimeData()
    data.setUrls([QUrl.fromLocalFile(str(tmp_path / "a.cmc"))])
    left, nothing = Qt.MouseButton.LeftButton, Qt.KeyboardModifier.NoModifier
    enter = QDragEnterEvent(QPoint(300, 300), Qt.DropAction.CopyAction, data, left, nothing)
    QApplication.sendEvent(page, enter)
    QApplication.sendEvent(page, QDropEvent(QPointF(300, 300), Qt.DropAction.CopyAction, data, left, nothing))
    assert enter.isAccepted()
    assert chosen == [[tmp_path / "a.cmc"]]


# the list


def test_the_list_names_title_city_state_and_last_change_newest_first(
    page: LibraryPage, library: Library, clock: ManualClock
) -> None:
    _, signed = fill(page, library, clock, "Rain gardens", "Night bus")
    builders.sign(library.session(signed))
    page.refresh()
    rows = page.table.rows
    cells = [rows.index(0, column).data() for column in Column]
    assert cells[:3] == ["Night bus", "Riverton", "signed v1"]
    assert cells[3].startswith("today ")
    assert titles(page) == ["Night bus", "Rain gardens"]


def test_a_screen_reader_hears_the_whole_row(page: LibraryPage, library: Library, clock: ManualClock) -> None:
    fill(page, library, clock, "Night bus")
    interface = QAccessible.queryAccessibleInterface(page.table)
    names = [interface.child(place).text(QAccessible.Text.Name) for place in range(interface.childCount())]
    assert any(name.startswith("Night bus, Riverton, draft, changed today") for name in names)


def test_the_model_keeps_its_promises_while_rows_come_go_and_are_sorted(
    page: LibraryPage, library: Library, clock: ManualClock, qtmodeltester: object
) -> None:
    fill(page, library, clock, "B", "C", "A")
    qtmodeltester.check(page.table.rows)  # type: ignore[attr-defined]  # pytest-qt's fixture has no public type
    page.table.sortByColumn(Column.TITLE, Qt.SortOrder.AscendingOrder)
    assert titles(page) == ["A", "B", "C"]
    page.table.setCurrentIndex(page.table.rows.index_of(library.listed()[0].head.id))
    page.table.sortByColumn(Column.TITLE, Qt.SortOrder.DescendingOrder)
    assert titles(page) == ["C", "B", "A"]
    assert page.current is not None
    assert page.current.head.title == "A"
    page.refresh()
    assert titles(page) == ["C", "B", "A"]


def test_shelves_and_cities_count_and_filter(page: LibraryPage, library: Library, clock: ManualClock) -> None:
    running, signed, put_away, _ = fill(page, library, clock, "Running", "Signed", "Old", "Draft")
    library.new("Elsewhere", "Port Alder")
    builders.workshop_at(library.session(running), "round")
    builders.sign(library.session(signed))
    library.archive(put_away)
    page.refresh()
    assert page.shelves.lines() == [
        ("All canvases", 4),
        ("In workshop", 1),
        ("Drafts", 2),
        ("Signed", 1),
        ("Archive", 1),
        ("Port Alder", 1),
        ("Riverton", 3),
    ]
    for choice, expected in (
        (Choice(Shelf.IN_WORKSHOP), ["Running"]),
        (Choice(Shelf.SIGNED), ["Signed"]),
        (Choice(Shelf.ARCHIVE), ["Old"]),
        (Choice(city="Port Alder"), ["Elsewhere"]),
    ):
        page.shelves.choose(choice)
        assert titles(page) == expected


def test_a_shelf_with_nothing_on_it_says_what_it_is_for(
    page: LibraryPage, library: Library, clock: ManualClock
) -> None:
    fill(page, library, clock, "Night bus")
    page.shelves.choose(Choice(Shelf.ARCHIVE))
    assert "The archive is empty." in shown_text(page)


def test_the_card_shows_the_chosen_canvas_and_its_seal(
    qtbot: QtBot, page: LibraryPage, library: Library, clock: ManualClock
) -> None:
    (signed,) = fill(page, library, clock, "Night bus")
    builders.sign(library.session(signed), notes=16)
    page.refresh()
    content_hash = library.session(signed).canvas.content_hash
    qtbot.waitUntil(lambda: "16 notes · version 1" in shown_text(page))
    assert f"Seal number: {content_hash[:4].upper()} {content_hash[4:8].upper()}" in page.card.lines


def test_no_word_on_a_button_is_cut_whatever_the_canvas(
    qtbot: QtBot, page: LibraryPage, library: Library, clock: ManualClock
) -> None:
    (running,) = fill(page, library, clock, "Night bus")
    builders.workshop_at(library.session(running), "round")
    page.refresh()
    page.resize(1180, 600)
    buttons = [button for button in page.findChildren(QPushButton) if button.isVisible()]
    qtbot.waitUntil(lambda: "Continue the workshop" in [button.text() for button in buttons])
    for button in buttons:
        qtbot.waitUntil(lambda button=button: button.width() >= button.sizeHint().width())


def test_the_keyboard_goes_along_from_the_empty_start_to_the_list(
    page: LibraryPage, library: Library, told: Told
) -> None:
    assert page.empty.new.hasFocus()
    page.add_sample()
    assert page.table.hasFocus()
    page.wishes.do("delete")
    assert page.empty.new.hasFocus()


def test_the_card_follows_the_arrow_keys(qtbot: QtBot, page: LibraryPage, library: Library, clock: ManualClock) -> None:
    fill(page, library, clock, "Rain gardens", "Night bus")
    page.table.setCurrentIndex(page.table.rows.index(0, 0))
    qtbot.keyClick(page.table, Qt.Key.Key_Down)
    qtbot.waitUntil(lambda: page.card.title == "Rain gardens")


def test_titles_are_shown_as_they_were_typed_never_as_markup(
    qtbot: QtBot, page: LibraryPage, library: Library, clock: ManualClock
) -> None:
    fill(page, library, clock, "<b>Night</b> & {bus}")
    qtbot.waitUntil(lambda: page.card.title == "<b>Night</b> & {bus}")
    formats = {label.textFormat() for label in page.card.findChildren(QLabel)}
    assert formats == {Qt.TextFormat.PlainText}


# what can be done


@pytest.mark.parametrize("key", [Qt.Key.Key_Return, Qt.Key.Key_Enter])
def test_enter_opens_the_chosen_canvas(
    qtbot: QtBot,
    page: LibraryPage,
    library: Library,
    clock: ManualClock,
    opened: list[tuple[str, str]],
    key: Qt.Key,
) -> None:
    (canvas_id,) = fill(page, library, clock, "Night bus")
    qtbot.keyClick(page.table, key)
    assert opened == [(canvas_id, "")]


def test_a_double_click_opens(
    qtbot: QtBot, page: LibraryPage, library: Library, clock: ManualClock, opened: list[tuple[str, str]]
) -> None:
    first, _ = fill(page, library, clock, "Rain gardens", "Night bus")
    place = page.table.visualRect(page.table.rows.index(1, 0)).center()
    qtbot.mouseClick(page.table.viewport(), Qt.MouseButton.LeftButton, pos=place)
    qtbot.mouseDClick(page.table.viewport(), Qt.MouseButton.LeftButton, pos=place)
    assert opened == [(first, "")]


def test_a_new_canvas_gets_title_city_and_template_and_is_opened(
    qtbot: QtBot, page: LibraryPage, library: Library, opened: list[tuple[str, str]]
) -> None:
    qtbot.mouseClick(page.top.new_button, Qt.MouseButton.LeftButton)
    dialog = page.findChild(NewCanvasDialog)
    assert dialog is not None
    qtbot.keyClicks(dialog.title, "Night bus")
    qtbot.keyClicks(dialog.city, "Port Alder")
    qtbot.keyClick(dialog.templates, Qt.Key.Key_Down)
    qtbot.keyClick(dialog.city, Qt.Key.Key_Return)
    (listed,) = library.listed()
    assert (listed.head.title, listed.head.city, listed.head.template) == (
        "Night bus",
        "Port Alder",
        "mission-model-canvas",
    )
    assert opened == [(listed.head.id, "")]


def test_f2_renames_and_an_empty_title_keeps_what_was_typed(
    qtbot: QtBot, page: LibraryPage, library: Library, clock: ManualClock
) -> None:
    fill(page, library, clock, "Night bus")
    qtbot.keyClick(page.table, Qt.Key.Key_F2)
    dialog = page.findChild(RenameDialog)
    assert dialog is not None
    dialog.title.clear()
    dialog.city.setText("Port Alder")
    qtbot.keyClick(dialog.title, Qt.Key.Key_Return)
    assert dialog.trouble == "A canvas needs a title."
    assert dialog.isVisible()
    qtbot.keyClicks(dialog.title, "Day bus")
    qtbot.keyClick(dialog.title, Qt.Key.Key_Return)
    assert titles(page) == ["Day bus"]
    assert library.listed()[0].head.city == "Port Alder"


def test_a_signed_canvas_says_why_it_keeps_its_title(
    qtbot: QtBot, page: LibraryPage, library: Library, clock: ManualClock, refused: list[str]
) -> None:
    (signed,) = fill(page, library, clock, "Night bus")
    builders.sign(library.session(signed))
    page.refresh()
    qtbot.keyClick(page.table, Qt.Key.Key_F2)
    assert page.findChild(RenameDialog) is None
    assert "Start a new version" in refused[0]


def test_a_new_version_continues_from_a_signed_canvas(
    page: LibraryPage, library: Library, clock: ManualClock, opened: list[tuple[str, str]]
) -> None:
    (signed,) = fill(page, library, clock, "Night bus")
    builders.sign(library.session(signed))
    page.refresh()
    page.wishes.do("new_version")
    assert library.session(opened[0][0]).canvas.head.parent == signed


def test_a_copy_can_be_taken_back(
    qtbot: QtBot, page: LibraryPage, library: Library, clock: ManualClock, told: Told
) -> None:
    fill(page, library, clock, "Night bus")
    clock.forward(minutes=1)
    qtbot.keyClick(page.table, Qt.Key.Key_D, Qt.KeyboardModifier.ControlModifier)
    assert titles(page) == ["Night bus (copy)", "Night bus"]
    text, button, wish = told[0]
    assert "copied as a draft" in text
    assert button
    assert wish is not None
    wish()
    assert titles(page) == ["Night bus"]


def test_a_deleted_canvas_comes_back_whole_by_undo(
    qtbot: QtBot, page: LibraryPage, library: Library, clock: ManualClock, told: Told
) -> None:
    kept, canvas_id = fill(page, library, clock, "Rain gardens", "Night bus")
    builders.fill(library.session(canvas_id), 20)
    page.refresh(canvas_id)
    qtbot.keyClick(page.table, Qt.Key.Key_Delete)
    assert titles(page) == ["Rain gardens"]
    assert page.current is not None
    assert page.current.id == kept
    text, button, wish = told[0]
    assert (text, button) == ("“Night bus” was deleted.", "Undo")
    assert wish is not None
    wish()
    assert "Night bus" in titles(page)
    assert page.current.id == canvas_id
    assert library.session(canvas_id).canvas.note_count() == 20


def test_the_archive_takes_and_gives_back(
    qtbot: QtBot, page: LibraryPage, library: Library, clock: ManualClock, told: Told
) -> None:
    fill(page, library, clock, "Rain gardens", "Night bus")
    page.refresh(library.listed()[0].head.id)
    modifiers = Qt.KeyboardModifier.ControlModifier | Qt.KeyboardModifier.ShiftModifier
    qtbot.keyClick(page.table, Qt.Key.Key_A, modifiers)
    assert titles(page) == ["Rain gardens"]
    page.shelves.choose(Choice(Shelf.ARCHIVE))
    assert titles(page) == ["Night bus"]
    page.wishes.do("archive")
    assert titles(page) == []
    page.shelves.choose(Choice(Shelf.ALL))
    assert titles(page)[0] == "Night bus"
    wish = told[0][2]
    assert wish is not None


def test_undo_of_archiving_brings_the_canvas_back_to_its_shelf(
    page: LibraryPage, library: Library, clock: ManualClock, told: Told
) -> None:
    fill(page, library, clock, "Night bus")
    page.wishes.do("archive")
    assert titles(page) == []
    wish = told[0][2]
    assert wish is not None
    wish()
    assert titles(page) == ["Night bus"]


def test_export_and_handouts_of_the_chosen_canvas_are_asked_for(
    page: LibraryPage, library: Library, clock: ManualClock
) -> None:
    (canvas_id,) = fill(page, library, clock, "Night bus")
    wanted: list[tuple[str, str]] = []
    page.wishes.export_chosen.connect(lambda one: wanted.append(("export", one)))
    page.wishes.handouts_chosen.connect(lambda one: wanted.append(("handouts", one)))
    page.wishes.do("export")
    page.wishes.do("handouts")
    assert wanted == [("export", canvas_id), ("handouts", canvas_id)]


def test_the_context_menu_offers_a_new_version_only_where_there_is_one_to_continue_from(
    qtbot: QtBot, page: LibraryPage, library: Library, clock: ManualClock
) -> None:
    (canvas_id,) = fill(page, library, clock, "Night bus")

    def offered() -> list[str]:
        page.table.customContextMenuRequested.emit(page.table.visualRect(page.table.currentIndex()).center())
        texts = [action.text() for action in page.menu.actions() if action.isVisible() and action.text()]
        page.menu.close()
        return texts

    assert "New version" not in offered()
    builders.sign(library.session(canvas_id))
    page.refresh()
    assert "New version" in offered()
    assert offered()[-1] == "Delete"


# finding


def test_any_word_of_a_note_finds_its_canvas_and_shows_the_note_with_the_word_marked(
    qtbot: QtBot, page: LibraryPage, library: Library, clock: ManualClock
) -> None:
    _, found = fill(page, library, clock, "Rain gardens", "Mobility")
    library.do(found, AddNote("value", "Signals that give priority to late buses"))
    search(qtbot, page, "bus prio")
    assert titles(page) == ["Mobility", "Signals that give priority to late buses"]
    assert (line(page), line(page, 1)) == ("City Model Canvas · 1 note", "2 Value")
    assert marked_words(page, 1) == ["priority", "buses"]
    assert "1 of 2 canvases · Enter opens at the note · Esc shows all" in shown_text(page)


def test_sessions_of_a_series_are_told_apart_and_found_by_their_names(
    qtbot: QtBot, page: LibraryPage, library: Library, clock: ManualClock
) -> None:
    (first,) = fill(page, library, clock, "Mobility")
    second = Series(library).next_session(first, "Second go")
    page.refresh()
    rows = page.table.rows
    lines = {row.id: row.line.text for row in (rows.row_at(rows.index(n, 0)) for n in range(2)) if row}
    assert lines == {first: "City Model Canvas · 0 notes", second: "Second go · City Model Canvas · 0 notes"}
    search(qtbot, page, "second")
    assert titles(page) == ["Mobility"]
    assert line(page) == "Second go · City Model Canvas · 0 notes"
    found = page.table.rows.row_at(page.table.rows.index(0, 0))
    assert found is not None
    assert [found.line.text[at : at + length] for at, length in found.line.marks] == ["Second"]
    library.do(second, AddNote("value", "Buses that come every second minute"))
    search(qtbot, page, "second minute")
    assert titles(page) == ["Mobility", "Buses that come every second minute"]


def test_enter_in_the_search_opens_at_the_note_without_waiting(
    qtbot: QtBot, page: LibraryPage, library: Library, clock: ManualClock, opened: list[tuple[str, str]]
) -> None:
    (canvas_id,) = fill(page, library, clock, "Mobility")
    session = library.session(canvas_id)
    builders.put(session, "value", "Quiet streets", "Late buses get priority")
    qtbot.keyClicks(page.search, "priority")
    qtbot.keyClick(page.search, Qt.Key.Key_Return)
    assert opened == [(canvas_id, builders.ids(session, "value")[1])]


def test_the_note_with_most_of_the_words_comes_first(
    qtbot: QtBot, page: LibraryPage, library: Library, clock: ManualClock
) -> None:
    (canvas_id,) = fill(page, library, clock, "Mobility")
    builders.put(library.session(canvas_id), "value", "A bus", "Another bus", "Priority for the bus", "Bus lanes")
    search(qtbot, page, "bus priority")
    assert titles(page) == ["Mobility", "Priority for the bus", "A bus", "Another bus", "Bus lanes"]


def test_of_many_found_notes_the_first_are_shown_and_enter_shows_the_others(
    qtbot: QtBot, page: LibraryPage, library: Library, clock: ManualClock, opened: list[tuple[str, str]]
) -> None:
    (canvas_id,) = fill(page, library, clock, "Mobility")
    notes = builders.put(library.session(canvas_id), "value", *(f"Bus {number}" for number in range(9)))
    search(qtbot, page, "bus")
    assert titles(page) == ["Mobility", "Bus 0", "Bus 1", "Bus 2", "6 more places in this canvas"]
    for _ in range(4):
        qtbot.keyClick(page.table, Qt.Key.Key_Down)
    qtbot.keyClick(page.table, Qt.Key.Key_Return)
    assert titles(page) == ["Mobility", *(f"Bus {number}" for number in range(9))]
    qtbot.keyClick(page.table, Qt.Key.Key_Down)
    qtbot.keyClick(page.table, Qt.Key.Key_Return)
    assert opened == [(canvas_id, notes[4])]


def test_somebody_on_the_roster_is_found_by_name_and_said_to_be_there(
    qtbot: QtBot, page: LibraryPage, library: Library, clock: ManualClock, opened: list[tuple[str, str]]
) -> None:
    canvas_id, _ = fill(page, library, clock, "Mobility", "Rain gardens")
    builders.add_person(library.session(canvas_id), "Anna Example")
    search(qtbot, page, "anna")
    assert titles(page) == ["Mobility", "Anna Example"]
    assert line(page, 1) == "is on the roster"
    assert marked_words(page, 1) == ["Anna"]
    qtbot.keyClick(page.table, Qt.Key.Key_Down)
    qtbot.keyClick(page.table, Qt.Key.Key_Return)
    assert opened == [(canvas_id, "")]


def test_a_key_pressed_on_a_found_note_does_not_delete_its_canvas(
    qtbot: QtBot, page: LibraryPage, library: Library, clock: ManualClock
) -> None:
    (canvas_id,) = fill(page, library, clock, "Mobility")
    builders.put(library.session(canvas_id), "value", "A bus")
    search(qtbot, page, "bus")
    qtbot.keyClick(page.table, Qt.Key.Key_Down)
    qtbot.keyClick(page.table, Qt.Key.Key_Delete)
    assert titles(page) == ["Mobility", "A bus"]


def test_what_is_found_in_many_canvases_is_read_as_the_list_is_scrolled(
    qtbot: QtBot, page: LibraryPage, library: Library, clock: ManualClock
) -> None:
    for canvas_id in fill(page, library, clock, *(f"Canvas {number}" for number in range(60))):
        builders.put(library.session(canvas_id), "value", "A bus")
    search(qtbot, page, "bus")
    assert "60 of 60 canvases" in shown_text(page)
    assert page.table.rows.rowCount() < 120
    while page.table.rows.canFetchMore(page.table.rootIndex()):
        page.table.scrollToBottom()
        QApplication.processEvents()
    assert len([title for title in titles(page) if title != "A bus"]) == 60


def test_escape_shows_all_again_and_then_goes_back_to_the_list(
    qtbot: QtBot, page: LibraryPage, library: Library, clock: ManualClock
) -> None:
    fill(page, library, clock, "Rain gardens", "Night bus")
    page.top.focus_search()
    search(qtbot, page, "rain")
    assert titles(page) == ["Rain gardens"]
    qtbot.keyClick(page.search, Qt.Key.Key_Escape)
    assert page.search.text() == ""
    assert len(titles(page)) == 2
    qtbot.keyClick(page.search, Qt.Key.Key_Escape)
    assert page.table.hasFocus()


def test_ctrl_f_leads_to_the_search_and_down_to_what_it_found(
    qtbot: QtBot, page: LibraryPage, library: Library, clock: ManualClock
) -> None:
    fill(page, library, clock, "Rain gardens", "Night bus")
    qtbot.keyClick(page.table, Qt.Key.Key_F, Qt.KeyboardModifier.ControlModifier)
    assert page.search.hasFocus()
    qtbot.keyClick(page.search, Qt.Key.Key_Down)
    assert page.table.hasFocus()


def test_what_is_not_there_is_said_with_the_way_back(
    qtbot: QtBot, page: LibraryPage, library: Library, clock: ManualClock
) -> None:
    fill(page, library, clock, "Night bus")
    search(qtbot, page, "tramway")
    assert titles(page) == []
    assert (
        "No canvas holds “tramway”, neither in a note, title or city nor in a person’s name. · Esc shows all"
        in shown_text(page)
    )


def test_finds_in_the_archive_are_counted_there(
    qtbot: QtBot, page: LibraryPage, library: Library, clock: ManualClock
) -> None:
    old, _ = fill(page, library, clock, "Old bus", "Night bus")
    library.archive(old)
    search(qtbot, page, "bus")
    assert titles(page) == ["Night bus"]
    assert "1 more in the archive" in shown_text(page)
    page.shelves.choose(Choice(Shelf.ARCHIVE))
    assert titles(page) == ["Old bus"]


def test_a_canvas_that_came_in_is_gone_to_even_from_a_search_on_another_shelf(
    qtbot: QtBot, page: LibraryPage, library: Library, clock: ManualClock
) -> None:
    (put_away,) = fill(page, library, clock, "Old bus")
    fill(page, library, clock, "Night bus")
    library.archive(put_away)
    search(qtbot, page, "night")
    page.shelves.choose(Choice(Shelf.SIGNED))
    new = library.new("Rain gardens")
    page.show_canvas(new)
    assert page.current is not None
    assert page.current.id == new
    assert page.search.text() == ""
    page.show_canvas(put_away)
    assert page.current.id == put_away


# when something is wrong


def test_a_locked_library_keeps_what_was_to_be_deleted_and_the_list_stays(
    page: LibraryPage, library: Library, clock: ManualClock, refused: list[str], told: Told
) -> None:
    fill(page, library, clock, "Night bus")
    with library.store.engine.connect() as connection:
        connection.exec_driver_sql("PRAGMA busy_timeout=0")
    other = sqlite3.connect(library.store.path, isolation_level=None)
    other.execute("BEGIN EXCLUSIVE")
    page.wishes.do("delete")
    (sentence,) = refused
    assert "The library is in use by another program." in sentence
    assert titles(page) == ["Night bus"]
    assert page.undo_label == ""
    other.rollback()
    other.close()
    page.wishes.do("delete")
    assert titles(page) == []
    assert len(told) == 1


def test_every_part_of_the_page_has_a_name_and_is_reached_by_tab(
    qtbot: QtBot, page: LibraryPage, library: Library, clock: ManualClock
) -> None:
    assert_everything_named(page)
    assert_everything_reached_by_tab(qtbot, page)
    fill(page, library, clock, "Night bus")
    assert_everything_named(page)
    assert_everything_reached_by_tab(qtbot, page)


@pytest.mark.parametrize("key", [Qt.Key.Key_Return, Qt.Key.Key_Enter])
def test_enter_presses_the_button_that_has_the_keys(qtbot: QtBot, page: LibraryPage, key: Qt.Key) -> None:
    page.top.import_button.setFocus()
    with qtbot.waitSignal(page.import_chosen):
        qtbot.keyClick(page.top.import_button, key)


def test_the_card_says_quietly_who_took_copies(
    qtbot: QtBot, page: LibraryPage, library: Library, clock: ManualClock
) -> None:
    (canvas_id,) = fill(page, library, clock, "Night bus")
    for name in ("Ada", "Bo", "Ada"):
        clock.forward(minutes=1)
        library.do(canvas_id, KeepCheckpoint(Why.COPY.value, name))
    library.do(canvas_id, KeepCheckpoint(Why.KEPT.value, "Cy"))
    page.show_canvas(canvas_id)
    qtbot.waitUntil(lambda: "Copies: Ada, " in page.card.lines)
    assert page.card.lines.count("Ada") == 1
    assert "· Bo, " in page.card.lines
    assert "Cy" not in page.card.lines


def test_on_a_low_page_nothing_on_the_card_lies_over_anything_else(
    page: LibraryPage, library: Library, clock: ManualClock, tmp_path: Path
) -> None:
    session = library.session(library.new("Rain gardens along the harbour road and in the old town", "Lower Harbour"))
    builders.set_agenda(session)
    builders.add_people(session)
    for name in ("Ada Brandt", "Bo Lind", "Grace Hopper", "Mara Okoye"):
        builders.given_copy(library.store, session, tmp_path / f"{name}.cmc", name)
    make_variant(library, session, "as it should be in ten years", "as it is today")
    page.resize(1280, 600)
    page.refresh(session.canvas.id)
    QApplication.processEvents()
    card = page.browser.card
    parts = [one for one in card.findChildren(QWidget) if one.isVisibleTo(card) and not one.geometry().isEmpty()]
    assert {one.text() for one in parts if isinstance(one, QPushButton)} >= {"Open", "Export…"}
    assert all(card.rect().contains(one.geometry()) for one in parts)
    for place, one in enumerate(parts):
        assert not [other for other in parts[:place] if other.geometry().intersects(one.geometry())]


def test_the_state_of_a_later_version_is_read_whole_in_a_narrow_list(page: LibraryPage, library: Library) -> None:
    library.new("Night bus", "Port Alder")
    page.resize(1280, 660)
    page.refresh()
    words = [f"{state.label} v12" for state in CanvasState]
    delegate = page.table.itemDelegate()
    assert isinstance(delegate, RowDelegate)
    assert max(map(delegate.width_of_state, words)) <= page.table.columnWidth(Column.STATE)


def test_the_card_tells_of_variants_and_compares_them_with_one_key(
    qtbot: QtBot, page: LibraryPage, library: Library, clock: ManualClock
) -> None:
    (canvas_id,) = fill(page, library, clock, "Night bus")
    page.show_canvas(canvas_id)
    qtbot.waitUntil(page.card.isVisible)

    def told() -> list[str]:
        return [label.text() for label in page.card.findChildren(QLabel) if label.text().startswith("Also")]

    assert told() == []
    made = make_variant(library, library.session(canvas_id), "as it should be", "as it is")
    for one, other in ((canvas_id, "as it should be"), (made, "as it is")):
        page.show_canvas(one)
        qtbot.waitUntil(lambda other=other: told() == [f"Also: “{other}”"])
    wished: list[list[str]] = []
    page.wishes.compare_chosen.connect(wished.append)
    qtbot.keyClick(page.table, Qt.Key.Key_A, Qt.KeyboardModifier.AltModifier)
    qtbot.waitUntil(lambda: bool(wished))
    assert wished == [[made, canvas_id]]
