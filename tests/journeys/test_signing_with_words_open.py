"""Signing while words lie on the board that were never stored: they are told before, and kept out of what is signed."""

from __future__ import annotations

import builders
from hands import Hands, Key

from cmc_desktop.ui.workshop.sign_off_dialog import SignOffDialog


def test_words_that_were_refused_are_told_at_the_sign_off_and_not_shown_afterwards(hands: Hands) -> None:
    hands.new_canvas()
    hands.at_the_desk()
    session = hands.desk.bridge.session
    builders.workshop_at(session, "clarify", notes=16)
    board = hands.desk.page.board
    board.focus_box("value")
    hands.type("half typed idea")
    hands.press(Key.Key_Return)
    builders.bring_to(session, "consensus")
    builders.everyone_satisfied(session)
    hands.action("next_phase")
    hands.action("sign_off")
    dialog = hands.dialog(SignOffDialog)
    told = "Not stored, and so not part of what is signed: “half typed idea” in 2 Value proposition"
    assert dialog.unstored.text() == told
    hands.click(dialog.confirm)
    hands.click(dialog.sign)
    assert session.canvas.sign_off is not None
    draft = board.frame("value").draft
    assert draft is not None
    assert not draft.isVisible()
    assert dialog.unstored.text() == told
    dialog.close()
