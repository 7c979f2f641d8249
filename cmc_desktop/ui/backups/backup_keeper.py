"""Looks after the backups of the open library: makes them while it is quiet, tells how things stand, lists them."""

from __future__ import annotations

from collections.abc import Callable
from pathlib import Path
from typing import TYPE_CHECKING

from PySide6.QtCore import QObject, Qt, QTimer, Signal
from PySide6.QtWidgets import QPushButton

from cmc_desktop.model.domain.errors import CmcError, LibraryTrouble
from cmc_desktop.model.services.cancelling import Cancelled
from cmc_desktop.model.services.clock import Clock
from cmc_desktop.model.store.library_address import ServerAddress
from cmc_desktop.ui.backups.backup_files import BackupFiles
from cmc_desktop.ui.backups.backup_maker import BackupMaker
from cmc_desktop.ui.backups.backup_restorer import BackupRestorer
from cmc_desktop.ui.backups.backup_standing import BackupStanding
from cmc_desktop.ui.library_keeper import LibraryKeeper
from cmc_desktop.ui.look import dressed, redress
from cmc_desktop.ui.main_window import MainWindow
from cmc_desktop.ui.saying import tr
from cmc_desktop.ui.tasks import Tasks

if TYPE_CHECKING:
    from cmc_desktop.model.services.backing_up import BackupOutcome
    from cmc_desktop.ui.dialogs.backups_dialog import BackupsDialog

#: ms after the library was opened, and between two backups while work goes on
QUIET_AFTER = 5_000
EVERY = 60 * 60_000
#: ms until the next try when somebody wrote all the time
LATER = 5 * 60_000


