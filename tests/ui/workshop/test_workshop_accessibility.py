"""Everything one can act on while leading a workshop has a name and is reached by the keyboard."""

from __future__ import annotations

from collections.abc import Mapping

import accessibility
import builders
import pytest
from PySide6.QtWidgets import QWidget
from pytestqt.qtbot import QtBot

from cmc_desktop.model.domain.answer import AnswerKind
from cmc_desktop.model.domain.changes import AddNote, GiveAnswer, Leave, RecordQuietCheck
from cmc_desktop.model.services.library import Library
from cmc_desktop.model.services.resources import Protocol
from cmc_desktop.model.services.session import Session
from cmc_desktop.ui.look import Look
from cmc_desktop.ui.session_bridge import SessionBridge
from cmc_desktop.ui.workshop.agenda_dialog import AgendaDialog
from cmc_desktop.ui.workshop.agenda_panel import AgendaPanel
from cmc_desktop.ui.workshop.agreement.agreement_strip import AgreementStrip
from cmc_desktop.ui.workshop.agreement.quiet_check_dialog import QuietCheckDialog
from cmc_desktop.ui.workshop.answer_history_dialog import AnswerHistoryDialog
from cmc_desktop.ui.workshop.hands_dialog import HandsDialog
from cmc_desktop.ui.workshop.leaver_dialog import LeaverDialog
from cmc_desktop.ui.workshop.people_panel import PeoplePanel
from cmc_desktop.ui.workshop.roll_call_page import RollCallPage
from cmc_desktop.ui.workshop.roster_dialog import RosterDialog
from cmc_desktop.ui.workshop.sign_off_dialog import SignOffDialog
from cmc_desktop.ui.workshop.skip_dialog import SkipDialog


def quiet_check_with_history(bridge: SessionBridge) -> QuietCheckDialog:
    bridge.do(RecordQuietCheck("slips", (3, 1), bridge.canvas.workshop.element))
    return QuietCheckDialog(bridge)


@pytest.fixture
def windows(
    qtbot: QtBot,
    session: Session,
    bridge: SessionBridge,
    look: Look,
    protocols: Mapping[str, Protocol],
    library: Library,
) -> list[QWidget]:
    """Every window of the workshop in the agreement phase, with a concern, a stale answer and a leaver."""
    people = builders.workshop_at(session, "consensus", participants=4)
    session.do(GiveAnswer(people[1], AnswerKind.SATISFIED))
    session.do(AddNote("value", "A late thought"))
    session.do(GiveAnswer(people[0], AnswerKind.NOT_YET, "name who pays"))
    session.do(Leave(people[2]))
    roll_call = RollCallPage(bridge, look)
    roll_call.begin(people[1])
    windows = [
        AgendaPanel(bridge, look, protocols),
        PeoplePanel(bridge, look),
        roll_call,
        RosterDialog(bridge, look),
        AgendaDialog(bridge, look, protocols, library.own_protocols(), library.save_protocol),
        SignOffDialog(bridge, look),
        AgreementStrip(bridge, look),
        quiet_check_with_history(bridge),
        HandsDialog(bridge),
        AnswerHistoryDialog(bridge, people[1]),
        LeaverDialog(bridge, session.canvas.person(people[2])),
        SkipDialog(bridge),
    ]
    for window in windows:
        qtbot.addWidget(window)
    return windows


def test_everything_has_a_name(windows: list[QWidget]) -> None:
    for window in windows:
        window.show()
        accessibility.assert_everything_named(window)
        window.hide()


def test_everything_is_reached_by_tab(qtbot: QtBot, windows: list[QWidget]) -> None:
    for window in windows:
        window.show()
        elsewhere = [card.text for card in window.face.changes.cards] if isinstance(window, RollCallPage) else []
        accessibility.assert_everything_reached_by_tab(qtbot, window, elsewhere)
        window.hide()
