"""A canvas that is removed for good while a copy of it is given: the copy is whole, and what happened is told."""

from __future__ import annotations

from pathlib import Path

import pytest
from builders import fill_with_sample, given_copy, open_library

from cmc_desktop.model.domain.errors import ChangedElsewhere, CmcError
from cmc_desktop.model.services.bringing_back import bring_back_file, read_copy_file
from cmc_desktop.model.services.giving_a_copy import about_to_give, copy_made, give_copy, keep_given
from cmc_desktop.model.services.last_point import keep_a_first_point
from cmc_desktop.model.services.library import Library
from cmc_desktop.model.services.recognising import look_at
from cmc_desktop.model.services.session import Session


@pytest.fixture
def library(tmp_path: Path) -> Library:
    return open_library(tmp_path)


@pytest.fixture
def session(library: Library) -> Session:
    session = library.session(library.new("Night bus"))
    fill_with_sample(session)
    return session


def remove(library: Library, session: Session) -> None:
    library.delete(session.canvas.id)
    library.purge(session.canvas.id)


@pytest.mark.parametrize("given_before", [False, True])
def test_the_canvas_as_it_was_open_is_in_the_copy_which_can_be_opened_again(
    library: Library, session: Session, tmp_path: Path, *, given_before: bool
) -> None:
    if given_before:
        given_copy(library.store, session, tmp_path / "before.cmc", "Bo")
    remove(library, session)
    path = tmp_path / "copy.cmc"
    made = give_copy(library.store, session, path, "Ada")
    assert made.is_gone
    assert made.told == (
        "This canvas is not in the library any more: it was removed for good in another window, or a backup that does "
        "not hold it was restored. The file holds all of it: “Bring back…” puts it into the library again."
    )
    file = read_copy_file(path, library.templates)
    back = bring_back_file(library, file, look_at(library, file.canvas))
    assert library.session(back.canvas_id).canvas.content_hash == session.canvas.content_hash


def test_so_it_is_when_it_goes_while_the_copy_is_made(library: Library, session: Session) -> None:
    given = about_to_give(session, "Ada")
    remove(library, session)
    made = keep_given(session, given, copy_made(library.store, given))
    assert made.is_gone
    assert not made.stored


def test_a_copy_that_is_written_is_told_of_whatever_keeps_its_point_from_being_kept(
    session: Session, monkeypatch: pytest.MonkeyPatch, library: Library, tmp_path: Path
) -> None:
    given_copy(library.store, session, tmp_path / "before.cmc", "Bo")

    def busy(*_: object, **__: object) -> None:
        raise ChangedElsewhere("Another window wrote first.")

    monkeypatch.setattr(library.store, "commit", busy)
    made = give_copy(library.store, session, tmp_path / "copy.cmc", "Ada")
    assert made.told.startswith("Another window wrote first. The library does not know of this copy")
    assert not made.is_gone


def test_a_first_point_is_not_kept_of_what_is_gone(library: Library, session: Session) -> None:
    remove(library, session)
    try:
        keep_a_first_point(session)
    except CmcError as error:
        pytest.fail(f"told although nobody asked: {error}")
