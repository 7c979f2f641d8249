"""The list of canvases: a table of two-line rows, whole rows chosen, Tab leaves it."""

from __future__ import annotations

from PySide6.QtCore import QItemSelectionModel, QModelIndex, Qt, Signal
from PySide6.QtGui import QKeyEvent, QResizeEvent
from PySide6.QtWidgets import QAbstractItemView, QHeaderView, QTableView, QWidget

from cmc_desktop.model.domain.head import CanvasState
from cmc_desktop.ui.library.library_model import Column, LibraryModel
from cmc_desktop.ui.library.row_delegate import RowDelegate
from cmc_desktop.ui.library.rows import LibraryRow
from cmc_desktop.ui.look import Look
from cmc_desktop.ui.saying import tr

_CHOOSE = QItemSelectionModel.SelectionFlag


class LibraryTable(QTableView):
    """Shows LibraryRows.

    Signals:
        row_chosen(): another row, or none, is current.
        row_opened(): Enter or a double click on the current row.
        several_chosen(int): so many canvases are chosen now.
    """

    row_chosen = Signal()
    row_opened = Signal()
    several_chosen = Signal(int)

    def __init__(self, look: Look, parent: QWidget | None = None) -> None:
        super().__init__(parent)
        self.setAccessibleName(tr("Canvases"))
        # As thick without focus as with it, so that the ring never lies under the rows.
        edge = f"QTableView {{ border: 2px solid {look.theme.card}; }}"
        self.setStyleSheet(f"{edge} QTableView:focus {{ border-color: {look.theme.focus}; }}")
        self.rows = LibraryModel(self)
        self.setModel(self.rows)
        delegate = RowDelegate(look, self)
        longest = (tr("{state} v{version}", state=state.label, version=99) for state in CanvasState)
        self._state_width = max(map(delegate.width_of_state, longest))
        self.setItemDelegate(delegate)
        self.setSelectionBehavior(QAbstractItemView.SelectionBehavior.SelectRows)
        self.setSelectionMode(QAbstractItemView.SelectionMode.ExtendedSelection)
        self.setEditTriggers(QAbstractItemView.EditTrigger.NoEditTriggers)
        self.setTabKeyNavigation(False)
        self.setShowGrid(False)
        self.setWordWrap(False)
        self.setVerticalScrollMode(QAbstractItemView.ScrollMode.ScrollPerPixel)
        self.setHorizontalScrollBarPolicy(Qt.ScrollBarPolicy.ScrollBarAlwaysOff)
        self.verticalHeader().hide()
        self.verticalHeader().setSectionResizeMode(QHeaderView.ResizeMode.Fixed)
        self.verticalHeader().setDefaultSectionSize(delegate.row_height)
        self._set_columns()
        self.doubleClicked.connect(lambda _index: self.row_opened.emit())
        self.selectionModel().currentRowChanged.connect(lambda _new, _old: self.row_chosen.emit())
        self.selectionModel().selectionChanged.connect(lambda _new, _old: self.several_chosen.emit(len(self.chosen)))

    @property
    def chosen(self) -> list[str]:
        """The ids of the chosen canvases, as they stand in the list; a chosen note counts as its canvas."""
        places = sorted(index.row() for index in self.selectionModel().selectedRows())
        return list(dict.fromkeys(map(self.rows.id_at, places)))

    def _set_columns(self) -> None:
        header = self.horizontalHeader()
        header.setHighlightSections(False)
        header.setFixedHeight(38)
        header.setSectionResizeMode(Column.TITLE, QHeaderView.ResizeMode.Stretch)
        for column in (Column.CITY, Column.STATE, Column.CHANGED):
            header.setSectionResizeMode(column, QHeaderView.ResizeMode.Fixed)
        header.setStyleSheet("QHeaderView::section { padding-left: 12px; }")
        header.setSortIndicator(Column.CHANGED, Qt.SortOrder.DescendingOrder)
        self.setSortingEnabled(True)

    def show_all_of(self, row: LibraryRow) -> None:
        """Show everything that was found in a canvas, where `row` tells that there is more; its first is chosen."""
        place = self.currentIndex().row()
        self.rows.show_all_of(row)
        self.fit_height()
        self.choose(self.rows.index(place, 0))

    def choose(self, index: QModelIndex) -> None:
        """Make one row the chosen one, whichever keys are held: Ctrl of the shortcut that led here chooses nothing."""
        self.selectionModel().setCurrentIndex(index, _CHOOSE.ClearAndSelect | _CHOOSE.Rows)

    def fit_height(self) -> None:
        """Be no taller than the rows, so that the page stays calm below them."""
        count = max(self.rows.rowCount(), self.rows.canvases)
        height = self.horizontalHeader().height() + count * self.verticalHeader().defaultSectionSize()
        self.setMaximumHeight(height + 2 * self.frameWidth())

    def resizeEvent(self, event: QResizeEvent) -> None:
        super().resizeEvent(event)
        header, width = self.horizontalHeader(), self.viewport().width()
        header.resizeSection(Column.CITY, min(220, max(104, width // 6)))
        header.resizeSection(Column.STATE, max(self._state_width, min(180, width // 6)))
        header.resizeSection(Column.CHANGED, min(160, max(122, width // 7)))

    def keyPressEvent(self, event: QKeyEvent) -> None:
        if event.key() in (Qt.Key.Key_Return, Qt.Key.Key_Enter) and not event.modifiers():
            self.row_opened.emit()
            return
        if event.key() in (Qt.Key.Key_Home, Qt.Key.Key_End) and not event.modifiers() and self.model().rowCount():
            last = self.model().rowCount() - 1
            self.choose(self.model().index(0 if event.key() == Qt.Key.Key_Home else last, 0))
            return
        super().keyPressEvent(event)
