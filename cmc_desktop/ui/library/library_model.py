"""The library's list as an item model: a row per canvas and, in a search, rows for what was found in it.

Rows are made when they come into view: a library of ten thousand canvases is shown as quickly as one of ten.
"""

from __future__ import annotations

from collections.abc import Callable, Mapping, Sequence
from dataclasses import dataclass
from enum import IntEnum
from typing import TYPE_CHECKING, Any

from PySide6.QtCore import QAbstractTableModel, QModelIndex, QObject, QPersistentModelIndex, Qt

from cmc_desktop.model.domain.head import CanvasState
from cmc_desktop.model.domain.template import Template
from cmc_desktop.ui.library.rows import LibraryRow, Part, found_rows, row_of
from cmc_desktop.ui.saying import tr

if TYPE_CHECKING:
    from cmc_desktop.model.services.finding import Matches
    from cmc_desktop.model.store.listing import Listed

Index = QModelIndex | QPersistentModelIndex

#: the whole LibraryRow of an index, for the delegate
ROW_ROLE = int(Qt.ItemDataRole.UserRole) + 1
#: found canvases whose notes are looked through at a time: at first what fills a window, then as the list is scrolled
_AT_FIRST, _MORE = 8, 24


class Column(IntEnum):
    TITLE = 0
    CITY = 1
    STATE = 2
    CHANGED = 3


_ORDER_OF_STATES = [CanvasState.IN_WORKSHOP, CanvasState.AGREED, CanvasState.DRAFT, CanvasState.SIGNED]

_SORT_KEYS: dict[Column, Callable[[Listed], Any]] = {
    Column.TITLE: lambda one: one.head.title.casefold(),
    Column.CITY: lambda one: (one.head.city.casefold(), one.head.title.casefold()),
    Column.STATE: lambda one: (_ORDER_OF_STATES.index(CanvasState(one.head.state)), -one.changed_at),
    Column.CHANGED: lambda one: one.changed_at,
}

#: what in some canvases holds the words looked for, by canvas
Matching = Callable[[Sequence[str]], Mapping[str, "Matches"]]


@dataclass(frozen=True)
class Shown:
    """Canvases to be shown, last changed first, with what their rows are made by.

    In a search for `words`, `look` reads what in a canvas holds them.
    """

    listed: Sequence[Listed] = ()
    templates: Mapping[str, Template] | None = None
    now: int = 0
    words: str = ""
    look: Matching | None = None


class LibraryModel(QAbstractTableModel):
    """Rows in the order they are shown; `show` replaces them all, keeping the chosen order."""

    def __init__(self, parent: QObject | None = None) -> None:
        super().__init__(parent)
        self._shown = Shown()
        self._listed: Sequence[Listed] = ()
        #: rows made so far: by place; in a search, of the first `_looked` canvases, in their order
        self._made: dict[int, LibraryRow] = {}
        self._found: list[LibraryRow] = []
        self._looked = 0
        self._sorted_by = Column.CHANGED
        self._descending = True

    def show(self, shown: Shown) -> None:
        self.beginResetModel()
        self._shown = shown
        self._begin_anew()
        self.endResetModel()

    def _begin_anew(self) -> None:
        self._listed = self._in_order(self._shown.listed)
        self._made, self._found, self._looked = {}, [], 0
        if self._searching:
            self._found = self._look_further(_AT_FIRST)

    @property
    def _searching(self) -> bool:
        return self._shown.look is not None

    @property
    def canvases(self) -> int:
        """How many canvases there are to be shown."""
        return len(self._listed)

    def _look_further(self, count: int) -> list[LibraryRow]:
        """Rows of the next canvases that were found."""
        look, shown = self._shown.look, self._shown
        chosen = self._listed[self._looked : self._looked + count]
        if look is None or not chosen:
            return []
        matches = look([one.head.id for one in chosen])
        self._looked += len(chosen)
        templates = shown.templates or {}
        rows = (found_rows(one, matches[one.head.id], shown.words, templates, shown.now) for one in chosen)
        return [row for of_canvas in rows for row in of_canvas]

    def show_all_of(self, row: LibraryRow) -> None:
        """Show everything that was found in the canvas of `row`, in the place of the row that tells of more."""
        look, place = self._shown.look, self._found.index(row)
        if look is None:
            return
        first = next(at for at, one in enumerate(self._found) if one.id == row.id)
        listed = next(one for one in self._listed if one.head.id == row.id)
        matches = look([row.id])[row.id]
        rows = found_rows(listed, matches, self._shown.words, self._shown.templates or {}, self._shown.now, whole=True)
        new = rows[place - first :]
        self.beginRemoveRows(QModelIndex(), place, place)
        del self._found[place]
        self.endRemoveRows()
        self.beginInsertRows(QModelIndex(), place, place + len(new) - 1)
        self._found[place:place] = new
        self.endInsertRows()

    def row_at(self, index: Index) -> LibraryRow | None:
        return self._row(index.row()) if index.isValid() else None

    def _row(self, place: int) -> LibraryRow:
        if self._searching:
            return self._found[place]
        row = self._made.get(place)
        if row is None:
            row = row_of(self._listed[place], self._shown.templates or {}, self._shown.now)
            self._made[place] = row
        return row

    def id_at(self, place: int) -> str:
        """The canvas whose row this is."""
        return self._found[place].id if self._searching else self._listed[place].head.id

    def index_of(self, canvas_id: str) -> QModelIndex:
        """The title cell of a canvas; invalid when it is not shown, or not yet."""
        places = range(self.rowCount())
        place = next((place for place in places if self.id_at(place) == canvas_id), -1)
        return self.index(place, Column.TITLE) if place >= 0 else QModelIndex()

    def _in_order(self, listed: Sequence[Listed]) -> Sequence[Listed]:
        if self._sorted_by is Column.CHANGED and self._descending:
            return listed  # as they come
        return sorted(listed, key=_SORT_KEYS[self._sorted_by], reverse=self._descending)

    # Qt

    def rowCount(self, parent: Index = QModelIndex()) -> int:  # noqa: B008  # an invalid index is a value in Qt
        if parent.isValid():
            return 0
        return len(self._found) if self._searching else len(self._listed)

    def columnCount(self, parent: Index = QModelIndex()) -> int:  # noqa: B008  # an invalid index is a value in Qt
        return 0 if parent.isValid() else len(Column)

    def canFetchMore(self, parent: Index) -> bool:
        return not parent.isValid() and self._searching and self._looked < len(self._listed)

    def fetchMore(self, parent: Index) -> None:
        if not self.canFetchMore(parent):
            return
        rows, before = self._look_further(_MORE), len(self._found)
        self.beginInsertRows(QModelIndex(), before, before + len(rows) - 1)
        self._found += rows
        self.endInsertRows()

    def data(self, index: Index, role: int = Qt.ItemDataRole.DisplayRole) -> Any:
        row = self.row_at(index)
        if row is None:
            return None
        if role == Qt.ItemDataRole.DisplayRole:
            if row.part is not Part.CANVAS:
                return row.title.text if index.column() == Column.TITLE else ""
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
        if self._searching:
            self.beginResetModel()
            self._begin_anew()
            self.endResetModel()
            return
        self.layoutAboutToBeChanged.emit()
        before = self.persistentIndexList()
        ids = [self._listed[index.row()].head.id for index in before]
        self._begin_anew()
        places = {one.head.id: place for place, one in enumerate(self._listed)}
        after = [self.index(places[one], index.column()) for one, index in zip(ids, before, strict=True)]
        self.changePersistentIndexList(before, after)
        self.layoutChanged.emit()
