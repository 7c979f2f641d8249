"""Hands and eyes of a person at the start page."""

from __future__ import annotations

from collections.abc import Callable

from PySide6.QtWidgets import QLabel
from pytestqt.qtbot import QtBot

from cmc_desktop.model.services.clock import ManualClock
from cmc_desktop.model.services.library import Library
from cmc_desktop.ui.library.library_model import Column
from cmc_desktop.ui.library.library_page import LibraryPage

Told = list[tuple[str, str, Callable[[], object] | None]]


def fill(page: LibraryPage, library: Library, clock: ManualClock, *titles: str) -> list[str]:
    """Canvases made one minute after the other; returns their ids."""
    ids = []
    for title in titles:
        clock.forward(minutes=1)
        ids.append(library.new(title, "Riverton"))
    page.refresh()
    page.table.setFocus()
    return ids


def titles(page: LibraryPage) -> list[str]:
    """The titles in the list from top to bottom."""
    rows = page.table.rows
    return [rows.index(row, Column.TITLE).data() for row in range(rows.rowCount())]


def line(page: LibraryPage, row: int = 0) -> str:
    """The second line of a row."""
    found = page.table.rows.row_at(page.table.rows.index(row, 0))
    assert found is not None
    return found.line.text


def marked_words(page: LibraryPage, row: int = 0) -> list[str]:
    """The marked words in the first line of a row."""
    found = page.table.rows.row_at(page.table.rows.index(row, 0))
    assert found is not None
    return [found.title.text[at : at + length] for at, length in found.title.marks]


def shown_text(page: LibraryPage) -> str:
    """Every word on the page's labels."""
    return "\n".join(label.text() for label in page.findChildren(QLabel) if label.isVisible())


def search(qtbot: QtBot, page: LibraryPage, words: str) -> None:
    """Type words into the search field and wait for the answer."""
    page.search.clear()
    qtbot.keyClicks(page.search, words)
    qtbot.waitUntil(lambda: f"“{words}”" in shown_text(page) or "Enter opens" in shown_text(page))
