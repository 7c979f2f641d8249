"""What came, when several files were brought back at once: whose each is, from when, and what becomes of it."""

from __future__ import annotations

from collections.abc import Sequence
from dataclasses import dataclass, replace

from PySide6.QtCore import Qt, Signal
from PySide6.QtGui import QShowEvent
from PySide6.QtWidgets import (
    QDialog,
    QDialogButtonBox,
    QHeaderView,
    QPushButton,
    QTableWidget,
    QVBoxLayout,
    QWidget,
)

from cmc_desktop.ui.dialogs.form_dialog import plain_label
from cmc_desktop.ui.dialogs.of_the_app import OfTheApp
from cmc_desktop.ui.dialogs.plain_table import plain_table, put_words
from cmc_desktop.ui.look import dressed
from cmc_desktop.ui.saying import tr, trn

_ROWS_SEEN, _ROW = 7, 44
#: pixels of the screen that the heading, the buttons and the frame of the window take
_AROUND = 240
#: pixels the file and whose it is take at most, so that what it is is always seen; longer words go on below
_WIDEST = (250, 170)


@dataclass(frozen=True)
class CameRow:
    """One file: its name, whose copy it is and from when, what it is to this library; `waits` for being joined.

    `refused`: it could not be read.
    """

    file: str
    whose: str
    when: str
    told: str
    waits: bool
    refused: bool = False


class CameDialog(OfTheApp, QDialog):
    """Stays while one after the other is joined.

    Signals:
        chosen(int): the file in this row is to be looked at and joined.
    """

    chosen = Signal(int)

    def __init__(self, rows: Sequence[CameRow], parent: QWidget | None = None) -> None:
        super().__init__(parent)
        self.setAttribute(Qt.WidgetAttribute.WA_DeleteOnClose)
        self.setWindowTitle(tr("What came"))
        self._rows = list(rows)
        #: the conflicts that are open, by the canvas that files of this list were joined with
        self._open: dict[str, int] = {}
        self.heading = plain_label("heading")
        self.list = self._table()
        self.join = dressed(QPushButton(tr("&Look at it and join…")), "primary")
        self.done_button = QPushButton(tr("&Close"))
        self.done_button.setAutoDefault(False)
        box = QDialogButtonBox()
        box.addButton(self.join, QDialogButtonBox.ButtonRole.ActionRole)
        box.addButton(self.done_button, QDialogButtonBox.ButtonRole.RejectRole)
        box.rejected.connect(self.reject)
        self.join.clicked.connect(lambda: self.chosen.emit(self.list.currentRow()))
        self.list.currentCellChanged.connect(self._look)
        self.list.cellDoubleClicked.connect(self._choose)
        layout = QVBoxLayout(self)
        layout.setContentsMargins(24, 20, 24, 16)
        layout.setSpacing(12)
        layout.addWidget(self.heading)
        layout.addWidget(self.list, 1)
        layout.addWidget(box)
        self.join.setDefault(True)
        self.resize(900, self.sizeHint().height())
        self._fill()
        self.choose_waiting()

    def settle(self, place: int, told: str) -> None:
        """The file in this row waits no longer; `told` says what became of it."""
        row = self._rows[place]
        self._rows[place] = CameRow(row.file, row.whose, row.when, told, waits=False)
        self._fill()
        self.choose_waiting()

    def tell_again(self, place: int, told: str) -> None:
        """The file in this row waits on; what it is has become something else."""
        self._rows[place] = replace(self._rows[place], told=told)
        self._fill()

    def add(self, rows: Sequence[CameRow]) -> None:
        """Take more files in, below those that are there."""
        self._rows += rows
        self.list.setRowCount(len(self._rows))
        self._fill()
        self._look()
        if self.isVisible():
            self._show_all_rows()

    def choose_waiting(self) -> None:
        """Go to the first file that waits."""
        place = next((place for place, row in enumerate(self._rows) if row.waits), 0)
        self.list.setCurrentCell(place, 0)
        self.list.setFocus()
        self._look()

    def _show_all_rows(self) -> None:
        """Be as high as the first rows are with all their words, so that none of them is cut."""
        header = self.list.horizontalHeader()
        for column, widest in enumerate(_WIDEST):
            wanted = max(self.list.sizeHintForColumn(column), header.sectionSizeHint(column))
            header.setSectionResizeMode(column, QHeaderView.ResizeMode.Interactive)
            header.resizeSection(column, min(wanted, widest))
        self.list.resizeRowsToContents()
        rows = sum(max(_ROW, self.list.rowHeight(row)) for row in range(min(len(self._rows), _ROWS_SEEN)))
        rows = min(rows, self.screen().availableGeometry().height() - _AROUND)
        self.list.setMinimumHeight(rows + self.list.horizontalHeader().sizeHint().height() + 4)
        self.resize(900, self.sizeHint().height())

    def _choose(self, place: int, _column: int) -> None:
        if self._rows[place].waits:
            self.chosen.emit(place)

    def waiting(self) -> list[int]:
        """The rows of the files that still wait."""
        return [place for place, row in enumerate(self._rows) if row.waits]

    def go_on(self, canvas: str, conflicts: int = 0) -> None:
        """Be in front again, for the next file; so many `conflicts` are open on `canvas`, an id, as it was left."""
        self._open[canvas] = conflicts
        self._fill()
        self.come_forward()

    def come_forward(self) -> None:
        """Be in front again, at the first file that waits."""
        self.choose_waiting()
        self.show()
        self.raise_()
        self.activateWindow()
        self.list.setFocus()

    def _look(self, *_places: int) -> None:
        place = self.list.currentRow()
        self.join.setEnabled(0 <= place < len(self._rows) and self._rows[place].waits)

    def _table(self) -> QTableWidget:
        heads = (tr("File"), tr("Whose"), tr("When"), tr("What it is"))
        table = plain_table(tr("What came"), heads)
        table.setRowCount(len(self._rows))
        table.setWordWrap(True)
        table.setStyleSheet("QTableWidget::item { padding: 6px 5px; }")
        table.verticalHeader().setSectionResizeMode(QHeaderView.ResizeMode.ResizeToContents)
        table.verticalHeader().setMinimumSectionSize(_ROW)
        header = table.horizontalHeader()
        header.setSectionResizeMode(QHeaderView.ResizeMode.ResizeToContents)
        header.setSectionResizeMode(len(heads) - 1, QHeaderView.ResizeMode.Stretch)
        table.setMinimumHeight(min(len(self._rows), _ROWS_SEEN) * _ROW + header.sizeHint().height() + 4)
        return table

    def _fill(self) -> None:
        for place, row in enumerate(self._rows):
            put_words(self.list, place, (row.file, row.whose, row.when, row.told))
        waiting = sum(row.waits for row in self._rows)
        refused = sum(row.refused for row in self._rows)
        conflicts = sum(self._open.values())
        heads = [trn("{n} copy waits to be joined", "{n} copies wait to be joined", waiting)]
        if not waiting:
            heads = [tr("Nothing waits") if refused or conflicts else tr("Everything that came is settled")]
        if refused:
            heads.append(trn("{n} file could not be read", "{n} files could not be read", refused))
        if conflicts:
            heads.append(trn("{n} conflict is open", "{n} conflicts are open", conflicts))
        self.heading.setText(" · ".join(heads))

    def showEvent(self, event: QShowEvent) -> None:
        self._show_all_rows()  # now that the columns have their widths; only then is its place known
        super().showEvent(event)
