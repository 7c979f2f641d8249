"""The version that goes on from a signed canvas, made so that a copy can be joined there; gone again when none was."""

from __future__ import annotations

from collections.abc import Callable
from contextlib import suppress
from typing import TYPE_CHECKING

from cmc_desktop.model.domain.errors import CmcError

if TYPE_CHECKING:
    from cmc_desktop.model.services.library import Library
    from cmc_desktop.model.services.looked_at import LookedAt


class NextVersion:
    """Knows which versions were made for copies that are about to be looked at, or are being looked at."""

    def __init__(self, library: Callable[[], Library | None]) -> None:
        self._library = library
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
        """It is a version like any other from here on: something was joined in it."""
        self._made.discard(canvas_id)

    def take_away(self, canvas_id: str) -> None:
        """Remove a version that was made here for nothing, and is not on the desk.

        Whoever has it open elsewhere may have written to it: it stays then, as it does where it cannot be removed.
        """
        library = self._library()
        if library is None or canvas_id not in self._made:
            return
        self._made.discard(canvas_id)
        with suppress(CmcError):
            library.take_back(canvas_id)
