"""Title and city of a canvas."""

from __future__ import annotations

from collections.abc import Callable

from PySide6.QtWidgets import QLineEdit, QWidget

from cmc_desktop.model.domain.text import LINE_LIMIT
from cmc_desktop.ui.dialogs.form_dialog import FormDialog
from cmc_desktop.ui.saying import tr


class RenameDialog(FormDialog):
    """Asks for title and city and gives both to `rename`, which may raise CmcError."""

    def __init__(
        self, title: str, city: str, rename: Callable[[str, str], object], parent: QWidget | None = None
    ) -> None:
        super().__init__(tr("Title and city"), tr("Rename"), parent)
        self._rename = rename
        self.title = QLineEdit(title)
        self.title.setMaxLength(LINE_LIMIT)
        self.city = QLineEdit(city)
        self.city.setMaxLength(LINE_LIMIT)
        self.add_row(tr("&Title"), self.title)
        self.add_row(tr("&City"), self.city)
        self.title.selectAll()
        self.setMinimumWidth(440)

    def accept(self) -> None:
        if self.attempt(lambda: self._rename(self.title.text(), self.city.text())):
            super().accept()
