"""Printing a finished PDF: the system's dialog, then pages to the printer while the window goes on."""

from __future__ import annotations

from collections.abc import Callable
from pathlib import Path
from typing import TYPE_CHECKING

from PySide6.QtCore import QObject, QStandardPaths, Qt
from PySide6.QtGui import QCloseEvent
from PySide6.QtWidgets import (
    QDialog,
    QDialogButtonBox,
    QFileDialog,
    QMessageBox,
    QProgressBar,
    QVBoxLayout,
    QWidget,
)

from cmc_desktop.i18n import upright
from cmc_desktop.model.domain.errors import CmcError
from cmc_desktop.model.export.page_pictures import PdfPages
from cmc_desktop.model.services.cancelling import Cancelled
from cmc_desktop.ui.paper.background import Background
from cmc_desktop.ui.paper.preview_bar import plain_words
from cmc_desktop.ui.saying import tr
from cmc_desktop.ui.tasks import Job

if TYPE_CHECKING:
    from PySide6.QtPrintSupport import QPrinter

Told = Callable[[str], object]


def print_pdf(pdf: bytes, parent: QWidget, title: str, told: Told | None = None) -> PrintRun:
    """Ask by the system's dialog how, then print `pdf` whole and as it is; comes back at once.

    `title` names it in the printer's list. How it ended is given to `told` in a sentence; a refusal is shown over
    `parent`. Without a printer, or where the system has no printing, a PDF is offered instead.
    """
    run = PrintRun(pdf, parent, title, told)
    run.begin()
    return run


def printer_names() -> list[str]:
    """The printers of this computer. Raises ImportError where the system lacks what printing needs."""
    # Not needed to start, and the only part of Qt that asks the system's printing.
    from PySide6.QtPrintSupport import QPrinterInfo

    return QPrinterInfo.availablePrinterNames()


