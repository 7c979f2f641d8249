"""Connections to a PostgreSQL server: patient enough for a slow net, never so patient that a window stands still."""

from __future__ import annotations

import select
import threading
import time
from collections.abc import Callable
from functools import partial
from typing import Any, Literal

import psycopg
from psycopg import errors
from sqlalchemy import Engine, QueuePool, create_engine, event
from sqlalchemy.exc import DisconnectionError

from cmc_desktop.model.store.library_address import ServerAddress

#: every transaction sees one moment
ISOLATION: Literal["REPEATABLE READ"] = "REPEATABLE READ"
#: seconds to wait for a server, and to leave one alone after it did not answer
PATIENCE_S = 4
_REST_S = 8
#: seconds for which a connected server may leave a statement unanswered: in the thread of a window, and elsewhere
SILENCE_S = 4.0
_SILENCE_ELSEWHERE_S = 600.0
#: seconds after which a connection that was not used is tried before it is
_TRIED_AFTER_S = 30.0
#: A silent net is noticed after ten seconds, in the middle of an answer too, and by the server after half a minute, so
#: that a laptop which lost it holds nothing any longer. A lock is never waited for long.
_KEPT_ALIVE: dict[str, Any] = {
    "keepalives_idle": 4,
    "keepalives_interval": 2,
    "keepalives_count": 3,
    "tcp_user_timeout": 10_000,
}
_OPTIONS = (
    "-c lock_timeout=2s -c idle_in_transaction_session_timeout=5min "
    "-c tcp_keepalives_idle=10 -c tcp_keepalives_interval=5 -c tcp_keepalives_count=3 -c tcp_user_timeout=20s"
)


class EndUnknown(psycopg.OperationalError):
    """The connection was lost at the very end of a transaction: the server may have stored it."""

    may_be_stored = True


class BoundedConnection(psycopg.Connection[Any]):
    """Given up when the server, although it is connected, leaves a statement unanswered for `silence_s()` seconds."""

    silence_s: Callable[[], float] = staticmethod(lambda: _SILENCE_ELSEWHERE_S)
    #: told why, when that happens
    given_up: Callable[[psycopg.OperationalError], object] = staticmethod(lambda _failure: None)

    def wait(self, gen: Any, interval: float = 0.1, timeout: float | None = None) -> Any:
        try:
            return super().wait(gen, interval, self.silence_s() if timeout is None else timeout)
        except errors._WaitTimeout as error:
            if timeout is not None:
                raise  # somebody else's bound
            self.close()
            failure = psycopg.OperationalError("the server does not answer")
            self.given_up(failure)
            raise failure from error

    def commit(self) -> None:
        try:
            super().commit()
        except psycopg.OperationalError as error:
            if self.closed:
                raise EndUnknown(*error.args) from error
            raise

    def rollback(self) -> None:
        """Of a connection that is closed, or falls silent now, the server itself takes back what was begun."""
        if self.closed:
            return
        try:
            super().rollback()
        except psycopg.OperationalError:
            if not self.closed:
                raise


def connect(address: ServerAddress, options: str = "", **settings: Any) -> BoundedConnection:
    """A connection of the driver's own, with more of the server's `options`. Raises psycopg.OperationalError."""
    # what is not named is found in libpq's own ways: PGPASSWORD, .pgpass
    named: dict[str, Any] = {"user": address.user or None, "password": address.password or None}
    return BoundedConnection.connect(
        host=address.host,
        port=address.port,
        dbname=address.database,
        sslmode=address.protection,
        connect_timeout=PATIENCE_S,
        application_name="CMC Desktop",
        options=f"{_OPTIONS} {options}",
        **named,
        **_KEPT_ALIVE,
        **settings,
    )


class Gate:
    """Lets connections to a server through, and for some seconds after one failed refuses them at once.

    Else a window would wait for the server anew with everything that is done in it.
    """

    def __init__(self, address: ServerAddress) -> None:
        self.address = address
        #: whether a window listens, whose thread must never stand still for long
        self.is_of_a_window = False
        #: called from any thread when a statement was given up: whoever listens to the server finds out how it is
        self.look: Callable[[], object] = lambda: None
        self._silent_since = 0.0
        self._is_silent = False
        self._shut_until = 0.0
        self._failure = psycopg.OperationalError()

    def connect(self) -> BoundedConnection:
        """Raises psycopg.OperationalError."""
        if time.monotonic() < self._shut_until:
            raise self._failure.with_traceback(None)
        try:
            connection = connect(self.address)
        except psycopg.OperationalError as error:
            self.shut(error)
            raise
        connection.silence_s = self._silence_s
        connection.given_up = self._fall_silent
        return connection

    def believes(self, used: float) -> bool:
        """Whether a connection that was last used at this moment is worth a try: none is from before a silence."""
        return used > self._silent_since

    def _fall_silent(self, failure: psycopg.OperationalError) -> None:
        self._silent_since = time.monotonic()
        self.shut(failure)
        self._is_silent = True
        self.look()

    def _silence_s(self) -> float:
        is_the_window = self.is_of_a_window and threading.current_thread() is threading.main_thread()
        return SILENCE_S if is_the_window else _SILENCE_ELSEWHERE_S

    def shut(self, failure: BaseException, pause: float = 0) -> None:
        """The server was not reached just now: leave it alone for some seconds, and till its listener,
        who waits for `pause` seconds, has tried again."""
        if not isinstance(failure, psycopg.OperationalError):
            failure = psycopg.OperationalError(str(failure))
        self._failure = failure
        self._is_silent = False
        self._shut_until = time.monotonic() + max(_REST_S, 2 * pause)

    def hear(self) -> None:
        """A connected server answers: it had not fallen silent, but let one statement wait."""
        if self._is_silent:
            self.open()

    def open(self) -> None:
        """The server answers again."""
        self._shut_until = 0.0


def open_engine(address: ServerAddress, gate: Gate | None = None) -> Engine:
    """An engine on the server's database. Every transaction sees one moment of it. Errors never quote user text."""
    gate = gate or Gate(address)
    engine = create_engine(
        "postgresql+psycopg://",
        creator=gate.connect,
        poolclass=QueuePool,
        pool_size=1,
        max_overflow=-1,
        pool_reset_on_return=None,
        isolation_level=ISOLATION,
        hide_parameters=True,
        use_native_hstore=False,
    )
    event.listen(engine, "checkout", partial(_try_it, gate))
    event.listen(engine, "reset", _take_back)
    return engine


def _take_back(raw: BoundedConnection, record: Any, _state: Any) -> None:
    """What the pool would do itself with a connection it is given back, but for reporting one that is lost as a fault:
    whoever lost it was told."""
    raw.rollback()
    if raw.closed:
        record.invalidate()


def _try_it(gate: Gate, raw: BoundedConnection, record: Any, _proxy: Any) -> None:
    """Notice a connection that the server ended, so that a new one is made and nobody else notices.

    One that was used just now and says nothing is believed: trying it would take as long as the net takes.
    """
    now = time.monotonic()
    used = record.info.get("used")
    record.info["used"] = now
    if raw.closed or not gate.believes(now if used is None else used):
        raise DisconnectionError
    if used is not None and now - used < _TRIED_AFTER_S and not _speaks(raw):
        return
    try:
        if used is not None:
            raw.execute("SELECT 1")
            raw.rollback()
    except psycopg.Error as error:
        raise DisconnectionError from error


def _speaks(raw: BoundedConnection) -> bool:
    """Whether the server said something unasked, as it does when it ends the connection."""
    ready, _, _ = select.select([raw.fileno()], [], [], 0)
    return bool(ready)
