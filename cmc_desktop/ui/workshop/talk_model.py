"""The rows of a side panel's list with their sizes: a view lays out thousands of them without asking for each."""

from __future__ import annotations

from collections.abc import Callable, Sequence

from PySide6.QtCore import QObject, QSignalBlocker, QSize, Qt
from PySide6.QtGui import QStandardItem, QStandardItemModel

from cmc_desktop.ui.workshop.line_model import Index, LineModel, difference
from cmc_desktop.ui.workshop.talk_row import TalkRow

_CAN_BE_CHOSEN = Qt.ItemFlag.ItemIsEnabled | Qt.ItemFlag.ItemIsSelectable


class TalkModel(QStandardItemModel):
    """The rows as a list. Qt keeps what a view asks of every row when it lays them out, `measure` is asked once a row.

    A list view lays out all its rows whenever one comes: 5,000 calls back to Python are 15 ms, none are 1.5.
    """

    LINE = LineModel.LINE

    def __init__(self, measure: Callable[[TalkRow], QSize], parent: QObject | None = None) -> None:
        """`measure` tells how large a row is at the width its view has just now."""
        super().__init__(parent)
        self._measure = measure
        self._rows: list[TalkRow] = []

    def show(self, rows: Sequence[TalkRow]) -> None:
        """Take over the rows; only those that changed are told. Those before and after all changes keep their place."""
        head, gone, came = difference([row.id for row in self._rows], [row.id for row in rows])
        if gone:
            del self._rows[head : head + gone]
            self.removeRows(head, gone)
        if came:
            self._rows[head:head] = rows[head : head + came]
            self.invisibleRootItem().insertRows(head, [self._item(row) for row in rows[head : head + came]])
        for place, (was, now) in enumerate(zip(self._rows, rows, strict=True)):
            if was is not now and was != now:
                self._put(self.item(place), now)
        self._rows = list(rows)

    def measure_anew(self) -> None:
        """The width is another one; the view lays its rows out anew afterwards."""
        with QSignalBlocker(self):
            for place, row in enumerate(self._rows):
                self.item(place).setSizeHint(self._measure(row))

    def line(self, index: Index) -> TalkRow:
        return self._rows[index.row()]

    def row_of(self, row_id: str) -> int:
        """The place of a row; -1 when it is not there."""
        return next((place for place, row in enumerate(self._rows) if row.id == row_id), -1)

    def _item(self, row: TalkRow) -> QStandardItem:
        item = QStandardItem()
        self._put(item, row)
        return item

    def _put(self, item: QStandardItem, row: TalkRow) -> None:
        item.setText(row.words)
        item.setAccessibleText(row.spoken)
        item.setToolTip(row.spoken)
        item.setData(row, self.LINE)
        item.setSizeHint(self._measure(row))
        item.setFlags(Qt.ItemFlag.NoItemFlags if row.heading else _CAN_BE_CHOSEN)
