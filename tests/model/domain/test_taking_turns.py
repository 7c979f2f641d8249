"""The round as a moderator leads it: next, pass, later, back, who is asked first, once more round."""

from __future__ import annotations

import builders
import pytest

from cmc_desktop.model.domain import changes as c
from cmc_desktop.model.domain.agenda import MINUTE
from cmc_desktop.model.domain.changes.people import PersonDetails
from cmc_desktop.model.domain.changes.turns import last_step
from cmc_desktop.model.domain.element_run import ElementRun, run_id
from cmc_desktop.model.domain.errors import Refusal
from cmc_desktop.model.domain.round_order import Round, round_now, turns_lacking
from cmc_desktop.model.domain.turn import Turn
from cmc_desktop.model.services.clock import ManualClock
from cmc_desktop.model.services.library import Library
from cmc_desktop.model.services.session import Session

VALUE = "value"


@pytest.fixture
def room(session: Session) -> dict[str, str]:
    """Ada, Ben, Cem and Dov in the first element of the round, an observer and a note-taker beside; their ids."""
    people = {name: builders.add_person(session, name) for name in ("Ada", "Ben", "Cem", "Dov")}
    builders.add_person(session, "Olga", "observer")
    builders.add_person(session, "Nora", "note_taker")
    builders.set_agenda(session)
    builders.bring_to(session, "round")
    return people


def at(session: Session) -> Round:
    now = round_now(session.canvas)
    assert now is not None
    return now


def order(session: Session) -> str:
    """The initials of those who still have a turn, the speaker first."""
    return "".join(person.name[0] for person in at(session).still)


def test_the_floor_goes_round_the_roster_and_no_further(session: Session, room: dict[str, str]) -> None:
    assert order(session) == "ABCD"
    session.do(c.NextSpeaker(was=room["Ada"]))
    session.do(c.PassTurn())
    assert order(session) == "CD"
    with pytest.raises(Refusal, match="Cem has the floor by now"):
        session.do(c.NextSpeaker(was=room["Ada"]))
    session.do(c.NextSpeaker())
    session.do(c.NextSpeaker())
    assert (order(session), at(session).speaker, at(session).next) == ("", None, None)
    with pytest.raises(Refusal, match="had their turn"):
        session.do(c.NextSpeaker())


def test_who_comes_back_later_is_asked_after_the_others_and_then_speaks_or_passes(
    session: Session, room: dict[str, str]
) -> None:
    session.do(c.ComeLater())
    session.do(c.ComeLater())
    assert order(session) == "CDAB"
    assert at(session).later == {room["Ada"], room["Ben"]}
    session.do(c.NextSpeaker())
    session.do(c.NextSpeaker())
    with pytest.raises(Refusal, match="Ada has come back"):
        session.do(c.ComeLater())
    session.do(c.PassTurn())
    assert order(session) == "B"


def test_the_last_one_cannot_come_later(session: Session, room: dict[str, str]) -> None:
    for _ in range(3):
        session.do(c.NextSpeaker())
    with pytest.raises(Refusal, match="Nobody else waits"):
        session.do(c.ComeLater())
    session.do(c.NextSpeaker())
    session.do(c.AnotherLap())
    session.do(c.NextSpeaker())
    late = builders.add_person(session, "Eva")
    session.do(c.NextSpeaker())
    assert at(session).speaker is not None
    assert at(session).speaker.id == late
    with pytest.raises(Refusal, match="Nobody else waits"):
        session.do(c.ComeLater())


def test_who_is_asked_first_does_not_change_the_order_of_the_others(session: Session, room: dict[str, str]) -> None:
    session.do(c.NextSpeaker())
    session.do(c.GiveFloor(room["Cem"]))
    assert order(session) == "CBD"
    session.do(c.NextSpeaker())
    assert order(session) == "BD"


def test_nobody_is_asked_twice_before_another_once(session: Session, room: dict[str, str]) -> None:
    session.do(c.NextSpeaker())
    with pytest.raises(Refusal, match="Ada has had a turn in this element; 3 people still wait"):
        session.do(c.GiveFloor(room["Ada"]))
    with pytest.raises(Refusal, match="Olga takes no turn"):
        session.do(c.GiveFloor(next(one.id for one in session.canvas.people if one.name == "Olga")))
    for _ in range(3):
        session.do(c.NextSpeaker())
    with pytest.raises(Refusal, match="Everyone in the room has had their turn"):
        session.do(c.GiveFloor(room["Ada"]))
    session.do(c.AnotherLap())
    late = builders.add_person(session, "Eva")
    assert order(session) == "AEBCD"
    with pytest.raises(Refusal, match="Ben has had a turn in this element; 1 person still waits"):
        session.do(c.GiveFloor(room["Ben"]))
    session.do(c.GiveFloor(late))
    assert order(session) == "EABCD"


