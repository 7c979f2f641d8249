"""The options that narrow which canvases are looked at, and importing of whole folders."""

from __future__ import annotations

import argparse
import re
import sys
from collections.abc import Iterable, Sequence
from pathlib import Path

from cmc_desktop.cli.context import Context
from cmc_desktop.cli.interrupting import STOPPED, ctrl_c_noted
from cmc_desktop.cli.words import WrongUse, complain, say, user_text
from cmc_desktop.i18n import tr
from cmc_desktop.model.domain.head import CanvasState
from cmc_desktop.model.services.canvas_filter import CanvasFilter, Facet
from cmc_desktop.model.services.safe_file import shown_name
from cmc_desktop.model.store.listing import Listed

_YEAR = re.compile("[0-9]{4}")


def add_filters(parser: argparse.ArgumentParser) -> None:
    """Declare the filters; each may be given several times, then one of its values is enough."""
    several = tr("may be given several times")
    states = [state.value for state in CanvasState]
    parser.add_argument("--state", choices=states, action="append", default=[], help=several)
    for facet in (Facet.TEMPLATE, Facet.CITY, Facet.YEAR, Facet.TAG):
        name = facet.value
        parser.add_argument(
            f"--{name}", metavar=name.upper(), type=user_text, action="append", default=[], help=several
        )


def filter_of(arguments: argparse.Namespace, templates: Iterable[str], among: Sequence[Listed]) -> CanvasFilter:
    """What was chosen by the options of `add_filters`, to look among these canvases.

    Raises WrongUse for a template there is not, and for what is no year.
    """
    of_canvases = (value for listed in among for value in Facet.TEMPLATE.of(listed))
    known = tuple(dict.fromkeys((*templates, *of_canvases)))
    for key in arguments.template:
        if key.casefold() not in map(str.casefold, known):
            raise WrongUse(
                tr("There is no template “{key}”.", key=key),
                todo=tr("The templates are: {keys}.", keys=", ".join(known)),
            )
    for year in arguments.year:
        if not _YEAR.fullmatch(year):
            years = sorted({value for listed in among for value in Facet.YEAR.of(listed)}, reverse=True)
            raise WrongUse(
                tr("“{year}” is not a year.", year=year),
                todo=tr("Give four digits, such as {years}.", years=", ".join(years) or "2026"),
            )
    return CanvasFilter({facet: frozenset(getattr(arguments, facet.value)) for facet in Facet})


def import_folder(folder: Path, context: Context) -> int:
    """Take every .cmc file of a folder in and print what became of each.

    The status is 1 where one was refused, or a place was not looked into that may hold one; after Ctrl+C, which lets
    the file at hand be finished, it is 130.
    """
    from cmc_desktop.model.services.files_there import files_in
    from cmc_desktop.model.services.folder_import import import_folder

    files_in(folder)  # a slip of the pen makes no library
    with context.library() as library, ctrl_c_noted() as stopped:
        report = import_folder(library, folder, progress=_tell_progress, stopped=stopped)
        was_stopped = stopped() and report.left > 0
    say(report.text.rstrip())
    if report.is_empty:
        complain(tr("There is no .cmc file in {folder}.", folder=shown_name(folder)))
    if was_stopped:
        return STOPPED
    return 0 if report.is_whole else 1


def _tell_progress(done: int, of: int) -> None:
    """On a terminal alone: a line that is written over."""
    if sys.stderr.isatty():
        print(f"\r{tr('{n} of {all}', n=done, all=of)}", end="\n" if done == of else "", file=sys.stderr, flush=True)
