"""Time in a workshop: stamps, not ticks."""

from __future__ import annotations

from collections.abc import Iterator
from contextlib import suppress

import builders
import pytest
from hypothesis import given, settings
from hypothesis import strategies as st

from cmc_desktop.model.domain.agenda import MINUTE
from cmc_desktop.model.domain.changes import (
    AddMinutes,
    BackPhase,
    EndWorkshop,
    NextPhase,
    PausePhase,
    Rename,
    ResumePhase,
    SetElement,
    ShiftClock,
    SkipPhase,
    StartWorkshop,
)
from cmc_desktop.model.domain.errors import NotThere, Refusal
from cmc_desktop.model.domain.pace import pace
from cmc_desktop.model.services.clock import ManualClock
from cmc_desktop.model.services.library import Library
from cmc_desktop.model.services.session import Session

THREE = (("present", "First", 10), ("round", "Second", 20), ("consensus", "Third", 30))


def late(session: Session, clock: ManualClock) -> float:
    """By how many minutes the agenda is late."""
    at = pace(session.canvas, clock.now())
    assert at is not None
    return at.late / MINUTE


def left(session: Session, place: int | None = None) -> float:
    """Minutes left in the current phase, or in the one at `place`."""
    item = session.canvas.current_item if place is None else session.canvas.agenda[place]
    assert item is not None
    return session.canvas.run(item.id).remaining(item, session.clock.now()) / MINUTE


def spent(session: Session) -> list[float]:
    """Minutes each phase has taken."""
    canvas, now = session.canvas, session.clock.now()
    return [canvas.run(item.id).elapsed(now) / MINUTE for item in canvas.agenda]


def current(session: Session) -> str:
    item = session.canvas.current_item
    return item.name if item else ""


@pytest.fixture
def running(session: Session) -> Session:
    """A workshop of three phases whose first has just begun."""
    builders.set_agenda(session, THREE)
    session.do(StartWorkshop())
    return session


def test_the_clock_of_the_first_phase_starts_with_the_workshop(running: Session, clock: ManualClock) -> None:
    assert (current(running), left(running)) == ("First", 10)
    assert running.canvas.workshop.element == "mission"
    clock.forward(minutes=3)
    assert left(running) == 7


def test_nothing_changes_by_itself_however_long_a_phase_overruns(running: Session, clock: ManualClock) -> None:
    before, rows = builders.everything(running.canvas), len(running.log())
    clock.forward(minutes=45)
    assert left(running) == -35
    assert running.catch_up() is None
    assert (current(running), left(running)) == ("First", -35)
    assert builders.everything(running.canvas) == before
    assert len(running.log()) == rows


def test_a_pause_takes_no_time(running: Session, clock: ManualClock) -> None:
    clock.forward(minutes=2)
    running.do(PausePhase())
    clock.forward(minutes=60)
    assert left(running) == 8
    assert running.do(PausePhase()) is None
    running.do(ResumePhase())
    clock.forward(minutes=1)
    assert left(running) == 7
    assert running.do(ResumePhase()) is None


def test_minutes_are_added_and_taken_away(running: Session) -> None:
    running.do(AddMinutes(1))
    running.do(AddMinutes(5))
    assert left(running) == 16
    running.do(AddMinutes(-5))
    assert left(running) == 11
    assert running.do(AddMinutes(0)) is None


def test_going_on_keeps_what_was_said_and_notes_planned_against_actual(running: Session, clock: ManualClock) -> None:
    clock.forward(minutes=12)
    running.do(NextPhase())
    clock.forward(minutes=5)
    assert (current(running), left(running)) == ("Second", 15)
    first = running.canvas.run(running.canvas.agenda[0].id)
    assert first.ended_at - first.started_at == 12 * MINUTE
    assert spent(running) == [12, 5, 0]
    assert [item.minutes for item in running.canvas.agenda] == [10, 20, 30]
    assert running.content_of(running.canvas.content_hash) == running.canvas.content


