"""The pace of the day: what each person has, how far behind the room is, and what trimming and shifting do to it."""

from __future__ import annotations

from collections.abc import Iterator

import builders
import pytest
from hypothesis import given, settings
from hypothesis import strategies as st

from cmc_desktop.model.domain.agenda import MINUTE
from cmc_desktop.model.domain.changes import (
    AddMinutes,
    AnotherLap,
    BackPhase,
    EditPhase,
    EndWorkshop,
    NextPhase,
    NextSpeaker,
    PausePhase,
    ResumePhase,
    SetElement,
    ShiftLater,
    StartWorkshop,
    TrimLater,
)
from cmc_desktop.model.domain.changes.pacing import SHORTEST, trimmed
from cmc_desktop.model.domain.errors import Refusal
from cmc_desktop.model.domain.pace import Pace, pace, share
from cmc_desktop.model.domain.phase_rules import BREAKS
from cmc_desktop.model.services.clock import ManualClock
from cmc_desktop.model.services.library import Library
from cmc_desktop.model.services.session import Session

#: a round in which each of 4 people has one minute in each of 14 elements, and what comes after it
DAY = (("round", "Round", 56), ("lunch", "Lunch", 30), ("discuss", "Talk", 40), ("consensus", "Agree", 70))


@pytest.fixture(scope="module")
def shared_library(tmp_path_factory: pytest.TempPathFactory) -> Iterator[Library]:
    library = builders.open_library(tmp_path_factory.mktemp("pace"))
    yield library
    library.close()


def room(session: Session, people: int = 4, day: tuple[tuple[str, str, int], ...] = DAY) -> Session:
    for number in range(people):
        builders.add_person(session, f"P{number}")
    builders.set_agenda(session, day)
    session.do(StartWorkshop())
    return session


@pytest.fixture
def round_(session: Session) -> Session:
    return room(session)


def now(session: Session) -> Pace:
    at = pace(session.canvas, session.clock.now())
    assert at is not None
    return at


def left(session: Session) -> int:
    """What is left of the phase, in ms."""
    item = session.canvas.current_item
    assert item is not None
    return session.canvas.run(item.id).remaining(item, session.clock.now())


def forward(session: Session, *, minutes: float) -> None:
    assert isinstance(session.clock, ManualClock)
    session.clock.forward(minutes=minutes)


def one_turn(session: Session, minutes: float = 1) -> None:
    forward(session, minutes=minutes)
    session.do(NextSpeaker())


