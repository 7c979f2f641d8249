"""A letter that a page underlines is never that of a menu: Alt and the letter would do neither, or the wrong one."""

from __future__ import annotations

from collections.abc import Iterator
from pathlib import Path

import pytest
from builders import paths_in
from copies_apart import CopiesApart, everyday
from PySide6.QtGui import QKeySequence
from PySide6.QtWidgets import QAbstractButton, QApplication, QLabel, QMainWindow, QWidget
from pytestqt.qtbot import QtBot

from cmc_desktop.ui import start
from cmc_desktop.ui.controller import Controller


@pytest.fixture
def apart(tmp_path: Path) -> CopiesApart:
    return everyday(tmp_path, 3)


@pytest.fixture
def app(qtbot: QtBot, qapp: QApplication, apart: CopiesApart) -> Iterator[Controller]:
    paths = paths_in(apart.folder / "here")
    controller = start.start(qapp, paths, paths.library, apart.clock)
    controller.window.show()
    qtbot.waitUntil(lambda: controller.library is not None)
    yield controller
    controller.window.close()
    controller.window.deleteLater()
    qapp.processEvents()


def of_menus(window: QMainWindow) -> set[str]:
    return {letter for action in window.menuBar().actions() if (letter := _letter(action.text()))}


def of_page(page: QWidget) -> list[str]:
    """The underlined letters of everything on a page that can be in sight, also what is hidden just now."""
    texts = [one.text() for one in page.findChildren(QAbstractButton)]
    texts += [one.text() for one in page.findChildren(QLabel) if one.buddy() is not None]
    return [letter for text in texts if (letter := _letter(text))]


def _letter(text: str) -> str:
    return QKeySequence.mnemonic(text).toString()


def test_no_letter_of_a_page_is_that_of_a_menu(app: Controller, apart: CopiesApart) -> None:
    menus = of_menus(app.window)
    assert len(menus) >= 8
    app.show_library()
    assert not menus.intersection(of_page(app.library_page))
    app.open_canvas(apart.here.canvas.id)
    assert app.desk is not None
    assert not menus.intersection(of_page(app.desk.page))


def test_no_letter_where_copies_are_joined_is_that_of_a_menu_or_there_twice(
    app: Controller, apart: CopiesApart
) -> None:
    app.open_canvas(apart.here.canvas.id)
    assert app.desk is not None
    page = app.desk.merging.show(apart.look())
    before = of_page(page)
    page.join_copy()
    for letters in (before, of_page(page)):
        assert not of_menus(app.window).intersection(letters)
        assert len(letters) == len(set(letters))
