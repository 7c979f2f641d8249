"""Listens to what is written in a shared library, on a connection and a thread of its own."""

from __future__ import annotations

import logging
import select
import socket
import threading
import time
from contextlib import suppress
from typing import Any

import psycopg

from cmc_desktop.model.store.postgres_engine import Gate, connect
from cmc_desktop.model.store.postgres_leading import present_leaders, show_presence
from cmc_desktop.model.store.postgres_tables import CHANNEL
from cmc_desktop.model.store.postgres_trouble import refused_login, wants_password, what_it_said

#: seconds between attempts to reach a server that is away, and at most to one that refuses the login: each refusal
#: doubles them, as servers lock out who gives a wrong password too often
_AGAIN_S = 1.0
_LONGEST_S = 60.0
#: seconds after which a server is asked again who leads and is there, and for which it may think about that
_HEARTBEAT_S = 3.0
_ANSWER_S = 3.0
#: and for which it is waited for when the library is let go
_FAREWELL_S = 0.2
#: wishes to look that are met together
_MANY = 4096
#: The server ends a listener that it has not heard of for so long: whoever leads a workshop there leads it no more.
_LEASE = "-c idle_session_timeout=30s"
_logger = logging.getLogger(__name__)


class PostgresNews:
    """The news of one library. Its connection also shows the others that this app is there: see `postgres_leading`."""

    def __init__(self, gate: Gate, presence: int) -> None:
        self.cut_off = False
        self.password_wanted = False
        self.why = ""
        self.is_deaf = False
        self.connections = 0
        self.commits = 0
        self.leads = 0
        self._gate = gate
        self._presence = presence
        self._last: dict[str, int] = {}
        #: who led workshops when the server was asked last; None when somebody else may lead since
        self._leaders: frozenset[tuple[str, int]] | None = None
        self._refusals = 0
        self._ended = threading.Event()
        self._hurry = threading.Event()
        self._wake, self._woken = socket.socketpair()
        self._wake.setblocking(False)
        gate.look = self._look
        self._thread = threading.Thread(target=self._run, name="news", daemon=True)
        self._thread.start()

    def last_seq(self, canvas_id: str) -> int:
        return self._last.get(canvas_id, 0)

    def try_again(self) -> None:
        """Try to reach the server now: another password is there."""
        self._hurry.set()

    def close(self) -> None:
        """Tell nothing any more. A server that answers is left at once; nobody waits for one that is silent."""
        self._ended.set()
        self._hurry.set()
        self._wake.close()
        self._thread.join(_FAREWELL_S)

    def _run(self) -> None:
        with self._woken:
            while not self._ended.is_set():
                self._connect()

    def _connect(self) -> None:
        """Listen until the connection is lost, or all is over."""
        try:
            with connect(self._gate.address, _LEASE, autocommit=True) as connection:
                connection.silence_s = lambda: _ANSWER_S
                if not self._ended.is_set():
                    self._listen(connection)
        except (psycopg.Error, OSError) as error:
            if not self._ended.is_set():
                self._be_cut_off(error)
        except Exception:  # a fault of the app's own: whatever it is, the thread begins anew and says so
            if not self._ended.is_set():
                self._stay_deaf()

    def _be_cut_off(self, error: psycopg.Error | OSError) -> None:
        """Say why the server is not reached, and wait a little before it is tried again."""
        if not self.cut_off:
            _logger.info("cut off from the server: %s", type(error).__name__)
        self.password_wanted = isinstance(error, psycopg.Error) and wants_password(error)
        self.why = what_it_said(error)
        self.cut_off = True
        self._refusals = self._refusals + 1 if refused_login(error) else 0
        pause = min(_AGAIN_S * 2 ** max(0, self._refusals - 1), _LONGEST_S)
        self._gate.shut(error, pause)  # nobody waits for it but this thread
        self._rest(pause)

    def _stay_deaf(self) -> None:
        """A fault of the app: listening begins anew, and till then the library is asked."""
        _logger.exception("listening to the server failed")
        self.is_deaf = True
        self.connections += 1
        self.commits += 1
        self._rest(_AGAIN_S)

    def _look(self) -> None:
        """Ask the server whether it is there, as somebody waited for it in vain."""
        with suppress(OSError):  # as many wishes as it takes, or none any more, as all is over
            self._wake.send(b".")

    def _rest(self, seconds: float) -> None:
        self._hurry.wait(seconds)
        self._hurry.clear()

    def _listen(self, connection: psycopg.Connection[Any]) -> None:
        connection.execute(f"LISTEN {CHANNEL}")
        is_shown = show_presence(connection, self._presence)
        self._leaders = present_leaders(connection)
        if self._ended.is_set():
            return
        self._gate.open()
        self.password_wanted = False
        self.connections += 1
        self.commits += 1
        self.leads += 1
        self.cut_off = False
        self._refusals = 0
        self._hear(connection, is_shown=is_shown)

    def _hear(self, connection: psycopg.Connection[Any], *, is_shown: bool) -> None:
        """Take what is told, and ask every few seconds, or when that is wished for."""
        asked = time.monotonic()
        while True:
            rest = max(0, asked + _HEARTBEAT_S - time.monotonic())
            told, _, _ = select.select([connection.fileno(), self._woken.fileno()], [], [], rest)
            if self._ended.is_set():
                return
            is_wished = self._woken.fileno() in told
            if is_wished:
                self._woken.recv(_MANY)
            if is_wished or time.monotonic() >= asked + _HEARTBEAT_S:
                self._ask_who_leads(connection)
                self._gate.hear()
                # as long as the server had not noticed that an earlier connection was gone, that one held it
                is_shown = is_shown or show_presence(connection, self._presence)
                asked = time.monotonic()
            for notify in connection.notifies(timeout=0):
                self._take(notify.payload)
            self.is_deaf = False

    def _ask_who_leads(self, connection: psycopg.Connection[Any]) -> None:
        """A laptop that is gone tells nobody. Asking shows as well whether the server is there."""
        leaders = present_leaders(connection)
        if leaders != self._leaders:
            self._leaders = leaders
            self.leads += 1

    def _take(self, payload: str) -> None:
        canvas_id, _, seq = payload.partition(" ")
        if seq == "gone":
            self.commits += 1
            self.connections += 1  # whoever shows the canvas looks after it
        elif seq.isdigit():
            if int(seq) <= self.last_seq(canvas_id):
                self.connections += 1  # an earlier state was put back, and has gone on: whoever shows it looks after it
            self._last[canvas_id] = int(seq)
            self.commits += 1
        else:
            self._leaders = None  # who came may have gone before it is asked next
            self.leads += 1
