"""Taking a whole library from one database to another, row by row: from a file to a server, and back."""

from __future__ import annotations

import hashlib
from collections.abc import Callable
from typing import Any

from sqlalchemy import Connection, Engine, Table, func, insert, select, text

from cmc_desktop.i18n import tr
from cmc_desktop.model.domain.errors import LibraryTrouble, Refusal
from cmc_desktop.model.store.tables import canvases, metadata, overview, protocols, search_state
from cmc_desktop.model.store.trouble import told_plainly
from cmc_desktop.model.store.writing import WRITING

#: told after each few rows how many of how many are copied
Progress = Callable[[int, int], object]

#: rows written at a time
_BY_CHUNKS = {"yield_per": 500}
#: what is made anew from the rest by whoever searches first
_MADE_ANEW = (overview, search_state)
_COPIED = [table for table in metadata.sorted_tables if table not in _MADE_ANEW]
_DIGEST = 1 << 256


def copy_rows(source: Engine, target: Engine, progress: Progress) -> int:
    """Copy every row of the library `source` into the empty library `target`; returns how many.

    What is read is of one moment. It is written in one transaction, read back and compared before that ends: killed
    at any point, the target is as empty as before. Raises Refusal when it is not empty, LibraryTrouble.
    """
    with told_plainly(reading=True), source.connect() as reading:
        total = sum(reading.execute(select(func.count()).select_from(table)).scalar_one() for table in _COPIED)
        done = 0
        with told_plainly(), target.execution_options(**WRITING).begin() as writing:
            _check_empty(writing)
            for table in _COPIED:
                digest, start = 0, done
                rows = reading.execute(select(table), execution_options=_BY_CHUNKS)
                for chunk in rows.mappings().partitions():
                    writing.execute(insert(table), [dict(row) for row in chunk])
                    digest = sum(map(_digest, chunk), digest) % _DIGEST
                    done += len(chunk)
                    progress(done, total)
                if _held(writing, table) != (done - start, digest):
                    raise _differs(table)
            _count_on(writing)
    return done


def _check_empty(connection: Connection) -> None:
    if any(connection.execute(select(table).limit(1)).first() is not None for table in (canvases, protocols)):
        raise Refusal(
            tr("The library to copy into is not empty."),
            safe=tr("Nothing was copied."),
            todo=tr("Copy into a new one, so that nothing is mixed."),
        )


def _digest(row: Any) -> int:
    return int.from_bytes(hashlib.sha256(repr(tuple(row.values())).encode("utf-8", "surrogatepass")).digest())


def _held(connection: Connection, table: Table) -> tuple[int, int]:
    """How many rows a table holds, and the sum of their SHA-256: the same in whatever order they come."""
    count = digest = 0
    for row in connection.execute(select(table), execution_options=_BY_CHUNKS).mappings():
        count, digest = count + 1, (digest + _digest(row)) % _DIGEST
    return count, digest


def _count_on(connection: Connection) -> None:
    """Let a server's own numbers go on after those that were copied."""
    if connection.dialect.name != "postgresql":
        return
    for table in _COPIED:
        column = table.autoincrement_column
        if column is not None:
            last = f"SELECT setval(pg_get_serial_sequence('{table.name}', '{column.name}'), max({column.name})) "
            connection.execute(text(f"{last} FROM {table.name} HAVING max({column.name}) IS NOT NULL"))


def _differs(table: Table) -> LibraryTrouble:
    return LibraryTrouble(
        tr("The copy differs from the library in {table}.", table=table.name),
        safe=tr("Nothing was copied; the library was left as it is."),
        todo=tr("Try again; if it happens again, check the library with: cmc-desktop library check"),
    )
