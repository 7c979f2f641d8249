"""A list of which one row is chosen, known by an id while its words and its place change."""

from __future__ import annotations

from collections.abc import Iterable

from PySide6.QtCore import Qt, Signal
from PySide6.QtGui import QStandardItem, QStandardItemModel
from PySide6.QtWidgets import QListView, QWidget

from cmc_desktop.ui.workshop.line_model import Index

_ID = Qt.ItemDataRole.UserRole + 1


class ChoiceList(QListView):
    """A list of which one row is chosen; rows are known by an id and keep their place when their words change.

    Signals:
        chosen(str): another row was chosen; its id.
    """

    chosen = Signal(str)

    def __init__(self, name: str, parent: QWidget | None = None) -> None:
        super().__init__(parent)
        self.rows = QStandardItemModel(self)
        self.setModel(self.rows)
        self.setAccessibleName(name)
        self.setEditTriggers(QListView.EditTrigger.NoEditTriggers)
        self.setSpacing(3)
        self.setTextElideMode(Qt.TextElideMode.ElideRight)
        self.setHorizontalScrollBarPolicy(Qt.ScrollBarPolicy.ScrollBarAlwaysOff)

    def show_rows(self, rows: Iterable[tuple[str, str]]) -> None:
        """Show (id, words), the chosen row staying chosen."""
        wanted, here = list(rows), self.chosen_id
        if [self._id(row) for row in range(self.rows.rowCount())] == [one for one, _ in wanted]:
            for row, (_, words) in enumerate(wanted):
                self.rows.item(row).setText(words)
            return
        self.rows.clear()
        for one, words in wanted:
            item = QStandardItem(words)
            item.setData(one, _ID)
            item.setToolTip(words)
            self.rows.appendRow(item)
        self.choose(here)

    def _id(self, row: int) -> str:
        return str(self.rows.item(row).data(_ID))

    @property
    def chosen_id(self) -> str:
        """The id of the chosen row; empty without one."""
        return str(self.currentIndex().data(_ID) or "")

    def choose(self, row_id: str) -> None:
        """Choose a row by its id, the first one when it is not there."""
        rows = range(self.rows.rowCount())
        row = next((row for row in rows if self._id(row) == row_id), 0 if row_id or self.rows.rowCount() else -1)
        self.setCurrentIndex(self.rows.index(row, 0))

    def step(self, by: int) -> bool:
        """Choose the row before or after; False when there is none."""
        row = self.currentIndex().row() + by
        if not 0 <= row < self.rows.rowCount():
            return False
        self.setCurrentIndex(self.rows.index(row, 0))
        return True

    def currentChanged(self, current: Index, previous: Index) -> None:
        super().currentChanged(current, previous)
        if current.isValid():
            self.chosen.emit(str(current.data(_ID)))
