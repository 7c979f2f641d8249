"""The question where a copy is of a canvas that was signed meanwhile: whether it is joined in the version that goes on
from it."""

from __future__ import annotations

from PySide6.QtWidgets import QPushButton, QWidget

from cmc_desktop.ui.dialogs.careful_question import CarefulQuestion
from cmc_desktop.ui.dialogs.form_dialog import plain_label
from cmc_desktop.ui.look import dressed
from cmc_desktop.ui.saying import tr


class NextVersionDialog(CarefulQuestion):
    """Says what the copy is, in sentences; accepted when it is to be joined there."""

    def __init__(self, what_it_is: str, parent: QWidget | None = None, *, is_new: bool) -> None:
        """`is_new`: the version is made first."""
        super().__init__(tr("Signed meanwhile"), parent)
        self.setMinimumWidth(520)
        self.told = plain_label("title", what_it_is)
        wish = tr("New &version, and join it there") if is_new else tr("&Join it there")
        self.go_on = dressed(QPushButton(wish), "primary")
        self.lay_out([self.told], self.go_on)
