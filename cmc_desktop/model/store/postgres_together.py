"""Statements sent to a server all at once, and their answers taken together: the net is waited for once."""

from __future__ import annotations

from collections.abc import Callable, Iterator, Sequence
from contextlib import contextmanager
from functools import lru_cache
from typing import Any, cast

import psycopg
from psycopg import errors
from sqlalchemy import Connection, Engine, Executable, text
from sqlalchemy.engine.interfaces import Compiled, Dialect
from sqlalchemy.exc import DBAPIError, IntegrityError

from cmc_desktop.model.store.postgres_engine import ISOLATION
from cmc_desktop.model.store.statements import TRANSACTION, Values, Writing


def read(connection: Connection, queries: Sequence[tuple[Executable, Values]]) -> list[Sequence[Any]]:
    """The rows of each query, as `together.read_together` gives them."""
    told = [_query(query, connection.dialect, values) for query, values in queries]
    with _at_once(connection) as raw:
        cursors = [raw.execute(words, values) for words, values in told]
    return [cursor.fetchall() for cursor in cursors]


def commit(engine: Engine, writings: Sequence[Writing], committing: Callable[[str], object]) -> bool:
    """Write and commit as `together.commit_together` does: one way there and back, and one for the end."""
    # the driver would wait for its own beginning of a transaction
    with engine.execution_options(isolation_level="AUTOCOMMIT").connect() as connection:
        cursors: list[psycopg.Cursor[Any]] = []
        try:
            with _at_once(connection) as raw:
                raw.execute(f"BEGIN ISOLATION LEVEL {ISOLATION}")
                name = raw.execute(TRANSACTION)
                cursors += (_written(raw, engine.dialect, writing) for writing in writings)
        except IntegrityError:
            if _missed(cursors, writings):
                return False  # what came after the one that missed had nothing to belong to
            raise
        if _missed(cursors, writings):
            return False  # what was begun is rolled back when the connection is given back
        committing(str(*(name.fetchone() or ())))
        connection.exec_driver_sql("COMMIT")
    return True


def goes_on(connection: Connection, transaction: str) -> bool:
    """Whether a transaction that somebody has left is still being carried out, as `together.goes_on` tells."""
    query = text("SELECT pg_xact_status(CAST(:name AS xid8))")
    try:
        return bool(connection.execute(query, {"name": transaction}).scalar() == "in progress")
    except DBAPIError as error:
        if isinstance(error.orig, errors.InvalidParameterValue):
            return False  # the database was put back meanwhile, on a server that has not come as far
        raise


def _missed(cursors: Sequence[psycopg.Cursor[Any]], writings: Sequence[Writing]) -> bool:
    pairs = zip(cursors, writings, strict=False)  # where one failed there is none of those after it
    return any(writing.must_hit and cursor.rowcount == 0 for cursor, writing in pairs)


@contextmanager
def _at_once(connection: Connection) -> Iterator[psycopg.Connection[Any]]:
    """The driver's own connection, whose answers are there when this is over. Raises DBAPIError."""
    raw = cast("psycopg.Connection[Any]", connection.connection.driver_connection)
    failure: psycopg.Error | None = None
    try:
        with raw.pipeline():
            try:
                yield raw
            except psycopg.Error as error:
                failure = error  # the first; that the rest is not carried out then is nothing to be logged
    except psycopg.Error as error:
        failure = failure or error
    if failure is not None:
        raise DBAPIError.instance(
            None, None, failure, psycopg.Error, hide_parameters=True, dialect=connection.dialect
        ) from failure


def _written(raw: psycopg.Connection[Any], dialect: Dialect, writing: Writing) -> psycopg.Cursor[Any]:
    compiled = _words(writing.statement, dialect, tuple(writing.rows[0]))
    rows = [compiled.construct_params(dict(row)) for row in writing.rows]
    cursor = raw.cursor()
    if len(rows) == 1:
        return cursor.execute(compiled.string, rows[0])
    cursor.executemany(compiled.string, rows)
    return cursor


def _query(query: Executable, dialect: Dialect, values: Values) -> tuple[str, dict[str, Any]]:
    compiled = _words(query, dialect)
    if not compiled.post_compile_params:
        return compiled.string, compiled.construct_params(dict(values))
    expanded = compiled.construct_expanded_state(dict(values))  # a list of values stands in it as one
    return expanded.statement, dict(expanded.parameters)


@lru_cache(maxsize=256)
def _words(statement: Any, dialect: Dialect, names: tuple[str, ...] | None = None) -> Any:
    """A statement as the server reads it. Numbers that the server gives by itself are not asked for."""
    compiled: Compiled = statement.compile(dialect=dialect, column_keys=names, for_executemany=names is not None)
    return compiled
