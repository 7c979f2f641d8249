"""Restoring through the window: what a backup holds is shown, then it takes the library's place, or gives canvases."""

from __future__ import annotations

from collections.abc import Callable
from pathlib import Path
from typing import TYPE_CHECKING

from PySide6.QtCore import QObject, Signal
from PySide6.QtWidgets import QWidget

from cmc_desktop.model.domain.errors import CmcError, NotThere, Refusal
from cmc_desktop.model.services.clock import Clock
from cmc_desktop.model.services.resources import load_templates
from cmc_desktop.ui.library_keeper import LibraryKeeper
from cmc_desktop.ui.main_window import MainWindow
from cmc_desktop.ui.saying import tr, trn
from cmc_desktop.ui.tasks import Job, Tasks

if TYPE_CHECKING:
    from cmc_desktop.model.services.restoring import Compared, Restoring
    from cmc_desktop.model.services.taken_out import TakenOut
    from cmc_desktop.ui.dialogs.restore_dialog import RestoreDialog


class BackupRestorer(QObject):
    """Closes the library of `keeper`, puts a backup in its place and opens that. `leave_desk` is asked before, and
    `stop` called, which ends what else reads the library's file.

    Signals:
        ended(): what was chosen of a backup is restored.
        canvases_taken(list): the ids of canvases that were taken out of a backup.
    """

    ended = Signal()
    canvases_taken = Signal(object)

    def __init__(
        self,
        window: MainWindow,
        keeper: LibraryKeeper,
        clock: Clock,
        tasks: Tasks,
        leave_desk: Callable[[], bool],
        stop: Callable[[], object],
    ) -> None:
        super().__init__(window)
        self._window = window
        self._keeper = keeper
        self._clock = clock
        self._tasks = tasks
        self._leave_desk = leave_desk
        self._stop = stop

    def show(self, file: Path, parent: QWidget) -> None:
        """Show what `file` holds, and restore what is chosen of it; nothing is shown where no file is the library."""
        restoring = self._restoring()
        if restoring is None:
            return
        # not before the first frame: dialogs
        from cmc_desktop.ui.dialogs.restore_dialog import RestoreDialog

        def look(job: Job) -> list[Compared]:
            return restoring.compare(file, job.stop_if_cancelled)

        def whole(dialog: RestoreDialog) -> Job:
            return self._replace_by(restoring, file, lambda: self._end(dialog), dialog.ended)

        def take(dialog: RestoreDialog, canvas_ids: list[str]) -> Job:
            return self._take_out(restoring, file, canvas_ids, dialog)

        may_take = take if self._keeper.library is not None else None
        RestoreDialog(file, self._tasks, look, whole, may_take, parent).open()

    def _restoring(self) -> Restoring | None:
        library = self._keeper.address
        if not isinstance(library, Path):
            return None
        # not before the first frame: this loads SQLAlchemy
        from cmc_desktop.model.services.examining_beside import examiner
        from cmc_desktop.model.services.restoring import Restoring

        resources = self._window.paths.resources
        return Restoring(library, load_templates(resources), self._clock, examiner(resources))

    def _put_back_aside(self, aside: Path) -> None:
        """Undo restoring: what was set aside is the library again, and what was restored is set aside."""
        restoring = self._restoring()
        if restoring is None:
            return
        try:
            self._replace_by(restoring, aside, lambda: None, self._window.refuse)
        except CmcError as error:
            self._window.refuse(error)

    def _replace_by(
        self, restoring: Restoring, file: Path, done: Callable[[], object], failed: Callable[[CmcError], object]
    ) -> Job:
        """Raises Refusal when the library cannot be closed now."""
        if self._tasks.busy:
            raise Refusal(
                tr("Something else is still being done."), todo=tr("Wait until it has ended, then try again.")
            )
        if not self._leave_desk():
            raise Refusal(tr("Some words on the board are not stored yet, so the canvas stays open."))
        self._stop()
        self._keeper.close()

        def restored(aside: Path | None) -> None:
            done()
            self._keeper.open(lambda: self._tell_restored(file, aside))

        def refused(error: CmcError) -> None:
            self._keeper.open()
            failed(error)

        label = tr("Restoring the library…")
        return self._tasks.run(label, lambda job: restoring.put_back(file, job.stop_if_cancelled), restored, refused)

    def _tell_restored(self, file: Path, aside: Path | None) -> None:
        told = tr("The library was restored from {name}.", name=file.name)
        if aside is None:
            self._window.tell(told, stays=True)
            return
        told += " " + tr("What was there before is kept as {name} beside the backups.", name=aside.name)
        self._window.tell(told, tr("Put it back"), lambda: self._put_back_aside(aside), stays=True)

    def _take_out(self, restoring: Restoring, file: Path, canvas_ids: list[str], dialog: RestoreDialog) -> Job:
        library = self._keeper.library
        if library is None:
            raise NotThere(tr("The library is not open."))
        # not before the first frame: this loads SQLAlchemy
        from cmc_desktop.model.services.taken_out import TakenOut

        def work(job: Job) -> list[TakenOut | CmcError]:
            found: list[TakenOut | CmcError] = []
            for canvas_id in canvas_ids:
                if job.cancelled():
                    break  # what was taken out by now is told
                try:
                    found.append(restoring.take_out(library, file, canvas_id))
                except CmcError as error:
                    found.append(error)
            if not any(isinstance(one, TakenOut) for one in found):
                job.stop_if_cancelled()
                raise next(one for one in found if isinstance(one, CmcError))
            return found

        def done(found: list[TakenOut | CmcError]) -> None:
            self._end(dialog)
            taken = [one for one in found if isinstance(one, TakenOut)]
            self.canvases_taken.emit([one.canvas_id for one in taken])
            failed = list(dict.fromkeys(str(one) for one in found if isinstance(one, CmcError)))
            told = [_told_of(taken)]
            if missing := len(canvas_ids) - len(taken):
                told.append(trn("{n} canvas was not taken out.", "{n} canvases were not taken out.", missing))
            self._window.tell(" ".join([*told, *failed]), stays=bool(missing))

        return self._tasks.run(tr("Taking canvases out of the backup…"), work, done, dialog.ended)

    def _end(self, dialog: RestoreDialog) -> None:
        dialog.ended(None)
        self.ended.emit()


def _told_of(taken: list[TakenOut]) -> str:
    """What became of the canvases that were to be taken out, in a sentence or two."""
    if len(taken) == 1:
        return taken[0].told
    new = sum(one.is_new for one in taken)
    told = []
    if new:
        told.append(trn("{n} canvas was taken out of the backup.", "{n} canvases were taken out of the backup.", new))
    if known := len(taken) - new:
        told.append(
            trn(
                "Of {n} canvas the library has all that is in the backup already.",
                "Of {n} canvases the library has all that is in the backup already.",
                known,
            )
        )
    return " ".join(told)
