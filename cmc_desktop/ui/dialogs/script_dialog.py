"""The moderator's script: when the day begins, with the words for each element or without, and where to."""

from __future__ import annotations

from collections.abc import Callable
from dataclasses import dataclass
from pathlib import Path

from PySide6.QtCore import QTime
from PySide6.QtWidgets import QCheckBox, QTimeEdit, QWidget

from cmc_desktop.ui.dialogs.document_dialog import NO_FILE, DocumentDialog
from cmc_desktop.ui.look import roomy
from cmc_desktop.ui.paper.print_place import PrintPlace
from cmc_desktop.ui.saying import tr
from cmc_desktop.ui.tasks import Job


@dataclass(frozen=True)
class ScriptWish:
    """What was chosen; `begins` is minutes after midnight."""

    path: Path
    paper: str
    begins: int
    elements: bool


class ScriptDialog(DocumentDialog):
    """Asks and gives the wish to `write` or `print_it`, which may raise CmcError. `begins` is offered first."""

    def __init__(
        self,
        suggestion: Path,
        begins: int,
        write: Callable[[ScriptWish], object],
        print_it: Callable[[ScriptWish, PrintPlace], Job],
        parent: QWidget | None = None,
    ) -> None:
        self._begins = begins

        def wish(path: Path, paper: str) -> ScriptWish:
            time = self.begins.time()
            return ScriptWish(path, paper, time.hour() * 60 + time.minute(), self.elements.isChecked())

        super().__init__(
            tr("Moderator’s script"),
            suggestion,
            lambda path, paper: write(wish(path, paper)),
            lambda paper, place: print_it(wish(NO_FILE, paper), place),
            about=tr(
                "The day by the clock, with the moderator’s card of each phase and each element, as it stands now. "
                "No names are in it."
            ),
            parent=parent,
        )

    def add_choices(self) -> None:
        self.begins = roomy(QTimeEdit(QTime(self._begins // 60 % 24, self._begins % 60)))
        self.begins.setDisplayFormat("HH:mm")
        self.begins.setMaximumWidth(120)
        self.elements = QCheckBox(tr("With what to say about &each element"))
        self.elements.setChecked(True)
        self.add_row(tr("The day &begins at"), self.begins)
        self.form.addRow("", self.elements)
