"""A folder in the system's place for temporary files that goes with what is in it, even when the process was killed."""

from __future__ import annotations

import os
import shutil
import sys
import tempfile
from contextlib import suppress
from pathlib import Path

from cmc_desktop.i18n import tr
from cmc_desktop.model.domain.errors import LibraryTrouble
from cmc_desktop.model.services.file_lock import lock

_PREFIX = "cmc-practice-"
#: locked as long as the folder is used; the system lets go of the lock with the process
_IN_USE = "in-use"


class ThrowAwayFolder:
    """A fresh folder that only its owner can read; `data` is the part to be filled."""

    def __init__(self) -> None:
        """Make it. Raises LibraryTrouble."""
        try:
            self._path = Path(tempfile.mkdtemp(prefix=_PREFIX))
            self._in_use = (self._path / _IN_USE).open("wb")
            lock(self._in_use)
            self.data = self._path / "data"
            self.data.mkdir(mode=0o700)
        except OSError as error:
            raise LibraryTrouble(
                tr("There is no place for temporary files: {why}.", why=error.strerror or error),
                safe=tr("Nothing was changed."),
                todo=tr("Free some space on the disk, then try again."),
            ) from error

    def discard(self) -> None:
        """Remove everything; what cannot be removed now is removed by a later `sweep`."""
        self._in_use.close()
        with suppress(OSError):
            _remove(self._path)


def sweep() -> None:
    """Remove the folders of this user that nobody uses any more: those of processes that were killed."""
    for path in Path(tempfile.gettempdir()).glob(f"{_PREFIX}*"):
        with suppress(OSError):  # in use, without a lock yet, or not ours to remove
            if path.is_symlink() or (sys.platform != "win32" and path.stat().st_uid != os.getuid()):
                continue
            with (path / _IN_USE).open("rb+") as in_use:
                lock(in_use)
            _remove(path)


def _remove(path: Path) -> None:
    """The lock goes last, so that a folder half removed is found again. Raises OSError."""
    with suppress(FileNotFoundError):
        shutil.rmtree(path / "data")
    (path / _IN_USE).unlink()
    path.rmdir()
