"""The list's figures and the index of words are made from the canvases: rubbish there shuts nobody out."""

from __future__ import annotations

from contextlib import closing

import builders
import pytest

from cmc_desktop.model.domain.changes import AddNote
from cmc_desktop.model.services.clock import ManualClock
from cmc_desktop.model.services.library import Library
from cmc_desktop.model.store.library_address import LibraryAddress

pytestmark = pytest.mark.both_databases


@pytest.mark.parametrize(
    "damage",
    [
        "UPDATE overview SET tags = 'rubbish'",
        "UPDATE overview SET tags = '{}'",
        "DELETE FROM overview_words",
        "DELETE FROM search_state",
    ],
)
def test_rubbish_in_the_index_is_made_anew(library: Library, library_address: LibraryAddress, damage: str) -> None:
    canvas_id = library.new("Night bus", "Port Alder")
    library.session(canvas_id).do(AddNote("value", "Free rides"))
    assert library.search("rides")
    with library.store.engine.begin() as connection:
        connection.exec_driver_sql(damage)
    (listed,) = library.listed()
    assert (listed.head.title, listed.notes, listed.tags) == ("Night bus", 1, ())
    with closing(Library.open(library_address, builders.TEMPLATES, ManualClock())) as again:
        assert [hit.listed.head.id for hit in again.search("rides")] == [canvas_id]
        with again.store.engine.connect() as connection:
            assert connection.exec_driver_sql("SELECT tags FROM overview").scalar_one() == "[]"
