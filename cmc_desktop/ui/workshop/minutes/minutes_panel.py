"""The minutes beside the board: the lines of the day, what the app noted if wished for, and a line to type."""

from __future__ import annotations

from collections.abc import Callable, Mapping
from functools import partial
from typing import TYPE_CHECKING

from PySide6.QtCore import QPoint, Qt, Signal
from PySide6.QtGui import QShowEvent
from PySide6.QtWidgets import QCheckBox, QLabel, QMenu, QVBoxLayout, QWidget

from cmc_desktop.model.domain.agenda import AgendaItem, Workshop
from cmc_desktop.model.domain.changes import DeleteMinute
from cmc_desktop.model.domain.minute import Minute
from cmc_desktop.model.domain.participant import Participant
from cmc_desktop.ui.look import Look, dressed
from cmc_desktop.ui.saying import tr
from cmc_desktop.ui.session_bridge import SessionBridge
from cmc_desktop.ui.workshop.minutes.end_in_view import EndInView
from cmc_desktop.ui.workshop.minutes.minute_line import MinuteLine
from cmc_desktop.ui.workshop.minutes.minute_rows import MinuteRows, note_of_row
from cmc_desktop.ui.workshop.minutes.minute_writing import MinuteWriting
from cmc_desktop.ui.workshop.minutes.noted_log import NotedLog
from cmc_desktop.ui.workshop.seen_panel import SeenPanel
from cmc_desktop.ui.workshop.talk_list import TalkList
from cmc_desktop.ui.workshop.who import choosable

if TYPE_CHECKING:
    from cmc_desktop.model.services.session import Written

_CONCERNS = (Minute, Participant, AgendaItem)
_ALL_WORDS = 40


class MinutesPanel(SeenPanel):
    """Lines can be added, changed and deleted at any time, after the sign-off too.

    Signals:
        note_wanted(str): the note that a line of the log is about is to be selected on the board.
        board_wanted(): Esc, and nothing to go back to: the keys belong to the board.
    """

    note_wanted = Signal(str)
    board_wanted = Signal()

    def __init__(self, bridge: SessionBridge, look: Look, parent: QWidget | None = None) -> None:
        super().__init__(bridge, tr("Minutes"), _CONCERNS, parent)
        self._rows = MinuteRows()
        self.log = NotedLog(bridge, self)
        self.noted = QCheckBox(tr("What the app n&oted"))
        self.list = TalkList(tr("Lines of the minutes"), look, _ALL_WORDS)
        self._end = EndInView(self.list)
        self.nothing = dressed(QLabel(tr("No line is written yet. The minutes are no part of the result.")), "muted")
        self.nothing.setWordWrap(True)
        self.line = MinuteLine()
        self._writing = MinuteWriting(bridge, self.line)
        self._filler = QWidget()
        layout = QVBoxLayout(self)
        layout.setContentsMargins(12, 10, 12, 10)
        layout.setSpacing(8)
        layout.addWidget(self.noted)
        layout.addWidget(self.nothing)
        layout.addWidget(self.list, 1)
        layout.addWidget(self._filler, 1)
        layout.addWidget(self.line)
        self._connect()

    def _connect(self) -> None:
        self._writing.added.connect(self._end.follow)
        self._writing.row_wanted.connect(self._on_row_wanted)
        self._writing.board_wanted.connect(self.board_wanted)
        self.list.set_keys({"F2": self.change_line, "Del": self.delete_line})
        self.list.chosen.connect(self._on_chosen)
        self.list.menu_wanted.connect(self._on_menu_wanted)
        self.list.escaped.connect(self._writing.go_back)
        self.noted.toggled.connect(self._on_noted_toggled)
        self.log.grown.connect(self._show_lines)
        self._bridge.written.connect(self._on_bridge_written)

    # what the desk asks for

    def commands(self) -> dict[str, Callable[[], object]]:
        return {"minutes": self.take_focus}

    def take_focus(self) -> None:
        """Put the cursor where a line is typed."""
        self.line.keys.take_to(self.line.field)

    def finish_typing(self) -> None:
        """Store what is typed, unless it was refused already."""
        self._writing.finish()

    def unstored_words(self) -> dict[str, str]:
        """Words that are not stored so far, by the place where they were typed."""
        return self._writing.unstored_words()

    def bring_back(self, words: Mapping[str, str]) -> None:
        """Put such words where they were typed: Enter tries again."""
        self._writing.bring_back(words)

    # the lines

    def change_line(self, line_id: str) -> None:
        """Bring a line of the minutes into the field, to be put right."""
        self._writing.change(line_id)

    def delete_line(self, line_id: str) -> None:
        """Take a line out of the minutes; Undo brings it back."""
        if self._bridge.canvas.find(Minute, line_id) is not None and self._bridge.do(DeleteMinute(line_id)):
            self._bridge.told.emit(tr("The line is deleted."))

    def _on_chosen(self, row_id: str) -> None:
        note = note_of_row(row_id)
        if note is None:
            self.change_line(row_id)
        elif note:
            self.note_wanted.emit(note)

    def _on_row_wanted(self, line_id: str) -> None:
        self.list.setFocus()
        self.list.choose(line_id)

    def _on_menu_wanted(self, row_id: str, place: QPoint) -> None:
        menu = self.menu_for(row_id)
        if not menu.isEmpty():
            menu.popup(place)

    def menu_for(self, row_id: str) -> QMenu:
        """What can be done with a line; nothing with what the app noted, but to go to its note."""
        menu = QMenu(self)
        menu.setAttribute(Qt.WidgetAttribute.WA_DeleteOnClose)
        note = note_of_row(row_id)
        if note is None:
            menu.addAction(tr("Change the line…"), partial(self.change_line, row_id))
            menu.addAction(tr("Delete the line"), partial(self.delete_line, row_id))
        elif note:
            menu.addAction(tr("Go to the note"), partial(self.note_wanted.emit, note))
        return menu

    # showing

    def _show(self) -> None:
        self.line.by.set_people(choosable(self._bridge.canvas))
        self._writing.show_place()
        self._show_lines()

    def _show_lines(self) -> None:
        rows = self._rows.of(self._bridge.canvas, self.log.lines if self.noted.isChecked() else ())
        self.list.show_rows(rows)
        self.list.setVisible(bool(rows))
        self.nothing.setVisible(not rows)
        self._filler.setVisible(not rows)

    def _on_noted_toggled(self, on: bool) -> None:
        if on:
            self.log.forget()
            self.log.read()
        else:
            self._show_lines()

    def _on_bridge_written(self, written: Written) -> None:
        super()._on_bridge_written(written)
        if any(isinstance(put, Workshop) for put in written.puts):
            self._writing.show_place()
        if self.noted.isChecked() and self.isVisible():
            self.log.look(written)
        elif self.noted.isChecked():
            self.log.forget()

    def showEvent(self, event: QShowEvent) -> None:
        super().showEvent(event)
        if self.noted.isChecked():
            self.log.read()
