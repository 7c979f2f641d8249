"""What the roster and the agenda have in common as tables: rows with an identity that can be put into another order."""

from __future__ import annotations

from collections.abc import Callable, Sequence
from typing import Any

from PySide6.QtCore import QAbstractTableModel, QMimeData, QModelIndex, QObject, QPersistentModelIndex, Qt, Signal

Index = QModelIndex | QPersistentModelIndex
ROOT = QModelIndex()
_MIME = "application/x-cmc-row"


class RowsModel(QAbstractTableModel):
    """A table of rows known by id, with `blank_rows` empty ones after them that make new rows when written into.

    Signals:
        move_wished(str, int): the row with this id is to go to another place, counted before the move.
    """

    move_wished = Signal(str, int)
    blank_rows = 0

    def __init__(self, parent: QObject | None = None) -> None:
        super().__init__(parent)
        self.ids: list[str] = []
        self._count = self.blank_rows

    def id_at(self, row: int) -> str:
        """The id of a row; empty for a blank one."""
        return self.ids[row] if 0 <= row < len(self.ids) else ""

    def row_of(self, row_id: str) -> int:
        return self.ids.index(row_id) if row_id in self.ids else -1

    def take_over(self, ids: Sequence[str], assign: Callable[[], None]) -> None:
        """Let `assign` take over new values under these ids, and tell the views what changed.

        A new last row takes the place of the blank one, so that typing goes on where it is. Where rows only move, come
        or go at one place, what is being typed in another goes on with its row.
        """
        old, new = self.ids, list(ids)
        gone = [row for row, row_id in enumerate(old) if row_id not in new]
        come = [row for row, row_id in enumerate(new) if row_id not in old]
        if new[: len(old)] == old:
            self._assign(new, assign)
            if self._count:
                self.dataChanged.emit(self.index(0, 0), self.index(self._count - 1, self.columnCount() - 1))
            if len(new) > len(old):
                self.beginInsertRows(ROOT, self._count, self._count + len(new) - len(old) - 1)
                self._count = len(new) + self.blank_rows
                self.endInsertRows()
        elif _together(gone) and [row_id for row_id in old if row_id in new] == new:
            self.beginRemoveRows(ROOT, gone[0], gone[-1])
            self._assign(new, assign)
            self._count -= len(gone)
            self.endRemoveRows()
        elif _together(come) and [row_id for row_id in new if row_id in old] == old:
            self.beginInsertRows(ROOT, come[0], come[-1])
            self._assign(new, assign)
            self._count += len(come)
            self.endInsertRows()
        elif not gone and not come:
            self._reorder(new, assign)
        else:
            self.beginResetModel()
            self._assign(new, assign)
            self._count = len(new) + self.blank_rows
            self.endResetModel()

    def _reorder(self, new: list[str], assign: Callable[[], None]) -> None:
        """Take over the same rows in another order; what refers to a row, such as an open editor, goes with it."""
        self.layoutAboutToBeChanged.emit()
        kept = [index for index in self.persistentIndexList() if self.id_at(index.row())]
        ids = [self.id_at(index.row()) for index in kept]
        self._assign(new, assign)
        moved = [self.index(self.row_of(row_id), index.column()) for row_id, index in zip(ids, kept, strict=True)]
        self.changePersistentIndexList(kept, moved)
        self.layoutChanged.emit()

    def write(self, index: Index, value: Any, seen: Any) -> bool:
        """Write into a cell whose editor was opened when it said `seen`; False when that is refused."""
        raise NotImplementedError

    def _assign(self, ids: list[str], assign: Callable[[], None]) -> None:
        self.ids = ids
        assign()

    def rowCount(self, parent: Index = ROOT) -> int:
        return 0 if parent.isValid() else self._count

    def supportedDropActions(self) -> Qt.DropAction:
        return Qt.DropAction.MoveAction

    def mimeTypes(self) -> list[str]:
        return [_MIME]

    def mimeData(self, indexes: Sequence[QModelIndex]) -> QMimeData:
        data = QMimeData()
        rows = sorted({index.row() for index in indexes})
        data.setData(_MIME, "\n".join(self.id_at(row) for row in rows if self.id_at(row)).encode())
        return data

    def dropMimeData(self, data: QMimeData, action: Qt.DropAction, row: int, column: int, parent: Index) -> bool:
        if action != Qt.DropAction.MoveAction or not data.hasFormat(_MIME):
            return False
        if row < 0:
            row = parent.row() if parent.isValid() else len(self.ids)
        for row_id in bytes(data.data(_MIME).data()).decode().splitlines():
            if row_id in self.ids:
                self.move_wished.emit(row_id, row)
                row = self.row_of(row_id) + 1
        return True


def _together(rows: Sequence[int]) -> bool:
    """Whether there are some, one directly below the other."""
    return bool(rows) and rows[-1] - rows[0] == len(rows) - 1
