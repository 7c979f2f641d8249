"""The last step of everything that is given out: what cannot be printed is told first, then the file is written."""

from __future__ import annotations

from collections.abc import Callable, Sequence
from dataclasses import dataclass
from pathlib import Path
from typing import TYPE_CHECKING

from cmc_desktop.i18n import tr
from cmc_desktop.model.services.cancelling import Cancelled
from cmc_desktop.model.services.safe_file import write_safely

if TYPE_CHECKING:
    from cmc_desktop.model.export.paper import MissingGlyph

#: asked before the file is written when characters have no glyph; may block the worker until somebody answered
Agree = Callable[[Sequence["MissingGlyph"]], bool]


@dataclass(frozen=True)
class Exported:
    """The written file, and the characters for which no bundled typeface has a sign."""

    path: Path
    missing_glyphs: tuple[MissingGlyph, ...] = ()


def give_out(data: bytes, path: Path, missing: tuple[MissingGlyph, ...] = (), agree: Agree | None = None) -> Exported:
    """Write `data` into `path`, whole or not at all.

    Where `missing` is not empty, `agree` is asked first: raises Cancelled, with nothing written, when it says no.
    Raises FileTrouble when the file cannot be written; an older file is then intact.
    """
    if missing and agree is not None and not agree(missing):
        safe = tr("The older file is untouched.") if path.exists() else tr("Nothing was changed.")
        raise Cancelled(tr("It was not written."), safe=safe)
    write_safely(path, data)
    return Exported(path, missing)
