"""13: whatever is edited, joined, settled and answered, an answer counts for exactly the words it was given for."""

from __future__ import annotations

from contextlib import suppress
from random import Random

import pytest
from canvas_histories import Room, ids_from
from hypothesis import given, settings
from hypothesis import strategies as st
from laptops import Laptop

from cmc_desktop.model.domain.agreement import Agreement, agreement, agrees_to
from cmc_desktop.model.domain.answer import AnswerKind
from cmc_desktop.model.domain.canvas import Canvas
from cmc_desktop.model.domain.changes import (
    AddNote,
    AddPerson,
    EditNote,
    EveryoneArrives,
    GiveAnswer,
    SetAgenda,
    SettleConflict,
    SignOffCanvas,
    StartWorkshop,
    WithdrawAnswer,
)
from cmc_desktop.model.domain.changes.people import PersonDetails
from cmc_desktop.model.domain.errors import NotThere, Refusal
from cmc_desktop.model.domain.merging.shown import open_conflicts

HOME = "11111111-0000-4000-8000-000000000000"
PEOPLE = tuple(f"{digit * 8}-0000-4000-8000-000000000000" for digit in "23")
AGREEING = (
    AddNote("value", "Home", id=HOME),
    *(AddPerson(PersonDetails(f"Person {person[0]}"), id=person) for person in PEOPLE),
    SetAgenda((("consensus", "Agreement", 30),)),
    StartWorkshop(),
    EveryoneArrives(),
)


class AgreeingRoom(Room):
    """Laptops with a canvas whose workshop asks for agreement; what everybody said last is kept beside them."""

    def __init__(self, random: Random) -> None:
        super().__init__(random, 3, content_only=True, changes=AGREEING)
        #: by laptop and person: the words the last answer was given for, and whether it was a yes
        self.said: dict[tuple[str, str], tuple[str, bool]] = {}

    def do_something(self, laptop: Laptop) -> None:
        kind, person = self.random.random(), self.random.choice(PEOPLE)
        if kind < 0.45:
            answer = self.random.choice([AnswerKind.SATISFIED, AnswerKind.SATISFIED, AnswerKind.NOT_YET])
            laptop.session.do(GiveAnswer(person, answer, "A bench"))
            self.said[laptop.name, person] = (laptop.canvas.content_hash, answer.agrees)
        elif kind < 0.5:
            with suppress(Refusal, NotThere):
                if laptop.session.do(WithdrawAnswer(person)) is not None:
                    self.said.pop((laptop.name, person), None)
        else:
            super().do_something(laptop)
        self.check(laptop)

    def join(self, laptop: Laptop, copy: Canvas) -> None:
        answers = laptop.canvas.answers
        super().join(laptop, copy)
        assert laptop.canvas.answers == answers
        self.check(laptop)

    def check(self, laptop: Laptop) -> None:
        """What counts is what was said last, here, for these very words; nobody signs over what is open."""
        canvas, found = laptop.canvas, agreement(laptop.canvas)
        agreeing = {person for person in PEOPLE if self.said.get((laptop.name, person)) == (canvas.content_hash, True)}
        assert {row.person.id for row in found.rows if row.standing.agrees} == agreeing
        assert {row.person.id for row in found.rows if agrees_to(canvas, row.answer)} == agreeing
        may_be_signed = agreeing == set(PEOPLE) and not open_conflicts(canvas)
        assert _signs(canvas, found) == may_be_signed


def _signs(canvas: Canvas, found: Agreement) -> bool:
    try:
        puts = SignOffCanvas().decide(canvas.snapshot(), 1)
    except Refusal:
        return False
    assert found.complete
    return bool(puts)


@settings(max_examples=25, deadline=None)
@given(seed=st.integers(0, 2**32))
def test_an_answer_counts_for_exactly_the_words_it_was_given_for(seed: int) -> None:
    _play(seed, 14)


@pytest.mark.soak
def test_answers_at_length() -> None:
    for seed in range(400_000, 403_000):
        _play(seed, 20)


def _play(seed: int, steps: int) -> None:
    random = Random(seed)
    with ids_from(random):
        AgreeingRoom(random).play(steps)


def test_joining_brings_no_answers_and_a_conflict_bars_the_sign_off() -> None:
    room = AgreeingRoom(Random(0))
    ada, bo, _ = room.laptops
    for laptop in (ada, bo):
        laptop.session.do(EditNote(HOME, f"Home, says {laptop.name}"))
        for person in PEOPLE:
            laptop.session.do(GiveAnswer(person, AnswerKind.SATISFIED))
        assert agreement(laptop.canvas).complete
    ada.take(bo.copy())
    assert len(ada.canvas.answers) == len(PEOPLE)
    for person in PEOPLE:
        ada.session.do(GiveAnswer(person, AnswerKind.SATISFIED))
    with pytest.raises(Refusal, match="conflict"):
        ada.session.do(SignOffCanvas())
    ada.session.do(SettleConflict(f"note:{HOME}:text", "Home, says Bo"))
    for person in PEOPLE:
        ada.session.do(GiveAnswer(person, AnswerKind.SATISFIED))
    ada.session.do(SignOffCanvas())
    assert ada.canvas.sign_off is not None
