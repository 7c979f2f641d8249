"""Reading copies on the worker's thread: each is recognised; what does not join opens as a canvas of its own."""

from __future__ import annotations

from collections.abc import Sequence
from pathlib import Path

from cmc_desktop.model.domain.canvas import Canvas
from cmc_desktop.model.domain.errors import CmcError, LibraryTrouble, NotThere
from cmc_desktop.model.exchange.cmc_reader import CmcFile
from cmc_desktop.model.services.bringing_back import bring_back_file, copies_in, read_copy_file
from cmc_desktop.model.services.cancelling import Cancelled
from cmc_desktop.model.services.library import Library
from cmc_desktop.model.services.looked_words import what_it_is
from cmc_desktop.model.services.recognising import look_at, look_beside
from cmc_desktop.model.services.unreadable_here import of_this_file_alone
from cmc_desktop.ui.copies.copy_arrival import Arrival
from cmc_desktop.ui.saying import tr
from cmc_desktop.ui.tasks import Job


def read_all(library: Library, paths: Sequence[Path], job: Job, open_here: Canvas | None = None) -> list[Arrival]:
    """What each file is to the library. Raises NotThere when there is none, LibraryTrouble, Cancelled.

    `open_here` is a snapshot of the canvas on the desk, which then is not read again.
    """
    there = copies_in(paths)
    found = []
    for path in there.files:
        job.progress(tr("Reading {name}.", name=path.name))
        job.stop_if_cancelled()
        found.append(_read(library, path, open_here))
    return found + [Arrival(one.path, one.why, error=NotThere(one.why)) for one in there.passed_over]


def _read(library: Library, path: Path, open_here: Canvas | None) -> Arrival:
    file: CmcFile | None = None
    try:
        file = read_copy_file(path, library.templates)
        if open_here is not None and open_here.id == file.canvas.id:
            looked = look_beside(library, file.canvas, open_here)
        else:
            looked = look_at(library, file.canvas)
        if looked.relation.waits:
            return Arrival(path, what_it_is(looked), looked)
        done = bring_back_file(library, file, looked)
    except Cancelled:
        raise
    except LibraryTrouble as error:
        refused = of_this_file_alone(library, file.canvas, error) if file is not None else None
        if refused is None:
            raise
        return Arrival(path, str(refused), error=refused)
    except CmcError as error:
        return Arrival(path, str(error), error=error)
    return Arrival(path, done.told, looked, canvas_id=done.canvas_id)
