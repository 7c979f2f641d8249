"""The round of contributions, whoever comes and goes: everyone has a turn before anybody has a second one."""

from __future__ import annotations

from collections import Counter
from collections.abc import Callable, Iterator
from contextlib import suppress

import builders
import pytest
from hypothesis import given, settings
from hypothesis import strategies as st
from hypothesis.stateful import RuleBasedStateMachine, initialize, invariant, precondition, rule
from hypothesis.stateful import run_state_machine_as_test as run_machine

from cmc_desktop.model.domain import changes as c
from cmc_desktop.model.domain.changes.people import PersonDetails
from cmc_desktop.model.domain.element_run import ElementRun, run_id
from cmc_desktop.model.domain.errors import NotThere, Refusal
from cmc_desktop.model.domain.participant import Participant
from cmc_desktop.model.domain.round_order import Round, round_now, turns_lacking
from cmc_desktop.model.domain.turn import Turn
from cmc_desktop.model.services.clock import ManualClock
from cmc_desktop.model.services.library import Library
from cmc_desktop.model.services.session import Session

ELEMENTS = builders.BOXES[:4]
AGENDA = (("individual", "Alone", 10), ("round", "Round", 90), ("discuss", "Talk", 20))
CAPACITIES = ("participant", "participant", "participant", "observer", "note_taker", "moderator")


@pytest.fixture(scope="module")
def shared_library(tmp_path_factory: pytest.TempPathFactory) -> Iterator[Library]:
    library = builders.open_library(tmp_path_factory.mktemp("turns"))
    yield library
    library.close()