def test_seventeen_people_in_ninety_minutes_have_six_and_a_half_minutes_an_element_and_23_seconds_each() -> None:
    at = share(90, 14, 17)
    assert (at.element // 1000, round(at.person / 1000)) == (6 * 60 + 25, 23)
    assert share(120, 14, 17).element // 1000 == 8 * 60 + 34
    assert share(90, 14, 0).person == 0


def test_the_numbers_of_the_issue_are_those_on_the_desk(session: Session) -> None:
    room(session, 17, (("round", "Round", 90), ("lunch", "Lunch", 60)))
    at = now(session)
    assert (at.number, at.elements, round(at.each / 1000)) == (1, 14, 23)
    assert at.element_left // 1000 == 6 * 60 + 25
    assert (at.behind, at.late, at.break_name) == (0, 0, "Lunch")
    assert at.break_at == session.clock.now() + 90 * MINUTE
    assert at.end_at == session.clock.now() + 150 * MINUTE


def test_nobody_is_behind_while_every_turn_takes_its_share(round_: Session) -> None:
    for box in builders.BOXES:
        round_.do(SetElement(box))
        assert now(round_).number == builders.BOXES.index(box) + 1
        for _ in range(4):
            assert (now(round_).behind, now(round_).late, now(round_).each) == (0, 0, MINUTE)
            one_turn(round_)
        assert now(round_).behind == 0
        assert now(round_).element_left == 0


def test_slow_turns_put_the_room_behind_and_leave_less_for_each(round_: Session) -> None:
    one_turn(round_, 3)
    assert now(round_).behind == 2 * MINUTE
    assert now(round_).each == 53 * MINUTE // 55
    assert now(round_).late == 0
    one_turn(round_, 0)
    assert now(round_).behind == MINUTE


def test_more_minutes_taken_away_than_there_are_leave_nobody_less_than_nothing(round_: Session) -> None:
    round_.do(AddMinutes(-100))
    assert now(round_).each == 0
    round_.do(AddMinutes(+100))
    assert now(round_).each == MINUTE


def test_going_round_again_puts_the_room_behind_bit_by_bit(round_: Session) -> None:
    for _ in range(4):
        one_turn(round_)
    round_.do(AnotherLap())
    assert now(round_).behind == 0
    assert now(round_).each == 52 * MINUTE // 56
    one_turn(round_)
    assert now(round_).behind == MINUTE


def test_a_pause_puts_the_day_behind_and_more_minutes_take_the_phase_along(round_: Session) -> None:
    for _ in range(2):
        one_turn(round_, 3)
    assert now(round_).behind == 4 * MINUTE
    round_.do(PausePhase())
    forward(round_, minutes=6)
    round_.do(ResumePhase())
    assert (now(round_).behind, now(round_).late) == (10 * MINUTE, 6 * MINUTE)
    round_.do(AddMinutes(28))
    assert now(round_).behind == 9 * MINUTE  # two of 56 turns are done, so a 28th part of the minutes counts by now
    assert now(round_).late == 34 * MINUTE
    round_.do(ShiftLater())
    assert (now(round_).behind, now(round_).late) == (3 * MINUTE, 0)


def test_in_a_phase_that_does_not_go_along_the_canvas_overrun_is_what_counts(round_: Session) -> None:
    round_.do(NextPhase())
    assert now(round_).behind == -56 * MINUTE
    round_.do(ShiftLater())
    forward(round_, minutes=35)
    assert (now(round_).behind, now(round_).late, now(round_).elements) == (5 * MINUTE, 5 * MINUTE, 0)
    round_.do(AddMinutes(5))
    assert (now(round_).behind, now(round_).late) == (0, 5 * MINUTE)


def test_where_turns_do_not_tell_an_element_is_late_when_the_next_should_have_begun(session: Session) -> None:
    room(session, 3, (("consensus", "Agree", 70),))
    for minutes, behind in ((0, 0), (5, 0), (2, 2)):
        forward(session, minutes=minutes)
        assert now(session).behind == behind * MINUTE
    session.do(SetElement(builders.BOXES[2]))
    assert now(session).behind == -3 * MINUTE


def test_of_a_phase_that_began_before_only_what_is_left_is_to_come(round_: Session) -> None:
    round_.do(NextPhase())
    forward(round_, minutes=20)
    round_.do(BackPhase())
    assert now(round_).end_at == round_.clock.now() + (56 + 10 + 40 + 70) * MINUTE
    assert now(round_).break_at == round_.clock.now() + 56 * MINUTE
    round_.do(EndWorkshop())
    round_.do(StartWorkshop())
    assert now(round_).late == 0


def test_there_is_no_pace_without_a_workshop(session: Session) -> None:
    assert pace(session.canvas, 0) is None
    with pytest.raises(Refusal, match="not running"):
        session.do(TrimLater())


def test_who_is_on_time_has_nothing_to_trim_or_to_shift(round_: Session) -> None:
    assert round_.do(ShiftLater()) is None
    with pytest.raises(Refusal, match="not late"):
        round_.do(TrimLater())


def test_what_is_trimmed_comes_back_by_undo(round_: Session) -> None:
    forward(round_, minutes=66)
    before = [item.minutes for item in round_.canvas.agenda]
    round_.do(TrimLater())
    assert (now(round_).late, now(round_).behind) == (0, 66 * MINUTE - 56 * MINUTE + 46 * MINUTE)
    round_.undo()
    assert [item.minutes for item in round_.canvas.agenda] == before


@settings(max_examples=40, deadline=None)
@given(
    later=st.lists(
        st.tuples(st.sampled_from(["lunch", "discuss", "break", "consensus"]), st.integers(1, 90)), max_size=5
    ),
    late=st.integers(1, 200),
    breaks=st.booleans(),
    gone=st.integers(0, 30),
)
def test_trimming_takes_off_what_is_wanted_or_all_there_is(
    shared_library: Library, later: list[tuple[str, int]], late: int, breaks: bool, gone: int
) -> None:
    session = shared_library.session(shared_library.new("Night bus"))
    phases = [("clarify", "Now", 10), *((kind, "Later", minutes) for kind, minutes in later)]
    room(session, 2, tuple(phases))
    if later:
        session.do(NextPhase())
        forward(session, minutes=gone)
        session.do(BackPhase())
        session.do(ShiftLater())
    item = session.canvas.current_item
    assert item is not None
    forward(session, minutes=10 + late)
    overdue = now(session).late
    lengths = {one.id: one for one in session.canvas.agenda}
    left = {one.id: max(0, session.canvas.run(one.id).remaining(one, 0)) // MINUTE for one in session.canvas.agenda[1:]}
    room_for = sum(
        max(0, min(lengths[key].minutes, minutes) - SHORTEST)
        for key, minutes in left.items()
        if breaks or lengths[key].kind not in BREAKS
    )
    cut = trimmed(session.canvas, late, breaks=breaks)
    assert sum(lengths[key].minutes - minutes for key, minutes in cut.items()) == min(late, room_for)
    assert all(SHORTEST <= minutes < lengths[key].minutes for key, minutes in cut.items())
    if not room_for:
        with pytest.raises(Refusal, match="shortened"):
            session.do(TrimLater(breaks))
        return
    session.do(TrimLater(breaks))
    assert now(session).late == overdue - min(-(-overdue // MINUTE), room_for) * MINUTE
    assert (now(session).late <= 0) == (room_for * MINUTE >= overdue)
    for one in session.canvas.agenda:
        assert one.minutes == lengths[one.id].minutes or one.minutes >= SHORTEST
        assert breaks or one.kind not in BREAKS or one.minutes == lengths[one.id].minutes


@settings(max_examples=30, deadline=None)
@given(data=st.data())
def test_whatever_was_late_a_shift_makes_it_the_plan(shared_library: Library, data: st.DataObject) -> None:
    session = room(shared_library.session(shared_library.new("Night bus")))
    for _ in range(data.draw(st.integers(1, 12))):
        way = data.draw(st.sampled_from(["turn", "pause", "more", "longer", "phase", "element"]))
        forward(session, minutes=data.draw(st.integers(0, 20)))
        before = now(session)
        if way == "turn" and before.each:
            try:
                session.do(NextSpeaker())
            except Refusal:
                continue
            assert now(session).behind <= before.behind
        elif way == "pause":
            session.do(PausePhase())
            forward(session, minutes=3)
            assert now(session).late >= before.late
            assert now(session).behind >= before.behind
            session.do(ResumePhase())
        elif way == "more":
            overrun = max(0, -left(session))
            session.do(AddMinutes(7))
            assert now(session).behind <= before.behind or before.late < overrun  # the day was early up to here
        elif way == "longer":
            last = session.canvas.agenda[-1]
            session.do(EditPhase(last.id, last.name, last.minutes + 9))
        elif way == "phase" and session.canvas.agenda[-1] != session.canvas.current_item:
            session.do(NextPhase())
        elif way == "element":
            session.do(SetElement(data.draw(st.sampled_from(builders.BOXES))))
    end = now(session).end_at
    session.do(ShiftLater())
    assert (now(session).late, now(session).end_at) == (0, end)


@pytest.mark.parametrize(
    ("early", "given_minutes", "behind", "late"), [(20, 5, -15, -15), (20, 30, 0, 10), (-10, 5, 10, 15)]
)
def test_minutes_given_come_out_of_a_lead_and_are_no_delay(
    session: Session, clock: ManualClock, early: int, given_minutes: int, behind: int, late: int
) -> None:
    room(session, day=(("clarify", "Questions", 45), ("discuss", "Talk", 40), ("consensus", "Agree", 70)))
    clock.forward(minutes=45 - early)
    session.do(NextPhase())
    session.do(AddMinutes(given_minutes))
    assert (now(session).behind, now(session).late) == (behind * MINUTE, late * MINUTE)
    clock.forward(minutes=40 + given_minutes)
    assert (now(session).behind, now(session).late) == (behind * MINUTE, late * MINUTE)
