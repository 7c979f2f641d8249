"""What became of every note of the round, on the screen: their sum is always all of them."""

from __future__ import annotations

from typing import TYPE_CHECKING

from PySide6.QtCore import Qt, Signal
from PySide6.QtGui import QKeyEvent, QResizeEvent
from PySide6.QtWidgets import (
    QAbstractItemView,
    QDialog,
    QHBoxLayout,
    QHeaderView,
    QPushButton,
    QTableView,
    QVBoxLayout,
    QWidget,
)

from cmc_desktop.model.domain.canvas import Canvas
from cmc_desktop.model.domain.fate import Fate, FateKind, fates
from cmc_desktop.model.domain.participant_names import all_names
from cmc_desktop.model.domain.practice_mark import is_practice, no_file_from_practice
from cmc_desktop.model.services.fate_document import became, chosen_fates, summary
from cmc_desktop.ui.dialogs.form_dialog import plain_label
from cmc_desktop.ui.look import Look, dressed
from cmc_desktop.ui.saying import tr
from cmc_desktop.ui.session_bridge import SessionBridge
from cmc_desktop.ui.workshop.fate.explain_drop_dialog import ExplainDropDialog
from cmc_desktop.ui.workshop.fate.fate_filter import FateFilter
from cmc_desktop.ui.workshop.fate.fate_model import Column, FateModel, FateRow

if TYPE_CHECKING:
    from cmc_desktop.model.services.session import Written

_ENTER = (Qt.Key.Key_Return, Qt.Key.Key_Enter)


class FateTable(QTableView):
    """The notes, a row as tall as its words.

    Signals:
        entered(): Enter, or a double click, on the current row.
    """

    entered = Signal()

    def __init__(self, model: FateModel, look: Look, parent: QWidget | None = None) -> None:
        super().__init__(parent)
        self.setModel(model)
        line = look.theme.line
        self.setStyleSheet(f"QTableView::item {{ padding: 5px 6px; border: none; border-bottom: 1px solid {line}; }}")
        self.setAccessibleName(tr("Notes of the round"))
        self.setSelectionBehavior(QAbstractItemView.SelectionBehavior.SelectRows)
        self.setSelectionMode(QAbstractItemView.SelectionMode.SingleSelection)
        self.setEditTriggers(QAbstractItemView.EditTrigger.NoEditTriggers)
        self.setVerticalScrollMode(QAbstractItemView.ScrollMode.ScrollPerPixel)
        self.setTabKeyNavigation(False)
        self.setShowGrid(False)
        self.setWordWrap(True)
        self.verticalHeader().hide()
        header = self.horizontalHeader()
        header.setHighlightSections(False)
        header.setDefaultAlignment(Qt.AlignmentFlag.AlignLeading | Qt.AlignmentFlag.AlignVCenter)
        for column in (Column.SAID, Column.BECAME):
            header.setSectionResizeMode(column, QHeaderView.ResizeMode.Stretch)
        self.setColumnWidth(Column.BY, 150)
        self.setColumnWidth(Column.ELEMENT, 160)
        self.doubleClicked.connect(lambda _index: self.entered.emit())
        for told in (model.modelReset, model.dataChanged):
            told.connect(lambda *_: self.resizeRowsToContents())

    def keyPressEvent(self, event: QKeyEvent) -> None:
        if event.key() in _ENTER:
            self.entered.emit()
        else:
            super().keyPressEvent(event)

    def resizeEvent(self, event: QResizeEvent) -> None:
        super().resizeEvent(event)
        if event.size().width() != event.oldSize().width():
            self.resizeRowsToContents()