class TheRound(RuleBasedStateMachine):
    """What stands is told here from the raw people and turns alone, not by the order's own means."""

    def __init__(self, library: Library) -> None:
        super().__init__()
        self.session: Session = library.session(library.new("Night bus"))
        assert isinstance(self.session.clock, ManualClock)
        self.clock = self.session.clock
        #: who had the floor in each element when it was last looked at
        self.floor: dict[str, str] = {}

    # what the oracle knows

    @property
    def canvas(self):  # type: ignore[no-untyped-def]
        return self.session.canvas

    @property
    def at(self) -> Round | None:
        return round_now(self.canvas)

    @property
    def in_round(self) -> bool:
        item = self.canvas.current_item
        return item is not None and item.kind == "round"

    @property
    def speaker(self) -> str:
        return self.at.speaker.id if self.at and self.at.speaker else ""

    @property
    def ids(self) -> list[str]:
        return [person.id for person in self.canvas.people] or ["nobody"]

    def takers(self) -> list[Participant]:
        """Who takes turns at this moment."""
        return [
            one
            for one in self.canvas.all(Participant)
            if one.arrived_at and not one.left_at and not one.removed and self.may_speak(one)
        ]

    def may_speak(self, person: Participant) -> bool:
        return person.capacity == "participant" or (person.capacity == "moderator" and person.counts)

    def had(self, element: str) -> Counter[str]:
        phase = next(item.id for item in self.canvas.agenda if item.kind == "round")
        turns = [turn for turn in self.canvas.all(Turn) if (turn.phase, turn.element) == (phase, element)]
        return Counter(turn.person for turn in turns if not turn.withdrawn and turn.kind in ("spoke", "passed"))

    def laps(self) -> int:
        return self.at.laps if self.at else 0

    def still(self) -> list[Participant]:
        had = self.had(self.canvas.workshop.element)
        return [one for one in self.takers() if had[one.id] < self.laps()]

    # doing

    def do(self, *wanted: c.Change, may_be_refused: bool = True) -> bool:
        self.clock.forward(seconds=7)
        try:
            for change in wanted:
                self.session.do(change)
        except (Refusal, NotThere):
            assert may_be_refused
            return False
        return True

    @initialize(
        more=st.lists(st.tuples(st.sampled_from(CAPACITIES), st.booleans()), max_size=6), first=st.integers(0, 4)
    )
    def begin(self, more: list[tuple[str, bool]], first: int) -> None:
        for number, (capacity, arrived) in enumerate([("participant", True)] * first + more):
            builders.add_person(self.session, f"P{number}", capacity, arrived=arrived)
        builders.set_agenda(self.session, AGENDA)
        self.do(c.StartWorkshop(), c.NextPhase())
        assert self.in_round
        self.look()

    def look(self, *, given: bool = False) -> None:
        """The floor goes to nobody while another one waits who has had fewer turns, nor to one who came late while
        another one with as many waits who was there from the beginning, unless it is given."""
        if not self.in_round:
            return
        element, speaker = self.canvas.workshop.element, self.speaker
        had = self.had(element)
        if speaker and speaker != self.floor.get(element) and not given:
            fewest = min(had[one.id] for one in self.still())
            assert had[speaker] == fewest
            if self.came_late(speaker) and speaker not in self.at.later:
                first = [one.id for one in self.still() if had[one.id] == fewest and one.id not in self.at.later]
                assert all(self.came_late(one) >= self.came_late(speaker) for one in first)
        self.floor[element] = speaker

    def came_late(self, person: str) -> int:
        """When a person came who was not in the room at the element's opening; 0 for who was."""
        run = self.canvas.find(ElementRun, run_id(self.canvas.workshop.current, self.canvas.workshop.element))
        arrived = self.canvas.find(Participant, person).arrived_at
        return arrived if arrived > run.opened_at else 0

    def whoever_speaks_goes_on(self, act: Callable[[], object]) -> None:
        """People come and go, and the speaker speaks on; when the speaker goes, the next one has the floor at once."""
        before, place = self.speaker, (self.canvas.workshop.current, self.canvas.workshop.element)
        waiting = [one.id for one in self.at.waiting] if self.at else []
        act()
        if self.in_round and place == (self.canvas.workshop.current, self.canvas.workshop.element):
            here = {one.id for one in self.takers()}
            if before in here:
                assert self.speaker == before
            elif here.intersection(waiting):
                assert self.speaker in here
        self.look()

    @rule(data=st.data(), way=st.sampled_from([c.Arrive, c.Leave, c.Leave, c.ComeBack, c.WasNotHere, c.RemovePerson]))
    def comes_or_goes(self, data: st.DataObject, way: Callable[[str], c.Change]) -> None:
        person = data.draw(st.sampled_from(self.ids))
        self.whoever_speaks_goes_on(lambda: self.do(way(person)))

    @precondition(lambda self: self.speaker)
    @rule(way=st.sampled_from([c.Leave, c.RemovePerson]), back=st.booleans())
    def the_speaker_goes_and_perhaps_comes_back(self, way: Callable[[str], c.Change], back: bool) -> None:
        person, at = self.speaker, self.at
        assert at is not None
        self.do(way(person), may_be_refused=False)
        assert self.speaker == (at.next.id if at.next else "")
        self.look()
        if way is c.Leave and back:
            self.whoever_speaks_goes_on(lambda: self.do(c.ComeBack(person), may_be_refused=False))
            assert person in {one.id for one in self.still()}
            assert self.at is not None
            assert person in {one.id for one in self.at.still}

    @rule(capacity=st.sampled_from(CAPACITIES), arrived=st.booleans(), counts=st.sampled_from([None, True]))
    def somebody_new(self, capacity: str, arrived: bool, counts: bool | None) -> None:
        self.comes_new(capacity, arrived=arrived, counts=counts)

    def comes_new(self, capacity: str, *, arrived: bool, counts: bool | None = None) -> None:
        if len(self.ids) < 12:
            details = PersonDetails(f"P{len(self.ids)}", capacity=capacity, counts=counts)
            self.whoever_speaks_goes_on(lambda: self.do(c.AddPerson(details, arrived=arrived)))

    @precondition(lambda self: self.speaker)
    @rule()
    def comes_late_and_sits_down_beside_the_speaker(self) -> None:
        seat = [person.id for person in self.canvas.people].index(self.speaker) + 1
        self.comes_new("participant", arrived=True)
        self.do(c.MovePerson(self.canvas.people[-1].id, seat))
        self.turn(c.NextSpeaker)

    @rule(data=st.data(), capacity=st.sampled_from(CAPACITIES))
    def another_capacity(self, data: st.DataObject, capacity: str) -> None:
        person = self.canvas.find(Participant, data.draw(st.sampled_from(self.ids)))
        if person:
            details = PersonDetails(person.name, capacity=capacity)
            self.whoever_speaks_goes_on(lambda: self.do(c.EditPerson(person.id, details)))

    @rule(data=st.data(), row=st.integers(0, 7))
    def another_seat(self, data: st.DataObject, row: int) -> None:
        person = data.draw(st.sampled_from(self.ids))
        self.whoever_speaks_goes_on(lambda: self.do(c.MovePerson(person, row)))

    @rule(back=st.booleans())
    def undo(self, back: bool) -> None:
        def step() -> None:
            with suppress(Refusal):
                (self.session.undo if back else self.session.redo)()

        self.whoever_speaks_goes_on(step)

    @precondition(lambda self: self.speaker)
    @rule(ways=st.lists(st.sampled_from([c.NextSpeaker, c.PassTurn]), min_size=1, max_size=4))
    def speak_or_pass(self, ways: list[Callable[..., c.Change]]) -> None:
        for way in ways:
            self.turn(way)

    def turn(self, way: Callable[..., c.Change]) -> None:
        person, element = self.speaker, self.canvas.workshop.element
        had = self.had(element)
        assert self.do(way(was=person)) == bool(person)
        if person:
            assert self.had(element) == had + Counter([person])
            del self.floor[element]
        self.look()

    @precondition(lambda self: not self.speaker)
    @rule(way=st.sampled_from([c.NextSpeaker, c.PassTurn, c.ComeLater]))
    def nobody_is_there_to_speak(self, way: Callable[[], c.Change]) -> None:
        assert not self.do(way())

    @precondition(lambda self: self.speaker)
    @rule()
    def asks_to_come_back(self) -> None:
        person, element = self.speaker, self.canvas.workshop.element
        others = [one for one in self.still() if one.id != person]
        had, asked = self.had(element), person in self.at.later
        first = {one.id for one in others if had[one.id] <= had[person]}
        assert self.do(c.ComeLater()) == (bool(first) and not asked)
        assert asked or not first or self.speaker in first
        self.look()

    @precondition(lambda self: self.in_round)
    @rule()
    def back_to_the_speaker_before(self) -> None:
        element, laps = self.canvas.workshop.element, self.laps()
        turns = [turn for turn in self.canvas.all(Turn) if turn.element == element and not turn.withdrawn]
        if self.do(c.BackSpeaker()) and self.laps() == laps:
            last = max(turns, key=lambda turn: turn.serial)
            assert self.canvas.find(Turn, last.id).withdrawn
            if last.person in {one.id for one in self.takers()}:
                assert self.speaker == last.person
        self.look(given=True)

    @precondition(lambda self: self.in_round)
    @rule(data=st.data())
    def is_asked_first(self, data: st.DataObject) -> None:
        self.asked_first(data.draw(st.sampled_from(self.ids)))

    def asked_first(self, person: str) -> None:
        had, still = self.had(self.canvas.workshop.element), {one.id for one in self.still()}
        may = person in still and (person == self.speaker or had[person] == min(had[one] for one in still))
        assert self.do(c.GiveFloor(person)) == may
        assert not may or self.speaker == person
        self.look(given=True)

    @precondition(lambda self: self.in_round)
    @rule()
    def once_more(self) -> None:
        still, laps = self.still(), self.laps()
        assert self.do(c.AnotherLap()) == (not still)
        assert self.laps() == laps + (not still)
        self.look()

    @precondition(lambda self: self.in_round and self.laps() < 4)
    @rule(turns=st.integers(0, 4), latecomer=st.booleans())
    def into_a_further_lap(self, turns: int, latecomer: bool) -> None:
        while self.speaker:
            self.turn(c.PassTurn)
        self.do(c.AnotherLap(), may_be_refused=False)
        self.look()
        for _ in range(min(turns, len(self.still()))):
            self.turn(c.NextSpeaker)
        if latecomer:
            self.comes_new("participant", arrived=True)
            if self.speaker:
                self.turn(c.NextSpeaker)
            for person in self.ids:
                self.asked_first(person)

    @rule(element=st.sampled_from(ELEMENTS), back=st.booleans())
    def another_element(self, element: str, back: bool) -> None:
        before, at = self.canvas.workshop.element, self.at
        self.do(c.SetElement(element))
        self.look()
        if back and before:
            self.do(c.SetElement(before))
            assert self.at == at

    @rule(change=st.sampled_from([c.NextPhase, c.BackPhase, c.PausePhase, c.ResumePhase, c.EndWorkshop]))
    def time_goes_on(self, change: Callable[[], c.Change]) -> None:
        turns = set(self.canvas.all(Turn))
        if not self.canvas.workshop.active:
            self.do(c.StartWorkshop())
        else:
            self.do(change())
        assert set(self.canvas.all(Turn)) == turns
        self.look()

    @precondition(lambda self: self.in_round)
    @rule()
    def away_and_back(self) -> None:
        """Leaving the round and coming back finds element, floor and turns as they were."""
        before, run = self.at, self.session.canvas.find(ElementRun, run_id(self.at.phase, self.at.element))
        self.do(c.NextPhase(), c.SetElement(builders.BOXES[-1]), c.BackPhase(), may_be_refused=False)
        assert self.at == before
        assert self.session.canvas.find(ElementRun, run.id) == run

    @precondition(lambda self: self.in_round)
    @rule(data=st.data())
    def to_the_end(self, data: st.DataObject) -> None:
        """Going on by the three keys alone comes to an end, and everyone has had their turns."""
        element, laps = self.canvas.workshop.element, self.laps()
        people = len(self.still())
        for _ in range(2 * people * laps):  # in each lap everyone may ask once to come back later
            if not self.speaker:
                break
            way = data.draw(st.sampled_from([c.NextSpeaker, c.PassTurn, c.ComeLater, c.ComeLater]))
            if not self.do(way()):
                assert way is c.ComeLater
                self.turn(c.PassTurn)
            self.look()
        assert not self.speaker
        assert all(self.had(element)[one.id] >= laps for one in self.takers())

    # what always holds

    @invariant()
    def the_floor_is_with_one_who_waits(self) -> None:
        if not self.in_round:
            assert self.at is None
            return
        still = {one.id for one in self.still()}
        assert self.at is not None
        assert bool(self.speaker) == bool(still)
        assert {one.id for one in self.at.still} == still
        assert {one.id for one in self.at.had} == {one.id for one in self.takers()} - still
        stored = self.canvas.find(ElementRun, run_id(self.at.phase, self.at.element))
        assert stored.speaker == self.speaker
        if self.speaker and not self.had(stored.element):
            assert self.may_speak(self.canvas.find(Participant, stored.starter))

    @invariant()
    def who_lacks_a_turn_is_named(self) -> None:
        if not self.canvas.workshop.started_at:
            return
        came = {
            one.id for one in self.canvas.all(Participant) if one.arrived_at and not one.removed and self.may_speak(one)
        }
        named = {lack.element: [one.id for one in lack.people] for lack in turns_lacking(self.canvas)}
        for element in builders.BOXES:
            lacking = {person for person in came if not self.had(element)[person]}
            assert set(named.get(element, [])) == lacking
            assert len(named.get(element, [])) == len(lacking)
        assert [key for key in builders.BOXES if key in named] == list(named)


