"""Files of copies that say less, more or something else than this library knows of their points of history."""

from __future__ import annotations

import hashlib
import json
from collections.abc import Callable
from pathlib import Path
from typing import Any

import pytest
import rfc8785
from builders import add_person, given_copy, ids, open_library, put, texts

from cmc_desktop.model.domain.changes import (
    AddMinute,
    DeleteNotes,
    DeleteParked,
    EditNote,
    EditParked,
    EditPerson,
    Park,
    RemovePerson,
)
from cmc_desktop.model.domain.changes.people import PersonDetails
from cmc_desktop.model.domain.checkpoint import Checkpoint, Why
from cmc_desktop.model.domain.drop_reasons import in_one_line
from cmc_desktop.model.domain.entity import new_id
from cmc_desktop.model.domain.merging.shown import open_conflicts
from cmc_desktop.model.domain.minute import Minute
from cmc_desktop.model.domain.note import Note
from cmc_desktop.model.domain.parked import Parked
from cmc_desktop.model.exchange.strict_json import FILE_LIMIT
from cmc_desktop.model.services.bringing_back import BroughtBack, bring_back_file, read_copy_file
from cmc_desktop.model.services.copy_file import copy_of
from cmc_desktop.model.services.giving_a_copy import about_to_give, copy_made, keep_given
from cmc_desktop.model.services.importing import import_file, read_file, take
from cmc_desktop.model.services.last_point import keep_for_export
from cmc_desktop.model.services.looked_at import LookedAt, Relation
from cmc_desktop.model.services.looked_words import why_opened
from cmc_desktop.model.services.recognising import look_at
from cmc_desktop.model.services.safe_file import FileTrouble
from cmc_desktop.model.services.session import Session

Spoil = Callable[[dict[str, Any]], None]


class Laptop:
    """A library and its one canvas."""

    def __init__(self, folder: Path, name: str) -> None:
        self.folder, self.name = folder, name
        self.library = open_library(folder / name)
        self.session: Session

    def new(self) -> Laptop:
        self.session = self.library.session(self.library.new("Quiet streets", "Port Alder"))
        put(self.session, "beneficiaries", "Parents", "Shop owners")
        return self

    def takes(self, path: Path) -> Laptop:
        found = take(self.library, read_file(path, self.library.templates))
        self.session = self.library.session(found.canvas_id)
        return self

    def gives(self, name: str = "copy.cmc") -> Path:
        return given_copy(self.library.store, self.session, self.folder / name, self.name)

    def exports(self) -> Path:
        store = self.library.store
        canvas = keep_for_export(store, self.session)
        path = self.folder / f"{self.name}-exported.cmc"
        path.write_bytes(copy_of(store, canvas))
        return path

    def looks(self, path: Path) -> LookedAt:
        return look_at(self.library, read_copy_file(path, self.library.templates).canvas)

    def joins(self, path: Path) -> tuple[LookedAt, BroughtBack]:
        file = read_copy_file(path, self.library.templates)
        looked = look_at(self.library, file.canvas)
        return looked, bring_back_file(self.library, file, looked, session=self.session, by=self.name, agreed=True)

    @property
    def minutes(self) -> list[str]:
        return [line.text for line in self.session.canvas.all(Minute) if not line.deleted]


@pytest.fixture
def here(tmp_path: Path) -> Laptop:
    return Laptop(tmp_path, "here").new()


@pytest.fixture
def there(tmp_path: Path, here: Laptop) -> Laptop:
    add_person(here.session, "Rosalind Frank")
    return Laptop(tmp_path, "there").takes(here.gives())


def changed_by_hand(path: Path, spoil: Spoil) -> Path:
    """The same file with something else in it, and the hashes made to fit."""
    file = json.loads(path.read_bytes())
    spoil(file)
    file.pop("file_hash")
    file["file_hash"] = hashlib.sha256(rfc8785.dumps(file)).hexdigest()
    path.write_bytes(rfc8785.dumps(file))
    return path


def test_minutes_written_in_a_copy_come_back_with_an_exported_file(here: Laptop, there: Laptop) -> None:
    there.session.do(AddMinute("We began late"))
    looked, _ = here.joins(there.exports())
    assert looked.relation is Relation.JOINS
    assert here.minutes == ["We began late"]


