"""A new canvas of which a server did not say whether it stored it: wished for again, it is not made twice."""

from __future__ import annotations

from collections.abc import Callable

from cmc_desktop.model.domain.errors import MaybeStored, NotThere
from cmc_desktop.model.store.library_store import LibraryStore


class NewInDoubt:
    """Remembers the last wish for a new canvas that ended in doubt. Not thread-safe, like a session."""

    def __init__(self, store: LibraryStore) -> None:
        self._store = store
        self._wish: tuple[object, object] = (None, None)
        self._canvas = ""
        self._transaction = ""

    def made_once(self, wish: object, make: Callable[[], str], source: Callable[[], object] = lambda: None) -> str:
        """The id of what `make` makes; of what it made for the same `wish` before, where that was in doubt, turned out
        to be stored, and stands as it was made.

        Two wishes are the same where they are equal, and `source` says the same after the first was stored and when
        the second comes: where what it is made of stands. Raises what `make` does; LibraryTrouble while it cannot be
        told, whatever is wished for: MaybeStored when the server has not come to the end of that one.
        """
        if self._canvas:
            self._store.check_ended(self._transaction, self._canvas)
        if self._canvas and (wish, source()) == self._wish and self._stands(self._canvas):
            stored, self._canvas = self._canvas, ""
            return stored
        self._canvas = ""
        try:
            return make()
        except MaybeStored as error:
            self._wish, self._canvas, self._transaction = (wish, source()), error.made, error.transaction
            raise

    def _stands(self, canvas_id: str) -> bool:
        """Whether it is there, and nobody has deleted it or worked on it since, who then knew of it."""
        try:
            head = self._store.head(canvas_id)
        except NotThere:
            return False
        return not head.deleted_at and not self._store.journal_of(canvas_id, after=1)
