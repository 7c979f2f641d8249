"""A point of history has no place for somebody's former name, which nothing would take out there any more."""

from __future__ import annotations

import copy
import json
from collections.abc import Callable
from pathlib import Path
from typing import Any

import pytest
from builders import add_person, ids, put
from forged_copies import forged, name_of, rest_of_file
from test_odd_copies import Laptop

from cmc_desktop.model.domain.changes import AddRemark, EditCard, EditPerson, Park
from cmc_desktop.model.domain.changes.people import PersonDetails
from cmc_desktop.model.domain.entity import new_id
from cmc_desktop.model.domain.errors import BadFile
from cmc_desktop.model.domain.revision import canonical, digest
from cmc_desktop.model.services.bringing_back import read_copy_file

NAME = "Rosalind Frank"
Point = dict[str, Any]


@pytest.fixture
def here(tmp_path: Path) -> Laptop:
    laptop = Laptop(tmp_path, "here").new()
    add_person(laptop.session, NAME)
    laptop.session.do(AddRemark(ids(laptop.session, "beneficiaries")[0], "question", "Why?"))
    laptop.session.do(Park("Trees"))
    laptop.session.do(EditCard("round", "value", "First words", "", ""))
    return laptop


@pytest.fixture
def there(tmp_path: Path, here: Laptop) -> Laptop:
    """An officer's, where the person is called otherwise."""
    laptop = Laptop(tmp_path, "there").takes(here.gives())
    put(laptop.session, "costs", "Signs")
    laptop.session.do(EditPerson(laptop.session.canvas.people[0].id, PersonDetails("Somebody")))
    return laptop


def with_point(path: Path, change: Callable[[Point], object]) -> Path:
    """The copy with one more point before its own, which says the same but for what `change` does to it."""

    def spoil(file: dict[str, Any]) -> None:
        tip = next(one for one in file["checkpoints"] if one["id"] == file["checkpoint"])
        known = next(one for one in file["checkpoints"] if one["beside"])
        point = {**copy.deepcopy(known), "nonce": "n", "parents": tip["parents"], "why": "merge"}
        point |= {"revision": digest(canonical(file["content"])), "rest": copy.deepcopy(rest_of_file(file))}
        change(point)
        point["rest_hash"] = digest(canonical(point["rest"]))
        point["id"] = name_of(point)
        file["checkpoints"].append(point)
        tip["parents"] = [point["id"]]

    return forged(path, spoil)


def in_conflict(kind: str, field: str, thing: str, values: list[str]) -> Callable[[Point], object]:
    one = {"field": field, "kind": kind, "thing": thing, "values": values}
    return lambda point: point["rest"]["conflicts"].append(one)


def beside(kind: str, thing: str, values: list[Any]) -> Callable[[Point], object]:
    return lambda point: point["beside"].setdefault(kind, {}).update({thing: values})


def instead(kind: str, place: int, value: object) -> Callable[[Point], object]:
    """Another value of the first thing of a kind, at this place."""

    def change(point: Point) -> None:
        next(iter(point["beside"][kind].values()))[place] = value

    return change


HIDDEN: dict[str, Callable[[Point], object]] = {
    "a conflict about a person": in_conflict("participant", "name", new_id(), [NAME, "Zeb"]),
    "a conflict about talk": in_conflict("parked", "text", new_id(), [NAME, "Zeb"]),
    "the thing of a conflict": in_conflict("head", "title", NAME, ["a", "b"]),
    "the note of a conflict": in_conflict("note", "text", NAME, ["a", "b"]),
    "a head": beside("head", "", [NAME, ""]),
    "a note": beside("note", new_id(), [NAME, "value", "a0", "", ""]),
    "a mark": beside("box_mark", "value", [NAME]),
    "a room": beside("room", "", [NAME]),
    "an agenda": beside("agenda_item", NAME, []),
    "the id of a person": beside("participant", NAME, ["Zeb", "", "", "", "participant", "", "1", "a0", ""]),
    "the id of a card": beside("card_text", NAME, ["", "", "", "1"]),
    "the id of a remark": beside("remark", NAME, ["question", "Why?", "", ""]),
    "a sector": instead("participant", 3, NAME),
    "a capacity": instead("participant", 4, [NAME, "participant"]),
    "whether they are asked": instead("participant", 6, NAME),
    "a rank": instead("participant", 7, NAME),
    "whether they are off": instead("participant", 8, NAME),
    "a kind of remark": instead("remark", 0, NAME),
    "who made a remark": instead("remark", 2, NAME),
    "when a thing was settled": instead("parked", 2, NAME),
    "whether a card is one's own": instead("card_text", 3, NAME),
}


@pytest.mark.parametrize("where", HIDDEN)
def test_a_name_in_a_place_where_none_belongs_is_refused(here: Laptop, there: Laptop, where: str) -> None:
    path = with_point(there.gives("back.cmc"), HIDDEN[where])
    assert NAME in path.read_text("utf-8")
    with pytest.raises(BadFile):
        read_copy_file(path, here.library.templates)


def test_the_same_point_without_a_name_is_taken(here: Laptop, there: Laptop) -> None:
    path = with_point(there.gives("back.cmc"), lambda point: None)
    assert NAME not in path.read_text("utf-8")
    here.joins(path)
    assert "Signs" in here.gives("again.cmc").read_text("utf-8")


def test_a_name_where_names_stand_is_kept_as_a_mark(tmp_path: Path, here: Laptop, there: Laptop) -> None:
    third = Laptop(tmp_path, "third").takes(with_point(there.gives("back.cmc"), instead("participant", 0, NAME)))
    given = third.gives("again.cmc").read_text("utf-8")
    assert NAME not in given
    assert len(json.loads(given)["checkpoints"]) > 2