class BackupKeeper(QObject):
    """Looks after the backups of the library that `keeper` has open. `tasks` are those a person waits for; `leave_desk`
    is asked before a library is restored. Backups by themselves go on a thread of their own and wait for everybody.

    Signals:
        canvases_taken(list): the ids of canvases that were taken out of a backup.
        folder_wanted(Path): this folder is to be shown.
    """

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
        self.standing = BackupStanding(clock, self)
        self._maker = BackupMaker(window.paths.resources, clock, self)
        self._files = BackupFiles(window, clock, tasks)
        self._restorer = BackupRestorer(window, keeper, clock, tasks, leave_desk, self.stop)
        self._told: set[str] = set()
        self._dialog: BackupsDialog | None = None
        self.line = dressed(QPushButton(), "status")
        self.line.setFocusPolicy(Qt.FocusPolicy.TabFocus)
        self.line.hide()
        window.statusBar().addPermanentWidget(self.line)
        self._soon, self._often = QTimer(self), QTimer(self)
        self._soon.setSingleShot(True)
        self._often.setInterval(EVERY)
        self._connect()

    def _connect(self) -> None:
        self.line.clicked.connect(self.show)
        for timer in (self._soon, self._often):
            timer.timeout.connect(self.run_quietly)
        self.standing.changed.connect(self.tell)
        self._maker.made.connect(self._on_made)
        self._maker.failed.connect(self._on_failed)
        self._files.folder_wanted.connect(self.folder_wanted)
        self._restorer.canvases_taken.connect(self.canvases_taken)
        self._restorer.ended.connect(self._close_dialog)
        self._keeper.changed.connect(self._on_library_changed)
        self._window.closing.connect(self.stop)

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

    def _on_library_changed(self) -> None:
        self.stop()  # what was found out is of another library
        is_open = self._keeper.library is not None
        if is_open and self._path is not None:
            self._soon.start(QUIET_AFTER)
            self._often.start()
        self.standing.begin(self._path, self._place() if is_open else "", self.second)

    def _place(self) -> str:
        """Why the library lies in a bad place: it goes on being used, with a warning that stays. Empty when not."""
        # not before the first frame: it asks the system by its own library
        from cmc_desktop.model.services.library_place import standing_warning

        place = standing_warning(self._path) if self._path is not None else ""
        if place and place not in self._told:
            self._told.add(place)
            self._window.warn(place)
        return place

    def stop(self) -> None:
        """Stop what is made by itself, and wait until nothing is written any more, which is the next moment."""
        self._soon.stop()
        self._often.stop()
        self._maker.stop()
        self.standing.making = False

    # making

    @property
    def idle(self) -> bool:
        """Whether no backup is being made."""
        return self._maker.idle

    def run_quietly(self) -> None:
        """Check the library and back it up if there is anything new, in nobody's way."""
        self._run(asked=False)

    def run_now(self) -> None:
        """The same, as somebody asked for it: as fast as it goes, and the end is told."""
        self._run(asked=True)

    def _run(self, *, asked: bool, accept: bool = False) -> None:
        if self._path is not None and self._keeper.library is not None and self.idle:
            self._maker.run(self._path, self.second, asked=asked, accept=accept)
            self.standing.making = True
            self.tell()

    def _on_made(self, outcome: BackupOutcome, asked: bool) -> None:
        # not before the first frame: this loads SQLAlchemy
        from cmc_desktop.model.services.backing_up import not_sound, told_spoilt

        standing = self.standing
        standing.making, standing.trouble, standing.differs = False, outcome.second_trouble, outcome.backup is None
        second = outcome.second_trouble
        if outcome.backup is None:
            standing.trouble = not_sound(outcome.faults)
            self._window.warn(str(standing.trouble), tr("Backups…"), self.show)
        elif outcome.spoilt:
            told = (str(second) if second is not None else "", told_spoilt(outcome))
            self._window.warn(" ".join(filter(None, told)), tr("Backups…"), self.show)
        elif second is not None:
            self._tell_once(second, asked)
        elif asked:
            self._window.tell(tr("The library was backed up and checked."))
        standing.look(self.second)

    def _on_failed(self, error: CmcError, asked: bool) -> None:
        # not before the first frame: this loads SQLAlchemy
        from cmc_desktop.model.store.backup import WrittenAllTheTime

        self.standing.making = False
        if isinstance(error, WrittenAllTheTime) and not asked:
            self._soon.start(LATER)
        elif not isinstance(error, Cancelled):
            self.standing.trouble = error
            self._tell_once(error, asked)
        self.tell()

    def _tell_once(self, error: CmcError, asked: bool) -> None:
        """A full disk or a missing stick is told once in a run, and whenever somebody asked."""
        if asked or str(error) not in self._told:
            self._told.add(str(error))
            self._window.warn(str(error))

    # telling

    def tell(self) -> None:
        """Say in the status bar and in the dialog how things stand."""
        standing = self.standing
        self.line.setText(standing.status)
        redress(self.line, "status-warning" if standing.warns else "status")
        self.line.setToolTip(standing.details or tr("Backups…"))
        self.line.setVisible(self._keeper.library is not None)
        if self._dialog is not None:
            self._fill(self._dialog)

    def show(self) -> None:
        """Show the backups there are."""
        path = self._path
        if path is None:
            self._copy_from_server()
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
        dialog.restore_chosen.connect(lambda file: self._restorer.show(file, dialog))
        dialog.finished.connect(self._on_dialog_finished)
        self.standing.look(self.second)
        dialog.open()

    def _on_dialog_finished(self) -> None:
        self._dialog = None

    def _close_dialog(self) -> None:
        if self._dialog is not None:
            self._dialog.accept()

    def _fill(self, dialog: BackupsDialog) -> None:
        is_open = self._keeper.library is not None
        heading = "" if self.standing.differs else self.standing.status  # then the details say it all
        dialog.show_backups(
            self.standing.backups,
            heading if is_open else tr("The library is not open."),
            self.standing.details,
            warns=self.standing.warns,
            can_make=is_open and self.idle,
            differs=self.standing.differs,
            second=self.second,
        )

    # wishes

    def _choose_second(self, folder: Path | None) -> None:
        self._window.settings.backup_folder = str(folder) if folder is not None else ""
        self.standing.look(self.second)
        if folder is not None:
            self.run_now()

    def _write_to(self, file: Path) -> None:
        if self._path is not None:
            self._files.write(self._maker.backing_up(self._path, self.second), file)

    def _copy_from_server(self) -> None:
        """A shared library is backed up by its administrator; who wants one in a file chooses where that is to be."""
        address = self._keeper.address
        if self._keeper.library is not None and isinstance(address, ServerAddress):
            self._files.ask_where_to(address, self.second)
        else:
            self._window.refuse(_on_a_server())


def _on_a_server() -> LibraryTrouble:
    return LibraryTrouble(
        tr("This library is on a server, where its administrator backs it up."),
        todo=tr("A canvas can be given as a copy at any time."),
    )