def test_lines_on_both_sides_of_a_joined_file_are_news_to_the_other_side(here: Laptop, there: Laptop) -> None:
    here.session.do(AddMinute("Said here"))
    put(there.session, "costs", "Signs")
    here.joins(there.exports())
    there.joins(here.exports())
    assert there.minutes == ["Said here"]


def test_exporting_twice_makes_one_point_of_history(here: Laptop) -> None:
    here.session.do(AddMinute("We began late"))
    here.exports()
    point = here.session.canvas.head.checkpoint
    here.exports()
    assert here.session.canvas.head.checkpoint == point


def test_the_same_file_with_another_name_in_it_becomes_a_canvas_of_its_own(here: Laptop, there: Laptop) -> None:
    put(there.session, "costs", "Signs")
    back = there.gives("back.cmc")
    here.joins(back)
    assert here.looks(back).relation is Relation.NOTHING_NEW

    def rename(file: dict[str, Any]) -> None:
        file["people"][0]["name"] = "Donald Trumped"

    looked, done = here.joins(changed_by_hand(back, rename))
    assert looked.relation is Relation.CHANGED_BY_HAND
    assert done.canvas_id != here.session.canvas.id
    assert "something else than what is kept of it here" in done.told
    assert [person.name for person in here.session.canvas.people] == ["Rosalind Frank"]


def test_importing_a_file_changed_by_hand_opens_it_beside(here: Laptop) -> None:
    add_person(here.session, "Rosalind Frank")
    path = here.gives()

    def rename(file: dict[str, Any]) -> None:
        file["people"][0]["name"] = "Donald Trumped"

    found = import_file(here.library, changed_by_hand(path, rename))
    assert found.beside


def test_answers_that_do_not_come_along_are_told(here: Laptop, there: Laptop) -> None:
    def answer(file: dict[str, Any]) -> None:
        told = {"at": 1, "how": "hand", "kind": "satisfied", "withdrawn": False, "words": ""}
        person = there.session.canvas.people[0].id
        file["answers"].append({"content_hash": file["content_hash"], "id": new_id(), "person": person, **told})

    put(there.session, "costs", "Signs")
    back = changed_by_hand(there.gives("back.cmc"), answer)
    _, joined = here.joins(back)
    assert "1 answer in this file does not come along" in joined.told
    again, done = here.joins(back)
    assert again.relation is Relation.NOTHING_NEW
    assert "1 answer in this file does not come along" in done.told
    assert "1 answer in this file does not come along" in import_file(here.library, back).told


def test_what_a_file_says_of_a_point_kept_here_does_not_undo_ours(here: Laptop, there: Laptop) -> None:
    person = here.session.canvas.people[0].id
    here.session.do(EditPerson(person, PersonDetails("Rosalind Franklin")))
    there.session.do(EditPerson(person, PersonDetails("Rosa Frank")))

    def forge(file: dict[str, Any]) -> None:
        for point in file["checkpoints"]:
            if point["beside"]:
                point["beside"]["participant"][person][0] = "Rosalind Franklin"

    here.joins(changed_by_hand(there.gives("back.cmc"), forge))
    (conflict,) = open_conflicts(here.session.canvas).values()
    assert set(conflict.values) == {"Rosalind Franklin", "Rosa Frank"}


def test_a_file_with_nothing_new_tells_the_conflicts_that_are_open(here: Laptop, there: Laptop) -> None:
    note = ids(here.session, "beneficiaries")[0]
    here.session.do(EditNote(note, "Mothers"))
    there.session.do(EditNote(note, "Fathers"))
    back = there.gives("back.cmc")
    here.joins(back)
    looked, done = here.joins(back)
    assert (looked.relation, done.conflicts) == (Relation.NOTHING_NEW, 1)


def test_a_common_state_that_nobody_holds_is_told_as_such(here: Laptop, there: Laptop, tmp_path: Path) -> None:
    """As after years of copies: both know the point they went on from by its name only."""

    def by_name_only(file: dict[str, Any]) -> None:
        for point in file["checkpoints"]:
            point["rest"] = point["beside"] = None

    put(there.session, "costs", "Signs")
    put(here.session, "costs", "Lamps")
    one = changed_by_hand(there.gives("one.cmc"), by_name_only)
    other = changed_by_hand(here.gives("other.cmc"), by_name_only)
    third = Laptop(tmp_path, "third").takes(other)
    looked, done = third.joins(one)
    assert looked.relation is Relation.TOO_FAR_BACK
    assert "have a common history" in done.told
    assert "was opened as a canvas of its own" in done.told
    assert texts(third.session, "costs") == ["Lamps"]


