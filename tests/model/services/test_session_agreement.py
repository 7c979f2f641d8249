"""Agreement is to exact words, by everybody who counts and is in the room."""

from __future__ import annotations

import hashlib
from collections.abc import Callable, Iterator
from contextlib import suppress

import builders
import pytest
import rfc8785
from at_length import at_length
from hypothesis import given, settings
from hypothesis import strategies as st
from random_changes import ANSWERS, CONTENT, PEOPLE, a_change

from cmc_desktop.model.domain.agreement import Standing, agreement
from cmc_desktop.model.domain.answer import AnswerKind
from cmc_desktop.model.domain.canvas import Canvas
from cmc_desktop.model.domain.changes import (
    AddNote,
    AddPeople,
    Arrive,
    BackPhase,
    Change,
    ComeBack,
    DecideOnLeaver,
    EditNote,
    EditPerson,
    EndWorkshop,
    GiveAnswer,
    Leave,
    MoveNotes,
    MovePerson,
    NextPhase,
    RemovePeople,
    RemovePerson,
    Rename,
    ShowOfHands,
    SignOffCanvas,
    WithdrawAnswer,
)
from cmc_desktop.model.domain.changes.people import PersonDetails
from cmc_desktop.model.domain.errors import NotThere, Refusal
from cmc_desktop.model.domain.participant import Capacity, Leaving, Participant
from cmc_desktop.model.services.library import Library
from cmc_desktop.model.services.session import Session

YES, BUT, NO = AnswerKind.SATISFIED, AnswerKind.RESERVATION, AnswerKind.NOT_YET


@pytest.fixture(scope="module")
def shared_library(tmp_path_factory: pytest.TempPathFactory) -> Iterator[Library]:
    library = builders.open_library(tmp_path_factory.mktemp("agreement"))
    yield library
    library.close()


def fresh_hash(canvas: Canvas) -> str:
    """The content hash worked out anew from the notes, without the canvas's memory of it."""
    boxes = [
        {
            "key": box,
            "none_identified": canvas.mark(box).none_identified,
            "notes": [{"id": n.id, "text": n.text, "tags": list(n.tags)} for n in canvas.notes_in(box)],
        }
        for box in builders.BOXES
    ]
    head = {"title": canvas.head.title, "city": canvas.head.city}
    template = {"template": "city-model-canvas", "template_version": 1, "format": "cmc-content/1"}
    return hashlib.sha256(rfc8785.dumps({**head, **template, "boxes": boxes})).hexdigest()


def agreed(canvas: Canvas, said: dict[str, tuple[str, str]]) -> bool:
    """Whether all agree, told from the roster and from who `said` what to which words."""
    words = fresh_hash(canvas)
    asked = 0
    for person in canvas.all(Participant):
        if person.removed or not person.counts or person.capacity not in ("participant", "moderator"):
            continue
        kind, told_to = said.get(person.id, ("", ""))
        yes = kind in ("satisfied", "reservation") and told_to == words
        if person.left_at:
            if not (person.leaving == "excluded" or (person.leaving == "last_answer" and yes)):
                return False
        elif person.arrived_at:
            asked += 1
            if not yes:
                return False
    return asked > 0


@settings(max_examples=30, deadline=None)
@given(data=st.data())
def test_agreement_is_complete_exactly_when_everyone_in_the_room_agrees_to_these_words(
    shared_library: Library, data: st.DataObject
) -> None:
    session = shared_library.session(shared_library.new("Night bus"))
    builders.put(session, "value", "one", "two")
    builders.add_people(session, data.draw(st.integers(1, 3)), 1)
    builders.set_agenda(session, [("consensus", "Agree", 60)])
    builders.bring_to(session, "consensus")
    said: dict[str, tuple[str, str]] = {}
    for _ in range(data.draw(st.integers(1, 20))):
        way = data.draw(st.sampled_from(["answer", "all", "answer", "content", "people", "leaver", "undo", "redo"]))
        words = fresh_hash(session.canvas)
        with suppress(Refusal, NotThere):
            if way == "undo":
                session.undo()
            elif way == "redo":
                session.redo()
            elif way == "all":
                for person in session.canvas.people:
                    with suppress(Refusal):
                        session.do(GiveAnswer(person.id, YES))
                        said[person.id] = ("satisfied", words)
            else:
                kinds = {"answer": ANSWERS, "content": CONTENT, "people": PEOPLE, "leaver": ("Leave", *ANSWERS)}
                change = a_change(data.draw, session.canvas, kinds[way])
                session.do(change)
                if isinstance(change, GiveAnswer):
                    said[change.person] = (change.kind, words)
                elif isinstance(change, ShowOfHands):
                    said |= dict.fromkeys(change.people, ("satisfied", words))
                elif isinstance(change, WithdrawAnswer):
                    said.pop(change.person, None)
        complete = agreed(session.canvas, said)
        now = agreement(session.canvas)
        assert session.canvas.content_hash == fresh_hash(session.canvas)
        assert now.complete == complete
        assert (not now.open_points) == complete
        assert all(row.person.capacity in ("participant", "moderator") for row in now.rows)
        assert session.canvas.head.state == ("agreed" if complete else "in_workshop")
    stored = shared_library.session(session.canvas.id).canvas
    assert agreement(stored) == agreement(session.canvas)
    if agreement(session.canvas).complete:
        session.do(SignOffCanvas())
        assert session.canvas.head.state == "signed"
    else:
        with pytest.raises(Refusal, match="cannot be signed off yet"):
            session.do(SignOffCanvas())


