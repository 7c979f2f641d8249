"""What a copy would bring is told as plain values, for the page and for other programs."""

from __future__ import annotations

import json
from pathlib import Path

from builders import given_copy, ids, open_library, put

from cmc_desktop.model.domain.changes import (
    AddPerson,
    DeleteNotes,
    EditNote,
    MarkNoneIdentified,
    MoveNotes,
    Park,
    Rename,
)
from cmc_desktop.model.domain.changes.merging import ComingCopy
from cmc_desktop.model.domain.changes.people import PersonDetails
from cmc_desktop.model.domain.conflict import conflict_id
from cmc_desktop.model.domain.merging.coming import Came
from cmc_desktop.model.domain.merging.incoming import Incoming
from cmc_desktop.model.exchange.cmc_reader import CmcFile
from cmc_desktop.model.services.bringing_back import bring_back, bring_back_file
from cmc_desktop.model.services.importing import read_file, take
from cmc_desktop.model.services.library import Library
from cmc_desktop.model.services.looked_at import LookedAt
from cmc_desktop.model.services.recognising import look_at
from cmc_desktop.model.services.session import Session
from cmc_desktop.model.services.what_comes import counted, what_comes


def brought(folder: Path) -> Incoming:
    """A copy in which a bit of everything was done, while one note was reworded here."""
    library, officers = open_library(folder / "here"), open_library(folder / "there")
    here = library.session(library.new("Quiet streets", "Port Alder"))
    put(here, "beneficiaries", "Parents", "Shop owners", "Cyclists", "Drivers", "Night workers")
    given = given_copy(library.store, here, folder / "copy.cmc", "Ada")
    there = officers.session(take(officers, read_file(given, officers.templates)).canvas_id)
    parents, shops, cyclists, drivers, _ = ids(there, "beneficiaries")
    there.do(EditNote(parents, "Parents with prams"))
    there.do(EditNote(shops, "Shopkeepers"))
    there.do(MoveNotes((shops,), "costs", 0))
    there.do(DeleteNotes((cyclists,)))
    there.do(EditNote(drivers, "Bus drivers"))
    put(there, "value", "Sleep")
    there.do(MarkNoneIdentified("revenue"))
    there.do(Rename("Quiet streets", "Old Port"))
    there.do(AddPerson(PersonDetails("Ines", organisation="Harbour")))
    there.do(Park("Who pays?", "costs"))
    here.do(EditNote(drivers, "Lorry drivers"))
    back = read_file(given_copy(officers.store, there, folder / "back.cmc", "Ada"), library.templates)
    assert isinstance(back, CmcFile)
    looked = look_at(library, back.canvas)
    assert looked.copy is not None
    before = here.canvas.content_hash
    found = what_comes(here.canvas, looked.copy, "Bo")
    assert here.canvas.content_hash == before
    return found


def test_every_thing_is_told_once_in_the_order_of_the_walk(tmp_path: Path) -> None:
    told = [(one.kind, one.came, one.box) for one in brought(tmp_path).things]
    assert told == [
        ("note", (Came.NEW,), "value"),
        ("note", (Came.REWORDED,), "beneficiaries"),
        ("note", (Came.DELETED,), "beneficiaries"),
        ("note", (Came.REWORDED, Came.MOVED), "costs"),
        ("parked", (Came.NEW,), "costs"),
        ("box_mark", (Came.MARKED,), "revenue"),
        ("head", (Came.TITLED,), ""),
        ("participant", (Came.NEW,), ""),
    ]


def test_it_is_counted_in_a_few_words(tmp_path: Path) -> None:
    assert counted(brought(tmp_path)) == "1 new, 2 changed, 1 moved, 1 deleted, 4 others, 1 conflict"


def test_it_is_told_as_json_with_both_sides_of_a_conflict(tmp_path: Path) -> None:
    told = json.loads(json.dumps(brought(tmp_path).plain()))
    assert told["by"] == "Ada"
    assert told["counts"] == {"new": 1, "changed": 2, "moved": 1, "deleted": 1, "beside": 4, "conflicts": 1} | {
        "conflicts_before": 0,
        "conflicts_changed": 0,
    }
    (conflict,) = told["conflicts"]
    assert conflict["was"] == "Drivers"
    assert [(one["by"], one["here"], one["words"]) for one in conflict["choices"]] == [
        ("Bo", True, "Lorry drivers"),
        ("Ada", False, "Bus drivers"),
    ]
    moved = next(one for one in told["changes"] if "moved" in one["what"])
    assert (moved["was_in"], moved["before"], moved["after"]) == ("beneficiaries", "Shop owners", "Shopkeepers")


