"""Writing the minutes: a new line, or a change to one; no typed word is lost on the way."""

from __future__ import annotations

from collections.abc import Mapping
from dataclasses import replace
from typing import TYPE_CHECKING

from PySide6.QtCore import QObject, Signal

from cmc_desktop.model.domain.changes import AddMinute, EditMinute
from cmc_desktop.model.domain.errors import Refusal
from cmc_desktop.model.domain.minute import Minute
from cmc_desktop.ui.saying import tr
from cmc_desktop.ui.session_bridge import SessionBridge
from cmc_desktop.ui.workshop.minutes.begun_minutes import NOTHING, Begun, BegunMinutes
from cmc_desktop.ui.workshop.minutes.minute_line import MinuteLine
from cmc_desktop.ui.workshop.minutes.minute_rows import about_now
from cmc_desktop.ui.workshop.who import name_of

if TYPE_CHECKING:
    from cmc_desktop.model.services.session import Written


class MinuteWriting(QObject):
    """What is typed into `line`, and where it goes.

    Signals:
        added(): what was typed is a new line of the minutes.
        row_wanted(str): a line is changed, or not, and the keys belong to its row (by id).
        board_wanted(): Esc, and nothing to go back to: the keys belong to the board.
    """

    added = Signal()
    row_wanted = Signal(str)
    board_wanted = Signal()

    def __init__(self, bridge: SessionBridge, line: MinuteLine) -> None:
        super().__init__(line)
        self._bridge = bridge
        self._line = line
        #: the line that is being changed, empty while a new one is typed
        self._changed = ""
        self._begun = BegunMinutes()
        #: lines that are being changed, by id, as they were when that began: what is the same still is not written
        self._seen: dict[str, Minute] = {}
        #: lines on their way into the canvas, by id: where they were typed, and their words
        self._sent: dict[str, tuple[str, str]] = {}
        self._is_escaping = False
        line.entered.connect(self._on_entered)
        line.escaped.connect(self._on_escaped)
        line.left.connect(self._on_left)
        bridge.written.connect(self._on_bridge_written)

    def finish(self) -> None:
        """Store what is typed, unless it was refused already."""
        if self._line.words.strip() and not self._line.begun.refused:
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
            if self._find(place) is None:
                self._begun.move(place, "")
        if not self._changed and not self._begun[""].words and waiting:
            self._changed = waiting[0]
        self._line.show_begun(self._begun[self._changed])
        self.show_place()

    def change(self, line_id: str) -> None:
        """Bring a line of the minutes into the field, to be put right."""
        line = self._find(line_id)
        if line is None:
            return
        self._go_to(line_id)
        if self._begun[line_id] is not NOTHING:
            self._seen.setdefault(line_id, line)
        else:
            self._seen[line_id] = line
            self._line.show_begun(Begun(line.text))
            self._line.by.show_person(line.speaker, name_of(self._bridge.canvas, line.speaker))
        self._line.keys.take_to(self._line.field)

    def _find(self, line_id: str) -> Minute | None:
        """The line of the minutes with this id."""
        line = self._bridge.canvas.find(Minute, line_id)
        return line if line is not None and not line.deleted else None

    def go_back(self) -> None:
        """The keys go where they were; words in the line wait there."""
        self._is_escaping = True
        if not self._line.keys.give_back():
            self.board_wanted.emit()
        self._is_escaping = False

    def show_place(self) -> None:
        """Say in the line what it is for, or where it will stand."""
        self._line.show_place(tr("Change the line") if self._changed else about_now(self._bridge.canvas))

    def _go_to(self, place: str) -> None:
        """Turn the line to another place; what stands in it is kept for the old one."""
        self._keep_begun()
        self._changed = place
        self._line.show_begun(self._begun[place])
        self.show_place()

    def _keep_begun(self) -> None:
        begun, seen = self._line.begun, self._seen.get(self._changed)
        self._begun.put(self._changed, NOTHING if seen is not None and begun.words == seen.text else begun)

    def _on_entered(self) -> None:
        changed = self._changed
        if self._line.words.strip() and self._store() and changed:
            self.row_wanted.emit(changed)

    def _on_left(self) -> None:
        if not self._is_escaping:
            self.finish()
            if self._changed and not self._line.begun.refused:
                self._go_to("")

    def _store(self) -> bool:
        place, begun, by = self._changed, self._line.begun, self._line.by.person
        if by is None:
            self._line.mark_refused()
            nobody = tr("“{name}” fits nobody in the room, or several people.", name=begun.by)
            self._bridge.refused.emit(Refusal(nobody, todo=tr("Type more of the name, or leave it empty.")), None)
            return False
        change = self._changed_line(place, begun.words, by) if place else AddMinute(begun.words, by)
        line_id = change.minute if isinstance(change, EditMinute) else change.id
        self._sent[line_id] = (place, begun.words)
        if not self._bridge.do(change):
            self._line.mark_refused()
            self._look_again(place)
            return False
        self._take_stored(line_id)
        if not place:
            self.added.emit()
        return True

    def _changed_line(self, line_id: str, words: str, by: str) -> EditMinute:
        """The change to a line: of what nobody changed here, it leaves what another window made of it."""
        now = self._bridge.canvas.find(Minute, line_id)
        seen = self._seen.get(line_id) or now
        if now is None or seen is None:
            return EditMinute(line_id, words, by)  # it tells that the line is not there
        if words == seen.text:
            return EditMinute(line_id, now.text, by, was=now.text, was_speaker=seen.speaker)
        return EditMinute(line_id, words, by, was=seen.text, was_speaker=seen.speaker)

    def _look_again(self, line_id: str) -> None:
        """What the line says by now has been told: the words in the field are meant for that from now on."""
        now, seen = self._bridge.canvas.find(Minute, line_id), self._seen.get(line_id)
        if now is not None and seen is not None:
            # the words are looked at first, so who spoke was told of only where the words are the same
            same = seen.text == now.text
            self._seen[line_id] = replace(seen, text=now.text, speaker=now.speaker if same else seen.speaker)

    def _take_stored(self, line_id: str) -> None:
        """Words that have become a line leave the field they were typed in."""
        if line_id not in self._sent:
            return
        place, words = self._sent.pop(line_id)
        if self._begun[place].words == words:
            self._begun.take(place)
        if place == self._changed and self._line.words == words:
            self._line.show_begun(NOTHING)
            if place:
                self._go_to("")

    def _on_escaped(self) -> None:
        if not self._changed:
            self.go_back()
            return
        changed = self._changed
        self._line.show_begun(NOTHING)
        self._is_escaping = True
        self._go_to("")
        self.row_wanted.emit(changed)
        self._is_escaping = False

    def _on_bridge_written(self, written: Written) -> None:
        for put in written.puts:
            if isinstance(put, Minute) and put.deleted and put.id == self._changed:
                # nothing is left to change: words in the field are those of a new line now
                self._changed = ""
            elif isinstance(put, Minute) and put.id in self._sent:
                self._take_stored(put.id)
