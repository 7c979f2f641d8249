"""The blank sheet for everybody's own notes: paper, questions, and where to."""

from __future__ import annotations

from collections.abc import Callable, Mapping
from dataclasses import dataclass
from pathlib import Path

from PySide6.QtWidgets import QCheckBox, QComboBox, QWidget

from cmc_desktop.i18n import tr
from cmc_desktop.model.domain.template import Template
from cmc_desktop.ui.dialogs.file_dialog import FileDialog


@dataclass(frozen=True)
class HandoutWish:
    """What was chosen."""

    path: Path
    template: Template
    paper: str
    questions: bool


class HandoutDialog(FileDialog):
    """Asks and gives the wish to `make`, which may raise CmcError."""

    def __init__(
        self,
        suggestion: Path,
        templates: Mapping[str, Template],
        template: str,
        make: Callable[[HandoutWish], object],
        parent: QWidget | None = None,
    ) -> None:
        super().__init__(tr("Blank hand-out"), tr("Make PDF"), suggestion, parent)
        self._make = make
        self._templates = list(templates.values())
        self.template = QComboBox()
        for one in self._templates:
            self.template.addItem(one.title)
        self.template.setCurrentIndex(max(0, list(templates).index(template)) if template in templates else 0)
        self.paper = QComboBox()
        self.paper.addItems(["A3", "A4"])
        self.questions = QCheckBox(tr("Print the &question of each box"))
        self.questions.setChecked(True)
        self.add_row(tr("&Canvas"), self.template)
        self.add_row(tr("&Paper"), self.paper)
        self.form.addRow("", self.questions)
        self.add_place()
        self.setMinimumWidth(560)

    def accept(self) -> None:
        if self.attempt(self._wish):
            super().accept()

    def _wish(self) -> None:
        self.check_place()
        template = self._templates[self.template.currentIndex()]
        self._make(HandoutWish(self.path, template, self.paper.currentText(), self.questions.isChecked()))
