"""The question before the page of a copy takes another canvas off the desk while that is being led."""

from __future__ import annotations

from PySide6.QtWidgets import QPushButton, QWidget

from cmc_desktop.ui.dialogs.careful_question import CarefulQuestion
from cmc_desktop.ui.dialogs.form_dialog import plain_label
from cmc_desktop.ui.saying import tr


class LedNowDialog(CarefulQuestion):
    """Accepted when the copy of `other` is to be looked at now all the same, while `led` is being led."""

    def __init__(self, led: str, other: str, parent: QWidget | None = None) -> None:
        super().__init__(tr("A workshop is going on"), parent)
        self.setMinimumWidth(520)
        self.told = plain_label(
            "title",
            tr("“{led}” is being led now, and this is a copy of “{other}”.", led=led, other=other),
        )
        safe = plain_label(
            "muted",
            tr("Looking at it takes “{led}” off the desk and the wall until you come back from it.", led=led),
        )
        self.leave.setText(tr("Look at it &later"))
        self.go_on = QPushButton(tr("Look at it &now"))
        self.lay_out([self.told, safe], self.go_on)
