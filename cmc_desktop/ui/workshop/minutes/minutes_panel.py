"""The minutes beside the board: the lines of the day, what the app noted if wished for, and a line to type."""

from __future__ import annotations

from collections.abc import Callable, Mapping
from dataclasses import replace
from functools import partial
from typing import TYPE_CHECKING

from PySide6.QtCore import QPoint, Qt, Signal
from PySide6.QtGui import QShowEvent
from PySide6.QtWidgets import QCheckBox, QLabel, QMenu, QVBoxLayout, QWidget

from cmc_desktop.i18n import tr
from cmc_desktop.model.domain.agenda import AgendaItem, Workshop
from cmc_desktop.model.domain.changes import AddMinute, DeleteMinute, EditMinute
from cmc_desktop.model.domain.errors import Refusal
from cmc_desktop.model.domain.minute import Minute
from cmc_desktop.model.domain.participant import Participant
from cmc_desktop.ui.look import Look, dressed
from cmc_desktop.ui.session_bridge import SessionBridge
from cmc_desktop.ui.workshop.minutes.begun_minutes import NOTHING, Begun, BegunMinutes
from cmc_desktop.ui.workshop.minutes.end_in_view import EndInView
from cmc_desktop.ui.workshop.minutes.minute_line import MinuteLine
from cmc_desktop.ui.workshop.minutes.minute_rows import about_now, minute_rows, note_of_row
from cmc_desktop.ui.workshop.minutes.noted_log import NotedLog
from cmc_desktop.ui.workshop.talk_list import TalkList
from cmc_desktop.ui.workshop.who import choosable, name_of

if TYPE_CHECKING:
    from cmc_desktop.model.services.session import Written

_CONCERNS = (Minute, Participant, AgendaItem)
_ALL_WORDS = 40


