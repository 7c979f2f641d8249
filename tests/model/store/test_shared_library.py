"""A library on a PostgreSQL server: opened, listened to, cut off and back."""

from __future__ import annotations

import time
from collections.abc import Callable, Iterator
from contextlib import closing

import builders
import pytest
from postgres_server import PASSWORD, WITH_PASSWORD, PostgresServer

from cmc_desktop.model.domain.changes import AddNote
from cmc_desktop.model.domain.errors import CutOff, LibraryTrouble, PasswordWanted
from cmc_desktop.model.services.clock import ManualClock
from cmc_desktop.model.services.library import Library
from cmc_desktop.model.services.session import Session
from cmc_desktop.model.store.library_address import LibraryAddress, ServerAddress
from cmc_desktop.model.store.postgres_library import create_library
from cmc_desktop.model.store.postgres_news import PostgresNews
from cmc_desktop.model.store.search import refresh


def opened(address: LibraryAddress) -> Library:
    return Library.open(address, builders.TEMPLATES, ManualClock())


def until(fact: Callable[[], object], seconds: float = 10) -> None:
    """Wait for what another thread brings about."""
    patience = time.monotonic() + seconds
    while not fact():
        assert time.monotonic() < patience
        time.sleep(0.01)


@pytest.fixture
def two(shared_library: ServerAddress) -> Iterator[tuple[Session, Session]]:
    """One canvas, open on two laptops that listen."""
    with closing(opened(shared_library)) as one, closing(opened(shared_library)) as other:
        canvas_id = one.new("Night bus", "Port Alder")
        sessions = (one.session(canvas_id), other.session(canvas_id))
        for library, session in zip((one, other), sessions, strict=True):
            news = library.store.news
            assert news is not None
            until(lambda news=news: news.connections)
            session.look()
        yield sessions


def test_a_canvas_is_read_back_as_it_was_written(library_address: LibraryAddress) -> None:
    with closing(opened(library_address)) as library:
        session = library.session(library.new("Night bus", "Port Alder"))
        builders.fill(session)
    with closing(opened(library_address)) as again:
        assert again.session(session.canvas.id).canvas.content_hash == session.canvas.content_hash


def test_what_one_laptop_writes_comes_in_on_the_other_without_its_asking(two: tuple[Session, Session]) -> None:
    here, there = two
    here.do(AddNote("value", "Free rides at night"))
    until(lambda: there.look() is not None)
    assert builders.texts(there, "value") == ["Free rides at night"]


def test_a_fault_in_listening_is_told_and_logged_and_what_others_write_still_comes_in(
    two: tuple[Session, Session], monkeypatch: pytest.MonkeyPatch, caplog: pytest.LogCaptureFixture
) -> None:
    here, there = two
    news = there._store.news
    assert news is not None
    with monkeypatch.context() as faulty:
        faulty.setattr(PostgresNews, "_take", lambda *_: {}["planted"])
        here.do(AddNote("value", "Free rides at night"))
        until(lambda: news.is_deaf)
        until(lambda: there.look() is not None)
        assert builders.texts(there, "value") == ["Free rides at night"]
        assert not news.cut_off
        assert "listening to the server failed" in caplog.text
    connections = news.connections
    until(lambda: news.connections > connections)
    here.do(AddNote("value", "Every night"))
    until(lambda: not news.is_deaf)


def test_ones_own_words_are_not_asked_for_again(two: tuple[Session, Session], monkeypatch: pytest.MonkeyPatch) -> None:
    here, there = two
    here.do(AddNote("value", "Free rides at night"))
    until(lambda: there.look() is not None)
    monkeypatch.setattr(here, "catch_up", lambda: pytest.fail("asked"))
    assert here.look() is None


def test_what_was_written_while_the_server_was_away_from_one_comes_in_when_it_is_back(
    two: tuple[Session, Session], postgres: PostgresServer
) -> None:
    here, there = two
    library = there._store
    assert library.news is not None
    postgres.stop()
    until(lambda: library.news and library.news.cut_off)
    with pytest.raises(CutOff, match="cannot be reached"):
        there.do(AddNote("value", "Not stored"))
    assert builders.texts(there, "value") == []
    assert there.canvas.head.title == "Night bus"
    postgres.start()
    until(lambda: not (library.news and library.news.cut_off))
    until(lambda: _added(here, "Back again"))
    until(lambda: there.look() is not None)
    assert builders.texts(there, "value") == ["Back again"]
    there.do(AddNote("value", "And stored"))


