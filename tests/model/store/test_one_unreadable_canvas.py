"""One canvas whose rows cannot be read shuts nobody out of the others: they are listed, found and opened."""

from __future__ import annotations

from contextlib import closing

import builders
import pytest

from cmc_desktop.model.domain.changes import AddNote
from cmc_desktop.model.domain.errors import DamagedLibrary
from cmc_desktop.model.services.clock import ManualClock
from cmc_desktop.model.services.library import Library
from cmc_desktop.model.store.library_address import LibraryAddress
from cmc_desktop.model.store.search import refresh

pytestmark = pytest.mark.both_databases


@pytest.fixture
def spoilt(library: Library) -> str:
    """The id of a canvas with a row that cannot be read; the index has taken in none of the three."""
    ids = [library.new(title, "Port Alder") for title in ("Market hall", "Night bus", "Rain gardens")]
    for canvas_id in ids:
        library.session(canvas_id).do(AddNote("value", f"Free rides {canvas_id}"))
    with library.store.engine.begin() as connection:
        connection.exec_driver_sql(f"UPDATE notes SET tags = '{{' WHERE canvas_id = '{ids[1]}'")
    return ids[1]


def test_every_canvas_is_listed_with_the_figures_of_those_that_can_be_read(library: Library, spoilt: str) -> None:
    listed = {one.head.title: one.notes for one in library.listed()}
    assert listed == {"Market hall": 1, "Night bus": 0, "Rain gardens": 1}


def test_a_search_finds_what_can_be_read(library: Library, spoilt: str) -> None:
    assert {hit.listed.head.title for hit in library.search("rides")} == {"Market hall", "Rain gardens"}


def test_a_search_finds_the_others_also_when_rows_were_damaged_after_the_index_knew_them(library: Library) -> None:
    for title in ("Market hall", "Night bus", "Rain gardens"):
        library.session(library.new(title)).do(AddNote("value", "Free rides"))
    assert refresh(library.store.engine)
    with library.store.engine.begin() as connection:
        connection.exec_driver_sql(
            "UPDATE notes SET tags = '{' WHERE canvas_id = (SELECT id FROM canvases WHERE title = 'Night bus')"
        )
    assert {hit.listed.head.title for hit in library.search("rides")} >= {"Market hall", "Rain gardens"}


def test_the_library_opens_and_its_index_is_filled(
    library: Library, library_address: LibraryAddress, spoilt: str
) -> None:
    assert refresh(library.store.engine)
    assert refresh(library.store.engine, at_once=1)
    with closing(Library.open(library_address, builders.TEMPLATES, ManualClock())) as again:
        assert len(again.listed()) == 3
        assert len(again.search("rides")) == 2
        with pytest.raises(DamagedLibrary):
            again.session(spoilt)


def test_it_is_found_again_once_it_was_mended_and_written_to(library: Library, spoilt: str) -> None:
    assert refresh(library.store.engine)
    with library.store.engine.begin() as connection:
        connection.exec_driver_sql("UPDATE notes SET tags = '[]' WHERE tags = '{'")
    library.session(spoilt).do(AddNote("value", "More rides"))
    assert len(library.search("rides")) == 3
    assert refresh(library.store.engine)
    assert len(library.search("rides")) == 3


@pytest.mark.parametrize("at_once", [1, 2, 50])
def test_however_few_are_taken_in_at_a_time_the_index_comes_to_its_end(
    library: Library, spoilt: str, at_once: int
) -> None:
    with library.store.engine.begin() as connection:
        connection.exec_driver_sql("UPDATE notes SET tags = '{'")
    rounds = iter(range(20))
    assert refresh(library.store.engine, lambda: next(rounds) < 15, at_once)
