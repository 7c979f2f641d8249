"""The open canvas for views: what its boxes and notes say, and what can be dropped on them and typed into them."""

from __future__ import annotations

from collections.abc import Iterable, Sequence, Set
from typing import Any

from PySide6.QtCore import QMimeData, QModelIndex, QObject, Qt

from cmc_desktop.model.domain.changes import AddNotes, EditNote, MoveNotes, SetMission
from cmc_desktop.ui.board import note_mime
from cmc_desktop.ui.board.board_data import BoardData
from cmc_desktop.ui.board.kept_words import KeptWords
from cmc_desktop.ui.board.note_tree import AnyIndex, NoteTree
from cmc_desktop.ui.board.other_wordings import Otherwise, noted_otherwise, otherwise
from cmc_desktop.ui.board.remark_marks import RemarkCounts, counts_on, remarked
from cmc_desktop.ui.session_bridge import SessionBridge


class BoardModel(NoteTree):
    """The tree of notes with all that is said and done about them.

    `editable` lets views edit and drop; every wish goes through the bridge, which may refuse it. `kept` has the words
    that wait in notes: whoever hears a note is told of them, as who looks at it sees them below its own.
    """

    def __init__(
        self,
        bridge: SessionBridge,
        parent: QObject | None = None,
        *,
        editable: bool = True,
        kept: KeptWords | None = None,
    ) -> None:
        super().__init__(bridge, parent, kept)
        self._data = BoardData(bridge.canvas, self._kept)
        self._editable = editable

    # reading

    def remarks(self, note_id: str) -> RemarkCounts:
        """How many remarks of each kind a note has."""
        return counts_on(self._bridge.canvas, note_id)

    def otherwise(self, note_id: str) -> tuple[Otherwise, ...]:
        """What copies say otherwise about a note."""
        return otherwise(self._bridge.canvas, note_id)

    def marked(self) -> Set[str]:
        """The ids of the notes that show more than their own words and tags."""
        canvas = self._bridge.canvas
        return remarked(canvas) | noted_otherwise(canvas).keys() | self._kept.all_waiting().keys()

    # drag and drop, for every view alike

    def drop(self, mime: QMimeData, *, copies: bool, key: str, row: int | None) -> list[str]:
        """Put what was dragged to place `row` (counted before the move) of a box; None is the end.

        Notes of this canvas are moved unless `copies`; everything else becomes new notes. Returns the ids of the
        notes that now lie there, none when it was refused (the bridge has told why).
        """
        ids = note_mime.own_notes(mime, self._bridge.canvas.id)
        if ids and not copies:
            return ids if self._bridge.do(MoveNotes(tuple(ids), key, row)) else []
        return self.add_notes(note_mime.notes_in(mime), key, row)

    def add_notes(
        self, notes: Sequence[note_mime.CarriedNote], key: str, row: int | None, author: str = ""
    ) -> list[str]:
        """New notes at a place of a box, in order; returns their ids, none when refused."""
        made: list[str] = []
        for tags, texts in note_mime.runs_of_tags(notes):
            change = AddNotes(key, texts, row, author, tags)
            if not self._bridge.do(change):
                break
            made += change.ids
            row = None if row is None else row + len(texts)
        return made

    # Qt

    def flags(self, index: AnyIndex) -> Qt.ItemFlag:
        if not index.isValid():
            return Qt.ItemFlag.NoItemFlags
        base = Qt.ItemFlag.ItemIsEnabled | Qt.ItemFlag.ItemIsSelectable
        if not index.internalId():
            return base | Qt.ItemFlag.ItemIsDropEnabled if self._editable else base
        base |= Qt.ItemFlag.ItemNeverHasChildren
        if self._editable:
            base |= Qt.ItemFlag.ItemIsEditable | Qt.ItemFlag.ItemIsDragEnabled
        return base

    def data(self, index: AnyIndex, role: int = Qt.ItemDataRole.DisplayRole) -> Any:
        if not index.isValid():
            return None
        if not index.internalId():
            box = self.box(index.row())
            return self._data.of_box(box, len(self._ids[index.row()]), role)
        note = self.note(index)
        if note is None:
            return None
        box_row = index.internalId() - 1
        return self._data.of_note(note, self.box(box_row), index.row() + 1, len(self._ids[box_row]), role)

    def reword(self, index: AnyIndex, text: str, was: str | None = None) -> bool:
        """Let a note say something else; False when it was refused. `was` is what it said when the writing began:
        when it says something else by now, it is refused."""
        note_id = self.note_id(index)
        if not note_id or not self._editable:
            return False
        box = self.box(index.internalId() - 1)
        taken_away = box.single and not text.strip()
        return self._bridge.do(SetMission(box.key, text) if taken_away else EditNote(note_id, text, was))

    def setData(self, index: AnyIndex, value: Any, role: int = Qt.ItemDataRole.EditRole) -> bool:
        return role == Qt.ItemDataRole.EditRole and self.reword(index, str(value))

    def mimeTypes(self) -> list[str]:
        return [note_mime.NOTES, note_mime.TEXT]

    def mimeData(self, indexes: Iterable[QModelIndex]) -> QMimeData:
        found = [note for index in sorted(indexes, key=_reading_order) if (note := self.note(index)) is not None]
        return note_mime.carry(found, self._bridge.canvas.id)

    def supportedDropActions(self) -> Qt.DropAction:
        return Qt.DropAction.MoveAction | Qt.DropAction.CopyAction

    def supportedDragActions(self) -> Qt.DropAction:
        return Qt.DropAction.MoveAction | Qt.DropAction.CopyAction

    def canDropMimeData(self, data: QMimeData, action: Qt.DropAction, row: int, column: int, parent: AnyIndex) -> bool:
        # Whether a box may take it is the model's to say when it is dropped; asking at every step would cost.
        return self._editable and parent.isValid() and (data.hasFormat(note_mime.NOTES) or data.hasText())

    def dropMimeData(self, data: QMimeData, action: Qt.DropAction, row: int, column: int, parent: AnyIndex) -> bool:
        """False when notes were moved: it is done, and a view told otherwise would delete the dragged rows."""
        if not self.canDropMimeData(data, action, row, column, parent):
            return False
        copies = action == Qt.DropAction.CopyAction
        moves = not copies and bool(note_mime.own_notes(data, self._bridge.canvas.id))
        place = row if row >= 0 else (parent.row() if parent.internalId() else None)
        return bool(self.drop(data, copies=copies, key=self.box_key(parent), row=place)) and not moves


def _reading_order(index: AnyIndex) -> tuple[int, int]:
    return index.internalId(), index.row()
