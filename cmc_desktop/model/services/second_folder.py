"""The second folder for backups, on a stick or another disk: copying a backup there, and what to say when it fails."""

from __future__ import annotations

import hashlib
from contextlib import suppress
from pathlib import Path

from cmc_desktop.i18n import tr
from cmc_desktop.model.domain.errors import LibraryTrouble
from cmc_desktop.model.services.backups import PIECE, Backup, Pause, file_hash
from cmc_desktop.model.store.durable import sync_file, sync_folder

#: so many pieces are brought onto the disk at once, so that stopping never waits for a whole library to be written
_PIECES_AT_ONCE = 8


def copy_whole(backup: Backup, target: Path, pause: Pause) -> None:
    """Copy the file of a backup, which nobody has open, to `target`; it has its name when it was read back.

    `pause` is called for every piece of it; what it raises leaves nothing behind. Raises OSError; LibraryTrouble where
    the backup is no longer what was written, or what was copied is not.
    """
    part = target.with_name(f".{target.name}.part")
    try:
        if _copied(backup.path, part, pause) != backup.sha256:
            raise _spoilt(backup.path)
        if file_hash(part, pause) != backup.sha256:
            raise _read_back_otherwise(target.parent)
        part.replace(target)
        sync_folder(target.parent)
    finally:
        with suppress(OSError):
            part.unlink(missing_ok=True)


def _copied(source: Path, part: Path, pause: Pause) -> str:
    """The SHA-256 of what was read. Raises OSError."""
    found = hashlib.sha256()
    with source.open("rb") as read, part.open("wb") as written:
        for number, piece in enumerate(iter(lambda: read.read(PIECE), b""), 1):
            found.update(piece)
            written.write(piece)
            if number % _PIECES_AT_ONCE == 0:
                sync_file(written)
            pause()
        sync_file(written)
    return found.hexdigest()


def is_gone(folder: Path) -> LibraryTrouble:
    """The folder is not there, as a stick that was pulled."""
    return LibraryTrouble(
        tr("The second folder for backups, {folder}, is not there.", folder=folder),
        safe=tr("The backup beside the library was made."),
        todo=tr("Connect the disk or stick it is on; the next backup goes there again."),
    )


def has_failed(folder: Path, error: OSError) -> LibraryTrouble:
    """The system says that the folder cannot be written."""
    return LibraryTrouble(
        tr(
            "The backup could not be written into the second folder, {folder}: {why}.",
            folder=folder,
            why=error.strerror or error,
        ),
        safe=tr("The backup beside the library was made."),
        todo=tr("Make room there, or choose another folder."),
    )


def _read_back_otherwise(folder: Path) -> LibraryTrouble:
    return LibraryTrouble(
        tr("What was read back from the second folder, {folder}, differs from what was written.", folder=folder),
        safe=tr("The backup beside the library was made."),
        todo=tr("Its disk or stick may be failing: choose another folder."),
    )


def _spoilt(backup: Path) -> LibraryTrouble:
    return LibraryTrouble(
        tr("The backup {name} is damaged: its file is no longer what was written.", name=backup.name),
        safe=tr("It was not copied into the second folder, and the library was left as it is."),
        todo=tr("Back up once more. The disk it is on may be failing."),
    )
