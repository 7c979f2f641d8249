"""Every statement compiled once a run: the thousands of libraries a run opens would each compile all of theirs anew."""

from __future__ import annotations

from collections.abc import Iterator
from contextlib import contextmanager

import pytest
from sqlalchemy import Connection, Engine, event
from sqlalchemy.dialects.postgresql.psycopg import PGDialect_psycopg
from sqlalchemy.dialects.sqlite.pysqlite import SQLiteDialect_pysqlite


@contextmanager
def compiled_once() -> Iterator[None]:
    """While this lasts, all engines of one kind of database share what they compiled; what is executed is the same."""
    kept: dict[object, object] = {}

    def shares(connection: Connection) -> None:
        connection.execution_options(compiled_cache=kept)

    with pytest.MonkeyPatch.context() as patch:
        for dialect in (SQLiteDialect_pysqlite, PGDialect_psycopg):  # part of the name under which it is kept
            patch.setattr(dialect, "__hash__", lambda self: hash(type(self)))
            patch.setattr(dialect, "__eq__", lambda self, other: type(self) is type(other))
        event.listen(Engine, "engine_connect", shares)
        yield
        event.remove(Engine, "engine_connect", shares)
