"""All that changed in one element since the agreement phase was opened on this desk, word by word."""

from __future__ import annotations

from collections.abc import Sequence

from PySide6.QtCore import Qt
from PySide6.QtWidgets import QDialog, QDialogButtonBox, QVBoxLayout, QWidget

from cmc_desktop.i18n import tr
from cmc_desktop.model.domain.difference import Difference
from cmc_desktop.model.domain.template import Template
from cmc_desktop.ui.dialogs.form_dialog import plain_label
from cmc_desktop.ui.workshop.change_cards import ChangeCards


class ElementChangesDialog(QDialog):
    """Before and after, for reading to the room. Esc closes it."""

    def __init__(
        self, title: str, since: str, changes: Sequence[Difference], template: Template, parent: QWidget | None = None
    ) -> None:
        super().__init__(parent)
        self.setAttribute(Qt.WidgetAttribute.WA_DeleteOnClose)
        self.setWindowTitle(title)
        self.setAccessibleName(title)
        self.resize(640, 420)
        self.cards = ChangeCards()
        self.cards.show_differences(changes, template, 0.75)
        box = QDialogButtonBox()
        self.close_button = box.addButton(tr("Close"), QDialogButtonBox.ButtonRole.RejectRole)
        box.rejected.connect(self.reject)
        layout = QVBoxLayout(self)
        layout.setContentsMargins(24, 20, 24, 16)
        layout.setSpacing(12)
        layout.addWidget(plain_label("title", title))
        layout.addWidget(plain_label("muted", since))
        layout.addWidget(self.cards, 1)
        layout.addWidget(box)
        self.close_button.setDefault(True)
        self.close_button.setFocus()
