"""Printing a comparison: on which paper, how the boxes lie, and where to."""

from __future__ import annotations

from collections.abc import Callable
from dataclasses import dataclass
from pathlib import Path

from PySide6.QtWidgets import QWidget

from cmc_desktop.model.domain.arrangement import Layout
from cmc_desktop.model.export.paper import PAPERS
from cmc_desktop.ui.dialogs.file_dialog import FileDialog
from cmc_desktop.ui.dialogs.form_dialog import plain_label
from cmc_desktop.ui.dialogs.paper_rows import PaperRows
from cmc_desktop.ui.saying import tr


@dataclass(frozen=True)
class CompareWish:
    """What was chosen."""

    path: Path
    paper: str
    upright: bool
    layout: Layout


class CompareDialog(FileDialog):
    """Asks and gives the wish to `write`, which may raise CmcError and give a Job. `since` and `to` are compared."""

    def __init__(
        self,
        suggestion: Path,
        since: str,
        write: Callable[[CompareWish], object],
        parent: QWidget | None = None,
        *,
        to: str,
    ) -> None:
        super().__init__(tr("Print the comparison"), tr("Write"), suggestion.with_suffix(".pdf"), parent)
        self._write = write
        about = tr(
            "One board with every note of both states. What was added, removed, reworded and moved is told by a sign "
            "and a word. From “{since}” to “{to}”.",
            since=since,
            to=to,
        )
        self.form.addRow(plain_label("muted", about))
        self.sheet = PaperRows(self, PAPERS)
        self.sheet.set_papers(PAPERS, "A3")
        self.add_place()
        self.setMinimumWidth(560)

    def accept(self) -> None:
        self.begin(self._wish, tr("Writing the file…"))

    def _wish(self) -> object:
        self.check_place()
        return self._write(CompareWish(self.path, self.sheet.name, self.sheet.upright, self.sheet.layout))
