"""A shared library is let go at once, also while its listener waits for a server that says nothing."""

from __future__ import annotations

import socket
import threading
import time
from collections.abc import Callable
from typing import Any

import pytest
from psycopg import pq

from cmc_desktop.model.store import postgres_news
from cmc_desktop.model.store.library_address import ServerAddress
from cmc_desktop.model.store.postgres_engine import BoundedConnection, Gate, connect
from cmc_desktop.model.store.postgres_leading import new_presence
from cmc_desktop.model.store.postgres_news import PostgresNews


def until(fact: Callable[[], object], seconds: float = 10) -> None:
    """Wait for what another thread brings about."""
    patience = time.monotonic() + seconds
    while not fact():
        assert time.monotonic() < patience
        time.sleep(0.01)


def state_of(news: PostgresNews) -> tuple[object, ...]:
    """All that a listener tells."""
    told = (news.cut_off, news.password_wanted, news.why, news.is_deaf)
    return (*told, news.connections, news.commits, news.leads, news.last_seq("c"))


def test_a_library_is_let_go_while_the_server_is_silent_and_nothing_is_told_of_it_later(
    caplog: pytest.LogCaptureFixture,
) -> None:
    with socket.socket() as there:
        there.bind(("127.0.0.1", 0))
        there.listen()
        gate = Gate(ServerAddress("127.0.0.1", "canvases", there.getsockname()[1], "nora", "disable"))
        news = PostgresNews(gate, new_presence())
        client, _ = there.accept()
        before = state_of(news)
        news.close()
        assert news._thread.is_alive()  # nobody waited until the server was given up
        client.close()
        until(lambda: not news._thread.is_alive())
    assert state_of(news) == before
    assert gate._shut_until == 0
    assert not caplog.records


def test_a_server_that_answers_after_its_library_was_let_go_is_asked_nothing(
    shared_library: ServerAddress, monkeypatch: pytest.MonkeyPatch
) -> None:
    is_asked, may_answer, came = threading.Event(), threading.Event(), list[BoundedConnection]()

    def answer_late(address: ServerAddress, *options: Any, **settings: Any) -> BoundedConnection:
        is_asked.set()
        may_answer.wait(10)
        came.append(connect(address, *options, **settings))
        return came[0]

    monkeypatch.setattr(postgres_news, "connect", answer_late)
    monkeypatch.setattr(BoundedConnection, "execute", lambda *_: pytest.fail("something was asked"))
    news = PostgresNews(Gate(shared_library), new_presence())
    before = state_of(news)
    is_asked.wait()
    news.close()
    may_answer.set()
    until(lambda: not news._thread.is_alive())
    assert state_of(news) == before
    assert came[0].pgconn.status == pq.ConnStatus.BAD  # closed


def test_a_listener_that_is_let_go_has_gone_from_a_server_that_answers(shared_library: ServerAddress) -> None:
    news = PostgresNews(Gate(shared_library), new_presence())
    until(lambda: news.connections)
    news.close()
    assert not news._thread.is_alive()
