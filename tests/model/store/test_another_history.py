"""An earlier state is put back behind an open canvas, and others write on: the window never takes that for its own."""

from __future__ import annotations

import time
from collections.abc import Callable, Iterator
from contextlib import closing

import builders
import pytest
from sqlalchemy import delete, func, select

from cmc_desktop.model.domain.changes import AddNote
from cmc_desktop.model.domain.errors import LibraryReplaced
from cmc_desktop.model.services.clock import ManualClock
from cmc_desktop.model.services.library import Library
from cmc_desktop.model.services.session import Session
from cmc_desktop.model.store.library_address import LibraryAddress
from cmc_desktop.model.store.tables import journal, notes

pytestmark = pytest.mark.both_databases


@pytest.fixture
def others(session: Session, library_address: LibraryAddress) -> Iterator[Library]:
    """The library as another window has it open, after an earlier state was put back: the last note is not in it."""
    session.do(AddNote("value", "Before"))
    session.do(AddNote("value", "Mine", id="mine"))
    with closing(Library.open(library_address, builders.TEMPLATES, ManualClock())) as library:
        with library.store.engine.begin() as connection:
            last = select(func.max(journal.c.seq)).scalar_subquery()
            connection.execute(delete(journal).where(journal.c.seq == last))
            connection.execute(delete(notes).where(notes.c.id == "mine"))
        yield library


def until(fact: Callable[[], object], seconds: float = 10) -> None:
    """Wait for what another thread or the server brings about."""
    patience = time.monotonic() + seconds
    while not fact():
        assert time.monotonic() < patience
        time.sleep(0.01)


def write(others: Library, canvas_id: str, *texts: str) -> Session:
    """What the others write in the very moment in which the lost words were written: only the words differ."""
    session = others.session(canvas_id)
    for text in texts:
        session.do(AddNote("value", text))
    return session


@pytest.mark.parametrize("written", [(), ("Ours",), ("Ours", "More")], ids=["nothing", "as much", "more"])
def test_nothing_is_written_after_a_history_that_the_library_does_not_have(
    session: Session, others: Library, written: tuple[str, ...]
) -> None:
    write(others, session.canvas.id, *written)
    for _ in range(2):
        with pytest.raises(LibraryReplaced, match="another state of this canvas"):
            session.do(AddNote("value", "After mine"))
    with pytest.raises(LibraryReplaced):
        session.undo()
    there = others.session(session.canvas.id)
    assert builders.texts(there, "value") == ["Before", *written]
    assert len(others.store.journal_of(session.canvas.id)) == 2 + len(written)


@pytest.mark.parametrize("written", [(), ("Ours",), ("Ours", "More")], ids=["nothing", "as much", "more"])
def test_what_the_others_wrote_is_not_mixed_with_it(
    session: Session, others: Library, written: tuple[str, ...]
) -> None:
    write(others, session.canvas.id, *written)
    with pytest.raises(LibraryReplaced):
        session.catch_up()
    assert builders.texts(session, "value") == ["Before", "Mine"]


def test_a_canvas_that_is_as_it_was_goes_on(session: Session, others: Library) -> None:
    there = write(others, session.canvas.id, "Ours")
    here = others.session(session.canvas.id)
    there.do(AddNote("value", "More"))
    assert here.do(AddNote("value", "And more")) is not None
    assert builders.texts(here, "value") == ["Before", "Ours", "More", "And more"]


def test_a_window_that_is_told_of_what_others_write_looks_at_once(
    session: Session, others: Library, library_address: LibraryAddress
) -> None:
    """As where the tables of a server are put back under windows that stay connected."""
    news = others.store.news
    if news is None:
        pytest.skip("a file is looked at once a second anyway")
    until(lambda: news.connections)
    write(others, session.canvas.id, "Ours")
    reader = others.session(session.canvas.id)
    until(lambda: news.last_seq(session.canvas.id) == 3)
    reader.look()
    with others.store.engine.begin() as connection:
        connection.execute(delete(journal).where(journal.c.seq == 3))
    with closing(Library.open(library_address, builders.TEMPLATES, ManualClock())) as third:
        write(third, session.canvas.id, "Theirs")
    with pytest.raises(LibraryReplaced):
        until(reader.look)
