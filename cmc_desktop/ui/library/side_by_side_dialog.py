"""Several canvases in one table, for the desk and the wall: elements down, canvases across, what they share marked."""

from __future__ import annotations

from collections.abc import Callable
from typing import TYPE_CHECKING

from PySide6.QtCore import QEvent, QObject, QRect, Qt, QTimer, Signal
from PySide6.QtGui import QFont, QFontMetrics, QKeyEvent, QKeySequence, QResizeEvent
from PySide6.QtWidgets import (
    QAbstractItemView,
    QApplication,
    QComboBox,
    QDialog,
    QHBoxLayout,
    QHeaderView,
    QLabel,
    QPushButton,
    QTableView,
    QVBoxLayout,
    QWidget,
)

from cmc_desktop.model.domain.head import CanvasState, Head
from cmc_desktop.ui.library.side_by_side_delegate import SideBySideDelegate
from cmc_desktop.ui.library.side_by_side_model import SideBySideModel
from cmc_desktop.ui.look import Look, dressed
from cmc_desktop.ui.saying import tr, trn

if TYPE_CHECKING:
    from cmc_desktop.model.services.side_by_side import SideBySide

_LEAST_COLUMN = 190
_HEAD_EDGE = 9
#: heads that are broken where a title is longer than its column
_WRAPPED = Qt.AlignmentFlag(Qt.AlignmentFlag.AlignLeft | Qt.AlignmentFlag.AlignTop | Qt.TextFlag.TextWordWrap)
_SIZES = (11.0, 13.0, 15.0, 18.0, 22.0, 27.0)