def _added(session: Session, text: str) -> bool:
    try:
        session.do(AddNote("value", text))
    except CutOff:
        return False
    return True


@pytest.fixture
def guarded(shared_library: ServerAddress, postgres: PostgresServer) -> Iterator[ServerAddress]:
    """The library for a user who has to give a password."""
    postgres.run(f"CREATE ROLE {WITH_PASSWORD} SUPERUSER LOGIN PASSWORD '{PASSWORD}'")
    yield postgres.address(shared_library.database, WITH_PASSWORD).with_password(PASSWORD)
    postgres.start_again()
    postgres.run(_END, f"DROP ROLE {WITH_PASSWORD}")


_END = f"SELECT pg_terminate_backend(pid) FROM pg_stat_activity WHERE usename = '{WITH_PASSWORD}'"


def test_a_login_that_is_refused_is_tried_ever_more_seldom_and_a_server_that_is_away_every_second(
    guarded: ServerAddress, postgres: PostgresServer, monkeypatch: pytest.MonkeyPatch
) -> None:
    pauses: list[float] = []

    def rest(_news: PostgresNews, seconds: float) -> None:
        pauses.append(seconds)
        time.sleep(0.001)  # no pause, and no thread that takes all of a core either

    with closing(opened(guarded)) as library:
        news = library.store.news
        assert news is not None
        until(lambda: news.connections)
        monkeypatch.setattr(PostgresNews, "_rest", rest)
        postgres.run(f"ALTER ROLE {WITH_PASSWORD} PASSWORD 'another'", _END)
        until(lambda: pauses.count(60) >= 2)
        assert [pause for pause in pauses if pause > 1][:6] == [2, 4, 8, 16, 32, 60]
        assert pauses == sorted(pauses)
        postgres.stop()
        until(lambda: pauses[-3:] == [1, 1, 1])


def test_another_password_is_tried_at_once_however_long_the_listener_would_have_waited(
    guarded: ServerAddress, postgres: PostgresServer, monkeypatch: pytest.MonkeyPatch
) -> None:
    with closing(opened(guarded)) as library:
        news = library.store.news
        assert news is not None
        until(lambda: news.connections)
        monkeypatch.setattr("cmc_desktop.model.store.postgres_news._AGAIN_S", 600)
        monkeypatch.setattr("cmc_desktop.model.store.postgres_news._LONGEST_S", 600)
        postgres.run(f"ALTER ROLE {WITH_PASSWORD} PASSWORD 'another'", _END)
        until(lambda: news.cut_off)
        library.store.renew(guarded.with_password("another"))
        until(lambda: not news.cut_off)
        assert library.every_listed()[0] == []


def test_a_window_that_was_cut_off_does_not_wait_for_the_server_each_time(
    two: tuple[Session, Session], postgres: PostgresServer, monkeypatch: pytest.MonkeyPatch
) -> None:
    here, _there = two
    postgres.stop()
    with pytest.raises(CutOff):
        here.catch_up()
    tried: list[object] = []
    monkeypatch.setattr("cmc_desktop.model.store.postgres_engine.connect", lambda *given: tried.append(given))
    with pytest.raises(CutOff):
        here.catch_up()
    assert tried == []


def test_a_server_that_was_started_anew_meanwhile_is_not_noticed(
    shared_library: ServerAddress, postgres: PostgresServer
) -> None:
    with closing(opened(shared_library)) as library:
        session = library.session(library.new("Night bus"))
        postgres.stop()
        postgres.start()
        session.do(AddNote("value", "Stored all the same"))
        assert builders.texts(library.session(session.canvas.id), "value") == ["Stored all the same"]


