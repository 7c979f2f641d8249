"""What the moderator types for the speaker: a new note, the last one put right, or a line of the private sheet."""

from __future__ import annotations

from collections.abc import Mapping, Sequence
from typing import TYPE_CHECKING

from PySide6.QtCore import Qt, Signal
from PySide6.QtWidgets import QHBoxLayout, QLabel, QWidget

from cmc_desktop.model.domain.changes import (
    AddNotes,
    Change,
    Contribute,
    CorrectContribution,
    EditSheetNote,
    ReleaseSheetNote,
)
from cmc_desktop.model.domain.note import Note
from cmc_desktop.model.domain.private_sheets import waits
from cmc_desktop.model.domain.sheet_note import SheetNote
from cmc_desktop.ui.look import dressed
from cmc_desktop.ui.saying import in_a_row, tr
from cmc_desktop.ui.session_bridge import SessionBridge
from cmc_desktop.ui.theme import font
from cmc_desktop.ui.workshop.round.last_said import last_said
from cmc_desktop.ui.workshop.round.line_editor import LineEditor
from cmc_desktop.ui.workshop.round.line_place import (
    Place,
    elsewhere_words,
    hint_words,
    is_place,
    name_of,
    sheet_words,
)
from cmc_desktop.ui.workshop.round.offered_words import OfferedWords
from cmc_desktop.ui.workshop.round.sheet_lines import waiting_lines

if TYPE_CHECKING:
    from cmc_desktop.model.services.session import Written