def test_once_more_round_is_taken_back_before_the_last_turn_is(session: Session, room: dict[str, str]) -> None:
    with pytest.raises(Refusal, match="4 people still wait"):
        session.do(c.AnotherLap())
    with pytest.raises(Refusal, match="Nobody has had a turn"):
        session.do(c.BackSpeaker())
    for _ in range(4):
        session.do(c.NextSpeaker())
    session.do(c.AnotherLap())
    assert (order(session), at(session).lap, at(session).laps) == ("ABCD", 2, 2)
    session.do(c.NextSpeaker())
    session.do(c.BackSpeaker())
    assert (order(session), at(session).laps) == ("ABCD", 2)
    session.do(c.BackSpeaker())
    assert (order(session), at(session).laps) == ("", 1)
    session.do(c.BackSpeaker())
    assert order(session) == "D"


def test_two_windows_that_go_back_at_the_same_time_go_back_once(
    library: Library, session: Session, room: dict[str, str]
) -> None:
    for _ in range(4):
        session.do(c.NextSpeaker())
    session.do(c.AnotherLap())
    other = library.session(session.canvas.id)
    seen = last_step(session.canvas, at(session))
    assert last_step(other.canvas, at(other)) == seen
    session.do(c.BackSpeaker(seen))
    with pytest.raises(Refusal, match="Another window has changed whose turn it is"):
        other.do(c.BackSpeaker(seen))
    assert (order(other), at(other).laps) == ("", 1)
    seen = last_step(other.canvas, at(other))
    other.do(c.BackSpeaker(seen))
    with pytest.raises(Refusal, match="Another window"):
        session.do(c.BackSpeaker(seen))
    assert order(session) == order(other) == "D"


def test_back_to_the_speaker_before_goes_on_with_the_time_they_had(
    session: Session, room: dict[str, str], clock: ManualClock
) -> None:
    clock.forward(seconds=40)
    session.do(c.NextSpeaker())
    clock.forward(seconds=5)
    session.do(c.BackSpeaker())
    clock.forward(seconds=20)
    session.do(c.NextSpeaker())
    (turn,) = [turn for turn in session.canvas.all(Turn) if not turn.withdrawn]
    assert (turn.person, turn.took) == (room["Ada"], 60_000)


def test_who_leaves_loses_the_floor_at_once_and_has_a_turn_when_back(
    session: Session, room: dict[str, str], clock: ManualClock
) -> None:
    clock.forward(seconds=30)
    written = session.do(c.Leave(room["Ada"]))
    assert written is not None
    assert [type(put).__name__ for put in written.puts] == ["Participant", "ElementRun"]
    assert order(session) == "BCD"
    clock.forward(seconds=10)
    session.do(c.ComeBack(room["Ada"]))
    assert order(session) == "BCDA"
    session.do(c.NextSpeaker())
    (turn,) = session.canvas.all(Turn)
    assert (turn.person, turn.took) == (room["Ben"], 10_000)


def test_a_latecomer_waits_and_those_who_lack_a_turn_are_named(session: Session, room: dict[str, str]) -> None:
    for _ in range(2):
        session.do(c.NextSpeaker())
    late = builders.add_person(session, "Eva", arrived=False)
    session.do(c.Arrive(late))
    assert order(session) == "CDE"
    session.do(c.Leave(room["Dov"]))
    session.do(c.NextSpeaker())
    session.do(c.NextSpeaker())
    lacking = turns_lacking(session.canvas)
    assert [person.name for person in lacking[0].people] == ["Dov"]
    assert [line.element for line in lacking] == list(builders.BOXES)
    assert len(lacking[1].people) == 5


def test_a_second_round_on_the_agenda_asks_for_those_alone_who_were_heard_in_none(session: Session) -> None:
    people = [builders.add_person(session, name) for name in ("Ada", "Ben")]
    builders.set_agenda(session, [("round", "One", 10), ("round", "Two", 10)])
    builders.bring_to(session, "round")
    for element in builders.BOXES[:-1]:
        session.do(c.SetElement(element))
        session.do(c.NextSpeaker())
        session.do(c.NextSpeaker())
    session.do(c.NextPhase())
    assert [(line.element, len(line.people)) for line in turns_lacking(session.canvas)] == [(builders.BOXES[-1], 2)]
    session.do(c.SetElement(builders.BOXES[-1]))
    session.do(c.GiveFloor(people[1]))
    session.do(c.NextSpeaker())
    (left,) = turns_lacking(session.canvas)
    assert [person.id for person in left.people] == people[:1]


