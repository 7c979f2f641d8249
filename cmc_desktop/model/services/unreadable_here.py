"""A file whose canvas the library has, but cannot read: it alone is refused, and what else comes is taken."""

from __future__ import annotations

from cmc_desktop.i18n import tr
from cmc_desktop.model.domain.canvas import Canvas
from cmc_desktop.model.domain.errors import (
    CmcError,
    CutOff,
    DamagedLibrary,
    LibraryReplaced,
    LibraryTrouble,
    PasswordWanted,
)
from cmc_desktop.model.services.library import Library


def of_this_file_alone(library: Library, canvas: Canvas, error: LibraryTrouble) -> DamagedLibrary | None:
    """What is told of a file with `canvas` that stopped at `error`, where other files can go on; else None."""
    return _told(canvas.head.title) if _lies_in_one_canvas(library, canvas.id, error) else None


def _lies_in_one_canvas(library: Library, canvas_id: str, error: LibraryTrouble) -> bool:
    """Whether what stopped a file is that the library's own canvas of this id cannot be read, while others can."""
    if isinstance(error, (CutOff, LibraryReplaced, PasswordWanted)):
        return False
    try:
        library.store.head(canvas_id)
    except CmcError:  # not there, so it was to be written; or not even the list of canvases can be read
        return False
    try:
        library.store.load(canvas_id)
    except CutOff:
        return False
    except LibraryTrouble:
        return True
    return isinstance(error, DamagedLibrary)


def _told(title: str) -> DamagedLibrary:
    happened = tr(
        "“{title}” is in the library, but cannot be read there, so the file could not be compared.", title=title
    )
    return DamagedLibrary(
        happened, todo=tr("Take that canvas out of a backup, or look at this file in another library.")
    )
