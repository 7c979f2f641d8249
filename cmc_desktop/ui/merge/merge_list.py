"""The list in the middle of the merge page: conflicts first, then what comes in."""

from __future__ import annotations

from PySide6.QtCore import Qt, Signal
from PySide6.QtGui import QKeyEvent, QResizeEvent, QShowEvent
from PySide6.QtWidgets import QAbstractItemView, QListView, QWidget

from cmc_desktop.i18n import tr
from cmc_desktop.ui.look import Look, dressed
from cmc_desktop.ui.merge.merge_delegate import MergeDelegate
from cmc_desktop.ui.merge.merge_model import Index, MergeModel
from cmc_desktop.ui.merge.rows import ContestRow, HeadingRow, Row

#: pixels that every row is higher than
_LEAST_HIGH = 20


class MergeList(QListView):
    """Arrows go from row to row.

    Signals:
        row_chosen(): another row has the keys.
        words_wanted(): Enter was pressed on a conflict.
    """

    row_chosen = Signal()
    words_wanted = Signal()

    def __init__(self, look: Look, parent: QWidget | None = None) -> None:
        super().__init__(parent)
        dressed(self, "flat")
        self.setAccessibleName(tr("What comes in"))
        self.rows = MergeModel()
        self.setModel(self.rows)
        self.setItemDelegate(MergeDelegate(look, self))
        self.setVerticalScrollMode(QAbstractItemView.ScrollMode.ScrollPerPixel)
        self.setHorizontalScrollBarPolicy(Qt.ScrollBarPolicy.ScrollBarAlwaysOff)
        self.setEditTriggers(QAbstractItemView.EditTrigger.NoEditTriggers)
        self.setResizeMode(QListView.ResizeMode.Adjust)

    @property
    def row(self) -> Row | None:
        return self.rows.row(self.currentIndex())

    def show_rows(self, rows: list[Row]) -> None:
        """Take over the rows; the current one stays current while it is there, else the first conflict is."""
        kept = self.row
        self.rows.show(rows)
        self.scheduleDelayedItemsLayout()
        place = self.rows.place_of(kept.id) if kept is not None else -1
        if place < 0:
            place = next((n for n, row in enumerate(rows) if not isinstance(row, HeadingRow)), -1)
        if place >= 0 and place != self.currentIndex().row():
            self.choose(place)
        self.row_chosen.emit()

    def choose(self, place: int) -> None:
        """Make the row at a place the current one, in view."""
        self.setCurrentIndex(self.rows.index(place))
        if self.isVisible():  # before that nothing is laid out, as the width is not known
            self.scrollTo(self.currentIndex())

    def choose_open(self) -> bool:
        """Go on to the next conflict that waits, round and round; False when there is none."""
        count = self.rows.rowCount()
        start = max(0, self.currentIndex().row())
        for step in range(count):
            place = (start + step) % count
            row = self.rows.rows[place]
            if isinstance(row, ContestRow) and row.waits:
                self.choose(place)
                return True
        return False

    def currentChanged(self, current: Index, previous: Index) -> None:
        super().currentChanged(current, previous)
        self.row_chosen.emit()

    def keyPressEvent(self, event: QKeyEvent) -> None:
        if event.key() in (Qt.Key.Key_Return, Qt.Key.Key_Enter):
            self.words_wanted.emit()
            return
        super().keyPressEvent(event)

    def doItemsLayout(self) -> None:
        if not self.isVisible():  # every row would be measured for a width that it never has
            return
        # a bar that comes only once they are measured makes them narrower, and all are measured again
        overflows = self.rows.rowCount() * _LEAST_HIGH > self.viewport().height()
        bar = Qt.ScrollBarPolicy.ScrollBarAlwaysOn if overflows else Qt.ScrollBarPolicy.ScrollBarAsNeeded
        self.setVerticalScrollBarPolicy(bar)
        super().doItemsLayout()

    def showEvent(self, event: QShowEvent) -> None:
        super().showEvent(event)
        self.scheduleDelayedItemsLayout()

    def resizeEvent(self, event: QResizeEvent) -> None:
        super().resizeEvent(event)
        if event.size().width() != event.oldSize().width():
            self.scheduleDelayedItemsLayout()
