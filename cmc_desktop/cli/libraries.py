"""Libraries as a whole: make one on a server, check one, copy one."""

from __future__ import annotations

import argparse
import sys
from pathlib import Path
from typing import Any

from cmc_desktop.cli.context import Context
from cmc_desktop.cli.words import complain, say
from cmc_desktop.i18n import tr, trn
from cmc_desktop.model.domain.errors import Refusal
from cmc_desktop.model.services.library_place import standing_warning
from cmc_desktop.model.services.moving import check_library, copy_library, make_library, opener
from cmc_desktop.model.services.passwords import opened_with_password
from cmc_desktop.model.store.library_address import LibraryAddress, library_address, shown_address
from cmc_desktop.model.store.library_store import LibraryStore


def add_verbs(verbs: Any) -> None:
    """Declare the verbs to argparse."""
    library = verbs.add_parser("library", help=tr("make a library on a server, check a library, copy it as a whole"))
    kinds = library.add_subparsers(metavar="VERB", required=True, title=tr("verbs"))
    create = kinds.add_parser("create", help=tr("make a library in a database of a server, or bring it up to date"))
    create.add_argument("address", metavar="ADDRESS", type=_address, nargs="?", help=_like())
    create.set_defaults(run=_create)

    check = kinds.add_parser("check", help=tr("read every canvas and compare it with its hashes and its history"))
    check.add_argument("address", metavar="LIBRARY", type=_address, nargs="?", help=tr("a file, or an address"))
    check.set_defaults(run=_check)

    copy = kinds.add_parser("copy", help=tr("copy a whole library into a new file, or an empty library of a server"))
    copy.add_argument("source", metavar="FROM", type=_address)
    copy.add_argument("target", metavar="TO", type=_address)
    copy.set_defaults(run=_copy)


def _like() -> str:
    like = "postgresql+psycopg://user@server/database"
    return tr("{like}; leave the password out: others see it in the list of processes", like=like)


def _address(word: str) -> LibraryAddress:
    try:
        return library_address(word)
    except Refusal as error:
        raise argparse.ArgumentTypeError(str(error)) from error


def _create(arguments: argparse.Namespace, context: Context) -> int:
    address = arguments.address or context.library_address
    made = opened_with_password(address, make_library, context.ask_password)
    shown = shown_address(address)
    say(
        tr("The library {name} is made.", name=shown)
        if made
        else tr("The library {name} was there, and is up to date.", name=shown)
    )
    return 0


def _check(arguments: argparse.Namespace, context: Context) -> int:
    address = arguments.address or context.library_address
    context.check_there(address)
    count = faults = 0
    store = _open(address, context)
    try:
        for canvas in check_library(store):
            if canvas.id:
                count += 1
                say(f"{canvas.id}  {canvas.content_hash or '-':64}  {canvas.title}")
            if canvas.fault:
                faults += 1
                complain(f"{canvas.title}: {canvas.fault}" if canvas.id else canvas.fault)
    finally:
        store.close()
    if faults:
        return 1
    complain(
        trn(
            "{n} canvas checked: it is as it was stored, as far as hashes and history tell; they do not cover names.",
            "{n} canvases checked: all are as they were stored, as far as hashes and history tell; "
            "they do not cover names.",
            count,
        )
    )
    return 0


def _copy(arguments: argparse.Namespace, context: Context) -> int:
    shown = -1

    def progress(done: int, total: int) -> None:
        nonlocal shown
        percent = done * 100 // total
        if percent != shown and sys.stderr.isatty():
            print(f"\r{percent} %", end="" if percent < 100 else "\n", file=sys.stderr, flush=True)
        shown = percent

    warning = standing_warning(arguments.target) if isinstance(arguments.target, Path) else ""
    if warning:
        complain(warning)
    rows = copy_library(arguments.source, arguments.target, lambda address: _open(address, context), progress)
    say(trn("{n} row copied and compared.", "{n} rows copied and compared.", rows))
    return 0


def _open(address: LibraryAddress, context: Context) -> LibraryStore:
    return opened_with_password(address, opener(context.templates), context.ask_password)
