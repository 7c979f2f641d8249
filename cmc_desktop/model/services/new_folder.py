"""A folder of files that is written whole or not at all, and never over one that is there."""

from __future__ import annotations

import secrets
import shutil
from collections.abc import Iterator
from contextlib import contextmanager, suppress
from pathlib import Path

from cmc_desktop.i18n import tr
from cmc_desktop.model.domain.errors import Refusal
from cmc_desktop.model.services.safe_file import FileTrouble, told_trouble
from cmc_desktop.model.store.durable import sync_folder


def check_free(target: Path) -> None:
    """Raises FileTrouble where there is no folder to make `target` in, Refusal when something is called so already."""
    check_room(target)
    with told_trouble(target):
        taken = target.exists() or target.is_symlink()
    if taken:
        raise Refusal(
            tr("There is something called “{name}” in {folder} already.", name=target.name, folder=target.parent),
            safe=tr("It was left as it is."),
            todo=tr("Choose another folder, or take that one away first."),
        )


def check_room(target: Path) -> None:
    """Raises FileTrouble where there is no folder to make `target` in: a mistyped path makes no folders."""
    with told_trouble(target):
        room = target.parent.is_dir()
    if not room:
        raise FileTrouble(
            tr("There is no folder {path}.", path=target.parent),
            safe=tr("Nothing was written."),
            todo=tr("Make the folder first, or choose another one."),
        )


@contextmanager
def folder_there(folder: Path) -> Iterator[None]:
    """`folder` is made where only it is missing, and goes again when nothing came of it. Raises FileTrouble."""
    with told_trouble(folder):
        missing = not folder.exists() and folder.parent.is_dir()
        if missing:
            folder.mkdir()
    try:
        yield
    except BaseException:  # whatever it was, no empty folder stays
        if missing:
            with suppress(OSError):
                folder.rmdir()
        raise


@contextmanager
def new_folder(target: Path) -> Iterator[Path]:
    """A folder to fill that takes its place when all went well, and goes when anything did not.

    Raises FileTrouble, and what `check_free` raises.
    """
    making = target.with_name(f".cmc-{secrets.token_hex(8)}.tmp")
    try:
        with told_trouble(target):
            making.mkdir()
        yield making
        check_free(target)
        with told_trouble(target):
            sync_folder(making)
            making.rename(target)
            sync_folder(target.parent)
    except FileTrouble as error:
        # The folder that is made is nobody's business: it is what was not written.
        if not isinstance(error.__cause__, OSError):
            raise
        with told_trouble(target):
            raise error.__cause__ from error
    finally:
        shutil.rmtree(making, ignore_errors=True)
