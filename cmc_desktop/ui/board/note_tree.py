"""Which box and which note lies where, for views: a true tree at every step, which follows what is written."""

from __future__ import annotations

from collections.abc import Iterable, Mapping, Sequence
from typing import TYPE_CHECKING

from PySide6.QtCore import QAbstractItemModel, QModelIndex, QObject, QPersistentModelIndex, Qt, Signal

from cmc_desktop.model.domain.box_mark import BoxMark
from cmc_desktop.model.domain.conflict import Conflict
from cmc_desktop.model.domain.merging.shown import BOX
from cmc_desktop.model.domain.note import Note
from cmc_desktop.model.domain.remark import Remark
from cmc_desktop.model.domain.template import Box
from cmc_desktop.ui.board.kept_words import KeptWords
from cmc_desktop.ui.board.note_rows import Inserted, Moved, NoteRows, Removed, Step
from cmc_desktop.ui.session_bridge import SessionBridge

if TYPE_CHECKING:
    from cmc_desktop.model.services.session import Written

AnyIndex = QModelIndex | QPersistentModelIndex
_NOWHERE = QModelIndex()
#: a change of more notes than this is told to the views at once instead of step by step
_MANY = 60


class NoteTree(QAbstractItemModel):
    """Boxes (row = place in the walk) with notes below (row = place in the box), one column. Holds note ids only.

    What is written is told to the views step by step, or as one new arrangement where it is much, as after a copy was
    joined. Either way they keep hold of the notes they have: of the current one, the selected ones, one being edited.

    Signals:
        box_changed(str): the notes or the mark of the box with this key changed, and views know already.
        notes_changed(list, str): ids of the notes that something written touched, and the way: do, undo, redo.
    """

    box_changed = Signal(str)
    notes_changed = Signal(list, str)

    def __init__(self, bridge: SessionBridge, parent: QObject | None, kept: KeptWords | None) -> None:
        super().__init__(parent)
        self._bridge = bridge
        self._kept = kept or KeptWords(self)
        self._walk = bridge.canvas.template.walk
        self._place_in_walk = {key: row for row, key in enumerate(self._walk)}
        self._versions = [0] * len(self._walk)
        self._rows = NoteRows(bridge.canvas)
        self._ids = self._rows.ids
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

    def ids_in(self, key: str) -> Sequence[str]:
        """The ids of the notes in a box by row, as the views know them now."""
        return self._ids[self._place_in_walk[key]]

    def version(self, key: str) -> int:
        """A number that changes whenever the notes of a box do; what was measured for it still holds otherwise."""
        return self._versions[self._place_in_walk[key]]

    # following the canvas

    def _on_bridge_written(self, written: Written) -> None:
        olds: dict[str, Note | None] = {}
        news: dict[str, Note] = {}
        touched = {put.id for put in written.puts if isinstance(put, BoxMark)}
        for put, old in zip(written.puts, written.olds, strict=True):
            if isinstance(put, Note):
                was = old if isinstance(old, Note) and not old.deleted else None
                olds.setdefault(put.id, was)
                news[put.id] = put
        boxes = {note.box for note in (*olds.values(), *news.values()) if note is not None}
        if len(news) > _MANY:
            self._arrange(boxes, news)
        else:
            for step in self._rows.steps(olds, news):
                self._make(step)
        self._tell_of_marks(written)
        for key in touched | boxes:
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

    def _arrange(self, boxes: Iterable[str], news: Mapping[str, Note]) -> None:
        """Put the notes of `boxes` where they belong by now, and tell the views once."""
        self._let_go(news)
        self.layoutAboutToBeChanged.emit()
        held = [index for index in self.persistentIndexList() if index.internalId()]
        ids = [self.note_id(index) for index in held]
        for box_row in self._rows.arrange(boxes, news):
            self._versions[box_row] += 1
        places = self._rows.places(set(ids))
        self.changePersistentIndexList(held, [self._index_at(places.get(note_id)) for note_id in ids])
        self.layoutChanged.emit()
        for note_id in news.keys() & set(ids):
            index = self.note_index(note_id)
            if index.isValid():
                self.dataChanged.emit(index, index)

    def _let_go(self, news: Mapping[str, Note]) -> None:
        """Take notes that go off the board one by one as long as a view has hold of one: the keys then go to the note
        beside it, and an open editor closes, as ever."""
        going = {note.id for note in news.values() if note.deleted}
        while True:
            held = (index for index in self.persistentIndexList() if index.internalId())
            gone = next((index for index in held if self.note_id(index) in going), None)
            if gone is None:
                return
            self._make(Removed(gone.internalId() - 1, gone.row(), gone.row()))

    def _tell_of_marks(self, written: Written) -> None:
        """The marks of notes, and what copies say otherwise, need room of their own, as new words would."""
        beside = {put.note for put in written.puts if isinstance(put, Remark)}
        for put in written.puts:
            if isinstance(put, Conflict):
                beside.update(put.values if put.kind == BOX else (put.thing,))
        for note_id in beside:
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

    def _index_at(self, place: tuple[int, int] | None) -> QModelIndex:
        return QModelIndex() if place is None else self.createIndex(place[1], 0, place[0] + 1)

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
