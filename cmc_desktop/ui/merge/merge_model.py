"""The rows of the merge page as a list for a view."""

from __future__ import annotations

from collections.abc import Sequence
from typing import Any

from PySide6.QtCore import QAbstractListModel, QModelIndex, QPersistentModelIndex, Qt

from cmc_desktop.ui.merge.rows import HeadingRow, Row, spoken

Index = QModelIndex | QPersistentModelIndex
_ROOT = QModelIndex()


class MergeModel(QAbstractListModel):
    """`ROW` gives a row's own value."""

    ROW = int(Qt.ItemDataRole.UserRole) + 1

    def __init__(self) -> None:
        super().__init__()
        self._rows: list[Row] = []

    @property
    def rows(self) -> Sequence[Row]:
        return self._rows

    def show(self, rows: Sequence[Row]) -> None:
        """Take over the rows; where the same things stay in the same places, only what changed in them is told."""
        if [row.id for row in rows] != [row.id for row in self._rows]:
            self.beginResetModel()
            self._rows = list(rows)
            self.endResetModel()
            return
        changed = [place for place, pair in enumerate(zip(self._rows, rows, strict=True)) if pair[0] != pair[1]]
        self._rows = list(rows)
        for place in changed:
            self.dataChanged.emit(self.index(place), self.index(place))

    def row(self, index: Index) -> Row | None:
        return self._rows[index.row()] if index.isValid() else None

    def place_of(self, row_id: str) -> int:
        """Where the row with this id is; -1 when it is not shown."""
        return next((place for place, row in enumerate(self._rows) if row.id == row_id), -1)

    def rowCount(self, parent: Index = _ROOT) -> int:
        return 0 if parent.isValid() else len(self._rows)

    def flags(self, index: Index) -> Qt.ItemFlag:
        if not index.isValid() or isinstance(self.row(index), HeadingRow):
            return Qt.ItemFlag.NoItemFlags
        return Qt.ItemFlag.ItemIsEnabled | Qt.ItemFlag.ItemIsSelectable | Qt.ItemFlag.ItemNeverHasChildren

    def data(self, index: Index, role: int = Qt.ItemDataRole.DisplayRole) -> Any:
        row = self.row(index)
        if row is None:
            return None
        if role == self.ROW:
            return row
        if role in (Qt.ItemDataRole.DisplayRole, Qt.ItemDataRole.AccessibleTextRole):
            return spoken(row)
        return None
