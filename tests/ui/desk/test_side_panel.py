"""The right side of the desk: one page at a time, each a key away, and the page that a phase is about."""

from __future__ import annotations

from collections.abc import Iterator

import builders
import pytest
from PySide6.QtWidgets import QLineEdit
from pytestqt.qtbot import QtBot

from cmc_desktop.model.domain.changes import BackPhase, NextPhase
from cmc_desktop.model.services.resources import load_protocols
from cmc_desktop.model.services.session import Session
from cmc_desktop.paths import resources_folder
from cmc_desktop.ui.actions import Actions
from cmc_desktop.ui.desk.desk_page import DeskPage
from cmc_desktop.ui.desk.side_panel import SidePage, SidePanel
from cmc_desktop.ui.look import Look
from cmc_desktop.ui.session_bridge import SessionBridge


@pytest.fixture
def panel(qtbot: QtBot, look: Look) -> SidePanel:
    pages = [QLineEdit(), QLineEdit()]
    panel = SidePanel(
        [
            SidePage("side_people", "people", "People", pages[0], pages[0].setFocus),
            SidePage("side_remarks", "remark", "Remarks", pages[1], pages[1].setFocus),
        ],
        look,
    )
    qtbot.addWidget(panel)
    panel.show()
    panel.activateWindow()
    qtbot.waitUntil(panel.isActiveWindow)
    return panel


def test_a_page_comes_in_front_with_the_keys(qtbot: QtBot, panel: SidePanel) -> None:
    with qtbot.waitSignal(panel.turned) as turned:
        panel.show_page("side_remarks", with_keys=True)
    assert turned.args == ["side_remarks"]
    assert panel.current == "side_remarks"
    assert panel.stack.currentWidget().hasFocus()


def test_a_count_is_seen_and_heard(panel: SidePanel) -> None:
    panel.show_count("side_remarks", 3)
    button = panel.button("side_remarks")
    assert (button.text(), button.accessibleName()) == ("3", "Remarks: 3")
    panel.show_count("side_remarks", 0)
    assert (button.text(), button.accessibleName()) == ("", "Remarks")


@pytest.fixture
def desk(qtbot: QtBot, look: Look, session: Session) -> Iterator[DeskPage]:
    """The desk of a workshop in the lunch break."""
    builders.workshop_at(session, "lunch")
    holder = QLineEdit()
    qtbot.addWidget(holder)
    bridge = SessionBridge(session)
    actions = Actions(holder, look.icons, lambda _action_id: None)
    page = DeskPage(bridge, look, actions, load_protocols(resources_folder()))
    qtbot.addWidget(page)
    yield page
    page.close_desk()


def test_the_discussion_begins_with_the_remarks_and_the_agreement_with_the_people(desk: DeskPage) -> None:
    do = desk.bridge.session.do
    assert desk.side.current == "side_people"
    do(NextPhase())
    assert desk.side.current == "side_remarks"
    do(NextPhase())
    do(NextPhase())
    assert desk.side.current == "side_people"


def test_within_a_phase_the_page_is_the_moderators(desk: DeskPage) -> None:
    do = desk.bridge.session.do
    do(NextPhase())
    desk.side.show_page("side_people")
    builders.add_person(desk.bridge.session, "Late Comer")
    assert desk.side.current == "side_people"
    do(BackPhase())
    do(NextPhase())
    assert desk.side.current == "side_remarks"
