"""Opens the library an address names, in a file or on a server."""

from __future__ import annotations

from pathlib import Path
from typing import Protocol

from sqlalchemy import Engine

from cmc_desktop.model.domain.errors import CutOff, LibraryTrouble
from cmc_desktop.model.store.leading import Leading
from cmc_desktop.model.store.library_address import LibraryAddress, ServerAddress
from cmc_desktop.model.store.news import News
from cmc_desktop.model.store.rights import Rights
from cmc_desktop.model.store.sqlite_library import SqliteLibrary
from cmc_desktop.model.store.trouble import told_plainly


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


def answers(address: ServerAddress) -> bool:
    """Whether the server of a library is there, whatever it says then; waits for it some seconds at most."""
    # as above
    from cmc_desktop.model.store.postgres_engine import open_engine

    engine = open_engine(address)
    try:
        with told_plainly(reading=True), engine.connect():
            return True
    except CutOff:
        return False
    except LibraryTrouble:
        return True
    finally:
        engine.dispose()
