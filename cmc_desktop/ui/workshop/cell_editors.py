"""The editors of cells: what one holds is not put right by what others write, and what is refused stays in it."""

from __future__ import annotations

from collections.abc import Sequence
from typing import Any

from PySide6.QtCore import QEvent, QObject, QPersistentModelIndex, Qt, Signal
from PySide6.QtWidgets import (
    QAbstractItemDelegate,
    QComboBox,
    QLineEdit,
    QStyledItemDelegate,
    QStyleOptionViewItem,
    QWidget,
)

from cmc_desktop.ui.workshop.rows_model import Index, RowsModel

#: what a cell said when its editor was opened
SEEN = "seen"
#: whether what an editor holds was refused, and no key was pressed in it since
REFUSED = "refused"
#: whether the window was to be closed over it
LEFT = "left"
#: the cell that an editor is for, and whether what it holds is being written at this moment
CELL = "cell"
WRITING = "writing"


class ChoiceDelegate(QStyledItemDelegate):
    """Edits a column by a list of (value, label)."""

    def __init__(self, choices: Sequence[tuple[str, str]], parent: QObject | None = None) -> None:
        super().__init__(parent)
        self._choices = tuple(choices)

    def createEditor(self, parent: QWidget, option: QStyleOptionViewItem, index: Index) -> QWidget:
        combo = QComboBox(parent)
        for value, label in self._choices:
            combo.addItem(label, value)
        combo.setAccessibleName(str(index.model().headerData(index.column(), Qt.Orientation.Horizontal)))
        combo.setProperty(CELL, QPersistentModelIndex(index))
        combo.activated.connect(lambda: self._done(combo))
        return combo

    def _done(self, combo: QComboBox) -> None:
        self.commitData.emit(combo)
        self.closeEditor.emit(combo, QAbstractItemDelegate.EndEditHint.NoHint)

    def setEditorData(self, editor: QWidget, index: Index) -> None:
        if isinstance(editor, QComboBox) and editor.property(SEEN) is None:
            editor.setProperty(SEEN, index.data(Qt.ItemDataRole.EditRole))
            editor.setCurrentIndex(editor.findData(index.data(Qt.ItemDataRole.EditRole)))

    def setModelData(self, editor: QWidget, model: object, index: Index) -> None:
        if isinstance(editor, QComboBox) and isinstance(model, RowsModel):
            model.write(index, editor.currentData(), editor.property(SEEN))


class TextDelegate(QStyledItemDelegate):
    """Edits a cell of text or a number; the editor is called as its column, for screen readers.

    What is refused stays in its editor, as when another window was quicker; Enter then writes it all the same.

    Signals:
        words_lost(str): this was refused, as its row is not there any more.
    """

    words_lost = Signal(str)

    def createEditor(self, parent: QWidget, option: QStyleOptionViewItem, index: Index) -> QWidget:
        editor = super().createEditor(parent, option, index)
        editor.setAccessibleName(str(index.model().headerData(index.column(), Qt.Orientation.Horizontal)))
        editor.setProperty(CELL, QPersistentModelIndex(index))
        if isinstance(editor, QLineEdit):
            editor.setStyleSheet("border-radius: 0; padding: 0 4px;")
        return editor

    def setEditorData(self, editor: QWidget, index: Index) -> None:
        if editor.property(SEEN) is None:  # what is being typed is not put right by what others write
            editor.setProperty(SEEN, index.data(Qt.ItemDataRole.EditRole))
            super().setEditorData(editor, index)

    def setModelData(self, editor: QWidget, model: object, index: Index) -> None:
        if editor.property(REFUSED) or not isinstance(model, RowsModel):
            return  # looking away is no answer to what was told
        value, cell = value_of(editor), QPersistentModelIndex(index)
        editor.setProperty(WRITING, True)
        written = model.write(index, value, editor.property(SEEN))
        editor.setProperty(WRITING, False)
        if not written and not cell.isValid():
            self.words_lost.emit(str(value))
        elif not written:
            present = index.data(Qt.ItemDataRole.EditRole)
            editor.setProperty(REFUSED, bool(str(value).strip()) and present != value)
            editor.setProperty(SEEN, present)

    def eventFilter(self, editor: QObject, event: QEvent) -> bool:
        if event.type() == QEvent.Type.KeyPress:
            editor.setProperty(REFUSED, False)
            editor.setProperty(LEFT, False)
        return super().eventFilter(editor, event)


def value_of(editor: QWidget) -> Any:
    """What an editor holds."""
    return editor.metaObject().userProperty().read(editor)