@pytest.mark.parametrize("count", [30, pytest.param(500, marks=pytest.mark.soak)])
def test_whoever_comes_and_goes_nobody_speaks_twice_before_another_once(shared_library: Library, count: int) -> None:
    run_machine(
        lambda: TheRound(shared_library),
        settings=settings(max_examples=count, stateful_step_count=40, deadline=None),
    )


@settings(max_examples=20, deadline=None)
@given(people=st.integers(1, 17), elements=st.permutations(builders.BOXES), data=st.data())
def test_in_a_room_that_stays_as_many_elements_as_people_are_begun_by_different_people(
    shared_library: Library, people: int, elements: list[str], data: st.DataObject
) -> None:
    session = shared_library.session(shared_library.new("Night bus"))
    for number in range(people):
        builders.add_person(session, f"P{number}")
    builders.add_person(session, "Olga", "observer")
    builders.set_agenda(session, AGENDA)
    builders.bring_to(session, "round")
    starters = []
    visited = [elements[0], *elements] if elements[0] != builders.BOXES[0] else elements
    for element in dict.fromkeys([builders.BOXES[0], *visited]):
        session.do(c.SetElement(element))
        at = round_now(session.canvas)
        assert at is not None
        assert at.speaker is not None
        starters.append(at.speaker.id)
        for _ in range(data.draw(st.integers(0, 2))):
            if round_now(session.canvas).speaker is not None:
                session.do(c.NextSpeaker())
    for first in range(len(starters) - people + 1):
        assert len(set(starters[first : first + people])) == people
