"""On a slow net what counts is how often the server is waited for: twice for a change, three times to open a canvas."""

from __future__ import annotations

from collections.abc import Iterator
from contextlib import closing, contextmanager
from typing import Any

import builders
import pytest
from psycopg.pq import PipelineStatus, TransactionStatus

from cmc_desktop.model.domain.changes import AddNote, MoveNotes, Rename
from cmc_desktop.model.domain.errors import CanvasGone
from cmc_desktop.model.domain.note import Note
from cmc_desktop.model.domain.participant import Participant
from cmc_desktop.model.services.clock import ManualClock
from cmc_desktop.model.services.library import Library
from cmc_desktop.model.services.session import Session
from cmc_desktop.model.store import postgres_together
from cmc_desktop.model.store.library_address import ServerAddress
from cmc_desktop.model.store.postgres_engine import BoundedConnection


@pytest.fixture
def library(shared_library: ServerAddress) -> Iterator[Library]:
    with closing(Library.open(shared_library, builders.TEMPLATES, ManualClock())) as library:
        yield library


@pytest.fixture
def session(library: Library) -> Session:
    session = library.session(library.new("Night bus"))
    builders.fill(session)
    return session


@contextmanager
def ways() -> Iterator[list[str]]:
    """What is waited for, each time that the net takes its time."""
    told: list[str] = []
    wait = BoundedConnection.wait

    def counting(self: BoundedConnection, gen: Any, *arguments: Any, **named: Any) -> Any:
        queued = self.pgconn.pipeline_status == PipelineStatus.ON and gen.__name__ != "_exit_gen"
        idle = gen.__name__ in ("_rollback_gen", "_enter_gen") and (
            self.pgconn.transaction_status == TransactionStatus.IDLE or gen.__name__ == "_enter_gen"
        )
        if not queued and not idle and not gen.__name__.startswith("_set_"):
            told.append(gen.__name__)
        return wait(self, gen, *arguments, **named)

    with pytest.MonkeyPatch.context() as patch:
        patch.setattr(BoundedConnection, "wait", counting)
        yield told


@pytest.mark.parametrize("name", ["add", "rename", "move"])
def test_a_change_waits_twice_for_the_server_however_much_it_writes(session: Session, name: str) -> None:
    notes = tuple(builders.ids(session, "value"))
    change = {"add": AddNote("value", "x"), "rename": Rename("Tram", "Oslo"), "move": MoveNotes(notes, "buyin")}[name]
    with ways() as told:
        session.do(change)
    assert len(told) == 2, told


def test_a_canvas_is_opened_with_three_waits_however_many_kinds_of_things_are_in_it(
    library: Library, session: Session
) -> None:
    with ways() as told:
        opened = library.session(session.canvas.id)
    assert builders.everything(opened.canvas) == builders.everything(session.canvas)
    assert len(told) <= 4, told


def test_what_another_wrote_is_taken_in_with_five_waits(library: Library, session: Session) -> None:
    other = library.session(session.canvas.id)
    builders.add_person(other, "Ada")
    other.do(Rename("Tram", "Oslo"))
    other.do(AddNote("value", "x"))
    with ways() as told:
        session.catch_up()
    assert builders.everything(other.canvas) == builders.everything(session.canvas)
    assert len(told) <= 5, told


def test_words_that_are_not_in_the_index_yet_are_read_with_one_wait_for_fifty_canvases(library: Library) -> None:
    for number in range(120):
        library.new(f"Night bus {number}")
    builders.put(library.session(library.new("Trams")), "value", "A bus by night")
    with ways() as told:
        found = library.finder.canvases("bus night")
    assert len(found) == 121
    assert len(told) <= 7, told
    with ways() as told:
        assert library.finder.matches(list(found), "bus night").keys() == found
    assert len(told) <= 4, told


def test_what_is_refused_at_the_end_leaves_nothing_begun_and_the_next_change_is_stored(
    library: Library, session: Session
) -> None:
    gone = library.session(library.new("To be removed"))
    library.delete(gone.canvas.id)
    library.purge(gone.canvas.id)
    with pytest.raises(CanvasGone):
        gone.do(AddNote("value", "Not stored"))
    session.do(AddNote("value", "Stored"))
    with library.store.engine.connect() as connection:
        assert connection.exec_driver_sql("SHOW transaction_isolation").scalar() == "repeatable read"
        assert connection.exec_driver_sql("SELECT count(*) FROM notes WHERE text = 'Not stored'").scalar() == 0


def test_what_others_write_is_read_with_statements_that_were_compiled_before(
    session: Session, library: Library
) -> None:
    """Two look for notes and people by their ids; only the first compiles the words of the statements."""
    after = session._standing
    for number in range(2):
        builders.put(session, "value", f"One {number}", "Two")
        builders.add_person(session, f"Ada {number}")
        compiled = postgres_together._words.cache_info().misses
        things, after = library.store.changed_since(session.canvas.id, after)
        assert {type(thing) for thing in things} == {Note, Participant}
    assert postgres_together._words.cache_info().misses == compiled
