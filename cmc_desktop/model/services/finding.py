"""Finding canvases by words, and what in them holds the words: notes and people."""

from __future__ import annotations

import threading
from collections.abc import Collection, Sequence
from dataclasses import dataclass
from typing import NamedTuple

from cmc_desktop.model.domain.text import clean
from cmc_desktop.model.domain.words import FOLDS, Phrase, holds, indexed, phrases_in
from cmc_desktop.model.store.canvas_words import CanvasWords
from cmc_desktop.model.store.listing import Listed
from cmc_desktop.model.store.word_index import WordIndex


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
    """Finds canvases in a library, and what in them holds the words.

    Of one thread; only `refresh` may be called from any.
    """

    def __init__(self, index: WordIndex) -> None:
        self._index = index
        self._refreshing = threading.Lock()
        self._closed = False

    def refresh(self) -> bool:
        """Bring the index up to date; False while something is left to do.

        Never waits for others who write, and never fails: where nothing can be written, searching goes on without.
        """
        with self._refreshing:
            return not self._closed and self._index.refreshed(lambda: not self._closed)

    def close(self) -> None:
        """End a `refresh` on another thread, and wait until it has ended; there is none any more."""
        self._closed = True
        with self._refreshing:
            pass

    @property
    def is_fresh(self) -> bool:
        """Whether the index holds everything. Raises LibraryTrouble."""
        return self._index.is_fresh

    def canvases(self, words: str) -> set[str]:
        """The ids of the canvases that hold every one of `words`, put away and deleted ones too. Raises LibraryTrouble.

        None where `words` holds no letter and no digit.
        """
        phrases = phrases_in(clean(words))
        return self._index.canvases(phrases) if phrases else set()

    def matches(self, canvas_ids: Collection[str], words: str) -> dict[str, Matches]:
        """What in each of these canvases holds words of `words`. Raises LibraryTrouble."""
        phrases = phrases_in(clean(words))
        found = dict.fromkeys(canvas_ids, Matches())
        for canvas_id, there in self._index.texts(list(found)):
            found[canvas_id] = _matches(canvas_id, there, phrases)
        return found


def _matches(canvas_id: str, words: CanvasWords, phrases: Sequence[Phrase]) -> Matches:
    # what copies say of a note beside what is shown is told only where the shown words do not hold as much
    notes: dict[str, tuple[int, FoundNote]] = {}
    for note, box, text in (*words.notes, *words.others):
        count = _count(text, phrases)
        if count > notes.get(note, (0,))[0]:
            notes[note] = count, FoundNote(canvas_id, note, box, text)
    people = [
        (_count(f"{name} {organisation}", phrases), FoundPerson(canvas_id, person, name, organisation))
        for person, name, organisation in words.people
    ]
    return Matches(
        tuple(note for _, note in sorted(notes.values(), key=lambda pair: -pair[0])),
        tuple(person for count, person in sorted(people, key=lambda pair: -pair[0]) if count),
    )


def _count(text: str, phrases: Sequence[Phrase]) -> int:
    """How many of `phrases` a text holds."""
    letters = text.translate(FOLDS)
    if not any(phrase[-1] in letters for phrase in phrases):
        return 0  # most texts, told quickly
    index = indexed([text])
    return sum(holds(index, phrase) for phrase in phrases)
