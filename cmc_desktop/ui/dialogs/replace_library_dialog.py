"""The plain question before a backup takes the place of the library, with what goes out of the library by it."""

from __future__ import annotations

from PySide6.QtWidgets import QPushButton, QWidget

from cmc_desktop.ui.dialogs.careful_question import CarefulQuestion
from cmc_desktop.ui.dialogs.form_dialog import plain_label
from cmc_desktop.ui.saying import tr


class ReplaceLibraryDialog(CarefulQuestion):
    """Says what `goes`, in sentences; accepted when the library is to be replaced all the same."""

    def __init__(self, backup: str, goes: str, parent: QWidget | None = None) -> None:
        super().__init__(tr("Replace the library"), parent)
        self.setMinimumWidth(520)
        aside = tr("The library as it is now is set aside, not deleted: “Put it back” brings all of it back.")
        self.replace = QPushButton(tr("&Replace the library"))
        question = plain_label("title", tr("Replace the whole library by {name}?", name=backup))
        self.lay_out([question, plain_label("warning", goes), plain_label("muted", aside)], self.replace)
