"""The connection to a library in a file: settings that lose no acknowledged edit, refusals before anything is touched.

The settings were measured: with a truncated journal and synchronous=EXTRA no acknowledged edit was lost in
simulated power cuts, at about a millisecond an edit.
"""

from __future__ import annotations

import os
import sqlite3
from collections.abc import Iterator
from contextlib import closing, contextmanager
from pathlib import Path, PurePath
from typing import Any, cast
from urllib.parse import quote

from sqlalchemy import Connection, Engine, QueuePool, create_engine, event

from cmc_desktop.i18n import tr
from cmc_desktop.model.domain.errors import DamagedLibrary, LibraryReplaced, LibraryTrouble
from cmc_desktop.model.store.standing import MARKING, mark_of
from cmc_desktop.model.store.tables import APPLICATION_ID, SCHEMA_VERSION
from cmc_desktop.model.store.trouble import told_plainly
from cmc_desktop.model.store.writing import PATIENCE, WRITING

_PRAGMAS = (
    "synchronous=EXTRA",
    "fullfsync=ON",
    "foreign_keys=ON",
    "trusted_schema=OFF",
    "cell_size_check=ON",
    "secure_delete=ON",
    "mmap_size=0",
    # What joining a copy writes is more than SQLite's cache of 2 MB. Up to 32 MB of it wait for the commit now: pages
    # written before it make the journal durable several times over, which took up to half the time.
    "cache_spill=8192",
)
_MAGIC = b"SQLite format 3\x00"
#: bytes at the beginning of a file, which tell whether it is a library
HEADER = 100


def open_engine(path: Path, *, read_only: bool = False, patience: int = PATIENCE) -> Engine:
    """An engine on the SQLite file `path`, created when missing unless `read_only`.

    `patience` is how many milliseconds to wait for another program that is writing. Errors never quote user text.
    """
    engine = create_engine(
        "sqlite://",
        creator=_Connecting(path.resolve(), "ro" if read_only else "rw" if path.exists() else "rwc"),
        # An address without a file would mean one connection per thread, closed by the next thread that comes. Here
        # one stays open for edits, and a worker that reads meanwhile has another, which is closed after it.
        poolclass=QueuePool,
        pool_size=1,
        max_overflow=-1,
        hide_parameters=True,
    )
    event.listen(engine, "connect", _configure(read_only, patience))
    event.listen(engine, "begin", _Beginning(path))
    return engine


class _Connecting:
    """Makes connections to a file. Only the first may make it, and only one that was not there: a file that goes away
    meanwhile, or that is looked at once more after it was closed, must not come back empty."""

    def __init__(self, path: Path, mode: str) -> None:
        self._path, self._mode = path, mode

    def __call__(self) -> sqlite3.Connection:
        connection = sqlite3.connect(uri(self._path, mode=self._mode), uri=True, check_same_thread=False)
        if self._mode == "rwc":
            self._mode = "rw"
        return connection


def uri(path: PurePath, *, mode: str) -> str:
    """The address by which SQLite opens the absolute `path`; `mode` is one of its own: 'ro', 'rw' or 'rwc'.

    A drive stands after a slash; a server after an empty authority, as SQLite knows no other.
    """
    plain = path.as_posix()
    if path.drive and not path.drive.startswith(("\\", "//")):
        plain = f"/{plain}"
    return f"file://{quote(os.fsencode(plain), safe='/:')}?mode={mode}"


def _configure(read_only: bool, patience: int) -> Any:
    def configure(connection: sqlite3.Connection, _record: object) -> None:
        connection.isolation_level = None
        connection.execute(f"PRAGMA busy_timeout={patience}")
        for pragma in _PRAGMAS:
            connection.execute(f"PRAGMA {pragma}")
        connection.create_function(MARKING, 1, mark_of, deterministic=True)
        if not read_only:
            connection.execute("PRAGMA journal_mode=TRUNCATE")

    return configure


def _begin(connection: Connection) -> None:
    writing = connection.get_execution_options().get("cmc_writing")
    connection.exec_driver_sql("BEGIN IMMEDIATE" if writing else "BEGIN")


