"""The filters above the list, choosing several canvases, and the table in which they stand side by side."""

from __future__ import annotations

import builders
import pytest
from accessibility import assert_everything_named, assert_everything_reached_by_tab
from library_hands import fill, shown_text, titles
from PySide6.QtCore import Qt
from PySide6.QtWidgets import QApplication
from pytestqt.qtbot import QtBot
from shiboken6 import createdByPython

from cmc_desktop.model.domain.changes import AddNotes
from cmc_desktop.model.services.canvas_filter import Facet
from cmc_desktop.model.services.clock import ManualClock
from cmc_desktop.model.services.library import Library
from cmc_desktop.model.services.side_by_side import side_by_side
from cmc_desktop.ui.library.library_page import LibraryPage
from cmc_desktop.ui.library.side_by_side_dialog import SideBySideDialog
from cmc_desktop.ui.look import Look


@pytest.fixture
def three(page: LibraryPage, library: Library, clock: ManualClock) -> list[str]:
    ids = fill(page, library, clock, "Rain gardens", "Night bus")
    clock.forward(minutes=1)
    ids.append(library.new("Shops & stalls", "Oslo", "business-model-canvas"))
    library.do(ids[0], AddNotes("value", ("A tree",), tags=("pilot",)))
    page.refresh()
    return ids


def offered(page: LibraryPage, facet: Facet) -> list[str]:
    menu = page.browser.filters.buttons[facet].menu()
    menu.aboutToShow.emit()
    return [action.text() for action in menu.actions()]


def choose(page: LibraryPage, facet: Facet, words: str) -> None:
    menu = page.browser.filters.buttons[facet].menu()
    menu.aboutToShow.emit()
    next(action for action in menu.actions() if action.text().startswith(words)).trigger()


def test_filters_are_combined_counted_and_cleared(page: LibraryPage, three: list[str]) -> None:
    assert offered(page, Facet.CITY) == ["Oslo\t1", "Riverton\t2"]
    choose(page, Facet.CITY, "Riverton")
    assert set(titles(page)) == {"Rain gardens", "Night bus"}
    assert "2 of 3 canvases" in shown_text(page)
    assert offered(page, Facet.TAG) == ["pilot\t1"]
    choose(page, Facet.TAG, "pilot")
    assert titles(page) == ["Rain gardens"]
    assert offered(page, Facet.TEMPLATE) == ["City Model Canvas\t1"]
    assert offered(page, Facet.CITY) == ["Riverton\t1"]
    page.browser.filters.choose(Facet.CITY, frozenset({"Oslo"}))
    assert titles(page) == []
    assert offered(page, Facet.CITY) == ["Oslo\t0", "Riverton\t1"]
    assert "No canvas here passes the filters" in shown_text(page)
    page.browser.filters.clear_button.click()
    assert len(titles(page)) == 3
    assert not page.browser.filters.clear_button.isVisible()


def test_a_search_looks_among_what_the_filters_leave(qtbot: QtBot, page: LibraryPage, three: list[str]) -> None:
    choose(page, Facet.CITY, "Oslo")
    qtbot.keyClicks(page.search, "tree")
    qtbot.waitUntil(lambda: titles(page) == [])
    page.browser.filters.clear()
    assert titles(page) == ["Rain gardens", "A tree"]


def test_a_chosen_filter_is_said_and_everything_is_reached_by_keys(
    qtbot: QtBot, page: LibraryPage, three: list[str]
) -> None:
    choose(page, Facet.CITY, "Oslo")
    button = page.browser.filters.buttons[Facet.CITY]
    assert button.text() == "City: Oslo"
    assert button.accessibleName() == "Filter by City: Oslo"
    assert_everything_named(page)
    assert_everything_reached_by_tab(qtbot, page)


def test_space_chooses_several_and_leaves_the_menu_open(qtbot: QtBot, page: LibraryPage, three: list[str]) -> None:
    button = page.browser.filters.buttons[Facet.CITY]
    menu = button.menu()
    menu.popup(button.mapToGlobal(button.rect().bottomLeft()))
    for _ in range(2):
        qtbot.keyClick(menu, Qt.Key.Key_Down)
        qtbot.keyClick(menu, Qt.Key.Key_Space)
    assert menu.isVisible()
    menu.close()
    assert button.text() == "City: 2 chosen"
    assert len(titles(page)) == 3


def test_several_chosen_canvases_are_compared_and_not_deleted_together(
    qtbot: QtBot, page: LibraryPage, three: list[str]
) -> None:
    wanted: list[list[str]] = []
    page.wishes.compare_chosen.connect(wanted.append)
    assert not page.browser.filters.compare_button.isVisible()
    page.table.setCurrentIndex(page.table.rows.index(0, 0))
    qtbot.keyClick(page.table, Qt.Key.Key_Down, Qt.KeyboardModifier.ShiftModifier)
    assert page.browser.filters.compare_button.text() == "Compare 2 canvases…"
    qtbot.keyClick(page.table, Qt.Key.Key_Delete)
    assert len(titles(page)) == 3
    page.browser.filters.compare_button.click()
    modifiers = Qt.KeyboardModifier.ControlModifier | Qt.KeyboardModifier.ShiftModifier
    qtbot.keyClick(page.table, Qt.Key.Key_D, modifiers)
    assert wanted == [page.table.chosen] * 2
    assert len(wanted[0]) == 2


