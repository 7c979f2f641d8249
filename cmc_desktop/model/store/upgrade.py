"""Bringing an older library up to the present schema: a verified copy first, then one transaction.

Killed anywhere, the library is as it was or as it becomes, never between: copying, migrating and the new
version number all happen under one BEGIN IMMEDIATE.
"""

from __future__ import annotations

from collections.abc import Iterator
from contextlib import contextmanager
from pathlib import Path

from sqlalchemy import Connection, Engine

from cmc_desktop.model.store import sqlite_engine as engines
from cmc_desktop.model.store.backup import Pause, backups_beside, verified_copy
from cmc_desktop.model.store.migrating import MIGRATIONS, migrate
from cmc_desktop.model.store.tables import SCHEMA_VERSION
from cmc_desktop.model.store.trouble import damaged, told_plainly
from cmc_desktop.model.store.writing import WRITING


def upgrade(
    engine: Engine,
    path: Path,
    *,
    scripts: Path = MIGRATIONS,
    target: int = SCHEMA_VERSION,
    pause: Pause = lambda: None,
) -> Path | None:
    """Migrate the library file `path` to schema version `target`.

    Returns the copy of the library as it was, in the folder `backups` beside it; None when another process was
    quicker and there is nothing to do. Raises LibraryTrouble; then the library is as it was. `pause` is called every
    few milliseconds until the tables are changed; what it raises leaves nothing behind.
    """
    with told_plainly(), _alone(engine) as connection:
        version = int(connection.exec_driver_sql("PRAGMA user_version").scalar_one())
        if version >= target:
            return None
        copy = verified_copy(path, backups_beside(path), f"{path.stem}-schema-{version}{path.suffix}", pause)
        migrate(connection, version, target, scripts)
        if connection.exec_driver_sql("PRAGMA foreign_key_check").first() is not None:
            raise damaged()
        connection.exec_driver_sql(f"PRAGMA user_version={target}")
    return copy


@contextmanager
def _alone(engine: Engine) -> Iterator[Connection]:
    """The one transaction. Foreign keys rest meanwhile, as SQLite changes a table by making it anew."""
    with engine.execution_options(**WRITING).connect() as connection:
        raw = engines.raw_connection(connection)
        raw.execute("PRAGMA foreign_keys=OFF")
        try:
            with connection.begin():
                yield connection
        finally:
            raw.execute("PRAGMA foreign_keys=ON")
