"""Brings a library file up to date, to its end or until it is killed."""

from __future__ import annotations

import os
import signal
from pathlib import Path

from sqlalchemy import event

from cmc_desktop.model.store import sqlite_engine as engines
from cmc_desktop.model.store.upgrade import upgrade


def migrate(path: Path, at: int = 0) -> int:
    """Bring up to date; returns how many statements it took. Killed before statement `at`, counted from 1."""
    engine, count = engines.open_engine(path, patience=20), 0

    def listener(*_arguments: object) -> None:
        nonlocal count
        count += 1
        if count == at:
            os.kill(os.getpid(), signal.SIGKILL)

    event.listen(engine, "before_cursor_execute", listener)
    upgrade(engine, path)
    engine.dispose()
    return count
