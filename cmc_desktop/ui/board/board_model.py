"""The open canvas as a tree for views: boxes in walk order, their notes below. Holds note ids only, reads the rest."""

from __future__ import annotations

from collections.abc import Iterable, Sequence
from typing import TYPE_CHECKING, Any

from PySide6.QtCore import QAbstractItemModel, QMimeData, QModelIndex, QObject, QPersistentModelIndex, Qt, Signal

from cmc_desktop.model.domain.box_mark import BoxMark
from cmc_desktop.model.domain.changes import AddNotes, EditNote, MoveNotes, SetMission
from cmc_desktop.model.domain.conflict import Conflict
from cmc_desktop.model.domain.merging.shown import BOX
from cmc_desktop.model.domain.note import Note
from cmc_desktop.model.domain.remark import Remark
from cmc_desktop.model.domain.template import Box
from cmc_desktop.ui.board import note_mime
from cmc_desktop.ui.board.board_data import BoardData
from cmc_desktop.ui.board.kept_words import KeptWords
from cmc_desktop.ui.board.note_rows import Inserted, Moved, NoteRows, Removed, Step
from cmc_desktop.ui.board.other_wordings import Otherwise, otherwise
from cmc_desktop.ui.board.remark_marks import RemarkCounts, counts_on
from cmc_desktop.ui.session_bridge import SessionBridge

if TYPE_CHECKING:
    from cmc_desktop.model.services.session import Written

AnyIndex = QModelIndex | QPersistentModelIndex
_NOWHERE = QModelIndex()


