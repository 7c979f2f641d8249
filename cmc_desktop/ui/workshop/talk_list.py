"""A list of a side panel: rows that are chosen, changed and deleted by keys or by the mouse."""

from __future__ import annotations

from collections.abc import Callable, Mapping, Sequence
from typing import Any

from PySide6.QtCore import QEvent, QPoint, Qt, Signal
from PySide6.QtGui import QContextMenuEvent, QGuiApplication, QKeyEvent, QKeySequence, QResizeEvent
from PySide6.QtWidgets import QFrame, QListView, QWidget

from cmc_desktop.ui.look import Look, dressed
from cmc_desktop.ui.workshop.line_model import Index, LineModel
from cmc_desktop.ui.workshop.talk_delegate import TalkDelegate
from cmc_desktop.ui.workshop.talk_row import TalkRow

_PORTABLE = QKeySequence.SequenceFormat.PortableText
#: what the board does at these keys must not be done to the board from a list beside it
_NOT_THE_BOARDS = ("Del", "F2", "Return", "Enter", "Ctrl+X", "Ctrl+V", "Ctrl+D", "Ctrl+C", "Shift+F6", "Space")


class TalkModel(LineModel[TalkRow]):
    """The rows as a list."""

    def row_of(self, row_id: str) -> int:
        return next((row for row, line in enumerate(self._lines) if line.id == row_id), -1)

    def data(self, index: Index, role: int = Qt.ItemDataRole.DisplayRole) -> Any:
        if not index.isValid():
            return None
        row = self._lines[index.row()]
        if role == Qt.ItemDataRole.DisplayRole:
            return row.words
        if role in (Qt.ItemDataRole.AccessibleTextRole, Qt.ItemDataRole.ToolTipRole):
            return row.spoken
        return row if role == self.LINE else None

    def flags(self, index: Index) -> Qt.ItemFlag:
        if index.isValid() and self._lines[index.row()].heading:
            return Qt.ItemFlag.NoItemFlags
        return super().flags(index)


class TalkList(QListView):
    """Rows with one thing done at each key.

    Signals:
        chosen(str): Enter, or a double click, on the row with this id.
        menu_wanted(str, QPoint): the menu of a row is asked for, at this place of the screen.
        sign_clicked(str): the box of a row was clicked.
        escaped(): Esc.
    """

    chosen = Signal(str)
    menu_wanted = Signal(str, QPoint)
    sign_clicked = Signal(str)
    escaped = Signal()

    def __init__(self, name: str, look: Look, most: int, parent: QWidget | None = None) -> None:
        """`most` is the number of lines a row's words may take."""
        super().__init__(parent)
        self.rows = TalkModel(self)
        self._keys: dict[str, Callable[[str], object]] = {}
        delegate = TalkDelegate(look, most, self)
        delegate.sign_clicked.connect(self.sign_clicked)
        self.setModel(self.rows)
        self.setItemDelegate(delegate)
        dressed(self, "flat")
        self.setAccessibleName(name)
        self.setFrameShape(QFrame.Shape.NoFrame)
        self.setEditTriggers(QListView.EditTrigger.NoEditTriggers)
        self.setVerticalScrollMode(QListView.ScrollMode.ScrollPerPixel)
        self.setHorizontalScrollBarPolicy(Qt.ScrollBarPolicy.ScrollBarAlwaysOff)
        self.setTabKeyNavigation(False)
        self.doubleClicked.connect(lambda index: self.chosen.emit(self.rows.line(index).id))

    def set_keys(self, keys: Mapping[str, Callable[[str], object]]) -> None:
        """What is done to the current row (by id) at a key, by the key's portable name."""
        self._keys = dict(keys)

    def show_rows(self, rows: Sequence[TalkRow]) -> None:
        """Show rows anew; the current one stays current, or the one in its place when it is gone."""
        current, place = self.current_id(), self.currentIndex().row()
        self.rows.show(rows)
        if current and current != self.current_id():
            row = self.rows.row_of(current)
            row = row if row >= 0 else min(place, len(rows) - 1)
            self.setCurrentIndex(self.rows.index(row))

    def current_id(self) -> str:
        """The id of the row the keys are on; empty when on none."""
        index = self.currentIndex()
        return self.rows.line(index).id if index.isValid() else ""

    def choose(self, row_id: str) -> None:
        """Make a row current and show it; nothing when it is not there."""
        row = self.rows.row_of(row_id)
        if row >= 0:
            self.setCurrentIndex(self.rows.index(row))
            self.scrollTo(self.currentIndex())

    def begin(self) -> None:
        """Take the keys, on the current row or the first that can be chosen."""
        if not self.currentIndex().isValid():
            indexes = (self.rows.index(row) for row in range(self.rows.rowCount()))
            first = next((index for index in indexes if index.flags() & Qt.ItemFlag.ItemIsSelectable), None)
            if first is not None:
                self.setCurrentIndex(first)
        self.setFocus()

    def _copy(self) -> None:
        row = self.rows.line(self.currentIndex()) if self.currentIndex().isValid() else None
        if row is not None:
            QGuiApplication.clipboard().setText(row.words)

    def event(self, event: QEvent) -> bool:
        if event.type() == QEvent.Type.ShortcutOverride and isinstance(event, QKeyEvent):
            keys = QKeySequence(event.keyCombination()).toString(_PORTABLE)
            if keys in self._keys or keys in _NOT_THE_BOARDS:
                event.accept()
                return True
        return super().event(event)

    def keyPressEvent(self, event: QKeyEvent) -> None:
        keys = QKeySequence(event.keyCombination()).toString(_PORTABLE)
        current = self.current_id()
        if keys == "Esc":
            self.escaped.emit()
        elif keys == "Ctrl+C":
            self._copy()
        elif keys in ("Return", "Enter"):
            if current:
                self.chosen.emit(current)
        elif keys in self._keys:
            if current:
                self._keys[keys](current)
        elif keys not in _NOT_THE_BOARDS:
            super().keyPressEvent(event)

    def contextMenuEvent(self, event: QContextMenuEvent) -> None:
        index = self.indexAt(event.pos())
        index = index if index.isValid() else self.currentIndex()
        if index.isValid():
            self.setCurrentIndex(index)
            place = event.pos() if self.indexAt(event.pos()).isValid() else self.visualRect(index).center()
            self.menu_wanted.emit(self.rows.line(index).id, self.viewport().mapToGlobal(place))

    def resizeEvent(self, event: QResizeEvent) -> None:
        super().resizeEvent(event)
        if event.size().width() != event.oldSize().width():
            self.scheduleDelayedItemsLayout()
