"""The agenda of the day: chosen in one step, fitted cell by cell, kept as one's own."""

from __future__ import annotations

from collections.abc import Mapping

import builders
import pytest
from PySide6.QtCore import QModelIndex, Qt, QTime
from PySide6.QtTest import QTest
from PySide6.QtWidgets import QApplication, QPushButton
from pytestqt.modeltest import ModelTester
from pytestqt.qtbot import QtBot

from cmc_desktop.model.domain.changes import NextPhase, StartWorkshop
from cmc_desktop.model.domain.local_time import time_of_day
from cmc_desktop.model.domain.phase_rules import PhaseKind
from cmc_desktop.model.services.clock import ManualClock
from cmc_desktop.model.services.library import Library
from cmc_desktop.model.services.resources import Protocol
from cmc_desktop.model.services.session import Session
from cmc_desktop.ui.look import Look
from cmc_desktop.ui.session_bridge import SessionBridge
from cmc_desktop.ui.workshop.agenda_dialog import AgendaDialog
from cmc_desktop.ui.workshop.agenda_model import Column
from cmc_desktop.ui.workshop.own_agenda_dialog import OwnAgendaDialog


@pytest.fixture
def dialog(
    qtbot: QtBot, bridge: SessionBridge, look: Look, protocols: Mapping[str, Protocol], library: Library
) -> AgendaDialog:
    library.save_protocol("Our short day", [("round", "Everybody speaks", 40), ("consensus", "Agree", 30)])
    dialog = AgendaDialog(bridge, look, protocols, library.own_protocols(), library.save_protocol)
    qtbot.addWidget(dialog)
    dialog.show()
    dialog.activateWindow()
    qtbot.waitUntil(dialog.isActiveWindow)
    return dialog


def choose(dialog: AgendaDialog, name: str) -> None:
    row = dialog.choice.findText(name)
    assert row > 0
    dialog.choice.setCurrentIndex(row)
    dialog.choice.activated.emit(row)


def phases(session: Session) -> list[tuple[str, int]]:
    return [(item.name, item.minutes) for item in session.canvas.agenda]


def begins(dialog: AgendaDialog) -> list[str]:
    return [str(dialog.agenda.index(row, Column.BEGINS).data()) for row in range(dialog.agenda.rowCount())]


def write(dialog: AgendaDialog, row: int, column: Column, value: object) -> bool:
    return dialog.agenda.setData(dialog.agenda.index(row, column), value)


def test_an_agenda_is_chosen_in_one_step_and_the_card_belongs_to_it(session: Session, dialog: AgendaDialog) -> None:
    choose(dialog, "Agreement workshop")
    assert len(session.canvas.agenda) == 9
    assert session.canvas.workshop.protocol == "agreement-workshop"
    assert dialog.length.text() == "9 phases, 7 h 30 min, ends at 16:30"


def test_an_agenda_of_ones_own_is_offered_with_the_others_and_a_choice_can_be_undone(
    session: Session, dialog: AgendaDialog
) -> None:
    choose(dialog, "Agreement workshop")
    choose(dialog, "Our short day")
    assert phases(session) == [("Everybody speaks", 40), ("Agree", 30)]
    (undo,) = [button for button in dialog.message.findChildren(QPushButton) if button.text() == "Undo"]
    undo.click()
    assert len(session.canvas.agenda) == 9


def test_the_times_follow_from_the_start_of_the_day(session: Session, dialog: AgendaDialog) -> None:
    choose(dialog, "Our short day")
    dialog.start.setTime(QTime(13, 15))
    assert begins(dialog) == ["13:15", "13:55"]
    assert dialog.length.text() == "2 phases, 1 h 10 min, ends at 14:25"


def test_names_and_minutes_are_typed_with_enter_from_cell_to_cell(session: Session, dialog: AgendaDialog) -> None:
    choose(dialog, "Our short day")
    dialog.table.start_typing(0)
    for text in ("First words", "50"):
        focus = QApplication.focusWidget()
        assert focus is not None
        QTest.keyClick(focus, Qt.Key.Key_A, Qt.KeyboardModifier.ControlModifier)
        QTest.keyClicks(focus, text)
        QTest.keyClick(focus, Qt.Key.Key_Return)
        QApplication.processEvents()
    assert phases(session) == [("First words", 50), ("Agree", 30)]
    assert dialog.table.currentIndex().row() == 1


