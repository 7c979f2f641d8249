"""The rows of a dialog that ask for the sheet of a board: which paper, which way up, and how the boxes lie on it."""

from __future__ import annotations

from collections.abc import Sequence

from PySide6.QtCore import QObject, Signal
from PySide6.QtWidgets import QComboBox, QHBoxLayout, QWidget

from cmc_desktop.model.domain.arrangement import Layout
from cmc_desktop.ui.dialogs.form_dialog import FormDialog
from cmc_desktop.ui.saying import tr


class PaperRows(QObject):
    """Three rows of `dialog`, or one where `beside` puts the choices side by side.

    Signals:
        changed(): another sheet is meant.
    """

    changed = Signal()

    def __init__(self, dialog: FormDialog, papers: Sequence[str], *, beside: bool = False) -> None:
        super().__init__(dialog)
        self._form = dialog.form
        self.paper = QComboBox()
        self.paper.addItems(papers)
        self.way = QComboBox()
        self.way.addItems([tr("Landscape"), tr("Portrait")])
        self.boxes = QComboBox()
        for layout in Layout:
            self.boxes.addItem(layout.label, layout)
        if beside:
            self._add_beside(dialog)
        else:
            dialog.add_row(tr("&Paper"), self.paper)
            dialog.add_row(tr("&Way up"), self.way)
            dialog.add_row(tr("&Boxes"), self.boxes)
        for one in (self.paper, self.way, self.boxes):
            one.currentIndexChanged.connect(lambda _place: self.changed.emit())

    def _add_beside(self, dialog: FormDialog) -> None:
        whole = QWidget()
        row = QHBoxLayout(whole)
        row.setContentsMargins(0, 0, 0, 0)
        for field, stretch in ((self.paper, 2), (self.way, 2), (self.boxes, 3)):
            row.addWidget(field, stretch)
        whole.setFocusProxy(self.paper)
        dialog.add_row(tr("&Paper"), whole)
        for field, name in ((self.paper, tr("Paper")), (self.way, tr("Way up")), (self.boxes, tr("Boxes"))):
            field.setAccessibleName(name)

    @property
    def name(self) -> str:
        """The paper that is chosen."""
        return self.paper.currentText()

    @property
    def upright(self) -> bool:
        return self.way.currentIndex() == 1

    @property
    def layout(self) -> Layout:
        return Layout(self.boxes.currentData())

    def set_papers(self, papers: Sequence[str], chosen: str = "") -> None:
        """Offer other papers, with `chosen` or the first of them."""
        blocked = self.paper.blockSignals(True)
        self.paper.clear()
        self.paper.addItems(papers)
        self.paper.setCurrentIndex(max(0, self.paper.findText(chosen)))
        self.paper.blockSignals(blocked)

    def show_rows(self, *, paper: bool, way: bool, boxes: bool) -> None:
        """Show those of three rows that mean something for what is asked."""
        for row, shown in ((self.paper, paper), (self.way, way), (self.boxes, boxes)):
            self._form.setRowVisible(row, shown)
