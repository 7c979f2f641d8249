"""An open window looks at its canvas once a second: that costs nothing while nobody writes, and misses nothing."""

from __future__ import annotations

from collections.abc import Callable, Iterator
from contextlib import closing, contextmanager
from typing import Any

import builders
import pytest
from sqlalchemy import Engine, delete, event, func, select

from cmc_desktop.model.domain.changes import AddNote
from cmc_desktop.model.domain.errors import LibraryReplaced
from cmc_desktop.model.services.clock import ManualClock
from cmc_desktop.model.services.library import Library
from cmc_desktop.model.services.session import Session
from cmc_desktop.model.store.library_address import LibraryAddress
from cmc_desktop.model.store.tables import journal, notes


@contextmanager
def read_of_the_journal(engine: Engine) -> Iterator[list[str]]:
    read: list[str] = []

    def note(_connection: object, _cursor: object, statement: str, *_more: Any) -> None:
        if "journal" in statement:
            read.append(statement)

    event.listen(engine, "before_cursor_execute", note)
    yield read
    event.remove(engine, "before_cursor_execute", note)


def write_in_the_same_library(library: Library, _address: LibraryAddress, canvas_id: str) -> None:
    library.session(canvas_id).do(AddNote("value", "Theirs"))


def write_in_another_process(_library: Library, address: LibraryAddress, canvas_id: str) -> None:
    with closing(Library.open(address, builders.TEMPLATES, ManualClock())) as other:
        other.session(canvas_id).do(AddNote("value", "Theirs"))


def put_an_earlier_state_back(library: Library, _address: LibraryAddress, _canvas_id: str) -> None:
    with library.store.engine.begin() as connection:
        connection.execute(delete(journal).where(journal.c.seq == select(func.max(journal.c.seq)).scalar_subquery()))
        connection.execute(delete(notes).where(notes.c.id == "mine"))


def elsewhere(write: Callable[[Library, LibraryAddress, str], None]) -> Callable[[Library, LibraryAddress, str], None]:
    def through_another(_library: Library, address: LibraryAddress, canvas_id: str) -> None:
        with closing(Library.open(address, builders.TEMPLATES, ManualClock())) as other:
            write(other, address, canvas_id)

    return through_another


@pytest.fixture
def looked(session: Session) -> Session:
    """A canvas of which the last entry was looked at again and again."""
    session.do(AddNote("value", "Before"))
    session.do(AddNote("value", "Mine", id="mine"))
    for _ in range(3):
        assert session.catch_up() is None
    return session


def test_nothing_is_read_again_while_nobody_writes(library: Library, looked: Session) -> None:
    with read_of_the_journal(library.store.engine) as read:
        for _ in range(3):
            looked.catch_up()
    assert read == []


@pytest.mark.both_databases
@pytest.mark.parametrize("write", [write_in_the_same_library, write_in_another_process])
def test_what_is_written_after_idle_looks_comes_in(
    library: Library, library_address: LibraryAddress, looked: Session, write: Callable[..., None]
) -> None:
    for count in (1, 2, 3):
        write(library, library_address, looked.canvas.id)
        looked.catch_up()
        assert looked.catch_up() is None
        assert builders.texts(looked, "value") == ["Before", "Mine", *["Theirs"] * count]


@pytest.mark.both_databases
@pytest.mark.parametrize("then", [[], [write_in_the_same_library], [write_in_another_process]])
@pytest.mark.parametrize("put_back", [put_an_earlier_state_back, elsewhere(put_an_earlier_state_back)])
def test_an_earlier_state_put_back_after_idle_looks_is_noticed(
    library: Library,
    library_address: LibraryAddress,
    looked: Session,
    put_back: Callable[..., None],
    then: list[Callable[..., None]],
) -> None:
    for step in (put_back, *then):
        step(library, library_address, looked.canvas.id)
    for _ in range(2):
        with pytest.raises(LibraryReplaced, match="another state of this canvas"):
            looked.catch_up()
    assert builders.texts(looked, "value") == ["Before", "Mine"]


def test_several_canvases_of_a_file_are_looked_at_in_turn(library: Library, looked: Session) -> None:
    second = library.session(library.new("Market hall"))
    for _ in range(2):
        looked.catch_up()
        second.catch_up()
    with read_of_the_journal(library.store.engine) as read:
        looked.catch_up()
        second.catch_up()
    assert read == []
    library.session(looked.canvas.id).do(AddNote("value", "Theirs"))
    assert second.catch_up() is None
    assert looked.catch_up() is not None
