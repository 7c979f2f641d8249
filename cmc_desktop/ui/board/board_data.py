"""What can be asked of a box or a note on the board: its words, its marks, what is read out of it."""

from __future__ import annotations

from enum import IntEnum
from typing import Any

from PySide6.QtCore import Qt

from cmc_desktop.model.domain.canvas import Canvas
from cmc_desktop.model.domain.note import Note
from cmc_desktop.model.domain.template import Box
from cmc_desktop.ui.board.kept_words import KeptWords
from cmc_desktop.ui.board.other_wordings import otherwise
from cmc_desktop.ui.board.remark_marks import counts_on
from cmc_desktop.ui.saying import tr, trn


class Role(IntEnum):
    """What can be asked of an index besides Qt's own roles; a box has its key, tone and text (its label) only."""

    NOTE_ID = Qt.ItemDataRole.UserRole + 1
    BOX_KEY = Qt.ItemDataRole.UserRole + 2
    TAGS = Qt.ItemDataRole.UserRole + 3
    AUTHOR = Qt.ItemDataRole.UserRole + 4
    TONE = Qt.ItemDataRole.UserRole + 5
    REMARKS = Qt.ItemDataRole.UserRole + 6
    OTHERWISE = Qt.ItemDataRole.UserRole + 7


class BoardData:
    """Answers for one canvas; `kept` has the words that wait in notes."""

    def __init__(self, canvas: Canvas, kept: KeptWords) -> None:
        self._canvas = canvas
        self._kept = kept

    def of_box(self, box: Box, count: int, role: int) -> Any:
        """What a box with so many notes says to `role`; None where it has nothing to say."""
        if role == Qt.ItemDataRole.DisplayRole:
            return box.label
        if role == Role.BOX_KEY:
            return box.key
        if role == Role.TONE:
            return box.tone
        if role == Qt.ItemDataRole.AccessibleTextRole:
            return trn("{box}, {n} note", "{box}, {n} notes", count, box=box.label)
        return None

    def of_note(self, note: Note, box: Box, place: int, count: int, role: int) -> Any:
        """What a note says to `role`, the one at `place` (from 1) of `count` in a box."""
        if role in (Qt.ItemDataRole.DisplayRole, Qt.ItemDataRole.EditRole):
            return note.text
        if role == Role.NOTE_ID:
            return note.id
        if role == Role.TAGS:
            return list(note.tags)
        if role == Role.AUTHOR:
            return note.author
        if role == Role.BOX_KEY:
            return box.key
        if role == Role.TONE:
            return box.tone
        if role == Role.REMARKS:
            return counts_on(self._canvas, note.id)
        if role == Role.OTHERWISE:
            return otherwise(self._canvas, note.id)
        if role == Qt.ItemDataRole.AccessibleTextRole:
            return self._spoken(note, box, place, count)
        return None

    def _spoken(self, note: Note, box: Box, place: int, count: int) -> str:
        words = tr(
            "Note {row} of {count} in {box}: {text}",
            row=place,
            count=count,
            box=box.label,
            text=", ".join((*note.tags, note.text)),
        )
        remarks = counts_on(self._canvas, note.id).spoken
        words = tr("{note} ({remarks})", note=words, remarks=remarks) if remarks else words
        others = "; ".join(one.spoken for one in otherwise(self._canvas, note.id))
        words = tr("{note}; in conflict with a copy: {words}", note=words, words=others) if others else words
        waiting = self._kept.waiting(note.id)
        return tr("{note}; not stored: {words}", note=words, words=waiting) if waiting else words
