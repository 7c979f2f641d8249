"""The list of one box's notes on the desk: keys, typing, drag and drop."""

from __future__ import annotations

from collections.abc import Callable

from PySide6.QtCore import (
    QItemSelectionModel,
    QModelIndex,
    QPersistentModelIndex,
    QPoint,
    Qt,
    Signal,
)
from PySide6.QtGui import (
    QColor,
    QDrag,
    QDragEnterEvent,
    QDragLeaveEvent,
    QDragMoveEvent,
    QDropEvent,
    QFocusEvent,
    QFont,
    QInputMethodEvent,
    QKeyEvent,
    QKeySequence,
    QMouseEvent,
    QPainter,
    QPaintEvent,
)
from PySide6.QtWidgets import QAbstractItemView, QWidget

from cmc_desktop.model.domain.phase_rules import Verb, rules_now
from cmc_desktop.ui.board import note_mime
from cmc_desktop.ui.board.board_model import BoardModel
from cmc_desktop.ui.board.drag_picture import drag_picture
from cmc_desktop.ui.board.drop_mark import DropMark
from cmc_desktop.ui.board.empty_words import draw_words
from cmc_desktop.ui.board.note_columns import SCROLL_BAR, NoteColumns
from cmc_desktop.ui.board.note_delegate import NoteDelegate
from cmc_desktop.ui.board.note_editor import NoteEditor
from cmc_desktop.ui.look import Look, dressed

AnyIndex = QModelIndex | QPersistentModelIndex
_EDITS = QAbstractItemView.EditTrigger.DoubleClicked
_TABS = (Qt.FocusReason.TabFocusReason, Qt.FocusReason.BacktabFocusReason)


