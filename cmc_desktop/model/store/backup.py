"""Copies of a library that can be relied on: made by SQLite, read back and compared before they get their name."""

from __future__ import annotations

import hashlib
import sqlite3
import stat
from collections.abc import Callable
from contextlib import closing, suppress
from pathlib import Path

from cmc_desktop.i18n import tr
from cmc_desktop.model.domain.errors import LibraryTrouble
from cmc_desktop.model.store.durable import sync_file, sync_folder
from cmc_desktop.model.store.sqlite_engine import uri
from cmc_desktop.model.store.trouble import briefly, told_plainly

#: per table: how many rows, and the SHA-256 of all of them
Fingerprint = dict[str, tuple[int, str]]
Pause = Callable[[], object]
#: pages of 4 KB in a step: read in a millisecond or two, as long as an edit may have to wait; then more
_PAGES_AT_ONCE = (256, 2048)
#: a library of so many bytes is copied in a moment
_COPIED_AT_ONCE = 32 << 20
_STEPS_BETWEEN_PAUSES = 4
#: so many pages are brought onto the disk at once, so that stopping never waits for a whole library to be written
_PAGES_SYNCED = 2048
_MOST_RESTARTS = 8
_ROWS_AT_ONCE = 500


class WrittenAllTheTime(LibraryTrouble):
    """No copy was made, as somebody wrote all the time; later there will be a moment for it."""


def backups_beside(library: Path) -> Path:
    """The folder that holds the copies of the library file `library`."""
    return library.parent / "backups"


def verified_copy(library: Path, folder: Path, name: str, pause: Pause = lambda: None) -> Path:
    """Copy the library file into `folder`; returns the copy, named `name` or, where that is taken, `name-2` ...

    The copy is of one moment, whoever writes meanwhile. It has its name only when it is on the disk, sound, and equal
    to the library row by row. Raises LibraryTrouble, leaving no half copy behind, and what `pause` raises, which is
    called every few milliseconds.
    """
    part = folder / f".{name}.part"
    try:
        with told_plainly(), closing(_reader(library)) as source:
            folder.mkdir(parents=True, exist_ok=True)
            part.unlink(missing_ok=True)
            source.execute("BEGIN")
            held = fingerprint(source, pause)
            _copy(source, part, pause)
            if fingerprint_of_file(part, pause) != held:
                raise _not_made(tr("it differs from the library"))
            final = free_name(folder, name)
            part.rename(final)
            sync_folder(folder)
    except OSError as error:
        raise _not_made(error.strerror or str(error)) from error
    finally:
        with suppress(OSError):
            part.unlink(missing_ok=True)
    return final


def gentle_copy(library: Path, part: Path, pause: Pause = lambda: None) -> None:
    """Copy the library file into the new file `part` in small steps, between which others write as they like.

    The folder of `part` has to be there. What they write is in the copy; the more often they do meanwhile, the larger
    the steps become. `pause` is called every few steps. Raises WrittenAllTheTime for a large library that nobody leaves
    alone for a moment, LibraryTrouble for one that cannot be read as well.
    """
    try:
        with told_plainly(reading=True), closing(_reader(library)) as source:
            found = library.stat()
            at_once = -1 if found.st_size < _COPIED_AT_ONCE else _PAGES_AT_ONCE[-1]
            for pages in (*_PAGES_AT_ONCE, at_once):
                part.unlink(missing_ok=True)
                part.touch(mode=stat.S_IMODE(found.st_mode) | stat.S_IRUSR | stat.S_IWUSR)  # no more may read it
                if _copied_undisturbed(source, part, pages, pause):
                    break
            else:
                raise _written_all_the_time()
        with part.open("rb+") as file:
            sync_file(file)
    except OSError as error:
        raise _not_made(error.strerror or str(error)) from error


def _copied_undisturbed(source: sqlite3.Connection, part: Path, pages: int, pause: Pause) -> bool:
    """False when others wrote so often meanwhile that it was given up: SQLite begins anew each time."""
    left, restarts, steps, synced = -1, 0, 0, 0

    def stepped(_status: int, remaining: int, total: int) -> None:
        nonlocal left, restarts, steps, synced
        steps += 1
        if total - remaining - synced >= _PAGES_SYNCED:
            sync_file(written)
            synced = total - remaining
        restarts += 0 <= left < remaining
        left = remaining
        if restarts > _MOST_RESTARTS:
            raise _OvertakenTooOften
        if steps % _STEPS_BETWEEN_PAUSES == 0:
            pause()

    try:
        # Opened before SQLite opens it and closed after it, as closing a file ends its locks.
        with part.open("rb+") as written, closing(sqlite3.connect(part, isolation_level=None)) as copy:
            copy.execute("PRAGMA synchronous=OFF")  # synced here, and as a whole afterwards
            source.backup(copy, pages=pages, progress=stepped, sleep=0.005)
    except _OvertakenTooOften:
        return False
    return True


class _OvertakenTooOften(Exception):
    """Ends a copy that would never end."""


def _reader(path: Path) -> sqlite3.Connection:
    return sqlite3.connect(uri(path.resolve(), mode="ro"), uri=True, isolation_level=None)


def _copy(source: sqlite3.Connection, target: Path, pause: Pause) -> None:
    with closing(sqlite3.connect(target, isolation_level=None)) as copy:
        copy.execute("PRAGMA synchronous=OFF")  # synced as a whole below
        source.backup(copy, pages=_PAGES_AT_ONCE[-1], progress=lambda *_: pause(), sleep=0)
    with target.open("rb+") as file:
        sync_file(file)


def fingerprint(connection: sqlite3.Connection, pause: Pause = lambda: None) -> Fingerprint:
    """What the tables hold, whatever the schema. Raises LibraryTrouble when the file is damaged."""
    found = str(connection.execute("PRAGMA integrity_check(1)").fetchone()[0])
    if found != "ok":
        raise _not_made(tr("the library is damaged ({found})", found=briefly(found)))
    tables = connection.execute(
        "SELECT name FROM sqlite_master WHERE type = 'table' AND sql NOT LIKE 'CREATE VIRTUAL%' ORDER BY name"
    ).fetchall()
    return {name: _rows(connection, name, pause) for (name,) in tables}


def _rows(connection: sqlite3.Connection, table: str, pause: Pause) -> tuple[int, str]:
    count, sha = 0, hashlib.sha256()
    for row in connection.execute(f'SELECT * FROM "{table}"'):
        count += 1
        sha.update(repr(row).encode("utf-8"))
        if count % _ROWS_AT_ONCE == 0:
            pause()
    return count, sha.hexdigest()


def fingerprint_of_file(path: Path, pause: Pause = lambda: None) -> Fingerprint:
    """The fingerprint of a library file that nobody has open."""
    with closing(_reader(path)) as connection:
        return fingerprint(connection, pause)


def free_name(folder: Path, name: str) -> Path:
    """A path no file has yet: an older copy is never replaced."""
    path, number = folder / name, 2
    while path.exists():
        path = folder / f"{Path(name).stem}-{number}{Path(name).suffix}"
        number += 1
    return path


def _written_all_the_time() -> LibraryTrouble:
    return WrittenAllTheTime(
        tr("A copy of the library could not be made: it is being written all the time."),
        safe=tr("The library was left as it is."),
        todo=tr("Try again when nobody is writing."),
    )


def _not_made(why: str) -> LibraryTrouble:
    return LibraryTrouble(
        tr("A copy of the library could not be made: {why}.", why=why),
        safe=tr("The library was left as it is."),
        todo=tr("Check that the disk has space and that the folder of the library can be written to."),
    )