def test_minutes_nobody_can_mean_are_refused_in_words(session: Session, dialog: AgendaDialog) -> None:
    choose(dialog, "Our short day")
    assert not write(dialog, 0, Column.MINUTES, 0)
    assert phases(session)[0] == ("Everybody speaks", 40)
    assert "1 minute to 24 hours" in dialog.message.text


def test_a_phase_is_added_after_the_chosen_one_with_its_rule_shown(session: Session, dialog: AgendaDialog) -> None:
    choose(dialog, "Our short day")
    dialog.table.setCurrentIndex(dialog.agenda.index(0, Column.NAME))
    dialog.kind.setCurrentIndex(dialog.kind.findData(PhaseKind.LUNCH.value))
    dialog.add.click()

    assert [name for name, _ in phases(session)] == ["Everybody speaks", "Lunch", "Agree"]
    assert dialog.rule.text() == "Rule: It is the break; the board stays as it is."


def test_removing_a_phase_can_be_undone_and_one_that_began_stays(session: Session, dialog: AgendaDialog) -> None:
    choose(dialog, "Our short day")
    dialog.table.setCurrentIndex(dialog.agenda.index(1, Column.NAME))
    dialog.remove.click()
    assert phases(session) == [("Everybody speaks", 40)]
    (undo,) = [button for button in dialog.message.findChildren(QPushButton) if button.text() == "Undo"]
    undo.click()
    assert len(phases(session)) == 2
    session.do(StartWorkshop())
    dialog.table.setCurrentIndex(dialog.agenda.index(0, Column.NAME))
    dialog.remove.click()
    assert len(phases(session)) == 2
    assert "has begun" in dialog.message.text


def test_control_and_arrows_or_a_drop_change_the_order(session: Session, dialog: AgendaDialog) -> None:
    choose(dialog, "Our short day")
    dialog.table.setFocus()
    dialog.table.setCurrentIndex(dialog.agenda.index(1, Column.NAME))
    QTest.keyClick(dialog.table, Qt.Key.Key_Up, Qt.KeyboardModifier.ControlModifier)
    assert [name for name, _ in phases(session)] == ["Agree", "Everybody speaks"]
    data = dialog.agenda.mimeData([dialog.agenda.index(0, 0)])
    dialog.agenda.dropMimeData(data, Qt.DropAction.MoveAction, 2, 0, QModelIndex())
    assert [name for name, _ in phases(session)] == ["Everybody speaks", "Agree"]


def test_once_begun_single_phases_change_and_the_times_are_the_real_ones(
    session: Session, dialog: AgendaDialog, clock: ManualClock
) -> None:
    choose(dialog, "Our short day")
    start = clock.now()
    session.do(StartWorkshop())
    assert not dialog.choice.isVisible()
    clock.forward(minutes=10)
    dialog.refresh()

    assert begins(dialog) == [time_of_day(start), time_of_day(start + 40 * 60_000)]
    assert write(dialog, 1, Column.MINUTES, 20)
    assert phases(session)[1] == ("Agree", 20)
    clock.forward(minutes=5)
    session.do(NextPhase())
    assert begins(dialog)[1] == time_of_day(start + 15 * 60_000)


def test_an_agenda_is_kept_under_a_name_of_its_own_that_is_asked_for_again_when_it_is_none(
    qtbot: QtBot, dialog: AgendaDialog, library: Library
) -> None:
    choose(dialog, "Our short day")
    write(dialog, 0, Column.MINUTES, 55)
    dialog.keep.click()
    asked = dialog.findChild(OwnAgendaDialog)
    assert asked is not None
    qtbot.keyClicks(asked.name, "   ")
    qtbot.keyClick(asked.name, Qt.Key.Key_Return)
    assert asked.isVisible()
    assert "Give the agenda a name." in asked.trouble
    asked.name.setText("Our longer day")
    qtbot.keyClick(asked.name, Qt.Key.Key_Return)
    assert not asked.isVisible()
    assert "Our longer day" in dialog.message.text
    kept = {name: lines for _, name, lines in library.own_protocols()}
    assert kept["Our longer day"] == [("round", "Everybody speaks", 55), ("consensus", "Agree", 30)]


def test_the_agenda_table_is_a_model_views_can_trust(
    session: Session, dialog: AgendaDialog, library: Library, qtmodeltester: ModelTester
) -> None:
    qtmodeltester.check(dialog.agenda)
    choose(dialog, "Agreement workshop")
    builders.bring_to(session, "round")
    library.session(session.canvas.id).do(NextPhase())
    session.catch_up()
    qtmodeltester.check(dialog.agenda)
