"""A list of a side panel: rows that are chosen, changed and deleted by keys or by the mouse."""

from __future__ import annotations

from collections.abc import Callable, Mapping, Sequence

from PySide6.QtCore import QPoint, QSize, Qt, Signal
from PySide6.QtGui import QContextMenuEvent, QGuiApplication, QKeyEvent, QKeySequence, QResizeEvent
from PySide6.QtWidgets import QFrame, QListView, QWidget

from cmc_desktop.ui.key_claims import KeyClaims
from cmc_desktop.ui.look import Look, dressed
from cmc_desktop.ui.workshop.talk_delegate import TalkDelegate
from cmc_desktop.ui.workshop.talk_model import TalkModel
from cmc_desktop.ui.workshop.talk_row import TalkRow

_PORTABLE = QKeySequence.SequenceFormat.PortableText
#: what the board does at these keys must not be done to the board from a list beside it
_NOT_THE_BOARDS = ("Del", "F2", "Return", "Enter", "Ctrl+X", "Ctrl+V", "Ctrl+D", "Ctrl+C", "Shift+F6", "Space")


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
        self._delegate = TalkDelegate(look, most, self)
        self._delegate.sign_clicked.connect(self.sign_clicked)
        self.rows = TalkModel(self._size_of, self)
        self._keys: dict[str, Callable[[str], object]] = {}
        KeyClaims(self, self._claims)
        self.setModel(self.rows)
        self.setItemDelegate(self._delegate)
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
            self.setCurrentIndex(self.rows.index(row, 0))

    def current_id(self) -> str:
        """The id of the row the keys are on; empty when on none."""
        index = self.currentIndex()
        return self.rows.line(index).id if index.isValid() else ""

    def choose(self, row_id: str) -> None:
        """Make a row current and show it; nothing when it is not there."""
        row = self.rows.row_of(row_id)
        if row >= 0:
            self.setCurrentIndex(self.rows.index(row, 0))
            self.scrollTo(self.currentIndex())

    def begin(self) -> None:
        """Take the keys, on the current row or the first that can be chosen."""
        if not self.currentIndex().isValid():
            indexes = (self.rows.index(row, 0) for row in range(self.rows.rowCount()))
            first = next((index for index in indexes if index.flags() & Qt.ItemFlag.ItemIsSelectable), None)
            if first is not None:
                self.setCurrentIndex(first)
        self.setFocus()

    def _size_of(self, row: TalkRow) -> QSize:
        return self._delegate.size(row, self.viewport().width())

    def _copy(self) -> None:
        row = self.rows.line(self.currentIndex()) if self.currentIndex().isValid() else None
        if row is not None:
            QGuiApplication.clipboard().setText(row.typed or row.words)

    def _claims(self, event: QKeyEvent) -> bool | None:
        keys = QKeySequence(event.keyCombination()).toString(_PORTABLE)
        return True if keys in self._keys or keys in _NOT_THE_BOARDS else None

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
            self.rows.measure_anew()
            self.scheduleDelayedItemsLayout()
