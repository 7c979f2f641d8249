"""Asks afterwards why notes were taken off the board; those whose words they were may read it one day."""

from __future__ import annotations

from collections.abc import Sequence

from PySide6.QtWidgets import QWidget

from cmc_desktop.model.domain.changes import Change, ExplainDrop
from cmc_desktop.model.domain.note import Note
from cmc_desktop.ui.saying import tr, trn
from cmc_desktop.ui.session_bridge import SessionBridge
from cmc_desktop.ui.workshop.reason_dialog import ReasonDialog

#: letters of a note that tell which one it was
_TELLING = 140


class DropReasonDialog(ReasonDialog):
    """One reason for all of these notes (ids)."""

    def __init__(self, bridge: SessionBridge, notes: Sequence[str], parent: QWidget | None = None) -> None:
        self._notes = tuple(notes)
        self._was = ("",) * len(self._notes)
        hint = tr("It is told in “What became of the notes”.")
        question = _question(bridge, self._notes)
        super().__init__(bridge, tr("Say why"), question, hint, tr("Keep the reason"), parent)

    def wish(self, reason: str) -> Change:
        return ExplainDrop(self._notes, reason, self._was)

    def look_again(self) -> None:
        self._was = ExplainDrop.said(self._bridge.canvas, self._notes)


def dropped_words(notes: Sequence[str]) -> str:
    """What is told of deleted notes before anybody says why."""
    return trn("1 note is off the board.", "{n} notes are off the board.", len(notes))


def _question(bridge: SessionBridge, notes: Sequence[str]) -> str:
    note = bridge.canvas.find(Note, notes[0]) if len(notes) == 1 else None
    if note is None:
        return trn("Why was 1 note dropped?", "Why were {n} notes dropped?", len(notes))
    words = " ".join(note.text.split())
    return tr("Why was “{words}” dropped?", words=f"{words[:_TELLING]}…" if len(words) > _TELLING else words)
