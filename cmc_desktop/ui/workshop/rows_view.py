"""A table that is filled by one hand: Enter goes on to the next cell, Ctrl+Up and Ctrl+Down move a row."""

from __future__ import annotations

from collections.abc import Iterator, Sequence
from typing import Any

from PySide6.QtCore import QPersistentModelIndex, Qt, Signal
from PySide6.QtGui import QKeyEvent
from PySide6.QtWidgets import (
    QAbstractItemDelegate,
    QAbstractItemView,
    QApplication,
    QComboBox,
    QHeaderView,
    QTableView,
    QWidget,
)

from cmc_desktop.ui.workshop.cell_editors import CELL, LEFT, REFUSED, SEEN, WRITING, TextDelegate, value_of
from cmc_desktop.ui.workshop.rows_model import Index, RowsModel

_ENTER = (Qt.Key.Key_Return, Qt.Key.Key_Enter)


class RowsView(QTableView):
    """The view of a RowsModel. `typed` are the columns that Enter goes through before it turns to the next row;
    Shift+Enter turns to the next row at once.

    Signals:
        words_lost(str): this was being typed into a row that is not there any more.
    """

    words_lost = Signal(str)

    def __init__(self, model: RowsModel, typed: Sequence[int], parent: QWidget | None = None) -> None:
        super().__init__(parent)
        self._rows = model
        self._typed = tuple(typed)
        self._place = ("", 0)
        self._typing: list[tuple[str, int, Any, Any]] = []
        self._lost: list[str] = []
        model.rowsAboutToBeRemoved.connect(self._on_rows_leaving)  # before the view itself, which ends the editors
        self.setModel(model)
        delegate = TextDelegate(self)
        delegate.words_lost.connect(self.words_lost)
        self.setItemDelegate(delegate)
        triggers = QAbstractItemView.EditTrigger
        self.setEditTriggers(triggers.AnyKeyPressed | triggers.EditKeyPressed | triggers.DoubleClicked)
        self.setSelectionMode(QAbstractItemView.SelectionMode.ContiguousSelection)
        self.setTabKeyNavigation(False)
        self.setShowGrid(True)
        self.setWordWrap(False)
        self.setDragDropMode(QAbstractItemView.DragDropMode.InternalMove)
        self.setDragDropOverwriteMode(False)
        self.setDropIndicatorShown(True)
        self.verticalHeader().setDefaultSectionSize(30)
        self.verticalHeader().setSectionResizeMode(QHeaderView.ResizeMode.Fixed)
        self.horizontalHeader().setHighlightSections(False)
        self.horizontalHeader().setDefaultAlignment(Qt.AlignmentFlag.AlignLeading | Qt.AlignmentFlag.AlignVCenter)
        model.modelAboutToBeReset.connect(self._on_reset_announced)
        model.modelReset.connect(self._on_reset)
        model.rowsRemoved.connect(self._on_rows_removed)

    def chosen_ids(self) -> list[str]:
        """The ids of the rows that are selected or hold the keyboard, in their order."""
        rows = {index.row() for index in self.selectedIndexes()} or {self.currentIndex().row()}
        return [self._rows.id_at(row) for row in sorted(rows) if self._rows.id_at(row)]

    def move_chosen(self, by: int) -> None:
        """Move the selected rows one place up (-1) or down (+1)."""
        ids = self.chosen_ids()
        for row_id in ids if by < 0 else reversed(ids):
            row = self._rows.row_of(row_id)
            if not 0 <= row + by < len(self._rows.ids):
                return
            self._rows.move_wished.emit(row_id, row - 1 if by < 0 else row + 2)

    def start_typing(self, row: int) -> None:
        """Open the first cell of a row for typing."""
        index = self._rows.index(row, self._typed[0])
        self.setCurrentIndex(index)
        self.setFocus()
        self.edit(index)

    def unstored_words(self) -> list[str]:
        """What is being typed into cells and was not there when they were opened."""
        typed = [(value_of(editor), editor.property(SEEN)) for editor, _ in self._being_typed()]
        return [str(value) for value, seen in typed if value != seen]

    def may_leave(self) -> bool:
        """Write what is being typed; False once when it is refused, so that it is not lost with what was told."""
        self.setFocus()
        refused = [editor for editor in self.findChildren(QWidget) if editor.property(REFUSED)]
        fresh = [editor for editor in refused if not editor.property(LEFT)]
        for editor in fresh:
            editor.setProperty(LEFT, True)
            editor.setFocus()
        return not fresh

    def _go_on(self, *, next_row: bool) -> None:
        row, column = self.currentIndex().row(), self.currentIndex().column()
        later = [] if next_row else [typed for typed in self._typed if typed > column]
        if not self._rows.id_at(row):
            return
        if later:
            index = self._rows.index(row, later[0])
        elif row + 1 < self._rows.rowCount():
            index = self._rows.index(row + 1, self._typed[0])
        else:
            return
        self.setCurrentIndex(index)
        self.edit(index)

    def _on_reset_announced(self) -> None:
        current = self.currentIndex()
        self._place = (self._rows.id_at(current.row()), max(0, current.column()))
        self._typing = [
            (self._rows.id_at(cell.row()), cell.column(), value_of(editor), editor.property(SEEN))
            for editor, cell in self._being_typed()
        ]

    def _on_reset(self) -> None:
        row_id, column = self._place
        row = self._rows.row_of(row_id)
        if row >= 0:
            self.setCurrentIndex(self._rows.index(row, column))
        for typed in self._typing:
            self._type_on(*typed)

    def _type_on(self, row_id: str, column: int, value: Any, seen: Any) -> None:
        """Go on with what was being typed into a row, wherever that is by now."""
        row = self._rows.row_of(row_id) if row_id else len(self._rows.ids)
        index = self._rows.index(row, column)
        if not index.isValid() or not self._rows.flags(index) & Qt.ItemFlag.ItemIsEditable:
            if value != seen:
                self.words_lost.emit(str(value))
            return
        self.setCurrentIndex(index)
        self.edit(index)
        for editor, cell in self._being_typed():
            if cell == index:
                editor.metaObject().userProperty().write(editor, value)
                editor.setProperty(SEEN, seen)

    def _open_editors(self) -> Iterator[tuple[QWidget, QPersistentModelIndex]]:
        """The editors of rows that are there, and their cells."""
        for editor in self.viewport().findChildren(QWidget):
            cell = editor.property(CELL)
            if isinstance(cell, QPersistentModelIndex) and cell.isValid() and not editor.isHidden():
                yield editor, cell

    def _being_typed(self) -> Iterator[tuple[QWidget, QPersistentModelIndex]]:
        """Those in which words are being typed, and not just being stored."""
        for editor, cell in self._open_editors():
            if not isinstance(editor, QComboBox) and not editor.property(WRITING):
                yield editor, cell

    def _on_rows_leaving(self, _parent: Index, first: int, last: int) -> None:
        for editor, cell in self._being_typed():
            value = value_of(editor)
            if first <= cell.row() <= last and value != editor.property(SEEN):
                self._lost.append(str(value))

    def _on_rows_removed(self) -> None:
        if any(self._open_editors()):
            self.setState(QAbstractItemView.State.EditingState)  # Qt forgets that another row is being written
        while self._lost:
            self.words_lost.emit(self._lost.pop(0))

    def closeEditor(self, editor: QWidget, hint: QAbstractItemDelegate.EndEditHint) -> None:
        if editor.property(REFUSED) and hint != QAbstractItemDelegate.EndEditHint.RevertModelCache:
            return
        cell = editor.property(CELL)
        if isinstance(cell, QPersistentModelIndex) and not cell.isValid():
            hint = QAbstractItemDelegate.EndEditHint.NoHint  # the row is gone: what is typed next was not for another
        super().closeEditor(editor, hint)
        if hint == QAbstractItemDelegate.EndEditHint.SubmitModelCache:
            shift = QApplication.keyboardModifiers() & Qt.KeyboardModifier.ShiftModifier
            self._go_on(next_row=bool(shift))

    def keyPressEvent(self, event: QKeyEvent) -> None:
        control = bool(event.modifiers() & Qt.KeyboardModifier.ControlModifier)
        if control and event.key() in (Qt.Key.Key_Up, Qt.Key.Key_Down):
            self.move_chosen(-1 if event.key() == Qt.Key.Key_Up else +1)
        elif event.key() in _ENTER and self.state() != QAbstractItemView.State.EditingState:
            self.edit(self.currentIndex())
        else:
            super().keyPressEvent(event)
