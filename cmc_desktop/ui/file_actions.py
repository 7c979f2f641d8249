"""Files in and out: asks by dialog, works off the window's thread, and tells how it ended."""

from __future__ import annotations

from collections.abc import Callable, Iterable, Sequence
from dataclasses import dataclass, field
from pathlib import Path
from typing import TYPE_CHECKING, TypeVar

from PySide6.QtCore import QObject, QStandardPaths, QUrl, Signal
from PySide6.QtGui import QDesktopServices
from PySide6.QtWidgets import QFileDialog, QWidget

from cmc_desktop.i18n import tr, trn
from cmc_desktop.model.domain.errors import CmcError
from cmc_desktop.model.services.cancelling import Cancelled
from cmc_desktop.ui.tasks import Job, Tasks

if TYPE_CHECKING:
    from cmc_desktop.model.domain.canvas import Canvas
    from cmc_desktop.model.domain.head import Head
    from cmc_desktop.model.export.document import Document
    from cmc_desktop.model.export.paper import Paper
    from cmc_desktop.model.services.giving_out import Exported
    from cmc_desktop.model.services.handout_kit import WrittenKit
    from cmc_desktop.model.services.importing import Imported
    from cmc_desktop.model.services.library import Library
    from cmc_desktop.model.services.session import Session
    from cmc_desktop.ui.dialogs.export_choice import ExportChoice
    from cmc_desktop.ui.paper.print_place import PrintPlace

#: so many files are named
_NAMED = 5

Opener = Callable[[Path], object]
#: told that work is done, or why it is not
Ended = Callable[[CmcError | None], object]
T = TypeVar("T")


