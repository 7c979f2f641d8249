"""A dialog to read from, with nothing to decide: a title, what is read, and Close."""

from __future__ import annotations

from PySide6.QtCore import Qt
from PySide6.QtWidgets import QAbstractScrollArea, QDialog, QDialogButtonBox, QVBoxLayout, QWidget

from cmc_desktop.i18n import upright
from cmc_desktop.ui.dialogs.form_dialog import plain_label
from cmc_desktop.ui.saying import tr


class ReadingDialog(QDialog):
    """Enter and Esc close it."""

    def __init__(self, title: str, parent: QWidget | None = None) -> None:
        super().__init__(parent)
        title = upright(title)
        self.setAttribute(Qt.WidgetAttribute.WA_DeleteOnClose)
        self.setWindowTitle(title)
        self.setAccessibleName(title)
        box = QDialogButtonBox()
        self.close_button = box.addButton(tr("Close"), QDialogButtonBox.ButtonRole.RejectRole)
        box.rejected.connect(self.reject)
        self._rows = QVBoxLayout(self)
        self._rows.setContentsMargins(24, 20, 24, 16)
        self._rows.setSpacing(12)
        self._rows.addWidget(plain_label("title", title))
        self._rows.addWidget(box)
        self.close_button.setDefault(True)

    def show_parts(self, *parts: QWidget) -> None:
        """Put `parts` between the title and the button; what scrolls has the room that the others leave."""
        for part in parts:
            self._rows.insertWidget(self._rows.count() - 1, part, 1 if isinstance(part, QAbstractScrollArea) else 0)
        self.close_button.setFocus()
