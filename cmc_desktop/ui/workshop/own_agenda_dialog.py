"""The name of an agenda of the council's own."""

from __future__ import annotations

from collections.abc import Callable

from PySide6.QtWidgets import QLineEdit, QWidget

from cmc_desktop.model.domain.text import LINE_LIMIT
from cmc_desktop.ui.dialogs.form_dialog import FormDialog
from cmc_desktop.ui.saying import tr


class OwnAgendaDialog(FormDialog):
    """Asks for a name and gives it to `keep`, which may raise CmcError."""

    def __init__(self, keep: Callable[[str], object], parent: QWidget | None = None) -> None:
        super().__init__(tr("Save as own agenda"), tr("Save"), parent)
        self._keep = keep
        self.name = QLineEdit()
        self.name.setMaxLength(LINE_LIMIT)
        self.add_row(tr("&Name of the agenda"), self.name)
        self.setMinimumWidth(400)

    def accept(self) -> None:
        if self.attempt(lambda: self._keep(self.name.text())):
            super().accept()
