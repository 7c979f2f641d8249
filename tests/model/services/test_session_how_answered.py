"""How an answer was given is kept with it; a show of hands is one answer per person, all of them or none."""

from __future__ import annotations

import pytest

from cmc_desktop.model.domain.agreement import Standing, agreement
from cmc_desktop.model.domain.answer import Answer, AnswerKind, How, how_words
from cmc_desktop.model.domain.changes import AddNote, GiveAnswer, Leave, ShowOfHands
from cmc_desktop.model.domain.errors import Refusal
from cmc_desktop.model.services.library import Library
from cmc_desktop.model.services.session import Session


def people(session: Session) -> list[str]:
    return [row.person.id for row in agreement(session.canvas).rows]


@pytest.mark.parametrize("how", list(How))
def test_how_an_answer_was_given_is_kept(agreeing: Session, library: Library, how: How) -> None:
    agreeing.do(GiveAnswer(people(agreeing)[0], AnswerKind.SATISFIED, how=how))
    (answer,) = library.session(agreeing.canvas.id).canvas.answers
    assert answer.how == how
    assert how_words(answer.how) == how.label


def test_an_answer_is_spoken_unless_said_otherwise() -> None:
    assert Answer("a", 1, "p", "", AnswerKind.SATISFIED).how == "spoken"


def test_what_older_data_says_there_is_told_as_it_stands() -> None:
    assert how_words("by letter") == "by letter"


def test_a_show_of_hands_is_an_answer_from_each_of_them(agreeing: Session) -> None:
    one, two, three = people(agreeing)
    agreeing.do(ShowOfHands((one, three), agreeing.canvas.content_hash))
    given = [(answer.serial, answer.person, answer.kind, answer.how) for answer in agreeing.canvas.answers]
    assert given == [(1, one, "satisfied", "hands"), (2, three, "satisfied", "hands")]
    assert agreeing.log()[-1][0].name == "ShowOfHands"
    assert {row.person.id for row in agreement(agreeing.canvas).to_ask} == {two}
    agreeing.do(ShowOfHands((one, two)))
    assert [answer.person for answer in agreeing.canvas.answers] == [one, three, two]
    assert agreement(agreeing.canvas).complete


def test_hands_raised_for_other_words_record_nobody(agreeing: Session) -> None:
    heard = agreeing.canvas.content_hash
    agreeing.do(AddNote("costs", "The council pays"))
    with pytest.raises(Refusal, match="changed in the meantime"):
        agreeing.do(ShowOfHands(tuple(people(agreeing)), heard))
    assert agreeing.canvas.answers == []


def test_with_one_of_them_out_of_the_room_nobody_is_recorded(agreeing: Session) -> None:
    everybody = people(agreeing)
    agreeing.do(Leave(everybody[2]))
    with pytest.raises(Refusal, match="not in the room"):
        agreeing.do(ShowOfHands(tuple(everybody)))
    assert agreeing.canvas.answers == []


def test_a_hand_is_raised_once_and_nobody_s_hand_is_nothing(agreeing: Session) -> None:
    one = people(agreeing)[0]
    agreeing.do(ShowOfHands((one, one)))
    assert len(agreeing.canvas.answers) == 1
    assert agreeing.do(ShowOfHands((one,))) is None
    assert agreeing.do(ShowOfHands(())) is None
    assert agreement(agreeing.canvas).rows[0].standing is Standing.SATISFIED