class BoxView(NoteColumns):
    """Shows the notes of one box. The selection model is shared by all boxes, so one selection spans the board.

    Signals:
        entered(): the keyboard focus came into the list.
        chosen(): the person turned to this box: by a click, by Tab, or by writing in a note.
        words_kept(str, bool), rewording_begun(str): as the delegate's.
        typed(str): words were typed while no editor was open: they begin a new note.
        escaped(): Esc, with nothing open.
        dropped(list): ids of the notes that were put here by a drop.
    """

    entered = Signal()
    chosen = Signal()
    words_kept = Signal(str, bool)
    rewording_begun = Signal(str)
    typed = Signal(str)
    escaped = Signal()
    dropped = Signal(list)

    def __init__(
        self,
        model: BoardModel,
        key: str,
        delegate: NoteDelegate,
        selection: QItemSelectionModel,
        look: Look,
        parent: QWidget | None = None,
    ) -> None:
        super().__init__(model, key, delegate, selection, parent)
        dressed(self, "flat")
        self._theme = look.theme
        self._is_editable = True
        self._keys: dict[str, Callable[[], object]] = {}
        self._empty_words: tuple[str, str] = ("", "")
        gap, ground = delegate.text.style.gap, self._theme.tint(self._box.tone, 0.12)
        self._drop_mark = DropMark(self, gap, QColor(self._theme.focus), ground)
        #: whether the phase lets what is dragged be moved, or copied, into a box; read when the drag comes in
        self._may_move = self._may_copy = False
        delegate.words_kept.connect(self.words_kept)
        delegate.rewording_begun.connect(self.rewording_begun)
        delegate.chosen.connect(self.chosen)
        self._set_up_hands()

    def _set_up_hands(self) -> None:
        self.setEditTriggers(_EDITS)
        self.setTabKeyNavigation(False)
        self.setDragEnabled(True)
        self.setAcceptDrops(True)
        self.setDragDropMode(QAbstractItemView.DragDropMode.DragDrop)
        self.setDefaultDropAction(Qt.DropAction.MoveAction)
        self.setDropIndicatorShown(False)

    # what the frame tells it

    def set_keys(self, keys: dict[str, Callable[[], object]]) -> None:
        """What is done at a key, by its portable name ("Ctrl+Up")."""
        self._keys = keys

    def set_editable(self, editable: bool) -> None:
        """Switch editing, dragging and dropping on or off."""
        self._is_editable = editable
        none = QAbstractItemView.EditTrigger.NoEditTriggers
        self.setEditTriggers(_EDITS if editable else none)
        self.setDragEnabled(editable)
        self.setAcceptDrops(editable)

    def set_empty_words(self, strong: str, words: str) -> None:
        """What stands in the box while it has no notes: a few words in bold, the rest in muted ink."""
        self._empty_words = (strong, words)
        self.setToolTip("" if self.count() else words)
        self.viewport().update()

    @property
    def note_font(self) -> QFont:
        return self._notes.text.font

    @property
    def editor(self) -> NoteEditor | None:
        """The editor that is open on a note of this box, if one is."""
        return self._notes.editor

    def edits(self, index: QModelIndex) -> bool:
        """Whether that editor is on this note."""
        return self._notes.edits(index)

    @property
    def being_typed(self) -> dict[str, str]:
        """What is typed in that editor and its note does not say, by the note's id."""
        return self._notes.being_typed

    def finish_editing(self) -> None:
        """Store what is typed in the open editor and close it."""
        self._notes.finish_editing()

    # focus and keys

    def focusInEvent(self, event: QFocusEvent) -> None:
        if not self.is_mine(self.currentIndex()):
            row = min(self._last_row, self.count() - 1)
            index = self._board.index(row, 0, self.rootIndex()) if row >= 0 else QModelIndex()
            flag = QItemSelectionModel.SelectionFlag.NoUpdate
            if event.reason() in _TABS:
                flag = QItemSelectionModel.SelectionFlag.ClearAndSelect
            if event.reason() != Qt.FocusReason.MouseFocusReason:
                self.selectionModel().setCurrentIndex(index, flag)
        super().focusInEvent(event)
        self.entered.emit()
        if event.reason() in _TABS:
            self.chosen.emit()

    def mousePressEvent(self, event: QMouseEvent) -> None:
        self.chosen.emit()
        super().mousePressEvent(event)

    def keyPressEvent(self, event: QKeyEvent) -> None:
        wish = self._keys.get(QKeySequence(event.keyCombination()).toString(QKeySequence.SequenceFormat.PortableText))
        if wish is not None:
            wish()
        elif event.key() == Qt.Key.Key_Escape:
            self.escaped.emit()
        elif _is_typing(event):
            self.typed.emit(event.text())
        else:
            super().keyPressEvent(event)
            return
        event.accept()

    def inputMethodEvent(self, event: QInputMethodEvent) -> None:
        if event.commitString() and not self.is_editing:
            self.typed.emit(event.commitString())
        else:
            super().inputMethodEvent(event)

    def mouseDoubleClickEvent(self, event: QMouseEvent) -> None:
        if self._is_editable and self.indexAt(event.position().toPoint()).isValid():
            super().mouseDoubleClickEvent(event)
        else:
            self.typed.emit("")

    # dragging

    def startDrag(self, actions: Qt.DropAction) -> None:
        # Qt's own would delete the dragged rows afterwards; here the model moves them when they are dropped.
        indexes = self.selectionModel().selectedIndexes()
        if not indexes:
            return
        drag = QDrag(self)
        drag.setMimeData(self._board.mimeData(indexes))
        drag.setPixmap(drag_picture(self._notes, indexes, self.note_width(), self.devicePixelRatioF()))
        drag.setHotSpot(QPoint(16, 12))
        drag.exec(actions, Qt.DropAction.MoveAction)

    def dragEnterEvent(self, event: QDragEnterEvent) -> None:
        super().dragEnterEvent(event)
        canvas = self._board.bridge.canvas
        allowed = rules_now(canvas).allows
        copies = Verb.ADD in allowed
        moves = Verb.MOVE in allowed if note_mime.own_notes(event.mimeData(), canvas.id) else copies
        self._may_move, self._may_copy = moves, copies
        self._take(event)

    def dragMoveEvent(self, event: QDragMoveEvent) -> None:
        super().dragMoveEvent(event)
        self._take(event)

    def _take(self, event: QDragMoveEvent) -> None:
        mime = event.mimeData()
        if not self._board.canDropMimeData(mime, event.dropAction(), -1, -1, self.rootIndex()):
            event.ignore()
            return
        event.setDropAction(self._action(event))
        # Where the phase allows no drop nothing invites to it; who drops all the same is told why.
        event.accept()
        may = self._may_copy if event.dropAction() == Qt.DropAction.CopyAction else self._may_move
        self._drop_mark.show_before(self._drop_mark.row_at(event.position().toPoint()) if may else None)

    @staticmethod
    def _action(event: QDropEvent) -> Qt.DropAction:
        copies = bool(event.modifiers() & Qt.KeyboardModifier.ControlModifier)
        possible = event.possibleActions()
        if copies or not possible & Qt.DropAction.MoveAction:
            return Qt.DropAction.CopyAction
        return Qt.DropAction.MoveAction

    def dragLeaveEvent(self, event: QDragLeaveEvent) -> None:
        super().dragLeaveEvent(event)
        self._drop_mark.show_before(None)

    def dropEvent(self, event: QDropEvent) -> None:
        row = self._drop_mark.row_at(event.position().toPoint())
        action = self._action(event)
        self._drop_mark.show_before(None)
        self.stopAutoScroll()
        self.setState(QAbstractItemView.State.NoState)
        event.setDropAction(action)
        event.accept()
        put = self._board.drop(event.mimeData(), copies=action == Qt.DropAction.CopyAction, key=self.key, row=row)
        if put:
            self.dropped.emit(put)

    # painting

    def paintEvent(self, event: QPaintEvent) -> None:
        super().paintEvent(event)
        empty = not self.count()
        if not empty and not self._drop_mark.is_shown:
            return
        painter = QPainter(self.viewport())
        painter.setRenderHint(QPainter.RenderHint.Antialiasing)
        if empty:
            self._paint_empty(painter)
        self._drop_mark.draw(painter)
        painter.end()

    def _paint_empty(self, painter: QPainter) -> None:
        strong, words = self._empty_words
        area = self.viewport().rect().adjusted(0, 2, -SCROLL_BAR, 0)
        painter.setFont(self._notes.text.font)
        if strong:
            painter.setPen(QColor(self._theme.ink))
            area.setTop(area.top() + draw_words(painter, area, strong) + 2)
        painter.setPen(QColor(self._theme.muted))
        draw_words(painter, area, words)


def _is_typing(event: QKeyEvent) -> bool:
    """Whether a key puts a letter on the screen; Space is left to selecting."""
    held = event.modifiers() & ~(Qt.KeyboardModifier.ShiftModifier | Qt.KeyboardModifier.KeypadModifier)
    graphic = held == Qt.KeyboardModifier.NoModifier or held == Qt.KeyboardModifier.GroupSwitchModifier
    text = event.text()
    return graphic and bool(text) and text.isprintable() and not text.isspace()
