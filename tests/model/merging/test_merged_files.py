"""However two laptops led a workshop before they were joined: the merged canvas gives a file that reads back."""

from __future__ import annotations

from collections.abc import Callable

import builders
from hypothesis import given, settings
from hypothesis import strategies as st
from laptops import Laptop, laptops

from cmc_desktop.model.domain.answer import AnswerKind
from cmc_desktop.model.domain.canvas import Canvas
from cmc_desktop.model.domain.changes import (
    AddMinute,
    AddNote,
    AddPerson,
    AddRemark,
    Change,
    DeleteNotes,
    EditPerson,
    GiveAnswer,
    Park,
    RemovePerson,
)
from cmc_desktop.model.domain.changes.people import PersonDetails
from cmc_desktop.model.domain.errors import NotThere, Refusal
from cmc_desktop.model.services.bringing_back import bring_back

NOTE, ANN, BOB = (f"{digit * 8}-0000-4000-8000-000000000000" for digit in "123")
FIRST: tuple[Change, ...] = (
    AddNote("value", "Walk", id=NOTE),
    AddPerson(PersonDetails("Ann"), arrived=True, id=ANN),
    AddPerson(PersonDetails("Bob"), arrived=True, id=BOB),
)
#: what people do in a workshop, where its phase allows it
DEEDS: tuple[Callable[[], Change], ...] = (
    lambda: AddNote("costs", "Signs"),
    lambda: AddNote("value", "Ride", author=BOB),
    lambda: AddRemark(NOTE, "question", "Why?", BOB),
    lambda: Park("Later", "costs", NOTE, ANN),
    lambda: AddMinute("It rained", BOB),
    lambda: RemovePerson(BOB),
    lambda: EditPerson(BOB, PersonDetails("Bob", capacity="observer")),
    lambda: DeleteNotes((NOTE,), "Not ours"),
    lambda: GiveAnswer(ANN, AnswerKind.SATISFIED),
    lambda: GiveAnswer(BOB, AnswerKind.SATISFIED),
)
days = st.lists(
    st.tuples(st.sampled_from(["", "round", "discuss", "consensus"]), st.lists(st.sampled_from(DEEDS), max_size=4)),
    max_size=2,
)


def lead(laptop: Laptop, day: list[tuple[str, list[Callable[[], Change]]]]) -> None:
    for kind, deeds in sorted(day, key=lambda part: ["", "round", "discuss", "consensus"].index(part[0])):
        if kind:
            builders.bring_to(laptop.session, kind)
        for deed in deeds:
            try:
                laptop.session.do(deed())
            except (NotThere, Refusal):
                continue


def join(laptop: Laptop, copy: Canvas) -> None:
    """Whatever the phase allows: that is asked elsewhere."""
    coming = laptop.look_at(copy)
    if coming is not None:
        bring_back(laptop.library, laptop.session, coming, laptop.name, agreed=True, slip="Written on paper")


@settings(max_examples=60, deadline=None)
@given(days, days, st.booleans())
def test_the_merged_canvas_gives_a_file_that_reads_back(
    here: list[tuple[str, list[Callable[[], Change]]]],
    there: list[tuple[str, list[Callable[[], Change]]]],
    planned: bool,
) -> None:
    ada, bo = laptops("Ada", "Bo", changes=FIRST)
    if planned:
        builders.set_agenda(ada.session)
    lead(ada, here)
    lead(bo, there)
    join(ada, bo.copy(through_a_file=True))
    again = ada.copy(through_a_file=True)
    assert again.content_hash == ada.canvas.content_hash
    join(bo, again)
    bo.copy(through_a_file=True)
