"""A copy of a shared library can be given while the server is away, and is brought back once it is there."""

from __future__ import annotations

from pathlib import Path

import pytest
from builders import add_people, bring_to, given_copy, open_library, put, texts
from postgres_server import PostgresServer

from cmc_desktop.model.domain.changes import EditNote, GiveAnswer
from cmc_desktop.model.domain.checkpoint import Checkpoint
from cmc_desktop.model.services.bringing_back import bring_back_file, read_copy_file
from cmc_desktop.model.services.giving_a_copy import give_copy
from cmc_desktop.model.services.importing import import_file
from cmc_desktop.model.services.last_point import keep_a_first_point
from cmc_desktop.model.services.library import Library
from cmc_desktop.model.services.looked_at import Relation
from cmc_desktop.model.services.recognising import look_at
from cmc_desktop.model.services.session import Session
from cmc_desktop.model.store.library_address import ServerAddress


@pytest.mark.both_databases
def test_a_copy_goes_out_and_comes_back_on_both_databases(library: Library, session: Session, tmp_path: Path) -> None:
    put(session, "costs", "Drivers")
    theirs = open_library(tmp_path / "there")
    copy = given_copy(library.store, session, tmp_path / "copy.cmc", "Ada")
    there = theirs.session(import_file(theirs, copy).canvas_id)
    put(there, "costs", "Lamps")
    put(session, "value", "Safe ways home")
    back = given_copy(theirs.store, there, tmp_path / "back.cmc", "Ada")
    file = read_copy_file(back, library.templates)
    bring_back_file(library, file, look_at(library, file.canvas), session=session)
    assert texts(session, "costs") == ["Drivers", "Lamps"]
    assert texts(session, "value") == ["Safe ways home"]
    assert look_at(library, file.canvas).relation is Relation.NOTHING_NEW
    theirs.close()


@pytest.mark.parametrize("asked", [False, True])
def test_a_copy_given_while_the_server_is_away_is_joined_when_it_is_back(
    shared_library: ServerAddress, postgres: PostgresServer, tmp_path: Path, asked: bool
) -> None:
    templates = open_library(tmp_path / "templates").templates
    clock = open_library(tmp_path / "templates").clock
    library = Library.open(shared_library, templates, clock)
    session = library.session(library.new("Night bus", "Port Alder"))
    keep_a_first_point(session)
    (note,) = put(session, "costs", "Drivers")
    if asked:
        (person, *_) = add_people(session)
        bring_to(session, "consensus")
        session.do(GiveAnswer(person, "satisfied"))
        session.do(EditNote(note, "Drivers at night"))
    canvas_id = session.canvas.id
    postgres.stop()
    made = give_copy(library.store, session, tmp_path / "copy.cmc", "Ada")
    assert not made.stored
    assert "cannot be reached" in made.told
    assert ("Earlier answers" in made.told) is asked
    library.close()

    theirs = open_library(tmp_path / "there")
    there = theirs.session(import_file(theirs, tmp_path / "copy.cmc").canvas_id)
    put(there, "costs", "Lamps")
    back = given_copy(theirs.store, there, tmp_path / "back.cmc", "Ada")
    theirs.close()

    postgres.start()
    library = Library.open(shared_library, templates, clock)
    officer = library.session(canvas_id)
    put(officer, "value", "Safe ways home")
    file = read_copy_file(back, library.templates)
    looked = look_at(library, file.canvas)
    assert looked.relation is Relation.JOINS
    bring_back_file(library, file, looked, session=officer)
    assert texts(officer, "costs") == ["Drivers at night" if asked else "Drivers", "Lamps"]
    assert texts(officer, "value") == ["Safe ways home"]
    library.close()


def test_the_first_point_of_a_history_is_made_once(library: Library, session: Session) -> None:
    keep_a_first_point(session)
    keep_a_first_point(session)
    assert len(list(session.canvas.all(Checkpoint))) == 1
