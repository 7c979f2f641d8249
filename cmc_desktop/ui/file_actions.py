"""Files are written, printed and read off the window's thread, and how it ended is told."""

from __future__ import annotations

from collections.abc import Callable
from pathlib import Path
from typing import TYPE_CHECKING, TypeVar

from PySide6.QtCore import QObject, QStandardPaths, Qt, QUrl, Signal
from PySide6.QtGui import QDesktopServices
from PySide6.QtWidgets import QFileDialog, QWidget

from cmc_desktop.model.domain.errors import CmcError
from cmc_desktop.model.services.cancelling import Cancelled
from cmc_desktop.ui.saying import tr, trn
from cmc_desktop.ui.tasks import Job, Tasks

if TYPE_CHECKING:
    from cmc_desktop.model.domain.head import Head
    from cmc_desktop.model.export.document import Document
    from cmc_desktop.model.export.paper import Paper
    from cmc_desktop.model.services.giving_out import Exported
    from cmc_desktop.model.services.handout_kit import WrittenKit
    from cmc_desktop.ui.paper.print_place import PrintPlace

Opener = Callable[[Path], object]
#: told that work is done, or why it is not
Ended = Callable[[CmcError | None], object]
T = TypeVar("T")


class FileActions(QObject):
    """What everything that has to do with files goes through.

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
        self.tasks = tasks
        self._fonts = fonts
        self._folder = folder or _documents()
        self._open_folder = open_folder or _open_folder
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

        job = self.tasks.run(label, work, done, place.ended)
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
                self.tell_failed(error)
            ended(error)

        job = self.tasks.run(label, work, done, failed)
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

        self.tasks.run(label, work, self._on_exported, self.tell_failed)

    def choose(
        self, title: str, kinds: str, parent: QWidget, chosen: Callable[[list[Path]], object], *, several: bool = True
    ) -> None:
        """Ask for files where files went or came from last; `kinds` names the usual ones and their suffixes."""
        chooser = QFileDialog(parent, title, str(self._folder))
        chooser.setAttribute(Qt.WidgetAttribute.WA_DeleteOnClose)
        modes = QFileDialog.FileMode
        chooser.setFileMode(modes.ExistingFiles if several else modes.ExistingFile)
        chooser.setNameFilters([kinds, tr("All files") + " (*)"])
        chooser.filesSelected.connect(lambda names: chosen([Path(name) for name in names]))
        chooser.open()

    def read(self, path: Path, read: Callable[[], T], done: Callable[[T], object]) -> None:
        """Read a file on the worker's thread and give what was in it to `done`; a refusal is told."""
        self._folder = path.parent
        self.tasks.run(tr("Reading {name}.", name=path.name), lambda _job: read(), done, self.tell_failed)

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

    def tell_failed(self, error: CmcError) -> None:
        """Say why something was not done; what somebody stopped is no refusal."""
        if isinstance(error, Cancelled):
            self.told.emit(str(error), "", None)
        else:
            self.refused.emit(error)


def _documents() -> Path:
    place = QStandardPaths.writableLocation(QStandardPaths.StandardLocation.DocumentsLocation)
    return Path(place) if place and Path(place).is_dir() else Path.home()


def _open_folder(folder: Path) -> None:
    QDesktopServices.openUrl(QUrl.fromLocalFile(str(folder)))
