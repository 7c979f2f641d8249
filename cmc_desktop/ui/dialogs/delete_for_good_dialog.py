"""The plain question before a deleted canvas is removed for good: nothing brings it back."""

from __future__ import annotations

from PySide6.QtWidgets import QPushButton, QWidget

from cmc_desktop.ui.dialogs.careful_question import CarefulQuestion
from cmc_desktop.ui.dialogs.form_dialog import plain_label
from cmc_desktop.ui.saying import tr


class DeleteForGoodDialog(CarefulQuestion):
    """Accepted when the canvas is to go."""

    def __init__(self, title: str, parent: QWidget | None = None) -> None:
        super().__init__(tr("Delete for good"), parent)
        self.setMinimumWidth(520)
        goes = tr(
            "All its words and names go out of the library, with its history and with words that were typed there and "
            "not stored. This cannot be undone."
        )
        stays = tr("Backups, copies that were given and files that were exported are not touched.")
        self.delete = QPushButton(tr("&Delete for good"))
        question = plain_label("title", tr("Delete “{title}” for good?", title=title))
        self.lay_out([question, plain_label("warning", goes), plain_label("muted", stays)], self.delete)
