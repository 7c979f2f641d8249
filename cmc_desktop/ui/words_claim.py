"""Which desk has the words that are kept for a canvas, told from locks that end with the process that holds them."""

from __future__ import annotations

import time
from collections.abc import Iterator
from contextlib import contextmanager, suppress
from pathlib import Path
from typing import IO
from uuid import uuid4

from cmc_desktop.model.services.file_lock import lock
from cmc_desktop.model.services.safe_file import FileTrouble
from cmc_desktop.ui.saying import tr

#: seconds; a window that keeps its words needs some milliseconds
_PATIENCE, _PAUSE = 0.5, 0.01


class WordsClaim:
    """Of one desk, under a name of its own: a locked file beside that of the words, there once words are claimed.

    Ids of processes are used again, so they tell nothing; a lock is gone with its process and never before. Files are
    made and looked at only while `one_at_a_time` lets nobody else do so.
    """

    def __init__(self, words: Path) -> None:
        self.name = uuid4().hex
        self._words = words
        self._file: IO[bytes] | None = None

    def hold(self) -> None:
        """Make the claim. Where files cannot be locked there is none, and whoever opens the canvas has the words."""
        if self._file is not None:
            return
        with suppress(OSError):
            file = self._path.open("xb")
            try:
                lock(file)
            except OSError:
                file.close()
                self._path.unlink()
            else:
                self._file = file

    def release(self) -> None:
        """Give the claim up."""
        if self._file is not None:
            self._file.close()
            self._file = None
            with suppress(OSError):  # another window may be looking at it, and removes it then
                self._path.unlink()

    def held_by_others(self) -> set[str]:
        """The names of the other claims that are held; what is left of processes that were killed is removed."""
        start = f"{self._words.stem}-"
        held = set()
        for path in self._words.parent.glob(f"{start}*.in-use"):
            name = path.stem.removeprefix(start)
            if name != self.name and _is_held(path):
                held.add(name)
        return held

    @property
    def _path(self) -> Path:
        return self._words.with_name(f"{self._words.stem}-{self.name}.in-use")


def _is_held(path: Path) -> bool:
    try:
        with path.open("rb+") as file:
            lock(file)
    except FileNotFoundError:
        return False
    except OSError:
        return True
    with suppress(OSError):
        path.unlink()
    return False


@contextmanager
def one_at_a_time(words: Path) -> Iterator[None]:
    """While no other desk reads the file of `words` in order to write it. Raises FileTrouble when one never ends.

    Where files cannot be locked, nobody waits.
    """
    try:
        file = words.with_suffix(".lock").open("ab")
    except OSError:
        yield  # what is wrong with the folder is told by whoever writes there
        return
    with file:
        _wait_for(file, words)
        yield


def _wait_for(file: IO[bytes], words: Path) -> None:
    until = time.monotonic() + _PATIENCE
    while True:
        try:
            lock(file)
        except (BlockingIOError, PermissionError):
            if time.monotonic() < until:
                time.sleep(_PAUSE)
                continue
            raise FileTrouble(
                tr("Another window keeps {name} busy.", name=words.name),
                safe=tr("It was left as it is."),
                todo=tr("Close the other window, or try again."),
            ) from None
        except OSError:
            return
        return
