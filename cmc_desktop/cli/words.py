"""What goes in and out of the command line: arguments as text, boxes by number, times, JSON."""

from __future__ import annotations

import json
import os
import sys
from datetime import UTC, datetime

from cmc_desktop.model.domain.errors import CmcError
from cmc_desktop.model.domain.template import Template


def user_text(argument: str) -> str:
    """An argument as the words it holds: UTF-8, even where the locale read its bytes as something else."""
    if sys.platform == "win32":
        return argument
    return os.fsencode(argument).decode("utf-8", "replace")


def box_key(template: Template, word: str) -> str:
    """The key of the box given by its key or by its number; anything else is handed back as it is."""
    return next((box.key for box in template.in_walk_order if str(box.number) == word), word)


def iso_time(stamp: int) -> str:
    """Milliseconds since 1970 as ISO 8601 in UTC."""
    return datetime.fromtimestamp(stamp / 1000, UTC).isoformat(timespec="milliseconds").replace("+00:00", "Z")


def local_time(stamp: int) -> str:
    """Milliseconds since 1970 as people here read it."""
    return f"{datetime.fromtimestamp(stamp / 1000):%Y-%m-%d %H:%M}"


def say(text: str) -> None:
    """One line of the result, out at once."""
    print(text, flush=True)


def say_json(value: object) -> None:
    say(json.dumps(value, ensure_ascii=False, separators=(",", ":")))


def complain(error: CmcError | str) -> None:
    print(error, file=sys.stderr, flush=True)
