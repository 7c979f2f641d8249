"""Minutes and fate of the notes that name roles only: of a copy out of whose words, typed ones too, names are taken."""

from __future__ import annotations

from collections.abc import Iterable, Sequence
from dataclasses import replace
from pathlib import Path
from typing import TYPE_CHECKING

from cmc_desktop.i18n import tr
from cmc_desktop.model.domain.canvas import Canvas
from cmc_desktop.model.domain.errors import Refusal
from cmc_desktop.model.export.document import Document
from cmc_desktop.model.services.fate_document import FateChoice, fate_document
from cmc_desktop.model.services.log_lines import LogLine
from cmc_desktop.model.services.minutes_document import minutes_document
from cmc_desktop.model.services.without_names import WithoutNames, without_names

if TYPE_CHECKING:
    from cmc_desktop.model.services.library import Library


def roles_only(canvas: Canvas, library: Library | None, path: Path | None = None) -> WithoutNames:
    """The copy of `canvas`; people of the project's other sessions in `library` are not named in it either.

    Raises Refusal when the file at `path`, where it is to be written, is called after somebody.
    """
    # Reads other canvases, which only this needs.
    from cmc_desktop.model.services.people_elsewhere import people_elsewhere

    copy = without_names(canvas, others=people_elsewhere(library, canvas) if library is not None else ())
    if path is not None:
        check_file_name(copy, path)
    return copy


def check_file_name(copy: WithoutNames, path: Path) -> None:
    """Raises Refusal when the name of the file is somebody's."""
    if copy.names_somebody(path.stem):
        raise Refusal(
            tr("The name of the file, “{name}”, names somebody.", name=path.name),
            safe=tr("Nothing was written."),
            todo=tr("Give it a name without anybody’s name in it."),
        )


def minutes_of_roles(copy: WithoutNames, log: Iterable[LogLine] = (), *, now: int) -> Document:
    """The minutes, each line by somebody's role; `log` as `log_lines` gives it with names."""
    lines: Sequence[LogLine] = [copy.line(line) for line in log]
    return minutes_document(copy.canvas, log=lines, now=now)


def fate_of_roles(copy: WithoutNames, choice: FateChoice, *, now: int) -> Document:
    """What became of the notes that `choice` means on the canvas itself."""
    there = replace(choice, organisation=copy.organisation(choice.organisation))
    return fate_document(copy.canvas, there, now=now)