def apart(folder: Path) -> tuple[Library, Session, Library, Session]:
    """A canvas with three notes, and an officer's copy of it."""
    library, officers = open_library(folder / "here"), open_library(folder / "there")
    here = library.session(library.new("Quiet streets", "Port Alder"))
    put(here, "beneficiaries", "Parents", "Shop owners", "Cyclists")
    given = given_copy(library.store, here, folder / "copy.cmc", "Ada")
    there = officers.session(take(officers, read_file(given, officers.templates)).canvas_id)
    return library, here, officers, there


def come_back(library: Library, officers: Library, there: Session, folder: Path) -> ComingCopy:
    back = read_file(given_copy(officers.store, there, folder / "back.cmc", "Ada"), library.templates)
    assert isinstance(back, CmcFile)
    looked = look_at(library, back.canvas)
    assert looked.copy is not None
    return looked.copy


def test_conflicts_that_were_open_before_are_counted_apart_from_those_a_copy_brings(tmp_path: Path) -> None:
    library, here, officers, there = apart(tmp_path)
    parents, shops, cyclists = ids(here, "beneficiaries")
    for note in (parents, shops):
        here.do(EditNote(note, "Ours"))
        there.do(EditNote(note, "Theirs"))
    bring_back(library, here, come_back(library, officers, there, tmp_path), "Bo")
    put(there, "value", "Sleep")
    found = what_comes(here.canvas, come_back(library, officers, there, tmp_path), "Bo")
    assert counted(found) == "1 new; 2 conflicts were open before"
    assert found.brought == 0
    here.do(EditNote(cyclists, "Ours"))
    there.do(EditNote(cyclists, "Theirs"))
    found = what_comes(here.canvas, come_back(library, officers, there, tmp_path), "Bo")
    assert counted(found) == "1 new, 1 new conflict; 2 conflicts were open before"
    assert found.brought == 1


def test_conflicts_from_before_that_a_copy_changes_are_told(tmp_path: Path) -> None:
    library, here, officers, there = apart(tmp_path)
    parents, shops, cyclists = ids(here, "beneficiaries")
    for note in (parents, shops):
        here.do(EditNote(note, "Ours"))
        there.do(EditNote(note, "Theirs"))
    here.do(DeleteNotes((cyclists,)))
    there.do(EditNote(cyclists, "Theirs"))
    bring_back(library, here, come_back(library, officers, there, tmp_path), "Bo")
    there.do(EditNote(shops, "Theirs, and longer, so that the board shows it"))
    found = what_comes(here.canvas, come_back(library, officers, there, tmp_path), "Bo")
    assert found.brought == 0
    assert found.changed == {conflict_id("note", shops, "text")}
    assert counted(found) == "3 conflicts were open before, of which this copy changes 1"
    there.do(EditNote(cyclists, "Said otherwise by now"))
    there.do(EditNote(parents, "Theirs by now"))
    found = what_comes(here.canvas, come_back(library, officers, there, tmp_path), "Bo")
    assert counted(found) == "3 conflicts were open before, and this copy changes them"
    told = found.plain()
    assert told["counts"] | {"conflicts": 3, "conflicts_before": 3, "conflicts_changed": 3} == told["counts"]
    assert [(one["open_before"], one["changed"]) for one in told["conflicts"]] == [(True, True)] * 3
    done = bring_back_file(library, *looked_at_again(library, officers, there, tmp_path), by="Bo")
    assert "3 conflicts were open before, and this copy changes them" in done.told


def looked_at_again(library: Library, officers: Library, there: Session, folder: Path) -> tuple[CmcFile, LookedAt]:
    back = read_file(given_copy(officers.store, there, folder / "back.cmc", "Ada"), library.templates)
    assert isinstance(back, CmcFile)
    return back, look_at(library, back.canvas)


def test_what_was_taken_back_with_its_copy_is_new_when_it_comes_again(tmp_path: Path) -> None:
    library, here, officers, there = apart(tmp_path)
    put(there, "value", "Sleep")
    there.do(AddPerson(PersonDetails("Ines", organisation="Harbour")))
    first = come_back(library, officers, there, tmp_path)
    bring_back(library, here, first, "Bo")
    here.undo()
    again = what_comes(here.canvas, come_back(library, officers, there, tmp_path), "Bo")
    assert [(one.kind, one.came) for one in again.things] == [("note", (Came.NEW,)), ("participant", (Came.NEW,))]
