"""A person who is called otherwise by now: the former name is in no point of the history, and in no copy."""

from __future__ import annotations

import dataclasses
import json
from pathlib import Path

import pytest
from builders import add_person, given_copy, open_library, put

from cmc_desktop.model.domain.changes import (
    EditNote,
    EditPerson,
    KeepCheckpoint,
    MarkNoneIdentified,
    RemovePerson,
    SettleConflict,
)
from cmc_desktop.model.domain.changes.merging import ComingCopy
from cmc_desktop.model.domain.changes.people import PersonDetails
from cmc_desktop.model.domain.checkpoint import Checkpoint
from cmc_desktop.model.domain.conflict import Conflict
from cmc_desktop.model.domain.merging.shown import open_conflicts
from cmc_desktop.model.domain.participant import Participant
from cmc_desktop.model.domain.revision import canonical, digest
from cmc_desktop.model.services.bringing_back import bring_back, read_copy_file
from cmc_desktop.model.services.history import History
from cmc_desktop.model.services.importing import read_file, take
from cmc_desktop.model.services.library import Library
from cmc_desktop.model.services.recognising import look_at
from cmc_desktop.model.services.session import Session
from cmc_desktop.model.services.variants import make_variant
from cmc_desktop.model.services.what_comes import what_comes
from cmc_desktop.model.store.tables import TABLES

pytestmark = pytest.mark.both_databases

#: a name, an office and a post that stand nowhere else
NAME, OFFICE, ROLE = "Zenobia Quixley", "Quixley waterworks", "Quixotic clerk"
ROSA = PersonDetails(NAME, organisation=OFFICE, role=ROLE)
NOBODY = PersonDetails("Participant 1")


class Away:
    """A canvas with somebody on its roster, and the same on the laptop of that person, who took a copy."""

    def __init__(self, folder: Path, library: Library) -> None:
        self.folder, self.library = folder, library
        self.here = library.session(library.new("Quiet streets", "Port Alder"))
        put(self.here, "value", "Sleep")
        self.person = add_person(self.here, NAME)
        self.here.do(EditPerson(self.person, ROSA))
        path = given_copy(library.store, self.here, folder / "copy.cmc", NAME)
        self.there_library = open_library(folder / "there")
        self.there = self.there_library.session(take(self.there_library, read_file(path, library.templates)).canvas_id)
        put(self.there, "value", "Air")

    def look(self) -> ComingCopy:
        person = self.there.canvas.find(Participant, self.person)
        called = person.name if person is not None else ""
        path = given_copy(self.there_library.store, self.there, self.folder / "back.cmc", f"{called} (works)")
        copy = look_at(self.library, read_copy_file(path, self.library.templates).canvas).copy
        assert copy is not None
        return copy

    def join(self, by: str = "") -> None:
        bring_back(self.library, self.here, self.look(), by)

    @property
    def name(self) -> str:
        return self.here.canvas.person(self.person).name


@pytest.fixture
def away(tmp_path: Path, library: Library) -> Away:
    return Away(tmp_path, library)


def rows(library: Library) -> str:
    """All that the tables of a library hold."""
    with library.store.engine.connect() as connection:
        return "\n".join(str(row) for table in TABLES.values() for row in connection.execute(table.select()))


def names_nobody(away: Away) -> bool:
    """Whether neither the library nor a copy of its canvas has anything of the former name."""
    given = given_copy(away.library.store, away.here, away.folder / "given.cmc").read_text("utf-8")
    return not any(word in there for word in ("Quix", "Zenobia") for there in (given, rows(away.library)))


def test_a_person_called_otherwise_is_in_no_point_of_the_history_by_the_former_name(away: Away) -> None:
    away.here.do(KeepCheckpoint(by=f"{NAME}, at the desk", name="as it was"))
    assert not names_nobody(away)
    away.here.do(EditPerson(away.person, NOBODY))
    assert names_nobody(away)
    takers = {one.by for one in away.library.session(away.here.canvas.id).canvas.all(Checkpoint)}
    assert "Participant 1" in takers


