"""Backups into a file of one's own: of a library's file, and of a shared library, which its administrator backs up."""

from __future__ import annotations

from collections.abc import Callable
from datetime import datetime
from pathlib import Path
from typing import TYPE_CHECKING

from PySide6.QtCore import QObject, Qt, Signal
from PySide6.QtWidgets import QFileDialog

from cmc_desktop.model.services.clock import Clock
from cmc_desktop.model.services.resources import load_templates
from cmc_desktop.model.store.library_address import ServerAddress
from cmc_desktop.ui.main_window import MainWindow
from cmc_desktop.ui.saying import tr, trn
from cmc_desktop.ui.tasks import Job, Tasks

if TYPE_CHECKING:
    from cmc_desktop.model.services.backing_up import BackingUp
    from cmc_desktop.model.services.backups import Backup


class BackupFiles(QObject):
    """Writes them with `tasks`, those a person waits for.

    Signals:
        folder_wanted(Path): this folder is to be shown.
    """

    folder_wanted = Signal(object)

    def __init__(self, window: MainWindow, clock: Clock, tasks: Tasks) -> None:
        super().__init__(window)
        self._window = window
        self._clock = clock
        self._tasks = tasks

    def write(self, backing_up: BackingUp, file: Path) -> None:
        """Make a checked copy of a library's file under a name of one's own."""

        def done(backup: Backup) -> None:
            self._tell_written(backup.path)

        label = tr("Backing up…")
        self._tasks.run(label, lambda job: backing_up.write_to(file, job.stop_if_cancelled), done, self._window.refuse)

    def ask_where_to(self, address: ServerAddress, folder: Path | None) -> None:
        """Ask which file a shared library is to be copied into, in `folder` first; and copy it."""
        day = datetime.fromtimestamp(self._clock.now() / 1000).strftime("%Y-%m-%d")
        place = folder if folder is not None and folder.is_dir() else Path.home()
        chooser = QFileDialog(self._window, tr("Back up the shared library into a file"), str(place))
        chooser.setAttribute(Qt.WidgetAttribute.WA_DeleteOnClose)
        chooser.setAcceptMode(QFileDialog.AcceptMode.AcceptSave)
        chooser.setOption(QFileDialog.Option.DontConfirmOverwrite)  # what is there is never written over
        chooser.setDefaultSuffix("cmcdb")
        chooser.selectFile(f"{address.database}-{day}.cmcdb")
        chooser.fileSelected.connect(lambda name: self._copy_from_server(address, Path(name)))
        chooser.open()

    def _copy_from_server(self, address: ServerAddress, file: Path) -> None:
        # not before the first frame: this loads SQLAlchemy
        from cmc_desktop.model.services.moving import backup_of_server

        templates = load_templates(self._window.paths.resources)

        def work(job: Job) -> int:
            return backup_of_server(address, file, templates, _told_to(job))

        def done(count: int) -> None:
            self._tell_written(file, trn("It holds {n} canvas.", "It holds {n} canvases.", count))

        self._tasks.run(tr("Backing up…"), work, done, self._window.refuse)

    def _tell_written(self, file: Path, more: str = "") -> None:
        told = tr("The library was backed up to {file} and checked.", file=file)
        self._window.tell(f"{told} {more}".strip(), tr("Open folder"), lambda: self.folder_wanted.emit(file.parent))


def _told_to(job: Job) -> Callable[[int, int], None]:
    """Tells how many percent are copied, and stops when that is no longer wanted."""
    shown = -1

    def progress(done: int, total: int) -> None:
        nonlocal shown
        job.stop_if_cancelled()
        percent = done * 100 // total
        if percent != shown:
            shown = percent
            job.progress(tr("{percent} %", percent=percent))

    return progress
