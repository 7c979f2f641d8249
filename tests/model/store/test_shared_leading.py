"""A workshop in a shared library is led from one laptop at a time, and from nobody's when that one is gone."""

from __future__ import annotations

import time
from collections.abc import Callable, Iterator
from concurrent.futures import ThreadPoolExecutor
from contextlib import closing

import builders
import pytest
from sqlalchemy import Connection, text

from cmc_desktop.model.store.leading import Leader, Leading
from cmc_desktop.model.store.library_address import ServerAddress
from cmc_desktop.model.store.library_store import LibraryStore


def opened(address: ServerAddress) -> LibraryStore:
    """A laptop on which the library is open, and its presence known to the server."""
    store = LibraryStore(address, builders.TEMPLATES)
    until(lambda: store.news and store.news.connections)
    return store


def until(fact: Callable[[], object], seconds: float = 10) -> None:
    """Wait for what another thread or the server brings about."""
    patience = time.monotonic() + seconds
    while not fact():
        assert time.monotonic() < patience
        time.sleep(0.01)


@pytest.fixture
def laptops(shared_library: ServerAddress) -> Iterator[tuple[LibraryStore, LibraryStore]]:
    with closing(opened(shared_library)) as one, closing(opened(shared_library)) as other:
        yield one, other


def leading(store: LibraryStore) -> Leading:
    assert store.leading is not None
    return store.leading


def test_who_comes_second_is_told_who_leads(laptops: tuple[LibraryStore, LibraryStore]) -> None:
    one, other = map(leading, laptops)
    assert one.leader("c") is None
    assert one.lead("c", "Mo’s laptop") == Leader("Mo’s laptop", is_here=True)
    assert other.lead("c", "Nora’s laptop") == Leader("Mo’s laptop", is_here=False)
    assert one.leader("c") == Leader("Mo’s laptop", is_here=True)
    assert other.lead("another canvas", "Nora’s laptop").is_here


def test_leading_is_taken_over_when_that_is_wished_for(laptops: tuple[LibraryStore, LibraryStore]) -> None:
    one, other = map(leading, laptops)
    one.lead("c", "Mo’s laptop")
    told = laptops[0].news.leads if laptops[0].news else 0
    assert other.lead("c", "Nora’s laptop", instead=True).is_here
    until(lambda: laptops[0].news and laptops[0].news.leads > told)
    assert one.leader("c") == Leader("Nora’s laptop", is_here=False)
    one.let_go("c")
    assert one.leader("c") == Leader("Nora’s laptop", is_here=False), "only the one who leads lets go"
    other.let_go("c")
    assert one.leader("c") is None


def test_a_laptop_that_is_gone_leads_no_more(shared_library: ServerAddress) -> None:
    with closing(opened(shared_library)) as other:
        with closing(opened(shared_library)) as gone:
            leading(gone).lead("c", "Mo’s laptop")
            assert leading(other).leader("c") == Leader("Mo’s laptop", is_here=False)
        until(lambda: leading(other).leader("c") is None)
        assert leading(other).lead("c", "Nora’s laptop").is_here


def test_of_two_that_begin_at_once_one_leads_and_the_other_is_told_who(
    laptops: tuple[LibraryStore, LibraryStore],
) -> None:
    names = ("Mo’s laptop", "Nora’s laptop")
    with ThreadPoolExecutor() as pool, laptops[0].engine.connect() as holding:
        holding.execute(text("SELECT pg_advisory_xact_lock(hashtextextended('c', 0))"))
        begun = [pool.submit(leading(one).lead, "c", name) for one, name in zip(laptops, names, strict=True)]
        until(lambda: waiting(holding) == 2)
        holding.rollback()
        led = [each.result() for each in begun]
    assert len({one.name for one in led}) == 1
    assert sorted(one.is_here for one in led) == [False, True]


def test_who_lets_go_while_another_takes_over_does_nothing_to_them(laptops: tuple[LibraryStore, LibraryStore]) -> None:
    one, other = map(leading, laptops)
    one.lead("c", "Mo’s laptop")
    with ThreadPoolExecutor() as pool, laptops[1].engine.connect() as taking_over:
        taking_over.execute(
            text("UPDATE leaders SET name = 'Nora’s laptop', presence = :number"), {"number": other._presence}
        )
        letting_go = pool.submit(one.let_go, "c")
        until(lambda: waiting(taking_over) == 1)
        taking_over.commit()
        letting_go.result()
    assert other.leader("c") == Leader("Nora’s laptop", is_here=True)


def waiting(connection: Connection) -> int:
    """How many wait for a lock."""
    return int(connection.execute(text("SELECT count(*) FROM pg_locks WHERE NOT granted")).scalar_one())