def test_who_comes_in_the_middle_of_an_element_waits_at_its_end_wherever_they_stand_on_the_roster(
    session: Session, room: dict[str, str], clock: ManualClock
) -> None:
    late = {name: builders.add_person(session, name, arrived=False) for name in ("Eva", "Fay")}
    for name in late.values():
        session.do(c.MovePerson(name, 1))
    session.do(c.SetElement(VALUE))
    assert order(session) == "BCDA"
    for name in ("Eva", "Fay"):
        clock.forward(seconds=30)
        session.do(c.Arrive(late[name]))
    assert order(session) == "BCDAEF", "in the order in which they came, not in that of the roster"
    session.do(c.ComeLater())
    assert order(session) == "CDAEFB"
    session.do(c.SetElement("beneficiaries"))
    assert order(session) == "CDAFEB", "from the next element on they have their place on the roster"


def test_who_was_there_at_the_opening_and_comes_back_keeps_their_place(
    session: Session, room: dict[str, str], clock: ManualClock
) -> None:
    clock.forward(seconds=30)
    session.do(c.Leave(room["Cem"]))
    clock.forward(seconds=30)
    session.do(c.ComeBack(room["Cem"]))
    assert order(session) == "ABCD"


def test_in_a_further_lap_too_who_came_late_waits_behind_those_with_as_many_turns(
    session: Session, room: dict[str, str], clock: ManualClock
) -> None:
    late = builders.add_person(session, "Eva", arrived=False)
    session.do(c.MovePerson(late, 1))
    clock.forward(seconds=30)
    session.do(c.Arrive(late))
    for _ in range(5):
        session.do(c.NextSpeaker())
    session.do(c.AnotherLap())
    assert order(session) == "ABCDE"


def test_two_of_one_name_are_told_apart_in_the_round(session: Session) -> None:
    people = [PersonDetails("Jo Smith", organisation=body) for body in ("Port", "City")]
    session.do(c.AddPeople(tuple(people)))
    session.do(c.EveryoneArrives())
    builders.set_agenda(session)
    builders.bring_to(session, "round")
    assert [at(session).name(person) for person in at(session).still] == ["Jo Smith (Port)", "Jo Smith (City)"]


def test_an_empty_room_has_no_speaker_until_somebody_comes(session: Session) -> None:
    people = [builders.add_person(session, name, arrived=False) for name in ("Ada", "Ben")]
    builders.set_agenda(session)
    builders.bring_to(session, "round")
    assert at(session).speaker is None
    session.do(c.Arrive(people[1]))
    session.do(c.Arrive(people[0]))
    assert order(session) == "BA"
    session.do(c.SetElement(VALUE))
    assert order(session) == "AB"


def test_an_elements_time_goes_with_its_phases_clock(
    session: Session, room: dict[str, str], clock: ManualClock
) -> None:
    first, phase = builders.BOXES[0], session.canvas.workshop.current
    clock.forward(minutes=3)
    session.do(c.SetElement(VALUE))
    clock.forward(minutes=2)
    session.do(c.NextPhase())
    clock.forward(minutes=30)
    session.do(c.BackPhase())
    session.do(c.PausePhase())
    clock.forward(minutes=9)
    session.do(c.ResumePhase())
    clock.forward(minutes=1)
    session.do(c.SetElement(first))
    clock.forward(minutes=4)
    elapsed = session.canvas.run(phase).elapsed(clock.now())
    runs = [run for run in session.canvas.all(ElementRun) if run.phase == phase and run.opened_at]
    assert {run.element: run.taken(elapsed) for run in runs} == {first: 7 * MINUTE, VALUE: 3 * MINUTE}


def test_a_phase_goes_on_at_the_element_where_it_stood(session: Session, room: dict[str, str]) -> None:
    session.do(c.SetElement(VALUE))
    run = session.canvas.find(ElementRun, run_id(session.canvas.workshop.current, VALUE))
    builders.bring_to(session, "discuss")
    assert session.canvas.workshop.element == VALUE
    session.do(c.SetElement("costs"))
    for _ in range(2):
        session.do(c.BackPhase())
    assert session.canvas.workshop.element == VALUE
    assert session.canvas.find(ElementRun, run_id(session.canvas.workshop.current, VALUE)) == run


def test_turns_are_taken_in_the_round_alone(session: Session) -> None:
    builders.add_people(session)
    builders.bring_to(session, "discuss")
    for change in (c.NextSpeaker(), c.PassTurn(), c.ComeLater(), c.BackSpeaker(), c.AnotherLap()):
        with pytest.raises(Refusal, match="in the round of contributions only"):
            session.do(change)
