"""Finding canvases by words, and what in them holds the words: notes and people."""

from __future__ import annotations

import threading
from collections.abc import Collection, Sequence
from dataclasses import dataclass
from typing import NamedTuple

from sqlalchemy import Connection, Engine

from cmc_desktop.model.domain.text import clean
from cmc_desktop.model.domain.words import FOLDS, Phrase, holds, indexed, phrases_in
from cmc_desktop.model.store.listing import Listed
from cmc_desktop.model.store.search import CanvasWords, holding, numbers, refreshed, stale, texts_of, words_of
from cmc_desktop.model.store.trouble import told_plainly


class FoundNote(NamedTuple):
    """A note that holds one of the words looked for."""

    canvas_id: str
    note_id: str
    box: str
    text: str


class FoundPerson(NamedTuple):
    """Somebody on the roster whose name or organisation holds one of the words."""

    canvas_id: str
    person_id: str
    name: str
    organisation: str


class Matches(NamedTuple):
    """What of one canvas holds words that were looked for; what holds most of them comes first."""

    notes: tuple[FoundNote, ...] = ()
    people: tuple[FoundPerson, ...] = ()


@dataclass(frozen=True, slots=True)
class Hit:
    """A canvas that matches a search, with the notes and people that do."""

    listed: Listed
    notes: tuple[FoundNote, ...]
    people: tuple[FoundPerson, ...] = ()


class Finder:
    """Asks the word index; of canvases that it does not hold as they are now, the words themselves are looked through.

    Of one thread; only `refresh` may be called from any.
    """

    def __init__(self, engine: Engine) -> None:
        self._engine = engine
        self._refreshing = threading.Lock()
        self._closed = False
        self._ids: dict[int, str] = {}
        #: words of canvases the index does not hold yet, with the journal entry they are of
        self._waiting: dict[str, tuple[int, str]] = {}

    def refresh(self) -> bool:
        """Bring the index up to date; False while something is left to do.

        Never waits for others who write, and never fails: where nothing can be written, searching goes on without.
        """
        with self._refreshing:
            return not self._closed and refreshed(self._engine, lambda: not self._closed)

    def close(self) -> None:
        """End a `refresh` on another thread, and wait until it has ended; there is none any more."""
        self._closed = True
        with self._refreshing:
            pass

    @property
    def is_fresh(self) -> bool:
        """Whether the index holds everything. Raises LibraryTrouble."""
        with told_plainly(reading=True), self._engine.connect() as connection:
            return not stale(connection)

    def canvases(self, words: str) -> set[str]:
        """The ids of the canvases that hold every one of `words`, put away and deleted ones too. Raises LibraryTrouble.

        None where `words` holds no letter and no digit.
        """
        phrases = phrases_in(clean(words))
        if not phrases:
            return set()
        with told_plainly(reading=True), self._engine.connect() as connection:
            found = self._indexed(connection, phrases)
            waiting = stale(connection)
            self._read(connection, waiting)
        return found.difference(waiting) | {
            canvas_id
            for canvas_id, (_, index) in self._waiting.items()
            if all(holds(index, phrase) for phrase in phrases)
        }

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
        for start in range(0, len(missing), _AT_ONCE):
            for canvas_id, words in words_of(connection, missing[start : start + _AT_ONCE]).items():
                self._waiting[canvas_id] = words.seq, words.index

    def matches(self, canvas_ids: Collection[str], words: str) -> dict[str, Matches]:
        """What in each of these canvases holds words of `words`. Raises LibraryTrouble."""
        phrases = phrases_in(clean(words))
        found = dict.fromkeys(canvas_ids, Matches())
        ids = list(found)
        with told_plainly(reading=True), self._engine.connect() as connection:
            for start in range(0, len(ids), _AT_ONCE):
                for canvas_id, there in texts_of(connection, ids[start : start + _AT_ONCE]).items():
                    found[canvas_id] = _matches(canvas_id, there, phrases)
        return found


#: canvases whose words are in memory at a time
_AT_ONCE = 50


def _matches(canvas_id: str, words: CanvasWords, phrases: Sequence[Phrase]) -> Matches:
    notes = [(_count(text, phrases), FoundNote(canvas_id, note, box, text)) for note, box, text in words.notes]
    people = [
        (_count(f"{name} {organisation}", phrases), FoundPerson(canvas_id, person, name, organisation))
        for person, name, organisation in words.people
    ]
    return Matches(
        tuple(note for count, note in sorted(notes, key=lambda pair: -pair[0]) if count),
        tuple(person for count, person in sorted(people, key=lambda pair: -pair[0]) if count),
    )


def _count(text: str, phrases: Sequence[Phrase]) -> int:
    """How many of `phrases` a text holds."""
    letters = text.translate(FOLDS)
    if not any(phrase[-1] in letters for phrase in phrases):
        return 0  # most texts, told quickly
    index = indexed([text])
    return sum(holds(index, phrase) for phrase in phrases)
