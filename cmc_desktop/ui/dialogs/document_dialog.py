"""Giving out a document: on which paper or as plain text, and where to."""

from __future__ import annotations

from collections.abc import Callable
from pathlib import Path

from PySide6.QtWidgets import QComboBox, QWidget

from cmc_desktop.ui.dialogs.file_dialog import FileDialog
from cmc_desktop.ui.dialogs.form_dialog import plain_label
from cmc_desktop.ui.dialogs.print_button import PrintButton
from cmc_desktop.ui.paper.print_place import PrintPlace
from cmc_desktop.ui.saying import tr
from cmc_desktop.ui.tasks import Job

#: the place in a wish that is printed: it has no name of its own
NO_FILE = Path("document.pdf")


def document_kinds() -> tuple[tuple[str, str, str], ...]:
    """(suffix, paper, label) of the ways there are, the most wanted first."""
    return (
        (".pdf", "A4", tr("PDF, A4")),
        (".pdf", "Letter", tr("PDF, Letter")),
        (".docx", "A4", tr("Word document, A4")),
        (".docx", "Letter", tr("Word document, Letter")),
        (".md", "A4", tr("Plain text (Markdown)")),
    )


class DocumentDialog(FileDialog):
    """Asks for kind and place and gives path and paper to `write`, which may raise CmcError.

    `print_it` prints the same on that paper, and the dialog stays open. `about` says in a sentence what the document
    holds. Subclasses ask for more in `add_choices`.
    """

    def __init__(
        self,
        title: str,
        suggestion: Path,
        write: Callable[[Path, str], object],
        print_it: Callable[[str, PrintPlace], Job],
        *,
        about: str = "",
        parent: QWidget | None = None,
    ) -> None:
        super().__init__(title, tr("Write"), suggestion.with_suffix(".pdf"), parent)
        self._write = write
        self._kinds = document_kinds()
        if about:
            self.form.addRow(plain_label("muted", about))
        self.add_choices()
        self.kind = QComboBox()
        for _, _, label in self._kinds:
            self.kind.addItem(label)
        self.add_row(tr("&As"), self.kind)
        self.add_place()
        self.kind.currentIndexChanged.connect(lambda place: self.place.set_suffix(self._kinds[place][0]))
        self.print = PrintButton(self, lambda place: print_it(self._paper, place))
        self.setMinimumWidth(560)

    def add_choices(self) -> None:
        """Rows of a subclass, above the others."""

    @property
    def _paper(self) -> str:
        return self._kinds[self.kind.currentIndex()][1]

    def accept(self) -> None:
        if self.attempt(self._wish):
            super().accept()

    def _wish(self) -> None:
        self.check_place()
        self._write(self.path, self._paper)
