"""The table of several canvases as an item model: elements down, canvases across."""

from __future__ import annotations

from typing import TYPE_CHECKING, Any

from PySide6.QtCore import QAbstractTableModel, QModelIndex, QObject, QPersistentModelIndex, Qt

from cmc_desktop.i18n import upright
from cmc_desktop.ui.saying import tr

if TYPE_CHECKING:
    from cmc_desktop.model.services.side_by_side import SideBySide

Index = QModelIndex | QPersistentModelIndex

#: the whole Cell of an index, for the delegate
CELL_ROLE = int(Qt.ItemDataRole.UserRole) + 1


class SideBySideModel(QAbstractTableModel):
    """Shows a SideBySide; `show` replaces it, with its columns in whatever order."""

    def __init__(self, table: SideBySide, parent: QObject | None = None) -> None:
        super().__init__(parent)
        self.table = table

    def show(self, table: SideBySide) -> None:
        self.beginResetModel()
        self.table = table
        self.endResetModel()

    # Qt

    def rowCount(self, parent: Index = QModelIndex()) -> int:  # noqa: B008  # an invalid index is a value in Qt
        return 0 if parent.isValid() else len(self.table.elements)

    def columnCount(self, parent: Index = QModelIndex()) -> int:  # noqa: B008  # an invalid index is a value in Qt
        return 0 if parent.isValid() else len(self.table.heads)

    def data(self, index: Index, role: int = Qt.ItemDataRole.DisplayRole) -> Any:
        if not index.isValid():
            return None
        cell = self.table.cells[index.row()][index.column()]
        if role == Qt.ItemDataRole.DisplayRole:
            return cell.text
        if role == Qt.ItemDataRole.AccessibleTextRole:
            head, element = self.table.heads[index.column()].title, self.table.elements[index.row()]
            lines = [tr("{note} (others too)", note=line.text) if line.common else line.text for line in cell.lines]
            return upright(f"{head}, {element}: {'; '.join(lines) or cell.text or tr('nothing')}")
        return cell if role == CELL_ROLE else None

    def headerData(
        self, section: int, orientation: Qt.Orientation, role: int = Qt.ItemDataRole.DisplayRole
    ) -> str | None:
        if role not in (Qt.ItemDataRole.DisplayRole, Qt.ItemDataRole.ToolTipRole):
            return None
        if orientation is Qt.Orientation.Vertical:
            return self.table.elements[section]
        # with the library: it brings the document engine
        from cmc_desktop.model.services.side_by_side import about, where

        head = self.table.heads[section]
        return upright(f"{head.title}\n{where(head)}\n{about(head)}")
