"""Words typed into notes that are not stored: those that were refused wait in sight, those that were dropped do not."""

from __future__ import annotations

from PySide6.QtCore import QObject, Signal


class KeptWords(QObject):
    """By note id, shared by the boxes of a board.

    Signals:
        waiting_changed(str): other words wait in the note with this id than before.
    """

    waiting_changed = Signal(str)

    def __init__(self, parent: QObject | None = None) -> None:
        super().__init__(parent)
        self._words: dict[str, str] = {}
        self._waiting: set[str] = set()
        self._version = 0

    @property
    def version(self) -> int:
        """A number that changes whenever other words wait."""
        return self._version

    def __contains__(self, note_id: object) -> bool:
        """Whether words for a note were put aside, as refused ones or as dropped ones."""
        return note_id in self._words

    def waiting(self, note_id: str) -> str:
        """Words that were refused and wait to be stored; empty for none."""
        return self._words[note_id] if note_id in self._waiting else ""

    def dropped(self, note_id: str) -> str:
        """Words the person has dropped, which Ctrl+Z brings back; empty for none."""
        return "" if note_id in self._waiting else self._words.get(note_id, "")

    def all_waiting(self) -> dict[str, str]:
        """All words that wait, by note id."""
        return {note_id: self._words[note_id] for note_id in sorted(self._waiting)}

    def keep(self, note_id: str, words: str, *, waits: bool) -> None:
        """Put words aside, as refused ones or as dropped ones."""
        before = self.waiting(note_id)
        self._words[note_id] = words
        if waits:
            self._waiting.add(note_id)
        else:
            self._waiting.discard(note_id)
        self._tell(note_id, before)

    def drop(self, note_id: str) -> None:
        """The person has taken back what waited; Ctrl+Z brings it back."""
        before = self.waiting(note_id)
        self._waiting.discard(note_id)
        self._tell(note_id, before)

    def forget(self, note_id: str) -> None:
        """The note says it by now."""
        before = self.waiting(note_id)
        self._words.pop(note_id, None)
        self._waiting.discard(note_id)
        self._tell(note_id, before)

    def forget_said(self, note_id: str, text: str) -> None:
        """Forget the words when `text` is what they are."""
        if self._words.get(note_id, "").strip() == text:
            self.forget(note_id)

    def _tell(self, note_id: str, before: str) -> None:
        if self.waiting(note_id) != before:
            self._version += 1
            self.waiting_changed.emit(note_id)
