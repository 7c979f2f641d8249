"""Files are taken into the library, one after the other, and how they fared is told once at the end."""

from __future__ import annotations

from collections.abc import Iterable, Sequence
from dataclasses import dataclass, field
from pathlib import Path
from typing import TYPE_CHECKING

from PySide6.QtWidgets import QWidget

from cmc_desktop.model.domain.errors import CmcError
from cmc_desktop.model.services.cancelling import Cancelled
from cmc_desktop.ui.file_actions import FileActions
from cmc_desktop.ui.saying import tr, trn
from cmc_desktop.ui.tasks import Job

if TYPE_CHECKING:
    from cmc_desktop.model.services.importing import Imported
    from cmc_desktop.model.services.library import Library

#: so many files are named
_NAMED = 5


class FileImports:
    """Canvases and lists of notes; the services behind it are loaded with the first use."""

    def __init__(self, files: FileActions) -> None:
        self._files = files

    def import_files(self, library: Library, paths: Iterable[Path], parent: QWidget) -> None:
        """Take files into the library, one after the other; asks which when `paths` is empty."""
        paths = list(paths)
        if paths:
            self._import(library, paths, _Arrivals())
            return
        kinds = tr("Canvases and lists of notes") + " (*.cmc *.json *.csv)"
        self._files.choose(tr("Import"), kinds, parent, lambda found: self._import(library, found, _Arrivals()))

    def _import(self, library: Library, paths: Sequence[Path], arrivals: _Arrivals) -> None:
        """Bring in the first of `paths` on the worker, then go on with the others, and tell at the end how it went."""
        from cmc_desktop.model.services.importing import CopyJoins, read_file, take

        path, *others = paths
        self._files.folder = path.parent

        def work(job: Job) -> Imported:
            found = read_file(path, library.templates)
            job.stop_if_cancelled()
            return take(library, found)

        def done(imported: Imported) -> None:
            arrivals.came.append(imported)
            go_on(stopped=job.cancelled())

        def failed(error: CmcError) -> None:
            stopped = isinstance(error, Cancelled)
            if isinstance(error, CopyJoins):
                arrivals.copies.append(path)
            else:
                arrivals.refused.append(_about_file(error, path))
            go_on(stopped=stopped)

        def go_on(*, stopped: bool) -> None:
            if others and not stopped:
                self._import(library, others, arrivals)
            else:
                arrivals.left_out = len(others)
                self._tell(arrivals)

        job = self._files.tasks.run(tr("Reading {name}.", name=path.name), work, done, failed)

    def _tell(self, arrivals: _Arrivals) -> None:
        if arrivals.came:
            self._files.imported.emit([one.canvas_id for one in arrivals.came])
        if arrivals.copies:
            self._files.copies_came.emit(arrivals.copies)
        if not arrivals.files:
            return
        if arrivals.smooth:
            self._files.told.emit(arrivals.told, "", None)
        elif arrivals.files == 1:
            self._files.tell_failed(arrivals.refused[0])
        else:
            self._files.warned.emit(arrivals.told, "", None)


@dataclass
class _Arrivals:
    """How the files chosen together fared; `left_out` were not read any more, as the user stopped it.

    `copies` are of canvases that are here: they are brought back, which is told there.
    """

    came: list[Imported] = field(default_factory=list)
    refused: list[CmcError] = field(default_factory=list)
    copies: list[Path] = field(default_factory=list)
    left_out: int = 0

    @property
    def files(self) -> int:
        return len(self.came) + len(self.refused) + self.left_out

    @property
    def smooth(self) -> bool:
        return len(self.came) == self.files

    @property
    def told(self) -> str:
        """What came in and what did not, a line each; of very many only the first."""
        lines = [one.told for one in self.came]
        if self.smooth:
            return "\n".join(_first_of(lines))
        sum_up = tr("{n} of {all} files were brought in.", n=len(self.came), all=self.files)
        return "\n".join([sum_up, *_first_of([str(error) for error in self.refused]), *_first_of(lines)])


def _first_of(lines: list[str]) -> list[str]:
    more = len(lines) - _NAMED
    return lines if more <= 0 else [*lines[:_NAMED], trn("and {n} more", "and {n} more", more)]


def _about_file(error: CmcError, path: Path) -> CmcError:
    """`error` with the file named in front, as several may have been chosen."""
    if path.name in error.happened:
        return error
    kind = Cancelled if isinstance(error, Cancelled) else CmcError
    return kind(f"{path.name}: {error.happened}", safe=error.safe, todo=error.todo)
