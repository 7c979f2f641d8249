"""Writing the minutes: with names or without, with what the app noted or without, and where to."""

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
class MinutesWish:
    """What was chosen."""

    path: Path
    paper: str
    names: bool
    log: bool


class MinutesDialog(DocumentDialog):
    """Asks and gives the wish to `write` or `print_it`, which may raise CmcError."""

    def __init__(
        self,
        suggestion: Path,
        write: Callable[[MinutesWish], object],
        print_it: Callable[[MinutesWish, PrintPlace], Job],
        parent: QWidget | None = None,
    ) -> None:
        def wish(path: Path, paper: str) -> MinutesWish:
            return MinutesWish(path, paper, self.names.isChecked(), self.log.isChecked())

        super().__init__(
            tr("Write the minutes"),
            suggestion,
            lambda path, paper: write(wish(path, paper)),
            lambda paper, place: print_it(wish(NO_FILE, paper), place),
            about=tr(
                "The lines by phase, with time and element. They are no part of the result. Without names there are "
                "roles instead, such as “Participant 1”, in what was typed as well."
            ),
            parent=parent,
        )

    def add_choices(self) -> None:
        self.names = QCheckBox(tr("With &names"))
        self.names.setChecked(True)
        self.log = QCheckBox(tr("With what the app n&oted: notes, moves, turns, answers, phases"))
        self.form.addRow("", self.names)
        self.form.addRow("", self.log)
