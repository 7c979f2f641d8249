"""The canvas files in a folder and those below it; what was not looked into is told, as a canvas may lie there."""

from __future__ import annotations

import os
from collections.abc import Iterator
from dataclasses import dataclass, field
from pathlib import Path

from cmc_desktop.i18n import tr
from cmc_desktop.model.domain.errors import NotThere
from cmc_desktop.model.services.safe_file import shown_name

SUFFIX = ".cmc"
#: a folder that goes deeper, or holds more, is not one of canvases that somebody collected
DEEPEST, MOST = 12, 20_000


@dataclass(frozen=True)
class PassedOver:
    """A place that was not looked at although a canvas may lie there, and in a sentence why."""

    path: Path
    why: str


@dataclass
class FilesThere:
    """The canvas files that were found, and the places that were passed over, in their order."""

    files: list[Path] = field(default_factory=list)
    passed_over: list[PassedOver] = field(default_factory=list)


def files_in(folder: Path) -> FilesThere:
    """The canvas files in a folder and those below it, by name; hidden ones and links to folders aside.

    Raises NotThere when there is no such folder, or it cannot be read.
    """
    try:
        next(os.scandir(folder), None)
    except OSError as error:
        raise NotThere(
            tr("The folder {path} cannot be read: {why}.", path=shown_name(folder), why=error.strerror or error),
            safe=tr("Nothing was imported."),
            todo=tr("Choose another folder."),
        ) from error
    there = FilesThere()

    def pass_over(error: OSError) -> None:
        why = tr("This folder cannot be read: {why}.", why=error.strerror or error)
        there.passed_over.append(PassedOver(Path(error.filename), why))

    for place, folders, names in os.walk(folder, onerror=pass_over):
        here = Path(place)
        below = sorted(name for name in folders if not name.startswith("."))
        is_deepest = len(here.relative_to(folder).parts) >= DEEPEST
        there.passed_over += _left_out(folder, (here / name for name in below), is_deepest=is_deepest)
        folders[:] = [] if is_deepest else below
        mine = (name for name in sorted(names) if name.lower().endswith(SUFFIX) and not name.startswith("."))
        there.files += (here / name for name in mine)
        if len(there.files) > MOST:
            why = tr("There are more than {n} canvas files; this one and those after it were not looked at.", n=MOST)
            there.passed_over.append(PassedOver(there.files[MOST], why))
            del there.files[MOST:]
            break
    return there


def _left_out(top: Path, folders: Iterator[Path], *, is_deepest: bool) -> Iterator[PassedOver]:
    for folder in folders:
        if folder.is_symlink():
            if not folder.resolve().is_relative_to(top.resolve()):  # else it is met without the link
                yield PassedOver(folder, tr("This is a link to another folder; links are not followed."))
        elif is_deepest:
            why = tr("This folder lies deeper than {n} others, so it was not looked into.", n=DEEPEST)
            yield PassedOver(folder, why)
