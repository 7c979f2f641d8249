"""Taking a whole folder of canvas files into the library: each file whole or not at all, with a report at the end."""

from __future__ import annotations

from collections.abc import Callable
from dataclasses import dataclass, field
from enum import Enum
from pathlib import Path

from cmc_desktop.i18n import tr, trn
from cmc_desktop.model.domain.errors import CmcError, LibraryTrouble
from cmc_desktop.model.exchange.cmc_reader import CmcFile
from cmc_desktop.model.exchange.plain_canvas import PlainCanvas
from cmc_desktop.model.services.backing_up import BackingUp, not_sound
from cmc_desktop.model.services.backups import last_good
from cmc_desktop.model.services.cancelling import Cancelled
from cmc_desktop.model.services.examining_beside import Examine
from cmc_desktop.model.services.files_there import PassedOver, files_in
from cmc_desktop.model.services.importing import CopyJoins, read_file, take
from cmc_desktop.model.services.library import Library
from cmc_desktop.model.services.safe_file import shown_name
from cmc_desktop.model.services.unreadable_here import of_this_file_alone
from cmc_desktop.model.store.soundness import examine

#: more files than these are taken in only when there is a backup, so many ms old at most
LARGE, FRESH = 20, 3_600_000


class Fate(Enum):
    """What became of a file."""

    TAKEN = "taken"
    KNOWN = "known"
    COPY = "copy"
    REFUSED = "refused"

    @property
    def label(self) -> str:
        return {
            Fate.TAKEN: tr("Taken in"),
            Fate.KNOWN: tr("Already there"),
            Fate.COPY: tr("Copies of canvases that are here, to be brought back"),
            Fate.REFUSED: tr("Refused"),
        }[self]


@dataclass(frozen=True)
class FileFate:
    """What became of the file `path`; `told` says it in a sentence, `canvas_id` is where it led to, if anywhere."""

    path: Path
    fate: Fate
    told: str
    canvas_id: str = ""


@dataclass
class FolderReport:
    """What became of the files of a folder, in their order; `left` were not looked at, as somebody stopped it.

    `trouble` is why it ended early, where the library could not be written any more; `damage` tells of canvases of the
    library itself that are not sound; `passed_over` are places in the folder that were not looked into.
    """

    folder: Path
    files: list[FileFate] = field(default_factory=list)
    left: int = 0
    trouble: str = ""
    damage: str = ""
    passed_over: list[PassedOver] = field(default_factory=list)

    @property
    def is_empty(self) -> bool:
        """Whether there was nothing in the folder to tell of."""
        return not (self.files or self.left or self.passed_over)

    @property
    def is_whole(self) -> bool:
        """Whether whatever may be a canvas was looked at, and none was refused."""
        return not (self.of(Fate.REFUSED) or self.left or self.trouble or self.passed_over)

    def of(self, fate: Fate) -> list[FileFate]:
        return [one for one in self.files if one.fate is fate]

    @property
    def copies(self) -> list[Path]:
        """The files that can be brought back, each into the canvas it is a copy of."""
        return [one.path for one in self.of(Fate.COPY)]

    @property
    def summary(self) -> str:
        """How many files became what, in a line."""
        parts = [
            trn("{n} canvas taken in", "{n} canvases taken in", len(self.of(Fate.TAKEN))),
            tr("{n} already there", n=len(self.of(Fate.KNOWN))),
            trn("{n} copy to be brought back", "{n} copies to be brought back", len(self.of(Fate.COPY))),
            tr("{n} refused", n=len(self.of(Fate.REFUSED))),
        ]
        parts += [trn("{n} file not looked at", "{n} files not looked at", self.left)] if self.left else []
        places = len(self.passed_over)
        parts += [trn("{n} place not looked into", "{n} places not looked into", places)] if places else []
        return ", ".join(parts)

    @property
    def text(self) -> str:
        """The whole report, to be read or saved."""
        return self._told(self.summary)

    @property
    def below_summary(self) -> str:
        """The same without the summary, which stands above it."""
        return self._told("")

    def _told(self, summary: str) -> str:
        title = tr("Import of the folder {folder}", folder=shown_name(self.folder))
        lines = [part for part in (title, summary, self.trouble, self.damage) if part]
        for fate in (Fate.REFUSED, *(one for one in Fate if one is not Fate.REFUSED)):
            chosen = self.of(fate)
            if chosen:
                lines += ["", f"{fate.label} ({len(chosen)})"]
                lines += [f"  {self.name_of(one.path)}: {one.told}" for one in chosen]
        if self.passed_over:
            lines += ["", f"{tr('Not looked into')} ({len(self.passed_over)})"]
            lines += [f"  {self.name_of(one.path)}: {one.why}" for one in self.passed_over]
        return "\n".join(lines) + "\n"

    def name_of(self, path: Path) -> str:
        """How a file of the folder is told: by its way from there, in one line whatever it is called."""
        return shown_name(path.relative_to(self.folder).as_posix() if path.is_relative_to(self.folder) else path.name)