class PrintRun(QObject):
    """One print, from the question to its end; lives as long as `parent` or until it has ended."""

    def __init__(self, pdf: bytes, parent: QWidget, title: str, told: Told | None) -> None:
        super().__init__(parent)
        self._pdf = pdf
        self._window = parent
        self._title = title
        self._told = told
        self._background = Background(parent)
        self._printer: QPrinter | None = None
        #: what is in front just now
        self.dialog: QDialog | None = None

    def begin(self) -> None:
        try:
            names = printer_names()
        except ImportError:
            self._offer_file(tr("This system lacks what printing needs."))
            return
        if names:
            self._ask()
        else:
            self._offer_file(tr("There is no printer on this computer."))

    def _ask(self) -> None:
        from PySide6.QtPrintSupport import QPrintDialog, QPrinter

        from cmc_desktop.ui.paper.print_order import suggest_paper

        try:
            with PdfPages(self._pdf) as pages:
                sizes = pages.sizes
        except CmcError as error:
            self._show(str(error))
            return
        printer = self._printer = QPrinter(QPrinter.PrinterMode.HighResolution)
        printer.setDocName(self._title)
        printer.setCreator("CMC Desktop")
        suggest_paper(printer, sizes[0])
        dialog = QPrintDialog(printer, self._window)
        dialog.setAttribute(Qt.WidgetAttribute.WA_DeleteOnClose)
        dialog.setWindowTitle(tr("Print"))
        dialog.setMinMax(1, len(sizes))
        dialog.setFromTo(1, len(sizes))
        dialog.setOption(QPrintDialog.PrintDialogOption.PrintPageRange)
        dialog.accepted.connect(self.print)
        dialog.rejected.connect(self._end)
        self.dialog = dialog
        QDialog.open(dialog)  # its own `open` is of another kind

    def print(self) -> None:
        """Give the pages to the printer that was chosen."""
        printer = self._printer
        assert printer is not None
        from cmc_desktop.ui.paper.print_run import print_to

        pdf = self._pdf

        def work(job: Job) -> None:
            print_to(printer, pdf, job)

        progress = PrintProgress(self._window)
        job = self._background.run(tr("Printing."), work, lambda _: self._on_printed(), self._on_failed)
        self._background.tasks.changed.connect(progress.say)
        progress.rejected.connect(job.cancel)
        self.dialog = progress
        progress.open()

    def _on_printed(self) -> None:
        target = self._printer.outputFileName() if self._printer is not None else ""
        if target:
            self._tell(tr("Written: {name}.", name=Path(target).name))
        else:
            self._tell(tr("“{title}” was sent to the printer.", title=self._title))
        self._end()

    def _on_failed(self, error: CmcError) -> None:
        if isinstance(error, Cancelled):
            self._tell(str(error))
            self._end()
        else:
            self._show(str(error))

    # --- instead of a printer

    def _offer_file(self, why: str) -> None:
        box = self._message(why, tr("You can write a PDF and print it elsewhere."))
        write = box.addButton(tr("Write a PDF…"), QMessageBox.ButtonRole.AcceptRole)
        close = box.addButton(tr("Close"), QMessageBox.ButtonRole.RejectRole)
        box.setDefaultButton(write)
        box.setEscapeButton(close)
        box.buttonClicked.connect(lambda button: self._choose_file() if button is write else self._end())
        box.open()

    def _choose_file(self) -> None:
        from cmc_desktop.model.services.safe_file import file_name

        folder = QStandardPaths.writableLocation(QStandardPaths.StandardLocation.DocumentsLocation)
        chooser = QFileDialog(self._window, tr("Write a PDF"), folder)
        chooser.setAttribute(Qt.WidgetAttribute.WA_DeleteOnClose)
        chooser.setAcceptMode(QFileDialog.AcceptMode.AcceptSave)
        chooser.setNameFilter("*.pdf")
        chooser.setDefaultSuffix("pdf")
        chooser.selectFile(file_name(self._title, ".pdf"))
        chooser.fileSelected.connect(lambda name: self.write(Path(name)))
        chooser.rejected.connect(self._end)
        self.dialog = chooser
        chooser.open()

    def write(self, path: Path) -> None:
        """Write the PDF into `path` instead of printing it."""
        from cmc_desktop.model.services.safe_file import write_safely

        pdf = self._pdf

        def done(_: None) -> None:
            self._tell(tr("Written: {name}.", name=path.name))
            self._end()

        self._background.run(tr("Writing the file…"), lambda _job: write_safely(path, pdf), done, self._on_failed)

    # --- words

    def _tell(self, words: str) -> None:
        if self._told is not None:
            self._told(words)

    def _show(self, words: str) -> None:
        box = self._message(words, "")
        box.addButton(tr("Close"), QMessageBox.ButtonRole.RejectRole)
        box.finished.connect(self._end)
        box.open()

    def _message(self, words: str, more: str) -> QMessageBox:
        self._close_dialog()
        box = QMessageBox(self._window)
        box.setAttribute(Qt.WidgetAttribute.WA_DeleteOnClose)
        box.setWindowTitle(tr("Print"))
        box.setTextFormat(Qt.TextFormat.PlainText)
        box.setText(upright(words))
        box.setInformativeText(more)
        self.dialog = box
        return box

    def _close_dialog(self) -> None:
        if isinstance(self.dialog, PrintProgress):
            self.dialog.finish()
        self.dialog = None

    def _end(self) -> None:
        self._close_dialog()
        self._printer = None
        self.deleteLater()


class PrintProgress(QDialog):
    """Says which page is on its way, with Cancel; closing it stops the print."""

    def __init__(self, parent: QWidget | None = None) -> None:
        super().__init__(parent)
        self.setAttribute(Qt.WidgetAttribute.WA_DeleteOnClose)
        self.setWindowTitle(tr("Print"))
        self.words = plain_words()
        bar = QProgressBar()
        bar.setRange(0, 0)
        bar.setTextVisible(False)
        bar.setAccessibleName(tr("Printing."))
        box = QDialogButtonBox()
        self.cancel = box.addButton(tr("Cancel"), QDialogButtonBox.ButtonRole.RejectRole)
        box.rejected.connect(self.reject)
        layout = QVBoxLayout(self)
        layout.setContentsMargins(24, 20, 24, 20)
        layout.setSpacing(12)
        layout.addWidget(self.words)
        layout.addWidget(bar)
        layout.addWidget(box)
        self.setMinimumWidth(360)
        self._ended = False

    def say(self, words: str) -> None:
        if words:
            self.words.setText(words)

    def finish(self) -> None:
        """The work has ended: go away without stopping anything."""
        self._ended = True
        self.accept()

    def reject(self) -> None:
        """Ask the print to stop; the dialog goes when it has."""
        if not self._ended:
            self.cancel.setEnabled(False)
            self.words.setText(tr("Stopping…"))
            self.rejected.emit()

    def closeEvent(self, event: QCloseEvent) -> None:
        if self._ended:
            super().closeEvent(event)
        else:
            event.ignore()
            self.reject()
