"""Agreement, whole and by element, against what was said to which words: told from the raw answers and notes alone."""

from __future__ import annotations

import hashlib
from collections.abc import Iterator
from contextlib import suppress

import builders
import pytest
import rfc8785
from hypothesis import settings
from hypothesis import strategies as st
from hypothesis.stateful import RuleBasedStateMachine, initialize, invariant, precondition, rule
from hypothesis.stateful import run_state_machine_as_test as run_machine
from random_changes import ANSWERS, BOXES, CONTENT, ELEMENTS, PEOPLE, a_change

from cmc_desktop.model.domain import changes as c
from cmc_desktop.model.domain.agreement import agreement
from cmc_desktop.model.domain.answer import Answer
from cmc_desktop.model.domain.canvas import Canvas
from cmc_desktop.model.domain.element_agreement import ElementAgreement
from cmc_desktop.model.domain.element_states import ElementState, element_states
from cmc_desktop.model.domain.errors import NotThere, Refusal
from cmc_desktop.model.domain.note import Note
from cmc_desktop.model.domain.participant import Participant
from cmc_desktop.model.domain.remark import Remark
from cmc_desktop.model.domain.turn import Turn
from cmc_desktop.model.services.library import Library
from cmc_desktop.model.services.session import Session

AGENDA = (("round", "Round", 90), ("discuss", "Talk", 20), ("consensus", "Agree", 120), ("break", "Tea", 10))


@pytest.fixture(scope="module")
def shared_library(tmp_path_factory: pytest.TempPathFactory) -> Iterator[Library]:
    library = builders.open_library(tmp_path_factory.mktemp("agreeing"))
    yield library
    library.close()


def box_as_plain(canvas: Canvas, box: str) -> dict[str, object]:
    notes = [note for note in canvas.all(Note) if note.box == box and not note.deleted]
    notes.sort(key=lambda note: (note.rank, note.id))
    marks = [mark.none_identified for mark in [canvas.mark(box)]]
    said = [{"id": note.id, "tags": list(note.tags), "text": note.text} for note in notes]
    return {"key": box, "none_identified": marks[0], "notes": said}


def sha(plain: object) -> str:
    return hashlib.sha256(rfc8785.dumps(plain)).hexdigest()


def words_now(canvas: Canvas) -> str:
    head = canvas.head
    return sha(
        {
            "boxes": [box_as_plain(canvas, box) for box in builders.BOXES],
            "city": head.city,
            "format": "cmc-content/1",
            "template": head.template,
            "template_version": head.template_version,
            "title": head.title,
        }
    )


def everyone_says_yes(canvas: Canvas) -> bool:
    """Each counting person in the room last said yes to these words; of each who left it is decided."""
    words, in_room = words_now(canvas), 0
    for person in canvas.all(Participant):
        if person.removed or not person.counts or person.capacity not in ("participant", "moderator"):
            continue
        given = [answer for answer in canvas.all(Answer) if answer.person == person.id]
        last = max(given, key=lambda answer: answer.serial, default=None)
        yes = (
            last is not None
            and not last.withdrawn
            and last.kind in ("satisfied", "reservation")
            and last.content_hash == words
        )
        if person.left_at:
            if person.leaving != "excluded" and not (person.leaving == "last_answer" and yes):
                return False
        elif person.arrived_at:
            in_room += 1
            if not yes:
                return False
    return in_room > 0


