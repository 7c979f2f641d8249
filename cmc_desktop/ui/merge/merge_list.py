"""The list in the middle of the merge page: conflicts first, then what comes in."""

from __future__ import annotations

from PySide6.QtCore import QModelIndex, QPoint, Qt, QTimer, Signal
from PySide6.QtGui import QFocusEvent, QKeyEvent, QResizeEvent, QShowEvent
from PySide6.QtWidgets import QAbstractItemView, QListView, QStyleOptionViewItem, QWidget

from cmc_desktop.ui.look import Look, dressed
from cmc_desktop.ui.merge.merge_delegate import MergeDelegate
from cmc_desktop.ui.merge.merge_model import Index, MergeModel
from cmc_desktop.ui.merge.rows import ContestRow, HeadingRow, Row
from cmc_desktop.ui.saying import tr

#: pixels that every row is higher than
_LEAST_HIGH = 20
#: rows below the lowest in sight that are measured before anything is seen, and at a time after that
_SOME_MORE, _AT_A_TIME = 30, 20


class MergeList(QListView):
    """Arrows go from row to row.

    Signals:
        row_chosen(): another row has the keys.
        words_wanted(): Enter was pressed on a conflict.
        keys_came(): the keys are here from now on.
    """

    row_chosen = Signal()
    words_wanted = Signal()
    keys_came = Signal()

    def __init__(self, look: Look, parent: QWidget | None = None) -> None:
        super().__init__(parent)
        dressed(self, "flat")
        self.setAccessibleName(tr("What comes in"))
        self.rows = MergeModel()
        #: the first row whose height may be a guess
        self._guessed = 0
        self._later = QTimer(self)
        self._later.setInterval(0)
        self._later.timeout.connect(self._measure_some)
        self.setModel(self.rows)
        self._delegate = MergeDelegate(look, self)
        self.setItemDelegate(self._delegate)
        self.setVerticalScrollMode(QAbstractItemView.ScrollMode.ScrollPerPixel)
        self.setHorizontalScrollBarPolicy(Qt.ScrollBarPolicy.ScrollBarAlwaysOff)
        self.setEditTriggers(QAbstractItemView.EditTrigger.NoEditTriggers)
        self.setResizeMode(QListView.ResizeMode.Adjust)

    @property
    def row(self) -> Row | None:
        return self.rows.row(self.currentIndex())

    @property
    def is_measured(self) -> bool:
        """Whether every row has its true place; those far below get it soon after the first are seen."""
        return not self._later.isActive() and not self.visualRect(self.rows.index(self.rows.rowCount() - 1)).isNull()

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
            if all(isinstance(row, HeadingRow) for row in self.rows.rows[:place]):
                self.scrollToTop()
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

    def choose_next_open(self) -> None:
        """Go on to the next conflict that waits below the current row, round and round."""
        place = self.currentIndex().row()
        if place + 1 < self.rows.rowCount():
            self.choose(place + 1)
        self.choose_open()

    def choose_contest(self, conflict: str) -> bool:
        """Go to a conflict by its id; False when it is not listed."""
        place = self.rows.place_of(f"contest:{conflict}")
        if place >= 0:
            self.choose(place)
        return place >= 0

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
        lowest = self.indexAt(QPoint(0, self.viewport().height() - 1)).row()
        self._guessed = max(0, lowest) + _SOME_MORE
        with self._delegate.guessing_from(self._guessed):
            super().doItemsLayout()
        if self._delegate.has_guessed:
            self._later.start()
        else:
            self._later.stop()

    def _measure_some(self) -> None:
        """Go on measuring what is out of sight, and lay it out as it is once all of it is known."""
        count, option = self.rows.rowCount(), QStyleOptionViewItem()
        self.initViewItemOption(option)
        for _ in range(_AT_A_TIME):
            if self._guessed >= count:
                self._later.stop()
                self.scheduleDelayedItemsLayout()
                return
            self._delegate.sizeHint(option, self.rows.index(self._guessed))
            self._guessed += 1

    def _measure_all(self) -> None:
        """Give every row its place now, so that any can be gone to."""
        self.executeDelayedItemsLayout()
        while self._later.isActive():
            self._measure_some()
        self.executeDelayedItemsLayout()

    def scrollTo(
        self, index: Index, hint: QAbstractItemView.ScrollHint = QAbstractItemView.ScrollHint.EnsureVisible
    ) -> None:
        self.executeDelayedItemsLayout()
        if index.row() >= self._guessed:
            self._measure_all()
        super().scrollTo(index, hint)

    def moveCursor(self, action: QAbstractItemView.CursorAction, modifiers: Qt.KeyboardModifier) -> QModelIndex:
        self._measure_all()
        return super().moveCursor(action, modifiers)

    def focusInEvent(self, event: QFocusEvent) -> None:
        super().focusInEvent(event)
        self.keys_came.emit()

    def showEvent(self, event: QShowEvent) -> None:
        super().showEvent(event)
        self.scheduleDelayedItemsLayout()

    def resizeEvent(self, event: QResizeEvent) -> None:
        super().resizeEvent(event)
        if event.size().width() != event.oldSize().width():
            self.scheduleDelayedItemsLayout()
