"""A table to read and to choose a row of: no cell is edited, Tab leaves it, and the headings begin where words do."""

from __future__ import annotations

from collections.abc import Sequence

from PySide6.QtCore import Qt
from PySide6.QtWidgets import QAbstractItemView, QTableWidget, QTableWidgetItem


def plain_table(name: str, heads: Sequence[str]) -> QTableWidget:
    """An empty one with these headings; how wide the columns are is for whoever fills it."""
    table = QTableWidget(0, len(heads))
    table.setAccessibleName(name)
    table.setHorizontalHeaderLabels(list(heads))
    table.setEditTriggers(QAbstractItemView.EditTrigger.NoEditTriggers)
    table.setSelectionBehavior(QAbstractItemView.SelectionBehavior.SelectRows)
    table.setSelectionMode(QAbstractItemView.SelectionMode.SingleSelection)
    table.setTabKeyNavigation(False)
    table.setShowGrid(False)
    table.setStyleSheet("QTableWidget::item { padding: 0 5px; }")
    table.verticalHeader().hide()
    header = table.horizontalHeader()
    header.setHighlightSections(False)
    header.setDefaultAlignment(Qt.AlignmentFlag.AlignLeft | Qt.AlignmentFlag.AlignVCenter)
    return table


def put_words(table: QTableWidget, row: int, words: Sequence[str], *, first: int = 0) -> None:
    """Say `words` in a row, from column `first` on; what a cell is too narrow for is its tip."""
    for column, text in enumerate(words, first):
        item = QTableWidgetItem(text)
        item.setToolTip(text)
        table.setItem(row, column, item)
