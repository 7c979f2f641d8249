"""The roster: who is expected, in which capacity, who counts, who came and left."""

from __future__ import annotations

from dataclasses import replace
from functools import partial

from PySide6.QtCore import Qt
from PySide6.QtGui import QGuiApplication, QKeySequence, QShortcut
from PySide6.QtWidgets import QCheckBox, QDialog, QHBoxLayout, QHeaderView, QLabel, QPushButton, QVBoxLayout, QWidget

from cmc_desktop.model.domain.changes import AddPeople, EditPerson, EveryoneArrives, MovePerson, RemovePeople
from cmc_desktop.model.domain.changes.people import PersonDetails
from cmc_desktop.model.domain.errors import Refusal
from cmc_desktop.model.domain.participant import Capacity, Participant, Sector
from cmc_desktop.model.domain.participant_names import all_names
from cmc_desktop.model.exchange.roster_text import people_from_text
from cmc_desktop.model.services.session import Written
from cmc_desktop.ui.look import Look, dressed
from cmc_desktop.ui.message_bar import MessageBar
from cmc_desktop.ui.saying import tr, trn
from cmc_desktop.ui.session_bridge import SessionBridge
from cmc_desktop.ui.workshop.cell_editors import ChoiceDelegate
from cmc_desktop.ui.workshop.lost_words import LostWords
from cmc_desktop.ui.workshop.roster_model import TYPED, Column, RosterModel
from cmc_desktop.ui.workshop.rows_view import RowsView

#: columns of a known width; the others share the rest, so that names and ticks are seen side by side
_WIDTHS = {
    Column.SECTOR: 104,
    Column.CAPACITY: 100,
    Column.COUNTS: 116,
    Column.ARRIVED: 96,
    Column.LEFT: 96,
}
_NARROWEST = 80


