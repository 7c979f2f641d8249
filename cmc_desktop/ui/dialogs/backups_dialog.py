"""The backups there are: when each was made, what it holds, and what can be done with it."""

from __future__ import annotations

from collections.abc import Callable, Sequence
from functools import partial
from pathlib import Path

from PySide6.QtCore import QLocale, Qt, Signal
from PySide6.QtWidgets import (
    QDialog,
    QFileDialog,
    QHBoxLayout,
    QHeaderView,
    QPushButton,
    QTableWidget,
    QTableWidgetItem,
    QVBoxLayout,
    QWidget,
)

from cmc_desktop.model.domain.local_time import day_and_time
from cmc_desktop.model.services.backups import Backup
from cmc_desktop.ui.dialogs.form_dialog import plain_label
from cmc_desktop.ui.dialogs.of_the_app import OfTheApp
from cmc_desktop.ui.dialogs.plain_table import plain_table
from cmc_desktop.ui.look import dressed, redress
from cmc_desktop.ui.saying import tr

_SUFFIX = "cmcdb"


class BackupsDialog(OfTheApp, QDialog):
    """Lists backups, newest first; who opened it carries out the wishes and calls `show_backups` again.

    Signals:
        now_chosen(): a backup is to be made.
        as_it_is_chosen(): what the check found is to be taken as right.
        copy_chosen(Path): a backup is to be written into this file.
        restore_chosen(Path), folder_chosen(Path): this one is to be restored, or its folder shown.
        second_chosen(object): the second folder, as a Path, or None.
    """

    now_chosen = Signal()
    as_it_is_chosen = Signal()
    copy_chosen = Signal(object)
    restore_chosen = Signal(object)
    folder_chosen = Signal(object)
    second_chosen = Signal(object)

    def __init__(self, folder: Path, suggested: str, parent: QWidget | None = None) -> None:
        """`folder` is that of the backups; `suggested` the name of a backup written elsewhere."""
        super().__init__(parent)
        self.setWindowTitle(tr("Backups"))
        self.setAccessibleName(tr("Backups"))
        self.setAttribute(Qt.WidgetAttribute.WA_DeleteOnClose)
        self._folder = folder
        self._suggested = suggested
        self._backups: list[Backup] = []
        self._make_parts()
        self._lay_out()
        self._connect()
        self.resize(800, 480)

    def _make_parts(self) -> None:
        self.status = plain_label("heading")
        self.details = plain_label("warning")
        self.table = _table(
            tr("Backups"), [tr("Made"), tr("Canvases"), tr("Size"), tr("Checked"), tr("Name")], self._on_row_opened
        )
        self.table.itemSelectionChanged.connect(self._enable)
        self.second = plain_label("muted")
        self.choose_second = QPushButton(tr("&Choose…"))
        self.choose_second.setAccessibleName(tr("Choose a second folder for backups"))
        self.no_second = QPushButton(tr("&None"))
        self.no_second.setAccessibleName(tr("No second folder for backups"))
        self.now = dressed(QPushButton(tr("&Back up now")), "primary")
        self.as_it_is = QPushButton(tr("&It is right as it is"))
        self.restore = QPushButton(tr("&Restore…"))
        self.show_folder = QPushButton(tr("&Show in folder"))
        self.copy_to = QPushButton(tr("Back up &to…"))
        self.other = QPushButton(tr("Restore &another file…"))
        self.close_button = QPushButton(tr("C&lose"))
        for button in self.findChildren(QPushButton):
            button.setAutoDefault(False)

    def _lay_out(self) -> None:
        second = QHBoxLayout()
        second.addWidget(self.second, 1)
        second.addWidget(self.choose_second)
        second.addWidget(self.no_second)
        chosen = _row(self.restore, self.show_folder, None, self.other)
        making = _row(self.now, self.copy_to, self.as_it_is, None, self.close_button)
        layout = QVBoxLayout(self)
        layout.setContentsMargins(24, 20, 24, 20)
        layout.setSpacing(12)
        layout.addWidget(self.status)
        layout.addWidget(self.details)
        layout.addWidget(self.table, 1)
        for row in (chosen, second, making):
            layout.addLayout(row)

    def _connect(self) -> None:
        self.now.clicked.connect(lambda: self.now_chosen.emit())
        self.as_it_is.clicked.connect(lambda: self.as_it_is_chosen.emit())
        self.restore.clicked.connect(self._on_row_opened)
        self.show_folder.clicked.connect(lambda: self.folder_chosen.emit(self._chosen_folder()))
        self.copy_to.clicked.connect(self._ask_where_to)
        self.other.clicked.connect(self._ask_which)
        self.choose_second.clicked.connect(self._ask_second)
        self.no_second.clicked.connect(lambda: self.second_chosen.emit(None))
        self.close_button.clicked.connect(self.accept)

    def show_backups(
        self,
        backups: Sequence[Backup],
        status: str,
        details: str = "",
        *,
        warns: bool,
        can_make: bool,
        differs: bool,
        second: Path | None,
    ) -> None:
        """Show what there is. `can_make`: a library is open to be backed up; `differs`: its check found something."""
        chosen = self.chosen
        self._backups = list(backups)
        self.status.setText(status)
        self.status.setVisible(bool(status))
        redress(self.status, "warning" if warns and not details else "heading")
        self.details.setText(details)
        self.details.setVisible(bool(details))
        self.table.setRowCount(len(backups))
        for row, backup in enumerate(backups):
            for column, text in enumerate(_cells(backup)):
                self.table.setItem(row, column, QTableWidgetItem(text))
        there = [backup.path for backup in backups]
        if there:
            self.table.selectRow(there.index(chosen.path) if chosen is not None and chosen.path in there else 0)
        self.now.setEnabled(can_make)
        self.copy_to.setEnabled(can_make)
        self.as_it_is.setVisible(differs)
        self.second.setText(
            tr("Each backup also goes to {folder}.", folder=second)
            if second is not None
            else tr("Backups are kept beside the library. A second folder, on a stick or another disk, is safer.")
        )
        self.no_second.setVisible(second is not None)
        self._enable()

    @property
    def chosen(self) -> Backup | None:
        """The backup of the chosen row."""
        row = self.table.currentRow()
        return self._backups[row] if 0 <= row < len(self._backups) else None

    def _enable(self) -> None:
        self.restore.setEnabled(self.chosen is not None)
        self.show_folder.setEnabled(self.chosen is not None or self._folder.is_dir())

    def _chosen_folder(self) -> Path:
        return self.chosen.path.parent if self.chosen is not None else self._folder

    def _on_row_opened(self) -> None:
        if self.chosen is not None:
            self.restore_chosen.emit(self.chosen.path)

    def _ask_where_to(self) -> None:
        chooser = QFileDialog(self, tr("Back up to…"), str(Path.home() / self._suggested))
        chooser.setAcceptMode(QFileDialog.AcceptMode.AcceptSave)
        chooser.setDefaultSuffix(_SUFFIX)
        chooser.selectFile(self._suggested)
        _ask(chooser, self.copy_chosen.emit)

    def _ask_which(self) -> None:
        chooser = QFileDialog(self, tr("Restore another file…"), str(self._folder))
        chooser.setFileMode(QFileDialog.FileMode.ExistingFile)
        chooser.setNameFilters([tr("Libraries") + f" (*.{_SUFFIX})", tr("All files") + " (*)"])
        _ask(chooser, self.restore_chosen.emit)

    def _ask_second(self) -> None:
        chooser = QFileDialog(self, tr("Choose a second folder for backups"))
        chooser.setFileMode(QFileDialog.FileMode.Directory)
        chooser.setOption(QFileDialog.Option.ShowDirsOnly)
        _ask(chooser, self.second_chosen.emit)