def test_a_canvas_removed_for_good_is_in_no_table(shared_library: ServerAddress, postgres: PostgresServer) -> None:
    with closing(opened(shared_library)) as library:
        canvas_id = library.new("Night bus", "Port Alder")
        library.session(canvas_id).do(AddNote("value", "Unforgettable"))
        assert library.search("unforgettable")
        refresh(library.store.engine)
        library.delete(canvas_id)
        library.purge(canvas_id)
        assert library.listed() == []
    tables = postgres.rows("SELECT tablename FROM pg_tables WHERE schemaname = 'public'", shared_library.database)
    assert ("overview_words",) in tables
    for (table,) in tables:
        rows = postgres.rows(f"SELECT count(*) FROM {table} t WHERE t::text ILIKE '%unforg%'", shared_library.database)
        assert rows == [(0,)], table


def test_an_empty_database_is_not_made_a_library_by_opening_it(postgres: PostgresServer) -> None:
    address = postgres.empty_database()
    with pytest.raises(LibraryTrouble, match=r"no library in the database .* library create"):
        opened(address)
    assert postgres.rows("SELECT count(*) FROM pg_tables WHERE schemaname = 'public'", address.database) == [(0,)]


def test_a_database_of_something_else_is_left_alone(postgres: PostgresServer) -> None:
    address = postgres.empty_database()
    postgres.run("CREATE TABLE notes (words text)", database=address.database)
    with pytest.raises(LibraryTrouble, match="tables of something else: notes"):
        create_library(address)
    assert postgres.rows("SELECT count(*) FROM pg_tables WHERE schemaname = 'public'", address.database) == [(1,)]


def test_a_library_is_made_once_and_then_found_as_it_is(postgres: PostgresServer) -> None:
    address = postgres.empty_database()
    assert create_library(address)
    with closing(opened(address)) as library:
        library.new("Night bus")
    assert not create_library(address)
    with closing(opened(address)) as library:
        assert [listed.head.title for listed in library.listed()] == ["Night bus"]


@pytest.mark.parametrize(("version", "said"), [(1, "older CMC Desktop.*library create"), (999, "newer CMC Desktop")])
def test_a_library_of_another_version_is_not_touched(
    shared_library: ServerAddress, postgres: PostgresServer, version: int, said: str
) -> None:
    postgres.run(f"UPDATE about_library SET schema_version = {version}", database=shared_library.database)
    with pytest.raises(LibraryTrouble, match=said):
        opened(shared_library)


def test_a_password_is_asked_for_and_a_wrong_one_is_told_apart_from_a_server_that_is_away(
    postgres: PostgresServer,
) -> None:
    address = postgres.empty_database()
    postgres.run(
        f"CREATE ROLE {WITH_PASSWORD} LOGIN PASSWORD '{PASSWORD}'",
        f"GRANT CREATE ON DATABASE {address.database} TO {WITH_PASSWORD}",
    )
    guarded = postgres.address(address.database, WITH_PASSWORD)
    with pytest.raises(PasswordWanted, match="asks for a password"):
        opened(guarded)
    with pytest.raises(PasswordWanted, match="did not take"):
        opened(guarded.with_password("wrong"))
    with pytest.raises(LibraryTrouble, match="no library in the database"):
        opened(guarded.with_password(PASSWORD))
    postgres.run(
        f"DROP OWNED BY {WITH_PASSWORD}",
        f"REVOKE ALL ON DATABASE {address.database} FROM {WITH_PASSWORD}",
        f"DROP ROLE {WITH_PASSWORD}",
    )


def test_a_database_that_is_not_there_is_told_by_what_the_server_says(postgres: PostgresServer) -> None:
    with pytest.raises(LibraryTrouble, match=r"refused the connection: database .*nowhere.* does not exist"):
        opened(postgres.address("nowhere"))


def test_a_server_that_is_not_there_is_told_plainly() -> None:
    with pytest.raises(CutOff, match="cannot be reached"):
        opened(ServerAddress("127.0.0.1", "canvases", port=1))


@pytest.mark.parametrize("version", [1, 999])
def test_a_library_that_is_refused_leaves_no_connection_open(
    shared_library: ServerAddress, postgres: PostgresServer, version: int
) -> None:
    postgres.run(f"UPDATE about_library SET schema_version = {version}", database=shared_library.database)
    with pytest.raises(LibraryTrouble):
        opened(shared_library)
    query = f"SELECT 1 FROM pg_stat_activity WHERE datname = '{shared_library.database}'"
    until(lambda: postgres.rows(query) == [])
