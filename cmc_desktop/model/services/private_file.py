"""Files that only their owner can read: made so from their first byte on, and told when they are not."""

from __future__ import annotations

import os
import secrets
import stat
import sys
from contextlib import suppress
from pathlib import Path
from typing import BinaryIO

from cmc_desktop.i18n import tr
from cmc_desktop.model.domain.errors import Refusal
from cmc_desktop.model.store.durable import sync_file, sync_folder

_OTHERS = stat.S_IRWXG | stat.S_IRWXO


def private_folder(folder: Path) -> None:
    """Make `folder` and those above it where they are missing; only its owner can enter it. Raises OSError."""
    folder.parent.mkdir(parents=True, exist_ok=True)
    with suppress(FileExistsError):
        folder.mkdir(mode=0o700)
        sync_folder(folder.parent)
    if sys.platform != "win32" and folder.stat().st_mode & _OTHERS:
        folder.chmod(0o700)


def write_private(path: Path, data: bytes) -> None:
    """Write a file whole or not at all; others cannot read it, not even while it is written. Raises OSError."""
    making = path.with_name(f".{secrets.token_hex(8)}.tmp")
    try:
        with open_private(making) as file:
            file.write(data)
            sync_file(file)
        making.replace(path)
    finally:
        with suppress(OSError):
            making.unlink(missing_ok=True)


def open_private(path: Path) -> BinaryIO:
    """A new file to write that nobody but its owner can read. Raises OSError, also when it exists."""
    handle = os.open(path, os.O_WRONLY | os.O_CREAT | os.O_EXCL | getattr(os, "O_BINARY", 0), 0o600)
    return os.fdopen(handle, "wb")


def check_private(path: Path) -> None:
    """Raise Refusal when others on this computer can read `path`. Windows has no such bits to ask."""
    if sys.platform != "win32" and path.stat().st_mode & _OTHERS:
        raise Refusal(
            tr("Others on this computer can read or change {path}.", path=path),
            safe=tr("It was not used."),
            todo=tr("Allow nobody but yourself to read it (chmod 600), or copy it to where nobody else can."),
        )
