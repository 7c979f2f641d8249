"""Printing a canvas: on which sheet, as it will look, and then the system's own dialog."""

from __future__ import annotations

from collections.abc import Callable

from PySide6.QtCore import QSize
from PySide6.QtWidgets import QCheckBox, QWidget

from cmc_desktop.model.export.paper import PAPERS, Paper
from cmc_desktop.ui.dialogs.export_choice import ExportChoice
from cmc_desktop.ui.dialogs.form_dialog import FormDialog
from cmc_desktop.ui.dialogs.paper_rows import PaperRows
from cmc_desktop.ui.paper.page_preview import PagePreview
from cmc_desktop.ui.saying import tr
from cmc_desktop.ui.tasks import Job

_SIZE = QSize(960, 600)

Show = Callable[[ExportChoice, Job], Paper]


class PrintDialog(FormDialog):
    """Shows the pages that `show` makes on a worker's thread; accepted, it gives the very PDF to `print_it`.

    That gets the window for what follows as well; held in it, the window would go with the dialog.
    """

    def __init__(
        self,
        show: Show,
        print_it: Callable[[bytes, QWidget], object],
        *,
        signed: bool,
        chosen: ExportChoice | None = None,
        parent: QWidget | None = None,
    ) -> None:
        super().__init__(tr("Print"), tr("Print…"), parent)
        chosen = chosen or ExportChoice(paper="A4")
        self._show = show
        self._print = print_it
        self.sheet = PaperRows(self, PAPERS)
        self.sheet.paper.setCurrentIndex(max(0, self.sheet.paper.findText(chosen.paper or "A4")))
        self.sheet.way.setCurrentIndex(int(chosen.upright))
        self.sheet.boxes.setCurrentIndex(max(0, self.sheet.boxes.findData(chosen.layout)))
        self.sheet.show_rows(paper=True, way=True, boxes=True)
        self.roles = QCheckBox(tr("&Roles only: nobody is named"))
        self.roles.setChecked(chosen.roles_only)
        self.form.addRow("", self.roles)
        self.preview = PagePreview()
        self.add_beside(self.preview)
        self.sheet.changed.connect(self._show_pages)
        self.roles.toggled.connect(lambda _on: self._show_pages())
        self.preview.printed_changed.connect(self._on_preview_changed)
        self.button.setEnabled(False)
        self.resize_on_screen(_SIZE.width(), _SIZE.height())
        self._show_pages()

    @property
    def choice(self) -> ExportChoice:
        """What the fields say."""
        sheet = self.sheet
        return ExportChoice(".pdf", sheet.name, sheet.upright, sheet.layout, self.roles.isChecked())

    def _show_pages(self) -> None:
        choice, show = self.choice, self._show
        self.preview.show_pdf(lambda job: show(choice, job))

    def _on_preview_changed(self) -> None:
        self.button.setEnabled(self.preview.ready)

    def accept(self) -> None:
        printed = self.preview.printed
        if printed is not None and self.preview.ready:
            super().accept()
            self._print(printed.pdf, self.parentWidget() or self)
