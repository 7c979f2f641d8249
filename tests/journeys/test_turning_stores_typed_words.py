"""Whichever way the room is led on, what is being typed in the line of the round is stored first."""

from __future__ import annotations

from collections.abc import Callable

import builders
import pytest
from hands import Hands

from cmc_desktop.model.domain.by_phase import minutes_in_order
from cmc_desktop.model.domain.changes import SetElement
from cmc_desktop.model.domain.phase_rules import PhaseKind
from cmc_desktop.model.services.session import Session
from cmc_desktop.ui.workshop.round.lacking_dialog import LackingDialog
from cmc_desktop.ui.workshop.skip_dialog import SkipDialog

WORDS = "Night buses for all"


@pytest.fixture
def session(hands: Hands) -> Session:
    """The round, at its second element; the words are half typed in the line of the first speaker."""
    session = hands.new_canvas()
    builders.add_people(session)
    builders.bring_to(session, "round")
    session.do(SetElement("value"))
    hands.at_the_desk()
    hands.desk.page.round.take_focus()
    return session


def skip(hands: Hands) -> None:
    hands.click(hands.desk.page.agenda.face.skip)
    dialog: SkipDialog = hands.dialog(SkipDialog)
    dialog.reason.setText("The day is late")
    hands.click(dialog.button)


def go_where_somebody_lacks(hands: Hands) -> None:
    hands.action("round_lacking")
    dialog: LackingDialog = hands.dialog(LackingDialog)
    dialog.list.setCurrentIndex(dialog.rows.index(0, 0))
    hands.click(dialog.turn)


WAYS: dict[str, Callable[[Hands], None]] = {
    "next button": lambda hands: hands.click(hands.desk.page.agenda.face.next),
    "back button": lambda hands: hands.click(hands.desk.page.agenda.face.back),
    "skipped": skip,
    "next action": lambda hands: hands.action("next_phase"),
    "ended": lambda hands: hands.action("end_workshop"),
    "next element": lambda hands: hands.click(hands.desk.page.agenda.element.after),
    "element before": lambda hands: hands.click(hands.desk.page.agenda.element.before),
    "next element by action": lambda hands: hands.action("next_element"),
    "where somebody lacks a turn": go_where_somebody_lacks,
    "library": lambda hands: hands.action("library"),
}


@pytest.mark.parametrize("way", WAYS)
def test_words_half_typed_are_on_the_board_when_the_room_goes_on(hands: Hands, session: Session, way: str) -> None:
    before = (session.canvas.workshop.current, session.canvas.workshop.element, hands.controller.desk is None)
    speaker = hands.desk.page.round.speaker
    hands.type(WORDS)
    desk = hands.desk
    WAYS[way](hands)
    ended = bool(session.canvas.workshop.ended_at)
    after = (session.canvas.workshop.current, session.canvas.workshop.element, hands.controller.desk is None)
    assert after != before or ended
    (note,) = (session.canvas.note(one) for one in builders.ids(session, "value"))
    assert (note.text, note.author) == (WORDS, speaker)
    assert not desk.page.round.unstored_words() or way == "library"


def test_a_line_of_minutes_stands_under_the_phase_in_which_it_was_typed(hands: Hands, session: Session) -> None:
    hands.action("minutes")
    hands.type("Applause")
    # a button that takes no keys, such as one pressed by a screen reader
    hands.desk.page.agenda.face.next.click()
    (line,) = minutes_in_order(session.canvas)
    assert session.canvas.current_item is not None
    assert session.canvas.current_item.kind != PhaseKind.ROUND
    assert line.phase != session.canvas.workshop.current


def test_a_click_that_turns_to_an_element_leaves_the_editor_it_opens(hands: Hands, session: Session) -> None:
    builders.bring_to(session, "consensus")
    session.do(SetElement("value"))
    (note,) = builders.put(session, "partners", "Bus operators")
    board = hands.desk.page.board
    board.focus_note(note)
    board.edit_current()
    assert board.editor is not None
    hands.desk.bridge.do(SetElement("partners"))
    assert session.canvas.workshop.element == "partners"
    assert board.editor is not None
