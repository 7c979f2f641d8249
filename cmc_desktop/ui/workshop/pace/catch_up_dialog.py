"""Dealing with a delay in one step: let the later phases move, or shorten them so that the end stays."""

from __future__ import annotations

from PySide6.QtWidgets import (
    QAbstractItemView,
    QCheckBox,
    QDialog,
    QHBoxLayout,
    QHeaderView,
    QPushButton,
    QTableWidget,
    QTableWidgetItem,
    QVBoxLayout,
    QWidget,
)

from cmc_desktop.model.domain.agenda import MINUTE, AgendaItem
from cmc_desktop.model.domain.changes import Change, ShiftLater, TrimLater
from cmc_desktop.model.domain.changes.pacing import trimmed
from cmc_desktop.model.domain.local_time import time_of_day
from cmc_desktop.model.domain.pace import Pace, pace
from cmc_desktop.ui.dialogs.form_dialog import plain_label
from cmc_desktop.ui.look import dressed
from cmc_desktop.ui.saying import tr
from cmc_desktop.ui.session_bridge import SessionBridge


class CatchUpDialog(QDialog):
    """What either way would mean for each later phase, before anything is done."""

    def __init__(self, bridge: SessionBridge, parent: QWidget | None = None) -> None:
        super().__init__(parent)
        self._bridge = bridge
        self.setWindowTitle(tr("Shift or trim the later phases"))
        self.setAccessibleName(self.windowTitle())
        self.resize(560, 460)
        self.words = plain_label("heading")
        self.table = QTableWidget(0, 3)
        self.table.setHorizontalHeaderLabels([tr("Later phases"), tr("If they move"), tr("If they are trimmed")])
        self.table.setAccessibleName(tr("Later phases"))
        self.table.setEditTriggers(QAbstractItemView.EditTrigger.NoEditTriggers)
        self.table.setSelectionBehavior(QAbstractItemView.SelectionBehavior.SelectRows)
        self.table.setTabKeyNavigation(False)
        self.table.verticalHeader().setVisible(False)
        self.table.setShowGrid(False)
        header = self.table.horizontalHeader()
        header.setSectionResizeMode(0, QHeaderView.ResizeMode.Stretch)
        for column in (1, 2):
            header.setSectionResizeMode(column, QHeaderView.ResizeMode.ResizeToContents)
        self.breaks = QCheckBox(tr("Trim breaks too"))
        self.outcome = plain_label("muted")
        self.shift = QPushButton(tr("Let them move"))
        self.trim = QPushButton(tr("Trim them"))
        self.leave = QPushButton(tr("Leave it"))
        for button in (self.shift, self.trim, self.leave):
            button.setAutoDefault(False)
        self._lay_out()
        self.breaks.toggled.connect(self.refresh)
        self.shift.clicked.connect(lambda: self._do(ShiftLater()))
        self.trim.clicked.connect(lambda: self._do(TrimLater(self.breaks.isChecked())))
        self.leave.clicked.connect(self.reject)
        bridge.ticked.connect(self.refresh)
        bridge.written.connect(self.refresh)
        self.refresh()
        (self.trim if self.trim.isEnabled() else self.leave).setFocus()

    def _lay_out(self) -> None:
        buttons = QHBoxLayout()
        buttons.addWidget(self.breaks)
        buttons.addStretch(1)
        for button in (self.leave, self.shift, self.trim):
            buttons.addWidget(button)
        dressed(self.trim, "primary")
        layout = QVBoxLayout(self)
        layout.setContentsMargins(24, 20, 24, 20)
        layout.setSpacing(12)
        layout.addWidget(self.words)
        layout.addWidget(self.table, 1)
        layout.addWidget(self.outcome)
        layout.addLayout(buttons)

    def refresh(self, _fact: object = None) -> None:
        """Read the delay anew; it grows while one thinks."""
        canvas, now = self._bridge.canvas, self._bridge.now()
        at = pace(canvas, now)
        item = canvas.current_item
        if at is None or item is None:
            self.reject()
            return
        late = -(-at.late // MINUTE)
        self.words.setText(_delay(late, at))
        agenda = canvas.agenda
        later = agenda[agenda.index(item) + 1 :] if item in agenda else []
        lengths = trimmed(canvas, late, breaks=self.breaks.isChecked()) if late > 0 else {}
        self._show(later, lengths, now + max(0, canvas.run(item.id).remaining(item, now)))
        saved = sum(one.minutes - lengths.get(one.id, one.minutes) for one in later)
        self.outcome.setText(_outcome(at, saved, late))
        self.shift.setEnabled(late > 0)
        self.trim.setEnabled(bool(lengths))

    def _show(self, later: list[AgendaItem], lengths: dict[str, int], begins: int) -> None:
        self.table.setRowCount(len(later))
        moved = cut = begins
        for row, item in enumerate(later):
            length = lengths.get(item.id, item.minutes)
            cells = (
                item.title,
                tr("{time} · {n} min", time=time_of_day(moved), n=item.minutes),
                tr("{time} · {n} min", time=time_of_day(cut), n=length)
                if length == item.minutes
                else tr("{time} · {n} min, not {before}", time=time_of_day(cut), n=length, before=item.minutes),
            )
            moved, cut = moved + item.minutes * MINUTE, cut + length * MINUTE
            for column, text in enumerate(cells):
                known = self.table.item(row, column)
                if known is None:
                    self.table.setItem(row, column, QTableWidgetItem(text))
                elif known.text() != text:
                    known.setText(text)

    def _do(self, change: Change) -> None:
        if self._bridge.do(change):
            self.accept()


def _delay(late: int, at: Pace) -> str:
    due = time_of_day(at.end_at - at.late)
    if late > 0:
        return tr("The day would end {n} min late, at {time}.", n=late, time=time_of_day(at.end_at))
    early = -at.late // MINUTE
    if early > 0:
        return tr(
            "The day would end {n} min early, at {time}; there is nothing to catch up.",
            n=early,
            time=time_of_day(at.end_at),
        )
    return tr("The day ends as planned, at {time}; there is nothing to catch up.", time=due)


def _outcome(at: Pace, saved: int, late: int) -> str:
    if late <= 0:
        return ""
    ends = time_of_day(at.end_at - saved * MINUTE)
    if saved < late:
        return tr("Trimmed as far as they can be, the later phases end at {time}.", time=ends)
    return tr("Trimmed, the day ends at {time} as planned. Undo takes it back.", time=ends)
