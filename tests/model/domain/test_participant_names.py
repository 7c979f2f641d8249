"""Two people of one name can be told apart wherever they are named."""

from __future__ import annotations

from dataclasses import replace

from hypothesis import given
from hypothesis import strategies as st

from cmc_desktop.model.domain.participant import Participant
from cmc_desktop.model.domain.participant_names import names_of


def person(number: int, name: str, organisation: str = "", role: str = "") -> Participant:
    return Participant(str(number), rank=f"{number:03}", name=name, organisation=organisation, role=role)


def test_a_name_that_nobody_else_bears_stays_as_it_is() -> None:
    assert names_of([person(1, "Ana", "Port"), person(2, "Ben")]) == {"1": "Ana", "2": "Ben"}


def test_two_of_one_name_are_told_apart_by_their_organisation() -> None:
    people = [person(1, "Jo Smith", "Port"), person(2, "jo  smith", "City"), person(3, "Ana", "City")]
    assert names_of(people) == {"1": "Jo Smith (Port)", "2": "jo  smith (City)", "3": "Ana"}


def test_two_of_one_name_from_one_organisation_are_told_apart_by_their_role() -> None:
    people = [person(1, "Jo", "City", "Planner"), person(2, "Jo", "City", "Clerk")]
    assert names_of(people) == {"1": "Jo (Planner)", "2": "Jo (Clerk)"}


def test_three_of_one_name_are_told_apart_by_role_and_organisation_together() -> None:
    people = [person(1, "Jo", "City", "Clerk"), person(2, "Jo", "City", "Planner"), person(3, "Jo", "Port", "Clerk")]
    assert names_of(people) == {"1": "Jo (Clerk, City)", "2": "Jo (Planner, City)", "3": "Jo (Clerk, Port)"}


def test_two_of_whom_nothing_else_is_known_are_numbered() -> None:
    assert names_of([person(1, "Jo"), person(2, "Jo")]) == {"1": "Jo (1)", "2": "Jo (2)"}


@given(
    st.lists(st.tuples(*[st.sampled_from(["", "a", "A", "b"])] * 3), max_size=8).map(
        lambda rows: [replace(person(n, row[0] or "x", row[1], row[2])) for n, row in enumerate(rows)]
    )
)
def test_no_two_people_of_one_name_are_ever_named_alike(people: list[Participant]) -> None:
    names = names_of(people)
    for one in people:
        for other in people:
            if one is not other and one.name.casefold() == other.name.casefold():
                assert names[one.id] != names[other.id]
