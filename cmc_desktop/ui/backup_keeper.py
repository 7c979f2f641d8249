"""Backups in the window: made by themselves while it is quiet, told in the status bar, restored from a dialog."""

from __future__ import annotations

import time
from collections.abc import Callable
from datetime import datetime
from pathlib import Path
from typing import TYPE_CHECKING

from PySide6.QtCore import QObject, Qt, QTimer, Signal
from PySide6.QtWidgets import QFileDialog, QPushButton

from cmc_desktop.i18n import tr, trn
from cmc_desktop.model.domain.errors import CmcError, LibraryTrouble, NotThere, Refusal
from cmc_desktop.model.services.cancelling import Cancelled
from cmc_desktop.model.services.clock import Clock
from cmc_desktop.model.services.resources import load_templates
from cmc_desktop.model.store.library_address import ServerAddress
from cmc_desktop.ui.library.when import when
from cmc_desktop.ui.library_keeper import LibraryKeeper
from cmc_desktop.ui.look import dressed, redress
from cmc_desktop.ui.main_window import MainWindow
from cmc_desktop.ui.tasks import Job, Tasks

if TYPE_CHECKING:
    from cmc_desktop.model.services.backing_up import BackingUp, Outcome
    from cmc_desktop.model.services.backups import Backup
    from cmc_desktop.model.services.restoring import Compared, Restoring
    from cmc_desktop.ui.dialogs.backups_dialog import BackupsDialog
    from cmc_desktop.ui.dialogs.restore_dialog import RestoreDialog

#: ms after the library was opened, and between two backups while work goes on
QUIET_AFTER = 5_000
EVERY = 60 * 60_000
#: ms until the next try when somebody wrote all the time
LATER = 5 * 60_000
#: ms after which the last good backup is old
OLD = 24 * 60 * 60_000


