"""A copy goes away, both sides go on, and it comes back."""

from __future__ import annotations

import gc
from pathlib import Path

import pytest
from builders import given_copy, ids, open_library, put, texts

from cmc_desktop.model.domain.canvas import Canvas
from cmc_desktop.model.domain.changes import (
    AddPerson,
    DeleteNotes,
    EditNote,
    KeepCheckpoint,
    MoveNotes,
    SetMission,
    SettleConflict,
)
from cmc_desktop.model.domain.changes.people import PersonDetails
from cmc_desktop.model.domain.checkpoint import Checkpoint, Why
from cmc_desktop.model.domain.entity import Entity
from cmc_desktop.model.domain.merging.shown import open_conflicts
from cmc_desktop.model.domain.revision import Revision
from cmc_desktop.model.services.bringing_back import bring_back, read_copy_file
from cmc_desktop.model.services.clock import ManualClock
from cmc_desktop.model.services.history import History
from cmc_desktop.model.services.importing import read_file, take
from cmc_desktop.model.services.library import Library
from cmc_desktop.model.services.looked_at import Relation
from cmc_desktop.model.services.looked_words import what_it_is
from cmc_desktop.model.services.recognising import look_at
from cmc_desktop.model.services.session import Session


def read(path: Path, library: Library) -> Canvas:
    """The canvas in a file."""
    return read_copy_file(path, library.templates).canvas


class TwoLaptops:
    """The moderator's library with a canvas, and an officer's that has a copy of it."""

    def __init__(self, folder: Path, library: Library | None = None) -> None:
        self.folder = folder
        self.library, self.officers = library or open_library(folder / "here"), open_library(folder / "there")
        self.here = self.library.session(self.library.new("Quiet streets", "Port Alder"))
        put(self.here, "beneficiaries", "Parents", "Shop owners", "Cyclists")
        put(self.here, "costs", "Signs")
        self.there: Session

    def give(self) -> None:
        path = given_copy(self.library.store, self.here, self.folder / "copy.cmc", "Ada")
        found = take(self.officers, read_file(path, self.officers.templates))
        self.there = self.officers.session(found.canvas_id)

    def send_back(self) -> Path:
        return given_copy(self.officers.store, self.there, self.folder / "back.cmc", "Ada")

    def bring_back(self, path: Path) -> Relation:
        canvas = read(path, self.library)
        looked = look_at(self.library, canvas)
        if looked.copy is not None:
            bring_back(self.library, self.here, looked.copy, "Bo", agreed=True)
        return looked.relation


pytestmark = pytest.mark.both_databases


@pytest.fixture
def two(tmp_path: Path, library: Library) -> TwoLaptops:
    """The moderator's library is in a file, and then on a server."""
    laptops = TwoLaptops(tmp_path, library)
    laptops.give()
    return laptops


def test_what_both_sides_did_to_different_fields_is_joined(two: TwoLaptops) -> None:
    parents, shops, _ = ids(two.here, "beneficiaries")
    two.here.do(EditNote(parents, "Parents with prams"))
    two.there.do(MoveNotes((parents,), "costs", 0))
    two.there.do(DeleteNotes((shops,), "named twice"))
    put(two.there, "beneficiaries", "Bus drivers")
    assert two.bring_back(two.send_back()) is Relation.JOINS
    assert texts(two.here, "beneficiaries") == ["Cyclists", "Bus drivers"]
    assert texts(two.here, "costs") == ["Parents with prams", "Signs"]
    assert not open_conflicts(two.here.canvas)


def test_the_same_file_twice_changes_nothing(two: TwoLaptops) -> None:
    put(two.there, "beneficiaries", "Bus drivers")
    path = two.send_back()
    two.bring_back(path)
    before = two.here.canvas.content_hash
    assert two.bring_back(path) is Relation.NOTHING_NEW
    assert two.here.canvas.content_hash == before


def test_undo_takes_the_whole_copy_back_and_it_may_come_again(two: TwoLaptops) -> None:
    before = two.here.canvas.content_hash
    put(two.there, "beneficiaries", "Bus drivers")
    two.there.do(EditNote(ids(two.there, "beneficiaries")[0], "Mothers"))
    path = two.send_back()
    two.bring_back(path)
    two.here.undo()
    assert two.here.canvas.content_hash == before
    assert two.bring_back(path) is Relation.JOINS
    assert texts(two.here, "beneficiaries") == ["Mothers", "Shop owners", "Cyclists", "Bus drivers"]