test_agreement_at_length = at_length(
    test_agreement_is_complete_exactly_when_everyone_in_the_room_agrees_to_these_words, 800
)


def standing(session: Session, person: str) -> Standing | None:
    return next((row.standing for row in agreement(session.canvas).rows if row.person.id == person), None)


def people(session: Session) -> list[str]:
    """The participants' ids; the moderator, the note-taker and the observers left out."""
    return [person.id for person in session.canvas.people if person.capacity == Capacity.PARTICIPANT]


def test_only_the_last_yes_completes_the_agreement(agreeing: Session) -> None:
    for person in people(agreeing):
        assert not agreement(agreeing.canvas).complete
        assert agreeing.canvas.head.state == "in_workshop"
        agreeing.do(GiveAnswer(person, YES))
    assert agreement(agreeing.canvas).complete
    assert agreeing.canvas.head.state == "agreed"


def test_rewording_makes_every_answer_stale_and_undoing_it_makes_them_count_again(agreeing: Session) -> None:
    builders.everyone_satisfied(agreeing)
    note = builders.ids(agreeing, "value")[0]
    agreeing.do(EditNote(note, "Other words"))
    assert {row.standing for row in agreement(agreeing.canvas).rows} == {Standing.STALE}
    assert agreeing.canvas.head.state == "in_workshop"
    agreeing.undo()
    assert agreement(agreeing.canvas).complete
    agreeing.redo()
    assert not agreement(agreeing.canvas).complete
    agreeing.do(EditNote(note, agreeing.content_of(agreeing.canvas.answers[0].content_hash).boxes[1].notes[0].text))
    assert agreement(agreeing.canvas).complete
    assert agreeing.canvas.head.state == "agreed"


def test_what_changed_since_a_stale_answer_can_be_told_even_after_a_restart(
    library: Library, agreeing: Session
) -> None:
    builders.everyone_satisfied(agreeing)
    old = agreeing.canvas.content
    builders.put(agreeing, "value", "One more")
    fresh = library.session(agreeing.canvas.id)
    for row in agreement(fresh.canvas).rows:
        assert row.answer is not None
        assert fresh.content_of(row.answer.content_hash) == old


def test_title_and_order_are_part_of_what_is_agreed_to_and_the_element_on_screen_is_not(agreeing: Session) -> None:
    builders.put(agreeing, "value", "another")
    builders.everyone_satisfied(agreeing)
    agreeing.do(MoveNotes((builders.ids(agreeing, "value")[0],), "value"))
    assert not agreement(agreeing.canvas).complete
    agreeing.undo()
    agreeing.do(Rename("Another title", "Port Alder"))
    assert not agreement(agreeing.canvas).complete
    agreeing.undo()
    assert agreement(agreeing.canvas).complete


def test_observers_and_note_takers_are_never_asked(agreeing: Session) -> None:
    silent = [p for p in agreeing.canvas.people if p.capacity in (Capacity.OBSERVER, Capacity.NOTE_TAKER)]
    assert len(silent) == 2
    for person in silent:
        agreeing.do(EditPerson(person.id, PersonDetails(person.name, capacity=person.capacity, counts=True)))
        assert standing(agreeing, person.id) is None
        with pytest.raises(Refusal, match="is not asked"):
            agreeing.do(GiveAnswer(person.id, YES))