def test_going_back_and_forth_loses_no_time_and_no_work(running: Session, clock: ManualClock) -> None:
    clock.forward(minutes=4)
    running.do(NextPhase())
    builders.put(running, "value", "Said in the round")
    clock.forward(minutes=6)
    running.do(BackPhase())
    assert (current(running), left(running)) == ("First", 6)
    clock.forward(minutes=1)
    running.do(NextPhase())
    assert (current(running), left(running)) == ("Second", 14)
    assert spent(running) == [5, 6, 0]
    assert builders.texts(running, "value") == ["Said in the round"]


def test_a_phase_is_skipped_for_a_reason(running: Session, clock: ManualClock) -> None:
    with pytest.raises(Refusal, match="Say why"):
        running.do(SkipPhase("  "))
    clock.forward(minutes=1)
    running.do(SkipPhase("Everybody knows it"))
    run = running.canvas.run(running.canvas.agenda[0].id)
    assert (run.skipped, run.skip_reason, current(running)) == (True, "Everybody knows it", "Second")
    running.do(BackPhase())
    assert not running.canvas.run(running.canvas.agenda[0].id).skipped


def test_there_is_nothing_before_the_first_phase_and_nothing_after_the_last(running: Session) -> None:
    with pytest.raises(Refusal, match="first phase"):
        running.do(BackPhase())
    running.do(NextPhase())
    running.do(NextPhase())
    before = builders.everything(running.canvas)
    for change in (NextPhase(), SkipPhase("Enough")):
        with pytest.raises(Refusal, match="last phase"):
            running.do(change)
    assert builders.everything(running.canvas) == before


def test_a_workshop_of_one_phase_can_only_be_ended(session: Session, clock: ManualClock) -> None:
    builders.set_agenda(session, [("consensus", "All in one", 30)])
    session.do(StartWorkshop())
    for change in (NextPhase(), BackPhase(), SkipPhase("No")):
        with pytest.raises(Refusal):
            session.do(change)
    clock.forward(minutes=31)
    session.do(EndWorkshop())
    assert spent(session) == [31]
    assert session.canvas.head.state == "draft"


def test_phases_of_the_same_kind_each_have_their_own_clock(session: Session, clock: ManualClock) -> None:
    builders.set_agenda(session, [("round", "One", 10), ("round", "Two", 10), ("round", "One", 10)])
    session.do(StartWorkshop())
    for minutes in (1, 2, 3):
        clock.forward(minutes=minutes)
        if minutes < 3:
            session.do(NextPhase())
    assert spent(session) == [1, 2, 3]


def test_an_ended_workshop_goes_on_where_it_was(running: Session, clock: ManualClock) -> None:
    running.do(NextPhase())
    clock.forward(minutes=3)
    running.do(EndWorkshop())
    assert running.canvas.current_item is None
    assert running.canvas.head.state == "draft"
    clock.forward(minutes=600)
    running.do(StartWorkshop())
    assert (current(running), left(running)) == ("Second", 17)
    assert running.canvas.head.state == "in_workshop"
    assert running.do(StartWorkshop()) is None


@pytest.mark.parametrize(
    "change", [PausePhase(), ResumePhase(), AddMinutes(5), NextPhase(), BackPhase(), SkipPhase("No"), EndWorkshop()]
)
def test_a_clock_that_does_not_run_cannot_be_led(session: Session, change: object) -> None:
    with pytest.raises(Refusal, match="not running"):
        session.do(change)
    builders.set_agenda(session, THREE)
    session.do(StartWorkshop())
    session.do(EndWorkshop())
    with pytest.raises(Refusal, match="not running"):
        session.do(change)


def test_there_is_no_workshop_without_an_agenda(session: Session) -> None:
    with pytest.raises(Refusal, match="agenda is empty"):
        session.do(StartWorkshop())


def test_the_element_is_one_of_the_canvas(running: Session) -> None:
    running.do(SetElement("costs"))
    assert running.canvas.workshop.element == "costs"
    with pytest.raises(NotThere, match="no box"):
        running.do(SetElement("nowhere"))


