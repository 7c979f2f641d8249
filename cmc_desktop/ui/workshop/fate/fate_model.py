"""The notes of the round as a table: as they were said, by whom, in which element, and what became of them."""

from __future__ import annotations

from collections.abc import Sequence
from dataclasses import dataclass
from enum import IntEnum

from PySide6.QtCore import QAbstractTableModel, QModelIndex, QObject, QPersistentModelIndex, Qt

from cmc_desktop.ui.saying import tr

Index = QModelIndex | QPersistentModelIndex
ROOT = QModelIndex()


class Column(IntEnum):
    SAID = 0
    BY = 1
    ELEMENT = 2
    BECAME = 3

    @property
    def label(self) -> str:
        return {
            Column.SAID: tr("As it was said"),
            Column.BY: tr("By"),
            Column.ELEMENT: tr("Element"),
            Column.BECAME: tr("What became of it"),
        }[self]


@dataclass(frozen=True)
class FateRow:
    """One note by its id; `cells` are the words in the columns."""

    note: str
    cells: tuple[str, str, str, str]


class FateModel(QAbstractTableModel):
    """Rows in the order they are given."""

    def __init__(self, parent: QObject | None = None) -> None:
        super().__init__(parent)
        self.lines: tuple[FateRow, ...] = ()

    def show(self, rows: Sequence[FateRow]) -> None:
        """Take over the rows; where the notes are the same, only what changed is told."""
        rows = tuple(rows)
        if [row.note for row in rows] != [row.note for row in self.lines]:
            self.beginResetModel()
            self.lines = rows
            self.endResetModel()
            return
        before, self.lines = self.lines, rows
        for place, row in enumerate(rows):
            if row != before[place]:
                self.dataChanged.emit(self.index(place, 0), self.index(place, len(Column) - 1))

    def row_of(self, note: str) -> int:
        """The row of a note, -1 when it is not shown."""
        return next((place for place, row in enumerate(self.lines) if row.note == note), -1)

    def rowCount(self, parent: Index = ROOT) -> int:
        return 0 if parent.isValid() else len(self.lines)

    def columnCount(self, parent: Index = ROOT) -> int:
        return 0 if parent.isValid() else len(Column)

    def data(self, index: Index, role: int = Qt.ItemDataRole.DisplayRole) -> object:
        if not index.isValid():
            return None
        if role in (Qt.ItemDataRole.DisplayRole, Qt.ItemDataRole.AccessibleTextRole):
            return self.lines[index.row()].cells[index.column()]
        if role == Qt.ItemDataRole.TextAlignmentRole:
            return Qt.AlignmentFlag.AlignLeading | Qt.AlignmentFlag.AlignTop
        return None

    def headerData(self, section: int, orientation: Qt.Orientation, role: int = Qt.ItemDataRole.DisplayRole) -> object:
        if role == Qt.ItemDataRole.DisplayRole and orientation == Qt.Orientation.Horizontal:
            return Column(section).label
        return None
