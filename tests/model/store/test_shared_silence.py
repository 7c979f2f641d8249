"""A server that hangs, holds a lock, lets nobody in or ends a session: no window stands still, and each is told."""

from __future__ import annotations

import os
import signal
import threading
import time
from collections.abc import Callable, Iterator
from contextlib import closing, suppress
from typing import Any

import builders
import psycopg
import pytest
from postgres_server import PASSWORD, WITH_PASSWORD, PostgresServer

from cmc_desktop.model.domain.changes import AddNote
from cmc_desktop.model.domain.errors import CutOff, LibraryTrouble, PasswordWanted
from cmc_desktop.model.services.clock import ManualClock
from cmc_desktop.model.services.library import Library
from cmc_desktop.model.store import postgres_engine, postgres_news
from cmc_desktop.model.store.library_address import ServerAddress
from cmc_desktop.model.store.library_store import LibraryStore
from cmc_desktop.model.store.news import News
from cmc_desktop.model.store.postgres_engine import BoundedConnection
from cmc_desktop.model.store.trouble import told_plainly


def opened(address: ServerAddress) -> Library:
    library = Library.open(address, builders.TEMPLATES, ManualClock())
    until(lambda: news_of(library.store).connections)
    return library


def news_of(store: LibraryStore) -> News:
    assert store.news is not None
    return store.news


def until(fact: Callable[[], object], seconds: float = 10) -> None:
    """Wait for what another thread or the server brings about."""
    patience = time.monotonic() + seconds
    while not fact():
        assert time.monotonic() < patience
        time.sleep(0.01)


@pytest.fixture
def guarded(shared_library: ServerAddress, postgres: PostgresServer) -> Iterator[ServerAddress]:
    """The library as an account with a password and the role of a writer opens it."""
    writer = f"{shared_library.database}_writer"
    from cmc_desktop.model.store.postgres_library import create_library

    create_library(shared_library)
    postgres.run(f"CREATE ROLE {WITH_PASSWORD} LOGIN PASSWORD '{PASSWORD}' IN ROLE {writer}")
    yield postgres.address(shared_library.database, WITH_PASSWORD).with_password(PASSWORD)
    postgres.run(f"DROP ROLE {WITH_PASSWORD}")


def hang(postgres: PostgresServer, address: ServerAddress) -> list[int]:
    """Stop the server's own processes of this library: their connections stay, and nothing is answered."""
    query = f"SELECT pid FROM pg_stat_activity WHERE datname = '{address.database}' AND pid <> pg_backend_pid()"
    pids = [int(str(pid)) for (pid,) in postgres.rows(query)]
    for pid in pids:
        os.kill(pid, signal.SIGSTOP)
    return pids


def test_a_server_that_hangs_is_given_up_and_told_as_away(
    shared_library: ServerAddress, postgres: PostgresServer, monkeypatch: pytest.MonkeyPatch
) -> None:
    for module, name in ((postgres_engine, "SILENCE_S"), (postgres_news, "_HEARTBEAT_S"), (postgres_news, "_ANSWER_S")):
        monkeypatch.setattr(module, name, 0.2)
    with closing(opened(shared_library)) as library:
        session = library.session(library.new("Night bus"))
        pids = hang(postgres, shared_library)
        try:
            with pytest.raises(CutOff, match="cannot be reached"):
                session.do(AddNote("value", "Into silence"))
            connections = news_of(library.store).connections
            until(lambda: news_of(library.store).connections > connections)
        finally:
            for pid in pids:
                os.kill(pid, signal.SIGCONT)
        session.do(AddNote("value", "Answered"))
        assert builders.texts(session, "value") == ["Answered"]


class Waits(list[str]):
    """New connections, and statements that were given up; what others did `meanwhile` they did just before that."""

    meanwhile: Callable[[], object] = staticmethod(lambda: None)


@pytest.fixture
def waits(monkeypatch: pytest.MonkeyPatch) -> Waits:
    """What the window's thread waits for."""
    told = Waits()
    connect, wait = postgres_engine.connect, BoundedConnection.wait

    def connecting(*arguments: Any, **named: Any) -> BoundedConnection:
        if threading.current_thread() is threading.main_thread():
            told.append("connect")
        return connect(*arguments, **named)

    def waiting(self: BoundedConnection, *arguments: Any, **named: Any) -> Any:
        was_open = not self.closed
        try:
            return wait(self, *arguments, **named)
        except psycopg.OperationalError:
            if threading.current_thread() is threading.main_thread() and was_open:
                told.append("given up")
                told.meanwhile()
            raise

    monkeypatch.setattr(postgres_engine, "connect", connecting)
    monkeypatch.setattr(BoundedConnection, "wait", waiting)
    return told


