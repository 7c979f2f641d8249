"""A canvas is written into a file or printed: asks as what, and where to, with a true picture of it beside."""

from __future__ import annotations

from contextlib import suppress
from pathlib import Path
from typing import TYPE_CHECKING

from PySide6.QtWidgets import QWidget

from cmc_desktop.model.domain.errors import CanvasGone
from cmc_desktop.ui.file_actions import FileActions
from cmc_desktop.ui.saying import tr
from cmc_desktop.ui.tasks import Job

if TYPE_CHECKING:
    from cmc_desktop.model.domain.canvas import Canvas
    from cmc_desktop.model.services.giving_out import Exported
    from cmc_desktop.model.services.library import Library
    from cmc_desktop.model.services.session import Session
    from cmc_desktop.ui.dialogs.export_choice import ExportChoice


class CanvasExports:
    """Services and dialogs are loaded with the first use."""

    def __init__(self, files: FileActions, fonts: Path) -> None:
        """`fonts` are the bundled typefaces."""
        self._files = files
        self._fonts = fonts
        #: what was exported last, to begin with the next time; forgotten with the app
        self._chosen: ExportChoice | None = None

    def export_canvas(self, library: Library, canvas: Canvas, parent: QWidget, session: Session | None = None) -> None:
        """Ask as what and where to, then write a snapshot of `canvas`.

        Of its `session`, where that is given, a canvas file takes the history along, so that it can be brought back.
        """
        if self._files.is_closed():
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
                with suppress(CanvasGone):  # then what was read before is all there is
                    chosen = CanvasMaker.with_history(library, session, self._fonts)

            def work(job: Job) -> Exported:
                paper = chosen.make(choice, path, job)
                Steps(job.cancelled, job.progress)(tr("Writing the file…"))
                return give_out(paper.data, path, paper.missing, job.ask)

            self._chosen = choice
            label = tr("Exporting “{title}”.", title=canvas.head.title)
            return self._files.write_file(label, work, path.parent, dialog.ended)

        dialog = ExportDialog(
            lambda roles_only: (
                self._files.folder / suggested_name(canvas, ".pdf", roles_only=roles_only, elsewhere=maker.elsewhere)
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
        if self._files.is_closed():
            return
        from cmc_desktop.ui.canvas_maker import CanvasMaker
        from cmc_desktop.ui.dialogs.print_dialog import PrintDialog
        from cmc_desktop.ui.paper.printing import print_pdf

        maker = CanvasMaker(library, canvas, self._fonts)

        def tell(words: str) -> None:
            self._files.told.emit(words, "", None)

        PrintDialog(
            lambda choice, job: maker.make(choice, Path("canvas.pdf"), job),
            lambda pdf, window: print_pdf(pdf, window, canvas.head.title, tell),
            signed=canvas.sign_off is not None,
            parent=parent,
        ).open()
