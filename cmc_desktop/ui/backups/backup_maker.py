"""Makes backups of a library's file on a thread of its own, in nobody's way."""

from __future__ import annotations

import time
from collections.abc import Callable
from pathlib import Path
from typing import TYPE_CHECKING

from PySide6.QtCore import QObject, Signal

from cmc_desktop.model.domain.errors import CmcError
from cmc_desktop.model.services.clock import Clock
from cmc_desktop.model.services.resources import load_templates
from cmc_desktop.ui.saying import tr
from cmc_desktop.ui.tasks import Job, Tasks

if TYPE_CHECKING:
    from cmc_desktop.model.services.backing_up import BackingUp, BackupOutcome


class BackupMaker(QObject):
    """Makes one at a time; `stop` leaves nothing half.

    Signals:
        made(BackupOutcome, bool): how it went, and whether somebody asked for it.
        failed(CmcError, bool): why none was made, and whether somebody asked for one.
    """

    made = Signal(object, bool)
    failed = Signal(object, bool)

    def __init__(self, resources: Path, clock: Clock, parent: QObject | None = None) -> None:
        super().__init__(parent)
        self._resources = resources
        self._clock = clock
        self._tasks = Tasks(self)

    @property
    def idle(self) -> bool:
        """Whether no backup is being made."""
        return not self._tasks.busy

    def backing_up(self, library: Path, second: Path | None) -> BackingUp:
        """What makes the backups of a library's file, in the folder beside it and the `second`."""
        # not before the first frame: this loads SQLAlchemy
        from cmc_desktop.model.services.backing_up import BackingUp
        from cmc_desktop.model.services.examining_beside import examiner

        templates = load_templates(self._resources)
        return BackingUp(library, templates, self._clock, second, examiner(self._resources))

    def run(self, library: Path, second: Path | None, *, asked: bool, accept: bool = False) -> None:
        """Check a library's file and back it up if there is anything new; as fast as it goes where somebody `asked`.

        With `accept`, what differs from the last backup is taken as it is.
        """
        if not self.idle:
            return
        backing_up = self.backing_up(library, second)

        def work(job: Job) -> BackupOutcome:
            return backing_up.run(job.stop_if_cancelled if asked else _gently(job), accept=accept)

        def done(outcome: BackupOutcome) -> None:
            self.made.emit(outcome, asked)

        def failed(error: CmcError) -> None:
            self.failed.emit(error, asked)

        self._tasks.run(tr("Backing up…"), work, done, failed)

    def stop(self) -> None:
        """Stop at the next step, some milliseconds away, and wait for that; nothing is told of it."""
        self._tasks.finish()


def _gently(job: Job) -> Callable[[], None]:
    """What the worker does every few milliseconds: let everybody else go first, for longer than it worked."""

    def pause() -> None:
        job.stop_if_cancelled()
        time.sleep(0.008)

    return pause