def test_after_a_statement_that_was_given_up_nothing_is_waited_for(
    shared_library: ServerAddress,
    postgres: PostgresServer,
    monkeypatch: pytest.MonkeyPatch,
    waits: Waits,
    caplog: pytest.LogCaptureFixture,
) -> None:
    monkeypatch.setattr(postgres_news, "_ANSWER_S", 600)  # the listener waits, so that nothing else tells of it
    with closing(opened(shared_library)) as library:
        session = library.session(library.new("Night bus"))
        others = library.store.engine.connect()  # as a worker has one
        others.exec_driver_sql("SELECT 1")
        others.commit()
        library.every()
        waits.meanwhile = others.close
        monkeypatch.setattr(postgres_engine, "SILENCE_S", 0.2)
        waits.clear()
        pids = hang(postgres, shared_library)
        try:
            for wish in (lambda: session.do(AddNote("value", "Into silence")), session.catch_up, library.every_listed):
                with pytest.raises(CutOff, match="cannot be reached"):
                    wish()
        finally:
            for pid in pids:
                os.kill(pid, signal.SIGCONT)
        assert waits == ["given up"]
        assert [record.getMessage() for record in caplog.records if record.levelname != "INFO"] == []


def test_a_connection_that_falls_silent_as_it_is_given_back_is_not_used_again_and_nothing_is_logged(
    shared_library: ServerAddress,
    postgres: PostgresServer,
    monkeypatch: pytest.MonkeyPatch,
    caplog: pytest.LogCaptureFixture,
) -> None:
    monkeypatch.setattr(postgres_news, "_ANSWER_S", 600)
    with closing(opened(shared_library)) as library:
        with monkeypatch.context() as impatient, library.store.engine.connect() as connection:
            connection.exec_driver_sql("SELECT 1")
            impatient.setattr(postgres_engine, "SILENCE_S", 0.2)
            pids = hang(postgres, shared_library)
        for pid in pids:
            os.kill(pid, signal.SIGCONT)
        until(lambda: not _refused(library.every))
        assert [record.getMessage() for record in caplog.records if record.levelname != "INFO"] == []


def _refused(wish: Callable[[], object]) -> bool:
    try:
        wish()
    except CutOff:
        return True
    return False


def test_a_server_that_answers_others_is_asked_again_at_once(
    shared_library: ServerAddress, monkeypatch: pytest.MonkeyPatch
) -> None:
    """What took too long was one statement: it may wait for another program, or for a second server."""
    monkeypatch.setattr(postgres_engine, "_REST_S", 600)
    monkeypatch.setattr(postgres_news, "_HEARTBEAT_S", 600)
    with closing(opened(shared_library)) as library:
        session = library.session(library.new("Night bus"))
        with monkeypatch.context() as impatient, library.store.engine.connect() as connection:
            impatient.setattr(postgres_engine, "SILENCE_S", 0.2)
            with pytest.raises(CutOff), told_plainly():
                connection.exec_driver_sql("SELECT pg_sleep(2)")

        def answers() -> bool:
            with suppress(CutOff):
                session.do(AddNote("value", "Answered"))
            return builders.texts(session, "value") == ["Answered"]

        until(answers)


def test_a_long_work_off_the_window_s_thread_is_not_given_up(
    shared_library: ServerAddress, monkeypatch: pytest.MonkeyPatch
) -> None:
    monkeypatch.setattr(postgres_engine, "SILENCE_S", 0.2)
    with closing(opened(shared_library)) as library:
        done: list[object] = []

        def work() -> None:
            with library.store.engine.connect() as connection:
                done.append(connection.exec_driver_sql("SELECT pg_sleep(0.6)").all())

        worker = threading.Thread(target=work)
        worker.start()
        worker.join()
        assert done


def test_who_lost_the_net_leads_no_more(shared_library: ServerAddress, monkeypatch: pytest.MonkeyPatch) -> None:
    with closing(opened(shared_library)) as here, monkeypatch.context() as lost:
        lost.setattr(postgres_news, "_LEASE", "-c idle_session_timeout=300ms")
        lost.setattr(postgres_news, "_AGAIN_S", 60)
        with closing(opened(shared_library)) as there:  # whose heartbeat does not come in time
            assert there.store.leading is not None
            there.store.leading.lead("c", "Mo’s laptop")
            assert here.store.leading is not None
            until(lambda: here.store.leading and here.store.leading.leader("c") is None)