class _Beginning:
    """Begins transactions, as long as the file that is open is the one that lies at its path.

    Where a backup was put back, the open file is the one that was set aside: what is written there is in no library.
    Whoever puts one back holds the lock on writing, so a writer that has it looks at what will stay.
    """

    def __init__(self, path: Path) -> None:
        self._path = path
        self._file = _identity(path)

    def __call__(self, connection: Connection) -> None:
        _begin(connection)
        there = _identity(self._path)
        if self._file is None:
            self._file = there  # made just now
        elif there != self._file:
            connection.exec_driver_sql("ROLLBACK")
            raise LibraryReplaced(
                tr("The library {path} is another file by now, as when a backup was restored.", path=self._path),
                safe=tr("This was not stored; what was stored before is in the library that was set aside."),
                todo=tr("Open the library again."),
            )


def _identity(path: Path) -> tuple[int, int] | None:
    """Which file lies at `path`; None when none does, or it cannot be told."""
    try:
        found = path.stat()
    except OSError:
        return None
    return found.st_dev, found.st_ino


@contextmanager
def impatient(engine: Engine) -> Iterator[Connection]:
    """A writing transaction that fails at once when another program is writing, for what can be done without."""
    with engine.execution_options(**WRITING).connect() as connection:
        raw = raw_connection(connection)
        (patience,) = raw.execute("PRAGMA busy_timeout").fetchone()
        raw.execute("PRAGMA busy_timeout=0")
        try:
            with connection.begin():
                yield connection
        finally:
            raw.execute(f"PRAGMA busy_timeout={patience}")


def raw_connection(connection: Connection) -> sqlite3.Connection:
    """The driver's own connection, for what SQLAlchemy has no words for."""
    return cast(sqlite3.Connection, connection.connection.dbapi_connection)


def file_version(path: Path) -> int | None:
    """The schema version of the library file `path`; None when it is missing or empty. Raises LibraryTrouble."""
    try:
        _finish_interrupted(path)
        with path.open("rb") as file:
            header = file.read(HEADER)
    except FileNotFoundError:
        return None
    except OSError as error:
        raise _out_of_reach(path, error) from error
    if not header:
        return None
    version = schema_in(header)
    if version is None:
        raise _not_ours(path)
    if version > SCHEMA_VERSION:
        raise LibraryTrouble(
            tr("The library {path} was written by a newer CMC Desktop.", path=path),
            safe=tr("Nothing was changed."),
            todo=tr("Open it with the newer version of the app."),
        )
    return version


def schema_in(header: bytes) -> int | None:
    """The schema version told by the first `HEADER` bytes of a file; None when it is no library."""
    ours = len(header) == HEADER and header.startswith(_MAGIC)
    if not ours or int.from_bytes(header[68:72], "big") != APPLICATION_ID:
        return None
    return int.from_bytes(header[60:64], "big")


def is_cut_off(path: Path) -> bool:
    """Whether a file that was a library ends before all that its first bytes tell of; so does an empty one.
    Raises OSError."""
    with path.open("rb") as file:
        header = file.read(HEADER)
    page = int.from_bytes(header[16:18], "big")
    told = int.from_bytes(header[28:32], "big") * (65536 if page == 1 else page)
    return len(header) < HEADER or path.stat().st_size < told


def make_folder(folder: Path) -> None:
    """Make the folder of a library. Raises LibraryTrouble."""
    try:
        folder.mkdir(parents=True, exist_ok=True)
    except OSError as error:
        raise _out_of_reach(folder, error) from error


def _out_of_reach(path: Path, error: OSError) -> LibraryTrouble:
    return LibraryTrouble(
        tr("The library {path} cannot be read: {why}.", path=path, why=error.strerror or error),
        safe=tr("Nothing was changed."),
        todo=tr("Check the folder’s permissions, or choose another library."),
    )


def _finish_interrupted(path: Path) -> None:
    """Let SQLite roll back what a crash left half written, so that the header read next is the true one."""
    journal = path.with_name(path.name + "-journal")
    if path.exists() and journal.exists() and journal.stat().st_size:
        with told_plainly(), closing(sqlite3.connect(uri(path.resolve(), mode="rw"), uri=True)) as connection:
            connection.execute("SELECT count(*) FROM sqlite_master")


def _not_ours(path: Path) -> DamagedLibrary:
    return DamagedLibrary(
        tr("{path} is not a CMC Desktop library, or its first page is damaged.", path=path),
        safe=tr("Nothing was changed."),
        todo=tr("Choose another library, or put back a backup if there is one."),
    )