def test_the_moderator_counts_when_the_workshop_wants_it(agreeing: Session) -> None:
    moderator = agreeing.canvas.people[0]
    assert moderator.capacity == Capacity.MODERATOR
    assert standing(agreeing, moderator.id) is None
    builders.everyone_satisfied(agreeing)
    agreeing.do(EditPerson(moderator.id, PersonDetails(moderator.name, capacity="moderator", counts=True)))
    assert standing(agreeing, moderator.id) is Standing.NOT_ASKED
    assert agreeing.canvas.head.state == "in_workshop"


def test_who_comes_late_has_to_be_asked_too(agreeing: Session) -> None:
    builders.everyone_satisfied(agreeing)
    late = builders.add_person(agreeing, "Late", arrived=False)
    assert standing(agreeing, late) is Standing.ABSENT
    assert agreement(agreeing.canvas).complete
    with pytest.raises(Refusal, match="not in the room"):
        agreeing.do(GiveAnswer(late, YES))
    agreeing.do(Arrive(late))
    assert agreement(agreeing.canvas).open_points == ("1 person has not been asked.",)


@pytest.mark.parametrize("kind", [BUT, NO])
@pytest.mark.parametrize("words", ["", " \n "])
def test_a_reservation_and_a_not_yet_need_the_persons_words(agreeing: Session, kind: str, words: str) -> None:
    with pytest.raises(Refusal, match="own words"):
        agreeing.do(GiveAnswer(people(agreeing)[0], kind, words))
    assert agreeing.canvas.answers == []


def test_a_reservation_counts_with_its_words_and_a_not_yet_does_not(agreeing: Session) -> None:
    first, *others = people(agreeing)
    for person in others:
        agreeing.do(GiveAnswer(person, YES))
    agreeing.do(GiveAnswer(first, NO, "The costs are missing"))
    assert standing(agreeing, first) is Standing.NOT_YET
    assert agreement(agreeing.canvas).open_points == ("1 person is not satisfied yet.",)
    agreeing.do(GiveAnswer(first, BUT, "As long as costs are looked at again"))
    assert standing(agreeing, first) is Standing.RESERVATION
    assert agreement(agreeing.canvas).complete
    assert [answer.words for answer in agreeing.canvas.answers][2:] == [
        "The costs are missing",
        "As long as costs are looked at again",
    ]


def test_every_answer_stays_in_the_history_and_the_same_one_twice_is_one(agreeing: Session) -> None:
    person = people(agreeing)[0]
    assert agreeing.do(GiveAnswer(person, YES, how="slip"))
    assert agreeing.do(GiveAnswer(person, YES)) is None
    agreeing.do(WithdrawAnswer(person))
    assert standing(agreeing, person) is Standing.NOT_ASKED
    assert agreeing.do(WithdrawAnswer(person)) is None
    agreeing.do(GiveAnswer(person, YES))
    assert standing(agreeing, person) is Standing.SATISFIED
    assert [(a.serial, a.kind, a.withdrawn) for a in agreeing.canvas.answers] == [
        (1, "satisfied", False),
        (2, "satisfied", True),
        (3, "satisfied", False),
    ]


def test_answers_wait_for_the_agreement_phase_and_outlive_it(agreeing: Session) -> None:
    first, *others = people(agreeing)
    builders.everyone_satisfied(agreeing)
    agreeing.do(NextPhase())
    with pytest.raises(Refusal, match="agreement phase only"):
        agreeing.do(WithdrawAnswer(first))
    assert agreement(agreeing.canvas).complete
    agreeing.do(BackPhase())
    agreeing.do(BackPhase())
    assert agreement(agreeing.canvas).complete
    for change in (GiveAnswer(others[0], NO, "Not any more"), WithdrawAnswer(first)):
        with pytest.raises(Refusal, match="agreement phase only"):
            agreeing.do(change)
    agreeing.do(EndWorkshop())
    assert agreeing.canvas.head.state == "agreed"


