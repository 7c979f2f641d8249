"""What goes in and out of the command line: arguments as text, boxes by number, times, JSON."""

from __future__ import annotations

import json
import os
import sys
from collections.abc import Iterator
from contextlib import suppress
from datetime import UTC, datetime

from cmc_desktop.i18n import tr, upright
from cmc_desktop.model.domain.errors import CmcError, Refusal
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


def one_line(text: str) -> str:
    """Words of several lines in one."""
    return " / ".join(text.split("\n"))


def say(text: str) -> None:
    """One line of the result, out at once. Raises NotWrittenOut."""
    try:
        print(text, flush=True)
    except BrokenPipeError:  # whoever read it has enough
        raise
    except OSError as error:
        give_up_output()
        raise NotWrittenOut(error) from error


def tell(sentence: str) -> None:
    """`say` a sentence of the app's, which no name in it turns round. Raises NotWrittenOut."""
    say(upright(sentence))


def give_up_output() -> None:
    """Nobody takes our output any more: let nothing be written at exit, which would complain."""
    nowhere = os.open(os.devnull, os.O_WRONLY)
    os.dup2(nowhere, sys.stdout.fileno())


def say_json(value: object) -> None:
    say(json.dumps(value, ensure_ascii=False, separators=(",", ":")))


def complain(error: CmcError | str) -> None:
    with suppress(OSError):  # there is nobody else to tell it to
        print(upright(str(error)), file=sys.stderr, flush=True)


def lines_given() -> Iterator[str]:
    """The lines of standard input. Raises Refusal when there is none, or when it cannot be read."""
    if sys.stdin is None:
        raise Refusal(tr("There is nothing to read on standard input."))
    try:
        yield from sys.stdin
    except OSError as error:
        raise Refusal(tr("Standard input cannot be read: {why}.", why=error.strerror or error)) from error


class WrongUse(CmcError):
    """Options or words that have no meaning together, or none at all; the exit status is 2, as for a wrong option."""


class NotWrittenOut(CmcError):
    """The result has nowhere to go: a full disk, a broken terminal."""

    def __init__(self, error: OSError) -> None:
        super().__init__(
            tr("The result could not be written out ({why}).", why=error.strerror or error),
            safe=tr("Notes stored so far are in the library."),
        )