class FateDialog(QDialog):
    """Shows the canvas as it goes on; what was dropped without a word can be explained until the sign-off.

    Signals:
        writing_wanted(FateChoice): what is chosen is to be written into a file.
    """

    writing_wanted = Signal(object)

    def __init__(self, bridge: SessionBridge, look: Look, parent: QWidget | None = None) -> None:
        super().__init__(parent)
        self._bridge = bridge
        self._lines: dict[str, Fate] = {}
        self.setWindowTitle(tr("What became of the notes"))
        self.setAttribute(Qt.WidgetAttribute.WA_DeleteOnClose)
        self.resize(1000, 600)
        self.filter = FateFilter()
        self.model = FateModel(self)
        self.table = FateTable(self.model, look)
        self.sum = plain_label("heading")
        self.chosen = plain_label("muted")
        self.why = QPushButton(tr("Say w&hy…"))
        self.write = QPushButton(tr("W&rite…"))
        self.close_button = dressed(QPushButton(tr("Close")), "primary")
        for button in (self.why, self.write, self.close_button):
            button.setAutoDefault(False)
        self._lay_out()
        self._close_writing()
        self.filter.changed.connect(self.refresh)
        self.table.entered.connect(self.explain)
        self.table.selectionModel().currentChanged.connect(self._show_why)
        self.model.modelReset.connect(self._show_why)
        self.why.clicked.connect(self.explain)
        self.write.clicked.connect(lambda: self.writing_wanted.emit(self.filter.choice))
        self.close_button.clicked.connect(self.accept)
        bridge.written.connect(self._on_bridge_written)
        self.refresh()
        self.table.setFocus()

    def _lay_out(self) -> None:
        buttons = QHBoxLayout()
        buttons.addWidget(self.why)
        buttons.addStretch(1)
        buttons.addWidget(self.write)
        buttons.addWidget(self.close_button)
        layout = QVBoxLayout(self)
        layout.setContentsMargins(20, 16, 20, 16)
        layout.setSpacing(10)
        layout.addWidget(self.sum)
        layout.addWidget(self.filter)
        layout.addWidget(self.chosen)
        layout.addWidget(self.table, 1)
        layout.addLayout(buttons)

    def _close_writing(self) -> None:
        if is_practice(self._bridge.canvas.head):
            why = str(no_file_from_practice())
            self.write.setEnabled(False)
            self.write.setToolTip(why)
            self.write.setAccessibleDescription(why)

    def refresh(self) -> None:
        """Show the notes that are chosen as they are now."""
        canvas = self._bridge.canvas
        self.filter.show_canvas(canvas)
        every, choice = fates(canvas), self.filter.choice
        lines = chosen_fates(canvas, choice)
        self.sum.setText(summary(every))
        self.chosen.setText(summary(lines, len(every)) if len(lines) != len(every) else "")
        self.chosen.setVisible(len(lines) != len(every))
        self._lines = {line.note.id: line for line in lines}
        current = self._current()
        self.model.show([_row(canvas, line) for line in lines])
        row = self.model.row_of(current.note.id) if current is not None else -1
        self.table.setCurrentIndex(self.model.index(max(0, row), 0))
        self._show_why()

    def _current(self) -> Fate | None:
        row = self.table.currentIndex().row()
        return self._lines.get(self.model.lines[row].note) if 0 <= row < len(self.model.lines) else None

    def _show_why(self, *_fact: object) -> None:
        self.why.setEnabled(self._explainable() is not None)

    def _explainable(self) -> Fate | None:
        """The current note, when a reason for dropping it can be given."""
        line = self._current()
        dropped = line is not None and line.kind is FateKind.DROPPED
        return line if dropped and self._bridge.canvas.sign_off is None else None

    def explain(self) -> None:
        """Ask why the current note was dropped."""
        line = self._explainable()
        if line is not None:
            dialog = ExplainDropDialog(self._bridge, line, self)
            dialog.setAttribute(Qt.WidgetAttribute.WA_DeleteOnClose)
            dialog.open()

    def _on_bridge_written(self, _written: Written) -> None:
        self.refresh()


def _row(canvas: Canvas, line: Fate) -> FateRow:
    name = all_names(canvas).get(line.note.author, "")
    return FateRow(line.note.id, (line.words, name, canvas.template.box(line.box).label, became(canvas, line)))
