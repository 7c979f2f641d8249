"""The whole board: every box of the template in its place, and what can be done with its notes."""

from __future__ import annotations

from PySide6.QtCore import Qt, Signal
from PySide6.QtGui import QContextMenuEvent
from PySide6.QtWidgets import QMenu, QWidget

from cmc_desktop.model.domain.changes import DeleteNotes, MoveNotes
from cmc_desktop.model.domain.phase_rules import rules_now
from cmc_desktop.ui.board import board_geometry
from cmc_desktop.ui.board.board_actions import Wish, keys_of, menu_of
from cmc_desktop.ui.board.board_geometry import Direction
from cmc_desktop.ui.board.board_typing import BoardTyping
from cmc_desktop.ui.board.box_frame import BoxFrame
from cmc_desktop.ui.board.join_dialog import JoinDialog
from cmc_desktop.ui.board.joining import Joining
from cmc_desktop.ui.board.move_to_dialog import MoveToDialog
from cmc_desktop.ui.board.none_identified import NoneIdentified
from cmc_desktop.ui.board.note_clipboard import NoteClipboard
from cmc_desktop.ui.board.note_mime import CarriedNote
from cmc_desktop.ui.look import Look
from cmc_desktop.ui.saying import tr, trn
from cmc_desktop.ui.session_bridge import SessionBridge


class BoardView(BoardTyping):
    """The board of one open canvas. Every wish goes through the bridge; what the rules refuse is told by the window.

    Signals:
        dropped(list): the notes with these ids were deleted in the agreement phase: somebody may want to say why.
    """

    dropped = Signal(list)

    def __init__(self, bridge: SessionBridge, look: Look, parent: QWidget | None = None) -> None:
        self._none = NoneIdentified(bridge)
        self._clipboard = NoteClipboard()
        super().__init__(bridge, look, parent)
        self._joining = Joining(bridge, self)
        self._joining.joined.connect(self.focus_note)

    def _make_frame(self, key: str) -> BoxFrame:
        frame = super()._make_frame(key)
        frame.view.set_keys(keys_of(self.commands()))
        frame.view.dropped.connect(lambda ids: self._on_view_dropped(key, ids))
        frame.menu_wanted.connect(lambda: self._on_menu_wanted(key))
        frame.list_wanted.connect(lambda lines: self._add(key, [CarriedNote(line) for line in lines], None))
        frame.none_identified_wanted.connect(lambda: self._on_none_identified_wanted(key))
        return frame

    def commands(self) -> dict[str, Wish]:
        """What the actions about the board do, by action id."""
        return {
            "add_note": self.add_note,
            "edit_note": self.edit_current,
            "cut": self.cut,
            "copy": self.copy,
            "paste": self.paste,
            "duplicate": self.duplicate_selected,
            "delete": self.delete_selected,
            "select_all": self.select_all,
            "move_to": self.choose_box_to_move_to,
            "join_notes": self.join_selected,
            "move_up": lambda: self.move_selected("up"),
            "move_down": lambda: self.move_selected("down"),
            "move_left": lambda: self.move_selected("left"),
            "move_right": lambda: self.move_selected("right"),
            "none_identified": self.mark_none_identified,
            "enlarge": self.toggle_enlarged,
            "wider": lambda: self.resize_current(Direction.RIGHT, grows=True),
            "narrower": lambda: self.resize_current(Direction.LEFT, grows=False),
            "taller": lambda: self.resize_current(Direction.DOWN, grows=True),
            "shorter": lambda: self.resize_current(Direction.UP, grows=False),
            "sizes": self.reset_sizes,
        }

    def delete_selected(self) -> None:
        """Take the selected notes off the board; the next one becomes the current one."""
        ids = self._delete()
        if ids and rules_now(self._bridge.canvas).answers:
            self.dropped.emit(ids)

    def _delete(self) -> list[str]:
        ids = self.selected_notes()
        if not ids or not self._may_change():
            return []
        last = self.model.note_index(ids[-1])
        follower = self.model.note_id(last.siblingAtRow(last.row() + 1))
        seen = tuple(self._bridge.canvas.note(note_id).text for note_id in ids)
        if not self._bridge.do(DeleteNotes(tuple(ids), was=seen)):
            return []
        self._select([follower or self.current_note()])
        self._bridge.told.emit(trn("Deleted 1 note", "Deleted {n} notes", len(ids)))
        return ids

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
        self._delete()

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

    def join_selected(self) -> JoinDialog | None:
        """Ask how the selected notes are to be joined into one of them. A note that is selected alone waits for
        another one."""
        return self._joining.begin(self.selected_notes()) if self._may_change() else None

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

    def _on_view_dropped(self, key: str, ids: list[str]) -> None:
        self._follow(key, ids)
        box = self._bridge.canvas.template.box(key)
        self._bridge.told.emit(trn("1 note now in {box}", "{n} notes now in {box}", len(ids), box=box.label))

    # none identified

    def mark_none_identified(self) -> None:
        """Mark the current box, after asking who says so, or take the mark back."""
        self._on_none_identified_wanted(self._current)

    def _on_none_identified_wanted(self, key: str) -> None:
        if self._may_change():
            self._none.toggle(key, self.view(key))

    # menus

    def _on_menu_wanted(self, key: str) -> None:
        self.focus_box(key)
        frame = self._frames[key]
        self.context_menu().popup(frame.mapToGlobal(frame.heading.geometry().bottomRight()))

    def context_menu(self) -> QMenu:
        """What can be done with the current box and the selected notes."""
        marked = self._bridge.canvas.mark(self._current).none_identified
        selected = bool(self.selected_notes())
        menu = menu_of(self.commands(), self, self._look.icons, notes_selected=selected, marked=marked)
        menu.setAttribute(Qt.WidgetAttribute.WA_DeleteOnClose)
        return menu

    def contextMenuEvent(self, event: QContextMenuEvent) -> None:
        under = self.childAt(event.pos())
        while under is not None and not isinstance(under, BoxFrame):
            under = under.parentWidget()
        if isinstance(under, BoxFrame) and event.reason() == QContextMenuEvent.Reason.Mouse:
            self._on_box_entered(under.box.key)
        self.context_menu().popup(event.globalPos())
