"""Towards one version all can accept, from the keyboard alone: element by element, person by person, to the seal."""

from __future__ import annotations

import builders
import pytest
from hands import CTRL, SHIFT, Hands, Key
from PySide6.QtCore import Qt
from PySide6.QtTest import QTest
from PySide6.QtWidgets import QApplication
from pytestqt.qtbot import QtBot

from cmc_desktop.model.domain.agreement import agreement
from cmc_desktop.model.domain.changes import AddNote
from cmc_desktop.model.domain.element_states import ElementState, element_states
from cmc_desktop.model.domain.quiet_check import QuietCheck
from cmc_desktop.model.services.session import Session
from cmc_desktop.ui.workshop.agreement.quiet_check_dialog import QuietCheckDialog
from cmc_desktop.ui.workshop.hands_dialog import HandsDialog
from cmc_desktop.ui.workshop.sign_off_dialog import SignOffDialog


@pytest.fixture
def session(hands: Hands) -> Session:
    """Seventeen people in the agreement phase, two elements empty."""
    hands.new_canvas()
    hands.at_the_desk()
    session = hands.desk.bridge.session
    builders.workshop_at(session, "consensus", participants=17, notes=12)
    hands.desk.page.board.setFocus()
    return session


def test_from_the_first_element_to_the_seal_without_the_mouse(qtbot: QtBot, hands: Hands, session: Session) -> None:
    agree_on_every_element(hands, session)
    check_quietly(hands, session)
    raise_hands(hands, session)
    sign(qtbot, hands, session)


def agree_on_every_element(hands: Hands, session: Session) -> None:
    """Ctrl+G agrees, Ctrl+G again goes on to what is open; an empty element is marked with its own key."""
    page = hands.desk.page
    for key in builders.BOXES:
        assert session.canvas.workshop.element == key
        page.board.focus_box(key)
        if session.canvas.note_count(key):
            hands.press(Key.Key_G, CTRL)
        else:
            hands.press(Key.Key_0, CTRL)
            menu = QApplication.activePopupWidget()
            assert menu is not None
            QTest.keyClick(menu, Key.Key_Return)
        assert element_states(session.canvas)[key].settled, key
        hands.press(Key.Key_G, CTRL)
    states = list(element_states(session.canvas).values())
    assert states.count(ElementState.NONE_IDENTIFIED) == 2
    assert states.count(ElementState.AGREED) == 12


def check_quietly(hands: Hands, session: Session) -> None:
    hands.press(Key.Key_K, CTRL | SHIFT)
    dialog = hands.dialog(QuietCheckDialog)
    hands.type("15")
    hands.press(Key.Key_Return)
    hands.type("2")
    hands.press(Key.Key_Return)
    assert [check.counts for check in session.canvas.all(QuietCheck)] == [(15, 2)]
    hands.press(Key.Key_Escape)
    assert not dialog.isVisible()
    hands.at_the_desk()


def raise_hands(hands: Hands, session: Session) -> None:
    """Two are asked in person, the others raise a hand; a late change asks them all again about one element."""
    hands.ask_everyone()
    hands.press(Key.Key_Y)
    hands.press(Key.Key_E)
    dialog = hands.dialog(HandsDialog)
    dialog.list.setFocus()
    hands.press(Key.Key_Space)
    hands.press(Key.Key_Tab)
    hands.press(Key.Key_Space)
    assert not dialog.isVisible()
    assert len(agreement(session.canvas).to_ask) == 1
    hands.at_the_desk()
    hands.press(Key.Key_Y)
    assert agreement(session.canvas).complete
    session.do(AddNote("costs", "The council pays"))
    words = hands.desk.page.roll_call.header.count.text()
    assert words.endswith("ask again: 17 people about 1 element: 9 Budget costs")
    hands.press(Key.Key_Escape)
    hands.ask_everyone()
    for _ in range(17):
        assert hands.desk.page.roll_call.face.question.text().endswith("with the change in 9 Budget costs?")
        hands.press(Key.Key_Y)
    assert agreement(session.canvas).complete
    hands.press(Key.Key_Escape)


def sign(qtbot: QtBot, hands: Hands, session: Session) -> None:
    """The element that was changed last is open again: it is agreed on, and nothing has to be confirmed."""
    assert [key for key, state in element_states(session.canvas).items() if not state.settled] == ["costs"]
    turn_to(hands, session, "costs")
    hands.press(Key.Key_G, CTRL)
    hands.press(Key.Key_S, CTRL | SHIFT)
    dialog = hands.dialog(SignOffDialog)
    assert not dialog.confirm.isVisible()
    hands.press(Key.Key_S, Qt.KeyboardModifier.AltModifier)
    qtbot.waitUntil(lambda: session.canvas.sign_off is not None)
    dialog.close()


def turn_to(hands: Hands, session: Session, key: str) -> None:
    """Turn to an element with the keys of the walk."""
    walk = session.canvas.template.walk
    by = walk.index(key) - walk.index(session.canvas.workshop.element)
    for _ in range(abs(by)):
        hands.press(Key.Key_PageDown if by > 0 else Key.Key_PageUp, CTRL)
    assert session.canvas.workshop.element == key
