"""A canvas that another window removed for good goes with its dialogs; words typed there can be taken along."""

from __future__ import annotations

from collections.abc import Callable
from contextlib import closing

import builders
import pytest
from hands import Hands, Key
from PySide6.QtWidgets import QApplication, QDialog, QPushButton
from pytestqt.qtbot import QtBot

from cmc_desktop.model.domain.changes import AddPeople
from cmc_desktop.model.domain.changes.people import PersonDetails
from cmc_desktop.model.services.clock import ManualClock
from cmc_desktop.model.services.library import Library
from cmc_desktop.paths import Paths
from cmc_desktop.ui.dialogs.settings_dialog import SettingsDialog
from cmc_desktop.ui.workshop.agenda_dialog import AgendaDialog
from cmc_desktop.ui.workshop.agenda_model import Column as AgendaColumn
from cmc_desktop.ui.workshop.card_dialog import CardDialog
from cmc_desktop.ui.workshop.roster_dialog import RosterDialog
from cmc_desktop.ui.workshop.roster_model import Column as RosterColumn
from cmc_desktop.ui.workshop.skip_dialog import SkipDialog

Remove = Callable[..., None]
WORDS = "Half a thought"


@pytest.fixture
def remove(hands: Hands, paths: Paths, clock: ManualClock, qtbot: QtBot) -> Remove:
    """Removes the canvas on the desk for good, in another window; then, after `meanwhile`, this one has noticed."""
    session = hands.new_canvas()
    builders.workshop_at(session, "clarify")
    session.do(AddPeople((PersonDetails("Grace"), PersonDetails("Ada"))))

    def remove_it(meanwhile: Callable[[], object] = lambda: None) -> None:
        canvas_id = session.canvas.id
        with closing(Library.open(paths.library, builders.TEMPLATES, clock)) as other:
            other.delete(canvas_id)
            other.purge(canvas_id)
        meanwhile()
        clock.forward(seconds=2)
        qtbot.waitUntil(lambda: hands.controller.desk is None)
        qtbot.waitUntil(lambda: not open_dialogs(hands, but=SettingsDialog))

    return remove_it


def open_dialogs(hands: Hands, but: type[QDialog]) -> list[QDialog]:
    found = hands.controller.window.findChildren(QDialog)
    return [one for one in found if one.isVisible() and not isinstance(one, but)]


def in_a_new_row(hands: Hands) -> None:
    hands.action("people")
    table = hands.dialog(RosterDialog).table
    table.start_typing(table.model().rowCount() - 1)


def in_a_person(hands: Hands) -> None:
    hands.action("people")
    table = hands.dialog(RosterDialog).table
    index = table.model().index(0, RosterColumn.ROLE)
    table.setCurrentIndex(index)
    table.edit(index)


def in_a_phase(hands: Hands) -> None:
    hands.action("agenda")
    table = hands.dialog(AgendaDialog).table
    index = table.model().index(1, AgendaColumn.NAME)
    table.setCurrentIndex(index)
    table.edit(index)


def in_a_reason(hands: Hands) -> None:
    hands.action("skip_phase")
    hands.dialog(SkipDialog).reason.setFocus()


def on_a_card(hands: Hands) -> None:
    hands.action("edit_card")
    hands.dialog(CardDialog).rule.setFocus()


def told(hands: Hands) -> str:
    return hands.controller.window.messages.text


@pytest.mark.parametrize("begin", [in_a_new_row, in_a_person, in_a_phase, in_a_reason, on_a_card])
def test_words_being_typed_in_a_dialog_can_be_taken_along(
    hands: Hands, remove: Remove, begin: Callable[[Hands], None]
) -> None:
    begin(hands)
    hands.type(WORDS)
    remove()
    assert "removed for good in another window" in told(hands)
    assert WORDS in told(hands)
    assert hands.controller.window.messages.isVisible()
    copy = next(one for one in hands.controller.window.messages.findChildren(QPushButton) if one.text() == "Copy it")
    copy.click()
    assert WORDS in QApplication.clipboard().text()


def test_words_that_were_entered_before_it_was_noticed_can_be_taken_along(hands: Hands, remove: Remove) -> None:
    in_a_person(hands)
    hands.type(WORDS)
    remove(lambda: hands.press(Key.Key_Return))
    assert WORDS in told(hands)


def test_a_role_that_waits_for_its_name_can_be_taken_along(hands: Hands, remove: Remove) -> None:
    hands.action("people")
    table = hands.dialog(RosterDialog).table
    index = table.model().index(table.model().rowCount() - 1, RosterColumn.ORGANISATION)
    table.setCurrentIndex(index)
    table.edit(index)
    hands.type(WORDS)
    hands.press(Key.Key_Tab)
    remove()
    assert WORDS in told(hands)


def test_a_dialog_in_which_nothing_was_typed_is_closed_without_a_word(hands: Hands, remove: Remove) -> None:
    in_a_person(hands)
    remove()
    assert "What was being typed" not in told(hands)


def test_a_dialog_about_the_app_stays_with_what_was_typed(hands: Hands, remove: Remove) -> None:
    hands.action("settings")
    settings = hands.dialog(SettingsDialog)
    settings.your_name.setFocus()
    hands.type(WORDS)
    remove()
    assert settings.isVisible()
    assert settings.your_name.text() == WORDS
    assert WORDS not in told(hands)