class RosterDialog(QDialog):
    """The people as a table. Everything is stored as it is typed; there is nothing to save."""

    def __init__(self, bridge: SessionBridge, look: Look, parent: QWidget | None = None) -> None:
        super().__init__(parent)
        self._bridge = bridge
        self.setWindowTitle(tr("People"))
        self.setAccessibleName(tr("People"))
        self.resize(1160, 640)
        self.roster = RosterModel(bridge.do, self)
        self.table = RowsView(self.roster, TYPED)
        self.table.setAccessibleName(tr("Roster"))
        self.table.setItemDelegateForColumn(
            Column.SECTOR, ChoiceDelegate([(kind.value, kind.label) for kind in Sector], self)
        )
        self.table.setItemDelegateForColumn(
            Column.CAPACITY, ChoiceDelegate([(kind.value, kind.label) for kind in Capacity], self)
        )
        self._set_widths()
        self._make_parts(look)
        self._lay_out()
        self._connect()
        self.refresh()

    def _set_widths(self) -> None:
        header = self.table.horizontalHeader()
        header.setMinimumSectionSize(_NARROWEST)
        for column in Column:
            fixed = column in _WIDTHS
            header.setSectionResizeMode(
                column, QHeaderView.ResizeMode.Interactive if fixed else QHeaderView.ResizeMode.Stretch
            )
            if fixed:
                self.table.setColumnWidth(column, _WIDTHS[column])
        self.setMinimumWidth(sum(_WIDTHS.values()) + (len(Column) - len(_WIDTHS)) * _NARROWEST + 100)

    def _make_parts(self, look: Look) -> None:
        self.heading = dressed(QLabel(tr("People")), "title")
        self.counts = dressed(QLabel(), "muted")
        self.hint = dressed(
            QLabel(
                tr(
                    "Enter goes to the next cell, Shift+Enter to the next person. Paste rows from a spreadsheet or "
                    "lines like “Name, Organisation” here. Ctrl+Z takes back."
                )
            ),
            "muted",
        )
        self.moderator = QCheckBox()
        self.remove = QPushButton(look.icons.icon("delete"), tr("Remove"))
        self.up = QPushButton(tr("Up"))
        self.up.setToolTip(tr("Move up (Ctrl+Up)"))
        self.down = QPushButton(tr("Down"))
        self.down.setToolTip(tr("Move down (Ctrl+Down)"))
        self.everyone_here = QPushButton(tr("Everyone is here"))
        self.close_button = dressed(QPushButton(tr("Close")), "primary")
        for button in (self.remove, self.up, self.down, self.everyone_here, self.close_button):
            button.setAutoDefault(False)
        self.lost = LostWords()
        # Esc closes the dialog, also while something is offered: Ctrl+Z takes back without the offer
        self.message = MessageBar(takes_escape=False)

    def _lay_out(self) -> None:
        top = QHBoxLayout()
        top.addWidget(self.heading)
        top.addWidget(self.counts, 1)
        buttons = QHBoxLayout()
        for button in (self.remove, self.up, self.down, self.everyone_here):
            buttons.addWidget(button)
        buttons.addStretch(1)
        buttons.addWidget(self.close_button)
        layout = QVBoxLayout(self)
        layout.setContentsMargins(20, 16, 20, 16)
        layout.setSpacing(10)
        layout.addLayout(top)
        layout.addWidget(self.table, 1)
        layout.addWidget(self.hint)
        layout.addWidget(self.moderator)
        layout.addWidget(self.lost)
        layout.addWidget(self.message)
        layout.addLayout(buttons)

    def _connect(self) -> None:
        self.roster.move_wished.connect(lambda person, row: self._bridge.do(MovePerson(person, row)))
        self.remove.clicked.connect(self.remove_chosen)
        self.up.clicked.connect(partial(self.table.move_chosen, -1))
        self.down.clicked.connect(partial(self.table.move_chosen, +1))
        self.everyone_here.clicked.connect(lambda: self._bridge.do(EveryoneArrives()))
        self.close_button.clicked.connect(self.accept)
        self.moderator.clicked.connect(self._on_moderator_clicked)
        for keys, wish in (
            (QKeySequence(QKeySequence.StandardKey.Paste), self.paste),
            (QKeySequence("Ctrl+Delete"), self.remove_chosen),
        ):
            shortcut = QShortcut(keys, self.table, wish)
            shortcut.setAutoRepeat(False)
            shortcut.setContext(Qt.ShortcutContext.WidgetWithChildrenShortcut)
        for again in ("Ctrl+Shift+Z", "Ctrl+Y"):
            QShortcut(QKeySequence(again), self, self.redo)
        QShortcut(QKeySequence("Ctrl+Z"), self, self.undo)
        self._bridge.written.connect(self._on_written)
        self._bridge.refused.connect(self._on_refused)
        self.table.words_lost.connect(self.lost.keep)

    def refresh(self) -> None:
        """Read the roster anew."""
        canvas = self._bridge.canvas
        people = canvas.people
        signed = canvas.sign_off is not None
        self.roster.show(people, frozen=signed)
        asked = sum(person.asked for person in people)
        self.counts.setText(
            trn("{n} on the roster, {asked} count", "{n} on the roster, {asked} count", len(people), asked=asked)
        )
        self.everyone_here.setEnabled(any(not person.arrived_at for person in people))
        for button in (self.remove, self.up, self.down):
            button.setEnabled(bool(people) and not signed)
        self._show_moderator(self._moderator(), signed)

    def _moderator(self) -> Participant | None:
        people = self._bridge.canvas.people
        return next((person for person in people if person.capacity == Capacity.MODERATOR), None)

    def _show_moderator(self, person: Participant | None, signed: bool) -> None:
        self.moderator.setVisible(person is not None)
        if person is not None:
            name = all_names(self._bridge.canvas)[person.id]
            self.moderator.setText(
                tr("{name} moderates and is also asked: agreement needs the moderator too.", name=name)
            )
            self.moderator.setChecked(person.asked)
            self.moderator.setEnabled(not signed)

    def paste(self) -> None:
        """Add the people on the clipboard at the end of the roster."""
        people, left_out = [], []
        pasted = people_from_text(QGuiApplication.clipboard().text())
        for details in pasted.people:
            try:
                details.check()
            except Refusal as error:
                left_out.append(str(error))
            else:
                people.append(details)
        told = [trn("{n} person was added.", "{n} people were added.", len(people))] if people else []
        if people and pasted.understood:
            told.append(pasted.understood)
        if left_out:
            told.append(
                trn("{n} line was left out: {why}", "{n} lines were left out: {why}", len(left_out), why=left_out[0])
            )
        told += pasted.doubts
        if people and self._bridge.do(AddPeople(tuple(people))):
            stays = bool(left_out or pasted.doubts or (pasted.understood and not pasted.headed))
            self.message.tell(" ".join(told), tr("Undo"), self.undo, stays=stays)
            self.table.scrollToBottom()
        elif told:
            self.message.tell(" ".join(told), stays=True)

    def remove_chosen(self) -> None:
        """Take the chosen people off the roster; a button brings them back."""
        canvas = self._bridge.canvas
        names = all_names(canvas)
        chosen = tuple(self.table.chosen_ids())
        if chosen and self._bridge.do(RemovePeople(chosen)):
            text = trn("{name} was removed.", "{n} people were removed.", len(chosen), name=names[chosen[0]])
            self.message.tell(text, tr("Undo"), self.undo)

    def undo(self) -> None:
        """Take back what was done last, and say what that was."""
        what = self._bridge.session.undo_label
        if self._bridge.undo() and what:
            self.message.tell(tr("Taken back: {what}", what=what))

    def redo(self) -> None:
        """Do again what was taken back last."""
        self._bridge.redo()

    def unstored_words(self) -> list[str]:
        """Words that were typed here and are in no row of the roster."""
        return self.lost.unstored_words() + self.roster.draft_words() + self.table.unstored_words()

    def _on_moderator_clicked(self, checked: bool) -> None:
        person = self._moderator()
        if person is not None:
            was = PersonDetails.of(person)
            self._bridge.do(EditPerson(person.id, replace(was, counts=checked), was))

    def _on_written(self, written: Written) -> None:
        self.message.hide()  # its Undo would take back something else than it names
        if any(isinstance(put, Participant) for put in written.puts) or self._bridge.canvas.sign_off is not None:
            self.refresh()

    def _on_refused(self, error: Exception, _slip: object) -> None:
        if self.isVisible():
            self.message.tell(str(error), stays=True)

    def done(self, result: int) -> None:
        if self.table.may_leave() and self.lost.may_leave():
            super().done(result)
