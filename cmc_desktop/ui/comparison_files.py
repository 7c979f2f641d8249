"""The printed comparison of a canvas with how it was: asks by dialog, then leaves the work to `FileActions`."""

from __future__ import annotations

from pathlib import Path
from typing import TYPE_CHECKING

from PySide6.QtWidgets import QWidget

from cmc_desktop.ui.file_actions import FileActions
from cmc_desktop.ui.saying import tr
from cmc_desktop.ui.tasks import Job

if TYPE_CHECKING:
    from cmc_desktop.model.domain.compared_state import ComparedState
    from cmc_desktop.model.services.giving_out import Exported
    from cmc_desktop.model.services.library import Library
    from cmc_desktop.model.services.points import Point
    from cmc_desktop.model.services.session import Session
    from cmc_desktop.ui.dialogs.compare_dialog import CompareWish


class ComparisonFiles:
    """Service and dialog are loaded with the first use."""

    def __init__(self, files: FileActions, fonts: Path) -> None:
        self._files = files
        self._fonts = fonts

    def ask(self, session: Session, library: Library | None, since: Point, parent: QWidget) -> None:
        """Ask how, then write what changed in the canvas since a point. Raises NotThere, LibraryTrouble."""
        from cmc_desktop.model.services.comparing import state_at, state_now

        self.ask_between(session, state_at(since, session, library), state_now(session, session.clock.now()), parent)

    def ask_between(self, session: Session, before: ComparedState, after: ComparedState, parent: QWidget) -> None:
        """Ask how, then write what changed between two states of the canvas, or of others of its project."""
        if self._files.is_closed():
            return
        from cmc_desktop.model.services.comparing import check_pdf, write_comparison
        from cmc_desktop.ui.dialogs.compare_dialog import CompareDialog

        now, canvas, fonts = session.clock.now(), session.canvas, self._fonts
        template, head = canvas.template, canvas.head

        def write(wish: CompareWish) -> Job:
            check_pdf(wish.path)

            def work(job: Job) -> Exported:
                job.stop_if_cancelled()
                return write_comparison(
                    template,
                    before,
                    after,
                    wish.path,
                    fonts,
                    paper=wish.paper,
                    upright=wish.upright,
                    layout=wish.layout,
                    now=now,
                    agree=job.ask,
                )

            label = tr("Comparing “{title}”.", title=head.title)
            return self._files.write_file(label, work, wish.path.parent, dialog.ended)

        dialog = CompareDialog(self._files.suggested(head, tr("changes")), before.words, write, parent, to=after.words)
        dialog.open()
