"""Removing a deleted canvas for good: nothing of its words and names stays in the file.

Freed pages are zeroed (`secure_delete`), but SQLite leaves old copies of rows in the unused part of pages it
rearranged, and the word index keeps deleted words until its parts are merged. So the index is merged and the
file written anew.
"""

from __future__ import annotations

from collections.abc import Callable

from sqlalchemy import Connection, Engine, func, select

from cmc_desktop.model.domain.head import Head
from cmc_desktop.model.domain.sign_off import SignOff
from cmc_desktop.model.store import sqlite_engine as engines
from cmc_desktop.model.store.canvas_reading import read_head
from cmc_desktop.model.store.search import count_removal, forget, start_after_last, take_in
from cmc_desktop.model.store.tables import TABLES, canvases, journal, overview
from cmc_desktop.model.store.trouble import told_plainly
from cmc_desktop.model.store.writing import WRITING


def purge(engine: Engine, canvas_id: str, check: Callable[[Head], object]) -> None:
    """Remove all rows of a canvas. The file is then written anew, which takes as much space again meanwhile.

    `check` is given its head when nobody else can write to it any more, and may raise. Raises NotThere, LibraryTrouble;
    then the canvas is as it was or, where there was no space to write the file anew, out of the tables but with traces
    in the file until the next purge. Copies of the library, and what the disk itself keeps of freed blocks, are out of
    reach.
    """
    with told_plainly():
        _remove_where(engine, canvas_id, lambda connection: check(read_head(connection, canvas_id)))
        if engine.dialect.name != "postgresql":  # a server gives the space of removed rows back by itself
            with engine.connect() as connection:
                engines.raw_connection(connection).execute("VACUUM")


def remove_as_made(engine: Engine, canvas_id: str, check: Callable[[Head], object]) -> bool:
    """Remove a canvas as long as nothing was written to it but its making, and say whether that is so.

    Whoever else writes to it comes first, and it stays, or finds it gone. `check` is as for `purge`. The file is not
    written anew, so this is for a canvas that says what another one says as well. Raises NotThere, LibraryTrouble.
    """

    def check_as_made(connection: Connection) -> None:
        check(read_head(connection, canvas_id))
        query = select(func.max(journal.c.seq)).where(journal.c.canvas_id == canvas_id)
        if connection.execute(query).scalar() != 1:
            raise _WrittenTo

    try:
        with told_plainly():
            _remove_where(engine, canvas_id, check_as_made)
    except _WrittenTo:
        return False
    return True


class _WrittenTo(Exception):
    """The canvas is not as it was made."""


def _remove_where(engine: Engine, canvas_id: str, check: Callable[[Connection], object]) -> None:
    """Remove a canvas in one transaction, unless `check` raises, which runs when nobody else can write to it."""
    if engine.dialect.name == "postgresql":
        with engine.execution_options(isolation_level="READ COMMITTED").begin() as connection:
            _keep_off(connection, canvas_id)
            check(connection)
            _remove(connection, canvas_id)
        return
    with engine.execution_options(**WRITING).begin() as connection:
        check(connection)
        # the numbers of removed journal rows come again: the index must not wait for any of them
        take_in(connection)
        _remove(connection, canvas_id)
        start_after_last(connection)


def _keep_off(connection: Connection, canvas_id: str) -> None:
    """Wait for those who are writing to a canvas, or taking it into the index, and keep off who comes later.

    Each statement after this sees what they left.
    """
    for query in (
        select(canvases.c.id).where(canvases.c.id == canvas_id),
        select(overview.c.num).where(overview.c.canvas_id == canvas_id),
    ):
        connection.execute(query.with_for_update())


def _remove(connection: Connection, canvas_id: str) -> None:
    forget(connection, canvas_id)
    signed = TABLES[SignOff]
    is_signed = connection.execute(select(signed.c.id).where(signed.c.canvas_id == canvas_id)).first() is not None
    for table in (journal, *(table for table in TABLES.values() if table is not canvases)):
        # on a server only signers may remove sign-offs, even where there are none
        if is_signed or table is not signed:
            connection.execute(table.delete().where(table.c.canvas_id == canvas_id))
    connection.execute(canvases.delete().where(canvases.c.id == canvas_id))
    count_removal(connection)