class FileActions(QObject):
    """What the windows call for everything that has to do with files.

    The services behind it bring SQLAlchemy and ReportLab along, so they are loaded with the first use; so are the
    dialogs, which the first frame does not wait for.

    Signals:
        told(str, str, object): a sentence; a button's text and what it does, or empty and None.
        warned(str, str, object): the same, to stay until it is closed: something did not come out whole.
        refused(CmcError): it was not done; nothing changed.
        imported(list): the ids of the canvases that files led to.
        copies_came(list): the paths of files among them that are copies of what is here, to be joined with it.
    """

    told = Signal(str, str, object)
    warned = Signal(str, str, object)
    refused = Signal(object)
    imported = Signal(object)
    copies_came = Signal(object)

    def __init__(
        self,
        tasks: Tasks,
        fonts: Path,
        folder: Path | None = None,
        open_folder: Opener | None = None,
        parent: QObject | None = None,
    ) -> None:
        """`fonts` are the bundled typefaces, `folder` is offered first, `open_folder` shows one in the file manager."""
        super().__init__(parent)
        self._tasks = tasks
        self._fonts = fonts
        self._folder = folder or _documents()
        self._open_folder = open_folder or _open_folder
        #: what was exported last, to begin with the next time; forgotten with the app
        self._chosen: ExportChoice | None = None
        #: why nothing is written just now; None while files may be
        self.closed: CmcError | None = None

    @property
    def folder(self) -> Path:
        """Where files went or came from last."""
        return self._folder

    @folder.setter
    def folder(self, folder: Path) -> None:
        self._folder = folder

    def is_closed(self) -> bool:
        """Whether nothing is written just now, which is then told."""
        if self.closed is not None:
            self.refused.emit(self.closed)
        return self.closed is not None

    def export_canvas(self, library: Library, canvas: Canvas, parent: QWidget, session: Session | None = None) -> None:
        """Ask as what and where to, then write a snapshot of `canvas`.

        Of its `session`, where that is given, a canvas file takes the history along, so that it can be brought back.
        """
        if self.is_closed():
            return
        from cmc_desktop.model.services.exporting import suggested_name
        from cmc_desktop.ui.canvas_maker import CanvasMaker
        from cmc_desktop.ui.dialogs.export_dialog import ExportDialog

        maker = CanvasMaker(library, canvas, self._fonts)

        def export(path: Path, choice: ExportChoice) -> Job:
            from cmc_desktop.model.services.cancelling import Steps
            from cmc_desktop.model.services.giving_out import give_out

            chosen = maker
            if session is not None and choice.suffix == ".cmc" and not choice.roles_only:
                chosen = CanvasMaker.with_history(library, session, self._fonts)

            def work(job: Job) -> Exported:
                paper = chosen.make(choice, path, job)
                Steps(job.cancelled, job.progress)(tr("Writing the file…"))
                return give_out(paper.data, path, paper.missing, job.ask)

            self._chosen = choice
            label = tr("Exporting “{title}”.", title=canvas.head.title)
            return self.write_file(label, work, path.parent, dialog.ended)

        dialog = ExportDialog(
            lambda roles_only: (
                self._folder / suggested_name(canvas, ".pdf", roles_only=roles_only, elsewhere=maker.elsewhere)
            ),
            export,
            signed=canvas.sign_off is not None,
            chosen=self._chosen,
            show=lambda choice, job: maker.make(choice, Path(f"canvas{choice.suffix}"), job),
            parent=parent,
        )
        dialog.open()

    def print_canvas(self, library: Library, canvas: Canvas, parent: QWidget) -> None:
        """Show the pages, ask on which sheet, then print a snapshot of `canvas` by the system's dialog."""
        if self.is_closed():
            return
        from cmc_desktop.ui.canvas_maker import CanvasMaker
        from cmc_desktop.ui.dialogs.print_dialog import PrintDialog
        from cmc_desktop.ui.paper.printing import print_pdf

        maker = CanvasMaker(library, canvas, self._fonts)

        def tell(words: str) -> None:
            self.told.emit(words, "", None)

        PrintDialog(
            lambda choice, job: maker.make(choice, Path("canvas.pdf"), job),
            lambda pdf, window: print_pdf(pdf, window, canvas.head.title, tell),
            signed=canvas.sign_off is not None,
            parent=parent,
        ).open()

    def print_made(self, label: str, make: Callable[[Job], Paper], title: str, place: PrintPlace) -> Job:
        """Print what `make` draws on the worker's thread; characters that cannot be printed are asked about first.

        `title` names it in the printer's list. Raises CmcError where nothing is given out just now.
        """
        if self.closed is not None:
            raise self.closed

        def work(job: Job) -> bytes:
            paper = make(job)
            if paper.missing and not job.ask(paper.missing):
                raise Cancelled(tr("It was not printed."))
            return paper.data

        def tell(words: str) -> None:
            self.told.emit(words, "", None)

        def done(pdf: bytes) -> None:
            # Not before somebody prints: the libraries that draw PDF pages.
            from cmc_desktop.ui.paper.printing import print_pdf

            if not job.cancelled():
                place.ended(None)
                print_pdf(pdf, place.window, title, tell)

        job = self._tasks.run(label, work, done, place.ended)
        return job

    def print_document(
        self, make: Callable[[], Document], paper: str, place: PrintPlace, *, now: int, title: str, label: str
    ) -> Job:
        """The same of a document that `make` puts together on the worker's thread."""

        def draw(job: Job) -> Paper:
            from cmc_desktop.model.export.document_pdf import document_pdf

            job.stop_if_cancelled()
            return document_pdf(make(), self._fonts, paper=paper, now=now)

        return self.print_made(label, draw, title, place)

    def write_file(self, label: str, work: Callable[[Job], Exported], folder: Path, ended: Ended) -> Job:
        """Carry out `work`, which writes a file into `folder`, and tell what was written; `label` is said meanwhile.

        The dialog that asked for it is told by `ended` that it is done, or why it is not.
        """
        return self._write(label, work, self._on_exported, folder, ended)

    def write_folder(self, label: str, work: Callable[[Job], WrittenKit], folder: Path, ended: Ended) -> Job:
        """The same of work that writes several files below `folder`."""
        return self._write(label, work, self._on_kit_written, folder, ended)

    def _write(
        self, label: str, work: Callable[[Job], T], tell: Callable[[T], object], folder: Path, ended: Ended
    ) -> Job:
        self._folder = folder

        def done(written: T) -> None:
            tell(written)
            ended(None)

        def failed(error: CmcError) -> None:
            if job.cancelled():  # the dialog that could say it is about to go
                self._on_failed(error)
            ended(error)

        job = self._tasks.run(label, work, done, failed)
        return job

    def suggested(self, head: Head, *about: str) -> Path:
        """A PDF where files went last, named after the canvas, its session and version, and what it is about."""
        from cmc_desktop.model.services.safe_file import file_name

        version = tr("version {n}", n=head.version) if head.version > 1 else ""
        return self._folder / file_name(head.title, ".pdf", head.session, version, *about)

    def write_document(self, make: Callable[[], Document], path: Path, paper: str, *, now: int, label: str) -> None:
        """Write what `make` puts together on the worker's thread into `path`; `label` says it while it lasts.

        Raises Refusal at once when `path` ends in a suffix there is not.
        """
        from cmc_desktop.model.services.document_files import check_suffix, write_document

        if self.is_closed():
            return
        check_suffix(path)
        self._folder = path.parent

        def work(job: Job) -> Exported:
            job.stop_if_cancelled()
            return write_document(
                make(),
                path,
                self._fonts,
                paper=paper,
                now=now,
                cancelled=job.cancelled,
                progress=job.progress,
                agree=job.ask,
            )

        self._tasks.run(label, work, self._on_exported, self._on_failed)

    def choose_copy(self, title: str, parent: QWidget, chosen: Callable[[Path], object]) -> None:
        """Ask for a .cmc file."""
        chooser = QFileDialog(parent, title, str(self._folder))
        chooser.setFileMode(QFileDialog.FileMode.ExistingFile)
        chooser.setNameFilters([tr("Canvas files") + " (*.cmc)", tr("All files") + " (*)"])
        chooser.fileSelected.connect(lambda name: chosen(Path(name)))
        chooser.open()

    def read(self, path: Path, read: Callable[[], T], done: Callable[[T], object]) -> None:
        """Read a file on the worker's thread and give what was in it to `done`; a refusal is told."""
        self._folder = path.parent
        self._tasks.run(tr("Reading {name}.", name=path.name), lambda _job: read(), done, self._on_failed)

    def import_files(self, library: Library, paths: Iterable[Path], parent: QWidget) -> None:
        """Take files into the library, one after the other; asks which when `paths` is empty."""
        paths = list(paths)
        if paths:
            self._import(library, paths, _Arrivals())
            return
        chooser = QFileDialog(parent, tr("Import"), str(self._folder))
        chooser.setFileMode(QFileDialog.FileMode.ExistingFiles)
        chooser.setNameFilters([tr("Canvases and lists of notes") + " (*.cmc *.json *.csv)", tr("All files") + " (*)"])
        chooser.filesSelected.connect(lambda names: self._import(library, [Path(name) for name in names], _Arrivals()))
        chooser.open()

    def _import(self, library: Library, paths: Sequence[Path], arrivals: _Arrivals) -> None:
        """Bring in the first of `paths` on the worker, then go on with the others, and tell at the end how it went."""
        from cmc_desktop.model.services.importing import CopyJoins, read_file, take

        path, *others = paths
        self._folder = path.parent

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
                self._on_imported(arrivals)

        job = self._tasks.run(tr("Reading {name}.", name=path.name), work, done, failed)

    def show_folder(self, folder: Path) -> None:
        """Show a folder in the system's file manager."""
        self._open_folder(folder)

    def _on_exported(self, exported: Exported) -> None:
        written = tr("Written: {name}.", name=exported.path.name)
        self._tell_written(written, exported.path.parent, len(exported.missing_glyphs))

    def _on_kit_written(self, kit: WrittenKit) -> None:
        count = len(kit.files)
        written = trn("{n} file written into {name}.", "{n} files written into {name}.", count, name=kit.folder.name)
        self._tell_written(written, kit.folder, len(kit.missing_glyphs))

    def _tell_written(self, written: str, folder: Path, missing: int) -> None:
        def show() -> None:
            self._open_folder(folder)

        if missing:
            written += " " + trn(
                "{n} character is in it as its code.", "{n} characters are in it as their codes.", missing
            )
        self.told.emit(written, tr("Open folder"), show)

    def _on_imported(self, arrivals: _Arrivals) -> None:
        if arrivals.came:
            self.imported.emit([one.canvas_id for one in arrivals.came])
        if arrivals.copies:
            self.copies_came.emit(arrivals.copies)
        if not arrivals.files:
            return
        if arrivals.smooth:
            self.told.emit(arrivals.told, "", None)
        elif arrivals.files == 1:
            self._on_failed(arrivals.refused[0])
        else:
            self.warned.emit(arrivals.told, "", None)

    def _on_failed(self, error: CmcError) -> None:
        if isinstance(error, Cancelled):
            self.told.emit(str(error), "", None)
        else:
            self.refused.emit(error)


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


def _documents() -> Path:
    place = QStandardPaths.writableLocation(QStandardPaths.StandardLocation.DocumentsLocation)
    return Path(place) if place and Path(place).is_dir() else Path.home()


def _open_folder(folder: Path) -> None:
    QDesktopServices.openUrl(QUrl.fromLocalFile(str(folder)))
