"""The points of a history as rows for a list; how many notes and changes each has is worked out once it is seen."""

from __future__ import annotations

from dataclasses import dataclass
from typing import TYPE_CHECKING, Any

from PySide6.QtCore import QAbstractListModel, QModelIndex, QObject, QPersistentModelIndex, Qt, QTimer

from cmc_desktop.i18n import upright
from cmc_desktop.model.domain.errors import CmcError
from cmc_desktop.model.domain.local_time import day_and_time
from cmc_desktop.ui.saying import in_a_row, tr, trn

if TYPE_CHECKING:
    from cmc_desktop.model.services.history import Figures, History
    from cmc_desktop.model.services.history_line import Lanes
    from cmc_desktop.model.services.history_points import HistoryPoint

Index = QModelIndex | QPersistentModelIndex
_NOWHERE = QModelIndex()


@dataclass(frozen=True, slots=True)
class HistoryRow:
    """A point as it is drawn: what it is called, where and when and by whom, how much, and the lines past it."""

    title: str
    about: str
    figures: str
    lanes: Lanes
    is_now: bool
    is_named: bool
    trouble: bool


class HistoryModel(QAbstractListModel):
    """One column; `ROW` gives a HistoryRow."""

    ROW = int(Qt.ItemDataRole.UserRole) + 1

    def __init__(self, history: History, parent: QObject | None = None) -> None:
        super().__init__(parent)
        self._history = history
        self._figures: dict[str, Figures | CmcError] = {}
        self._wanted: list[int] = []
        self._timer = QTimer(self)
        self._timer.setInterval(0)
        self._timer.timeout.connect(self._work_out_one)

    @property
    def history(self) -> History:
        return self._history

    def point(self, row: int) -> HistoryPoint:
        return self._history.points[row]

    def row_of(self, key: str) -> int:
        """The row of a point, -1 when it is not there any more."""
        return next((row for row, point in enumerate(self._history.points) if point.key == key), -1)

    def said(self, row: int) -> str:
        """What the line says of a point, without what has to be worked out for that."""
        return " ".join(self._words(self.point(row)))

    def refresh(self) -> None:
        """Show the line as it is by now. Raises LibraryTrouble; then it stays as it was."""
        line = self._history.read()
        self.beginResetModel()
        self._history.show(line)
        # what a point said stays; how much changed since is asked anew where the present state is concerned
        self._figures = {key: known for key, known in self._figures.items() if not key.endswith("/now")}
        self._wanted.clear()
        self.endResetModel()

    def _row(self, row: int) -> HistoryRow:
        point = self._history.points[row]
        known = self._figures.get(point.key)
        if known is None and row not in self._wanted:
            self._wanted.append(row)
            self._timer.start()
        title, about = self._words(point)
        trouble = isinstance(known, CmcError)
        return HistoryRow(
            title, about, _figures(known), self._history.lanes[row], point.is_now, bool(point.name), trouble
        )

    def _words(self, point: HistoryPoint) -> tuple[str, str]:
        elsewhere = point.session if point.canvas != self._history.canvas_id else ""
        title = upright(f"{elsewhere}: {point.words}") if elsewhere and point.is_now else point.title
        parts = [
            point.words if point.name and point.name not in point.words else "",
            elsewhere if not point.is_now else "",
            day_and_time(point.at) if point.at and not point.is_now else "",
            tr("by {name}", name=point.maker) if point.maker else "",
            tr("no. {number}", number=point.short) if point.short else "",
        ]
        return title, in_a_row(parts, " · ")

    def _work_out_one(self) -> None:
        if not self._wanted:
            self._timer.stop()
            return
        row = self._wanted.pop()
        point = self._history.points[row]
        try:
            self._figures[point.key] = self._history.figures(point)
        except CmcError as error:
            self._figures[point.key] = error
        self.dataChanged.emit(self.index(row), self.index(row))

    # Qt

    def rowCount(self, parent: Index = _NOWHERE) -> int:
        return 0 if parent.isValid() else len(self._history.points)

    def data(self, index: Index, role: int = Qt.ItemDataRole.DisplayRole) -> Any:
        if not index.isValid():
            return None
        if role == self.ROW:
            return self._row(index.row())
        if role == Qt.ItemDataRole.DisplayRole:
            return self._words(self.point(index.row()))[0]  # all rows are asked for it when letters are typed
        if role in (Qt.ItemDataRole.AccessibleTextRole, Qt.ItemDataRole.ToolTipRole):
            row = self._row(index.row())
            return in_a_row((row.title, row.about, row.figures))
        return None


def _figures(known: Figures | CmcError | None) -> str:
    if known is None:
        return ""
    if isinstance(known, CmcError):
        return tr("cannot be shown")
    notes = trn("{n} note", "{n} notes", known.notes)
    if known.changes is None:
        return notes
    changes = sum(known.changes.values())
    return f"{notes} · " + (trn("{n} change", "{n} changes", changes) if changes else tr("nothing changed"))
