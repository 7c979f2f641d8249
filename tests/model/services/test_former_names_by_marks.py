"""A former name does not come back through points of a copy whose roster hides that it is one."""

from __future__ import annotations

from pathlib import Path
from typing import Any

from builders import add_person, put
from test_odd_copies import Laptop, changed_by_hand

from cmc_desktop.model.domain.changes import EditPerson
from cmc_desktop.model.domain.changes.people import PersonDetails
from cmc_desktop.model.domain.checkpoint import Checkpoint


def roster_says(name: str) -> Any:
    def spoil(file: dict[str, Any]) -> None:
        file["people"][0]["name"] = name

    return spoil


def makers(laptop: Laptop) -> set[str]:
    return {point.by for point in laptop.session.canvas.all(Checkpoint)}


def test_a_name_that_somebody_here_had_when_the_copy_left_is_the_present_one_in_what_it_brings(tmp_path: Path) -> None:
    here = Laptop(tmp_path, "here").new()
    anna = add_person(here.session, "Anna Virtanen")
    there = Laptop(tmp_path, "Anna Virtanen").takes(here.gives())
    here.session.do(EditPerson(anna, PersonDetails("Role 3")))
    put(there.session, "costs", "Signs")
    here.joins(changed_by_hand(there.gives("back.cmc"), roster_says("Role 3")))
    assert "Role 3" in makers(here)
    assert "Anna Virtanen" not in makers(here)


def test_whoever_is_called_something_else_by_chance_keeps_the_name(tmp_path: Path) -> None:
    here = Laptop(tmp_path, "here").new()
    anna = add_person(here.session, "Anna Virtanen")
    there = Laptop(tmp_path, "Olli Laine").takes(here.gives())
    here.session.do(EditPerson(anna, PersonDetails("Role 3")))
    put(there.session, "costs", "Signs")
    here.joins(changed_by_hand(there.gives("back.cmc"), roster_says("Role 3")))
    assert "Olli Laine" in makers(here)
