"""The app names who has had no turn, and one key turns to the element."""

from __future__ import annotations

import builders
import pytest
from accessibility import assert_everything_named, assert_everything_reached_by_tab
from PySide6.QtCore import Qt
from PySide6.QtTest import QTest
from pytestqt.qtbot import QtBot

from cmc_desktop.model.domain.changes import Leave, NextSpeaker, SetElement
from cmc_desktop.model.domain.round_order import turns_of
from cmc_desktop.model.services.session import Session
from cmc_desktop.ui.look import Look
from cmc_desktop.ui.session_bridge import SessionBridge
from cmc_desktop.ui.workshop.round.lacking_dialog import LackingDialog


@pytest.fixture
def dialog(qtbot: QtBot, bridge: SessionBridge, look: Look, session: Session, people: list[str]) -> LackingDialog:
    """Everyone had a turn in every element but the last two; in the second Ana alone did."""
    walk = session.canvas.template.walk
    for element in walk[:-2]:
        session.do(SetElement(element))
        for _ in people:
            session.do(NextSpeaker())
    dialog = LackingDialog(bridge)
    qtbot.addWidget(dialog)
    dialog.show()
    dialog.activateWindow()
    qtbot.waitUntil(dialog.isActiveWindow)
    return dialog


def rows(dialog: LackingDialog) -> list[str]:
    return [dialog.rows.item(row).text() for row in range(dialog.rows.rowCount())]


def test_it_names_everybody_without_a_turn_element_by_element(
    dialog: LackingDialog, session: Session, people: list[str]
) -> None:
    labels = [session.canvas.template.box(key).label for key in session.canvas.template.walk[-2:]]
    assert rows(dialog) == [f"{label}\nnobody in the room has had a turn yet" for label in labels]
    session.do(SetElement(session.canvas.template.walk[-1]))
    session.do(NextSpeaker())
    spoke = turns_of(session.canvas, session.canvas.workshop.current, session.canvas.workshop.element)[0].person
    left = next(person for person in people if person != spoke)
    session.do(Leave(left))
    names = {person.id: person.name for person in session.canvas.people}
    told = [f"{names[one]} (has left)" if one == left else names[one] for one in people if one != spoke]
    assert rows(dialog)[1] == f"{labels[1]}\n{', '.join(told)}"


def test_enter_turns_to_the_element(dialog: LackingDialog, session: Session) -> None:
    QTest.keyClick(dialog.list, Qt.Key.Key_Down)
    QTest.keyClick(dialog.list, Qt.Key.Key_Return)
    assert session.canvas.workshop.element == session.canvas.template.walk[-1]
    assert not dialog.isVisible()


def test_when_nobody_lacks_a_turn_it_says_so(dialog: LackingDialog, session: Session, people: list[str]) -> None:
    for element in session.canvas.template.walk[-2:]:
        session.do(SetElement(element))
        for _ in people:
            session.do(NextSpeaker())
    assert rows(dialog) == []
    assert "Every person" in dialog.heading.text()


def test_a_latecomer_lacks_what_went_before(dialog: LackingDialog, session: Session) -> None:
    builders.add_person(session, "Dan")
    assert len(rows(dialog)) == 14
    assert rows(dialog)[0] == "1 Mission statement\nDan"


def test_everything_is_named_and_reached_by_tab(dialog: LackingDialog, qtbot: QtBot) -> None:
    assert_everything_named(dialog)
    assert_everything_reached_by_tab(qtbot, dialog)