def test_who_leaves_is_decided_on_and_never_dropped(agreeing: Session) -> None:
    first, second, third = people(agreeing)
    agreeing.do(GiveAnswer(first, YES))
    agreeing.do(GiveAnswer(second, YES))
    for person in (first, third):
        agreeing.do(Leave(person))
    assert not agreement(agreeing.canvas).complete
    assert len(agreement(agreeing.canvas).undecided) == 2
    assert "Person 1" in " ".join(agreement(agreeing.canvas).open_points)
    with pytest.raises(Refusal, match="without being satisfied"):
        agreeing.do(DecideOnLeaver(third, Leaving.LAST_ANSWER))
    with pytest.raises(Refusal, match="Say why"):
        agreeing.do(DecideOnLeaver(third, Leaving.EXCLUDED, " "))
    with pytest.raises(Refusal, match="in the room"):
        agreeing.do(DecideOnLeaver(second, Leaving.EXCLUDED, "Because"))
    agreeing.do(DecideOnLeaver(first, Leaving.LAST_ANSWER))
    agreeing.do(DecideOnLeaver(third, Leaving.EXCLUDED, "Was only here for the morning"))
    assert (standing(agreeing, first), standing(agreeing, third)) == (Standing.LEFT_COUNTED, Standing.LEFT_EXCLUDED)
    assert agreement(agreeing.canvas).complete
    with pytest.raises(Refusal, match="not in the room"):
        agreeing.do(GiveAnswer(first, NO, "By telephone"))


def test_the_yes_of_somebody_who_left_is_not_carried_over_to_other_words(agreeing: Session) -> None:
    first, *_ = people(agreeing)
    builders.everyone_satisfied(agreeing)
    agreeing.do(Leave(first))
    agreeing.do(DecideOnLeaver(first, Leaving.LAST_ANSWER))
    assert agreement(agreeing.canvas).complete
    builders.put(agreeing, "value", "Behind their back")
    builders.everyone_satisfied(agreeing)
    assert standing(agreeing, first) is Standing.LEFT_UNDECIDED
    assert not agreement(agreeing.canvas).complete
    with pytest.raises(Refusal, match="no answer counts"):
        agreeing.do(DecideOnLeaver(first, Leaving.LAST_ANSWER))
    agreeing.undo()
    assert standing(agreeing, first) is Standing.LEFT_COUNTED
    assert {row.standing for row in agreement(agreeing.canvas).to_ask} == {Standing.STALE}


def test_only_the_last_answer_of_a_person_counts(agreeing: Session) -> None:
    first, *_ = people(agreeing)
    builders.everyone_satisfied(agreeing)
    builders.put(agreeing, "value", "Not wanted")
    agreeing.do(GiveAnswer(first, NO, "Take it out again"))
    agreeing.undo()
    assert standing(agreeing, first) is Standing.STALE
    assert not agreement(agreeing.canvas).complete
    agreeing.do(GiveAnswer(first, YES))
    assert agreement(agreeing.canvas).complete


def test_who_comes_back_is_asked_like_everybody(agreeing: Session) -> None:
    first, *_ = people(agreeing)
    builders.everyone_satisfied(agreeing)
    agreeing.do(Leave(first))
    agreeing.do(DecideOnLeaver(first, Leaving.EXCLUDED, "Had to go"))
    agreeing.do(AddNote("value", "Meanwhile"))
    agreeing.do(ComeBack(first))
    assert standing(agreeing, first) is Standing.STALE
    builders.everyone_satisfied(agreeing)
    assert agreement(agreeing.canvas).complete


def test_no_undo_brings_an_exclusion_back_over_a_fresh_objection(agreeing: Session) -> None:
    first, *others = people(agreeing)
    builders.put(agreeing, "value", "Something to undo")
    builders.everyone_satisfied(agreeing)
    agreeing.do(Leave(first))
    agreeing.do(DecideOnLeaver(first, Leaving.EXCLUDED, "Had to go"))
    agreeing.do(ComeBack(first))
    agreeing.do(GiveAnswer(first, NO, "I am back, and I object"))
    assert agreeing.undo_label == "add note"
    with suppress(Refusal):
        while agreeing.undo():
            assert standing(agreeing, first) is Standing.STALE
            assert not agreement(agreeing.canvas).complete
    with suppress(Refusal):
        while agreeing.redo():
            assert not agreement(agreeing.canvas).complete
    assert standing(agreeing, first) is Standing.NOT_YET
    assert {standing(agreeing, person) for person in others} == {Standing.SATISFIED}


def test_no_redo_takes_somebody_away_again_who_came_back(agreeing: Session) -> None:
    first, *_ = people(agreeing)
    builders.put(agreeing, "value", "To be undone")
    agreeing.do(Leave(first))
    agreeing.do(DecideOnLeaver(first, Leaving.EXCLUDED, "Had to go"))
    agreeing.undo()
    agreeing.do(ComeBack(first))
    agreeing.do(GiveAnswer(first, NO, "I object"))
    agreeing.redo()
    assert agreeing.redo() is None
    assert standing(agreeing, first) is Standing.STALE
    agreeing.undo()
    assert standing(agreeing, first) is Standing.NOT_YET


