"""Copies that differ about values as long as a file may hold: each can be chosen, and the canvas given on."""

from __future__ import annotations

from collections.abc import Callable
from pathlib import Path
from typing import Any

import builders
import pytest
from builders import add_person, ids, put
from forged_copies import forged
from test_odd_copies import Laptop

from cmc_desktop.model.domain.changes import (
    AddRemark,
    EditCard,
    EditNote,
    KeepBoth,
    KeepCheckpoint,
    Park,
    SettleConflict,
)
from cmc_desktop.model.domain.conflict import VALUES_LIMIT, conflict_id
from cmc_desktop.model.domain.errors import Refusal
from cmc_desktop.model.domain.merging.shown import open_conflicts
from cmc_desktop.model.domain.parked import Parked
from cmc_desktop.model.domain.remark import Remark
from cmc_desktop.model.domain.text import LINE_LIMIT, NOTE_LIMIT, TAGS_LIMIT
from cmc_desktop.model.exchange.cmc_reader import read_cmc
from cmc_desktop.model.services.history import History

File = dict[str, Any]


@pytest.fixture
def here(tmp_path: Path) -> Laptop:
    laptop = Laptop(tmp_path, "here").new()
    add_person(laptop.session, "Ada")
    laptop.session.do(AddRemark(ids(laptop.session, "beneficiaries")[0], "question", "Why?"))
    laptop.session.do(Park("Trees"))
    laptop.session.do(EditCard("round", "value", "First words", "", ""))
    return laptop


def tagged(letter: str) -> Callable[[File], None]:
    """All notes with as many tags as there may be, as long as they may be."""

    def spoil(file: File) -> None:
        for box in file["content"]["boxes"]:
            for note in box["notes"]:
                note["tags"] = [f"{n:02}" + letter * (LINE_LIMIT - 2) for n in range(TAGS_LIMIT)]

    return spoil


def given_on(laptop: Laptop) -> None:
    path = laptop.gives("again.cmc")
    again = read_cmc(path.read_bytes(), builders.TEMPLATES).canvas
    assert open_conflicts(again).keys() == open_conflicts(laptop.session.canvas).keys()


def test_tags_of_any_length_are_kept_chosen_and_given_on(tmp_path: Path, here: Laptop) -> None:
    given = here.gives()
    for letter in "xy":
        officer = Laptop(tmp_path, letter).takes(given)
        put(officer.session, "costs", letter)
        here.joins(forged(officer.gives(f"from {letter}.cmc"), tagged(letter)))
    canvas = here.session.canvas
    assert [one.field for one in open_conflicts(canvas).values()] == ["tags", "tags"]
    given_on(here)
    here.session.do(KeepCheckpoint(name="both open"))
    for conflict in list(open_conflicts(canvas).values()):
        with pytest.raises(Refusal, match="at most 50 tags"):
            here.session.do(KeepBoth(conflict.id))
        here.session.do(SettleConflict(conflict.id, conflict.values[1]))
    assert {note.tags[0][-1] for note in canvas.notes_in("beneficiaries")} == {"y"}
    given_on(here)
    history = History(here.library, here.session)
    history.restore(next(point for point in history.points if point.words.endswith("“both open”")))
    assert len(open_conflicts(canvas)) == 2
    given_on(here)


FIELDS: list[tuple[str, str, list[str]]] = [
    ("note", "text", ["a" * NOTE_LIMIT, "b" * NOTE_LIMIT]),
    ("head", "title", ["a" * LINE_LIMIT, "b" * LINE_LIMIT]),
    ("head", "city", ["", "b" * LINE_LIMIT]),
    ("participant", "name", ["a" * LINE_LIMIT, "b" * LINE_LIMIT]),
    ("participant", "role", ["", "b" * LINE_LIMIT]),
    ("remark", "words", ["", "b" * NOTE_LIMIT]),
    ("parked", "text", ["a" * NOTE_LIMIT, "b" * NOTE_LIMIT]),
    ("parked", "outcome", ["", "b" * NOTE_LIMIT]),
    ("card_text", "say", ["", "b" * NOTE_LIMIT]),
]


def thing_of(laptop: Laptop, kind: str) -> str:
    canvas = laptop.session.canvas
    return {
        "head": "",
        "note": ids(laptop.session, "beneficiaries")[0],
        "participant": canvas.people[0].id,
        "remark": next(iter(canvas.all(Remark))).id,
        "parked": next(iter(canvas.all(Parked))).id,
        "card_text": "round/value",
    }[kind]


def put_longest(file: File, kind: str, thing: str, field: str, value: str) -> None:
    """What the canvas of the file shows while values are in conflict."""
    parts = {"participant": "people", "remark": "remarks", "parked": "parking"}
    if kind == "head":
        file["canvas"][field] = file["content"][field] = value
    elif kind == "note":
        (note,) = [one for box in file["content"]["boxes"] for one in box["notes"] if one["id"] == thing]
        note[field] = value
    elif kind == "card_text":
        file["cards"][0][field] = value
    else:
        (one,) = [one for one in file[parts[kind]] if one["id"] == thing]
        one[field] = value


@pytest.mark.parametrize(("kind", "field", "values"), FIELDS)
@pytest.mark.parametrize("choice", [0, 1])
def test_every_value_that_a_file_may_hold_can_be_chosen(
    tmp_path: Path, here: Laptop, kind: str, field: str, values: list[str], choice: int
) -> None:
    thing = thing_of(here, kind)

    def spoil(file: File) -> None:
        put_longest(file, kind, thing, field, min(values, key=lambda value: (-len(value), value)))
        one = {"field": field, "kind": kind, "names": ["Zeb", "Ada"], "thing": thing, "values": values}
        file["conflicts"].append(one)

    third = Laptop(tmp_path, "third").takes(forged(here.gives(), spoil))
    name = conflict_id(kind, thing, field)
    assert list(open_conflicts(third.session.canvas)) == [name]
    given_on(third)
    third.session.do(SettleConflict(name, values[choice]))
    assert not open_conflicts(third.session.canvas)
    given_on(third)


def test_more_values_than_a_file_holds_are_not_brought_together(tmp_path: Path, here: Laptop) -> None:
    there = Laptop(tmp_path, "there").takes(here.gives())
    put(there.session, "costs", "Signs")
    note = ids(here.session, "beneficiaries")[0]

    def spoil(file: File) -> None:
        values = sorted(f"{n:03}" for n in range(VALUES_LIMIT))
        put_longest(file, "note", note, "text", values[0])
        names = [""] * len(values)
        file["conflicts"].append({"field": "text", "kind": "note", "names": names, "thing": note, "values": values})

    path = forged(there.gives("back.cmc"), spoil)
    here.session.do(EditNote(note, "Ours"))
    with pytest.raises(Refusal, match="more than 200 values of one field"):
        here.joins(path)
    assert not open_conflicts(here.session.canvas)
    given_on(here)