def test_undo_gives_the_name_back_to_all_that_had_it(away: Away) -> None:
    before = {one.id: one.by for one in away.here.canvas.all(Checkpoint)}
    away.here.do(EditPerson(away.person, NOBODY))
    away.here.undo()
    assert away.name == NAME
    assert {one.id: one.by for one in away.library.session(away.here.canvas.id).canvas.all(Checkpoint)} == before


def test_a_copy_that_still_has_the_name_does_not_bring_it_back(away: Away) -> None:
    away.here.do(EditPerson(away.person, NOBODY))
    away.join()
    assert away.name == "Participant 1"
    assert not open_conflicts(away.here.canvas)
    assert names_nobody(away)


def test_a_name_that_was_changed_in_a_copy_goes_from_our_history_too(away: Away) -> None:
    away.there.do(EditPerson(away.person, NOBODY))
    away.join()
    assert away.name == "Participant 1"
    assert names_nobody(away)


def test_of_two_new_names_the_one_that_was_not_chosen_is_nowhere_any_more(away: Away) -> None:
    away.here.do(EditPerson(away.person, dataclasses.replace(ROSA, name="Zenobia Q. Long")))
    away.there.do(EditPerson(away.person, dataclasses.replace(NOBODY, name="P 1")))
    away.join()
    (name,) = (one for one in open_conflicts(away.here.canvas).values() if one.field == "name")
    assert set(name.values) == {"Zenobia Q. Long", "P 1"}
    away.here.do(SettleConflict(name.id, "P 1"))
    assert names_nobody(away)
    away.here.undo()
    assert open_conflicts(away.here.canvas)[name.id] == name
    assert away.name == "Zenobia Q. Long"


def test_a_name_changed_on_both_sides_of_the_same_old_one_is_still_a_conflict(away: Away) -> None:
    away.here.do(EditPerson(away.person, PersonDetails("Anna")))
    away.there.do(EditPerson(away.person, PersonDetails("Anne-Marie")))
    away.join()
    assert away.name == "Anne-Marie"
    assert [one.values for one in open_conflicts(away.here.canvas).values()] == [("Anna", "Anne-Marie")]


def test_of_a_conflict_about_a_name_it_is_told_whose_is_which(away: Away) -> None:
    away.here.do(EditPerson(away.person, PersonDetails("Anna")))
    away.there.do(EditPerson(away.person, PersonDetails("Anne-Marie")))
    (contest,) = what_comes(away.here.canvas, away.look(), "Bo").contests
    assert [(one.words, one.name, one.ours, one.theirs, one.shown) for one in contest.choices] == [
        ("Anna", "Bo", True, False, False),
        ("Anne-Marie", "Anne-Marie (works)", False, True, True),
    ]
    assert contest.was == ""
    away.join("Bo")
    (one,) = open_conflicts(away.here.canvas).values()
    assert (one.name_of("Anna"), one.name_of("Anne-Marie")) == ("Bo", "Anne-Marie (works)")


def test_who_left_the_roster_there_is_off_it_here(away: Away) -> None:
    away.there.do(RemovePerson(away.person))
    away.join()
    assert away.here.canvas.find(Participant, away.person) == away.there.canvas.find(Participant, away.person)


def test_somebody_else_of_that_name_keeps_it(away: Away) -> None:
    other = add_person(away.here, NAME)
    away.here.do(EditPerson(away.person, NOBODY))
    assert away.here.canvas.person(other).name == NAME
    assert NAME in {one.by for one in away.here.canvas.all(Checkpoint)}


