"""Whether a copy may be written over a file that is there: it may be somebody's work that was not brought back yet."""

from __future__ import annotations

from collections.abc import Mapping
from pathlib import Path

from cmc_desktop.i18n import tr
from cmc_desktop.model.domain.canvas import Canvas
from cmc_desktop.model.domain.checkpoint import Checkpoint
from cmc_desktop.model.domain.errors import CmcError, Refusal
from cmc_desktop.model.domain.template import Template
from cmc_desktop.model.services.bringing_back import read_copy_file


def check_may_be_replaced(path: Path, canvas: Canvas, templates: Mapping[str, Template]) -> None:
    """Raises Refusal when a file is there, unless it is a copy of `canvas` at a point that is known here.

    A folder is no file; writing says so.
    """
    if not path.exists() or path.is_dir():
        return
    try:
        there = read_copy_file(path, templates).canvas
    except CmcError:
        known = False
    else:
        known = there.id == canvas.id and canvas.find(Checkpoint, there.head.checkpoint) is not None
    if not known:
        raise Refusal(
            tr("There is a file {path} already, and nothing tells that all of it is in the library.", path=path),
            safe=tr("It was left as it is."),
            todo=tr("Bring it back first, choose another name, or write over it with --replace."),
        )
