"""Opens the library an address names, in a file or on a server."""

from __future__ import annotations

from collections.abc import Callable
from pathlib import Path
from threading import Thread
from typing import Protocol

from sqlalchemy import Engine

from cmc_desktop.model.domain.errors import CutOff, LibraryTrouble
from cmc_desktop.model.store.leading import Leading
from cmc_desktop.model.store.library_address import LibraryAddress, ServerAddress
from cmc_desktop.model.store.news import News
from cmc_desktop.model.store.rights import Rights
from cmc_desktop.model.store.sqlite_library import SqliteLibrary
from cmc_desktop.model.store.trouble import told_plainly

#: seconds between two looks whether it is still wanted
_STEP_S = 0.05


class OpenedLibrary(Protocol):
    """What a store asks of the place its library is kept in, beyond SQL. Its methods raise LibraryTrouble."""

    @property
    def engine(self) -> Engine: ...

    @property
    def rights(self) -> Rights: ...

    @property
    def news(self) -> News | None:
        """What comes in by itself; None where the database has to be asked."""

    @property
    def leading(self) -> Leading | None:
        """Who leads workshops; None where one laptop has the library to itself."""

    def check(self) -> str:
        """'ok', or what the database itself found damaged."""

    def renew(self, address: LibraryAddress) -> None:
        """Go on with another password, where there is one."""

    def close(self) -> None: ...


def opened(address: LibraryAddress, patience: int) -> OpenedLibrary:
    """Open a library. One in a file is made when missing and brought up to date when old. Raises LibraryTrouble.

    `patience`: ms to wait for other programs that write the file.
    """
    if isinstance(address, Path):
        return SqliteLibrary(address, patience)
    # loads the driver of a server, which a library in a file never needs
    from cmc_desktop.model.store.postgres_library import PostgresLibrary

    return PostgresLibrary(address)


def reach(address: ServerAddress, go_on: Callable[[], object]) -> None:
    """Wait until the server of a library says something, whatever it is; `go_on` may raise meanwhile to end that.

    Raises CutOff when it does not.
    """
    told: list[CutOff] = []

    def look() -> None:
        try:
            _try(address)
        except CutOff as error:
            told.append(error)

    # one that nobody waits for any more ends by itself, after some seconds at most
    looking = Thread(target=look, name="server", daemon=True)
    looking.start()
    while looking.is_alive():
        looking.join(_STEP_S)
        go_on()
    if told:
        raise told[0]


def _try(address: ServerAddress) -> None:
    """Connect once. Raises CutOff; what else a server says is told by opening the library."""
    # as above
    from cmc_desktop.model.store.postgres_engine import open_engine

    engine = open_engine(address)
    try:
        with told_plainly(reading=True), engine.connect():
            return
    except CutOff:
        raise
    except LibraryTrouble:
        return
    finally:
        engine.dispose()
