"""Who is asked next: nobody is forgotten, nobody is asked twice for the same words."""

from __future__ import annotations

from dataclasses import dataclass, field

import builders
from hypothesis import given
from hypothesis import strategies as st

from cmc_desktop.model.domain.agreement import Agreement, Row, Standing
from cmc_desktop.model.domain.answer import AnswerKind
from cmc_desktop.model.domain.changes import AddNote, GiveAnswer, Leave
from cmc_desktop.model.domain.participant import Participant
from cmc_desktop.model.services.session import Session
from cmc_desktop.ui.workshop.roll_call import RollCall, asking_order, begins_with, starting_place

PEOPLE = "abcdefg"


def room(**standings: Standing) -> Agreement:
    """An agreement with these people in the room, in this order."""
    people = {name: Participant(name, name, name, arrived_at=1) for name in standings}
    return Agreement(tuple(Row(people[name], standing, None, name) for name, standing in standings.items()))


def test_those_never_asked_come_first_then_the_changed_then_the_unsatisfied() -> None:
    now = room(a=Standing.NOT_YET, b=Standing.STALE, c=Standing.SATISFIED, d=Standing.NOT_ASKED, e=Standing.RESERVATION)
    assert asking_order(now, "") == ["d", "b", "a"]


def test_the_round_begins_where_it_is_told_to() -> None:
    now = room(**dict.fromkeys("abcd", Standing.STALE))
    assert asking_order(now, "c") == ["c", "d", "a", "b"]
    assert asking_order(now, "gone") == ["a", "b", "c", "d"]


@given(canvas_id=st.uuids().map(str), people=st.integers(1, 40))
def test_over_as_many_rounds_as_people_everybody_begins_once_and_the_first_of_the_roster_not_first(
    canvas_id: str, people: int
) -> None:
    places = [starting_place(canvas_id, people, rounds) for rounds in range(people)]
    assert sorted(places) == list(range(people))
    assert places[0] != 0 or people == 1


def test_new_words_begin_with_somebody_else_and_the_same_words_go_on(session: Session) -> None:
    people = builders.workshop_at(session, "consensus", participants=4)
    begun = []
    for number in range(4):
        begun.append(begins_with(session.canvas))
        session.do(GiveAnswer(begun[-1], AnswerKind.SATISFIED))
        following = people[(people.index(begun[-1]) + 1) % 4]
        assert begins_with(session.canvas) == following
        session.do(AddNote("costs", f"Words {number}"))
    assert sorted(begun) == sorted(people)
    assert begun[0] != people[0]


def test_an_empty_room_begins_with_nobody(session: Session) -> None:
    for person in builders.workshop_at(session, "consensus", participants=2):
        session.do(Leave(person))
    assert begins_with(session.canvas) == ""


def test_later_goes_to_the_end_and_back_returns_to_who_was_there_before() -> None:
    call = RollCall(room(**dict.fromkeys("abc", Standing.NOT_ASKED)), "")
    call.later()
    assert call.current == "b"
    call.answered("words")
    assert call.current == "c"
    call.back()
    assert call.current == "b"
    call.back()
    assert call.current == "a"
    assert not call.before


def test_one_person_can_be_brought_to_the_front_and_the_round_goes_on_after() -> None:
    call = RollCall(room(**dict.fromkeys("abc", Standing.NOT_ASKED)), "", first="c")
    assert call.current == "c"
    call.answered("words")
    assert call.current == "a"
    call.go_to("b")
    call.answered("words")
    assert call.current == "a"


@dataclass
class Room:
    """A room in which people answer, change words, leave and arrive, as the model would have it."""

    words: int = 0
    here: set[str] = field(default_factory=lambda: set(PEOPLE[:4]))
    said: dict[str, tuple[int, bool]] = field(default_factory=dict)

    def agreement(self) -> Agreement:
        return room(**{person: self.standing(person) for person in PEOPLE if person in self.here})

    def standing(self, person: str) -> Standing:
        if person not in self.said:
            return Standing.NOT_ASKED
        words, yes = self.said[person]
        if words != self.words:
            return Standing.STALE
        return Standing.SATISFIED if yes else Standing.NOT_YET


moves = st.lists(
    st.one_of(
        st.sampled_from(["yes", "no", "later", "back", "change"]),
        st.tuples(st.sampled_from(["leave", "arrive"]), st.sampled_from(PEOPLE)),
    ),
    max_size=40,
)


@given(moves)
def test_whatever_happens_the_round_ends_when_everybody_here_answered_for_the_present_words(
    steps: list[str | tuple[str, str]],
) -> None:
    here = Room()
    call = RollCall(here.agreement(), "")
    for step in steps:
        if isinstance(step, tuple):
            (here.here.discard if step[0] == "leave" else here.here.add)(step[1])
        elif step in ("yes", "no") and call.current:
            here.said[call.current] = (here.words, step == "yes")
            call.answered(str(here.words))
        elif step == "change":
            here.words += 1
        elif step == "later":
            call.later()
        elif step == "back":
            call.back()
        call.follow(here.agreement(), str(here.words))
        assert not call.current or call.current in here.here
    asked = 0
    while call.current:
        here.said[call.current] = (here.words, True)
        call.answered(str(here.words))
        call.follow(here.agreement(), str(here.words))
        asked += 1
        assert asked <= len(PEOPLE)
    for person in here.here:
        assert person in here.said
        assert here.said[person][0] == here.words
