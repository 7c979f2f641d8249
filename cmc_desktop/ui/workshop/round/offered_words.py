"""Words of the round on their way into the library."""

from __future__ import annotations

from cmc_desktop.model.domain.note import Note
from cmc_desktop.model.domain.sheet_note import SheetNote
from cmc_desktop.model.domain.text import clean


class OfferedWords:
    """By the id of what they are to become; a slip may let them through long after they were refused."""

    def __init__(self) -> None:
        self._words: dict[str, str] = {}

    def offer(self, becomes: str, words: str) -> None:
        self._words[becomes] = words

    def take_stored(self, put: Note | SheetNote) -> str:
        """The words that became `put` by now, forgotten with this; empty for none."""
        return self._words.pop(put.id) if _says(put, self._words.get(put.id, "")) else ""


def _says(put: Note | SheetNote, words: str) -> bool:
    """Whether what was written is what the words were to become."""
    if not words:
        return False
    if isinstance(put, SheetNote):
        return bool(put.released)
    return (not put.deleted or put.joined) and clean(words) in (put.text, put.said)
