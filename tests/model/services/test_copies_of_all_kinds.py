"""Copies that come back in every state: of signed canvases, of copies, from older files, from several people."""

from __future__ import annotations

from pathlib import Path

import pytest
from builders import add_people, bring_to, given_copy, ids, open_library, put, texts
from sqlalchemy import text

from cmc_desktop.model.domain.canvas import Canvas
from cmc_desktop.model.domain.changes import AddPerson, DeleteNotes, EditNote, GiveAnswer, SignOffCanvas
from cmc_desktop.model.domain.changes.merging import HidesMany
from cmc_desktop.model.domain.changes.people import PersonDetails
from cmc_desktop.model.domain.checkpoint import Checkpoint, Why
from cmc_desktop.model.domain.errors import BadFile, CmcError, NotThere, Refusal
from cmc_desktop.model.domain.merging.shown import open_conflicts
from cmc_desktop.model.services.bringing_back import BroughtBack, bring_back, bring_back_file, copies_in, read_copy_file
from cmc_desktop.model.services.canvas_file import cmc_bytes
from cmc_desktop.model.services.clock import ManualClock
from cmc_desktop.model.services.copy_file import copy_from_memory
from cmc_desktop.model.services.exporting import revisions_of
from cmc_desktop.model.services.giving_a_copy import about_to_give, is_sent_back
from cmc_desktop.model.services.importing import CopyJoins, import_file
from cmc_desktop.model.services.library import Library
from cmc_desktop.model.services.looked_at import LookedAt, Relation
from cmc_desktop.model.services.looked_words import what_it_is
from cmc_desktop.model.services.practice import Practice
from cmc_desktop.model.services.recognising import look_at
from cmc_desktop.model.services.series import Series
from cmc_desktop.model.services.session import Session
from cmc_desktop.model.services.without_names import without_names
from cmc_desktop.paths import resources_folder


@pytest.fixture
def library(tmp_path: Path) -> Library:
    return open_library(tmp_path / "here")


@pytest.fixture
def session(library: Library) -> Session:
    session = library.session(library.new("Quiet streets", "Port Alder"))
    put(session, "beneficiaries", "Parents", "Shop owners", "Cyclists")
    return session


def given(library: Library, session: Session, path: Path, by: str = "") -> Path:
    return given_copy(library.store, session, path, by)


def looked(library: Library, path: Path, into: str = "") -> LookedAt:
    return look_at(library, read_copy_file(path, library.templates).canvas, into)


def brought(library: Library, path: Path, into: str = "", **how: object) -> BroughtBack:
    file = read_copy_file(path, library.templates)
    return bring_back_file(library, file, look_at(library, file.canvas, into), **how)  # type: ignore[arg-type]  # the keywords of bring_back_file


def officer(folder: Path, name: str, copy: Path) -> tuple[Library, Session]:
    """The library of an officer who opened a copy."""
    theirs = open_library(folder / name)
    return theirs, theirs.session(import_file(theirs, copy).canvas_id)


def sign(session: Session) -> None:
    """Let the room agree to the words and sign them."""
    people = add_people(session, participants=2, observers=0)
    bring_to(session, "consensus")
    for person in people:
        session.do(GiveAnswer(person, "satisfied"))
    bring_to(session, "signoff")
    session.do(SignOffCanvas())


def test_an_unknown_canvas_opens_as_it_is_with_its_history(library: Library, session: Session, tmp_path: Path) -> None:
    path = given(library, session, tmp_path / "copy.cmc", "Ada")
    elsewhere = open_library(tmp_path / "there")
    done = brought(elsewhere, path)
    there = elsewhere.session(done.canvas_id).canvas
    assert (there.id, there.head.checkpoint) == (session.canvas.id, session.canvas.head.checkpoint)
    assert {one.id for one in there.all(Checkpoint)} == {one.id for one in session.canvas.all(Checkpoint)}
    assert "was imported with 3 notes" in done.told