class RoundLine(QWidget):
    """Words belong to whoever had the floor when they were begun, also when somebody else has it by now, and stay
    until the store has them.

    Signals:
        typed(): the words are others than before.
        said(str): the note with this id says what was typed.
        left(): Esc in an empty line, or with words that wait.
    """

    typed = Signal()
    said = Signal(str)
    left = Signal()

    def __init__(self, bridge: SessionBridge, parent: QWidget | None = None) -> None:
        super().__init__(parent)
        self._bridge = bridge
        self._here = self._place = Place(bridge.canvas.template.walk[0], "")
        #: the note that is put right, or the line of the sheet that is to be released
        self._subject: Note | SheetNote | None = None
        self._offered = OfferedWords()
        self.editor = LineEditor(font(14), self)
        self.mode = dressed(QLabel(), "badge")
        self.mode.setTextFormat(Qt.TextFormat.PlainText)
        self.mode.hide()
        layout = QHBoxLayout(self)
        layout.setContentsMargins(0, 0, 0, 0)
        layout.setSpacing(6)
        layout.addWidget(self.mode, 0, Qt.AlignmentFlag.AlignVCenter)
        layout.addWidget(self.editor, 1)
        self.setFocusProxy(self.editor)
        self._connect()

    def _connect(self) -> None:
        editor = self.editor
        editor.entered.connect(self.store)
        editor.escaped.connect(self._on_editor_escaped)
        editor.list_pasted.connect(self._on_list_pasted)
        editor.before_wanted.connect(self._on_before_wanted)
        editor.after_wanted.connect(self._on_after_wanted)
        editor.correction_wanted.connect(self.correct_last)
        editor.textChanged.connect(self._on_text_changed)
        self._bridge.written.connect(self._on_written)

    # what stands in the line

    @property
    def words(self) -> str:
        return self.editor.words

    @property
    def has_words(self) -> bool:
        """Whether something was typed that is not stored; a line of the sheet that is only looked at is."""
        return bool(self.words.strip()) and not self._is_only_looked_at

    @property
    def _is_only_looked_at(self) -> bool:
        return self._subject is not None and self.words == self._subject.text

    def show_place(self, element: str, person: str) -> None:
        """Tell what is discussed and who speaks now; words that were begun stay with what they were begun for."""
        self._here = Place(element, person)
        if not self.has_words:
            if self._place != self._here and self._subject is not None:
                self._begin(None)
            self._place = self._here
        self._show_mode()
        self._show_hint()

    def _begin(self, subject: Note | SheetNote | None) -> None:
        """Start anew, with what is to be put right or released, or with nothing."""
        self._subject = subject
        self._place = self._here
        self.editor.refused_words = None
        self.editor.begin(subject.text if subject is not None else "")
        self._show_mode()

    def _show_mode(self) -> None:
        words = self._mode_words()
        self.mode.setText(words)
        self.mode.setVisible(bool(words))

    def _mode_words(self) -> str:
        if isinstance(self._subject, Note):
            return tr("Correct")
        if isinstance(self._subject, SheetNote):
            return sheet_words(self._waiting(), self._subject)
        if not self.words.strip() or self._place == self._here:
            return ""
        return elsewhere_words(self._bridge.canvas, self._place, self._here)

    def _waiting(self) -> list[SheetNote]:
        return waiting_lines(self._bridge.canvas, self._place.person, self._place.element)

    def _show_hint(self) -> None:
        canvas, here = self._bridge.canvas, self._here
        lines = waiting_lines(canvas, here.person, here.element) if here.person else []
        hint = hint_words(canvas, here, lines)
        self.editor.show_hint(hint)
        name, label = name_of(canvas, here.person), canvas.template.box(here.element).label
        self.editor.setAccessibleName(tr("Note of {name} for {box}", name=name, box=label))
        self.editor.setAccessibleDescription(in_a_row((line.text for line in lines), "\n"))

    # storing

    def store(self) -> bool:
        """Store what is typed, for whom and where it was begun; True when nothing is left in the line.

        A line of a sheet goes onto the board by this, also when it was only looked at.
        """
        words = self.words
        if isinstance(self._subject, SheetNote):
            return self._release(self._subject, words)
        if not words.strip() or self._is_only_looked_at:
            self._begin(None)
            return True
        if isinstance(self._subject, Note):
            return self._offer(CorrectContribution(self._subject.id, words, self.editor.was), self._subject.id)
        change = Contribute(self._place.element, words, self._place.person)
        return self._offer(change, change.id)

    def store_what_is_typed(self) -> bool:
        """The same, but a line that nobody changed stays on its sheet; True when nothing is left in the line."""
        if self._is_only_looked_at:
            self._begin(None)
            return True
        return self.store()

    def leave(self) -> None:
        """Store what is typed, unless it was refused already: somebody wishes for something else."""
        if self.has_words and self.words != self.editor.refused_words:
            self.store_what_is_typed()

    def _offer(self, change: Change, becomes: str) -> bool:
        words = self.words
        self._offered.offer(becomes, words)
        done = self._bridge.do(change)
        if not done:
            self.editor.refused_words = words
        elif self.words == words and self.editor.words:
            self._begin(None)  # it was there already, so that there was nothing to write
        return done

    def _release(self, line: SheetNote, words: str) -> bool:
        if not words.strip():
            self._begin(None)
            return True
        if words != line.text and not self._bridge.do(EditSheetNote(line.id, words, was=line.text)):
            self.editor.refused_words = words
            # what it says by now has been told: the words are meant for that
            self._subject = self._bridge.canvas.find(SheetNote, line.id) or line
            return False
        return self._offer(ReleaseSheetNote(line.id), line.id)

    def _on_written(self, written: Written) -> None:
        """Words leave the line once the store has them, also when a slip let them through later."""
        for put in written.puts:
            if isinstance(put, Note | SheetNote) and (words := self._offered.take_stored(put)):
                if self.words == words:
                    self._begin(None)
                self._tell_said(put.released if isinstance(put, SheetNote) else put.merged_into or put.id)
        if isinstance(self._subject, SheetNote) and not self.has_words:
            now = self._bridge.canvas.find(SheetNote, self._subject.id)
            if now is None or not waits(self._bridge.canvas, now):
                self._begin(None)

    def _tell_said(self, note_id: str) -> None:
        canvas = self._bridge.canvas
        self.said.emit(note_id)
        self._bridge.told.emit(tr("Added to {box}", box=canvas.template.box(canvas.note(note_id).box).label))

    def _on_list_pasted(self, lines: Sequence[str]) -> None:
        """A list becomes a note each, in one step; where one text has its place, it is words with line breaks."""
        box = self._bridge.canvas.template.box(self._place.element)
        if box.single or self._subject is not None:
            self.editor.insertPlainText("\n".join(lines))
            return
        change = AddNotes(box.key, tuple(lines), author=self._place.person)
        if self._bridge.do(change):
            self._tell_said(change.ids[-1])
        else:
            self.editor.insertPlainText("\n".join(lines))
            self.editor.refused_words = self.words

    # what the arrows lead to

    def correct_last(self) -> None:
        """Put the speaker's last note in this element into the line, to be put right."""
        if self.has_words:
            return
        note = last_said(self._bridge.canvas, self._here)
        if note is None:
            self._bridge.told.emit(tr("There is no note of this speaker in this element yet."))
        else:
            self._begin(note)

    def _on_before_wanted(self) -> None:
        if isinstance(self._subject, SheetNote) and not self.has_words:
            self._step_on_sheet(-1)
        elif not self.words:
            self.correct_last()

    def _on_after_wanted(self) -> None:
        if self.has_words:
            return
        if isinstance(self._subject, Note):
            self._begin(None)
        else:
            self._step_on_sheet(+1)

    def _step_on_sheet(self, by: int) -> None:
        lines = self._waiting()
        ids = [line.id for line in lines]
        here = ids.index(self._subject.id) if self._subject is not None and self._subject.id in ids else -1
        place = here + by
        if 0 <= place < len(lines):
            self._begin(lines[place])
        elif by < 0:
            self._begin(None)
        elif not lines:
            self._bridge.told.emit(tr("There is nothing more on this person’s sheet for this element."))

    def _on_editor_escaped(self) -> None:
        if self._subject is not None:
            self._begin(None)
        else:
            self.left.emit()

    def _on_text_changed(self) -> None:
        if not self.words and self._subject is None:
            self._place = self._here
        self._show_mode()
        self.typed.emit()

    # words that wait

    def unstored_words(self) -> dict[str, str]:
        """Words that are not stored, by 'round:ELEMENT:PERSON'."""
        return {self._place.key: self.words} if self.has_words else {}

    def bring_back(self, words: Mapping[str, str]) -> None:
        """Put such words into the line again; Enter tries again, for whom and where they were begun."""
        for key, text in words.items():
            if is_place(key) and Place.of(key).element in self._bridge.canvas.template:
                self._subject, self._place = None, Place.of(key)
                self.editor.begin("\n".join(part for part in (self.words.strip(), text) if part))
                self.editor.refused_words = self.words
        self._show_mode()
