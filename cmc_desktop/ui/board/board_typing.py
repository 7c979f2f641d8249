"""Writing on a board: new notes, notes that are changed, and words that are not stored yet and must not be lost."""

from __future__ import annotations

from collections.abc import Callable, Mapping

from PySide6.QtCore import QItemSelectionModel, Qt
from PySide6.QtGui import QHideEvent
from PySide6.QtWidgets import QWidget

from cmc_desktop.model.domain.changes import AddNotes, Contribute
from cmc_desktop.model.domain.note import Note
from cmc_desktop.ui.board.board_boxes import BoardBoxes
from cmc_desktop.ui.board.box_frame import BoxFrame
from cmc_desktop.ui.board.note_editor import NoteEditor
from cmc_desktop.ui.board.rewording import joint, why_not_reworded
from cmc_desktop.ui.look import Look
from cmc_desktop.ui.saying import tr
from cmc_desktop.ui.session_bridge import SessionBridge


class BoardTyping(BoardBoxes):
    """Boxes that can be written in."""

    def __init__(self, bridge: SessionBridge, look: Look, parent: QWidget | None = None) -> None:
        self._author = ""
        self._line: Callable[[str], object] | None = None
        self._drafted: dict[str, tuple[str, str]] = {}
        super().__init__(bridge, look, parent)

    def _make_frame(self, key: str) -> BoxFrame:
        frame = super()._make_frame(key)
        frame.view.typed.connect(lambda text: self._on_view_typed(key, text))
        frame.note_wanted.connect(lambda text: self._on_note_wanted(key, text))
        frame.view.words_kept.connect(self._on_view_words_kept)
        frame.view.rewording_begun.connect(self._on_rewording_begun)
        return frame

    def _connect(self) -> None:
        super()._connect()
        self.model.notes_changed.connect(self._on_model_notes_changed)

    def set_author(self, person_id: str) -> None:
        """Whose contribution new notes are, empty for nobody's in particular."""
        self._author = person_id

    def set_line(self, type_on: Callable[[str], object]) -> None:
        """Where words begun on the board in the round go on, when there is a line for them beside the board."""
        self._line = type_on

    @property
    def editor(self) -> NoteEditor | None:
        """The editor that is open on a note, if one is."""
        return next((frame.view.editor for frame in self._frames.values() if frame.view.editor is not None), None)

    def add_note(self, text: str = "") -> None:
        """Begin a new note in the box with the keys, else in the one under discussion; in a box that holds one text,
        go on with that text. In the round, what is said about the element under discussion belongs into its line."""
        if not self._may_change():
            return
        if not self.has_keys() and self._element:
            self.focus_box(self._element)
        frame = self._frames[self._current]
        if self._line is not None and self._belongs_into_line(frame):
            self._line(text)
        elif frame.box.single and frame.view.count():
            self.edit_current()
            if frame.view.editor is not None and text:
                frame.view.editor.insertPlainText(joint(self._bridge.canvas, frame.view.editor.words, text) + text)
        else:
            frame.begin_note(text)

    def _belongs_into_line(self, frame: BoxFrame) -> bool:
        """Whether words typed in a box are the round's: letters typed at a text that has its place alone would change
        what somebody said."""
        return self.in_round and (frame.box.key == self._element or (frame.box.single and frame.view.count() > 0))

    def edit_current(self) -> None:
        """Open the editor on the current note; in an empty box begin a note."""
        if not self._may_change():
            return
        view = self.view(self._current)
        index = self.selection.currentIndex()
        if not view.is_mine(index):
            index = self.model.index(0, 0, view.rootIndex())
        if not index.isValid():
            self._frames[self._current].begin_note()
            return
        if view.edits(index):
            return  # who typed goes on typing
        self.selection.setCurrentIndex(index, QItemSelectionModel.SelectionFlag.ClearAndSelect)
        self._show_note(index)
        view.setFocus(Qt.FocusReason.OtherFocusReason)
        view.edit(index)

    def finish_typing(self) -> None:
        """Store what is being typed anywhere on the board, as before the canvas is closed."""
        for frame in self._frames.values():
            frame.finish_typing()

    def unstored_words(self) -> dict[str, str]:
        """Words that are not stored so far: by 'box:KEY' those in the line for a new note, by 'note:ID' those that a
        note was to say, or is to say when its editor is left."""
        drafts = ((key, frame.draft) for key, frame in self._frames.items())
        lines = {f"box:{key}": draft.words for key, draft in drafts if draft is not None and draft.words.strip()}
        notes = self._kept.all_waiting()
        for frame in self._frames.values():
            notes |= frame.view.being_typed
        return lines | {f"note:{one}": words for one, words in notes.items()}

    def give_away(self, note_id: str) -> None:
        """The words that wait in a note are somebody else's to keep from here on."""
        self._kept.forget(note_id)

    def bring_back(self, words: Mapping[str, str]) -> None:
        """Put such words where they were: Enter tries again. Those of a note that is gone become a new one's."""
        for place, text in words.items():
            kind, _, where = place.partition(":")
            if kind == "note" and self.model.note_index(where).isValid():
                self._kept.keep(where, text, waits=True)
            elif kind in ("box", "note"):
                note = self._bridge.canvas.find(Note, where)
                key = note.box if note is not None else where
                self._frames.get(key, self._frames[self._current]).bring_back(text)

    def _on_view_typed(self, key: str, text: str) -> None:
        self._on_box_entered(key)
        self._on_box_chosen(key)
        self.add_note(text)

    def _on_note_wanted(self, key: str, text: str) -> None:
        draft = self._frames[key].make_draft()
        if not self._may_change():
            draft.editor.refused_words = text
            return
        box = self._bridge.canvas.template.box(key)
        change: AddNotes | Contribute
        change = Contribute(key, text, self._author) if box.single else AddNotes(key, (text,), author=self._author)
        note_id = change.id if isinstance(change, Contribute) else change.ids[0]
        self._drafted[note_id] = (key, text)
        draft.editor.refused_words = None if self._bridge.do(change) else text

    def _on_model_notes_changed(self, ids: list[str], way: str) -> None:
        for note_id in ids:
            if note_id in self._drafted:
                self._clear_draft_of(note_id)
            if note_id in self._kept:
                self._forget_words_of(note_id)
        if way in ("undo", "redo"):
            self._select(ids)

    def _clear_draft_of(self, note_id: str) -> None:
        """Words that have become a note leave the line they were typed in, also when a slip let them through later."""
        key, text = self._drafted.pop(note_id)
        note = self._bridge.canvas.find(Note, note_id)
        if note is not None and note.joined:
            note_id = note.merged_into  # a paragraph of the text that somebody else was quicker with
        index = self.model.note_index(note_id)
        if not index.isValid():
            return
        frame = self._frames[key]
        is_typing = frame.draft is not None and frame.draft.editor.hasFocus()
        if frame.draft is not None and frame.draft.words == text:
            frame.clear_draft()
        self._show_note(index)
        box = frame.box
        if box.single and is_typing:
            self.focus_note(note_id)
        self._bridge.told.emit(tr("Added to {box}", box=box.label))

    def _forget_words_of(self, note_id: str) -> None:
        """Words that a note says by now wait for nothing any more, also when a slip let them through later."""
        note = self._bridge.canvas.find(Note, note_id)
        if note is not None:
            self._kept.forget_said(note_id, note.text)

    def _on_view_words_kept(self, note_id: str, refused: bool) -> None:
        self._bridge.told.emit(
            tr("Your words are not stored; they wait in the note. To store them, change the note and press Enter.")
            if refused
            else tr("The note is as it was. To get your words back, change the note again and press Ctrl+Z.")
        )

    def _on_rewording_begun(self, note_id: str) -> None:
        """Say with the first letter, rather than at Enter, that the phase does not let the note say anything else."""
        note = self._bridge.canvas.find(Note, note_id)
        if note is not None and (refusal := why_not_reworded(self._bridge.canvas, note)) is not None:
            self._bridge.refused.emit(refusal, None)

    def hideEvent(self, event: QHideEvent) -> None:
        self.finish_typing()
        super().hideEvent(event)
