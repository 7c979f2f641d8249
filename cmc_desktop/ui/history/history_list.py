"""The line of a history: one point is looked at, two are compared."""

from __future__ import annotations

from PySide6.QtCore import QItemSelection, QItemSelectionModel, Signal
from PySide6.QtGui import QResizeEvent
from PySide6.QtWidgets import QAbstractItemView, QListView, QWidget

from cmc_desktop.ui.history.history_delegate import HistoryDelegate
from cmc_desktop.ui.history.history_model import HistoryModel
from cmc_desktop.ui.look import Look, dressed
from cmc_desktop.ui.saying import tr

_CHOOSE = QItemSelectionModel.SelectionFlag


class HistoryList(QListView):
    """Ctrl with a click, or with Space, chooses a second point; a third takes the place of the one chosen first.

    Signals:
        chosen_changed(): another point, or other two, are chosen.
    """

    chosen_changed = Signal()

    def __init__(self, model: HistoryModel, look: Look, parent: QWidget | None = None) -> None:
        super().__init__(parent)
        dressed(self, "lines-of-history")
        self._points = model
        self._chosen: list[str] = []
        self.setModel(model)
        self._delegate = HistoryDelegate(look, self)
        self.setItemDelegate(self._delegate)
        self.setUniformItemSizes(True)
        self.setSelectionMode(QAbstractItemView.SelectionMode.ExtendedSelection)
        self.setEditTriggers(QAbstractItemView.EditTrigger.NoEditTriggers)
        self.setVerticalScrollMode(QAbstractItemView.ScrollMode.ScrollPerPixel)
        self.setAccessibleName(tr("History"))
        self.setAccessibleDescription(tr("Choose one point to look at it, or two to compare them."))
        self._measure()
        model.modelReset.connect(self._on_reset)
        self.selectionModel().selectionChanged.connect(self._on_selection_changed)

    @property
    def chosen(self) -> list[str]:
        """The keys of the chosen points, at most two, in the order of the list."""
        return sorted(self._chosen, key=self._points.row_of)

    def choose(self, *keys: str) -> None:
        """Choose one or two points; the keyboard goes to the last of them."""
        model = self.selectionModel()
        rows = [row for row in map(self._points.row_of, keys) if row >= 0]
        chosen = QItemSelection()
        for row in rows:
            chosen.select(self._points.index(row), self._points.index(row))
        if rows:
            model.setCurrentIndex(self._points.index(rows[-1]), _CHOOSE.NoUpdate)
            model.select(chosen, _CHOOSE.ClearAndSelect)
            self.scrollTo(self._points.index(rows[-1]))

    def _measure(self) -> None:
        self._delegate.lanes = 1 + max((lane.own for lane in self._points.history.lanes), default=0)
        width = self.viewport().width()
        titles = (str(self._points.index(row).data()) for row in range(self._points.rowCount()))
        self._delegate.two_for_title = any(self._delegate.is_too_wide(title, width) for title in titles)

    def _on_reset(self) -> None:
        self._measure()
        keys = [key for key in self._chosen if self._points.row_of(key) >= 0] or [self._points.history.now.key]
        self._chosen = []
        self.choose(*keys)
        self.chosen_changed.emit()

    def _on_selection_changed(self, _come: QItemSelection, _gone: QItemSelection) -> None:
        now = [self._points.point(index.row()).key for index in self.selectionModel().selectedIndexes()]
        if not now:
            return
        kept = [key for key in self._chosen if key in now]
        chosen = [*kept, *(key for key in now if key not in kept)]
        if len(chosen) > 2:
            self._chosen = chosen[-2:]
            self.choose(*self._chosen)
            return
        if chosen != self._chosen:
            self._chosen = chosen
            self.chosen_changed.emit()

    def resizeEvent(self, event: QResizeEvent) -> None:
        if event.size().width() != event.oldSize().width():
            self._measure()
            self.scheduleDelayedItemsLayout()
        super().resizeEvent(event)
