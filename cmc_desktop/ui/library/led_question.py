"""The plain question before a canvas is put away whose workshop another laptop leads."""

from __future__ import annotations

from PySide6.QtWidgets import QPushButton, QWidget

from cmc_desktop.i18n import upright
from cmc_desktop.ui.dialogs.careful_question import CarefulQuestion
from cmc_desktop.ui.dialogs.form_dialog import plain_label
from cmc_desktop.ui.saying import tr


class LedQuestion(CarefulQuestion):
    """Accepted when it is to be put away all the same. `go_on` is what the button for that says."""

    def __init__(self, title: str, leader: str, go_on: str, parent: QWidget | None = None) -> None:
        super().__init__(tr("Led from another laptop"), parent)
        self.setMinimumWidth(520)
        about = tr("A workshop goes on in “{title}”, led from another laptop: {name}.", title=title, name=leader)
        todo = tr("Ask there first: whoever leads it would see the canvas go while the room works on it.")
        self.go_on = QPushButton(go_on)
        self.lay_out([plain_label("title", upright(about)), plain_label("warning", todo)], self.go_on)
