"""Deleting for good: asked first, and nothing of the canvas stays, neither its words nor those that waited."""

from __future__ import annotations

import builders
import pytest
from hands import Hands, Key
from PySide6.QtWidgets import QApplication
from pytestqt.qtbot import QtBot

from cmc_desktop.model.services.clock import ManualClock
from cmc_desktop.paths import Paths
from cmc_desktop.ui.dialogs.delete_for_good_dialog import DeleteForGoodDialog
from cmc_desktop.ui.library.shelf import Choice, Shelf
from cmc_desktop.ui.unstored_words import UnstoredWords

WORDS = "Quixotic night bus"


@pytest.fixture
def hands(qtbot: QtBot, qapp: QApplication, paths: Paths, clock: ManualClock) -> Hands:
    """A person before the shelf of deleted canvases: one is there, in which words wait that no rule let in."""
    hands = Hands(qtbot, qapp, paths, clock)
    library = hands.controller.library
    assert library is not None
    other = library.new("Ferry", "Port Alder")
    hands.controller.open_canvas(library.new(WORDS, "Port Alder"))
    hands.at_the_desk()
    builders.workshop_at(hands.desk.bridge.session, "clarify", notes=16)
    hands.desk.page.board.focus_box("value")
    hands.type("quixotic and too early")
    deleted = hands.desk.bridge.canvas.id
    hands.action("library")
    UnstoredWords(paths.unstored_words).keep(other, {"box:value": "stays"})
    library.delete(deleted)
    hands.controller.library_page.refresh()
    hands.controller.library_page.shelves.choose(Choice(Shelf.DELETED))
    assert "quixotic" in paths.unstored_words.read_text("utf-8")
    return hands


def titles(hands: Hands) -> list[str]:
    library = hands.controller.library
    assert library is not None
    return sorted(listed.head.title for listed in (*library.every(), *library.deleted()))


def test_a_canvas_deleted_for_good_takes_the_words_along_that_waited_in_it(
    hands: Hands, paths: Paths, qtbot: QtBot
) -> None:
    hands.controller.library_page.wishes.do("delete_for_good")
    hands.dialog(DeleteForGoodDialog).delete.click()
    qtbot.waitUntil(lambda: not hands.controller.tasks.busy)
    assert titles(hands) == ["Ferry"]
    assert "deleted for good" in hands.controller.window.messages.text
    for path in (paths.unstored_words, paths.library):
        assert b"quixotic" not in path.read_bytes().lower()
    assert "stays" in paths.unstored_words.read_text("utf-8")


def test_enter_leaves_the_canvas_on_the_shelf(hands: Hands, paths: Paths) -> None:
    hands.controller.library_page.wishes.do("delete_for_good")
    hands.dialog(DeleteForGoodDialog)
    hands.press(Key.Key_Return)
    assert titles(hands) == ["Ferry", WORDS]
    assert "quixotic" in paths.unstored_words.read_text("utf-8")


def test_a_canvas_that_was_not_deleted_is_not_removed(hands: Hands) -> None:
    page = hands.controller.library_page
    page.shelves.choose(Choice(Shelf.ALL))
    page.wishes.do("delete_for_good")
    assert not hands.controller.window.findChildren(DeleteForGoodDialog)
    assert titles(hands) == ["Ferry", WORDS]
