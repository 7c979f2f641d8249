"""Who leads the workshop of a canvas in a shared library, and whether they are still there.

A row names who leads. Each app that is open holds a lock of its own number on the server for as long as it is
connected: a row whose number nobody holds is of a laptop that is gone. So nothing has to be freed by anybody, and no
clock is asked.
"""

from __future__ import annotations

import random
from contextlib import AbstractContextManager
from typing import Any

import psycopg
from sqlalchemy import Connection, Engine, bindparam, delete, select, text
from sqlalchemy.dialects.postgresql import insert

from cmc_desktop.model.store.leading import Leader
from cmc_desktop.model.store.postgres_tables import leaders
from cmc_desktop.model.store.trouble import told_plainly

#: the first half of every app's lock: "CMCP"
_PRESENCE = 0x434D4350


def show_presence(connection: psycopg.Connection[Any], number: int) -> bool:
    """Hold the lock of an app's number for as long as the connection lasts; False while another one holds it."""
    row = connection.execute(f"SELECT pg_try_advisory_lock({_PRESENCE}, {number})").fetchone()
    return row is not None and bool(row[0])


def present_leaders(connection: psycopg.Connection[Any]) -> frozenset[tuple[str, int]]:
    """The canvases whose workshop is led from a laptop that is there, with its app's number."""
    try:
        return frozenset(connection.execute(_ALL_PRESENT).fetchall())
    except psycopg.ProgrammingError:
        return frozenset()  # who leads is not kept there at the moment; the library's check says so


def new_presence() -> int:
    """A number that no other app will have."""
    return random.SystemRandom().randrange(1, 2**31)


_IS_HELD = (
    "EXISTS (SELECT 1 FROM pg_locks WHERE locktype = 'advisory' AND objsubid = 2 AND classid = {presence} "
    "AND objid = {number} AND database = (SELECT oid FROM pg_database WHERE datname = current_database()))"
)
_PRESENT = text("SELECT " + _IS_HELD.format(presence=":presence", number=":number"))
_ALL_PRESENT = "SELECT canvas_id, presence FROM leaders WHERE " + _IS_HELD.format(
    presence=_PRESENCE, number="leaders.presence"
)


class PostgresLeading:
    """Who leads, asked and written by the app that holds the lock `presence`. Its methods raise LibraryTrouble."""

    def __init__(self, engine: Engine, presence: int) -> None:
        self._engine = engine
        self._presence = presence

    def leader(self, canvas_id: str) -> Leader | None:
        """Who leads the workshop of a canvas; None when nobody does, or whoever did is gone."""
        with told_plainly(reading=True), self._engine.connect() as connection:
            return self._leader(connection, canvas_id)

    def lead(self, canvas_id: str, name: str, *, instead: bool = False) -> Leader:
        """Lead it from here under `name`, unless somebody else does; `instead` of them where that was wished for.

        Returns who leads now.
        """
        with told_plainly(), self._writing() as connection:
            # who comes at the same moment waits, and then finds a leader
            connection.execute(
                text("SELECT pg_advisory_xact_lock(hashtextextended(:canvas, 0))"), {"canvas": canvas_id}
            )
            present = self._leader(connection, canvas_id)
            if present is not None and (present.is_here or not instead):
                return present
            values = {"presence": self._presence, "name": name}
            statement = insert(leaders).values(canvas_id=canvas_id, **values)
            connection.execute(statement.on_conflict_do_update(index_elements=["canvas_id"], set_=values))
        return Leader(name, is_here=True)

    def let_go(self, canvas_id: str) -> None:
        """Lead it no more; nothing happens when somebody else does."""
        ours = delete(leaders).where(leaders.c.canvas_id == canvas_id, leaders.c.presence == self._presence)
        with told_plainly(), self._writing() as connection:
            connection.execute(ours)

    def _writing(self) -> AbstractContextManager[Connection]:
        """A transaction in which each statement, having waited for others, sees what they left."""
        return self._engine.execution_options(isolation_level="READ COMMITTED").begin()

    def _leader(self, connection: Connection, canvas_id: str) -> Leader | None:
        query = select(leaders.c.presence, leaders.c.name).where(leaders.c.canvas_id == bindparam("canvas"))
        row = connection.execute(query, {"canvas": canvas_id}).first()
        if row is None:
            return None
        is_here = row.presence == self._presence
        there = is_here or connection.execute(_PRESENT, {"presence": _PRESENCE, "number": row.presence}).scalar_one()
        return Leader(row.name, is_here=is_here) if there else None