class BoardModel(QAbstractItemModel):
    """Boxes (row = place in the walk) with notes below (row = place in the box), one column.

    `editable` lets views edit and drop; every wish goes through the bridge, which may refuse it. `kept` has the words
    that wait in notes: whoever hears a note is told of them, as who looks at it sees them below its own.

    Signals:
        box_changed(str): the notes or the mark of the box with this key changed, and views know already.
        notes_changed(list, str): ids of the notes that something written touched, and the way: do, undo, redo.
    """

    box_changed = Signal(str)
    notes_changed = Signal(list, str)

    def __init__(
        self,
        bridge: SessionBridge,
        parent: QObject | None = None,
        *,
        editable: bool = True,
        kept: KeptWords | None = None,
    ) -> None:
        super().__init__(parent)
        self._bridge = bridge
        self._kept = kept or KeptWords(self)
        self._data = BoardData(bridge.canvas, self._kept)
        self._editable = editable
        self._walk = bridge.canvas.template.walk
        self._place_in_walk = {key: row for row, key in enumerate(self._walk)}
        self._versions = [0] * len(self._walk)
        self._read()
        bridge.written.connect(self._on_bridge_written)
        self._kept.waiting_changed.connect(self._on_kept_waiting_changed)

    # reading

    @property
    def bridge(self) -> SessionBridge:
        return self._bridge

    def box(self, row: int) -> Box:
        return self._bridge.canvas.template.box(self._walk[row])

    def box_index(self, key: str) -> QModelIndex:
        return self.createIndex(self._place_in_walk[key], 0, 0)

    def note_index(self, note_id: str) -> QModelIndex:
        """Where a note is; invalid when it is not on the board."""
        note = self._bridge.canvas.find(Note, note_id)
        if note is None or note.deleted:
            return QModelIndex()
        box_row = self._place_in_walk[note.box]
        row = self._bridge.canvas.row_of(note)
        ids = self._ids[box_row]
        if row < len(ids) and ids[row] == note_id:
            return self.createIndex(row, 0, box_row + 1)
        return QModelIndex()

    def note_id(self, index: AnyIndex) -> str:
        """The id of the note at `index`, empty for a box or nothing."""
        box_row = index.internalId()
        return self._ids[box_row - 1][index.row()] if index.isValid() and box_row else ""

    def note(self, index: AnyIndex) -> Note | None:
        return self._bridge.canvas.find(Note, self.note_id(index))

    def box_key(self, index: AnyIndex) -> str:
        """The key of the box at `index`, or of the one the note there lies in."""
        if not index.isValid():
            return ""
        box_row = index.internalId()
        return self._walk[box_row - 1 if box_row else index.row()]

    def remarks(self, note_id: str) -> RemarkCounts:
        """How many remarks of each kind a note has."""
        return counts_on(self._bridge.canvas, note_id)

    def otherwise(self, note_id: str) -> tuple[Otherwise, ...]:
        """What copies say otherwise about a note."""
        return otherwise(self._bridge.canvas, note_id)

    def version(self, key: str) -> int:
        """A number that changes whenever the notes of a box do; what was measured for it still holds otherwise."""
        return self._versions[self._place_in_walk[key]]

    # following the canvas

    def _read(self) -> None:
        self._rows = NoteRows(self._bridge.canvas)
        self._ids = self._rows.ids
        self._versions = [version + 1 for version in self._versions]

    def _on_bridge_written(self, written: Written) -> None:
        olds: dict[str, Note | None] = {}
        news: dict[str, Note] = {}
        touched = {put.id for put in written.puts if isinstance(put, BoxMark)}
        for put, old in zip(written.puts, written.olds, strict=True):
            if isinstance(put, Note):
                was = old if isinstance(old, Note) and not old.deleted else None
                olds.setdefault(put.id, was)
                news[put.id] = put
        for step in self._rows.steps(olds, news):
            self._make(step)
        beside = {put.note for put in written.puts if isinstance(put, Remark)}
        for put in written.puts:
            if isinstance(put, Conflict):
                beside.update(put.values if put.kind == BOX else (put.thing,))
        for note_id in beside:
            self._tell_of_marks(note_id)
        notes = [note for note in (*olds.values(), *news.values()) if note is not None]
        for key in touched | {note.box for note in notes}:
            self.box_changed.emit(key)
        if news:
            self.notes_changed.emit(list(news), written.way)

    def _make(self, step: Step) -> None:
        """Tell the views of a step before and after it is made."""
        if isinstance(step, Inserted):
            self.beginInsertRows(self._box_at(step.box), step.row, step.row + len(step.ids) - 1)
        elif isinstance(step, Removed):
            self.beginRemoveRows(self._box_at(step.box), step.first, step.last)
        elif isinstance(step, Moved):
            self.beginMoveRows(self._box_at(step.box), step.row, step.row, self._box_at(step.target), step.goal)
        for box_row in self._rows.take(step):
            self._versions[box_row] += 1
        if isinstance(step, Inserted):
            self.endInsertRows()
        elif isinstance(step, Removed):
            self.endRemoveRows()
        elif isinstance(step, Moved):
            self.endMoveRows()
        else:
            index = self.note_index(step.note)
            self.dataChanged.emit(index, index)

    def _tell_of_marks(self, note_id: str) -> None:
        """The marks of a note, and what copies say otherwise, need room of their own, as new words would."""
        index = self.note_index(note_id)
        if index.isValid():
            self._versions[index.internalId() - 1] += 1
            self.dataChanged.emit(index, index)

    def _on_kept_waiting_changed(self, note_id: str) -> None:
        index = self.note_index(note_id)
        if index.isValid():
            self.dataChanged.emit(index, index, [Qt.ItemDataRole.AccessibleTextRole])

    def _box_at(self, box_row: int) -> QModelIndex:
        return self.createIndex(box_row, 0, 0)

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

    def index(self, row: int, column: int = 0, parent: AnyIndex = _NOWHERE) -> QModelIndex:
        # Views ask this twice for every note they lay out.
        if parent.isValid():
            box_row = parent.row()
            below = not parent.internalId() and column == 0 and 0 <= row < len(self._ids[box_row])
            return self.createIndex(row, 0, box_row + 1) if below else QModelIndex()
        there = column == 0 and 0 <= row < len(self._walk)
        return self.createIndex(row, 0, 0) if there else QModelIndex()

    def parent(self, index: AnyIndex = _NOWHERE) -> QModelIndex:  # type: ignore[override]  # QObject.parent() has no index
        box_row = index.internalId() if index.isValid() else 0
        return self.createIndex(box_row - 1, 0, 0) if box_row else QModelIndex()

    def rowCount(self, parent: AnyIndex = _NOWHERE) -> int:
        if not parent.isValid():
            return len(self._walk)
        return 0 if parent.internalId() or parent.column() else len(self._ids[parent.row()])

    def columnCount(self, parent: AnyIndex = _NOWHERE) -> int:
        return 1

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