def test_an_edited_person_keeps_what_was_decided_when_the_edit_is_undone(agreeing: Session) -> None:
    first, *_ = people(agreeing)
    agreeing.do(Leave(first))
    agreeing.do(EditPerson(first, PersonDetails("Person One")))
    agreeing.do(DecideOnLeaver(first, Leaving.EXCLUDED, "Had to go"))
    agreeing.undo()
    assert agreeing.canvas.person(first).name == "Person 1"
    assert standing(agreeing, first) is Standing.LEFT_EXCLUDED


NOT_COUNTED = PersonDetails("Person 1", counts=False)
OBSERVING = PersonDetails("Person 1", capacity=Capacity.OBSERVER)
#: the ways to take a person out of the count
DROPS: dict[str, Callable[[str], Change]] = {
    "removed": RemovePerson,
    "removed with others": lambda person: RemovePeople((person,)),
    "not counted": lambda person: EditPerson(person, NOT_COUNTED),
    "made an observer": lambda person: EditPerson(person, OBSERVING),
}


def refused_to_drop(session: Session, drop: Callable[[], object]) -> None:
    before = builders.everything(session.canvas)
    with pytest.raises(Refusal, match="cannot just be left out") as refused:
        drop()
    assert "has left" in refused.value.todo
    assert not refused.value.slip
    assert builders.everything(session.canvas) == before


@pytest.mark.parametrize("slip", ["", "By mistake"])
@pytest.mark.parametrize("drop", DROPS)
def test_nobody_is_dropped_from_the_count_while_they_can_be_asked(agreeing: Session, drop: str, slip: str) -> None:
    first, *_ = people(agreeing)
    refused_to_drop(agreeing, lambda: agreeing.do(DROPS[drop](first), slip=slip))


@pytest.mark.parametrize("drop", DROPS)
@pytest.mark.parametrize("then", [Leave, WithdrawAnswer])
def test_nobody_who_answered_is_ever_dropped_from_the_count(
    agreeing: Session, drop: str, then: Callable[[str], Change]
) -> None:
    first, *_ = people(agreeing)
    agreeing.do(GiveAnswer(first, NO, "Not like this"))
    agreeing.do(then(first))
    refused_to_drop(agreeing, lambda: agreeing.do(DROPS[drop](first)))
    agreeing.do(BackPhase())
    refused_to_drop(agreeing, lambda: agreeing.do(DROPS[drop](first)))
    agreeing.do(EndWorkshop())
    refused_to_drop(agreeing, lambda: agreeing.do(DROPS[drop](first)))


@pytest.mark.parametrize("drop", DROPS)
def test_outside_the_agreement_who_was_not_asked_yet_may_be_taken_out(agreeing: Session, drop: str) -> None:
    first, *_ = people(agreeing)
    agreeing.do(BackPhase())
    agreeing.do(DROPS[drop](first))
    agreeing.do(NextPhase())
    assert standing(agreeing, first) is None


@pytest.mark.parametrize("drop", DROPS)
def test_who_is_not_in_the_room_and_never_answered_may_be_taken_out(agreeing: Session, drop: str) -> None:
    away = builders.add_person(agreeing, "Person 1", arrived=False)
    agreeing.do(DROPS[drop](away))
    assert standing(agreeing, away) is None


def test_undo_and_redo_drop_nobody_from_the_count(agreeing: Session) -> None:
    moderator = agreeing.canvas.people[0]
    counted = PersonDetails(moderator.name, capacity=Capacity.MODERATOR, counts=True)
    agreeing.do(EditPerson(moderator.id, counted))
    refused_to_drop(agreeing, agreeing.undo)
    agreeing.do(AddPeople((PersonDetails("Late"), PersonDetails("Later"))))
    late = agreeing.canvas.people[-2].id
    agreeing.undo()
    agreeing.redo()
    agreeing.do(Arrive(late))
    agreeing.do(GiveAnswer(late, YES))
    agreeing.do(Leave(late))
    refused_to_drop(agreeing, lambda: agreeing.undo(slip="By mistake"))
    assert standing(agreeing, late) is Standing.LEFT_UNDECIDED


