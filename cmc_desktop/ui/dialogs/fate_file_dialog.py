"""Writing what became of the notes: with names or without, and where to."""

from __future__ import annotations

from collections.abc import Callable
from dataclasses import dataclass
from pathlib import Path

from PySide6.QtWidgets import QCheckBox, QWidget

from cmc_desktop.ui.dialogs.document_dialog import NO_FILE, DocumentDialog
from cmc_desktop.ui.paper.print_place import PrintPlace
from cmc_desktop.ui.saying import tr
from cmc_desktop.ui.tasks import Job


@dataclass(frozen=True)
class FateWish:
    """What was chosen."""

    path: Path
    paper: str
    names: bool


class FateFileDialog(DocumentDialog):
    """Asks and gives the wish to `write` or `print_it`, which may raise CmcError."""

    def __init__(
        self,
        suggestion: Path,
        write: Callable[[FateWish], object],
        print_it: Callable[[FateWish, PrintPlace], Job],
        parent: QWidget | None = None,
        *,
        of_one: bool = False,
    ) -> None:
        """`of_one`: the notes of one person are chosen, whom the document names at its top anyway."""
        if of_one:
            whose = tr(
                "They are one person’s: the document names that person at its top, and nobody else. What was typed, "
                "reasons too, stays as it was typed."
            )
        else:
            whose = tr(
                "Without names there are roles instead, such as “Participant 1”, in what was typed and in reasons as "
                "well."
            )
        super().__init__(
            tr("Write what became of the notes"),
            suggestion,
            lambda path, paper: write(FateWish(path, paper, self.names.isChecked())),
            lambda paper, place: print_it(FateWish(NO_FILE, paper, self.names.isChecked()), place),
            about=tr(
                "The notes that are chosen in the list, by element, each with what became of it. {whose}",
                whose=whose,
            ),
            parent=parent,
        )
        if of_one:
            self.names.setChecked(False)
            self.names.setEnabled(False)
            self.names.setToolTip(whose)
            self.names.setAccessibleDescription(whose)

    def add_choices(self) -> None:
        self.names = QCheckBox(tr("With the &names of those who said them"))
        self.names.setChecked(True)
        self.form.addRow("", self.names)
