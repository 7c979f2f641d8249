"""The library's list as an item model: one row per canvas, for LibraryTable."""

from __future__ import annotations

from collections.abc import Callable, Sequence
from enum import IntEnum
from typing import Any

from PySide6.QtCore import QAbstractTableModel, QModelIndex, QObject, QPersistentModelIndex, Qt

from cmc_desktop.i18n import tr
from cmc_desktop.model.domain.head import CanvasState
from cmc_desktop.ui.library.rows import LibraryRow

Index = QModelIndex | QPersistentModelIndex

#: the whole LibraryRow of an index, for the delegate
ROW_ROLE = int(Qt.ItemDataRole.UserRole) + 1


class Column(IntEnum):
    TITLE = 0
    CITY = 1
    STATE = 2
    CHANGED = 3


_ORDER_OF_STATES = [CanvasState.IN_WORKSHOP, CanvasState.AGREED, CanvasState.DRAFT, CanvasState.SIGNED]

_SORT_KEYS: dict[Column, Callable[[LibraryRow], Any]] = {
    Column.TITLE: lambda row: row.head.title.casefold(),
    Column.CITY: lambda row: (row.head.city.casefold(), row.head.title.casefold()),
    Column.STATE: lambda row: (_ORDER_OF_STATES.index(CanvasState(row.head.state)), -row.changed_at),
    Column.CHANGED: lambda row: row.changed_at,
}


class LibraryModel(QAbstractTableModel):
    """Rows in the order they are shown; `set_rows` replaces them all, keeping the chosen order."""

    def __init__(self, parent: QObject | None = None) -> None:
        super().__init__(parent)
        self._rows: list[LibraryRow] = []
        self._sorted_by = Column.CHANGED
        self._descending = True

    def set_rows(self, rows: Sequence[LibraryRow]) -> None:
        self.beginResetModel()
        self._rows = self._in_order(rows)
        self.endResetModel()

    def row_at(self, index: Index) -> LibraryRow | None:
        return self._rows[index.row()] if index.isValid() else None

    def index_of(self, canvas_id: str) -> QModelIndex:
        """The title cell of a canvas; invalid when it is not shown."""
        place = next((place for place, row in enumerate(self._rows) if row.id == canvas_id), -1)
        return self.index(place, Column.TITLE) if place >= 0 else QModelIndex()

    def _in_order(self, rows: Sequence[LibraryRow]) -> list[LibraryRow]:
        return sorted(rows, key=_SORT_KEYS[self._sorted_by], reverse=self._descending)

    # Qt

    def rowCount(self, parent: Index = QModelIndex()) -> int:  # noqa: B008  # an invalid index is a value in Qt
        return 0 if parent.isValid() else len(self._rows)

    def columnCount(self, parent: Index = QModelIndex()) -> int:  # noqa: B008  # an invalid index is a value in Qt
        return 0 if parent.isValid() else len(Column)

    def data(self, index: Index, role: int = Qt.ItemDataRole.DisplayRole) -> Any:
        row = self.row_at(index)
        if row is None:
            return None
        if role == Qt.ItemDataRole.DisplayRole:
            return (row.title.text, row.city.text, row.state, row.changed)[index.column()]
        if role == Qt.ItemDataRole.AccessibleTextRole:
            return row.spoken if index.column() == Column.TITLE else self.data(index)
        return row if role == ROW_ROLE else None

    def headerData(
        self, section: int, orientation: Qt.Orientation, role: int = Qt.ItemDataRole.DisplayRole
    ) -> str | int | None:
        if orientation is not Qt.Orientation.Horizontal:
            return None
        if role == Qt.ItemDataRole.TextAlignmentRole:
            return int(Qt.AlignmentFlag.AlignLeft | Qt.AlignmentFlag.AlignVCenter)
        if role != Qt.ItemDataRole.DisplayRole:
            return None
        return (tr("Canvas"), tr("City"), tr("State"), tr("Changed"))[section]

    def sort(self, column: int, order: Qt.SortOrder = Qt.SortOrder.AscendingOrder) -> None:
        self._sorted_by = Column(column)
        self._descending = order is Qt.SortOrder.DescendingOrder
        self.layoutAboutToBeChanged.emit()
        before = self.persistentIndexList()
        ids = [self._rows[index.row()].id for index in before]
        self._rows = self._in_order(self._rows)
        places = {row.id: place for place, row in enumerate(self._rows)}
        after = [self.index(places[one], index.column()) for one, index in zip(ids, before, strict=True)]
        self.changePersistentIndexList(before, after)
        self.layoutChanged.emit()