def import_folder(
    library: Library,
    folder: Path,
    *,
    progress: Callable[[int, int], object] = lambda _done, _all: None,
    stopped: Callable[[], bool] = lambda: False,
    examine: Examine = examine,
) -> FolderReport:
    """Take every canvas file of a folder in, one after the other; may run on a worker's thread.

    `progress` is told before each file how many are done of how many; `stopped` is asked then. What is in stays.
    Before many files the library is backed up, unless it was just now; `examine` looks at the copy then. Raises
    NotThere for the folder, LibraryTrouble when there is no backup of a library that has anything to lose.
    """
    there = files_in(folder)
    paths, report = there.files, FolderReport(folder, passed_over=there.passed_over)
    if len(paths) > LARGE:
        try:
            report.damage = _back_up(library, stopped, examine)
        except Cancelled:
            report.left = len(paths)
            return report
    for place, path in enumerate(paths):
        progress(place, len(paths))
        if stopped():
            report.left = len(paths) - place
            break
        try:
            report.files.append(_take(library, path))
        except LibraryTrouble as error:
            report.trouble, report.left = f"{report.name_of(path)}: {error}", len(paths) - place
            break
    else:
        progress(len(paths), len(paths))
    return report


def _back_up(library: Library, stopped: Callable[[], bool], examine: Examine) -> str:
    """One on a server is its administrator's to back up. Raises Cancelled, LibraryTrouble.

    Where single canvases alone are not sound there is no backup, but new ones do not touch them: that is told.
    """
    path = library.store.path
    if path is None:
        return ""

    def pause() -> None:
        if stopped():
            raise Cancelled(tr("It was stopped."), safe=tr("Nothing was imported."))

    last = last_good(path)
    if last is not None and library.clock.now() - last.checked_at < FRESH and last.is_as_checked(pause):
        return ""
    outcome = BackingUp(path, library.templates, library.clock, examine=examine).run(pause)
    if not outcome.faults:
        return ""
    error = not_sound(outcome.faults)
    if all(fault.canvas_id for fault in outcome.faults):
        went_on = tr("No other canvas is concerned, so the files were taken in without a new backup.")
        return " ".join((error.happened, went_on, error.safe, error.todo))
    safe = " ".join((tr("Nothing was imported."), error.safe))
    raise LibraryTrouble(error.happened, safe=safe, todo=error.todo)


def _take(library: Library, path: Path) -> FileFate:
    """Raises LibraryTrouble alone: then the next file would meet it as well."""
    found: PlainCanvas | CmcFile | None = None
    try:
        found = read_file(path, library.templates)
        imported = take(library, found)
    except CopyJoins as error:
        return FileFate(path, Fate.COPY, error.happened, error.looked.canvas.id)
    except LibraryTrouble as error:
        refused = of_this_file_alone(library, found.canvas, error) if isinstance(found, CmcFile) else None
        if refused is None:
            raise
        return _refused(path, refused)
    except CmcError as error:
        return _refused(path, error)
    return FileFate(path, Fate.KNOWN if imported.was_known else Fate.TAKEN, imported.told, imported.canvas_id)


def _refused(path: Path, error: CmcError) -> FileFate:
    """That nothing of it was imported says its place in the report."""
    return FileFate(path, Fate.REFUSED, " ".join(filter(None, (error.happened, error.todo))))
