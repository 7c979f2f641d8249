"""The server goes away while it stores: what became of the change is found out, and it is stored once."""

from __future__ import annotations

from collections.abc import Iterator

import builders
import pytest
from sqlalchemy import Connection, Engine, event

from cmc_desktop.model.domain.changes import AddNote, DeleteNotes
from cmc_desktop.model.domain.errors import MaybeStored
from cmc_desktop.model.services.clock import ManualClock
from cmc_desktop.model.services.library import Library
from cmc_desktop.model.services.session import Session
from cmc_desktop.model.store.library_address import ServerAddress


@pytest.fixture
def session(shared_library: ServerAddress) -> Iterator[Session]:
    library = Library.open(shared_library, builders.TEMPLATES, ManualClock())
    yield library.session(library.new("Night bus", "Port Alder"))
    library.close()


def cut_while_storing(engine: Engine, *, stored: bool) -> None:
    """Let the next COMMIT never be answered; `stored` tells whether the server got it."""

    lost: list[Connection] = []

    def cut(connection: Connection, _cursor: object, statement: str, *_more: object) -> None:
        if lost or statement != "COMMIT":
            return
        lost.append(connection)
        raw = connection.connection.driver_connection
        assert raw is not None
        if stored:
            raw.commit()
        raw.close()

    event.listen(engine, "before_cursor_execute", cut)


def test_a_change_that_was_stored_all_the_same_is_taken_as_ones_own(session: Session) -> None:
    cut_while_storing(session._store.engine, stored=True)
    with pytest.raises(MaybeStored, match="not known yet"):
        session.do(AddNote("value", "Night buses"))
    assert builders.texts(session, "value") == []
    told: list[str] = []
    session.observe(lambda written: told.append(written.way))
    session.catch_up()
    assert builders.texts(session, "value") == ["Night buses"]
    assert told == ["do"]
    session.undo()
    assert builders.texts(session, "value") == []


def test_doing_it_again_never_doubles_it(session: Session) -> None:
    cut_while_storing(session._store.engine, stored=True)
    with pytest.raises(MaybeStored):
        session.do(AddNote("value", "Night buses"))
    assert session.do(AddNote("value", "Night buses")) is not None
    assert builders.texts(session, "value") == ["Night buses"]
    session.do(AddNote("value", "Night buses"))
    assert builders.texts(session, "value") == ["Night buses"] * 2, "only what was in doubt is not done again"


def test_what_was_undone_or_changed_elsewhere_since_is_done_when_it_is_wished_for_again(session: Session) -> None:
    def undone() -> None:
        session.undo()

    def undone_and_done_again() -> None:
        session.undo()
        session.redo()

    def deleted_elsewhere() -> None:
        there = _again(session)
        there.do(DeleteNotes((builders.ids(there, "value")[-1],)))
        session.catch_up()

    for number, since in enumerate((undone, undone_and_done_again, deleted_elsewhere)):
        cut_while_storing(session._store.engine, stored=True)
        with pytest.raises(MaybeStored):
            session.do(AddNote("value", f"Note {number}"))
        session.catch_up()
        since()
        before = builders.texts(session, "value")
        assert session.do(AddNote("value", f"Note {number}")) is not None
        assert builders.texts(session, "value") == [*before, f"Note {number}"], since.__name__
        assert builders.texts(_again(session), "value") == [*before, f"Note {number}"], since.__name__


def test_doing_it_again_never_doubles_it_whatever_else_others_wrote_since(session: Session) -> None:
    cut_while_storing(session._store.engine, stored=True)
    with pytest.raises(MaybeStored):
        session.do(AddNote("value", "Night buses"))
    _again(session).do(AddNote("costs", "Drivers"))
    session.catch_up()
    assert session.do(AddNote("value", "Night buses")) is not None
    assert builders.texts(session, "value") == ["Night buses"]


def test_a_change_that_was_not_stored_is_done_when_it_is_wished_for_again(session: Session) -> None:
    cut_while_storing(session._store.engine, stored=False)
    with pytest.raises(MaybeStored):
        session.do(AddNote("value", "Night buses"))
    session.do(AddNote("value", "Night buses"))
    assert builders.texts(session, "value") == ["Night buses"]
    assert builders.texts(_again(session), "value") == ["Night buses"]


def test_an_undo_in_doubt_is_taken_back_once(session: Session) -> None:
    session.do(AddNote("value", "First"))
    session.do(AddNote("value", "Second"))
    cut_while_storing(session._store.engine, stored=True)
    with pytest.raises(MaybeStored):
        session.undo()
    session.catch_up()
    assert builders.texts(session, "value") == ["First"]
    session.redo()
    assert builders.texts(session, "value") == ["First", "Second"]


def _again(session: Session) -> Session:
    return Session(session._store, session.canvas.id, session.clock)
