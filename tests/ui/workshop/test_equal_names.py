"""Two people of one name can be told apart wherever somebody is listed, asked about or chosen."""

from __future__ import annotations

import builders
import pytest
from PySide6.QtWidgets import QLabel
from pytestqt.qtbot import QtBot

from cmc_desktop.model.domain.agreement import agreement
from cmc_desktop.model.domain.changes import AddPerson, Contribute, Leave, RemovePerson, SetElement
from cmc_desktop.model.domain.changes.people import PersonDetails
from cmc_desktop.model.domain.fate import fates
from cmc_desktop.model.domain.readiness import readiness
from cmc_desktop.model.domain.round_order import round_now
from cmc_desktop.model.services.session import Session
from cmc_desktop.ui.look import Look
from cmc_desktop.ui.session_bridge import SessionBridge
from cmc_desktop.ui.workshop.answer_history_dialog import AnswerHistoryDialog
from cmc_desktop.ui.workshop.fate.fate_dialog import FateDialog
from cmc_desktop.ui.workshop.hands_dialog import HandsDialog
from cmc_desktop.ui.workshop.leaver_dialog import LeaverDialog
from cmc_desktop.ui.workshop.people_list import PersonLine, agreement_lines, attendance_lines
from cmc_desktop.ui.workshop.people_panel import PeoplePanel
from cmc_desktop.ui.workshop.roll_call_page import RollCallPage
from cmc_desktop.ui.workshop.round.sheets_dialog import SheetsDialog
from cmc_desktop.ui.workshop.who import choosable, name_of

COUNCIL, BUSES = "Grace Bell (Council)", "Grace Bell (City Buses)"
BOTH = {COUNCIL, BUSES}


@pytest.fixture
def graces(session: Session) -> list[str]:
    """Two of one name, from the council and from the buses, and a third person; the ids of the two."""
    builders.add_person(session, "Ana Silva")
    changes = [
        AddPerson(PersonDetails("Grace Bell", organisation=organisation), arrived=True)
        for organisation in ("Council", "City Buses")
    ]
    for change in changes:
        session.do(change)
    return [change.id for change in changes]


def names(lines: list[PersonLine]) -> set[str]:
    return {line.name for line in lines} - {"Ana Silva"}


def test_the_list_of_the_room_and_that_of_the_agreement_tell_them_apart(session: Session, graces: list[str]) -> None:
    assert names(attendance_lines(session.canvas)) == BOTH
    builders.bring_to(session, "consensus")
    assert names(agreement_lines(session.canvas)) == BOTH
    heard = next(line for line in attendance_lines(session.canvas) if line.id == graces[0]).spoken
    assert heard.count("Council") == 1


def test_what_can_be_done_about_one_of_them_says_which(
    session: Session, graces: list[str], bridge: SessionBridge, look: Look, qtbot: QtBot
) -> None:
    builders.bring_to(session, "consensus")
    panel = PeoplePanel(bridge, look)
    qtbot.addWidget(panel)
    offered = [action.text() for action in panel.menu_for(graces[1]).actions()]
    assert offered
    assert all(BUSES in text for text in offered)


def test_the_dialogs_about_one_of_them_say_which(
    session: Session, graces: list[str], bridge: SessionBridge, look: Look, qtbot: QtBot
) -> None:
    history = AnswerHistoryDialog(bridge, graces[0])
    leaver = LeaverDialog(bridge, session.canvas.person(graces[1]))
    for dialog in (history, leaver):
        qtbot.addWidget(dialog)
    assert COUNCIL in history.windowTitle()
    assert any(BUSES in label.text() for label in leaver.findChildren(QLabel))


def test_the_lists_to_choose_from_tell_them_apart(
    session: Session, graces: list[str], bridge: SessionBridge, look: Look, qtbot: QtBot
) -> None:
    builders.bring_to(session, "consensus")
    hands, sheets, asking = HandsDialog(bridge), SheetsDialog(bridge, look), RollCallPage(bridge, look)
    for widget in (hands, sheets, asking):
        qtbot.addWidget(widget)
    asking.begin()
    people = asking.side.list.people
    assert {hands.list.item(row).text() for row in range(hands.list.count())} >= BOTH
    assert {people.line(people.index(row)).name for row in range(people.rowCount())} >= BOTH
    rows = sheets.people.model()
    assert {str(rows.index(row, 0).data()) for row in range(rows.rowCount())} >= BOTH
    assert set(choosable(session.canvas).values()) >= BOTH


def test_the_round_and_what_became_of_its_notes_tell_them_apart(
    session: Session, graces: list[str], bridge: SessionBridge, look: Look, qtbot: QtBot
) -> None:
    builders.bring_to(session, "round")
    session.do(SetElement("value"))
    at = round_now(session.canvas)
    assert at is not None
    assert {at.name(session.canvas.person(one)) for one in graces} == BOTH
    for one in graces:
        session.do(Contribute("value", f"Said by {one}", one))
    assert len(fates(session.canvas)) == 2
    dialog = FateDialog(bridge, look)
    qtbot.addWidget(dialog)
    model = dialog.table.model()
    shown = {str(model.index(row, 1).data()) for row in range(model.rowCount())}
    assert shown == BOTH


def test_what_is_missing_names_the_one_that_is_meant(session: Session, graces: list[str]) -> None:
    builders.bring_to(session, "consensus")
    session.do(Leave(graces[0]))
    now = agreement(session.canvas)
    assert any(COUNCIL in point for point in now.open_points)
    details = " ".join(tick.more for tick in readiness(session.canvas, ()))
    assert COUNCIL in details
    assert BUSES in details


def test_a_name_stays_as_it_is_told_when_its_namesake_is_taken_off_the_roster(
    session: Session, graces: list[str]
) -> None:
    session.do(RemovePerson(graces[0]))
    assert {name_of(session.canvas, one) for one in graces} == BOTH
    assert {line.name for line in attendance_lines(session.canvas)} == {"Ana Silva", BUSES}
