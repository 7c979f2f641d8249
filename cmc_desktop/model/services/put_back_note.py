"""The note that a backup was put back: the next check compares with that one, not with what was made after it."""

from __future__ import annotations

import json
from contextlib import suppress
from pathlib import Path

from cmc_desktop.model.domain.errors import CmcError
from cmc_desktop.model.services.noted_json import read_json, text
from cmc_desktop.model.services.safe_file import write_safely
from cmc_desktop.model.store.backup import backups_beside

_LIMIT = 1 << 16


def _note(library: Path) -> Path:
    return backups_beside(library) / f".{library.stem}-put-back.json"


def note_put_back(library: Path, name: str) -> None:
    """Note that the file `name` is about to take the library's place. Raises FileTrouble."""
    backups_beside(library).mkdir(parents=True, exist_ok=True)
    write_safely(_note(library), json.dumps({"from": name}, ensure_ascii=False).encode())


def put_back_from(library: Path) -> str | None:
    """The name of the file that the library goes on from; None when it was not put back since the last backup."""
    try:
        return text(read_json(_note(library), _LIMIT)["from"])
    except (CmcError, KeyError, TypeError):
        return None


def forget_put_back(library: Path) -> None:
    """A backup was made since; a note that cannot be removed only makes another one be made."""
    with suppress(OSError):
        _note(library).unlink(missing_ok=True)
