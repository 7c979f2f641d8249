"""Asking the word index of an open library; what it does not hold yet is looked through besides."""

from __future__ import annotations

from collections.abc import Callable, Iterator, Sequence

from sqlalchemy import Connection, Engine

from cmc_desktop.model.domain.errors import LibraryTrouble
from cmc_desktop.model.domain.words import Phrase, holds
from cmc_desktop.model.store.canvas_words import AT_ONCE, CanvasWords, texts_of, words_as_far_as_readable
from cmc_desktop.model.store.search import holding, mend, numbers, refold, refreshed, stale
from cmc_desktop.model.store.statements import in_chunks
from cmc_desktop.model.store.trouble import told_plainly


class WordIndex:
    """Reads on connections of its own. Of one thread; only `refreshed` may be called from any."""

    def __init__(self, engine: Engine) -> None:
        self._engine = engine
        self._ids: dict[int, str] = {}
        self._is_examined = False
        self._refolded: set[str] = set()
        #: words of canvases the index does not hold yet, with the journal entry they are of
        self._waiting: dict[str, tuple[int, str]] = {}

    def refreshed(self, go_on: Callable[[], bool]) -> bool:
        """Bring the index up to date while `go_on` holds; False while something is left to do, or cannot be done."""
        if not self._is_examined:
            try:
                mend(self._engine)
                self._is_examined = refold(self._engine, go_on, self._refolded)
            except LibraryTrouble:
                return False
            if not self._is_examined:
                return False
        return refreshed(self._engine, go_on)

    @property
    def is_fresh(self) -> bool:
        """Whether the index holds everything. Raises LibraryTrouble."""
        with told_plainly(reading=True), self._engine.connect() as connection:
            return not stale(connection)

    def canvases(self, phrases: Sequence[Phrase]) -> set[str]:
        """The ids of the canvases that hold every one of `phrases`, which are one at least. Raises LibraryTrouble."""
        with told_plainly(reading=True), self._engine.connect() as connection:
            found = self._indexed(connection, phrases)
            waiting = stale(connection)
            self._read(connection, waiting)
        return found.difference(waiting) | {
            canvas_id
            for canvas_id, (_, index) in self._waiting.items()
            if all(holds(index, phrase) for phrase in phrases)
        }

    def texts(self, canvas_ids: Sequence[str]) -> Iterator[tuple[str, CanvasWords]]:
        """The notes and people of these canvases, a few canvases in memory at a time. Raises LibraryTrouble."""
        with told_plainly(reading=True), self._engine.connect() as connection:
            for chunk in in_chunks(canvas_ids, AT_ONCE):
                yield from texts_of(connection, chunk).items()

    def _indexed(self, connection: Connection, phrases: Sequence[Phrase]) -> set[str]:
        found = holding(connection, phrases)
        ids = self._ids
        try:
            return {ids[num] for num in found}
        except KeyError:
            ids = self._ids = numbers(connection)
            return {ids[num] for num in found if num in ids}

    def _read(self, connection: Connection, waiting: dict[str, int]) -> None:
        """Have the words of exactly those canvases that wait for the index."""
        known = self._waiting
        self._waiting = {one: known[one] for one, seq in waiting.items() if one in known and known[one][0] == seq}
        missing = [canvas_id for canvas_id in waiting if canvas_id not in self._waiting]
        for chunk in in_chunks(missing, AT_ONCE):
            for canvas_id, words in words_as_far_as_readable(connection, chunk).items():
                self._waiting[canvas_id] = words.seq, words.index
