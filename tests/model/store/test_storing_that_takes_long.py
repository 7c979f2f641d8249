"""The server takes longer to store than a window waits: what was done is in doubt until it is done with it."""

from __future__ import annotations

import time
from collections.abc import Callable, Iterator
from contextlib import AbstractContextManager, closing, contextmanager

import builders
import psycopg
import pytest
from postgres_server import PostgresServer

from cmc_desktop.model.domain.changes import AddNote
from cmc_desktop.model.domain.errors import CutOff, LibraryTrouble, MaybeStored
from cmc_desktop.model.services.clock import ManualClock
from cmc_desktop.model.services.library import Library
from cmc_desktop.model.services.series import Series
from cmc_desktop.model.services.session import Session
from cmc_desktop.model.store import postgres_engine
from cmc_desktop.model.store.library_address import ServerAddress

#: within it the server does not come to an end with anything
Held = Callable[[], AbstractContextManager[None]]
#: the end of a transaction waits for as long as somebody holds this lock, as it does for a second server
_HELD = 4711
_WAITS = f"""CREATE FUNCTION wait() RETURNS trigger LANGUAGE plpgsql AS $$
    BEGIN
        WHILE EXISTS (SELECT 1 FROM pg_locks WHERE locktype = 'advisory' AND objid = {_HELD} AND objsubid = 1)
        LOOP PERFORM pg_sleep(0.01); END LOOP;
        RETURN NULL;
    END $$"""
_AT_THE_END = """CREATE CONSTRAINT TRIGGER wait AFTER {event} DEFERRABLE INITIALLY DEFERRED
    FOR EACH ROW EXECUTE FUNCTION wait()"""
_ENDS = [
    _AT_THE_END.format(event=event) for event in ("INSERT ON journal", "DELETE ON canvases", "INSERT ON protocols")
]


@pytest.fixture
def library(shared_library: ServerAddress, postgres: PostgresServer) -> Iterator[Library]:
    """As a window has it open."""
    postgres.run(_WAITS, *_ENDS, database=shared_library.database)
    with closing(Library.open(shared_library, builders.TEMPLATES, ManualClock())) as library:
        until(lambda: library.store.news and library.store.news.connections)
        yield library


@pytest.fixture
def session(library: Library) -> Session:
    return library.session(library.new("Night bus", "Port Alder"))


@pytest.fixture
def held(shared_library: ServerAddress, postgres: PostgresServer) -> Held:
    @contextmanager
    def holding() -> Iterator[None]:
        with psycopg.connect(postgres._url(shared_library.database)) as holder:
            holder.execute(f"SELECT pg_advisory_lock({_HELD})")
            yield

    return holding


def until(fact: Callable[[], object], seconds: float = 10) -> None:
    """Wait for what another thread or the server brings about."""
    patience = time.monotonic() + seconds
    while not fact():
        assert time.monotonic() < patience
        time.sleep(0.01)


def given_up(do: Callable[[], object]) -> CutOff:
    """What a window is told that does not wait long for the server."""
    with pytest.MonkeyPatch.context() as impatient:
        impatient.setattr(postgres_engine, "SILENCE_S", 0.6)
        with pytest.raises(CutOff, match="not known yet") as told:
            do()
    return told.value


def wished(do: Callable[[], object]) -> LibraryTrouble | None:
    """Why it was refused."""
    try:
        do()
    except LibraryTrouble as error:
        return error
    return None


def test_as_long_as_it_may_still_be_stored_doing_it_again_is_refused(session: Session, held: Held) -> None:
    with held():
        assert isinstance(given_up(lambda: session.do(AddNote("value", "Night buses"))), MaybeStored)
        until(lambda: isinstance(wished(lambda: session.do(AddNote("value", "Night buses"))), MaybeStored))
        for _ in range(2):
            with pytest.raises(MaybeStored, match=r"not known yet.*the board shows it"):
                session.do(AddNote("value", "Night buses"))
            with pytest.raises(MaybeStored, match="not known yet"):
                session.undo()
        assert builders.texts(session, "value") == []
    until(lambda: wished(session.catch_up) is None)
    assert builders.texts(session, "value") == ["Night buses"]
    session.do(AddNote("value", "Night buses"))
    assert builders.texts(session, "value") == ["Night buses"]


def test_it_is_shown_by_itself_as_soon_as_it_is_stored(session: Session, held: Held) -> None:
    session.look()
    with held():
        given_up(lambda: session.do(AddNote("value", "Night buses")))

    def shown() -> bool:
        wished(session.look)
        return builders.texts(session, "value") == ["Night buses"]

    until(shown)


def test_what_the_server_gave_up_meanwhile_is_done_again(
    session: Session, held: Held, postgres: PostgresServer
) -> None:
    with held():
        given_up(lambda: session.do(AddNote("value", "Night buses")))
        postgres.run("SELECT pg_terminate_backend(pid, 5000) FROM pg_stat_activity WHERE query = 'COMMIT'")
    until(lambda: wished(lambda: session.do(AddNote("value", "Night buses"))) is None)
    assert builders.texts(session, "value") == ["Night buses"]


@pytest.mark.parametrize("way", ["new", "next session"])
def test_a_new_canvas_that_may_still_be_stored_is_not_made_twice(
    library: Library, session: Session, held: Held, way: str
) -> None:
    def make() -> str:
        if way == "new":
            return library.new("Market hall", "Oslo")
        return Series(library).next_session(session.canvas.id, "Autumn")

    with held():
        assert isinstance(given_up(make), MaybeStored)
        until(lambda: isinstance(wished(make), MaybeStored))
        for _ in range(2):
            with pytest.raises(MaybeStored, match=r"not known yet.*stands in the library"):
                make()
    made: list[str] = []
    until(lambda: wished(lambda: made.append(make())) is None)
    assert sorted(one.head.id for one in library.every()) == sorted([session.canvas.id, *made])


@pytest.mark.parametrize("transaction", ["", "3", str(2**40)], ids=["of a file", "long ago", "of another server"])
def test_what_no_server_carries_out_is_over(library: Library, transaction: str) -> None:
    """As when its database was put back on a server that has not come as far."""
    library.store.check_ended(transaction)


def test_an_agenda_that_may_still_be_stored_is_not_told_as_not_stored_and_is_kept_once(
    library: Library, held: Held
) -> None:
    shown = library.own_protocols()

    def keep() -> str:
        return library.save_protocol("Short day", [("clarify", "Clarify", 10)], shown)

    with held():
        given_up(keep)
    until(lambda: wished(library.own_protocols) is None and library.own_protocols())
    keep()
    assert [(name, phases) for _, name, phases in library.own_protocols()] == [
        ("Short day", [("clarify", "Clarify", 10)])
    ]


def test_a_canvas_that_may_still_be_removed_is_not_told_as_there(
    library: Library, session: Session, held: Held
) -> None:
    library.delete(session.canvas.id)
    with held():
        given_up(lambda: library.purge(session.canvas.id))
    until(lambda: wished(lambda: library.every_listed()) is None and not library.every_listed()[0])
