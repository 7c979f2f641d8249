"""The version that goes on from a signed canvas, made so that a copy can be joined there; gone again when none was."""

from __future__ import annotations

from collections.abc import Callable
from typing import TYPE_CHECKING

from cmc_desktop.i18n import tr
from cmc_desktop.ui.tasks import Job, Tasks

if TYPE_CHECKING:
    from cmc_desktop.model.services.library import Library
    from cmc_desktop.model.services.looked_at import LookedAt


class NextVersion:
    """Knows which versions were made for copies that are not joined so far."""

    def __init__(self, library: Callable[[], Library | None], tasks: Tasks) -> None:
        self._library = library
        self._tasks = tasks
        self._made: set[str] = set()

    def after(self, looked: LookedAt) -> str:
        """The id of the canvas that goes on from the signed one, made now where there is none."""
        from cmc_desktop.model.services.series import Series

        library = self._library()
        if looked.follows is not None:
            return looked.follows.id
        if library is None:
            return looked.here
        made = Series(library).new_version(looked.here)
        self._made.add(made)
        return made

    def is_empty(self, canvas_id: str) -> bool:
        """Whether this version was made here, and nothing was joined in it."""
        return canvas_id in self._made

    def keep(self, canvas_id: str) -> None:
        """Something was joined in it."""
        self._made.discard(canvas_id)

    def take_away(self, canvas_id: str) -> None:
        """Remove a version that was made here for nothing; it is not on the desk. Raises CmcError."""
        library = self._library()
        if library is None or canvas_id not in self._made:
            return
        self._made.discard(canvas_id)
        library.delete(canvas_id)
        self._tasks.run(
            tr("Taking the empty version away."), lambda job: _remove(library, canvas_id, job), _done, _done
        )


def _remove(library: Library, canvas_id: str, job: Job) -> None:
    job.stop_if_cancelled()
    library.purge(canvas_id)


def _done(_found: object) -> None:
    """Where it may not be removed for good, it stays among what was deleted."""
