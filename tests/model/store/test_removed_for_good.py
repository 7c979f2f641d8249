"""A canvas removed for good in one window stays so, whatever another window that shows it still does."""

from __future__ import annotations

from collections.abc import Iterator
from contextlib import closing

import builders
import pytest

from cmc_desktop.model.domain.changes import AddNote, Change, EditNote, Rename
from cmc_desktop.model.domain.errors import CanvasGone, LibraryReplaced
from cmc_desktop.model.services.clock import ManualClock
from cmc_desktop.model.services.library import Library
from cmc_desktop.model.services.session import Session
from cmc_desktop.model.store.library_address import LibraryAddress

pytestmark = pytest.mark.both_databases


@pytest.fixture
def gone(session: Session, library_address: LibraryAddress) -> Iterator[Library]:
    """The library, from which the canvas that `session` shows was removed by another window."""
    session.do(AddNote("value", "Secret words", id="n1"))
    with closing(Library.open(library_address, builders.TEMPLATES, ManualClock())) as other:
        other.delete(session.canvas.id)
        other.purge(session.canvas.id)
        yield other


@pytest.mark.parametrize(
    "change", [Rename("Renamed", "Alder"), AddNote("value", "More"), EditNote("n1", "Secret words again")]
)
def test_nothing_done_in_a_window_brings_it_back(session: Session, gone: Library, change: Change) -> None:
    with pytest.raises(CanvasGone, match="removed for good in another window, or a backup that does not hold it"):
        session.do(change)
    assert gone.every_listed()[0] == []
    for table in ("canvases", "notes", "journal"):
        with gone.store.engine.connect() as connection:
            assert connection.exec_driver_sql(f"SELECT count(*) FROM {table}").scalar_one() == 0


def test_a_window_that_looks_notices_it(session: Session, gone: Library) -> None:
    with pytest.raises(CanvasGone):
        session.catch_up()


def test_a_canvas_brought_in_again_under_the_same_id_is_not_the_one_that_was_open(
    session: Session, gone: Library
) -> None:
    gone.add(session.canvas.head, (), "Import")
    there = gone.session(session.canvas.id)
    for number in range(3):  # with less, as much and more work than the other one had seen
        with pytest.raises(LibraryReplaced, match="another state"):
            session.do(AddNote("value", "Into another one"))
        there.do(AddNote("value", f"{number}"))
    assert builders.texts(gone.session(session.canvas.id), "value") == ["0", "1", "2"]
