"""Putting another file in a library's place: one rename, before which the old file has got a second name.

Killed anywhere, the library is the old one or the new one, whole; the old one is never deleted.
"""

from __future__ import annotations

import os
import shutil
import sqlite3
import sys
from collections.abc import Callable, Iterator
from contextlib import ExitStack, closing, contextmanager, suppress
from pathlib import Path

from cmc_desktop.i18n import tr
from cmc_desktop.model.domain.errors import LibraryTrouble
from cmc_desktop.model.store.backup import free_name
from cmc_desktop.model.store.durable import sync_file, sync_folder
from cmc_desktop.model.store.sqlite_engine import uri
from cmc_desktop.model.store.trouble import told_plainly


def journal_of_file(library: Path) -> Path:
    """What SQLite keeps beside a library while it writes."""
    return library.with_name(library.name + "-journal")


def put_in_place(part: Path, library: Path, folder: Path, name: str, before: Callable[[], object]) -> Path | None:
    """Let the checked file `part`, in the folder of `library`, take its place, which nobody has open here.

    The old file is in `folder` from then on, under `name` or one like it; returned is where, None when there was no
    old file. `before` is called last before the rename. Raises LibraryTrouble; the library is as it was then.
    """
    try:
        with _nobody_writing(library):
            aside = _set_aside(library, folder, name)
            before()
            journal_of_file(library).unlink(missing_ok=True)  # it belongs to the old file, beside which it is by now
            part.replace(library)
            sync_folder(library.parent)
    except OSError as error:
        raise not_put_back(error) from error
    return aside


def not_put_back(error: OSError) -> LibraryTrouble:
    """What to say when the system does not let a backup take the library's place."""
    return LibraryTrouble(
        tr("The backup could not be put back: {why}.", why=error.strerror or error),
        safe=tr("The library was left as it is."),
        todo=tr("Check that the disk has space and that the folder of the library can be written to."),
    )


@contextmanager
def _nobody_writing(library: Path) -> Iterator[None]:
    """Keep others from writing meanwhile; who waits to do it finds another file in the library's place afterwards.

    Raises LibraryTrouble when another program writes at this moment; a damaged file has nobody who could.
    """
    with ExitStack() as stack:
        if library.is_file():
            with suppress(sqlite3.DatabaseError):
                address = uri(library.resolve(), mode="rw")
                plain = stack.enter_context(
                    closing(sqlite3.connect(address, uri=True, timeout=0, isolation_level=None))
                )
                _lock(plain)  # and what a crash left half written is rolled back with it
                if sys.platform == "win32":
                    stack.close()  # an open file cannot be replaced there, by nobody: the rename would fail
        yield


def _lock(plain: sqlite3.Connection) -> None:
    try:
        plain.execute("BEGIN IMMEDIATE")
    except sqlite3.OperationalError as error:
        if str(getattr(error, "sqlite_errorname", "")).startswith(("SQLITE_BUSY", "SQLITE_LOCKED")):
            with told_plainly(reading=True):
                raise


def _set_aside(library: Path, folder: Path, name: str) -> Path | None:
    """Give the old file a second name, or make a copy where the disk knows no second names. Raises OSError."""
    if not library.exists():
        return None
    folder.mkdir(parents=True, exist_ok=True)
    aside = free_name(folder, name)
    try:
        os.link(library, aside)
    except OSError:
        _copy(library, aside)
    journal = journal_of_file(library)
    if journal.exists() and journal.stat().st_size:
        _copy(journal, journal_of_file(aside))
    sync_folder(folder)
    return aside


def _copy(source: Path, target: Path) -> None:
    with source.open("rb") as read, target.open("wb") as written:
        shutil.copyfileobj(read, written)
        sync_file(written)