def clock_of(two: TwoLaptops) -> ManualClock:
    assert isinstance(two.library.clock, ManualClock)
    return two.library.clock


def test_a_copy_that_was_joined_and_left_behind_by_restoring_says_so(two: TwoLaptops) -> None:
    put(two.there, "beneficiaries", "Bus drivers")
    path = two.send_back()
    two.here.do(KeepCheckpoint(name="without it"))
    two.bring_back(path)
    assert look_at(two.library, read(path, two.library)).joined_and_left is None
    two.here.do(KeepCheckpoint(name="with it"))
    history = History(two.library, two.here)
    history.restore(history.find("without it"))
    assert "Bus drivers" not in texts(two.here, "beneficiaries")
    looked = look_at(two.library, read(path, two.library))
    assert looked.relation is Relation.NOTHING_NEW
    assert "an earlier state was restored afterwards" in what_it_is(looked)
    clock_of(two).forward(minutes=1)
    history = History(two.library, two.here)
    history.restore(history.find("with it"))
    assert "Bus drivers" in texts(two.here, "beneficiaries")
    assert look_at(two.library, read(path, two.library)).joined_and_left is None


@pytest.mark.parametrize("changed_here", [False, True])
def test_the_copy_that_was_given_out_is_not_said_to_have_been_joined(two: TwoLaptops, *, changed_here: bool) -> None:
    if changed_here:
        put(two.here, "costs", "Paint")
    put(two.there, "beneficiaries", "Bus drivers")
    two.bring_back(two.send_back())
    history = History(two.library, two.here)
    history.restore(history.find("before the first copy"))
    looked = look_at(two.library, read(two.folder / "copy.cmc", two.library))
    assert (looked.relation, looked.joined_and_left) == (Relation.NOTHING_NEW, None)


def test_a_copy_given_to_one_is_not_said_to_have_been_joined_with_that_of_another(two: TwoLaptops) -> None:
    put(two.there, "beneficiaries", "Bus drivers")
    given = given_copy(two.library.store, two.here, two.folder / "for-cy.cmc", "Cy")
    put(two.here, "costs", "Paint")
    two.bring_back(two.send_back())
    history = History(two.library, two.here)
    history.restore(history.find("before the first copy"))
    assert look_at(two.library, read(given, two.library)).joined_and_left is None


def test_two_wordings_stay_as_a_conflict(two: TwoLaptops) -> None:
    note = ids(two.here, "beneficiaries")[0]
    two.here.do(EditNote(note, "Mothers"))
    two.there.do(EditNote(note, "Fathers"))
    two.bring_back(two.send_back())
    (conflict,) = open_conflicts(two.here.canvas).values()
    assert (conflict.values, conflict.names) == (("Fathers", "Mothers"), ("Ada", "Bo"))


def test_two_texts_for_a_box_of_one_are_a_conflict_and_both_are_kept(two: TwoLaptops) -> None:
    two.here.do(SetMission("mission", "Sleep"))
    two.there.do(SetMission("mission", "Walk"))
    two.bring_back(two.send_back())
    (conflict,) = open_conflicts(two.here.canvas).values()
    assert (conflict.kind, conflict.thing, len(conflict.values)) == ("box", "mission", 2)
    assert len(texts(two.here, "mission")) == 1


def test_copies_go_back_and_forth(two: TwoLaptops) -> None:
    put(two.there, "beneficiaries", "Bus drivers")
    two.bring_back(two.send_back())
    put(two.here, "beneficiaries", "Dogs")
    path = given_copy(two.library.store, two.here, two.folder / "again.cmc", "Bo")
    looked = look_at(two.officers, read(path, two.officers))
    assert looked.copy is not None
    bring_back(two.officers, two.there, looked.copy, "Ada")
    assert two.there.canvas.content_hash == two.here.canvas.content_hash
    assert two.bring_back(two.send_back()) in (Relation.NOTHING_NEW, Relation.JOINS)


class Officer:
    """Somebody else with a copy of the canvas of two laptops."""

    def __init__(self, two: TwoLaptops, name: str) -> None:
        self.two, self.name = two, name
        self.library = open_library(two.folder / name)
        path = given_copy(two.library.store, two.here, two.folder / f"for {name}.cmc", name)
        self.session = self.library.session(take(self.library, read_file(path, self.library.templates)).canvas_id)

    def copy(self) -> Path:
        return given_copy(self.library.store, self.session, self.two.folder / f"{self.name} back.cmc", self.name)

    def join(self, path: Path) -> None:
        looked = look_at(self.library, read(path, self.library))
        assert looked.copy is not None
        bring_back(self.library, self.session, looked.copy, self.name, agreed=True)


