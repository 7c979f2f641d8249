"""The roster: who is expected, who came, who left, in which capacity."""

from __future__ import annotations

import builders
import pytest

from cmc_desktop.model.domain.answer import AnswerKind
from cmc_desktop.model.domain.changes import (
    AddPeople,
    AddPerson,
    Arrive,
    ComeBack,
    EditPerson,
    EveryoneArrives,
    GiveAnswer,
    Leave,
    MovePerson,
    RemovePeople,
    RemovePerson,
    WasNotHere,
)
from cmc_desktop.model.domain.changes.people import PersonDetails
from cmc_desktop.model.domain.errors import NotThere, Refusal
from cmc_desktop.model.domain.participant import Capacity, Sector
from cmc_desktop.model.services.clock import ManualClock
from cmc_desktop.model.services.library import Library
from cmc_desktop.model.services.session import Session


def names(session: Session) -> str:
    return "".join(person.name for person in session.canvas.people)


@pytest.fixture
def four(session: Session) -> Session:
    for name in "ABCD":
        builders.add_person(session, name, arrived=False)
    return session


def person(session: Session, name: str) -> str:
    return next(one.id for one in session.canvas.people if one.name == name)


def test_everything_about_a_person_is_kept(library: Library, session: Session) -> None:
    details = PersonDetails(
        " Ada  L. ", "Council", "Engineer", Sector.ACADEMIA, Capacity.PARTICIPANT, "Students", counts=False
    )
    session.do(AddPerson(details))
    (ada,) = library.session(session.canvas.id).canvas.people
    assert PersonDetails.of(ada) == PersonDetails(
        "Ada L.", "Council", "Engineer", "academia", "participant", "Students", counts=False
    )


@pytest.mark.parametrize(
    ("capacity", "counts", "asked"),
    [
        (Capacity.PARTICIPANT, None, True),
        (Capacity.PARTICIPANT, False, False),
        (Capacity.MODERATOR, None, False),
        (Capacity.MODERATOR, True, True),
        (Capacity.NOTE_TAKER, None, False),
        (Capacity.NOTE_TAKER, True, False),
        (Capacity.OBSERVER, None, False),
        (Capacity.OBSERVER, True, False),
    ],
)
def test_who_counts(session: Session, capacity: Capacity, counts: bool | None, asked: bool) -> None:
    session.do(AddPerson(PersonDetails("Ada", capacity=capacity, counts=counts)))
    assert session.canvas.people[0].asked == asked


def test_a_person_needs_a_name(four: Session) -> None:
    with pytest.raises(Refusal, match="name or a pseudonym"):
        four.do(AddPerson(PersonDetails(" ")))
    with pytest.raises(Refusal, match="name or a pseudonym"):
        four.do(EditPerson(person(four, "A"), PersonDetails("")))
    assert names(four) == "ABCD"


def test_the_roster_keeps_its_order(four: Session) -> None:
    four.do(MovePerson(person(four, "D"), 0))
    assert names(four) == "DABC"
    four.do(MovePerson(person(four, "D"), 3))
    assert names(four) == "ABDC"
    four.do(MovePerson(person(four, "A"), 99))
    assert names(four) == "BDCA"
    assert four.do(MovePerson(person(four, "A"), 4)) is None
    four.do(RemovePerson(person(four, "D")))
    assert names(four) == "BCA"
    for wanted in ("BDCA", "ABDC", "DABC", "ABCD"):
        four.undo()
        assert names(four) == wanted


def test_people_come_and_go(four: Session, clock: ManualClock) -> None:
    a, b = person(four, "A"), person(four, "B")
    start = clock.now()
    four.do(Arrive(a))
    clock.forward(minutes=10)
    assert four.do(Arrive(a)) is None
    assert four.do(Leave(b)) is None
    four.do(Leave(a))
    assert (four.canvas.person(a).arrived_at, four.canvas.person(a).left_at) == (start, clock.now())
    assert not four.canvas.person(a).present
    clock.forward(minutes=10)
    four.do(EveryoneArrives())
    assert [one.present for one in four.canvas.people] == [False, True, True, True]
    assert four.do(EveryoneArrives()) is None
    four.do(ComeBack(a))
    assert (four.canvas.person(a).arrived_at, four.canvas.person(a).left_at) == (start, 0)
    assert four.do(ComeBack(a)) is None


def test_several_people_are_added_and_removed_in_one_step(four: Session) -> None:
    four.do(AddPeople((PersonDetails("E"), PersonDetails("F"))))
    assert names(four) == "ABCDEF"
    four.do(RemovePeople((person(four, "F"), person(four, "A"), person(four, "F"))))
    assert names(four) == "BCDE"
    four.undo()
    four.undo()
    assert names(four) == "ABCD"
    four.redo()
    four.redo()
    assert names(four) == "BCDE"
    assert four.do(AddPeople(())) is None
    with pytest.raises(Refusal, match="name or a pseudonym"):
        four.do(AddPeople((PersonDetails("G"), PersonDetails(" "))))
    assert names(four) == "BCDE"


def test_an_arrival_marked_by_mistake_is_taken_back_unless_the_person_answered(agreeing: Session) -> None:
    first, second = [one.id for one in agreeing.canvas.people if one.capacity == Capacity.PARTICIPANT][:2]
    agreeing.do(GiveAnswer(first, AnswerKind.SATISFIED))
    with pytest.raises(Refusal, match="has given an answer"):
        agreeing.do(WasNotHere(first))
    agreeing.do(WasNotHere(second))
    assert not agreeing.canvas.person(second).arrived_at
    assert agreeing.do(WasNotHere(second)) is None
    agreeing.do(Arrive(second))
    assert agreeing.canvas.person(second).present


def test_who_came_and_went_is_history_that_undo_does_not_take_back(four: Session) -> None:
    a, b = person(four, "A"), person(four, "B")
    builders.put(four, "value", "one")
    four.do(EveryoneArrives())
    for change in (Leave(a), ComeBack(a), Leave(a), WasNotHere(b), Arrive(b), WasNotHere(b)):
        assert four.do(change)
        assert four.undo_label == "add note"
    before = four.canvas.people
    four.undo()
    assert (builders.texts(four, "value"), four.canvas.people) == ([], before)
    four.redo()
    assert (builders.texts(four, "value"), four.canvas.people) == (["one"], before)


def test_an_edit_that_changes_nothing_is_no_step(four: Session) -> None:
    assert four.do(EditPerson(person(four, "A"), PersonDetails(" A "))) is None


def test_who_was_removed_is_not_there(four: Session) -> None:
    gone = person(four, "A")
    four.do(RemovePerson(gone))
    for change in (
        Arrive(gone),
        Leave(gone),
        MovePerson(gone, 2),
        RemovePerson(gone),
        EditPerson(gone, PersonDetails("X")),
    ):
        with pytest.raises(NotThere, match="not on the roster"):
            four.do(change)
