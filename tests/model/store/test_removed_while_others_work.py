"""A canvas removed for good from a shared library takes nothing of the others along, whatever they do meanwhile."""

from __future__ import annotations

import threading
import time
from collections.abc import Iterator
from contextlib import closing
from typing import Any

import builders
import pytest
from sqlalchemy import Connection, text

from cmc_desktop.model.domain.changes import AddNote
from cmc_desktop.model.services.clock import ManualClock
from cmc_desktop.model.services.finding import Finder
from cmc_desktop.model.services.library import Library
from cmc_desktop.model.store import postgres_search, search
from cmc_desktop.model.store.index_check import index_fits
from cmc_desktop.model.store.library_address import ServerAddress
from cmc_desktop.model.store.word_index import WordIndex


def opened(address: ServerAddress) -> Library:
    return Library.open(address, builders.TEMPLATES, ManualClock())


@pytest.fixture
def library(shared_library: ServerAddress, monkeypatch: pytest.MonkeyPatch) -> Iterator[Library]:
    """Every entry is older than those that are looked at again in case they came late."""
    monkeypatch.setattr(postgres_search, "OVERTAKEN", 0)
    with closing(opened(shared_library)) as library:
        yield library


@pytest.fixture
def doomed(library: Library) -> str:
    """A deleted canvas."""
    canvas_id = library.new("Market hall")
    library.delete(canvas_id)
    return canvas_id


def test_what_the_index_does_not_hold_yet_is_found_while_another_laptop_fills_it(library: Library, doomed: str) -> None:
    kept = library.new("Night bus")
    library.session(kept).do(AddNote("value", "Free rides"))
    with library.store.engine.connect() as filling:
        assert postgres_search.alone(filling)
        library.purge(doomed)
    assert library.finder.canvases("rides") == {kept}
    assert library.finder.refresh()
    assert library.finder.canvases("rides") == {kept}
    assert [(one.head.id, one.notes) for one in library.listed()] == [(kept, 1)]
    assert index_fits(library.store.engine)


@pytest.mark.parametrize("indexed_before", [True, False])
def test_the_index_of_another_laptop_is_waited_for(library: Library, doomed: str, indexed_before: bool) -> None:
    """Purging waits for the few canvases that are being taken in, and then removes what came in."""
    if indexed_before:
        library.finder.refresh()
        library.restore(doomed)
        library.delete(doomed)
    with library.store.engine.connect() as filling, filling.begin():
        assert search.take_in(filling) == 1
        removing = threading.Thread(target=library.purge, args=(doomed,))
        removing.start()
        _until_somebody_waits(library)
    removing.join()
    assert library.every_listed()[0] == []
    assert index_fits(library.store.engine)


def test_a_laptop_that_writes_to_it_at_that_moment_is_waited_for(library: Library, doomed: str) -> None:
    with library.store.engine.connect() as writing, writing.begin():
        writing.execute(
            text(
                "INSERT INTO journal (canvas_id, seq, at, way, name, phase, slip, puts) "
                "VALUES (:canvas, 99, 1, 'do', 'Any', '', '', '[]')"
            ),
            {"canvas": doomed},
        )
        removing = threading.Thread(target=library.purge, args=(doomed,))
        removing.start()
        _until_somebody_waits(library)
    removing.join()
    assert library.every_listed()[0] == []


def test_a_version_made_for_nothing_stays_when_another_laptop_writes_to_it_at_that_moment(library: Library) -> None:
    made = library.new("Market hall")
    kept: list[bool] = []
    with library.store.engine.connect() as writing, writing.begin():
        writing.execute(
            text(
                "INSERT INTO journal (canvas_id, seq, at, way, name, phase, slip, puts) "
                "VALUES (:canvas, 2, 1, 'do', 'Any', '', '', '[]')"
            ),
            {"canvas": made},
        )
        removing = threading.Thread(target=lambda: kept.append(not library.take_back(made)))
        removing.start()
        _until_somebody_waits(library)
    removing.join()
    assert kept == [True]
    assert [one.head.id for one in library.listed()] == [made]


def test_taking_words_in_goes_on_when_one_of_the_canvases_is_removed_meanwhile(
    library: Library, doomed: str, monkeypatch: pytest.MonkeyPatch
) -> None:
    kept = library.new("Night bus")
    real = search.words_as_far_as_readable

    def remove_one(*arguments: Any) -> Any:
        monkeypatch.setattr(search, "words_as_far_as_readable", real)
        library.purge(doomed)
        return real(*arguments)

    monkeypatch.setattr(search, "words_as_far_as_readable", remove_one)
    assert library.finder.refresh()
    assert library.finder.is_fresh
    assert library.finder.canvases("bus") == {kept}
    assert index_fits(library.store.engine)


def test_an_index_that_two_laptops_find_damaged_at_once_is_begun_anew_by_one(
    library: Library, monkeypatch: pytest.MonkeyPatch
) -> None:
    kept = library.new("Night bus")
    library.finder.refresh()
    with library.store.engine.begin() as connection:
        connection.execute(text("UPDATE overview SET tags = 'rubbish'"))
    real = search.begin_anew

    def also_elsewhere(connection: Connection) -> None:
        search.is_sound(connection)  # what this laptop sees is of before
        with library.store.engine.begin() as other:
            real(other)
        real(connection)

    monkeypatch.setattr(search, "begin_anew", also_elsewhere)
    finder = Finder(WordIndex(library.store.engine))
    assert finder.refresh()
    assert finder.canvases("bus") == {kept}


@pytest.mark.parametrize("what", ["put", "remove"])
def test_an_index_is_begun_anew_while_others_take_words_in_or_out(
    library: Library, doomed: str, what: str, monkeypatch: pytest.MonkeyPatch
) -> None:
    """Both write the figures of canvases first and then their words, so that each may wait for the other's end."""
    library.finder.refresh()
    library.restore(doomed)
    library.delete(doomed)
    raised: list[BaseException] = []
    real = getattr(postgres_search, what)

    def begin_anew() -> None:
        try:
            with library.store.engine.begin() as connection:
                search.begin_anew(connection)
        except BaseException as error:
            raised.append(error)

    beginning = threading.Thread(target=begin_anew)

    def meanwhile(*arguments: Any) -> None:
        monkeypatch.setattr(postgres_search, what, real)
        beginning.start()
        _until_somebody_waits(library)
        real(*arguments)

    monkeypatch.setattr(postgres_search, what, meanwhile)
    if what == "put":
        assert search.refresh(library.store.engine)
    else:
        library.purge(doomed)
    beginning.join()
    assert raised == []
    library.finder.refresh()
    assert index_fits(library.store.engine)


def _until_somebody_waits(library: Library) -> None:
    patience = time.monotonic() + 2
    query = text("SELECT count(*) FROM pg_locks WHERE NOT granted")
    while True:
        with library.store.engine.connect() as looking:
            if looking.execute(query).scalar_one():
                return
        assert time.monotonic() < patience, "nobody waited"
        time.sleep(0.01)
