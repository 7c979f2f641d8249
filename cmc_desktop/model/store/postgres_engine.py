"""Connections to a PostgreSQL server: patient enough for a slow net, never so patient that a window stands still."""

from __future__ import annotations

import time
from typing import Any

import psycopg
from sqlalchemy import Engine, QueuePool, create_engine

from cmc_desktop.model.store.library_address import ServerAddress

#: seconds to wait for a server, and to leave one alone after it did not answer
PATIENCE_S = 4
_REST_S = 5
#: a silent net is noticed after ten seconds, in the middle of an answer too; a lock is never waited for longer
_KEPT_ALIVE: dict[str, Any] = {
    "keepalives_idle": 4,
    "keepalives_interval": 2,
    "keepalives_count": 3,
    "tcp_user_timeout": 10_000,
    "options": "-c lock_timeout=5s -c idle_in_transaction_session_timeout=5min",
}


def connect(address: ServerAddress, **settings: Any) -> psycopg.Connection[Any]:
    """A connection of the driver's own. Raises psycopg.OperationalError."""
    # what is not named is found in libpq's own ways: PGPASSWORD, .pgpass
    named: dict[str, Any] = {"user": address.user or None, "password": address.password or None}
    return psycopg.connect(
        host=address.host,
        port=address.port,
        dbname=address.database,
        sslmode=address.protection,
        connect_timeout=PATIENCE_S,
        application_name="CMC Desktop",
        **named,
        **_KEPT_ALIVE,
        **settings,
    )


class Gate:
    """Lets connections to a server through, and for some seconds after one failed refuses them at once.

    Else a window would wait for the server anew with everything that is done in it.
    """

    def __init__(self, address: ServerAddress) -> None:
        self._address = address
        self._shut_until = 0.0
        self._failure = ""

    def connect(self) -> psycopg.Connection[Any]:
        """Raises psycopg.OperationalError."""
        if time.monotonic() < self._shut_until:
            raise psycopg.OperationalError(self._failure)
        try:
            return connect(self._address)
        except psycopg.OperationalError as error:
            self.shut(error)
            raise

    def shut(self, failure: BaseException) -> None:
        """The server was not reached just now: leave it alone for some seconds."""
        self._failure = str(failure)
        self._shut_until = time.monotonic() + _REST_S

    def open(self) -> None:
        """The server answers again."""
        self._shut_until = 0.0


def open_engine(address: ServerAddress, gate: Gate | None = None) -> Engine:
    """An engine on the server's database. Every transaction sees one moment of it. Errors never quote user text."""
    gate = gate or Gate(address)
    return create_engine(
        "postgresql+psycopg://",
        creator=gate.connect,
        poolclass=QueuePool,
        pool_size=1,
        max_overflow=-1,
        pool_pre_ping=True,  # a server that was away and is back is not noticed by whoever asks next
        isolation_level="REPEATABLE READ",
        hide_parameters=True,
        use_native_hstore=False,
    )
