"""Making files and their names last through a power cut."""

from __future__ import annotations

import os
import sys
from pathlib import Path
from typing import IO


def sync_file(file: IO[bytes]) -> None:
    """Bring what was written into `file` onto the disk itself. Raises OSError."""
    file.flush()
    os.fsync(file.fileno())
    if sys.platform == "darwin":
        # there fsync stops at the drive's own memory
        import fcntl

        fcntl.fcntl(file.fileno(), fcntl.F_FULLFSYNC)


def sync_folder(folder: Path) -> None:
    """Make new names in `folder` last, where the system knows folders as files. Raises OSError."""
    if sys.platform == "win32":
        return
    handle = os.open(folder, os.O_RDONLY)
    try:
        os.fsync(handle)
    finally:
        os.close(handle)
