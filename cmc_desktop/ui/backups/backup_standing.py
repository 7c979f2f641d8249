"""How things stand with a library's backups, in words: when the last good one was made, or why there is none."""

from __future__ import annotations

from functools import partial
from pathlib import Path
from typing import TYPE_CHECKING

from PySide6.QtCore import QObject, Signal

from cmc_desktop.model.domain.errors import CmcError
from cmc_desktop.model.services.clock import Clock
from cmc_desktop.ui.beside import Beside
from cmc_desktop.ui.saying import tr
from cmc_desktop.ui.when import when

if TYPE_CHECKING:
    from cmc_desktop.model.services.backups import Backup

#: ms after which the last good backup is old
OLD = 24 * 60 * 60_000


class BackupStanding(QObject):
    """What was found out of the backups of one library. Folders are read off the window's thread, as a stick or a
    network drive may take its time, or never answer.

    Signals:
        changed(): there is something else to be told.
    """

    changed = Signal()

    def __init__(self, clock: Clock, parent: QObject | None = None) -> None:
        super().__init__(parent)
        self._clock = clock
        #: the library's file; None for one on a server, which its administrator backs up
        self.library: Path | None = None
        #: the copies there are, newest first, as they were read last
        self.backups: list[Backup] = []
        self._is_read = False
        self._reading = Beside("backups", self)
        self.trouble: CmcError | None = None
        #: the library failed its check
        self.differs = False
        #: why the library's place is none; empty where it is one
        self.place = ""
        self.making = False

    def begin(self, library: Path | None, place: str, second: Path | None) -> None:
        """Another library is open: what was known is of the one before."""
        self.library, self.place = library, place
        self.trouble, self.differs, self.making = None, False, False
        self.backups, self._is_read = [], False
        self.look(second)

    def look(self, second: Path | None) -> None:
        """Read which backups there are beside the library and in the `second` folder; `changed` tells when it is
        done."""
        library = self.library

        def read(library: Path) -> list[Backup]:
            # not before the first frame: this loads SQLAlchemy
            from cmc_desktop.model.services.backups import listed_backups

            return listed_backups(library, *([second] if second is not None else []))

        if library is None:
            self._reading.forget()
        else:
            self._reading.ask(partial(read, library), self._on_read)
        self.changed.emit()

    def _on_read(self, found: list[Backup]) -> None:
        self.backups, self._is_read = found, True
        self.changed.emit()

    @property
    def last(self) -> Backup | None:
        """The last good backup."""
        checked = (one for one in self.backups if one.is_own and one.is_checked)
        return max(checked, key=lambda one: one.checked_at, default=None)

    @property
    def warns(self) -> bool:
        """Whether the last good backup is old, or the last one failed."""
        last = self.last
        old = last is not None and self._clock.now() - last.checked_at > OLD
        return self.library is not None and (self.trouble is not None or old or bool(self.place))

    @property
    def status(self) -> str:
        """One line: when the last good backup was, or why there is none."""
        if self.library is None:
            return tr("The administrator backs up this library")
        if self.differs:
            return tr("The library failed its check")
        if self.place:
            return tr("This is no safe place for a library")
        last = self.last
        if last is not None:
            return tr("Last backup: {when}, checked", when=when(last.checked_at, self._clock.now()))
        if self.making:
            return tr("Backing up…")
        return tr("No backup yet") if self._is_read else tr("Looking for backups…")

    @property
    def details(self) -> str:
        """What is wrong, in sentences; empty when nothing is."""
        return "\n".join(part for part in (str(self.trouble or ""), self.place) if part)