def names_of_conflict(two: TwoLaptops) -> dict[str, str]:
    (conflict,) = open_conflicts(two.here.canvas).values()
    return dict(zip(conflict.values, conflict.names, strict=True))


@pytest.mark.parametrize("busy", [True, False])
def test_a_value_is_credited_to_who_brought_it_and_not_to_where_it_was_joined(two: TwoLaptops, *, busy: bool) -> None:
    cleo = Officer(two, "Cleo")
    parents = ids(two.here, "beneficiaries")[0]
    two.there.do(EditNote(parents, "Mothers"))
    cleo.session.do(EditNote(parents, "Fathers"))
    if busy:
        put(two.here, "costs", "Paint")
    two.bring_back(two.send_back())
    two.bring_back(cleo.copy())
    assert names_of_conflict(two) == {"Mothers": "Ada", "Fathers": "Cleo"}


def test_a_value_is_credited_through_a_merge_that_somebody_else_made(two: TwoLaptops) -> None:
    cleo = Officer(two, "Cleo")
    parents = ids(two.here, "beneficiaries")[0]
    two.here.do(EditNote(parents, "Everybody"))
    two.there.do(EditNote(parents, "Mothers"))
    put(cleo.session, "costs", "Paint")
    cleo.join(two.send_back())
    two.bring_back(cleo.copy())
    assert names_of_conflict(two) == {"Everybody": "Bo", "Mothers": "Ada"}


def test_what_settled_a_conflict_in_other_words_is_of_who_settled_it(two: TwoLaptops) -> None:
    cleo = Officer(two, "Cleo")
    parents = ids(two.here, "beneficiaries")[0]
    two.here.do(EditNote(parents, "Everybody"))
    two.there.do(EditNote(parents, "Mothers"))
    cleo.session.do(EditNote(parents, "Fathers"))
    two.bring_back(two.send_back())
    (conflict,) = open_conflicts(two.here.canvas)
    two.here.do(SettleConflict(conflict, "Mothers and others"))
    two.bring_back(cleo.copy())
    assert names_of_conflict(two) == {"Mothers and others": "Bo", "Fathers": "Cleo"}


def test_who_says_the_same_in_the_same_moment_on_two_laptops_stands_at_two_points(two: TwoLaptops) -> None:
    """People stand outside the hash of a point: of two with one id, what one of them did would never come back."""
    two.here.do(AddPerson(PersonDetails("Mara")))
    two.there.do(AddPerson(PersonDetails("Ines")))
    for session in (two.here, two.there):
        session.do(AtOneMoment())
    assert two.bring_back(two.send_back()) is Relation.JOINS
    assert sorted(one.name for one in two.here.canvas.people) == ["Ines", "Mara"]


class AtOneMoment(KeepCheckpoint):
    """A copy is given to the same person at the same time of the clock, whichever laptop that is."""

    def decide(self, canvas: Canvas, now: int) -> tuple[Entity, ...]:
        return KeepCheckpoint(Why.COPY.value, "Ada").decide(canvas, 1_800_000_000_000)


def test_an_open_canvas_holds_no_text_of_its_history_for_undo_and_redo_loses_none(two: TwoLaptops) -> None:
    two.there.do(EditNote(ids(two.there, "beneficiaries")[0], "Parents with prams"))
    two.bring_back(two.send_back())
    here, store = two.here, two.library.store
    kept = {one.id for kind in (Checkpoint, Revision) for one in here.canvas.all(kind)}
    gc.collect()
    held = [one for one in gc.get_objects() if isinstance(one, Checkpoint | Revision) and one.id in kept]
    assert held
    assert [one for one in held if one != one.light] == []

    def stored() -> list[Entity]:
        points = [store.checkpoint(here.canvas.id, one.id) for one in here.canvas.all(Checkpoint)]
        return [*points, *(store.revision(here.canvas.id, one.id) for one in here.canvas.all(Revision))]

    before = stored()
    assert any(one != one.light for one in before)
    for _ in range(2):
        here.undo()
        assert stored() == before
        here.redo()
        assert stored() == before
