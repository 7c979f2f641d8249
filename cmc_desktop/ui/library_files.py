"""What the library's page asks of files: a folder to be taken in, and several canvases in one table to be given out."""

from __future__ import annotations

from collections.abc import Callable, Sequence
from pathlib import Path
from typing import TYPE_CHECKING

from PySide6.QtWidgets import QFileDialog, QWidget

from cmc_desktop.model.domain.errors import CmcError, Refusal
from cmc_desktop.ui.file_actions import FileActions
from cmc_desktop.ui.main_window import MainWindow
from cmc_desktop.ui.saying import tr
from cmc_desktop.ui.tasks import Job

if TYPE_CHECKING:
    from cmc_desktop.model.services.folder_import import FolderReport
    from cmc_desktop.model.services.library import Library
    from cmc_desktop.model.services.side_by_side import SideBySide
    from cmc_desktop.ui.paper.print_place import PrintPlace

#: more columns than this cannot be read, on no wall
_MOST_COMPARED = 12


class LibraryFiles:
    """Services and dialogs are loaded with the first use; without a library nothing happens."""

    def __init__(
        self,
        window: MainWindow,
        files: FileActions,
        library: Callable[[], Library | None],
        open_canvas: Callable[[str], object],
    ) -> None:
        self._window = window
        self._files = files
        self._library = library
        self._open_canvas = open_canvas

    def commands(self) -> dict[str, Callable[[], object]]:
        """What the actions do, by action id."""
        return {"import_folder": self.choose_folder}

    # a folder

    def choose_folder(self) -> None:
        """Ask for a folder, and take the canvas files in it and below it in."""
        if self._library() is None or self._files.is_closed():
            return
        chooser = QFileDialog(self._window, tr("Import a folder"), str(self._files.folder))
        chooser.setFileMode(QFileDialog.FileMode.Directory)
        chooser.setOption(QFileDialog.Option.ShowDirsOnly)
        chooser.fileSelected.connect(lambda name: self.import_folder(Path(name)))
        chooser.open()

    def import_folder(self, folder: Path) -> None:
        """Take a folder in, off the window's thread; what came of it is told at the end, also when it is stopped."""
        library = self._library()
        if library is None:
            return
        self._files.folder = folder

        def work(job: Job) -> FolderReport:
            from cmc_desktop.model.services.examining_beside import examiner
            from cmc_desktop.model.services.folder_import import import_folder

            examine = examiner(self._window.paths.resources)

            def tell(done: int, of: int) -> None:
                job.progress(tr("{n} of {all}", n=done, all=of))

            return import_folder(library, folder, progress=tell, stopped=job.cancelled, examine=examine)

        label = tr("Importing the folder {name}.", name=folder.name)
        self._files.tasks.run(
            label, work, lambda report: self._on_folder_read(report, library), self._files.refused.emit
        )

    def _on_folder_read(self, report: FolderReport, library: Library) -> None:
        from cmc_desktop.model.services.folder_import import Fate
        from cmc_desktop.model.services.safe_file import write_safely
        from cmc_desktop.ui.dialogs.folder_report_dialog import FolderReportDialog

        if report.is_empty:
            self._files.told.emit(tr("There is no .cmc file in {folder}.", folder=report.folder), "", None)
            return
        taken = [one.canvas_id for one in report.of(Fate.TAKEN)]
        if taken and self._library() is library:
            self._files.imported.emit(taken)

        def save(path: Path) -> None:
            write_safely(path, report.text.encode())

        def bring_back(copies: list[Path]) -> None:
            if self._library() is library:
                self._files.copies_came.emit(copies)
            else:
                self._window.refuse(_of_another_library())

        FolderReportDialog(report, save, bring_back, self._window).open()

    # several canvases in one table

    def compare(self, canvas_ids: Sequence[str]) -> None:
        """Show these canvases side by side."""
        library = self._library()
        if library is None:
            return
        try:
            if len(canvas_ids) > _MOST_COMPARED:
                raise Refusal(
                    tr("{n} canvases are too many for one table.", n=len(canvas_ids)),
                    todo=tr("Choose at most {n}.", n=_MOST_COMPARED),
                )
            canvases = [library.session(canvas_id).canvas for canvas_id in canvas_ids]
        except CmcError as error:
            self._window.refuse(error)
            return
        from cmc_desktop.model.services.side_by_side import side_by_side
        from cmc_desktop.ui.library.side_by_side_dialog import SideBySideDialog

        dialog = SideBySideDialog(self._window.look, side_by_side(canvases), self._window)
        dialog.canvas_wanted.connect(self._open_canvas)
        dialog.save_wanted.connect(lambda table: self._give_out(table, dialog))
        dialog.show()

    def _give_out(self, table: SideBySide, parent: QWidget) -> None:
        library = self._library()
        if library is None or self._files.is_closed():
            return
        from cmc_desktop.model.services.side_by_side import side_by_side_document
        from cmc_desktop.ui.dialogs.document_dialog import DocumentDialog

        document, now = side_by_side_document(table), library.clock.now()
        label = tr("Writing the canvases side by side.")
        path = self._files.suggested(table.heads[0], tr("side by side"))

        def write(path: Path, paper: str) -> None:
            self._files.write_document(lambda: document, path, paper, now=now, label=label)

        def print_it(paper: str, place: PrintPlace) -> Job:
            return self._files.print_document(lambda: document, paper, place, now=now, title=path.stem, label=label)

        about = tr("A row for each element and a column for each canvas, in the order of the table.")
        DocumentDialog(tr("Canvases side by side"), path, write, print_it, about=about, parent=parent).open()


def _of_another_library() -> Refusal:
    return Refusal(
        tr("These are copies of canvases in the library that was open then."),
        todo=tr("Open that library again, then import the folder again."),
    )