class TheAgreement(RuleBasedStateMachine):
    def __init__(self, library: Library) -> None:
        super().__init__()
        self.session: Session = library.session(library.new("Night bus"))

    @initialize(people=st.integers(1, 4))
    def begin(self, people: int) -> None:
        builders.put(self.session, "value", "one", "two", "three")
        builders.put(self.session, "buyin", "four")
        builders.add_people(self.session, people, 1)
        builders.set_agenda(self.session, AGENDA)
        builders.bring_to(self.session, "round")
        self.session.do(c.NextSpeaker())
        builders.bring_to(self.session, "discuss")
        self.session.do(c.AddRemark(builders.ids(self.session, "value")[0], "support"))
        builders.bring_to(self.session, "consensus")

    def do(self, change: c.Change, slip: str = "") -> None:
        with suppress(Refusal, NotThere):
            self.session.do(change, slip=slip)

    @rule(data=st.data(), names=st.sampled_from([CONTENT, PEOPLE, ANSWERS, ANSWERS, ELEMENTS, ELEMENTS]))
    def anything(self, data: st.DataObject, names: tuple[str, ...]) -> None:
        self.do(a_change(data.draw, self.session.canvas, names))

    @rule()
    def everybody_is_satisfied(self) -> None:
        for person in self.session.canvas.people:
            self.do(c.GiveAnswer(person.id, "satisfied"))

    @rule(data=st.data())
    def hands_are_shown(self, data: st.DataObject) -> None:
        people = [row.person.id for row in agreement(self.session.canvas).in_room]
        if people:
            shown = data.draw(st.lists(st.sampled_from(people), min_size=1, unique=True))
            self.do(c.ShowOfHands(tuple(shown)))

    @precondition(lambda self: len(builders.ids(self.session, "value")) > 1)
    @rule(text=st.sampled_from(["one", "one and two"]), agreed_before=st.booleans())
    def two_notes_are_joined(self, text: str, agreed_before: bool) -> None:
        if agreed_before:
            self.everybody_is_satisfied()
            self.do(c.AgreeElement("value"))
        notes = builders.ids(self.session, "value")[:2]
        self.do(c.MergeNotes(tuple(notes), notes[0], text))

    @rule(box=st.sampled_from(BOXES))
    def an_element_is_agreed(self, box: str) -> None:
        self.do(c.AgreeElement(box))

    @rule(all_first=st.booleans(), decided=st.booleans())
    def one_of_them_goes(self, all_first: bool, decided: bool) -> None:
        if all_first:
            self.everybody_is_satisfied()
        rows = agreement(self.session.canvas).in_room
        if rows:
            person = rows[0].person.id
            self.do(c.Leave(person))
            self.agreed_is_what_everyone_in_the_room_said_to_these_words()
            if decided:
                self.do(c.DecideOnLeaver(person, "last_answer" if rows[0].standing.agrees else "excluded", "Had to go"))

    @rule(place=st.integers(-1, 3))
    def one_takes_the_answer_back_when_all_agree(self, place: int) -> None:
        self.everybody_is_satisfied()
        for row in agreement(self.session.canvas).in_room[place : place + 1]:
            self.do(c.WithdrawAnswer(row.person.id))

    @rule(back=st.booleans())
    def undo(self, back: bool) -> None:
        with suppress(Refusal):
            (self.session.undo if back else self.session.redo)()

    @precondition(lambda self: self.session.canvas.workshop.active)
    @rule(steps=st.integers(1, 2))
    def back_and_forth(self, steps: int) -> None:
        """Going back a phase and on again destroys nothing."""
        kinds = (Answer, ElementAgreement, Remark, Turn, Note, Participant)
        before, states = [set(self.session.canvas.all(kind)) for kind in kinds], element_states(self.session.canvas)
        element, whole = self.session.canvas.workshop.element, agreement(self.session.canvas)
        for way in (*[c.BackPhase()] * steps, *[c.NextPhase()] * steps):
            self.session.do(way)
        assert [set(self.session.canvas.all(kind)) for kind in kinds] == before
        assert element_states(self.session.canvas) == states
        assert agreement(self.session.canvas) == whole
        assert self.session.canvas.workshop.element == element

    @invariant()
    def agreed_is_what_everyone_in_the_room_said_to_these_words(self) -> None:
        canvas = self.session.canvas
        if not canvas.workshop.active:
            return
        complete = everyone_says_yes(canvas)
        assert agreement(canvas).complete == complete
        assert (not agreement(canvas).open_points) == complete
        assert (canvas.head.state == "agreed") == (complete and bool(canvas.answers))

    @invariant()
    def an_element_is_agreed_in_the_words_it_has(self) -> None:
        canvas = self.session.canvas
        states = element_states(canvas)
        assert list(states) == list(builders.BOXES)
        agreed = {one.id: one.hash for one in canvas.all(ElementAgreement)}
        for box, state in states.items():
            now = box_as_plain(canvas, box)
            is_agreed = agreed.get(box) == sha(now)
            assert (state is ElementState.AGREED) == is_agreed
            assert (state is ElementState.NONE_IDENTIFIED) == (bool(now["none_identified"]) and not is_agreed)
            if state is ElementState.UNTOUCHED:
                assert not agreed.get(box)


@pytest.mark.parametrize("count", [25, pytest.param(500, marks=pytest.mark.soak)])
def test_agreed_is_exactly_what_was_said_to_these_words_whatever_happens(shared_library: Library, count: int) -> None:
    run_machine(
        lambda: TheAgreement(shared_library),
        settings=settings(max_examples=count, stateful_step_count=30, deadline=None),
    )
