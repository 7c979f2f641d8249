"""The list's figures and the index of words are made from the canvases: rubbish there shuts nobody out."""

from __future__ import annotations

from contextlib import closing

import builders
import pytest

from cmc_desktop.model.domain.changes import AddNote
from cmc_desktop.model.services.clock import ManualClock
from cmc_desktop.model.services.library import Library
from cmc_desktop.model.store.index_check import misfits
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


@pytest.mark.parametrize(
    "damage",
    [
        "UPDATE overview SET notes = 7",
        "UPDATE overview SET changed_at = changed_at + 1",
        """UPDATE overview SET tags = '["ferry"]'""",
        "UPDATE overview SET seq = seq + 5",
        "UPDATE overview_words SET words = ' another word'",
        "DELETE FROM overview_words",
    ],
)
def test_an_entry_that_does_not_say_what_its_canvas_says_is_told_by_the_check(library: Library, damage: str) -> None:
    canvas_id = library.new("Night bus", "Port Alder")
    library.session(canvas_id).do(AddNote("value", "Free rides"))
    library.new("Written to since")
    assert library.search("rides")
    library.session(library.new("Not in the index yet")).do(AddNote("value", "Early"))
    with library.store.engine.begin() as connection:
        assert misfits(connection) == []
        num = connection.exec_driver_sql(f"SELECT num FROM overview WHERE canvas_id = '{canvas_id}'").scalar_one()
        key = "num" if connection.dialect.name == "postgresql" or " overview " in damage else "rowid"
        connection.exec_driver_sql(f"{damage} WHERE {key} = {num}")
        assert misfits(connection) == [canvas_id]
