"""A PostgreSQL server of the tests' own: Debian's programs, a throw-away folder, this computer only.

Started once by the first test that asks for it; each test gets a database of its own, copied from a library that was
made once.
"""

from __future__ import annotations

import itertools
import os
import shutil
import signal
import socket
import subprocess
import tempfile
import time
from pathlib import Path

import psycopg
import pytest

from cmc_desktop.model.store.library_address import ServerAddress

#: who owns the server and every database the tests make
OWNER = "postgres"
HOST = "127.0.0.1"
#: users with this name have to give the password "correct horse"
WITH_PASSWORD = "guarded"
PASSWORD = "correct horse"
_SETTINGS = {
    "listen_addresses": HOST,
    "unix_socket_directories": "",
    "fsync": "off",  # what is kept for a test need not survive a power cut
    "synchronous_commit": "off",
    "full_page_writes": "off",
    "shared_buffers": "32MB",
    "max_connections": "60",
    "log_min_messages": "fatal",
    "jit": "off",
    "wal_level": "minimal",
    "max_wal_senders": "0",
}


def programs() -> Path | None:
    """The folder of initdb and postgres; None when PostgreSQL is not installed."""
    newest = sorted(Path("/usr/lib/postgresql").glob("*/bin/postgres"), key=lambda path: float(path.parts[-3]))
    if newest:
        return newest[-1].parent
    config = shutil.which("pg_config")
    if config is None:
        return None
    folder = Path(subprocess.run([config, "--bindir"], capture_output=True, text=True, check=True).stdout.strip())
    return folder if (folder / "postgres").exists() else None


class PostgresServer:
    """A running server; `stop` and `start` cut its clients off and let them back in."""

    def __init__(self) -> None:
        found = programs()
        if found is None:
            pytest.skip("PostgreSQL is not installed")
        self._programs = found
        self._as_user: dict[str, object] = {}
        self.folder = Path(tempfile.mkdtemp(prefix="cmc-postgres-"))
        if os.geteuid() == 0:  # PostgreSQL refuses to run as root
            import pwd  # not on Windows

            account = pwd.getpwnam(OWNER)
            os.chown(self.folder, account.pw_uid, account.pw_gid)
            self._as_user = {"user": account.pw_uid, "group": account.pw_gid, "extra_groups": []}
        self.port = _free_port()
        self._process: subprocess.Popen[bytes] | None = None
        self._names = (f"library_{number}" for number in itertools.count(1))
        self._template = ""
        self._own: psycopg.Connection | None = None
        self._make()
        self.start()

    def _make(self) -> None:
        options = ["--no-sync", "--auth=trust", "--encoding=UTF8", "--locale=C.UTF-8", f"--username={OWNER}"]
        subprocess.run(
            [self._programs / "initdb", "-D", self.folder / "data", *options],
            capture_output=True,
            check=True,
            cwd=self.folder,
            **self._as_user,
        )
        rules = [f"host all {WITH_PASSWORD} {HOST}/32 scram-sha-256", f"host all all {HOST}/32 trust"]
        (self.folder / "data" / "pg_hba.conf").write_text("\n".join(rules) + "\n", encoding="utf-8")

    def start(self) -> None:
        """Start the server on its port, and come back when it answers."""
        settings = [f"--{name}={value}" for name, value in {**_SETTINGS, "port": str(self.port)}.items()]
        die_with_us = [setpriv, "--pdeathsig", "INT"] if (setpriv := shutil.which("setpriv")) else []
        with (self.folder / "log").open("ab") as log:
            self._process = subprocess.Popen(
                [*die_with_us, self._programs / "postgres", "-D", self.folder / "data", *settings],
                stdout=log,
                stderr=log,
                cwd=self.folder,
                **self._as_user,
            )
        patience = time.monotonic() + 30
        while not self._answers():
            if self._process.poll() is not None or time.monotonic() > patience:
                raise RuntimeError((self.folder / "log").read_text(encoding="utf-8"))
            time.sleep(0.02)  # polls a process that is starting

    def _answers(self) -> bool:
        try:
            psycopg.connect(self._url("postgres"), connect_timeout=2).close()
        except psycopg.OperationalError:
            return False
        return True

    def stop(self) -> None:
        """Cut all clients off and stop the server; what was committed stays."""
        if self._own is not None:
            self._own.close()
            self._own = None
        if self._process is not None:
            self._process.send_signal(signal.SIGINT)
            self._process.wait(30)
            self._process = None

    def start_again(self) -> None:
        """Start it when a test left it stopped."""
        if self._process is None:
            self.start()

    def close(self) -> None:
        self.stop()
        shutil.rmtree(self.folder, ignore_errors=True)

    def run(self, *statements: str, database: str = "postgres") -> None:
        """Carry out statements as the server's owner, each by itself."""
        if database == OWNER:
            for statement in statements:
                self._connection().execute(statement)
            return
        with psycopg.connect(self._url(database), autocommit=True) as connection:
            for statement in statements:
                connection.execute(statement)

    def _connection(self) -> psycopg.Connection:
        """The connection by which databases are made and dropped; made anew where the server was away."""
        if self._own is None or self._own.closed:
            self._own = psycopg.connect(self._url(OWNER), autocommit=True)
        return self._own

    def rows(self, query: str, database: str = "postgres") -> list[tuple[object, ...]]:
        with psycopg.connect(self._url(database), autocommit=True) as connection:
            return connection.execute(query).fetchall()

    def address(self, database: str, user: str = OWNER) -> ServerAddress:
        return ServerAddress(HOST, database, self.port, user)

    def empty_database(self) -> ServerAddress:
        """A new database that holds nothing."""
        name = next(self._names)
        self.run(f"CREATE DATABASE {name}")
        return self.address(name)

    def new_library(self) -> ServerAddress:
        """A new database with an empty library in it."""
        if not self._template:
            from cmc_desktop.model.store.postgres_library import create_library

            template = self.empty_database()
            create_library(template)
            self._template = template.database
        name = next(self._names)
        self.run(f"CREATE DATABASE {name} TEMPLATE {self._template} STRATEGY file_copy")
        return self.address(name)

    def drop(self, address: ServerAddress) -> None:
        """Remove a database, whoever is still connected to it."""
        self.run(f"DROP DATABASE IF EXISTS {address.database} WITH (FORCE)")

    def _url(self, database: str) -> str:
        return f"postgresql://{OWNER}@{HOST}:{self.port}/{database}"


def _free_port() -> int:
    with socket.socket() as probe:
        probe.bind((HOST, 0))
        return int(probe.getsockname()[1])
