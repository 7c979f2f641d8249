"""How many conflicts between copies wait in the canvases of a list."""

from __future__ import annotations

from collections.abc import Iterable

from cmc_desktop.model.domain.errors import CutOff, LibraryTrouble, NotThere
from cmc_desktop.model.domain.merging.shown import open_conflicts
from cmc_desktop.model.services.library import Library
from cmc_desktop.model.store.conflict_rows import canvases_in_conflict


def waiting_conflicts(library: Library, canvas_ids: Iterable[str]) -> dict[str, int]:
    """By canvas how many are open, where any are. Raises LibraryTrouble.

    Whether one is still open the board decides, so the few canvases that keep any are opened; one that cannot be, as it
    is damaged or was just removed, says so when somebody opens it, and keeps nobody from the list.
    """
    found = {}
    kept = canvases_in_conflict(library.store.engine)
    for canvas_id in kept.intersection(canvas_ids):
        try:
            canvas, _ = library.store.load(canvas_id)
        except CutOff:
            raise
        except (LibraryTrouble, NotThere):
            continue
        if waiting := len(open_conflicts(canvas)):
            found[canvas_id] = waiting
    return found
