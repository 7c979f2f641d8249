"""What became of the files of a folder: in words, to be read, saved, and gone on from."""

from __future__ import annotations

from collections.abc import Callable
from pathlib import Path
from typing import TYPE_CHECKING

from PySide6.QtWidgets import (
    QDialog,
    QFileDialog,
    QHBoxLayout,
    QLabel,
    QPlainTextEdit,
    QPushButton,
    QVBoxLayout,
    QWidget,
)

from cmc_desktop.model.domain.errors import CmcError
from cmc_desktop.ui.look import dressed
from cmc_desktop.ui.saying import tr, trn

if TYPE_CHECKING:
    from cmc_desktop.model.services.folder_import import FolderReport


class FolderReportDialog(QDialog):
    """`save` writes the text of the report into a file and may raise CmcError; `bring_back` is given the copies."""

    def __init__(
        self,
        report: FolderReport,
        save: Callable[[Path], object],
        bring_back: Callable[[list[Path]], object],
        parent: QWidget | None = None,
    ) -> None:
        super().__init__(parent)
        self.setWindowTitle(tr("Import of a folder"))
        self._report = report
        self._save = save
        self.summary = dressed(QLabel(report.summary), "title")
        self.text = QPlainTextEdit(report.below_summary)
        self.trouble = dressed(QLabel(), "error")
        self.bring_back = QPushButton()
        self.save_button = QPushButton(tr("Save the report…"))
        self.close_button = dressed(QPushButton(tr("Close")), "primary")
        self._lay_out()
        self.bring_back.clicked.connect(self.accept)
        self.bring_back.clicked.connect(lambda: bring_back(report.copies))
        self.save_button.clicked.connect(self._ask_where)
        self.close_button.clicked.connect(self.accept)
        self.resize(720, 480)

    def _lay_out(self) -> None:
        for label in (self.summary, self.trouble):
            label.setWordWrap(True)
        self.text.setReadOnly(True)
        self.text.setTabChangesFocus(True)
        self.text.setAccessibleName(tr("What became of each file"))
        copies = len(self._report.copies)
        self.bring_back.setText(trn("Bring back {n} copy…", "Bring back {n} copies…", copies))
        self.bring_back.setVisible(copies > 0)
        self.trouble.hide()
        buttons = QHBoxLayout()
        buttons.addWidget(self.save_button)
        buttons.addStretch(1)
        buttons.addWidget(self.bring_back)
        buttons.addWidget(self.close_button)
        self.close_button.setDefault(True)
        layout = QVBoxLayout(self)
        layout.setContentsMargins(20, 16, 20, 16)
        layout.setSpacing(12)
        layout.addWidget(self.summary)
        layout.addWidget(self.text, 1)
        layout.addWidget(self.trouble)
        layout.addLayout(buttons)

    def _ask_where(self) -> None:
        chooser = QFileDialog(self, tr("Save the report"), str(self._report.folder.parent))
        chooser.setAcceptMode(QFileDialog.AcceptMode.AcceptSave)
        chooser.setNameFilters([tr("Texts") + " (*.txt)"])
        chooser.setDefaultSuffix("txt")
        chooser.selectFile(tr("Import of {folder}", folder=self._report.folder.name) + ".txt")
        chooser.fileSelected.connect(lambda name: self.save_to(Path(name)))
        chooser.open()

    def save_to(self, path: Path) -> None:
        """Write the report; why that cannot be is told here."""
        try:
            self._save(path)
        except CmcError as error:
            self.trouble.setText(str(error))
        self.trouble.setVisible(bool(self.trouble.text()))