class MinutesPanel(QWidget):
    """Lines can be added, changed and deleted at any time, after the sign-off too.

    Signals:
        note_wanted(str): the note that a line of the log is about is to be selected on the board.
        board_wanted(): Esc, and nothing to go back to: the keys belong to the board.
    """

    note_wanted = Signal(str)
    board_wanted = Signal()

    def __init__(self, bridge: SessionBridge, look: Look, parent: QWidget | None = None) -> None:
        super().__init__(parent)
        self._bridge = bridge
        #: the line that is being changed, empty while a new one is typed
        self._changed = ""
        self._begun = BegunMinutes()
        #: lines that are being changed, by id, as they were when that began: what is the same still is not written
        self._seen: dict[str, Minute] = {}
        #: lines on their way into the canvas, by id: where they were typed, and their words
        self._sent: dict[str, tuple[str, str]] = {}
        self._is_stale = True
        self._is_escaping = False
        self.setAttribute(Qt.WidgetAttribute.WA_StyledBackground)
        dressed(self, "card")
        self.setAccessibleName(tr("Minutes"))
        self.log = NotedLog(bridge, self)
        self.noted = QCheckBox(tr("What the app &noted"))
        self.list = TalkList(tr("Lines of the minutes"), look, _ALL_WORDS)
        self._end = EndInView(self.list)
        self.nothing = dressed(QLabel(tr("No line is written yet. The minutes are no part of the result.")), "muted")
        self.nothing.setWordWrap(True)
        self.line = MinuteLine()
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
        self.line.entered.connect(self._on_entered)
        self.line.escaped.connect(self._on_escaped)
        self.line.left.connect(self._on_left)
        self.list.set_keys({"F2": self.change_line, "Del": self.delete_line})
        self.list.chosen.connect(self._on_chosen)
        self.list.menu_wanted.connect(self._on_menu_wanted)
        self.list.escaped.connect(self._go_back)
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
        if self.line.words.strip() and not self.line.begun.refused:
            self._store()

    def unstored_words(self) -> dict[str, str]:
        """Words that are not stored so far, by the place where they were typed."""
        self._keep_begun()
        return self._begun.as_words()

    def bring_back(self, words: Mapping[str, str]) -> None:
        """Put such words where they were typed: Enter tries again."""
        self._keep_begun()
        self._begun.take_in(words)
        waiting = [place for place in self._begun.places() if place]
        for place in waiting:
            if not self._stands(place):
                self._begun.move(place, "")
        if not self._changed and not self._begun[""].words and waiting:
            self._changed = waiting[0]
        self.line.show_begun(self._begun[self._changed])
        self._show_place()

    def _stands(self, line_id: str) -> bool:
        line = self._bridge.canvas.find(Minute, line_id)
        return line is not None and not line.deleted

    # typing

    def _go_to(self, place: str) -> None:
        """Turn the line to another place; what stands in it is kept for the old one."""
        self._keep_begun()
        self._changed = place
        self.line.show_begun(self._begun[place])
        self._show_place()

    def _keep_begun(self) -> None:
        begun, seen = self.line.begun, self._seen.get(self._changed)
        self._begun.put(self._changed, NOTHING if seen is not None and begun.words == seen.text else begun)

    def _on_entered(self) -> None:
        changed = self._changed
        if self.line.words.strip() and self._store() and changed:
            self.list.setFocus()
            self.list.choose(changed)

    def _on_left(self) -> None:
        if not self._is_escaping:
            self.finish_typing()
            if self._changed and not self.line.begun.refused:
                self._go_to("")

    def _store(self) -> bool:
        place, begun, by = self._changed, self.line.begun, self.line.by.person
        if by is None:
            self.line.mark_refused()
            nobody = tr("“{name}” fits nobody in the room, or several people.", name=begun.by)
            self._bridge.refused.emit(Refusal(nobody, todo=tr("Type more of the name, or leave it empty.")), None)
            return False
        change = self._changed_line(place, begun.words, by) if place else AddMinute(begun.words, by)
        line_id = change.minute if isinstance(change, EditMinute) else change.id
        self._sent[line_id] = (place, begun.words)
        if not self._bridge.do(change):
            self.line.mark_refused()
            self._look_again(place)
            return False
        self._take_stored(line_id)
        if not place:
            self._end.follow()
        return True

    def _changed_line(self, line_id: str, words: str, by: str) -> EditMinute:
        """The change to a line: of what nobody changed here, it leaves what another window made of it."""
        now = self._bridge.canvas.find(Minute, line_id)
        seen = self._seen.get(line_id) or now
        if now is None or seen is None:
            return EditMinute(line_id, words, by)  # it tells that the line is not there
        speaker = by if by != seen.speaker else now.speaker
        if words == seen.text:
            return EditMinute(line_id, now.text, speaker)
        return EditMinute(line_id, words, speaker, was=seen.text)

    def _look_again(self, line_id: str) -> None:
        """What the line says by now has been told: the words in the field are meant for that from now on."""
        now, seen = self._bridge.canvas.find(Minute, line_id), self._seen.get(line_id)
        if now is not None and seen is not None:
            self._seen[line_id] = replace(seen, text=now.text)

    def _take_stored(self, line_id: str) -> None:
        """Words that have become a line leave the field they were typed in."""
        if line_id not in self._sent:
            return
        place, words = self._sent.pop(line_id)
        if self._begun[place].words == words:
            self._begun.take(place)
        if place == self._changed and self.line.words == words:
            self.line.show_begun(NOTHING)
            if place:
                self._go_to("")

    def change_line(self, line_id: str) -> None:
        """Bring a line of the minutes into the field, to be put right."""
        line = self._bridge.canvas.find(Minute, line_id)
        if line is None or not self._stands(line_id):
            return
        self._go_to(line_id)
        if self._begun[line_id] is not NOTHING:
            self._seen.setdefault(line_id, line)
        else:
            self._seen[line_id] = line
            self.line.show_begun(Begun(line.text))
            self.line.by.show_person(line.speaker, name_of(self._bridge.canvas, line.speaker))
        self.line.keys.take_to(self.line.field)

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

    def _on_escaped(self) -> None:
        if not self._changed:
            self._go_back()
            return
        changed = self._changed
        self.line.show_begun(NOTHING)
        self._is_escaping = True
        self._go_to("")
        self.list.setFocus()
        self.list.choose(changed)
        self._is_escaping = False

    def _go_back(self) -> None:
        """The keys go where they were; words in the line wait there."""
        self._is_escaping = True
        if not self.line.keys.give_back():
            self.board_wanted.emit()
        self._is_escaping = False

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

    def refresh_when_seen(self) -> None:
        """Read everything anew, now or as soon as somebody looks."""
        if self.isVisible():
            self.refresh()
        else:
            self._is_stale = True

    def refresh(self) -> None:
        """Read everything anew from the canvas."""
        self._is_stale = False
        self.line.by.set_people(choosable(self._bridge.canvas))
        self._show_place()
        self._show_lines()

    def _show_place(self) -> None:
        self.line.show_place(tr("Change the line") if self._changed else about_now(self._bridge.canvas))

    def _show_lines(self) -> None:
        rows = minute_rows(self._bridge.canvas, self.log.lines if self.noted.isChecked() else ())
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
        for put in written.puts:
            if isinstance(put, Minute) and put.deleted and put.id == self._changed:
                # nothing is left to change: words in the field are those of a new line now
                self._changed = ""
            elif isinstance(put, Minute) and put.id in self._sent:
                self._take_stored(put.id)
        if any(isinstance(put, _CONCERNS) for put in written.puts):
            self.refresh_when_seen()
        elif any(isinstance(put, Workshop) for put in written.puts):
            self._show_place()
        if self.noted.isChecked() and self.isVisible():
            self.log.look(written)
        elif self.noted.isChecked():
            self.log.forget()

    def showEvent(self, event: QShowEvent) -> None:
        if self._is_stale:
            self.refresh()
        if self.noted.isChecked():
            self.log.read()
        super().showEvent(event)