def test_the_server_is_asked_to_notice_a_laptop_that_is_gone(shared_library: ServerAddress) -> None:
    with closing(opened(shared_library)) as library, library.store.engine.connect() as connection:
        settings = ("tcp_keepalives_idle", "tcp_keepalives_interval", "tcp_keepalives_count", "tcp_user_timeout")
        values = [connection.exec_driver_sql(f"SHOW {name}").scalar() for name in settings]
        assert values == ["10", "5", "3", "20000"]


def test_a_locked_table_is_told_after_two_seconds_at_most(
    shared_library: ServerAddress, postgres: PostgresServer
) -> None:
    with closing(opened(shared_library)) as library:
        session = library.session(library.new("Night bus"))
        with library.store.engine.connect() as connection:
            assert connection.exec_driver_sql("SHOW lock_timeout").scalar() == "2s"
        with psycopg.connect(postgres._url(shared_library.database)) as other:
            other.execute("LOCK TABLE journal IN EXCLUSIVE MODE")
            with pytest.raises(LibraryTrouble, match="holds the shared library"):
                session.do(AddNote("value", "Locked out"))


def test_a_statement_that_the_server_broke_off_is_not_told_as_a_server_that_is_away(
    shared_library: ServerAddress,
) -> None:
    with closing(opened(shared_library)) as library, library.store.engine.connect() as connection:
        connection.exec_driver_sql("SET LOCAL statement_timeout = '10ms'")
        with pytest.raises(LibraryTrouble, match="longer than it allows") as told, told_plainly():
            connection.exec_driver_sql("SELECT pg_sleep(5)")
        assert not isinstance(told.value, CutOff)


def test_an_account_without_a_role_is_not_told_that_its_password_is_wrong(
    guarded: ServerAddress, postgres: PostgresServer
) -> None:
    postgres.run(f"REVOKE {guarded.database}_writer FROM {WITH_PASSWORD}")
    with pytest.raises(LibraryTrouble, match="permission denied for database") as told:
        Library.open(guarded, builders.TEMPLATES, ManualClock())
    assert not isinstance(told.value, PasswordWanted)
    elsewhere = ServerAddress(guarded.host, "nowhere", guarded.port, guarded.user, password=PASSWORD)
    with pytest.raises(LibraryTrouble, match="does not exist") as told:
        Library.open(elsewhere, builders.TEMPLATES, ManualClock())
    assert not isinstance(told.value, PasswordWanted)


def test_a_password_changed_meanwhile_is_asked_for_and_the_new_one_lets_in_again(
    guarded: ServerAddress, postgres: PostgresServer
) -> None:
    with closing(opened(guarded)) as library:
        session = library.session(library.new("Night bus"))
        postgres.run(
            f"ALTER ROLE {WITH_PASSWORD} PASSWORD 'another'",
            f"SELECT pg_terminate_backend(pid) FROM pg_stat_activity WHERE usename = '{WITH_PASSWORD}'",
        )
        until(lambda: news_of(library.store).password_wanted)
        with pytest.raises(PasswordWanted):
            session.do(AddNote("value", "Not let in"))
        with pytest.raises(PasswordWanted):
            library.store.renew(guarded.with_password("wrong"))
        library.store.renew(guarded.with_password("another"))
        until(lambda: not news_of(library.store).cut_off)
        assert not news_of(library.store).password_wanted
        session.do(AddNote("value", "Let in again"))


def test_a_connection_limit_is_told_by_its_reason_and_over_when_there_is_room_again(
    guarded: ServerAddress, postgres: PostgresServer
) -> None:
    with closing(opened(guarded)) as library:
        postgres.run(
            f"ALTER ROLE {WITH_PASSWORD} CONNECTION LIMIT 0",
            f"SELECT pg_terminate_backend(pid) FROM pg_stat_activity WHERE usename = '{WITH_PASSWORD}'",
        )
        until(lambda: "too many connections" in news_of(library.store).why)
        assert not news_of(library.store).password_wanted
        with pytest.raises(CutOff, match="lets nobody else in at the moment"):
            library.new("Night bus")
        postgres.run(f"ALTER ROLE {WITH_PASSWORD} CONNECTION LIMIT -1")
        until(lambda: not news_of(library.store).cut_off)
        library.new("Night bus")