def test_three_people_bring_their_copies_back_one_after_the_other(
    library: Library, session: Session, tmp_path: Path
) -> None:
    files = []
    for name in ("Ada", "Bo", "Cy"):
        theirs, there = officer(tmp_path, name, given(library, session, tmp_path / f"for {name}.cmc", name))
        put(there, "costs", f"Costs of {name}")
        there.do(EditNote(ids(there, "beneficiaries")[0], f"Parents, says {name}"))
        files.append(given(theirs, there, tmp_path / f"{name}.cmc", name))
    for path in files:
        assert brought(library, path).came is not None
    session.catch_up()
    assert sorted(texts(session, "costs")) == ["Costs of Ada", "Costs of Bo", "Costs of Cy"]
    (conflict,) = open_conflicts(session.canvas).values()
    assert conflict.names[1:] == ("Bo", "Cy")
    for path in files:
        assert looked(library, path).relation is Relation.NOTHING_NEW


def test_a_copy_of_a_copy_comes_back_past_the_one_it_was_made_of(
    library: Library, session: Session, tmp_path: Path
) -> None:
    ada, at_ada = officer(tmp_path, "ada", given(library, session, tmp_path / "a.cmc", "Ada"))
    put(at_ada, "costs", "Signs")
    bo, at_bo = officer(tmp_path, "bo", given(ada, at_ada, tmp_path / "b.cmc", "Bo"))
    put(at_bo, "costs", "Paint")
    done = brought(library, given(bo, at_bo, tmp_path / "back.cmc", "Bo"))
    assert done.canvas_id == session.canvas.id
    session.catch_up()
    assert texts(session, "costs") == ["Signs", "Paint"]
    assert looked(library, given(ada, at_ada, tmp_path / "late.cmc", "Ada")).relation is Relation.NOTHING_NEW


def test_a_copy_in_which_nobody_did_anything_brings_nothing(library: Library, session: Session, tmp_path: Path) -> None:
    theirs, there = officer(tmp_path, "there", given(library, session, tmp_path / "copy.cmc"))
    put(session, "costs", "Signs")
    assert looked(library, given(theirs, there, tmp_path / "back.cmc")).relation is Relation.NOTHING_NEW


def test_a_copy_of_what_was_signed_meanwhile_is_joined_into_the_next_version(
    library: Library, session: Session, tmp_path: Path
) -> None:
    parents, shops, _ = ids(session, "beneficiaries")
    guest = AddPerson(PersonDetails("A guest"), arrived=False)
    session.do(guest)
    theirs, there = officer(tmp_path, "there", given(library, session, tmp_path / "copy.cmc", "Ada"))
    put(there, "costs", "Signs")
    there.do(EditNote(parents, "Parents with prams"))
    session.do(DeleteNotes((shops,), ""))
    sign(session)
    path = given(theirs, there, tmp_path / "back.cmc", "Ada")
    before = session.canvas.content_hash
    found = looked(library, path)
    assert (found.relation, found.follows) == (Relation.SIGNED_HERE, None)
    assert "Make a new version" in what_it_is(found)
    with pytest.raises(Refusal, match="stays as it was signed"):
        brought(library, path)
    version = Series(library).new_version(session.canvas.id)
    follows = looked(library, path).follows
    assert follows is not None
    assert follows.id == version
    done = brought(library, path, version)
    after = library.session(version)
    assert done.came is not None
    assert texts(after, "beneficiaries") == ["Parents with prams", "Cyclists"], "what was deleted before stays away"
    assert texts(after, "costs") == ["Signs"]
    assert looked(library, path, version).relation is Relation.NOTHING_NEW
    assert library.session(session.canvas.id).canvas.content_hash == before


def test_a_copy_that_was_signed_there_opens_as_a_canvas_of_its_own(
    library: Library, session: Session, tmp_path: Path
) -> None:
    theirs, there = officer(tmp_path, "there", given(library, session, tmp_path / "copy.cmc"))
    put(there, "costs", "Signs")
    sign(there)
    path = given(theirs, there, tmp_path / "back.cmc")
    assert looked(library, path).relation is Relation.SIGNED_THERE
    done = brought(library, path)
    assert done.canvas_id != session.canvas.id
    assert library.session(done.canvas_id).canvas.sign_off is not None
    assert texts(session, "costs") == []


@pytest.mark.parametrize("minor", [0, 1])
def test_a_file_from_before_there_was_a_history_is_taken_once(library: Library, minor: int) -> None:
    old = Path(__file__).parents[2] / "files" / f"format-1.{minor}-signed.cmc"
    first = brought(library, old)
    again = brought(library, old)
    assert again.canvas_id == first.canvas_id
    assert "nothing new" in again.told


