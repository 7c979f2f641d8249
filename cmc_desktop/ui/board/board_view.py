"""The whole board: every box of the template in its place, one selection over all, and what can be done with it."""

from __future__ import annotations

from collections.abc import Mapping
from itertools import pairwise

from PySide6.QtCore import QItemSelectionModel, QModelIndex, Qt, Signal
from PySide6.QtGui import QContextMenuEvent, QHideEvent
from PySide6.QtWidgets import QMenu, QVBoxLayout, QWidget

from cmc_desktop.i18n import tr, trn
from cmc_desktop.model.domain.changes import (
    AddNotes,
    DeleteNotes,
    MoveNotes,
    SetMission,
)
from cmc_desktop.model.domain.note import Note
from cmc_desktop.ui.board import board_geometry
from cmc_desktop.ui.board.board_actions import board_actions, keys_of, menu_of
from cmc_desktop.ui.board.board_geometry import Direction
from cmc_desktop.ui.board.board_grid import BoardGrid
from cmc_desktop.ui.board.board_model import BoardModel
from cmc_desktop.ui.board.board_selection import BoardSelection
from cmc_desktop.ui.board.box_frame import BoxFrame
from cmc_desktop.ui.board.box_view import BoxView
from cmc_desktop.ui.board.move_to_dialog import MoveToDialog
from cmc_desktop.ui.board.none_identified import NoneIdentified
from cmc_desktop.ui.board.note_clipboard import NoteClipboard
from cmc_desktop.ui.board.note_delegate import NoteDelegate
from cmc_desktop.ui.board.note_editor import NoteEditor
from cmc_desktop.ui.board.note_mime import CarriedNote
from cmc_desktop.ui.board.note_text import NoteStyle, NoteText
from cmc_desktop.ui.look import Look, dressed
from cmc_desktop.ui.session_bridge import SessionBridge


