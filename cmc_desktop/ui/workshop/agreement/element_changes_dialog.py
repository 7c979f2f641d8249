"""All that changed in one element since the agreement phase was opened on this desk, word by word."""

from __future__ import annotations

from collections.abc import Sequence

from PySide6.QtWidgets import QWidget

from cmc_desktop.model.domain.difference import Difference
from cmc_desktop.model.domain.template import Template
from cmc_desktop.ui.dialogs.form_dialog import plain_label
from cmc_desktop.ui.dialogs.reading_dialog import ReadingDialog
from cmc_desktop.ui.workshop.change_cards import ChangeCards


class ElementChangesDialog(ReadingDialog):
    """Before and after, for reading to the room."""

    def __init__(
        self, title: str, since: str, changes: Sequence[Difference], template: Template, parent: QWidget | None = None
    ) -> None:
        super().__init__(title, parent)
        self.resize(640, 420)
        self.cards = ChangeCards()
        self.cards.show_differences(changes, template, 0.75)
        self.show_parts(plain_label("muted", since), self.cards)
