"""The boxes of a board in their places: which of them has the keys, which is discussed, what is selected."""

from __future__ import annotations

from itertools import pairwise

from PySide6.QtCore import QModelIndex, Qt, Signal
from PySide6.QtGui import QGuiApplication
from PySide6.QtWidgets import QApplication, QMenu, QMenuBar, QVBoxLayout, QWidget

from cmc_desktop.ui.board.board_geometry import Direction
from cmc_desktop.ui.board.board_grid import BoardGrid
from cmc_desktop.ui.board.board_model import BoardModel
from cmc_desktop.ui.board.board_selection import BoardSelection
from cmc_desktop.ui.board.box_frame import BoxFrame
from cmc_desktop.ui.board.box_view import BoxView
from cmc_desktop.ui.board.kept_words import KeptWords
from cmc_desktop.ui.board.note_delegate import NoteDelegate
from cmc_desktop.ui.board.note_text import NoteStyle, NoteText
from cmc_desktop.ui.board.room_attention import RoomAttention
from cmc_desktop.ui.look import Look, dressed
from cmc_desktop.ui.saying import tr
from cmc_desktop.ui.session_bridge import SessionBridge


class BoardBoxes(QWidget):
    """The boxes of one open canvas, with one selection over all of them.

    Signals:
        box_focused(str): the keys go to the box with this key now.
        current_note_changed(str), selected_note_changed(str): as the selection's.
    """

    box_focused = Signal(str)
    current_note_changed = Signal(str)
    selected_note_changed = Signal(str)

    def __init__(self, bridge: SessionBridge, look: Look, parent: QWidget | None = None) -> None:
        super().__init__(parent)
        self._bridge = bridge
        self._look = look
        self._editable = True
        self._reason = ""
        self._element: str | None = None
        self._with_keys: str | None = None
        self._room = RoomAttention(bridge)
        template = bridge.canvas.template
        self._current = template.walk[0]
        self._kept = KeptWords(self)
        self.model = BoardModel(bridge, self, kept=self._kept)
        self._text = NoteText(NoteStyle())
        self.selection = BoardSelection(self.model, self)
        self._grid = BoardGrid(template, look.theme)
        self._frames = {key: self._make_frame(key) for key in template.walk}
        self._grid.fill(self._frames)
        self.setFocusProxy(self.view(self._current))
        dressed(self, "paper")
        self.setAccessibleName(tr("Board"))
        layout = QVBoxLayout(self)
        layout.setContentsMargins(4, 4, 4, 4)
        layout.addWidget(self._grid)
        self._connect()

    def _make_frame(self, key: str) -> BoxFrame:
        box = self._bridge.canvas.template.box(key)
        delegate = NoteDelegate(self._look.theme, self._text, self, kept=self._kept)
        delegate.editing_changed.connect(lambda: self._frames[key].on_editing_changed())
        view = BoxView(self.model, key, delegate, self.selection, self._look)
        frame = BoxFrame(box, view, self._look)
        view.entered.connect(lambda: self._on_box_entered(key))
        view.escaped.connect(self._on_view_escaped)
        frame.focused.connect(lambda: self._on_box_entered(key))
        frame.chosen.connect(lambda: self._on_box_chosen(key))
        frame.enlarge_wanted.connect(lambda: self._on_enlarge_wanted(key))
        frame.show_state(self._bridge.canvas.note_count(key), self._bridge.canvas.mark(key))
        return frame

    def _connect(self) -> None:
        views = [frame.view for frame in self._frames.values()]
        for first, second in pairwise(views):
            QWidget.setTabOrder(first, second)
        self.selection.current_note_changed.connect(self.current_note_changed)
        self.selection.selected_note_changed.connect(self.selected_note_changed)
        self.model.box_changed.connect(self._on_model_box_changed)
        app = QGuiApplication.instance()
        if isinstance(app, QApplication):
            app.focusChanged.connect(self._on_app_focus_changed)

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

    def show_note(self, note_id: str) -> None:
        """Scroll to a note, keys and selection staying where they are; nothing when it is not on the board."""
        index = self.model.note_index(note_id)
        if index.isValid():
            self._show_note(index)

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
        if self._frames[view.key].follows_end:
            view.scrollToBottom()
        else:
            view.scrollTo(index)

    def has_keys(self) -> bool:
        """Whether what is typed goes to one of the boxes."""
        return self._with_keys is not None

    # the look of the board

    def set_element(self, key: str | None) -> None:
        """Mark the element under discussion; None for none."""
        self._element = key
        self._room.tell_anew()
        for box, frame in self._frames.items():
            frame.set_element(box == key)
            frame.set_follows_end(frame.box.single and self.in_round and box == key)
        self._grid.refit()

    @property
    def in_round(self) -> bool:
        """Whether the round of contributions goes on: there the board does not turn the room."""
        return self._room.in_round

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

    # what happens in the boxes

    def _on_box_entered(self, key: str) -> None:
        if key != self._current or not self._frames[key].is_focused:
            for other, frame in self._frames.items():
                if frame.is_focused != (other == key):
                    frame.set_focused(other == key)
            self._current = key
            # who gives the keys to the board gives them to the box they were in
            self.setFocusProxy(self.view(key))
            self.box_focused.emit(key)

    def _on_box_chosen(self, key: str) -> None:
        if self._editable:
            self._room.go_to(key)

    def _on_app_focus_changed(self, _old: QWidget | None, now: QWidget | None) -> None:
        if now is None or isinstance(now, QMenu | QMenuBar):
            return  # another window or a menu is in front: what is typed next comes back here
        found = (key for key, frame in self._frames.items() if frame.isAncestorOf(now))
        self._with_keys = next(found, None)
        if self._with_keys is None:
            self._room.tell_anew()
        for key, frame in self._frames.items():
            here = key == self._with_keys
            frame.set_keys(here=here, elsewhere=self.has_keys() and not here)

    def _on_view_escaped(self) -> None:
        if self._grid.enlarged:
            self._on_enlarge_wanted(self._grid.enlarged)
        else:
            self.selection.clearSelection()

    def _on_enlarge_wanted(self, key: str) -> None:
        self._grid.enlarge("" if self._grid.enlarged else key)
        self.focus_box(key)
        current = self.selection.currentIndex()
        if self.view(key).is_mine(current):
            self._show_note(current)

    def _on_model_box_changed(self, key: str) -> None:
        canvas = self._bridge.canvas
        self._frames[key].show_state(canvas.note_count(key), canvas.mark(key))
