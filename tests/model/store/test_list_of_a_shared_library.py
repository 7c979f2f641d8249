"""The library's list follows what is written in a shared library, in whatever order it becomes visible."""

from __future__ import annotations

from collections.abc import Iterator
from contextlib import closing

import builders
import pytest
from sqlalchemy import text

from cmc_desktop.model.domain.changes import AddNote
from cmc_desktop.model.services.clock import ManualClock
from cmc_desktop.model.services.library import Library
from cmc_desktop.model.store.library_address import ServerAddress

LATE = text(
    "INSERT INTO journal (canvas_id, seq, at, way, name, phase, slip, puts) "
    "VALUES (:canvas, 2, 7, 'do', 'Any', '', '', '[]')"
)


@pytest.fixture
def library(shared_library: ServerAddress) -> Iterator[Library]:
    with closing(Library.open(shared_library, builders.TEMPLATES, ManualClock())) as library:
        yield library


def test_an_entry_that_a_hundred_later_ones_overtook_is_told_when_it_is_there(library: Library) -> None:
    late, busy = library.new("Night bus"), library.session(library.new("Market hall"))
    with library.store.engine.connect() as slow, slow.begin():
        slow.execute(LATE, {"canvas": late})
        for number in range(100):
            busy.do(AddNote("value", f"Stall {number}"))
        _, mark = library.every_listed()
    since = library.listed_since(mark)
    assert since is not None
    assert [one.head.id for one in since[0]] == [late]


def test_what_was_told_once_is_not_told_again(library: Library) -> None:
    library.new("Night bus")
    market = library.session(library.new("Market hall"))
    _, mark = library.every_listed()
    assert library.listed_since(mark) == ([], mark)
    market.do(AddNote("value", "A stall"))
    since = library.listed_since(mark)
    assert since is not None
    assert [(one.head.title, one.notes) for one in since[0]] == [("Market hall", 1)]
    assert library.listed_since(since[1]) == ([], since[1])
