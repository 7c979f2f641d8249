"""The agenda of the day: choose one, fit names, lengths and order, and keep it as an agenda of one's own."""

from __future__ import annotations

from collections.abc import Callable, Iterable, Mapping, Sequence
from datetime import datetime
from functools import partial
from typing import TYPE_CHECKING

from PySide6.QtCore import Qt, QTime
from PySide6.QtGui import QKeySequence, QShortcut
from PySide6.QtWidgets import (
    QComboBox,
    QDialog,
    QHBoxLayout,
    QLabel,
    QPushButton,
    QTimeEdit,
    QVBoxLayout,
    QWidget,
)

from cmc_desktop.model.domain.agenda import AgendaItem, PhaseRun, Workshop, planned_minutes
from cmc_desktop.model.domain.changes import AddPhase, MovePhase, RemovePhase, SetAgenda
from cmc_desktop.model.domain.local_time import time_of_day
from cmc_desktop.model.domain.participant import Participant
from cmc_desktop.model.domain.phase_rules import PhaseKind, sentence
from cmc_desktop.model.services.measured import Measured
from cmc_desktop.model.services.resources import Protocol
from cmc_desktop.model.services.session import Written
from cmc_desktop.ui.look import Look, dressed, roomy
from cmc_desktop.ui.message_bar import MessageBar
from cmc_desktop.ui.phase_clock import phases
from cmc_desktop.ui.saying import tr, trn
from cmc_desktop.ui.session_bridge import SessionBridge
from cmc_desktop.ui.times import hours_and_minutes
from cmc_desktop.ui.workshop.agenda_model import TYPED, AgendaTableModel, Column
from cmc_desktop.ui.workshop.lost_words import LostWords
from cmc_desktop.ui.workshop.own_agenda_dialog import OwnAgendaDialog
from cmc_desktop.ui.workshop.pace.plan_figures import PlanFigures
from cmc_desktop.ui.workshop.rows_view import RowsView

if TYPE_CHECKING:
    from cmc_desktop.model.services.library import OwnProtocol

Lines = Iterable[tuple[str, str, int]]
_CONCERNS = (AgendaItem, PhaseRun, Workshop, Participant)


