"""What the menus, the desk and the library ask of files, each for the canvas it means."""

from __future__ import annotations

from collections.abc import Callable, Mapping
from pathlib import Path
from typing import TYPE_CHECKING

from cmc_desktop.model.domain.errors import CmcError
from cmc_desktop.model.services.resources import Protocol, load_protocols
from cmc_desktop.ui.canvas_exports import CanvasExports
from cmc_desktop.ui.document_files import DocumentFiles
from cmc_desktop.ui.file_actions import FileActions
from cmc_desktop.ui.file_imports import FileImports
from cmc_desktop.ui.handout_files import HandoutFiles
from cmc_desktop.ui.main_window import MainWindow

if TYPE_CHECKING:
    from cmc_desktop.model.domain.canvas import Canvas
    from cmc_desktop.model.services.library import Library
    from cmc_desktop.model.services.session import Session


class CanvasFiles:
    """Finds the library and the canvas for each wish; without a library nothing happens."""

    def __init__(
        self,
        window: MainWindow,
        files: FileActions,
        library: Callable[[], Library | None],
        session: Callable[[], Session | None],
    ) -> None:
        """`library` is asked for the open library, `session` for the canvas on the desk."""
        self._window = window
        fonts = window.paths.resources / "fonts"
        self.exports = CanvasExports(files, fonts)
        self.imports = FileImports(files)
        self._documents = DocumentFiles(files)
        self._handouts = HandoutFiles(files, fonts)
        self._library = library
        self._session = session

    def commands(self) -> dict[str, Callable[[], object]]:
        """What the actions about files do, by action id."""
        return {
            "import": lambda: self.bring_in([]),
            "export": self.export_open,
            "print": self.print_open,
            "handout": self.make_handout,
            "script": self.print_script,
        }

    def export_open(self) -> None:
        """Write the canvas on the desk."""
        library, session = self._library(), self._session()
        if library is not None and session is not None:
            self.exports.export_canvas(library, session.canvas, self._window, session)

    def print_open(self) -> None:
        """Print the canvas on the desk."""
        library, canvas = self._library(), self._canvas()
        if library is not None and canvas is not None:
            self.exports.print_canvas(library, canvas, self._window)

    def export(self, canvas_id: str) -> None:
        """Write a canvas of the library."""
        library = self._library()
        if library is None:
            return
        try:
            session = library.session(canvas_id)
        except CmcError as error:
            self._window.refuse(error)
            return
        self.exports.export_canvas(library, session.canvas, self._window, session)

    def _canvas(self) -> Canvas | None:
        session = self._session()
        return session.canvas if session is not None else None

    def make_handout(self) -> None:
        """Make hand-outs for the canvas on the desk, or for none."""
        library = self._library()
        if library is not None:
            self._handouts.ask(library, self._canvas(), self._protocols, self._window)

    def make_handout_of(self, canvas_id: str) -> None:
        """Make hand-outs for a canvas of the library."""
        library = self._library()
        if library is None:
            return
        try:
            canvas = library.session(canvas_id).canvas
        except CmcError as error:
            self._window.refuse(error)
            return
        self._handouts.ask(library, canvas, self._protocols, self._window)

    @property
    def _protocols(self) -> Mapping[str, Protocol]:
        return load_protocols(self._window.paths.resources)

    def print_script(self) -> None:
        """Write the moderator's script of the canvas on the desk."""
        library, canvas = self._library(), self._canvas()
        if library is not None and canvas is not None:
            self._documents.script(library, canvas, self._protocols, self._window)

    def bring_in(self, names: list[str]) -> None:
        """Take files into the library; asks which when there are no names."""
        library = self._library()
        if library is not None:
            self.imports.import_files(library, [Path(name) for name in names], self._window)
