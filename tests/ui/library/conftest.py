"""What tests of the start page have: the page on an empty library, and what it said."""

from __future__ import annotations

from collections.abc import Iterator

import pytest
from library_hands import Told
from pytestqt.qtbot import QtBot

from cmc_desktop.model.services.library import Library
from cmc_desktop.paths import resources_folder
from cmc_desktop.ui.library.library_page import LibraryPage
from cmc_desktop.ui.look import Look


@pytest.fixture
def page(qtbot: QtBot, look: Look, library: Library) -> Iterator[LibraryPage]:
    """The page on an empty library, in front at 1280 by 660."""
    page = LibraryPage(look, resources_folder())
    qtbot.addWidget(page)
    page.resize(1280, 660)
    page.show()
    qtbot.waitExposed(page)
    page.activateWindow()
    page.set_library(library)
    yield page
    page.close()


@pytest.fixture
def told(page: LibraryPage) -> Told:
    """What the page told, as (text, button, wish)."""
    messages: Told = []
    page.message_told.connect(lambda *message: messages.append(message))
    return messages


@pytest.fixture
def refused(page: LibraryPage) -> list[str]:
    """What the page refused, as sentences."""
    errors: list[str] = []
    page.refused.connect(lambda error: errors.append(str(error)))
    return errors


@pytest.fixture
def opened(page: LibraryPage) -> list[tuple[str, str]]:
    """The (canvas id, note id) pairs the page wants opened."""
    ids: list[tuple[str, str]] = []
    page.wishes.canvas_opened.connect(lambda *pair: ids.append(pair))
    return ids