class SideBySideDialog(QDialog):
    """Columns are put in order by their heads' drag, by the keys Ctrl+Left and Ctrl+Right, or by what is chosen above.

    Signals:
        save_wanted(SideBySide): the table, as it stands, is to be saved or printed.
        canvas_wanted(str): the canvas with this id is to be opened.
    """

    save_wanted = Signal(object)
    canvas_wanted = Signal(str)

    def __init__(self, look: Look, table: SideBySide, parent: QWidget | None = None) -> None:
        super().__init__(parent, Qt.WindowType.Window)
        self.setWindowTitle(tr("Canvases side by side"))
        self.setAttribute(Qt.WidgetAttribute.WA_DeleteOnClose)
        self._chosen_order = table
        self.model = SideBySideModel(table, self)
        self.view = QTableView()
        self.order = QComboBox()
        self.smaller, self.larger = QPushButton(tr("A−")), QPushButton(tr("A+"))
        self.copy_button, self.save_button = QPushButton(tr("Copy")), QPushButton(tr("Save or print…"))
        self._delegate = SideBySideDelegate(look, self.view)
        self._fit_timer = QTimer(self)
        self._fit_timer.setSingleShot(True)
        self._fit_timer.timeout.connect(self.fit)
        self._set_view(look)
        self._lay_out()
        self._connect()
        room = self.screen().availableGeometry()
        self.resize(min(1800, room.width() - 60), min(1000, room.height() - 80))

    def _set_view(self, look: Look) -> None:
        view = self.view
        view.setAccessibleName(tr("Canvases side by side"))
        view.setModel(self.model)
        view.setItemDelegate(self._delegate)
        view.setSelectionMode(QAbstractItemView.SelectionMode.ContiguousSelection)
        view.setEditTriggers(QAbstractItemView.EditTrigger.NoEditTriggers)
        view.setTabKeyNavigation(False)
        view.setVerticalScrollMode(QAbstractItemView.ScrollMode.ScrollPerPixel)
        view.setHorizontalScrollMode(QAbstractItemView.ScrollMode.ScrollPerPixel)
        view.setCornerButtonEnabled(False)
        corner = f"QTableCornerButton::section {{ background: {look.theme.card}; border: none; }}"
        view.setStyleSheet(f"QTableView {{ gridline-color: {look.theme.line}; }} {corner}")
        view.installEventFilter(self)
        view.viewport().installEventFilter(self)
        across, down = view.horizontalHeader(), view.verticalHeader()
        across.setSectionsMovable(True)
        across.setDefaultAlignment(_WRAPPED)
        across.setMinimumSectionSize(_LEAST_COLUMN)
        across.setTextElideMode(Qt.TextElideMode.ElideNone)
        across.sectionMoved.connect(self._on_section_moved)
        across.sectionResized.connect(lambda *_: self._fit_timer.start(0))
        down.setSectionResizeMode(QHeaderView.ResizeMode.Fixed)
        down.setDefaultAlignment(Qt.AlignmentFlag.AlignLeft | Qt.AlignmentFlag.AlignTop)

    def _lay_out(self) -> None:
        self.order.setAccessibleName(tr("Order of the canvases"))
        orders = (tr("As chosen"), tr("By title"), tr("By city"), tr("By state"), tr("Oldest first"))
        self.order.addItems(list(orders))
        self.smaller.setAccessibleName(tr("Smaller letters"))
        self.larger.setAccessibleName(tr("Larger letters"))
        common = self.model.table.common
        told = trn("{n} note is said by more than one", "{n} notes are said by more than one", common)
        shared = QLabel(f"=  {told}" if common else tr("No note is the same in two of them"))
        top = QHBoxLayout()
        top.addWidget(QLabel(tr("Order:")))
        top.addWidget(self.order)
        top.addSpacing(12)
        top.addWidget(dressed(shared, "muted"))
        top.addStretch(1)
        for button in (self.smaller, self.larger, self.copy_button, self.save_button):
            button.setAutoDefault(False)
            top.addWidget(button)
        layout = QVBoxLayout(self)
        layout.setContentsMargins(16, 12, 16, 16)
        layout.setSpacing(10)
        layout.addLayout(top)
        layout.addWidget(self.view, 1)
        self.view.setFocus()

    def _connect(self) -> None:
        self.order.currentIndexChanged.connect(self._on_order_chosen)
        self.smaller.clicked.connect(lambda: self.change_size(-1))
        self.larger.clicked.connect(lambda: self.change_size(1))
        self.copy_button.clicked.connect(self.copy)
        self.save_button.clicked.connect(lambda: self.save_wanted.emit(self.model.table))
        self.view.doubleClicked.connect(lambda index: self._open(index.column()))

    # order

    def _on_order_chosen(self, place: int) -> None:
        keys: list[Callable[[Head], object] | None] = [
            None,
            lambda head: head.title.casefold(),
            lambda head: (head.city.casefold(), head.title.casefold()),
            lambda head: (list(CanvasState).index(CanvasState(head.state)), head.title.casefold()),
            lambda head: head.created_at,
        ]
        heads, key = self._chosen_order.heads, keys[place]
        order = list(range(len(heads)))
        if key is not None:
            order.sort(key=lambda column: key(heads[column]))  # type: ignore[arg-type,return-value]  # each sorts its own
        self._show(self._chosen_order.in_order(order))

    def move_column(self, step: int) -> None:
        """Move the column of the current cell by one place, to the left or the right."""
        column = self.view.currentIndex().column()
        if column >= 0 and 0 <= column + step < self.model.columnCount():
            self._put(column, column + step)

    def _on_section_moved(self, _section: int, before: int, after: int) -> None:
        header = self.view.horizontalHeader()
        header.blockSignals(True)
        header.moveSection(after, before)  # what is moved is the model's column: keys and copies see the same order
        header.blockSignals(False)
        self._put(before, after)

    def _put(self, before: int, after: int) -> None:
        order = list(range(self.model.columnCount()))
        order.insert(after, order.pop(before))
        row = self.view.currentIndex().row()
        self._show(self.model.table.in_order(order))
        self.view.setCurrentIndex(self.model.index(max(0, row), after))

    def _show(self, table: SideBySide) -> None:
        self.model.show(table)
        self.fit()

    # size

    def change_size(self, step: int) -> None:
        """Larger or smaller letters, for the wall or the desk."""
        place = min(len(_SIZES) - 1, max(0, _SIZES.index(self._delegate.size) + step))
        self._delegate.size = _SIZES[place]
        self.fit()

    def fit(self) -> None:
        """Columns share the window; rows are as high as their fullest cell."""
        count, across = max(1, self.model.columnCount()), self.view.horizontalHeader()
        width = max(_LEAST_COLUMN, self.view.viewport().width() // count)
        for column in range(count):
            across.resizeSection(column, width)
        across.setFixedHeight(self._height_of_heads(width))
        for row, cells in enumerate(self.model.table.cells):
            self.view.setRowHeight(row, max(self._delegate.height_for(cell, width) for cell in cells))
        self.view.viewport().update()

    def _height_of_heads(self, width: int) -> int:
        """Pixels in which every head has room, its title broken where it is longer than the column."""
        across = self.view.horizontalHeader()
        letters = across.font()
        letters.setWeight(QFont.Weight.DemiBold)
        metrics, room = QFontMetrics(letters), QRect(0, 0, width - 2 * _HEAD_EDGE, 10_000)
        heads = [across.model().headerData(place, Qt.Orientation.Horizontal) for place in range(across.count())]
        lines = [metrics.boundingRect(room, int(Qt.TextFlag.TextWordWrap), str(head)).height() for head in heads]
        return max(lines, default=0) + 2 * _HEAD_EDGE

    # out

    def copy(self) -> None:
        """Put the whole table on the clipboard, for a spreadsheet or a text."""
        table = self.model.table
        rows = [["", *(head.title for head in table.heads)]]
        rows += [
            [name, *(cell.plain for cell in cells)] for name, cells in zip(table.elements, table.cells, strict=True)
        ]
        QApplication.clipboard().setText("\n".join("\t".join(_quoted(text) for text in row) for row in rows) + "\n")

    def _open(self, column: int) -> None:
        self.canvas_wanted.emit(self.model.table.heads[column].id)
        self.close()

    # Qt

    def eventFilter(self, watched: QObject, event: QEvent) -> bool:
        if watched is self.view.viewport() and event.type() == QEvent.Type.Resize:
            self._fit_timer.start(0)  # also when the bar for scrolling came or went
        if watched is self.view and isinstance(event, QKeyEvent) and event.type() == QEvent.Type.KeyPress:
            steps = {Qt.Key.Key_Left: -1, Qt.Key.Key_Right: 1}
            control = event.modifiers() == Qt.KeyboardModifier.ControlModifier
            if control and event.key() in steps:
                self.move_column(steps[Qt.Key(event.key())])
                return True
            if event.matches(QKeySequence.StandardKey.Copy):
                self.copy()
                return True
            if event.key() in (Qt.Key.Key_Return, Qt.Key.Key_Enter) and self.view.currentIndex().isValid():
                self._open(self.view.currentIndex().column())
                return True
        return super().eventFilter(watched, event)

    def keyPressEvent(self, event: QKeyEvent) -> None:
        if event.matches(QKeySequence.StandardKey.ZoomIn):
            self.change_size(1)
        elif event.matches(QKeySequence.StandardKey.ZoomOut):
            self.change_size(-1)
        else:
            super().keyPressEvent(event)

    def resizeEvent(self, event: QResizeEvent) -> None:
        super().resizeEvent(event)
        self._fit_timer.start(0)


def _quoted(text: str) -> str:
    """A cell for a spreadsheet: quoted, and never read as a formula."""
    if text[:1] in ("=", "+", "-", "@"):
        text = f"'{text}"
    return '"' + text.replace('"', '""') + '"'