def test_a_file_without_a_history_opens_as_a_canvas_of_its_own(
    library: Library, session: Session, tmp_path: Path
) -> None:
    path = tmp_path / "plain.cmc"
    path.write_bytes(cmc_bytes(session.canvas, revisions_of(library, session.canvas)))
    put(session, "costs", "Signs")
    done = brought(library, path)
    assert done.canvas_id != session.canvas.id
    assert "It was opened as a canvas of its own, and nothing was joined" in done.told
    assert looked(library, path).relation is Relation.UNRELATED


def test_a_canvas_that_was_deleted_or_archived_here_is_joined_all_the_same(
    library: Library, session: Session, tmp_path: Path
) -> None:
    theirs, there = officer(tmp_path, "there", given(library, session, tmp_path / "copy.cmc"))
    put(there, "costs", "Signs")
    library.archive(session.canvas.id)
    brought(library, given(theirs, there, tmp_path / "one.cmc"))
    put(there, "costs", "Paint")
    library.delete(session.canvas.id)
    path = given(theirs, there, tmp_path / "two.cmc")
    assert "was deleted here" in what_it_is(looked(library, path))
    brought(library, path)
    session.catch_up()
    assert texts(session, "costs") == ["Signs", "Paint"]
    assert not session.canvas.head.deleted_at


def test_damage_where_a_copy_left_from_is_told_and_nothing_is_lost(
    library: Library, session: Session, tmp_path: Path
) -> None:
    theirs, there = officer(tmp_path, "there", given(library, session, tmp_path / "copy.cmc"))
    put(there, "costs", "Signs")
    made = copy_from_memory(about_to_give(there, "Ada").canvas, "Cut off.")
    assert not made.stored
    path = tmp_path / "back.cmc"
    path.write_bytes(made.data)
    with library.store.engine.begin() as connection:
        connection.execute(text("UPDATE checkpoints SET rest = replace(rest, 'ranks', 'sknar') WHERE rest != ''"))
    with pytest.raises(CmcError, match="point of history that this copy left from"):
        looked(library, path)
    assert texts(session, "beneficiaries") == ["Parents", "Shop owners", "Cyclists"]
    done = import_file(library, path, separate=True)
    assert texts(library.session(done.canvas_id), "costs") == ["Signs"]
    assert is_sent_back(theirs.store, there.canvas)
    apart = library.session(done.canvas_id)
    assert not is_sent_back(library.store, apart.canvas), "it has an id of its own, so nobody waits for it elsewhere"


def test_a_whole_copy_makes_good_what_is_damaged_here(library: Library, session: Session, tmp_path: Path) -> None:
    theirs, there = officer(tmp_path, "there", given(library, session, tmp_path / "copy.cmc"))
    put(there, "costs", "Signs")
    path = given(theirs, there, tmp_path / "back.cmc")
    with library.store.engine.begin() as connection:
        connection.execute(text("UPDATE checkpoints SET rest = replace(rest, 'ranks', 'sknar') WHERE rest != ''"))
    brought(library, path)
    session.catch_up()
    assert texts(session, "costs") == ["Signs"]
    again = given(library, session, tmp_path / "again.cmc")
    assert looked(theirs, again).relation is Relation.NOTHING_NEW or brought(theirs, again)


def test_ancestors_known_by_name_only_are_not_guessed_at(library: Library, session: Session, tmp_path: Path) -> None:
    _, there = officer(tmp_path, "there", given(library, session, tmp_path / "copy.cmc"))
    put(there, "costs", "Signs")
    path = tmp_path / "back.cmc"
    path.write_bytes(copy_from_memory(about_to_give(there).canvas).data)
    with library.store.engine.begin() as connection:
        connection.execute(text("UPDATE checkpoints SET rest = '', beside = ''"))
    assert looked(library, path).relation is Relation.TOO_FAR_BACK