class BackupKeeper(QObject):
    """Looks after the backups of the library that `keeper` has open. `tasks` are those a person waits for; `leave_desk`
    is asked before a library is restored. Backups by themselves go on a thread of their own and wait for everybody.

    Signals:
        changed(): what the status bar says may be another.
        canvases_taken(list): the ids of canvases that were taken out of a backup.
        folder_wanted(Path): this folder is to be shown.
    """

    changed = Signal()
    canvases_taken = Signal(object)
    folder_wanted = Signal(object)

    def __init__(
        self,
        window: MainWindow,
        keeper: LibraryKeeper,
        clock: Clock,
        tasks: Tasks,
        leave_desk: Callable[[], bool],
    ) -> None:
        super().__init__(window)
        self._window = window
        self._keeper = keeper
        self._clock = clock
        self._tasks = tasks
        self._leave_desk = leave_desk
        self._quiet = Tasks(self)
        self._job: Job | None = None
        self._trouble: CmcError | None = None
        self._differs = False
        self._place = ""
        self._told: set[str] = set()
        self._dialog: BackupsDialog | None = None
        self.line = dressed(QPushButton(), "status")
        self.line.setFocusPolicy(Qt.FocusPolicy.TabFocus)
        self.line.clicked.connect(self.show)
        self.line.hide()
        window.statusBar().addPermanentWidget(self.line)
        self._soon, self._often = QTimer(self), QTimer(self)
        self._soon.setSingleShot(True)
        self._often.setInterval(EVERY)
        for timer in (self._soon, self._often):
            timer.timeout.connect(self.run_quietly)
        keeper.changed.connect(self._on_library_changed)
        window.closing.connect(self.stop)

    def commands(self) -> dict[str, Callable[[], object]]:
        """What the actions about backups do, by action id."""
        return {"backups": self.show}

    # which library

    @property
    def _path(self) -> Path | None:
        """The library's file; None for one on a server."""
        address = self._keeper.address
        return address if isinstance(address, Path) else None

    @property
    def second(self) -> Path | None:
        """The second folder that backups go to."""
        chosen = self._window.settings.backup_folder
        return Path(chosen) if chosen else None

    def _backing_up(self, path: Path) -> BackingUp:
        # not before the first frame: this loads SQLAlchemy
        from cmc_desktop.model.services.backing_up import BackingUp
        from cmc_desktop.model.services.examining_beside import examiner

        resources = self._window.paths.resources
        return BackingUp(path, load_templates(resources), self._clock, self.second, examiner(resources))

    def _restoring(self, path: Path) -> Restoring:
        # not before the first frame: this loads SQLAlchemy
        from cmc_desktop.model.services.restoring import Restoring

        return Restoring(path, load_templates(self._window.paths.resources), self._clock)

    def _on_library_changed(self) -> None:
        self.stop()  # what was found out is of another library
        self._trouble, self._differs = None, False
        self._look_where_it_lies()
        if self._keeper.library is not None and self._path is not None:
            self._soon.start(QUIET_AFTER)
            self._often.start()
        self.tell()

    def _look_where_it_lies(self) -> None:
        """A library that lies in a bad place already goes on being used, with a warning that stays."""
        # not before the first frame: it asks the system by its own library
        from cmc_desktop.model.services.library_place import standing_warning

        path = self._path
        self._place = standing_warning(path) if self._keeper.library is not None and path is not None else ""
        if self._place and self._place not in self._told:
            self._told.add(self._place)
            self._window.warn(self._place)

    def stop(self) -> None:
        """Stop what is made by itself, and wait until nothing is written any more."""
        self._soon.stop()
        self._often.stop()
        self._quiet.finish()
        self._job = None

    # making

    @property
    def idle(self) -> bool:
        """Whether no backup is being made."""
        return self._job is None

    def run_quietly(self) -> None:
        """Check the library and back it up if there is anything new, in nobody's way."""
        self._run(asked=False)

    def run_now(self) -> None:
        """The same, as somebody asked for it: as fast as it goes, and the end is told."""
        self._run(asked=True)

    def _run(self, *, asked: bool, accept: bool = False) -> None:
        path = self._path
        if self._job is not None or path is None or self._keeper.library is None:
            return
        backing_up = self._backing_up(path)

        def work(job: Job) -> Outcome:
            return backing_up.run(job.stop_if_cancelled if asked else _gently(job), accept=accept)

        def done(outcome: Outcome) -> None:
            self._job = None
            self._on_done(outcome, asked)

        def failed(error: CmcError) -> None:
            self._job = None
            self._on_failed(error, asked)

        self._job = self._quiet.run(tr("Backing up…"), work, done, failed)
        self.tell()

    def _on_done(self, outcome: Outcome, asked: bool) -> None:
        # not before the first frame: this loads SQLAlchemy
        from cmc_desktop.model.services.backing_up import not_sound

        self._trouble, self._differs = outcome.second_trouble, False
        if outcome.backup is None:
            self._trouble, self._differs = not_sound(outcome.faults), True
            self._window.warn(str(self._trouble), tr("Backups…"), self.show)
        elif outcome.second_trouble is not None:
            self._tell_once(outcome.second_trouble, asked)
        elif asked:
            self._window.tell(tr("The library was backed up and checked."))
        self.tell()

    def _on_failed(self, error: CmcError, asked: bool) -> None:
        # not before the first frame: this loads SQLAlchemy
        from cmc_desktop.model.store.backup import WrittenAllTheTime

        if isinstance(error, WrittenAllTheTime) and not asked:
            self._soon.start(LATER)
        elif not isinstance(error, Cancelled):
            self._trouble = error
            self._tell_once(error, asked)
        self.tell()

    def _tell_once(self, error: CmcError, asked: bool) -> None:
        """A full disk or a missing stick is told once in a run, and whenever somebody asked."""
        if asked or str(error) not in self._told:
            self._told.add(str(error))
            self._window.warn(str(error))

    def _write_to(self, file: Path) -> None:
        path = self._path
        if path is None:
            return
        backing_up = self._backing_up(path)

        def done(backup: Backup) -> None:
            self._window.tell(
                tr("The library was backed up to {file} and checked.", file=backup.path),
                tr("Open folder"),
                lambda: self.folder_wanted.emit(backup.path.parent),
            )

        label = tr("Backing up…")
        self._tasks.run(label, lambda job: backing_up.write_to(file, job.stop_if_cancelled), done, self._window.refuse)

    # telling

    def tell(self) -> None:
        """Say in the status bar and in the dialog how things stand."""
        self.line.setText(self.status)
        redress(self.line, "status-warning" if self.warns else "status")
        self.line.setToolTip(self._details or tr("Backups…"))
        self.line.setVisible(self._keeper.library is not None)
        if self._dialog is not None:
            self._fill(self._dialog)
        self.changed.emit()

    @property
    def _details(self) -> str:
        return "\n".join(part for part in (str(self._trouble or ""), self._place) if part)

    @property
    def warns(self) -> bool:
        """Whether the last good backup is old, or the last one failed."""
        last = self._last()
        old = last is not None and self._clock.now() - last.checked_at > OLD
        return self._path is not None and (self._trouble is not None or old or bool(self._place))

    @property
    def status(self) -> str:
        """One line: when the last good backup was, or why there is none."""
        if self._path is None:
            return tr("The administrator backs up this library")
        if self._differs:
            return tr("The library failed its check")
        if self._place:
            return tr("This is no safe place for a library")
        last = self._last()
        if last is None:
            return tr("Backing up…") if self._job is not None else tr("No backup yet")
        return tr("Last backup: {when}, checked", when=when(last.checked_at, self._clock.now()))

    def _last(self) -> Backup | None:
        if self._path is None or (self._keeper.library is None and self._dialog is None):
            return None
        # not before the first frame: this loads SQLAlchemy
        from cmc_desktop.model.services.backups import last_good

        return last_good(self._path, *_there(self.second))

    # the dialogs

    def show(self) -> None:
        """Show the backups there are."""
        path = self._path
        if path is None:
            self._ask_where_to()
            return
        # not before the first frame: dialogs, and SQLAlchemy
        from cmc_desktop.model.store.backup import backups_beside
        from cmc_desktop.ui.dialogs.backups_dialog import BackupsDialog

        dialog = self._dialog = BackupsDialog(backups_beside(path), path.name, self._window)
        dialog.now_chosen.connect(self.run_now)
        dialog.as_it_is_chosen.connect(lambda: self._run(asked=True, accept=True))
        dialog.copy_chosen.connect(self._write_to)
        dialog.folder_chosen.connect(self.folder_wanted)
        dialog.second_chosen.connect(self._choose_second)
        dialog.restore_chosen.connect(self.restore)
        dialog.finished.connect(self._on_dialog_finished)
        self._fill(dialog)
        dialog.open()

    def _ask_where_to(self) -> None:
        """A shared library is backed up by its administrator; who wants one in a file chooses where that is to be."""
        address = self._keeper.address
        if self._keeper.library is None or not isinstance(address, ServerAddress):
            self._window.refuse(_on_a_server())
            return
        title = tr("Back up the shared library into a file")
        day = datetime.fromtimestamp(self._clock.now() / 1000).strftime("%Y-%m-%d")
        folder = self.second if self.second is not None and self.second.is_dir() else Path.home()
        chooser = QFileDialog(self._window, title, str(folder))
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
            held = trn("It holds {n} canvas.", "It holds {n} canvases.", count)
            self._window.tell(
                tr("The library was backed up to {file} and checked.", file=file) + " " + held,
                tr("Open folder"),
                lambda: self.folder_wanted.emit(file.parent),
            )

        self._tasks.run(tr("Backing up…"), work, done, self._window.refuse)

    def _on_dialog_finished(self) -> None:
        self._dialog = None

    def _fill(self, dialog: BackupsDialog) -> None:
        from cmc_desktop.model.services.backups import listed_backups

        if self._path is None:
            return
        dialog.show_backups(
            listed_backups(self._path, *_there(self.second)),
            self._heading,
            self._details,
            warns=self.warns,
            can_make=self._keeper.library is not None and self._job is None,
            differs=self._differs,
            second=self.second,
        )

    @property
    def _heading(self) -> str:
        if self._keeper.library is None:
            return tr("The library is not open.")
        return "" if self._differs else self.status  # then the details say it all

    def _choose_second(self, folder: Path | None) -> None:
        self._window.settings.backup_folder = str(folder) if folder is not None else ""
        self.tell()
        if folder is not None:
            self.run_now()

    def restore(self, file: Path) -> None:
        """Show what `file` holds, and restore what is chosen of it."""
        path = self._path
        if path is None:
            return
        # not before the first frame: dialogs
        from cmc_desktop.ui.dialogs.restore_dialog import RestoreDialog

        restoring = self._restoring(path)

        def look(job: Job) -> list[Compared]:
            return restoring.compare(file, job.stop_if_cancelled)

        def whole(dialog: RestoreDialog) -> Job:
            return self._put_back(restoring, file, dialog)

        def take(dialog: RestoreDialog, canvas_ids: list[str]) -> Job:
            return self._take_out(restoring, file, canvas_ids, dialog)

        may_take = take if self._keeper.library is not None else None
        RestoreDialog(file, self._tasks, look, whole, may_take, self._dialog or self._window).open()

    def _put_back(self, restoring: Restoring, file: Path, dialog: RestoreDialog) -> Job:
        """Close the library, put the backup in its place and open that. Raises Refusal."""
        return self._replace_by(restoring, file, lambda: self._close_dialogs(dialog), dialog.ended)

    def _put_back_aside(self, aside: Path) -> None:
        """Undo restoring: what was set aside is the library again, and what was restored is set aside."""
        path = self._path
        if path is None:
            return
        try:
            self._replace_by(self._restoring(path), aside, lambda: None, self._window.refuse)
        except CmcError as error:
            self._window.refuse(error)

    def _replace_by(
        self, restoring: Restoring, file: Path, done: Callable[[], object], failed: Callable[[CmcError], object]
    ) -> Job:
        if self._tasks.busy:
            raise Refusal(
                tr("Something else is still being done."), todo=tr("Wait until it has ended, then try again.")
            )
        if not self._leave_desk():
            raise Refusal(tr("Some words on the board are not stored yet, so the canvas stays open."))
        self.stop()
        self._keeper.close()

        def restored(aside: Path | None) -> None:
            self._keeper.open()
            done()
            if self._keeper.library is not None:
                self._tell_restored(file, aside)

        def refused(error: CmcError) -> None:
            self._keeper.open()
            failed(error)

        label = tr("Restoring the library…")
        return self._tasks.run(label, lambda job: restoring.put_back(file, job.stop_if_cancelled), restored, refused)

    def _tell_restored(self, file: Path, aside: Path | None) -> None:
        if aside is None:
            self._window.tell(_restored(file, aside), stays=True)
        else:
            self._window.tell(
                _restored(file, aside), tr("Put it back"), lambda: self._put_back_aside(aside), stays=True
            )

    def _take_out(self, restoring: Restoring, file: Path, canvas_ids: list[str], dialog: RestoreDialog) -> Job:
        library = self._keeper.library
        if library is None:
            raise NotThere(tr("The library is not open."))

        def work(job: Job) -> list[str]:
            taken = []
            for canvas_id in canvas_ids:
                job.stop_if_cancelled()
                taken.append(restoring.take_out(library, file, canvas_id).canvas_id)
            return taken

        def done(taken: list[str]) -> None:
            self._close_dialogs(dialog)
            self.canvases_taken.emit(taken)
            count = len(taken)
            self._window.tell(
                trn("{n} canvas was taken out of the backup.", "{n} canvases were taken out of the backup.", count)
            )

        return self._tasks.run(tr("Taking canvases out of the backup…"), work, done, dialog.ended)

    def _close_dialogs(self, dialog: RestoreDialog) -> None:
        dialog.ended(None)
        if self._dialog is not None:
            self._dialog.accept()


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


def _gently(job: Job) -> Callable[[], None]:
    """What the worker does every few milliseconds: let everybody else go first, for longer than it worked."""

    def pause() -> None:
        job.stop_if_cancelled()
        time.sleep(0.008)

    return pause


def _there(second: Path | None) -> tuple[Path, ...]:
    return (second,) if second is not None else ()


def _restored(file: Path, aside: Path | None) -> str:
    restored = tr("The library was restored from {name}.", name=file.name)
    if aside is None:
        return restored
    return restored + " " + tr("What was there before is kept as {name} beside the backups.", name=aside.name)


def _on_a_server() -> LibraryTrouble:
    return LibraryTrouble(
        tr("This library is on a server, where its administrator backs it up."),
        todo=tr("A canvas can be given as a copy at any time."),
    )