def test_a_file_nothing_relates_is_told_with_the_name_of_the_canvas_here(here: Laptop, there: Laptop) -> None:
    def without_history(file: dict[str, Any]) -> None:
        file |= {"checkpoint": "", "checkpoints": []}
        file["canvas"]["session"] = "Another"

    put(there.session, "costs", "Signs")
    _, done = here.joins(changed_by_hand(there.gives("back.cmc"), without_history))
    assert "“Quiet streets” here went on" in done.told
    assert "It was opened as a canvas of its own" in done.told


def test_an_import_says_why_a_file_stands_beside_the_canvas_as_bringing_it_back_does(
    here: Laptop, there: Laptop
) -> None:
    def without_history(file: dict[str, Any]) -> None:
        file |= {"checkpoint": "", "checkpoints": []}

    put(there.session, "costs", "Signs")
    back = changed_by_hand(there.gives("back.cmc"), without_history)
    imported = import_file(here.library, back)
    looked = here.looks(back)
    assert imported.told.startswith(why_opened(looked))
    assert "“Quiet streets” here went on" in imported.told
    assert "It differs in: the words" in imported.told


def test_a_copy_opened_on_wish_is_told_by_the_name_of_the_canvas_here(here: Laptop, there: Laptop) -> None:
    put(there.session, "costs", "Signs")
    imported = import_file(here.library, there.gives("back.cmc"), separate=True)
    assert imported.told.startswith("The library has another state of “Quiet streets”.")


def test_a_copy_that_could_not_be_written_is_not_told_as_given(here: Laptop) -> None:
    with pytest.raises(FileTrouble):
        here.gives("no such folder/copy.cmc")
    assert Why.COPY not in {point.why for point in here.session.canvas.all(Checkpoint)}


def test_a_file_whose_point_was_not_stored_any_more_is_joined(here: Laptop, tmp_path: Path) -> None:
    """As when the power fails after the file was written."""
    store = here.library.store
    path = tmp_path / "copy.cmc"
    path.write_bytes(copy_made(store, about_to_give(here.session, "Ada")).data)
    there = Laptop(tmp_path, "there").takes(path)
    put(there.session, "costs", "Signs")
    put(here.session, "value", "Sleep")
    looked, _ = here.joins(there.gives("back.cmc"))
    assert looked.relation is Relation.JOINS
    assert (texts(here.session, "costs"), texts(here.session, "value")) == (["Signs"], ["Sleep"])


def test_what_is_done_while_a_copy_is_written_goes_on_from_it(here: Laptop, tmp_path: Path) -> None:
    given = about_to_give(here.session, "Ada")
    made = copy_made(here.library.store, given)
    put(here.session, "value", "Sleep")
    assert keep_given(here.session, given, made).stored
    (tmp_path / "copy.cmc").write_bytes(made.data)
    assert here.looks(tmp_path / "copy.cmc").relation is Relation.NOTHING_NEW
    assert texts(here.session, "value") == ["Sleep"]


def test_a_large_canvas_can_be_copied_again_and_again_and_the_last_copy_still_joins(tmp_path: Path) -> None:
    here = Laptop(tmp_path, "here").new()
    for part in range(4):
        put(here.session, "costs", *(f"{part} {n} " + "word " * 700 for n in range(500)))
    for n in range(4):
        put(here.session, "value", f"value {n}")
        path = here.gives()
    assert path.stat().st_size < FILE_LIMIT
    there = Laptop(tmp_path, "there").takes(path)
    put(there.session, "value", "Sleep")
    back = there.gives("back.cmc")
    held = [point for point in read_copy_file(back, here.library.templates).canvas.all(Checkpoint) if point.rest]
    assert {point.id for point in held} >= {here.session.canvas.head.checkpoint}
    assert here.looks(back).relation is Relation.JOINS


def test_a_large_canvas_takes_along_fewer_states_than_a_small_one(here: Laptop, tmp_path: Path) -> None:
    def held(path: Path) -> int:
        return sum(1 for point in read_copy_file(path, here.library.templates).canvas.all(Checkpoint) if point.rest)

    for n in range(8):
        put(here.session, "value", f"value {n}")
        path = here.gives()
    small = held(path)
    put(here.session, "costs", *(f"{n} " + "word " * 700 for n in range(400)))
    for n in range(8):
        put(here.session, "costs", f"more {n}")
        path = here.gives()
    assert held(path) < small
    assert path.stat().st_size < 7_000_000