def test_a_copy_made_from_memory_is_brought_back_like_any_other(
    library: Library, session: Session, tmp_path: Path
) -> None:
    given(library, session, tmp_path / "copy.cmc")
    put(session, "costs", "Signs")
    path = tmp_path / "cut off.cmc"
    path.write_bytes(copy_from_memory(about_to_give(session, "Ada").canvas).data)
    theirs, there = officer(tmp_path, "there", path)
    put(there, "costs", "Paint")
    put(session, "costs", "Lamps")
    brought(library, given(theirs, there, tmp_path / "back.cmc", "Ada"))
    session.catch_up()
    assert sorted(texts(session, "costs")) == ["Lamps", "Paint", "Signs"]
    tip = session.canvas.find(Checkpoint, session.canvas.head.checkpoint)
    assert tip is not None
    assert tip.why == Why.MERGE


def test_importing_a_copy_that_joins_points_to_bringing_it_back(
    library: Library, session: Session, tmp_path: Path
) -> None:
    theirs, there = officer(tmp_path, "there", given(library, session, tmp_path / "copy.cmc"))
    put(there, "costs", "Signs")
    path = given(theirs, there, tmp_path / "back.cmc")
    with pytest.raises(CopyJoins, match="Bring it back") as caught:
        import_file(library, path)
    assert caught.value.looked.here == session.canvas.id
    assert len(library.listed()) == 1
    assert import_file(library, path, separate=True).canvas_id != session.canvas.id


def test_many_notes_that_would_go_are_asked_about(library: Library, session: Session, tmp_path: Path) -> None:
    theirs, there = officer(tmp_path, "there", given(library, session, tmp_path / "copy.cmc"))
    there.do(DeleteNotes(tuple(ids(there, "beneficiaries")), ""))
    path = given(theirs, there, tmp_path / "back.cmc")
    with pytest.raises(HidesMany):
        brought(library, path)
    brought(library, path, agreed=True)
    session.catch_up()
    assert texts(session, "beneficiaries") == []


def test_files_of_other_kinds_and_damaged_ones_are_refused(library: Library, session: Session, tmp_path: Path) -> None:
    path = given(library, session, tmp_path / "copy.cmc")
    (tmp_path / "table.csv").write_text("box,text\n", encoding="utf-8")
    with pytest.raises(Refusal, match=r"ends in \.cmc"):
        brought(library, tmp_path / "table.csv")
    path.write_bytes(path.read_bytes().replace(b"Cyclists", b"Cyclisms"))
    with pytest.raises(BadFile):
        brought(library, path)
    with pytest.raises(NotThere):
        brought(library, tmp_path / "nothing.cmc")


def test_a_practice_is_not_given_away(library: Library, session: Session, tmp_path: Path) -> None:
    practice = Practice(library, session.canvas.id, resources_folder(), ManualClock())
    practised = practice.library.session(practice.canvas_id)
    with pytest.raises(Refusal):
        given_copy(practice.library.store, practised, tmp_path / "copy.cmc")
    practice.end()
    assert not (tmp_path / "copy.cmc").exists()


def test_a_folder_such_as_a_stick_gives_the_copies_in_it(library: Library, session: Session, tmp_path: Path) -> None:
    stick = tmp_path / "stick"
    (stick / "old").mkdir(parents=True)
    first = given(library, session, stick / "old" / "one.CMC")
    second = given(library, session, stick / "two.cmc")
    (stick / "letter.txt").write_text("Hello", encoding="utf-8")
    assert sorted(copies_in([stick]).files) == sorted([first, second])
    with pytest.raises(NotThere) as caught:
        copies_in([tmp_path / "here"])
    assert (caught.value.safe, "Name the file" in caught.value.todo) == ("Nothing was joined.", True)


def test_whoever_took_a_copy_is_not_named_where_nobody_is(library: Library, session: Session, tmp_path: Path) -> None:
    note = ids(session, "beneficiaries")[0]
    theirs, there = officer(tmp_path, "there", given(library, session, tmp_path / "copy.cmc", "Ada Lovelace"))
    there.do(EditNote(note, "Fathers"))
    session.do(EditNote(note, "Mothers"))
    copy = looked(library, given(theirs, there, tmp_path / "back.cmc", "Ada Lovelace")).copy
    assert copy is not None
    bring_back(library, session, copy, "Bo Diddley")
    named: Canvas = without_names(session.canvas, revisions_of(library, session.canvas)).canvas
    assert not list(named.all(Checkpoint))
    assert not open_conflicts(named)
    assert not named.head.checkpoint
