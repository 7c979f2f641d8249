"""A library in a file: made when missing, brought up to date when old."""

from __future__ import annotations

from contextlib import ExitStack
from pathlib import Path

from cmc_desktop.model.store import sqlite_engine as engines
from cmc_desktop.model.store.closing import close_for_good
from cmc_desktop.model.store.library_address import LibraryAddress
from cmc_desktop.model.store.rights import ALL_RIGHTS, Rights
from cmc_desktop.model.store.search import create_index
from cmc_desktop.model.store.tables import APPLICATION_ID, SCHEMA_VERSION, metadata
from cmc_desktop.model.store.trouble import told_plainly
from cmc_desktop.model.store.writing import WRITING


class SqliteLibrary:
    """An open library file. Raises LibraryTrouble."""

    def __init__(self, path: Path, patience: int) -> None:
        version = engines.file_version(path)
        engines.make_folder(path.parent)
        self.engine = engines.open_engine(path, patience=patience)
        with ExitStack() as half_opened:
            half_opened.callback(self.close)  # so that no connection is left open on a file that is refused
            if version is None:
                self._create()
            elif version < SCHEMA_VERSION:
                # loads Alembic's neighbours, which most starts do not need
                from cmc_desktop.model.store.upgrade import upgrade

                upgrade(self.engine, path)
            half_opened.pop_all()

    def _create(self) -> None:
        with told_plainly(), self.engine.execution_options(**WRITING).begin() as connection:
            if connection.exec_driver_sql("PRAGMA user_version").scalar_one():
                return  # another process was quicker
            metadata.create_all(connection)
            create_index(connection)
            connection.exec_driver_sql(f"PRAGMA application_id={APPLICATION_ID}")
            connection.exec_driver_sql(f"PRAGMA user_version={SCHEMA_VERSION}")

    @property
    def rights(self) -> Rights:
        return ALL_RIGHTS

    @property
    def news(self) -> None:
        return None

    @property
    def leading(self) -> None:
        return None

    def renew(self, address: LibraryAddress) -> None:
        """A file has no password."""

    def check(self) -> str:
        """'ok', or what SQLite's own integrity check found."""
        with told_plainly(reading=True), self.engine.connect() as connection:
            return str(connection.exec_driver_sql("PRAGMA integrity_check").scalar())

    def close(self) -> None:
        close_for_good(self.engine)
