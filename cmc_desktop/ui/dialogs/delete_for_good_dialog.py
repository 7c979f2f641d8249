"""The plain question before a deleted canvas is removed for good: nothing brings it back."""

from __future__ import annotations

from PySide6.QtCore import Qt
from PySide6.QtWidgets import QDialog, QDialogButtonBox, QPushButton, QVBoxLayout, QWidget

from cmc_desktop.i18n import tr
from cmc_desktop.ui.dialogs.form_dialog import plain_label


class DeleteForGoodDialog(QDialog):
    """Accepted when the canvas is to go. Enter says no."""

    def __init__(self, title: str, parent: QWidget | None = None) -> None:
        super().__init__(parent)
        self.setAttribute(Qt.WidgetAttribute.WA_DeleteOnClose)
        self.setWindowTitle(tr("Delete for good"))
        self.setMinimumWidth(520)
        goes = tr(
            "All its words and names go out of the library, with its history and with words that were typed there and "
            "not stored. This cannot be undone."
        )
        stays = tr("Backups, copies that were given and files that were exported are not touched.")
        self.delete = QPushButton(tr("&Delete for good"))
        self.delete.setAutoDefault(False)
        self.leave = QPushButton(tr("&Not now"))
        box = QDialogButtonBox()
        box.addButton(self.leave, QDialogButtonBox.ButtonRole.RejectRole)
        box.addButton(self.delete, QDialogButtonBox.ButtonRole.AcceptRole)
        box.accepted.connect(self.accept)
        box.rejected.connect(self.reject)
        layout = QVBoxLayout(self)
        layout.setContentsMargins(24, 20, 24, 16)
        layout.setSpacing(12)
        layout.addWidget(plain_label("title", tr("Delete “{title}” for good?", title=title)))
        layout.addWidget(plain_label("warning", goes))
        layout.addWidget(plain_label("muted", stays))
        layout.addWidget(box)
        self.leave.setDefault(True)
        self.leave.setFocus()