def _ask(chooser: QFileDialog, chosen: Callable[[Path], object]) -> None:
    chooser.fileSelected.connect(lambda name: chosen(Path(name)))
    chooser.open()


def _row(*widgets: QWidget | None) -> QHBoxLayout:
    """Widgets in a row; None takes the room that is left."""
    row = QHBoxLayout()
    row.setSpacing(8)
    for widget in widgets:
        if widget is None:
            row.addStretch(1)
        else:
            row.addWidget(widget)
    return row


def _cells(backup: Backup) -> list[str]:
    locale = QLocale()
    return [
        day_and_time(backup.made_at),
        locale.toString(backup.canvases) if backup.canvases >= 0 else "",
        locale.formattedDataSize(backup.size, 1),
        day_and_time(backup.checked_at) if backup.is_checked else tr("when it is restored"),
        backup.path.name,
    ]


def _table(name: str, columns: Sequence[str], opened: Callable[[], object]) -> QTableWidget:
    table = plain_table(name, columns)
    table.setWordWrap(False)
    for column, width in enumerate((150, 90, 90, 150)):
        table.setColumnWidth(column, width)
    table.horizontalHeader().setSectionResizeMode(len(columns) - 1, QHeaderView.ResizeMode.Stretch)
    table.doubleClicked.connect(partial(_opened, opened))
    return table


def _opened(opened: Callable[[], object], _index: object) -> None:
    opened()
