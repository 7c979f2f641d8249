"""The line that says on what the figures were measured."""

from __future__ import annotations

import os
import platform
import sqlite3
from importlib.metadata import version


def machine_line() -> str:
    """Cores, memory and the versions that decide the figures."""
    parts = [
        f"{os.cpu_count()} cores",
        platform.platform(terse=True),
        f"Python {platform.python_version()}",
        f"SQLite {sqlite3.sqlite_version}",
        *(f"{name} {version(package)}" for name, package in _PACKAGES.items()),
    ]
    return ", ".join(parts)


_PACKAGES = {"PySide6": "PySide6-Essentials", "SQLAlchemy": "SQLAlchemy", "ReportLab": "reportlab"}
