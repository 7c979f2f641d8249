"""What comes into the library from outside: given to whoever takes it in, and gone to when it is there."""

from __future__ import annotations

from collections.abc import Sequence
from typing import TYPE_CHECKING

from PySide6.QtCore import QObject

from cmc_desktop.ui.canvas_files import CanvasFiles
from cmc_desktop.ui.copies.copy_files import CopyFiles
from cmc_desktop.ui.file_actions import FileActions
from cmc_desktop.ui.library.library_page import LibraryPage
from cmc_desktop.ui.library_files import LibraryFiles
from cmc_desktop.ui.main_window import MainWindow

if TYPE_CHECKING:
    from pathlib import Path


class Arriving(QObject):
    """Files and folders that are chosen, or dropped on the window."""

    def __init__(
        self,
        window: MainWindow,
        page: LibraryPage,
        files: FileActions,
        canvas_files: CanvasFiles,
        library_files: LibraryFiles,
        copy_files: CopyFiles,
    ) -> None:
        super().__init__(window)
        self._page = page
        self._canvas_files = canvas_files
        self._library_files = library_files
        page.import_chosen.connect(self.bring_in)
        files.copies_came.connect(copy_files.bring_back)
        window.files_dropped.connect(copy_files.bring_back)
        copy_files.arrived.connect(self.go_to)
        files.imported.connect(self.go_to)

    def bring_in(self, paths: Sequence[Path]) -> None:
        """Take in files and folders, as they were dropped together; asks for files where there are none."""
        folders = [path for path in paths if path.is_dir()]
        for folder in folders:
            self._library_files.import_folder(folder)
        if len(folders) < len(paths) or not paths:
            self._canvas_files.bring_in([str(path) for path in paths if path not in folders])

    def go_to(self, canvas_ids: list[str]) -> None:
        """Show the last of these canvases in the library's list."""
        self._page.show_canvas(canvas_ids[-1])