def why_dropped(laptop: Laptop, note: str) -> str:
    found = laptop.session.canvas.find(Note, note)
    assert found is not None
    assert found.deleted
    return found.dropped_why


def test_both_reasons_for_dropping_a_note_are_kept_on_both_laptops(here: Laptop, there: Laptop) -> None:
    note = ids(here.session, "beneficiaries")[0]
    here.session.do(DeleteNotes((note,), "said twice"))
    there.session.do(DeleteNotes((note,), "nobody wants it"))
    here.joins(there.gives("back.cmc"))
    there.joins(here.gives("again.cmc"))
    for laptop in (here, there):
        assert why_dropped(laptop, note) == "nobody wants it\nsaid twice"


@pytest.mark.parametrize(
    ("ours", "theirs"),
    [
        ("The council cannot pay. " + "a" * 270, "Zoning law forbids it; " + "b" * 270),
        ("maybe later; too dear", "not ours"),
    ],
)
def test_long_reasons_and_reasons_of_several_parts_are_kept_whole(
    here: Laptop, there: Laptop, ours: str, theirs: str
) -> None:
    note = ids(here.session, "beneficiaries")[0]
    here.session.do(DeleteNotes((note,), ours))
    there.session.do(DeleteNotes((note,), theirs))
    here.joins(there.gives("back.cmc"))
    there.joins(here.gives("again.cmc"))
    for laptop in (here, there):
        assert why_dropped(laptop, note) == f"{ours}\n{theirs}"
        assert in_one_line(why_dropped(laptop, note)) == f"{ours}; {theirs}"


def test_reasons_an_older_library_joined_in_one_line_are_not_told_twice(here: Laptop, there: Laptop) -> None:
    note = ids(here.session, "beneficiaries")[0]
    here.session.do(DeleteNotes((note,), "nobody wants it; said twice"))
    there.session.do(DeleteNotes((note,), "said twice"))
    here.joins(there.gives("back.cmc"))
    assert why_dropped(here, note) == "nobody wants it; said twice"


def test_a_reason_on_one_side_is_kept_whoever_joins(here: Laptop, there: Laptop) -> None:
    note = ids(here.session, "beneficiaries")[0]
    here.session.do(DeleteNotes((note,)))
    there.session.do(DeleteNotes((note,), "nobody wants it"))
    here.joins(there.gives("back.cmc"))
    assert why_dropped(here, note) == "nobody wants it"


def test_what_one_side_deleted_and_the_other_changed_stays_also_beside_the_notes(here: Laptop, there: Laptop) -> None:
    person = here.session.canvas.people[0].id
    here.session.do(RemovePerson(person))
    there.session.do(EditPerson(person, PersonDetails("Rosalind Franklin")))
    here.joins(there.gives("back.cmc"))
    assert [one.name for one in here.session.canvas.people] == ["Rosalind Franklin"]
    there.joins(here.gives("again.cmc"))
    assert [one.name for one in there.session.canvas.people] == ["Rosalind Franklin"]


@pytest.mark.parametrize("ours_deletes", [True, False])
def test_a_parked_thing_reworded_while_it_was_deleted_stays(here: Laptop, tmp_path: Path, ours_deletes: bool) -> None:
    here.session.do(Park("The harbour", "costs"))
    (parked,) = here.session.canvas.all(Parked)
    there = Laptop(tmp_path, "there").takes(here.gives())
    one, other = (here, there) if ours_deletes else (there, here)
    one.session.do(DeleteParked(parked.id))
    other.session.do(EditParked(parked.id, "The old harbour"))
    here.joins(there.gives("back.cmc"))
    (kept,) = here.session.canvas.all(Parked)
    assert (kept.text, kept.deleted) == ("The old harbour", False)


def test_what_one_side_deleted_and_nobody_changed_goes(here: Laptop, there: Laptop) -> None:
    person = here.session.canvas.people[0].id
    there.session.do(RemovePerson(person))
    put(here.session, "costs", "Signs")
    here.joins(there.gives("back.cmc"))
    assert not here.session.canvas.people
