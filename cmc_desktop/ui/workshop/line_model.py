"""A list of lines for a view, shown anew as a whole while rows that stay keep their place."""

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
        """Take over the lines. Those that stay in their order keep their rows when lines came or went in one place;
        what changed in them is told."""
        head, gone, came = difference([line.id for line in self._lines], [line.id for line in lines])
        if gone and came:
            self.beginResetModel()
            self._lines = list(lines)
            self.endResetModel()
            return
        if gone:
            self.beginRemoveRows(ROOT, head, head + gone - 1)
            del self._lines[head : head + gone]
            self.endRemoveRows()
        if came:
            self.beginInsertRows(ROOT, head, head + came - 1)
            self._lines[head:head] = lines[head : head + came]
            self.endInsertRows()
        changed = [row for row, pair in enumerate(zip(self._lines, lines, strict=True)) if pair[0] != pair[1]]
        self._lines = list(lines)
        for row in changed:
            self.dataChanged.emit(self.index(row), self.index(row))

    def line(self, index: Index) -> L:
        return self._lines[index.row()]

    def rowCount(self, parent: Index = ROOT) -> int:
        return 0 if parent.isValid() else len(self._lines)


def difference(old: Sequence[str], new: Sequence[str]) -> tuple[int, int, int]:
    """How many ids at the beginning stay, how many after them go, and how many come in their place."""
    shorter = min(len(old), len(new))
    head = next((row for row in range(shorter) if old[row] != new[row]), shorter)
    most = shorter - head
    tail = next((n for n in range(most) if old[-1 - n] != new[-1 - n]), most)
    return head, len(old) - head - tail, len(new) - head - tail