class AgendaDialog(QDialog):
    """Edits the agenda of the canvas. `own` are the council's agendas; `save(name, lines, own)` keeps one under a name,
    in the place of one of that name only where that is among `own`; it may refuse.

    `own_times` are what the phases took in the group's own workshops, by kind.
    """

    def __init__(
        self,
        bridge: SessionBridge,
        look: Look,
        protocols: Mapping[str, Protocol],
        own: Iterable[OwnProtocol],
        save: Callable[[str, Lines, Sequence[OwnProtocol]], object],
        parent: QWidget | None = None,
        *,
        own_times: Mapping[str, Measured] | None = None,
    ) -> None:
        super().__init__(parent)
        self._bridge = bridge
        self._save = save
        self._own = list(own)
        self._plans = {plan.kind: plan for known in reversed(tuple(protocols.values())) for plan in known.phases}
        self.setWindowTitle(tr("Agenda"))
        self.setAccessibleName(tr("Agenda"))
        self.resize(760, 620)
        self.agenda = AgendaTableModel(bridge.do, self)
        self.table = RowsView(self.agenda, TYPED)
        self.table.setAccessibleName(tr("Phases"))
        self._make_choice(protocols)
        self._make_parts(look)
        self.figures = PlanFigures(bridge, own_times or {})
        self._lay_out()
        self._connect()
        self.refresh()

    def _make_choice(self, protocols: Mapping[str, Protocol]) -> None:
        self.choice = QComboBox()
        self.choice.setAccessibleName(tr("Choose an agenda"))
        self.choice.addItem(tr("Choose an agenda…"))
        self._choices: list[tuple[str, tuple[tuple[str, str, int], ...]]] = []
        for key, protocol in protocols.items():
            self._offer(key, protocol.title, protocol.lines)
        for key, name, lines in self._own:
            self._offer(key, name, lines)
        self.start = roomy(QTimeEdit(QTime(9, 0)))
        self.start.setDisplayFormat("HH:mm")
        self.start.setAccessibleName(tr("Starts at"))

    def _offer(self, key: str, name: str, lines: Lines) -> None:
        self._choices.append((key, tuple(lines)))
        self.choice.addItem(name)

    def _make_parts(self, look: Look) -> None:
        self.length = dressed(QLabel(), "heading")
        self.rule = dressed(QLabel(), "muted")
        self.rule.setWordWrap(True)
        self.rule.setMinimumHeight(36)
        self.rule.setAlignment(Qt.AlignmentFlag.AlignTop)
        self.kind = QComboBox()
        self.kind.setAccessibleName(tr("Kind of phase to add"))
        for kind in PhaseKind:
            self.kind.addItem(self._kind_name(kind), kind.value)
            self.kind.setItemData(self.kind.count() - 1, sentence(kind), Qt.ItemDataRole.ToolTipRole)
        self.add = QPushButton(look.icons.icon("add"), tr("Add"))
        self.add.setAccessibleName(tr("Add a phase of this kind"))
        self.remove = QPushButton(look.icons.icon("delete"), tr("Remove"))
        self.up = QPushButton(tr("Up"))
        self.up.setToolTip(tr("Move up (Ctrl+Up)"))
        self.down = QPushButton(tr("Down"))
        self.down.setToolTip(tr("Move down (Ctrl+Down)"))
        self.keep = QPushButton(tr("Save as own agenda…"))
        self.close_button = dressed(QPushButton(tr("Close")), "primary")
        for button in (self.add, self.remove, self.up, self.down, self.keep, self.close_button):
            button.setAutoDefault(False)
        self.lost = LostWords()
        self.message = MessageBar()

    def _kind_name(self, kind: PhaseKind) -> str:
        return tr(self._plans[kind].name) if kind in self._plans else kind.value

    def _lay_out(self) -> None:
        self._start_label = QLabel(tr("Starts at"))
        top = _row(self.choice, None, self._start_label, self.start)
        for column, width in ((Column.BEGINS, 70), (Column.NAME, 340), (Column.MINUTES, 90)):
            self.table.setColumnWidth(column, width)
        self.table.horizontalHeader().setStretchLastSection(True)
        self.table.verticalHeader().setVisible(False)
        layout = QVBoxLayout(self)
        layout.setContentsMargins(20, 16, 20, 16)
        layout.setSpacing(10)
        layout.addLayout(top)
        layout.addWidget(self.length)
        layout.addWidget(self.figures)
        layout.addWidget(self.table, 1)
        layout.addWidget(self.rule)
        layout.addLayout(_row(self.kind, self.add, None, self.remove, self.up, self.down))
        layout.addWidget(self.lost)
        layout.addWidget(self.message)
        layout.addLayout(_row(self.keep, None, self.close_button))

    def _connect(self) -> None:
        self.choice.activated.connect(self._on_agenda_chosen)
        self.start.timeChanged.connect(self.refresh)
        self.agenda.move_wished.connect(lambda item, row: self._bridge.do(MovePhase(item, row)))
        self.table.selectionModel().currentRowChanged.connect(self._show_rule)
        self.add.clicked.connect(self._on_add_clicked)
        self.remove.clicked.connect(self.remove_chosen)
        self.up.clicked.connect(partial(self.table.move_chosen, -1))
        self.down.clicked.connect(partial(self.table.move_chosen, +1))
        self.keep.clicked.connect(self._on_keep_clicked)
        self.close_button.clicked.connect(self.accept)
        shortcut = QShortcut(QKeySequence("Ctrl+Delete"), self.table, self.remove_chosen)
        shortcut.setAutoRepeat(False)
        shortcut.setContext(Qt.ShortcutContext.WidgetWithChildrenShortcut)
        self._bridge.written.connect(self._on_written)
        self._bridge.refused.connect(self._on_refused)
        self.table.words_lost.connect(self.lost.keep)

    def refresh(self) -> None:
        """Read the agenda anew."""
        canvas, now = self._bridge.canvas, self._bridge.now()
        begun = bool(canvas.workshop.started_at)
        self.agenda.show(canvas, self._start_today(now), now)
        self.choice.setVisible(not begun)
        self._start_label.setVisible(not begun)
        self.start.setVisible(not begun)
        self._show_length()
        self.figures.refresh()
        self._show_rule()
        some = bool(canvas.agenda)
        for button in (self.remove, self.up, self.down, self.keep):
            button.setEnabled(some)

    def _start_today(self, now: int) -> int:
        chosen = self.start.time()
        today = datetime.fromtimestamp(now / 1000)
        start = today.replace(hour=chosen.hour(), minute=chosen.minute(), second=0, microsecond=0)
        return round(start.timestamp() * 1000)

    def _show_length(self) -> None:
        items = self._bridge.canvas.agenda
        if not items:
            self.length.setText(tr("No agenda yet: choose one, or add phases."))
            return
        self.length.setText(
            tr(
                "{phases}, {length}, ends at {time}",
                phases=phases(len(items)),
                length=hours_and_minutes(planned_minutes(items)),
                time=time_of_day(self.agenda.ends_at),
            )
        )

    def _show_rule(self) -> None:
        item = self.agenda.item_at(self.table.currentIndex().row())
        if item is None:
            self.rule.setText(tr("Each kind of phase has its own rule for the board; choose a phase to read it."))
        else:
            self.rule.setText(tr("Rule: {rule}", rule=sentence(item.kind)))

    def remove_chosen(self) -> None:
        """Take the chosen phases off the agenda; a button brings them back."""
        titles = {item.id: item.title for item in self._bridge.canvas.agenda}
        removed = [item for item in self.table.chosen_ids() if self._bridge.do(RemovePhase(item))]
        if removed:
            text = trn("“{name}” was removed.", "{n} phases were removed.", len(removed), name=titles[removed[0]])
            self.message.tell(text, tr("Undo"), partial(self._undo, len(removed)))

    def unstored_words(self) -> list[str]:
        """Words that were typed here and are in no phase."""
        return self.lost.unstored_words() + self.table.unstored_words()

    def keep_as(self, name: str) -> None:
        """Keep the present agenda under a name of its own. Raises what the saving raises."""
        lines = [(item.kind, item.name, item.minutes) for item in self._bridge.canvas.agenda]
        self._save(name, lines, self._own)
        self._own.append(("", " ".join(name.split()), lines))
        self.message.tell(tr("Kept as “{name}”; new canvases can use it.", name=name.strip()))

    def _undo(self, times: int) -> None:
        for _ in range(times):
            self._bridge.undo()

    def _on_agenda_chosen(self, row: int) -> None:
        if row < 1:
            return
        key, lines = self._choices[row - 1]
        had = tuple(self._bridge.canvas.agenda)
        if self._bridge.do(SetAgenda(lines, key, had)) and had:
            text = tr("The agenda is now “{name}”.", name=self.choice.itemText(row))
            self.message.tell(text, tr("Undo"), partial(self._undo, 1))
        self.choice.setCurrentIndex(0)

    def _on_add_clicked(self) -> None:
        kind = PhaseKind(self.kind.currentData())
        plan = self._plans.get(kind)
        row = self.table.currentIndex().row()
        change = AddPhase(
            kind, plan.name if plan else kind.value, plan.minutes if plan else 15, row + 1 if row >= 0 else None
        )
        if self._bridge.do(change):
            self.table.start_typing(self.agenda.row_of(change.id))

    def _on_keep_clicked(self) -> None:
        OwnAgendaDialog(self.keep_as, self).open()

    def _on_written(self, written: Written) -> None:
        if written.way != "undo":
            self.message.hide()  # its Undo would take back something newer than it names
        if any(isinstance(put, _CONCERNS) for put in written.puts):
            self.refresh()

    def _on_refused(self, error: Exception, _slip: object) -> None:
        if self.isVisible():
            self.message.tell(str(error), stays=True)

    def done(self, result: int) -> None:
        if self.table.may_leave() and self.lost.may_leave():
            super().done(result)


def _row(*widgets: QWidget | None) -> QHBoxLayout:
    """Widgets side by side; None is the gap that grows."""
    row = QHBoxLayout()
    for widget in widgets:
        if widget is None:
            row.addStretch(1)
        else:
            row.addWidget(widget)
    return row
