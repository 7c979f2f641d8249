"""A version that was made for nothing goes as long as it is as it was made; anything written to it keeps it."""

from __future__ import annotations

import builders
import pytest

from cmc_desktop.model.domain.changes import AddNote
from cmc_desktop.model.domain.errors import NotThere
from cmc_desktop.model.services.library import Library
from cmc_desktop.model.services.series import Series
from cmc_desktop.model.services.session import Session
from cmc_desktop.model.store.index_check import index_fits

pytestmark = pytest.mark.both_databases


@pytest.fixture
def made(library: Library, session: Session) -> str:
    """The version after a signed canvas, made just now."""
    builders.sign(session)
    return Series(library).new_version(session.canvas.id)


def versions(library: Library) -> list[int]:
    return sorted(one.head.version for one in library.every_listed()[0])


def test_a_version_as_it_was_made_goes_and_leaves_nothing(library: Library, made: str, session: Session) -> None:
    library.finder.refresh()
    assert library.take_back(made)
    assert versions(library) == [1]
    with library.store.engine.connect() as connection:
        for table in ("notes", "journal", "checkpoints"):
            of_it = f"SELECT count(*) FROM {table} WHERE canvas_id = '{made}'"
            assert connection.exec_driver_sql(of_it).scalar_one() == 0
    assert index_fits(library.store.engine)
    again = library.session(Series(library).new_version(session.canvas.id))
    assert again.canvas.head.version == 2
    assert builders.texts(again, "value") == builders.texts(session, "value")


def test_a_version_that_anybody_wrote_to_stays_as_it_is(library: Library, made: str) -> None:
    library.session(made).do(AddNote("value", "Three hours of work"))
    assert not library.take_back(made)
    assert builders.texts(library.session(made), "value")[-1] == "Three hours of work"


def test_what_was_written_and_taken_back_counts_as_well(library: Library, made: str) -> None:
    elsewhere = library.session(made)
    elsewhere.do(AddNote("value", "Three hours of work"))
    elsewhere.undo()
    assert not library.take_back(made)
    library.delete(made)
    assert not library.take_back(made)
    assert [one.head.id for one in library.deleted()] == [made]


def test_one_that_is_gone_already_is_told(library: Library, made: str) -> None:
    assert library.take_back(made)
    with pytest.raises(NotThere):
        library.take_back(made)
