"""A person's answers over time: the present one large, earlier ones struck through and named so, none lost."""

from __future__ import annotations

import pytest
from pytestqt.qtbot import QtBot

from cmc_desktop.model.domain.answer import AnswerKind, How
from cmc_desktop.model.domain.changes import AddNote, DeleteNotes, GiveAnswer, WithdrawAnswer
from cmc_desktop.model.domain.reasking import Reasking
from cmc_desktop.model.services.clock import ManualClock
from cmc_desktop.model.services.session import Session
from cmc_desktop.ui.look import Look
from cmc_desktop.ui.session_bridge import SessionBridge
from cmc_desktop.ui.workshop.answer_history_dialog import AnswerHistoryDialog, AnswerSheet
from cmc_desktop.ui.workshop.answer_lines import AnswerLine, answer_lines


@pytest.fixture
def ada(session: Session, agreeing: list[str], clock: ManualClock) -> str:
    """Somebody who said not yet, then yes on paper."""
    session.do(GiveAnswer(agreeing[0], AnswerKind.NOT_YET, "name who pays"))
    clock.forward(minutes=20)
    session.do(AddNote("costs", "The council pays"))
    session.do(GiveAnswer(agreeing[0], AnswerKind.SATISFIED, how=How.PAPER))
    return agreeing[0]


def lines(session: Session, person: str) -> list[AnswerLine]:
    return answer_lines(session.canvas, person, Reasking(session.content_of))


def test_every_answer_is_told_with_how_and_what_for(session: Session, ada: str) -> None:
    now, before = lines(session, ada)
    assert (now.said, now.what_for, now.earlier) == ("satisfied", "for the words as they stand", False)
    assert now.when.endswith(", on paper")
    assert (before.said, before.words) == ("not yet", "name who pays")
    assert (before.what_for, before.earlier) == ("changed since: 9 Budget costs", True)
    assert before.spoken.startswith("earlier answer, not yet, ")
    assert not now.spoken.startswith("earlier")


def test_an_answer_taken_back_stays_to_be_seen(session: Session, ada: str) -> None:
    session.do(WithdrawAnswer(ada))
    assert [line.said for line in lines(session, ada)] == ["taken back", "satisfied", "not yet"]


def test_going_back_to_the_words_makes_an_answer_one_for_these_words_again(session: Session, ada: str) -> None:
    note = session.canvas.notes_in("costs")[-1]
    session.do(DeleteNotes((note.id,)))
    assert lines(session, ada)[0].what_for == "changed since: 9 Budget costs"
    assert lines(session, ada)[1].what_for == "for the words as they stand"


def test_the_present_answer_is_large_and_earlier_ones_are_struck_through(
    qtbot: QtBot, bridge: SessionBridge, look: Look, ada: str
) -> None:
    dialog = AnswerHistoryDialog(bridge, ada)
    qtbot.addWidget(dialog)
    dialog.show()
    now, before = dialog.findChildren(AnswerSheet)
    assert now.said.font().pixelSize() > before.said.font().pixelSize()
    assert not now.said.font().strikeOut()
    assert before.said.font().strikeOut()
    assert before.words.font().strikeOut()
    assert before.about.text().startswith("earlier · ")
    assert before.accessibleName().startswith("earlier answer")


def test_somebody_who_was_never_asked_has_no_answers(
    qtbot: QtBot, bridge: SessionBridge, look: Look, agreeing: list[str]
) -> None:
    dialog = AnswerHistoryDialog(bridge, agreeing[1])
    qtbot.addWidget(dialog)
    assert dialog.lines == []
