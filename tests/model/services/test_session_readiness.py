"""Readiness is named ticks: every one is done or says what is open, and all done is what a sign-off needs."""

from __future__ import annotations

import builders

from cmc_desktop.model.domain.agreement import agreement
from cmc_desktop.model.domain.answer import AnswerKind
from cmc_desktop.model.domain.changes import (
    AddNote,
    AgreeElement,
    DecideOnLeaver,
    GiveAnswer,
    Leave,
    MarkNoneIdentified,
    ReopenElement,
)
from cmc_desktop.model.domain.participant import Leaving
from cmc_desktop.model.domain.readiness import Point, Tick, open_elements, readiness
from cmc_desktop.model.domain.reasking import Reasking
from cmc_desktop.model.services.session import Session


def ticks(session: Session) -> dict[Point, Tick]:
    due = Reasking(session.content_of).due(session.canvas)
    return {tick.point: tick for tick in readiness(session.canvas, due)}


def test_at_first_everything_is_open_but_what_cannot_be(agreeing: Session) -> None:
    found = ticks(agreeing)
    assert {point: tick.done for point, tick in found.items()} == {
        Point.ELEMENTS: False,
        Point.ASKED: False,
        Point.AGAIN: True,
        Point.SATISFIED: False,
        Point.LEAVERS: True,
    }
    assert found[Point.ELEMENTS].words == "0 of 14 elements settled"
    assert found[Point.ASKED].words == "3 people not asked yet"
    assert found[Point.ASKED].more == "Person 1, Person 2, Person 3"


def test_elements_are_settled_by_agreeing_or_by_having_none(agreeing: Session) -> None:
    for key in builders.BOXES:
        if agreeing.canvas.note_count(key):
            agreeing.do(AgreeElement(key))
        else:
            agreeing.do(MarkNoneIdentified(key))
    assert ticks(agreeing)[Point.ELEMENTS].done
    agreeing.do(ReopenElement("activities"))
    assert ticks(agreeing)[Point.ELEMENTS].more == "open: 7 Key activities"
    assert open_elements(agreeing.canvas) == ("activities",)


def test_answers_tick_off_and_a_change_asks_again(agreeing: Session) -> None:
    builders.everyone_satisfied(agreeing)
    done = ticks(agreeing)
    assert all(done[point].done for point in Point if point not in (Point.ELEMENTS, Point.CONFLICTS))
    assert done[Point.SATISFIED].words == "3 of 3 satisfied"
    agreeing.do(AddNote("costs", "The council pays"))
    again = ticks(agreeing)
    assert again[Point.AGAIN].words == "Ask again: 3 people about 1 element: 9 Budget costs"
    assert again[Point.ASKED].done
    assert not again[Point.SATISFIED].done


def test_a_not_yet_and_a_leaver_are_named(agreeing: Session) -> None:
    one, two, _ = (row.person.id for row in agreement(agreeing.canvas).rows)
    agreeing.do(GiveAnswer(one, AnswerKind.NOT_YET, "name who pays"))
    agreeing.do(Leave(two))
    found = ticks(agreeing)
    assert (found[Point.SATISFIED].words, found[Point.SATISFIED].more) == ("1 person not satisfied yet", "Person 1")
    assert (found[Point.LEAVERS].words, found[Point.LEAVERS].more) == ("Decide on 1 person who left", "Person 2")
    agreeing.do(DecideOnLeaver(two, Leaving.EXCLUDED, "had to catch a train"))
    assert ticks(agreeing)[Point.LEAVERS].done


def test_an_empty_room_is_not_ready(agreeing: Session) -> None:
    for row in agreement(agreeing.canvas).rows:
        agreeing.do(Leave(row.person.id))
    found = ticks(agreeing)
    assert not found[Point.ASKED].done
    assert not found[Point.SATISFIED].done
