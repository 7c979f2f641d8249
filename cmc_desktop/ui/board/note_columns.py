"""A box's notes in one column or two, laid out again only when they must be. No keys, no drags: those are others'."""

from __future__ import annotations

from PySide6.QtCore import (
    QItemSelection,
    QItemSelectionModel,
    QModelIndex,
    QPersistentModelIndex,
    QPoint,
    Qt,
    QTimerEvent,
)
from PySide6.QtGui import QPaintEvent, QResizeEvent
from PySide6.QtWidgets import QAbstractItemView, QListView, QWidget

from cmc_desktop.ui.board.board_model import BoardModel
from cmc_desktop.ui.board.note_delegate import NoteDelegate
from cmc_desktop.ui.board.note_sizes import NoteSizes

AnyIndex = QModelIndex | QPersistentModelIndex
#: as wide as the style sheet makes it
SCROLL_BAR = 10
#: narrower than this, notes stand in one column
_TWO_COLUMNS = 340
#: boxes with more notes are laid out bit by bit, so that the board shows at once
_MANY = 40
_BATCH = 120
#: how many more than were in sight are laid out at once: other notes may need less room
_SOME_MORE = 16


class NoteColumns(QListView):
    """Shows the notes of one box. The selection model is shared by all boxes, so one selection spans the board.

    Qt asks every view of a model to lay out anew whatever changed in it; this one does only what concerns its box.
    """

    def __init__(
        self,
        model: BoardModel,
        key: str,
        delegate: NoteDelegate,
        selection: QItemSelectionModel,
        parent: QWidget | None = None,
    ) -> None:
        super().__init__(parent)
        self._board = model
        self._notes = delegate
        self._box = model.bridge.canvas.template.box(key)
        self._laid_out: tuple[object, ...] = ()
        self._lays_out_all = False
        self._is_laying_out = False
        self._sight: tuple[object, ...] = ()
        self._last_in_sight = 0
        self._last_row = 0
        delegate.serve(self)
        self._set_up(selection)
        delegate.kept.waiting_changed.connect(self.scheduleDelayedItemsLayout)

    def _set_up(self, selection: QItemSelectionModel) -> None:
        self.setFrameShape(QListView.Shape.NoFrame)
        self.setItemDelegate(self._notes)
        self.setSelectionMode(QAbstractItemView.SelectionMode.ExtendedSelection)
        self.setVerticalScrollMode(QAbstractItemView.ScrollMode.ScrollPerPixel)
        self.setHorizontalScrollBarPolicy(Qt.ScrollBarPolicy.ScrollBarAlwaysOff)
        self.verticalScrollBar().setSingleStep(16)
        self.setResizeMode(QListView.ResizeMode.Adjust)
        self.setFlow(QListView.Flow.LeftToRight)
        self.setWrapping(True)
        self.setMovement(QListView.Movement.Static)
        # As low as need be beside a line that is being typed; 0 would mean as high as Qt thinks fit.
        self.setMinimumSize(40, 1)
        self.setModel(self._board)
        self.setRootIndex(self._board.box_index(self._box.key))
        own = self.selectionModel()
        self.setSelectionModel(selection)
        own.deleteLater()

    @property
    def key(self) -> str:
        return self._box.key

    @property
    def root_row(self) -> int:
        return self.rootIndex().row()

    def count(self) -> int:
        return self._board.rowCount(self.rootIndex())

    def is_mine(self, index: AnyIndex) -> bool:
        """Whether `index` is a note of this box."""
        return index.isValid() and index.internalId() == self.root_row + 1

    @property
    def is_editing(self) -> bool:
        return self.state() == QAbstractItemView.State.EditingState

    # columns

    def columns(self) -> int:
        return 2 if not self._box.single and self._room() >= _TWO_COLUMNS else 1

    def note_width(self) -> int:
        """Pixels from edge to edge of a note."""
        columns = self.columns()
        return self.place_width() if columns == 1 else self.place_width() - self._notes.text.style.gap

    def place_width(self) -> int:
        return max(40, self._room() // self.columns())

    def _room(self) -> int:
        """Pixels for notes: the scroll bar has its own, so that notes keep their width when it comes and goes."""
        return self.maximumViewportSize().width() - SCROLL_BAR

    # layout

    def _layout_key(self) -> tuple[object, ...]:
        """All a layout depends on: as long as this is the same, it still holds."""
        edited = self._notes.editing_height if self.is_editing else 0
        return self._board.version(self.key), self._room(), edited, self.font().key(), self._notes.kept.version

    def lay_out_now(self) -> None:
        """Lay out every note at once, so that any can be scrolled to."""
        self._lays_out_all = True
        self._laid_out = ()
        self.doItemsLayout()
        self._lays_out_all = False

    def doItemsLayout(self) -> None:
        key = self._layout_key()
        if key == self._laid_out:
            # A note was moved elsewhere on the board: Qt asks all fourteen views, one or two have work.
            self.updateEditorGeometries()
            return
        bit_by_bit = self.count() > _MANY and self.isVisible() and not self._lays_out_all and not self._is_laying_out
        self._laid_out = key
        self._is_laying_out = bit_by_bit
        if bit_by_bit:
            # What is in sight at once, the rest as soon as nothing else is to be done.
            self.setLayoutMode(QListView.LayoutMode.Batched)
            self.setBatchSize(self._last_in_sight + _SOME_MORE)
        else:
            self.setLayoutMode(QListView.LayoutMode.SinglePass)
        bar = self.verticalScrollBar()
        place, end = bar.value(), bar.maximum()
        with self._notes.laying_out(self._sizes()):
            super().doItemsLayout()
        self.setBatchSize(_BATCH)
        if bit_by_bit and bar.maximum() < end:
            # As long as the rest has no place, what the notes took before is the best guess.
            bar.setMaximum(end)
            bar.setValue(place)

    def _sizes(self) -> NoteSizes:
        return NoteSizes(self._board, self.key, self._notes.notes, self.note_width(), self.place_width())

    def timerEvent(self, event: QTimerEvent) -> None:
        if not self._is_laying_out:
            super().timerEvent(event)
            return
        with self._notes.laying_out(self._sizes()):
            super().timerEvent(event)
        if self._is_laying_out:
            last = self._board.index(self.count() - 1, 0, self.rootIndex())
            self._is_laying_out = self.visualRect(last).isNull()

    def scrollTo(
        self, index: AnyIndex, hint: QAbstractItemView.ScrollHint = QAbstractItemView.ScrollHint.EnsureVisible
    ) -> None:
        if self._is_laying_out and self.visualRect(index).isNull():
            self.lay_out_now()
        super().scrollTo(index, hint)

    def moveCursor(self, action: QAbstractItemView.CursorAction, modifiers: Qt.KeyboardModifier) -> QModelIndex:
        if self._is_laying_out:
            self.lay_out_now()
        return super().moveCursor(action, modifiers)

    def resizeEvent(self, event: QResizeEvent) -> None:
        super().resizeEvent(event)
        if self._layout_key() != self._laid_out:
            self.scheduleDelayedItemsLayout()
        else:
            # Qt leaves it to a layout that is pending already, and that one finds nothing to do
            self.updateGeometries()

    def rowsInserted(self, parent: AnyIndex, start: int, end: int) -> None:
        if parent.row() == self.root_row:
            super().rowsInserted(parent, start, end)

    def rowsAboutToBeRemoved(self, parent: AnyIndex, start: int, end: int) -> None:
        if parent.row() == self.root_row:
            super().rowsAboutToBeRemoved(parent, start, end)

    def currentChanged(self, current: AnyIndex, previous: AnyIndex) -> None:
        if self.is_mine(current) or self.is_mine(previous):
            super().currentChanged(current, previous)
        if self.is_mine(current):
            self._last_row = current.row()

    def selectionChanged(self, selected: QItemSelection, deselected: QItemSelection) -> None:
        row = self.root_row
        parts = [*selected.toList(), *deselected.toList()]
        if any(part.parent().row() == row for part in parts):
            super().selectionChanged(selected, deselected)

    def paintEvent(self, event: QPaintEvent) -> None:
        super().paintEvent(event)
        # A step of a drag paints as well, and leaves what is in sight as it is.
        sight = self.verticalScrollBar().value(), self.viewport().height(), self._laid_out
        if sight != self._sight:
            self._sight, self._last_in_sight = sight, self._row_lowest_in_sight()

    def _row_lowest_in_sight(self) -> int:
        """The row of the note at the lower edge; the number of notes when all of them end above it."""
        edge, gap = self.viewport().height() - 8, self._notes.text.style.gap + 1
        for y in (edge, edge - gap):
            # Beside a long note a short one leaves more than the gap.
            for column in range(self.columns()):
                index = self.indexAt(QPoint(4 + column * self.place_width(), y))
                if index.isValid():
                    return index.row()
        return self.count()
