"""Reading what this app and others note as JSON in files beside a library: whatever stands there, BadFile at worst.

Such a file may be cut off, written over or made up. What it says is taken for what it should be, or for nothing.
"""

from __future__ import annotations

import json
from pathlib import Path
from typing import Any

from cmc_desktop.i18n import tr
from cmc_desktop.model.domain.errors import BadFile
from cmc_desktop.model.services.safe_file import read_bounded

#: lists and objects within each other: more than anything noted has
_DEPTH = 8
_MOST = 2**53 - 1
#: ms; the year 5138, which every calendar here can still show
_LAST_MOMENT = 10**14


def read_json(path: Path, limit: int) -> Any:
    """The value in a file of at most `limit` bytes. Raises NotThere, BadFile."""
    return parsed(read_bounded(path, limit), limit)


def parsed(data: bytes, limit: int) -> Any:
    """The value told by at most `limit` bytes, of few levels; texts may hold half characters. Raises BadFile."""
    if len(data) > limit:
        raise _not_readable()
    try:
        value = json.loads(data.decode("utf-8", "surrogatepass"))
    except (ValueError, RecursionError) as error:
        raise _not_readable() from error
    level = [value]
    for _ in range(_DEPTH):
        level = [part for one in level for part in _parts(one)]
    if level:
        raise _not_readable()
    return value


def _parts(value: Any) -> list[Any]:
    if isinstance(value, dict):
        return list(value.values())
    return value if isinstance(value, list) else []


def whole(value: object, most: int = _MOST) -> int:
    """A whole number from 0 on. Raises BadFile for anything else."""
    if type(value) is not int or not 0 <= value <= most:
        raise _not_readable()
    return value


def moment(value: object) -> int:
    """A time in ms that can be shown. Raises BadFile."""
    return whole(value, _LAST_MOMENT)


def text(value: object) -> str:
    """A text that can be shown and handed to the system. Raises BadFile."""
    if not isinstance(value, str) or "\0" in value or any("\ud800" <= char <= "\udfff" for char in value):
        raise _not_readable()
    return value


def _not_readable() -> BadFile:
    return BadFile(tr("The file is damaged, or was not written by this app."))