def test_a_phase_that_goes_along_the_canvas_begins_with_its_first_element(running: Session) -> None:
    running.do(SetElement("costs"))
    running.do(NextPhase())
    assert current(running) == "Second"
    assert running.canvas.workshop.element == builders.BOXES[0]


@pytest.mark.parametrize("hours", [5, -5])
def test_setting_the_computers_clock_loses_and_wins_no_time(running: Session, clock: ManualClock, hours: int) -> None:
    clock.forward(minutes=4)
    clock.forward(minutes=hours * 60)
    item = running.canvas.current_item
    assert item is not None
    since, due = running.canvas.run(item.id).running_since, running.canvas.workshop.due_at
    running.do(ShiftClock(hours * 60 * MINUTE, since, due))
    # a second window that noticed the same does not move it again
    assert running.do(ShiftClock(hours * 60 * MINUTE, since, due)) is None
    clock.forward(minutes=1)
    assert left(running) == 5
    assert running.canvas.workshop.due_at == due + hours * 60 * MINUTE
    assert late(running, clock) == 0
    running.do(PausePhase())
    assert running.do(ShiftClock(MINUTE, since)) is None


@pytest.mark.parametrize("hours", [5, -5])
def test_setting_the_computers_clock_in_a_pause_makes_the_day_neither_late_nor_early(
    running: Session, clock: ManualClock, hours: int
) -> None:
    clock.forward(minutes=4)
    running.do(PausePhase())
    due = running.canvas.workshop.due_at
    clock.forward(minutes=hours * 60)
    running.do(ShiftClock(hours * 60 * MINUTE, 0, due))
    assert running.do(ShiftClock(hours * 60 * MINUTE, 0, due)) is None
    clock.forward(minutes=3)
    running.do(ResumePhase())
    assert late(running, clock) == 3, "the pause itself"


def test_a_clock_set_back_unnoticed_takes_no_time_back(running: Session, clock: ManualClock) -> None:
    running.do(PausePhase())
    running.do(ResumePhase())
    clock.forward(minutes=-60)
    assert left(running) == 10


def test_clock_and_answers_are_history_that_undo_does_not_take_back(running: Session) -> None:
    running.do(NextPhase())
    running.do(Rename("Night tram", ""))
    running.do(AddMinutes(5))
    running.do(NextPhase())
    running.undo()
    assert running.canvas.head.title == "Night bus"
    assert (current(running), running.canvas.run(running.canvas.agenda[1].id).extra_minutes) == ("Third", 5)


@pytest.fixture(scope="module")
def shared_library(tmp_path_factory: pytest.TempPathFactory) -> Iterator[Library]:
    library = builders.open_library(tmp_path_factory.mktemp("clock"))
    yield library
    library.close()


DEEDS = [NextPhase(), BackPhase(), PausePhase(), ResumePhase(), SkipPhase("No"), EndWorkshop(), StartWorkshop()]


@settings(max_examples=30, deadline=None)
@given(st.lists(st.tuples(st.sampled_from(DEEDS), st.integers(0, 100_000)), max_size=25))
def test_whatever_the_moderator_does_the_minutes_of_all_phases_add_up(shared_library: Library, deeds: list) -> None:
    clock = shared_library.clock
    assert isinstance(clock, ManualClock)
    session = shared_library.session(shared_library.new("Night bus"))
    builders.set_agenda(session, THREE)
    session.do(StartWorkshop())
    total = 0
    for deed, seconds in deeds:
        runs = [session.canvas.run(item.id) for item in session.canvas.agenda]
        running = [run for run in runs if run.running]
        assert len(running) <= 1
        clock.forward(seconds=seconds)
        total += seconds * 1000 if running else 0
        with suppress(Refusal):
            session.do(deed)
        assert sum(session.canvas.run(item.id).elapsed(clock.now()) for item in session.canvas.agenda) == total
        item = session.canvas.current_item
        assert [run.id for run in runs if session.canvas.run(run.id).running] in ([], [item.id] if item else [])
    stored = shared_library.session(session.canvas.id)
    assert spent(stored) == spent(session)