def test_redo_drops_nobody_who_answered_since(agreeing: Session) -> None:
    first, *_ = people(agreeing)
    agreeing.do(BackPhase())
    agreeing.do(RemovePerson(first))
    agreeing.undo()
    agreeing.do(NextPhase())
    agreeing.do(GiveAnswer(first, NO, "Not like this"))
    refused_to_drop(agreeing, agreeing.redo)
    assert standing(agreeing, first) is Standing.NOT_YET


def test_who_is_asked_may_be_renamed_and_moved_and_counted_again(agreeing: Session) -> None:
    first, *_ = people(agreeing)
    agreeing.do(GiveAnswer(first, YES))
    assert agreeing.do(EditPerson(first, PersonDetails("Person One", capacity=Capacity.MODERATOR, counts=True)))
    assert agreeing.do(MovePerson(first, 0))
    assert standing(agreeing, first) is Standing.SATISFIED


def test_an_answer_is_held_to_the_words_it_was_given_for(library: Library, agreeing: Session) -> None:
    first, second, _ = people(agreeing)
    heard = agreeing.canvas.content_hash
    builders.put(library.session(agreeing.canvas.id), "value", "Typed in the other window")
    with pytest.raises(Refusal, match="changed in the meantime"):
        agreeing.do(GiveAnswer(first, YES, heard=heard))
    assert agreeing.canvas.answers == []
    agreeing.do(GiveAnswer(first, YES, heard=agreeing.canvas.content_hash))
    agreeing.do(GiveAnswer(second, NO, "Whatever it says"))
    assert {answer.content_hash for answer in agreeing.canvas.answers} == {agreeing.canvas.content_hash}


def test_a_sign_off_is_held_to_the_words_on_the_screen(library: Library, agreeing: Session) -> None:
    builders.everyone_satisfied(agreeing)
    heard = agreeing.canvas.content_hash
    other = library.session(agreeing.canvas.id)
    builders.put(other, "value", "Typed in the other window")
    builders.everyone_satisfied(other)
    with pytest.raises(Refusal, match="changed in the meantime"):
        agreeing.do(SignOffCanvas(heard=heard))
    assert (agreeing.canvas.sign_off, agreeing.canvas.head.state) == (None, "agreed")
    agreeing.do(SignOffCanvas(heard=agreeing.canvas.content_hash))
    assert agreeing.canvas.sign_off is not None


def test_the_agreement_is_worked_out_once_and_anew_after_every_write(library: Library, agreeing: Session) -> None:
    first, *_ = people(agreeing)
    now = agreement(agreeing.canvas)
    assert agreement(agreeing.canvas) is now
    snapshot = agreeing.canvas.snapshot()
    library.session(agreeing.canvas.id).do(GiveAnswer(first, YES))
    agreeing.catch_up()
    assert standing(agreeing, first) is Standing.SATISFIED
    assert agreement(snapshot) == now


def test_with_nobody_in_the_room_nothing_is_agreed(session: Session) -> None:
    builders.fill(session, 14)
    person = builders.add_person(session, "Only one")
    builders.bring_to(session, "consensus")
    session.do(GiveAnswer(person, YES))
    assert agreement(session.canvas).complete
    session.do(Leave(person))
    session.do(DecideOnLeaver(person, Leaving.LAST_ANSWER))
    assert not agreement(session.canvas).complete
    with pytest.raises(Refusal, match="Nobody who counts"):
        session.do(SignOffCanvas())


def test_who_is_not_on_the_roster_cannot_answer(agreeing: Session) -> None:
    with pytest.raises(NotThere, match="not on the roster"):
        agreeing.do(GiveAnswer("nobody", YES))


def test_somebody_who_left_without_an_answer_is_decided_on_and_not_removed(session: Session) -> None:
    people = builders.workshop_at(session, "consensus")
    for person in people[1:]:
        session.do(GiveAnswer(person, "satisfied"))
    session.do(Leave(people[0]))
    with pytest.raises(Refusal, match="cannot just be left out"):
        session.do(RemovePerson(people[0]))
    assert not agreement(session.canvas).complete


def test_an_undo_that_is_refused_for_good_does_not_bar_the_way_to_what_lies_below(session: Session) -> None:
    builders.workshop_at(session, "consensus")
    note = AddNote("value", "said before")
    session.do(note)
    late = builders.add_person(session, "Late", arrived=True)
    session.do(GiveAnswer(late, "satisfied"))
    with pytest.raises(Refusal, match="cannot just be left out"):
        session.undo()
    session.undo()
    assert note.id not in builders.ids(session, "value")