def test_a_file_that_spells_names_out_beside_its_points_is_taken_in_without_them(away: Away) -> None:
    """As files of this format did before names were kept as marks."""
    path = given_copy(away.library.store, away.here, away.folder / "old.cmc")
    file = json.loads(path.read_text("utf-8"))
    for one in file["checkpoints"]:
        if one["beside"] is not None and one["beside"].get("participant"):
            one["beside"]["participant"][away.person][:3] = [NAME, OFFICE, ROLE]
    del file["file_hash"]
    file["file_hash"] = digest(canonical(file))
    path.write_text(canonical(file), "utf-8")
    canvas = read_copy_file(path, away.library.templates).canvas
    told = [one.beside for one in canvas.all(Checkpoint)]
    assert any(away.person in beside for beside in told)
    assert not any("Quix" in beside for beside in told)


def test_conflicts_that_name_who_brought_what_follow_the_name(away: Away) -> None:
    (note,) = away.here.canvas.notes_in("value")
    away.here.do(EditNote(note.id, "Quiet sleep"))
    away.there.do(EditNote(note.id, "Sleep at night"))
    away.join()
    (one,) = away.here.canvas.all(Conflict)
    assert NAME in " ".join(one.names)
    away.here.do(EditPerson(away.person, NOBODY))
    assert names_nobody(away)
    assert "Participant 1" in " ".join(open_conflicts(away.here.canvas)[one.id].names)


def test_who_took_a_copy_and_is_on_no_roster_can_be_called_otherwise_in_the_whole_history(
    tmp_path: Path, library: Library
) -> None:
    session = library.session(library.new("Quiet streets"))
    put(session, "value", "Sleep")
    given_copy(library.store, session, tmp_path / "copy.cmc", NAME)
    session.do(KeepCheckpoint(by=NAME.upper(), name="evening"))
    session.do(KeepCheckpoint(by="Bo", name="night"))
    variant = make_variant(library, session, "as it should be")
    history = History(library, session)
    history.call_maker(NAME, "the waterworks")
    makers = [point.by for point in History(library, session).points if point.by]
    assert set(makers) == {"the waterworks", "Bo"}
    assert makers.count("the waterworks") == 2
    path = given_copy(library.store, library.session(variant), tmp_path / "variant.cmc")
    assert "zenobia" not in path.read_text("utf-8").lower()
    assert "Zenobia" not in rows(library)
    session.undo()
    assert NAME in {one.by for one in session.canvas.all(Checkpoint)}
    history.call_maker(NAME, "")
    assert "Zenobia" not in rows(library)


def test_a_variant_in_the_bin_does_not_give_the_name_out_again_when_it_is_brought_back(
    away: Away, library: Library, tmp_path: Path
) -> None:
    away.here.do(EditNote(away.here.canvas.notes_in("value")[0].id, "Sleep well"))
    away.there.do(EditNote(away.there.canvas.notes_in("value")[0].id, "Sleep long"))
    away.there.do(MarkNoneIdentified("costs", "Zebulon Quartz"))
    path = given_copy(away.there_library.store, away.there, tmp_path / "back.cmc", "Zebulon Quartz")
    copy = look_at(library, read_copy_file(path, library.templates).canvas).copy
    assert copy is not None
    bring_back(library, away.here, copy)
    variant = make_variant(library, away.here, "as it should be")
    library.delete(variant)
    History(library, away.here).call_maker("Zebulon Quartz", "the waterworks")
    library.restore(variant)
    given = given_copy(library.store, library.session(variant), tmp_path / "variant.cmc").read_text("utf-8")
    assert "Quartz" not in given
    assert "the waterworks" in given


def test_the_file_of_the_library_holds_nothing_of_the_name_once_it_was_written_anew(
    away: Away, session: Session
) -> None:
    away.join()
    away.library.search(NAME)
    away.here.do(EditPerson(away.person, NOBODY))
    away.library.search("Participant")
    away.library.delete(session.canvas.id)
    away.library.purge(session.canvas.id)
    away.library.close()
    if away.library.store.path is not None:
        data = away.library.store.path.read_bytes().lower()
        assert b"quix" not in data
        assert b"zenobia" not in data
