"""The server goes away while it stores a new canvas: that is told as unknown, and done again it is there once."""

from __future__ import annotations

from collections.abc import Callable, Iterator
from contextlib import closing
from pathlib import Path

import builders
import pytest
from sqlalchemy import Connection, event

from cmc_desktop.model.domain.errors import CutOff, MaybeStored, Refusal
from cmc_desktop.model.services.clock import ManualClock
from cmc_desktop.model.services.importing import import_file
from cmc_desktop.model.services.library import Library
from cmc_desktop.model.services.series import Series
from cmc_desktop.model.services.session import Session
from cmc_desktop.model.services.variants import make_variant
from cmc_desktop.model.store.library_address import ServerAddress

Make = Callable[[Library, Session], str]


@pytest.fixture
def library(shared_library: ServerAddress) -> Iterator[Library]:
    with closing(Library.open(shared_library, builders.TEMPLATES, ManualClock())) as library:
        yield library


@pytest.fixture
def session(library: Library) -> Session:
    session = library.session(library.new("Night bus", "Port Alder"))
    builders.put(session, "value", "Night buses")
    return session


def next_session(library: Library, session: Session) -> str:
    return Series(library).next_session(session.canvas.id, "Autumn")


def new_version(library: Library, session: Session) -> str:
    if session.canvas.sign_off is None:
        builders.sign(session)
    return Series(library).new_version(session.canvas.id)


def variant(library: Library, session: Session) -> str:
    return make_variant(library, session, "as it should be", "as it is")


def new(library: Library, _session: Session) -> str:
    return library.new("Market hall", "Oslo")


def duplicate(library: Library, session: Session) -> str:
    return library.duplicate(session.canvas.id)


@pytest.fixture
def table(tmp_path: Path) -> Make:
    path = tmp_path / "notes.csv"
    path.write_text("box,text\nvalue,Night buses\n")
    return lambda library, _session: import_file(library, path, "city-model-canvas").canvas_id


@pytest.fixture(
    params=[next_session, new_version, variant, new, duplicate, "table"], ids=lambda one: getattr(one, "__name__", one)
)
def make(request: pytest.FixtureRequest) -> Make:
    found: Make = request.getfixturevalue(request.param) if isinstance(request.param, str) else request.param
    return found


def cut_while_making(library: Library, *, stored: bool) -> None:
    """Let the end of the transaction that makes the next canvas never be answered; `stored` tells whether the server
    got it."""
    before = len(library.every())
    lost: list[Connection] = []

    def cut(connection: Connection, _cursor: object = None, statement: str = "COMMIT", *_more: object) -> None:
        raw = connection.connection.driver_connection
        if lost or statement != "COMMIT" or raw is None:
            return
        if raw.execute("SELECT count(*) FROM canvases").fetchone()[0] > before:
            lost.append(connection)
            if stored:
                raw.commit()
            raw.close()

    event.listen(library.store.engine, "commit", cut)
    event.listen(library.store.engine, "before_cursor_execute", cut)


def made(library: Library, session: Session) -> list[str]:
    return sorted(one.head.id for one in library.every() if one.head.id != session.canvas.id)


def test_what_was_stored_all_the_same_is_made_once(library: Library, session: Session, make: Make) -> None:
    if make is new_version:
        builders.sign(session)
    cut_while_making(library, stored=True)
    with pytest.raises(MaybeStored, match="not known yet") as told:
        make(library, session)
    assert "in the library" in told.value.todo
    stored = made(library, session)
    assert [make(library, session)] == stored == made(library, session)


@pytest.mark.parametrize("make", [next_session, variant, duplicate], ids=lambda one: one.__name__)
def test_what_was_stored_is_never_taken_for_what_was_written_since(
    library: Library, session: Session, make: Make
) -> None:
    cut_while_making(library, stored=True)
    with pytest.raises(MaybeStored):
        make(library, session)
    builders.put(session, "value", "Three weeks of work")
    (stored,) = made(library, session)
    if make is duplicate:
        again = make(library, session)
        assert again != stored
        assert builders.texts(library.session(again), "value") == ["Night buses", "Three weeks of work"]
        return
    with pytest.raises(Refusal, match="already"):  # by its name
        make(library, session)
    assert made(library, session) == [stored]


def test_what_was_not_stored_is_made_when_it_is_wished_for_again(
    library: Library, session: Session, make: Make
) -> None:
    if make is new_version:
        builders.sign(session)
    cut_while_making(library, stored=False)
    with pytest.raises(MaybeStored):
        make(library, session)
    assert made(library, session) == []
    assert [make(library, session)] == made(library, session)


def test_only_what_was_in_doubt_is_not_made_again(library: Library, session: Session) -> None:
    builders.sign(session)
    cut_while_making(library, stored=True)
    with pytest.raises(MaybeStored):
        new_version(library, session)
    first = new_version(library, session)
    second = new_version(library, session)
    assert made(library, session) == sorted([first, second])
    assert [head.version for head in Series(library).heads(session.canvas.id)] == [1, 2, 3]


def test_what_somebody_has_worked_on_or_deleted_since_is_not_taken_for_it(library: Library, session: Session) -> None:
    for since in (lambda canvas: builders.put(library.session(canvas), "costs", "Work"), library.delete):
        cut_while_making(library, stored=True)
        with pytest.raises(MaybeStored):
            duplicate(library, session)
        (stored,) = made(library, session)
        since(stored)
        again = duplicate(library, session)
        assert again != stored
        library.delete(again)
        for one in made(library, session):
            library.delete(one)


def test_another_wish_is_carried_out_meanwhile(library: Library, session: Session) -> None:
    cut_while_making(library, stored=True)
    with pytest.raises(MaybeStored):
        library.new("Market hall")
    library.new("Harbour")
    assert sorted(one.head.title for one in library.every()) == ["Harbour", "Market hall", "Night bus"]


def test_a_connection_that_breaks_before_the_end_leaves_nothing_in_doubt(library: Library, session: Session) -> None:
    builders.sign(session)

    def cut(connection: Connection, _cursor: object, statement: str, *_more: object) -> None:
        raw = connection.connection.driver_connection
        if "INSERT INTO canvases" in statement and raw is not None:
            raw.close()

    event.listen(library.store.engine, "before_cursor_execute", cut)
    with pytest.raises(CutOff) as told:
        new_version(library, session)
    assert not isinstance(told.value, MaybeStored)
