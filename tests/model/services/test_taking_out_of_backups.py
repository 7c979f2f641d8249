"""One canvas out of a backup: what the backup has of it is in the library afterwards, however the two are related."""

from __future__ import annotations

from collections.abc import Callable
from pathlib import Path

import builders
import pytest
from builders import given_copy, ids, put, texts

from cmc_desktop.model.domain.changes import (
    AddPerson,
    AddSheetNotes,
    DeleteNotes,
    EditNote,
    KeepCheckpoint,
    RecordQuietCheck,
)
from cmc_desktop.model.domain.changes.people import PersonDetails
from cmc_desktop.model.domain.checkpoint import Checkpoint
from cmc_desktop.model.services.backing_up import BackingUp
from cmc_desktop.model.services.library import Library
from cmc_desktop.model.services.restoring import Restoring
from cmc_desktop.model.services.session import Session
from cmc_desktop.model.services.taken_out import TakenOut


@pytest.fixture
def session(library: Library, session: Session, tmp_path: Path) -> Session:
    """A canvas with points of history, as a copy of it was given away."""
    put(session, "value", "Home by night", "Fewer cars")
    session.do(AddPerson(PersonDetails("Ada")))
    given_copy(library.store, session, tmp_path / "copy.cmc", "Ada")
    put(session, "costs", "Buses: 380")
    return session


@pytest.fixture
def backup(library: Library, session: Session, tmp_path: Path) -> Path:
    assert library.store.path is not None
    file = tmp_path / "backup.cmcdb"
    BackingUp(library.store.path, library.templates, library.clock).write_to(file)
    return file


def taken_out(library: Library, backup: Path, canvas_id: str) -> TakenOut:
    assert library.store.path is not None
    return Restoring(library.store.path, library.templates, library.clock).take_out(library, backup, canvas_id)


def test_the_words_of_the_backup_come_beside_a_canvas_that_went_on_from_them(
    library: Library, session: Session, backup: Path
) -> None:
    first, second = ids(session, "value")
    session.do(DeleteNotes((first,), ""))
    session.do(EditNote(second, "ruined"))
    taken = taken_out(library, backup, session.canvas.id)
    assert taken.is_new
    assert taken.canvas_id != session.canvas.id
    assert taken.told.startswith(
        "The library has “Night bus” in another state. What the backup has of it was put beside"
    )
    assert "the words" in taken.told
    beside = library.session(taken.canvas_id)
    assert texts(beside, "value") == ["Home by night", "Fewer cars"]
    assert texts(session, "value") == ["ruined"]
    assert {one.id for one in session.canvas.all(Checkpoint)} == {one.id for one in beside.canvas.all(Checkpoint)}
    again = taken_out(library, backup, session.canvas.id)
    assert (again.is_new, again.canvas_id) == (False, taken.canvas_id)
    assert (
        again.told == "All that the backup has of “Night bus (copy)” is in the library already; nothing was taken out."
    )


def test_a_later_state_comes_beside_a_canvas_that_was_put_back_to_an_earlier_one(
    library: Library, session: Session, tmp_path: Path
) -> None:
    assert library.store.path is not None
    early, late = tmp_path / "early.cmcdb", tmp_path / "late.cmcdb"
    backing_up = BackingUp(library.store.path, library.templates, library.clock)
    backing_up.write_to(early)
    put(session, "costs", "Drivers")
    given_copy(library.store, session, tmp_path / "second.cmc", "Bo")
    backing_up.write_to(late)
    canvas_id, path, templates, clock = session.canvas.id, library.store.path, library.templates, library.clock
    library.close()
    Restoring(path, templates, clock).put_back(early)
    with_early = Library.open(path, templates, clock)
    try:
        taken = taken_out(with_early, late, canvas_id)
        assert taken.is_new
        assert texts(with_early.session(taken.canvas_id), "costs") == ["Buses: 380", "Drivers"]
        assert texts(with_early.session(canvas_id), "costs") == ["Buses: 380"]
    finally:
        with_early.close()


def test_a_canvas_that_is_as_the_backup_has_it_is_not_taken_out(
    library: Library, session: Session, backup: Path
) -> None:
    taken = taken_out(library, backup, session.canvas.id)
    assert (taken.is_new, taken.canvas_id) == (False, session.canvas.id)
    assert taken.told == "All that the backup has of “Night bus” is in the library already; nothing was taken out."
    library.delete(session.canvas.id)
    again = taken_out(library, backup, session.canvas.id)
    assert (again.is_new, again.canvas_id) == (True, session.canvas.id)
    assert again.told == "“Night bus” had been deleted and was brought back."
    assert not library.store.head(session.canvas.id).deleted_at


def test_a_canvas_that_is_gone_comes_back_as_it_was(library: Library, session: Session, backup: Path) -> None:
    library.delete(session.canvas.id)
    library.purge(session.canvas.id)
    taken = taken_out(library, backup, session.canvas.id)
    assert (taken.is_new, taken.canvas_id) == (True, session.canvas.id)
    assert taken.told == "“Night bus” was taken out of the backup with 3 notes."


def loses_a_point(session: Session) -> None:
    session.do(KeepCheckpoint(name="As the council saw it"))


def loses_a_line_of_a_sheet(session: Session) -> None:
    (person,) = (one.id for one in session.canvas.people)
    session.do(AddSheetNotes(person, "value", ("For my eyes only",)))


def loses_a_quiet_check(session: Session) -> None:
    builders.workshop_at(session, "consensus")
    session.do(RecordQuietCheck("slips", (3, 2)))


@pytest.mark.parametrize(
    ("happens", "part"),
    [
        (loses_a_point, "the history"),
        (loses_a_line_of_a_sheet, "the private sheets"),
        (loses_a_quiet_check, "the quiet checks"),
    ],
)
def test_what_is_no_word_on_the_board_is_not_passed_over(
    library: Library, session: Session, tmp_path: Path, happens: Callable[[Session], None], part: str
) -> None:
    assert library.store.path is not None
    early, late = tmp_path / "early.cmcdb", tmp_path / "late.cmcdb"
    backing_up = BackingUp(library.store.path, library.templates, library.clock)
    backing_up.write_to(early)
    happens(session)
    backing_up.write_to(late)
    canvas_id, path, templates, clock = session.canvas.id, library.store.path, library.templates, library.clock
    library.close()
    Restoring(path, templates, clock).put_back(early)
    with_early = Library.open(path, templates, clock)
    try:
        taken = taken_out(with_early, late, canvas_id)
        assert taken.is_new
        assert part in taken.told
        assert not taken_out(with_early, late, canvas_id).is_new
    finally:
        with_early.close()