@pytest.fixture
def dialog(qtbot: QtBot, look: Look, library: Library) -> SideBySideDialog:
    canvases = []
    for title, note in (("C", "Safe ways"), ("A", "SAFE ways!"), ("B", "=1+1")):
        session = library.session(library.new(title, "Oslo"))
        builders.put(session, "value", note)
        canvases.append(session.canvas)
    dialog = SideBySideDialog(look, side_by_side(canvases))
    dialog.setAttribute(Qt.WidgetAttribute.WA_DeleteOnClose, on=False)
    qtbot.addWidget(dialog)
    dialog.show()
    qtbot.waitExposed(dialog)
    return dialog


def heads(dialog: SideBySideDialog) -> list[str]:
    return [head.title for head in dialog.model.table.heads]


def test_columns_are_put_in_order_by_choice_by_keys_and_by_drag(qtbot: QtBot, dialog: SideBySideDialog) -> None:
    assert heads(dialog) == ["C", "A", "B"]
    dialog.order.setCurrentIndex(1)
    assert heads(dialog) == ["A", "B", "C"]
    dialog.view.setCurrentIndex(dialog.model.index(1, 0))
    qtbot.keyClick(dialog.view, Qt.Key.Key_Right, Qt.KeyboardModifier.ControlModifier)
    assert heads(dialog) == ["B", "A", "C"]
    assert dialog.view.currentIndex().column() == 1
    dialog.view.horizontalHeader().moveSection(0, 2)
    assert heads(dialog) == ["A", "C", "B"]
    assert [dialog.view.horizontalHeader().visualIndex(place) for place in range(3)] == [0, 1, 2]


def test_what_is_said_elsewhere_too_is_told_to_a_screen_reader(dialog: SideBySideDialog) -> None:
    cell = dialog.model.index(1, 0)
    assert cell.data(Qt.ItemDataRole.AccessibleTextRole) == "C, 2 Value: Safe ways (others too)"
    assert_everything_named(dialog)


def test_the_table_is_copied_for_a_spreadsheet_and_no_note_becomes_a_formula(
    qtbot: QtBot, dialog: SideBySideDialog
) -> None:
    qtbot.keyClick(dialog.view, Qt.Key.Key_C, Qt.KeyboardModifier.ControlModifier)
    lines = QApplication.clipboard().text().splitlines()
    assert lines[0] == '""\t"C"\t"A"\t"B"'
    assert lines[2] == '"2 Value"\t"Safe ways"\t"SAFE ways!"\t"\'=1+1"'
    # what Python made Qt lets go of when Python has gone, and falls
    assert not createdByPython(QApplication.clipboard().mimeData())


def test_letters_grow_and_rows_with_them(dialog: SideBySideDialog) -> None:
    before = dialog.view.rowHeight(1)
    for _ in range(9):
        dialog.larger.click()
    assert dialog.view.rowHeight(1) > before


def test_a_long_table_is_scrolled_down_and_not_to_the_side(qtbot: QtBot, look: Look, library: Library) -> None:
    canvases = []
    for title in ("Rain gardens along the harbour road and in the old town, second phase", "Night bus", "Bike hire"):
        session = library.session(library.new(title, "Oslo"))
        builders.fill_with_sample(session)
        canvases.append(session.canvas)
    dialog = SideBySideDialog(look, side_by_side(canvases))
    dialog.setAttribute(Qt.WidgetAttribute.WA_DeleteOnClose, on=False)
    qtbot.addWidget(dialog)
    dialog.resize(820, 640)
    dialog.show()
    qtbot.waitUntil(lambda: dialog.view.verticalScrollBar().maximum() > 0)
    qtbot.waitUntil(lambda: dialog.view.horizontalScrollBar().maximum() == 0)
    across = dialog.view.horizontalHeader()
    line = across.fontMetrics().lineSpacing()
    assert across.height() >= 5 * line  # the title breaks into three, above the city and the version


def test_enter_opens_the_canvas_of_the_column(qtbot: QtBot, dialog: SideBySideDialog) -> None:
    opened: list[str] = []
    dialog.canvas_wanted.connect(opened.append)
    dialog.view.setCurrentIndex(dialog.model.index(3, 2))
    wanted = dialog.model.table.heads[2].id
    qtbot.keyClick(dialog.view, Qt.Key.Key_Return)
    assert opened == [wanted]
    assert not dialog.isVisible()


def test_the_table_keeps_its_promises(dialog: SideBySideDialog, qtmodeltester: object) -> None:
    qtmodeltester.check(dialog.model)  # type: ignore[attr-defined]  # pytest-qt's fixture has no public type