class BoardView(QWidget):
    """The board of one open canvas. Every wish goes through the bridge; what the rules refuse is told by the window.

    Signals:
        box_focused(str): the keys go to the box with this key now.
        selection_changed(): other notes are selected than before.
    """

    box_focused = Signal(str)
    selection_changed = Signal()

    def __init__(self, bridge: SessionBridge, look: Look, parent: QWidget | None = None) -> None:
        super().__init__(parent)
        self._bridge = bridge
        self._look = look
        self._author = ""
        self._editable = True
        self._reason = ""
        self._element: str | None = None
        self._drafted: dict[str, tuple[str, str]] = {}
        template = bridge.canvas.template
        self._current = template.walk[0]
        self.model = BoardModel(bridge, self)
        self._text = NoteText(NoteStyle())
        self._kept: dict[str, str] = {}
        self._refused: set[str] = set()
        self.selection = BoardSelection(self.model, self)
        self._none = NoneIdentified(bridge)
        self._clipboard = NoteClipboard()
        self._actions = board_actions(self)
        self._grid = BoardGrid(template, look.theme)
        self._frames = {key: self._make_frame(key) for key in template.walk}
        self._grid.fill(self._frames)
        dressed(self, "paper")
        self.setAccessibleName(tr("Board"))
        layout = QVBoxLayout(self)
        layout.setContentsMargins(4, 4, 4, 4)
        layout.addWidget(self._grid)
        self._connect()

    def _make_frame(self, key: str) -> BoxFrame:
        box = self._bridge.canvas.template.box(key)
        delegate = NoteDelegate(self._look.theme, self._text, self, kept=self._kept)
        delegate.words_kept.connect(self._on_delegate_words_kept)
        delegate.editing_changed.connect(lambda: self._frames[key].on_editing_changed())
        view = BoxView(self.model, key, delegate, self.selection, self._look)
        view.set_keys(keys_of(self._actions))
        frame = BoxFrame(box, view, self._look)
        view.entered.connect(lambda: self._on_box_entered(key))
        view.typed.connect(lambda text: self._on_view_typed(key, text))
        view.escaped.connect(self._on_view_escaped)
        view.dropped.connect(lambda ids: self._on_view_dropped(key, ids))
        frame.focused.connect(lambda: self._on_box_entered(key))
        frame.enlarge_wanted.connect(lambda: self._on_enlarge_wanted(key))
        frame.menu_wanted.connect(lambda: self._on_menu_wanted(key))
        frame.note_wanted.connect(lambda text: self._on_note_wanted(key, text))
        frame.list_wanted.connect(lambda lines: self._add(key, [CarriedNote(line) for line in lines], None))
        frame.none_identified_wanted.connect(lambda: self._on_none_identified_wanted(key))
        frame.show_state(self._bridge.canvas.note_count(key), self._bridge.canvas.mark(key))
        return frame

    def _connect(self) -> None:
        views = [frame.view for frame in self._frames.values()]
        for first, second in pairwise(views):
            QWidget.setTabOrder(first, second)
        self.selection.selectionChanged.connect(self._on_selection_changed)
        self.model.box_changed.connect(self._on_model_box_changed)
        self.model.notes_changed.connect(self._on_model_notes_changed)

    # what is where

    def view(self, key: str) -> BoxView:
        return self._frames[key].view

    def frame(self, key: str) -> BoxFrame:
        return self._frames[key]

    @property
    def grid(self) -> BoardGrid:
        return self._grid

    def selected_notes(self) -> list[str]:
        """The ids of the selected notes: box by box in walk order, from top to bottom."""
        return self.selection.notes()

    def current_box(self) -> str:
        """The key of the box the keys go to."""
        return self._current

    def current_note(self) -> str:
        """The id of the note the keys go to, empty without one."""
        return self.selection.current_note()

    def has_open_editor(self) -> bool:
        """Whether words are being typed just now; Undo is the editor's then."""
        draft = self._frames[self._current].draft
        return self.editor is not None or (draft is not None and draft.editor.hasFocus())

    @property
    def editor(self) -> NoteEditor | None:
        """The editor that is open on a note, if one is."""
        return next((frame.view.editor for frame in self._frames.values() if frame.view.editor is not None), None)

    def focus_box(self, key: str) -> None:
        """Send the keys to a box."""
        if self._grid.enlarged and self._grid.enlarged != key:
            self._grid.enlarge(key)
        self._on_box_entered(key)
        self.view(key).setFocus(Qt.FocusReason.OtherFocusReason)

    def focus_note(self, note_id: str) -> None:
        """Send the keys to a note, scroll to it and select it; nothing when it is not on the board."""
        index = self.model.note_index(note_id)
        if index.isValid():
            self.focus_box(self.model.box_key(index))
            self._select([note_id])

    def _select(self, ids: list[str]) -> None:
        """Select notes, the first of them being the current one and in sight."""
        first = self.selection.choose(ids)
        if first.isValid():
            self._show_note(first)

    def _show_note(self, index: QModelIndex) -> None:
        view = self.view(self.model.box_key(index))
        view.executeDelayedItemsLayout()
        if view.visualRect(index).isNull():
            view.lay_out_now()
        view.scrollTo(index)

    # the look of the board

    def set_element(self, key: str | None) -> None:
        """Mark the element under discussion; None for none."""
        self._element = key
        for box, frame in self._frames.items():
            frame.set_element(box == key)

    def set_author(self, person_id: str) -> None:
        """Whose contribution new notes are, empty for nobody's in particular."""
        self._author = person_id

    def set_editable(self, editable: bool, reason: str = "") -> None:
        """Switch off everything that changes the board, as for a signed canvas; `reason` is told to who tries."""
        self._editable, self._reason = editable, reason
        for frame in self._frames.values():
            frame.view.set_editable(editable)
            frame.set_editable(editable)

    def _may_change(self) -> bool:
        if not self._editable and self._reason:
            self._bridge.told.emit(self._reason)
        return self._editable

    def toggle_enlarged(self) -> None:
        """Let the current box fill the board, or show all boxes again."""
        self._on_enlarge_wanted(self._current)

    def resize_current(self, direction: Direction, *, grows: bool) -> None:
        """Move a border of the current box by the keyboard: LEFT and RIGHT its width, UP and DOWN its height."""
        if self._grid.enlarged or not self._grid.resize_box(self._current, direction, grows):
            self._bridge.told.emit(tr("This box has no border to move that way."))

    def reset_sizes(self) -> None:
        """The template's own proportions again."""
        self._grid.reset_shares()

    # writing

    def add_note(self, text: str = "") -> None:
        """Begin a new note in the current box; in a box that holds one text, go on with that text."""
        if not self._may_change():
            return
        frame = self._frames[self._current]
        if frame.box.single and frame.view.count():
            self.edit_current()
            if frame.view.editor is not None and text:
                frame.view.editor.insertPlainText(text)
        else:
            frame.begin_note(text)

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
        self.selection.setCurrentIndex(index, QItemSelectionModel.SelectionFlag.ClearAndSelect)
        self._show_note(index)
        view.setFocus(Qt.FocusReason.OtherFocusReason)
        view.edit(index)

    def finish_typing(self) -> None:
        """Store what is being typed anywhere on the board, as before the canvas is closed."""
        for frame in self._frames.values():
            frame.finish_typing()

    def unstored_words(self) -> dict[str, str]:
        """Words that were refused so far: by 'box:KEY' those in the line for a new note, by 'note:ID' those that a
        note was to say."""
        drafts = ((key, frame.draft) for key, frame in self._frames.items())
        lines = {f"box:{key}": draft.words for key, draft in drafts if draft is not None and draft.words.strip()}
        return lines | {f"note:{one}": self._kept[one] for one in sorted(self._refused) if one in self._kept}

    def bring_back(self, words: Mapping[str, str]) -> None:
        """Put such words where they were: Enter tries again. Those of a note that is gone become a new one's."""
        for place, text in words.items():
            kind, _, where = place.partition(":")
            if kind == "note" and self.model.note_index(where).isValid():
                self._kept[where] = text
                self._refused.add(where)
            elif kind in ("box", "note"):
                note = self._bridge.canvas.find(Note, where)
                key = note.box if note is not None else where
                self._frames.get(key, self._frames[self._current]).bring_back(text)

    def delete_selected(self) -> None:
        """Take the selected notes off the board; the next one becomes the current one."""
        ids = self.selected_notes()
        if not ids or not self._may_change():
            return
        last = self.model.note_index(ids[-1])
        follower = self.model.note_id(last.siblingAtRow(last.row() + 1))
        if self._bridge.do(DeleteNotes(tuple(ids))):
            self._select([follower or self.current_note()])
            self._bridge.told.emit(trn("Deleted 1 note", "Deleted {n} notes", len(ids)))

    def duplicate_selected(self) -> None:
        """Put copies of the selected notes below them."""
        if not self._may_change():
            return
        made: list[str] = []
        for key, ids in self.selection.by_box().items():
            notes = [self._bridge.canvas.note(note_id) for note_id in ids]
            carried = [CarriedNote(note.text, note.tags) for note in notes]
            row = self.model.note_index(ids[-1]).row() + 1
            made += self.model.add_notes(carried, key, row, self._author)
        self._select(made)

    def copy(self) -> None:
        """Put the selected notes on the clipboard: for other canvases whole, for other programs one a line."""
        if self.selected_notes():
            self._clipboard.put(self.model.mimeData(self.selection.selectedIndexes()))

    def cut(self) -> None:
        """Copy the selected notes and delete them."""
        if self._editable:
            self.copy()
        self.delete_selected()

    def paste(self) -> None:
        """Make notes of what is on the clipboard, one a line, below the current note."""
        if not self._may_change():
            return
        carried = self._clipboard.notes()
        if not carried:
            self._bridge.told.emit(tr("There is no text on the clipboard."))
            return
        current = self.selection.currentIndex()
        row = current.row() + 1 if self.view(self._current).is_mine(current) else None
        self._add(self._current, carried, row)

    def _add(self, key: str, carried: list[CarriedNote], row: int | None) -> None:
        made = self.model.add_notes(carried, key, row, self._author) if self._may_change() else []
        if made:
            self._select(made)
            label = self._bridge.canvas.template.box(key).label
            self._bridge.told.emit(trn("Made 1 note in {box}", "Made {n} notes in {box}", len(made), box=label))

    def select_all(self) -> None:
        """Select every note of the current box."""
        self.view(self._current).selectAll()

    # moving

    def move_selected(self, direction: str) -> None:
        """Move the selected notes: "up", "down" within the current box, "left", "right" to the box beside it."""
        way = Direction(direction)
        if not self.selected_notes() or not self._may_change():
            return
        if way in (Direction.UP, Direction.DOWN):
            self._move_within(way)
            return
        goal = board_geometry.neighbour(self._bridge.canvas.template, self._current, way)
        if goal is None:
            self._bridge.told.emit(tr("There is no box on that side."))
        else:
            self.move_selected_to(goal.key)

    def _move_within(self, way: Direction) -> None:
        ids = self.selection.by_box().get(self._current, [])
        rows = [self.model.note_index(note_id).row() for note_id in ids]
        count = self._bridge.canvas.note_count(self._current)
        if not rows or (rows[0] == 0 if way is Direction.UP else rows[-1] == count - 1):
            self._bridge.told.emit(tr("There is no place beyond."))
            return
        row = rows[0] - 1 if way is Direction.UP else rows[-1] + 2
        if self._bridge.do(MoveNotes(tuple(ids), self._current, row)):
            index = self.model.note_index(ids[0])
            self._show_note(index)
            self._bridge.told.emit(tr("Moved to place {row} of {count}", row=index.row() + 1, count=count))

    def move_selected_to(self, key: str) -> None:
        """Move the selected notes to the end of a box; the keys follow them."""
        ids = self.selected_notes()
        if ids and self._may_change() and self._bridge.do(MoveNotes(tuple(ids), key)):
            self._follow(key, ids)
            self._bridge.told.emit(tr("Moved to {box}", box=self._bridge.canvas.template.box(key).label))

    def _follow(self, key: str, ids: list[str]) -> None:
        current = self.current_note()
        self.focus_box(key)
        self._select([current, *(one for one in ids if one != current)] if current in ids else ids)

    def choose_box_to_move_to(self) -> MoveToDialog | None:
        """Ask which box the selected notes go to; None when none is selected."""
        ids = self.selected_notes()
        if not ids or not self._may_change():
            return None
        dialog = MoveToDialog(self._bridge.canvas.template, self._current, len(ids), self)
        dialog.setAttribute(Qt.WidgetAttribute.WA_DeleteOnClose)
        dialog.box_chosen.connect(self.move_selected_to)
        dialog.open()
        return dialog

    # none identified

    def mark_none_identified(self) -> None:
        """Mark the current box, after asking who says so, or take the mark back."""
        self._on_none_identified_wanted(self._current)

    def _on_none_identified_wanted(self, key: str) -> None:
        if self._may_change():
            self._none.toggle(key, self.view(key))

    # what happens in the boxes

    def _on_box_entered(self, key: str) -> None:
        if key != self._current or not self._frames[key].is_focused:
            for other, frame in self._frames.items():
                if frame.is_focused != (other == key):
                    frame.set_focused(other == key)
            self._current = key
            self.box_focused.emit(key)

    def _on_view_typed(self, key: str, text: str) -> None:
        self._on_box_entered(key)
        self.add_note(text)

    def _on_view_escaped(self) -> None:
        if self._grid.enlarged:
            self._on_enlarge_wanted(self._grid.enlarged)
        else:
            self.selection.clearSelection()

    def _on_view_dropped(self, key: str, ids: list[str]) -> None:
        self._follow(key, ids)
        box = self._bridge.canvas.template.box(key)
        self._bridge.told.emit(trn("1 note now in {box}", "{n} notes now in {box}", len(ids), box=box.label))

    def _on_enlarge_wanted(self, key: str) -> None:
        self._grid.enlarge("" if self._grid.enlarged else key)
        self.focus_box(key)
        current = self.selection.currentIndex()
        if self.view(key).is_mine(current):
            self._show_note(current)

    def _on_note_wanted(self, key: str, text: str) -> None:
        draft = self._frames[key].make_draft()
        if not self._may_change():
            return
        box = self._bridge.canvas.template.box(key)
        change: AddNotes | SetMission
        change = SetMission(key, text) if box.single else AddNotes(key, (text,), author=self._author)
        note_id = change.id if isinstance(change, SetMission) else change.ids[0]
        self._drafted[note_id] = (key, text)
        draft.editor.refused_words = None if self._bridge.do(change) else text

    def _on_selection_changed(self) -> None:
        self.selection_changed.emit()

    def _on_model_box_changed(self, key: str) -> None:
        canvas = self._bridge.canvas
        self._frames[key].show_state(canvas.note_count(key), canvas.mark(key))

    def _on_model_notes_changed(self, ids: list[str], way: str) -> None:
        for note_id in ids:
            self._clear_draft_of(note_id)
        if way in ("undo", "redo"):
            self._select(ids)

    def _clear_draft_of(self, note_id: str) -> None:
        """Words that have become a note leave the line they were typed in, also when a slip let them through later."""
        key, text = self._drafted.pop(note_id, ("", ""))
        index = self.model.note_index(note_id)
        if not key or not index.isValid():
            return
        draft = self._frames[key].draft
        if draft is not None and draft.words == text:
            draft.clear()
        self._show_note(index)
        box = self._bridge.canvas.template.box(key)
        if box.single:
            self.focus_note(note_id)
        self._bridge.told.emit(tr("Added to {box}", box=box.label))

    def _on_delegate_words_kept(self, note_id: str, refused: bool) -> None:
        if refused:
            self._refused.add(note_id)
        else:
            self._refused.discard(note_id)
        self._bridge.told.emit(
            tr("The note is as it was. To get your words back, change the note again and press Ctrl+Z.")
        )

    # menus

    def _on_menu_wanted(self, key: str) -> None:
        self.focus_box(key)
        frame = self._frames[key]
        self.context_menu().popup(frame.mapToGlobal(frame.heading.geometry().bottomRight()))

    def context_menu(self) -> QMenu:
        """What can be done with the current box and the selected notes."""
        marked = self._bridge.canvas.mark(self._current).none_identified
        selected = bool(self.selected_notes())
        menu = menu_of(self._actions, self, self._look.icons, notes_selected=selected, marked=marked)
        menu.setAttribute(Qt.WidgetAttribute.WA_DeleteOnClose)
        return menu

    def hideEvent(self, event: QHideEvent) -> None:
        self.finish_typing()
        super().hideEvent(event)

    def contextMenuEvent(self, event: QContextMenuEvent) -> None:
        under = self.childAt(event.pos())
        while under is not None and not isinstance(under, BoxFrame):
            under = under.parentWidget()
        if isinstance(under, BoxFrame) and event.reason() == QContextMenuEvent.Reason.Mouse:
            self._on_box_entered(under.box.key)
        self.context_menu().popup(event.globalPos())
