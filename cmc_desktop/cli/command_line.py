"""Reads the arguments and carries out the verb; tells refusals as sentences."""

from __future__ import annotations

import argparse
from importlib import import_module
from typing import Any

from cmc_desktop import __version__
from cmc_desktop.cli.context import Context
from cmc_desktop.cli.words import WrongUse, complain
from cmc_desktop.i18n import tr
from cmc_desktop.model.domain.errors import CmcError

#: the modules of this package that declare the verbs, in the order of the help
NOUNS = {
    "demo": ("demo",),
    "canvases": ("templates", "new", "list", "show", "search"),
    "notes": ("note",),
    "files": ("import", "export"),
    "copies": ("copy", "merge"),
    "handouts": ("handout",),
    "documents": ("script", "minutes", "join-minutes", "fate"),
    "comparing": ("compare",),
    "history": ("history", "diff", "restore", "variant"),
    "records": ("pack", "verify", "key"),
    "backups": ("backup", "restore-backup"),
    "libraries": ("library",),
}


class _Parser(argparse.ArgumentParser):
    """Takes options by their whole names only, so that a new one never changes what a script means."""

    def __init__(self, **settings: Any) -> None:
        super().__init__(**{**settings, "allow_abbrev": False})


def parser(word: str = "") -> argparse.ArgumentParser:
    """All verbs, or when `word` is one its noun's alone: what the others need takes half a command's time to load.

    Each verb sets `run`, which takes the parsed arguments and the context and returns the exit status.
    """
    whole = _Parser(
        prog="cmc-desktop",
        description=tr("Without a verb the window opens."),
        epilog=tr(
            "Anywhere: --library FILE works in that library, --data DIR keeps everything below that folder. "
            "Words that begin with a dash follow --."
        ),
    )
    whole.add_argument("--version", action="version", version=f"CMC Desktop {__version__}")
    verbs = whole.add_subparsers(metavar="VERB", required=True, title=tr("verbs"))
    for noun in [noun for noun, words in NOUNS.items() if word in words] or NOUNS:
        import_module(f"cmc_desktop.cli.{noun}").add_verbs(verbs)
    return whole


def carry_out(arguments: list[str], context: Context) -> int:
    """Returns the exit status: 0 fine, 1 a refusal, 2 wrong use; argparse's own ends in SystemExit(2)."""
    chosen = parser(arguments[0] if arguments else "").parse_args(arguments)
    try:
        status: int = chosen.run(chosen, context)
    except CmcError as error:
        complain(error)
        return 2 if isinstance(error, WrongUse) else 1
    return status
