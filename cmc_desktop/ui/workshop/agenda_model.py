"""The agenda as an editable table: name and minutes of each phase, and when it begins."""

from __future__ import annotations

from collections.abc import Callable
from dataclasses import replace
from enum import IntEnum
from typing import Any

from PySide6.QtCore import QObject, Qt

from cmc_desktop.model.domain.agenda import MINUTE, AgendaItem
from cmc_desktop.model.domain.canvas import Canvas
from cmc_desktop.model.domain.changes import Change, EditPhase
from cmc_desktop.model.domain.local_time import time_of_day
from cmc_desktop.ui.saying import tr
from cmc_desktop.ui.workshop.agenda_list import AgendaLine, agenda_lines
from cmc_desktop.ui.workshop.rows_model import ROOT, Index, RowsModel


class Column(IntEnum):
    BEGINS = 0
    NAME = 1
    MINUTES = 2
    PROGRESS = 3

    @property
    def title(self) -> str:
        return {
            Column.BEGINS: tr("Begins"),
            Column.NAME: tr("Phase"),
            Column.MINUTES: tr("Minutes"),
            Column.PROGRESS: tr("State"),
        }[self]


TYPED = (Column.NAME, Column.MINUTES)


def schedule(canvas: Canvas, start: int, now: int) -> list[int]:
    """When each phase begins, and last when the day ends, in ms since 1970.

    Before the workshop everything follows from `start`; afterwards what has begun keeps its time and the rest
    follows from what is left of the current phase.
    """
    begun = bool(canvas.workshop.started_at)
    at, times = start, []
    for item in canvas.agenda:
        run = canvas.run(item.id)
        if begun and run.started_at:
            times.append(run.started_at)
            current = canvas.current_item is not None and canvas.current_item.id == item.id
            at = now + max(0, run.remaining(item, now)) if current else (run.ended_at or now)
        else:
            times.append(at)
            at += item.minutes * MINUTE
    return [*times, at]


class AgendaTableModel(RowsModel):
    """The phases in their order; `wish` carries a change to the canvas and says if it was done."""

    def __init__(self, wish: Callable[[Change], bool], parent: QObject | None = None) -> None:
        super().__init__(parent)
        self._wish = wish
        self._items: list[AgendaItem] = []
        self._lines: list[AgendaLine] = []
        self._times: list[int] = []
        self._frozen = False

    def show(self, canvas: Canvas, start: int, now: int) -> None:
        """Take over the agenda of a canvas for a day that begins at `start`."""

        def assign() -> None:
            self._items = canvas.agenda
            self._lines = agenda_lines(canvas, now)
            self._times = schedule(canvas, start, now)
            self._frozen = canvas.sign_off is not None

        self.take_over([item.id for item in canvas.agenda], assign)

    @property
    def ends_at(self) -> int:
        """When the day ends, in ms since 1970; 0 without an agenda."""
        return self._times[-1] if self._items else 0

    def item_at(self, row: int) -> AgendaItem | None:
        return self._items[row] if 0 <= row < len(self._items) else None

    def columnCount(self, parent: Index = ROOT) -> int:
        return 0 if parent.isValid() else len(Column)

    def headerData(self, section: int, orientation: Qt.Orientation, role: int = Qt.ItemDataRole.DisplayRole) -> Any:
        if role != Qt.ItemDataRole.DisplayRole:
            return None
        return Column(section).title if orientation == Qt.Orientation.Horizontal else str(section + 1)

    def data(self, index: Index, role: int = Qt.ItemDataRole.DisplayRole) -> Any:
        if not index.isValid():
            return None
        item, column = self._items[index.row()], Column(index.column())
        if role == Qt.ItemDataRole.EditRole:
            return {Column.NAME: item.title, Column.MINUTES: item.minutes}.get(column)
        if role in (Qt.ItemDataRole.DisplayRole, Qt.ItemDataRole.AccessibleTextRole):
            shown = {
                Column.BEGINS: time_of_day(self._times[index.row()]),
                Column.NAME: item.title,
                Column.MINUTES: str(item.minutes),
                Column.PROGRESS: self._progress(index.row()),
            }[column]
            return shown if role == Qt.ItemDataRole.DisplayRole else f"{column.title}: {shown}"
        if role == Qt.ItemDataRole.TextAlignmentRole and column in (Column.MINUTES, Column.BEGINS):
            return Qt.AlignmentFlag.AlignTrailing | Qt.AlignmentFlag.AlignVCenter
        return None

    def _progress(self, row: int) -> str:
        line = self._lines[row]
        return line.progress.word + (f" · {tr('{n} over', n=line.over)}" if line.over else "")

    def setData(self, index: Index, value: Any, role: int = Qt.ItemDataRole.EditRole) -> bool:
        if role != Qt.ItemDataRole.EditRole or not index.isValid():
            return False
        return self.write(index, value, index.data(Qt.ItemDataRole.EditRole))

    def write(self, index: Index, value: Any, seen: Any) -> bool:
        """The same, into a cell whose editor was opened when it said `seen`."""
        if index.column() not in TYPED or self._frozen:
            return False
        item = self._items[index.row()]
        if index.column() == Column.MINUTES:
            return self._wish(EditPhase(item.id, item.name, int(value), replace(item, minutes=int(seen))))
        if str(value).strip() in (item.title, seen):
            return True
        was = item if seen == item.title else replace(item, name=str(seen))
        return self._wish(EditPhase(item.id, str(value), item.minutes, was))

    def flags(self, index: Index) -> Qt.ItemFlag:
        if not index.isValid():
            return Qt.ItemFlag.ItemIsDropEnabled
        flags = Qt.ItemFlag.ItemIsEnabled | Qt.ItemFlag.ItemIsSelectable
        if not self._frozen:
            flags |= Qt.ItemFlag.ItemIsDragEnabled
            if index.column() in TYPED:
                flags |= Qt.ItemFlag.ItemIsEditable
        return flags
