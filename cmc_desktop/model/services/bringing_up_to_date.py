"""A library file made ready before it is opened: older tables, or a list whose figures are missing, take their time."""

from __future__ import annotations

from collections.abc import Callable
from contextlib import suppress
from pathlib import Path

from cmc_desktop.model.domain.errors import LibraryTrouble
from cmc_desktop.model.store.search import mend, refold, refresh, stale
from cmc_desktop.model.store.sqlite_engine import file_version, open_engine
from cmc_desktop.model.store.tables import SCHEMA_VERSION
from cmc_desktop.model.store.trouble import told_plainly
from cmc_desktop.model.store.upgrade import upgrade
from cmc_desktop.model.store.writing import PATIENCE

#: the list reads the figures of so many canvases itself in a moment
FEW = 200
#: milliseconds to wait for another program that is writing, only to learn whether opening will take long
_GLANCE = 250
#: so many canvases are a transaction of their own
_AT_ONCE = 500


def takes_time(path: Path) -> bool:
    """Whether opening the library file takes more than a moment, as it is of an older app or its list is not ready.

    False for one that cannot be read, too: whoever opens it is told why, and waits for one that is locked.
    """
    try:
        version = file_version(path)
        if version is None or version < SCHEMA_VERSION:
            return version is not None
        return _waiting(path, _GLANCE) > FEW
    except LibraryTrouble:
        return False


def bring_up_to_date(
    path: Path,
    pause: Callable[[], object] = lambda: None,
    told: Callable[[int, int], object] = lambda _done, _all: None,
) -> None:
    """Bring a library file to the present schema and make what its list shows; what is already so is left.

    `pause` is called every few milliseconds, and before each few canvases; what it raises leaves a library as it was,
    or a list not ready yet, which is no harm. `told` is given how many canvases are ready of how many. Raises
    LibraryTrouble.
    """
    engine = open_engine(path)
    try:
        version = file_version(path)
        if version is not None and version < SCHEMA_VERSION:
            upgrade(engine, path, pause=pause)
        every = _waiting(path)

        def go_on() -> bool:
            pause()
            told(every - min(every, _waiting(path)), every)
            return True

        with suppress(LibraryTrouble):  # somebody else is writing: the list reads what is missing itself
            mend(engine)
            refold(engine, go_on)
            refresh(engine, go_on, _AT_ONCE)
    finally:
        engine.dispose()


def _waiting(path: Path, patience: int = PATIENCE) -> int:
    """How many canvases the list has no figures of; `patience` in ms for others that write. Raises LibraryTrouble."""
    engine = open_engine(path, read_only=True, patience=patience)
    try:
        with told_plainly(reading=True), engine.connect() as connection:
            return len(stale(connection))
    finally:
        engine.dispose()
