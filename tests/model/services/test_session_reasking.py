"""Who has to be asked again and about what: exactly the elements that differ from what each of them answered for."""

from __future__ import annotations

from collections.abc import Iterator
from contextlib import suppress

import builders
import pytest
from hypothesis import given, settings
from hypothesis import strategies as st
from random_changes import CONTENT, a_change

from cmc_desktop.model.domain.agreement import Standing, agreement
from cmc_desktop.model.domain.answer import AnswerKind
from cmc_desktop.model.domain.changes import AddNote, EditNote, GiveAnswer, Leave, MoveNotes, Rename
from cmc_desktop.model.domain.difference import differences
from cmc_desktop.model.domain.errors import NotThere, Refusal
from cmc_desktop.model.domain.reasking import Reasking, about, elements_of, sentence
from cmc_desktop.model.domain.revision import Content
from cmc_desktop.model.services.library import Library
from cmc_desktop.model.services.session import Session


@pytest.fixture(scope="module")
def shared_library(tmp_path_factory: pytest.TempPathFactory) -> Iterator[Library]:
    library = builders.open_library(tmp_path_factory.mktemp("reasking"))
    yield library
    library.close()


def told(session: Session) -> tuple[dict[str, tuple[str, ...]], str]:
    """The elements by person's name, and the summed sentence."""
    due = Reasking(session.content_of).due(session.canvas)
    return {one.person.name: one.elements for one in due}, sentence(due, session.canvas.template)


def test_nobody_is_asked_again_while_the_words_stay(agreeing: Session) -> None:
    assert told(agreeing) == ({}, "")
    builders.everyone_satisfied(agreeing)
    assert told(agreeing) == ({}, "")


def test_three_people_about_one_element(agreeing: Session) -> None:
    builders.everyone_satisfied(agreeing)
    agreeing.do(AddNote("activities", "Train the drivers"))
    people, words = told(agreeing)
    assert people == dict.fromkeys(("Person 1", "Person 2", "Person 3"), ("activities",))
    assert words == "3 people about 1 element: 7 Key activities"


def test_each_is_asked_about_what_changed_since_their_own_answer(agreeing: Session) -> None:
    one, two, three = (row.person.id for row in agreement(agreeing.canvas).rows)
    agreeing.do(GiveAnswer(one, AnswerKind.SATISFIED))
    agreeing.do(AddNote("costs", "The council pays"))
    agreeing.do(GiveAnswer(two, AnswerKind.SATISFIED))
    (moved,) = builders.ids(agreeing, "partners")[:1]
    agreeing.do(MoveNotes((moved,), "buyin", 0))
    agreeing.do(GiveAnswer(three, AnswerKind.SATISFIED))
    people, words = told(agreeing)
    assert people == {"Person 1": ("buyin", "partners", "costs"), "Person 2": ("buyin", "partners")}
    assert words == "2 people about 3 elements"


def test_the_same_words_again_ask_nobody_again(agreeing: Session) -> None:
    builders.everyone_satisfied(agreeing)
    note = agreeing.canvas.notes_in("costs")[0]
    agreeing.do(EditNote(note.id, "Other words"))
    assert told(agreeing)[1] == "3 people about 1 element: 9 Budget costs"
    agreeing.do(EditNote(note.id, note.text))
    assert told(agreeing) == ({}, "")


def test_a_new_title_is_told_as_such(agreeing: Session) -> None:
    builders.everyone_satisfied(agreeing)
    agreeing.do(Rename("Day bus", "Port Alder"))
    due = Reasking(agreeing.content_of).due(agreeing.canvas)
    assert told(agreeing)[1] == "3 people about title and city"
    assert about(due[0], agreeing.canvas.template) == "title and city"


def test_words_that_are_not_kept_are_asked_about_without_saying_what_differs(agreeing: Session) -> None:
    builders.everyone_satisfied(agreeing)
    agreeing.do(AddNote("costs", "The council pays"))

    def nothing_kept(content_hash: str) -> Content:
        raise NotThere(content_hash)

    due = Reasking(nothing_kept).due(agreeing.canvas)
    assert [one.known for one in due] == [False] * 3
    assert sentence(due, agreeing.canvas.template) == "3 people about other words than these"


def test_whoever_left_is_decided_on_and_not_asked_again(agreeing: Session) -> None:
    builders.everyone_satisfied(agreeing)
    agreeing.do(AddNote("costs", "The council pays"))
    agreeing.do(Leave(agreement(agreeing.canvas).rows[0].person.id))
    assert sorted(told(agreeing)[0]) == ["Person 2", "Person 3"]


def test_answered_words_are_read_once(agreeing: Session) -> None:
    builders.everyone_satisfied(agreeing)
    read: list[str] = []

    def reading(content_hash: str) -> Content:
        read.append(content_hash)
        return agreeing.content_of(content_hash)

    reasking = Reasking(reading)
    for words in ("one", "two", "three"):
        agreeing.do(AddNote("costs", words))
        assert len(reasking.due(agreeing.canvas)) == 3
    assert len(read) == 1


@settings(max_examples=25, deadline=None)
@given(data=st.data())
def test_the_elements_are_those_in_which_a_difference_can_be_read(shared_library: Library, data: st.DataObject) -> None:
    session = shared_library.session(shared_library.new("Night bus"))
    builders.workshop_at(session, "consensus", notes=6)
    people = [row.person.id for row in agreement(session.canvas).rows]
    for _ in range(data.draw(st.integers(1, 12))):
        with suppress(Refusal, NotThere):
            if data.draw(st.booleans()):
                session.do(GiveAnswer(data.draw(st.sampled_from(people)), AnswerKind.SATISFIED))
            session.do(a_change(data.draw, session.canvas, CONTENT))
    due = {one.person.id: one for one in Reasking(session.content_of).due(session.canvas)}
    for row in agreement(session.canvas).rows:
        assert (row.person.id in due) == (row.standing is Standing.STALE)
        if row.person.id in due:
            assert row.answer is not None
            found = differences(session.content_of(row.answer.content_hash), session.canvas.content)
            wanted = {change.box for change in found} | {change.was_in for change in found}
            assert set(due[row.person.id].elements) == wanted - {""}
            assert due[row.person.id].entitled == ("" in {change.box for change in found})
    assert set(elements_of(due.values(), session.canvas.template)) == {
        key for one in due.values() for key in one.elements
    }
