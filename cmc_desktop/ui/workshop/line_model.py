"""A list of lines for a view, replaced as a whole while rows that stay keep their place."""

from __future__ import annotations

from collections.abc import Sequence
from typing import Generic, Protocol, TypeVar

from PySide6.QtCore import QAbstractListModel, QModelIndex, QObject, QPersistentModelIndex, Qt

Index = QModelIndex | QPersistentModelIndex
ROOT = QModelIndex()


class Line(Protocol):
    """A value of one row; equal lines look the same."""

    @property
    def id(self) -> str: ...


L = TypeVar("L", bound=Line)


class LineModel(QAbstractListModel, Generic[L]):
    """The lines; `LINE` gives a row's own value."""

    LINE = Qt.ItemDataRole.UserRole + 1

    def __init__(self, parent: QObject | None = None) -> None:
        super().__init__(parent)
        self._lines: list[L] = []

    def show(self, lines: Sequence[L]) -> None:
        """Take over the lines; the same things in the same order keep their rows, and what changed is told."""
        if [line.id for line in lines] != [line.id for line in self._lines]:
            self.beginResetModel()
            self._lines = list(lines)
            self.endResetModel()
            return
        changed = [row for row, pair in enumerate(zip(self._lines, lines, strict=True)) if pair[0] != pair[1]]
        self._lines = list(lines)
        for row in changed:
            self.dataChanged.emit(self.index(row), self.index(row))

    def line(self, index: Index) -> L:
        return self._lines[index.row()]

    def rowCount(self, parent: Index = ROOT) -> int:
        return 0 if parent.isValid() else len(self._lines)
