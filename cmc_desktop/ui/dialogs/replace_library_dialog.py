"""The plain question before a backup takes the place of the library, with what goes out of the library by it."""

from __future__ import annotations

from PySide6.QtWidgets import QDialog, QDialogButtonBox, QPushButton, QVBoxLayout, QWidget

from cmc_desktop.i18n import tr
from cmc_desktop.ui.dialogs.form_dialog import plain_label


class ReplaceLibraryDialog(QDialog):
    """Says what `goes`, in sentences; accepted when the library is to be replaced all the same. Enter says no."""

    def __init__(self, backup: str, goes: str, parent: QWidget | None = None) -> None:
        super().__init__(parent)
        self.setWindowTitle(tr("Replace the library"))
        self.setMinimumWidth(520)
        aside = tr("The library as it is now is set aside, not deleted: “Put it back” brings all of it back.")
        self.replace = QPushButton(tr("&Replace the library"))
        self.replace.setAutoDefault(False)
        self.leave = QPushButton(tr("&Not now"))
        box = QDialogButtonBox()
        box.addButton(self.leave, QDialogButtonBox.ButtonRole.RejectRole)
        box.addButton(self.replace, QDialogButtonBox.ButtonRole.AcceptRole)
        box.accepted.connect(self.accept)
        box.rejected.connect(self.reject)
        layout = QVBoxLayout(self)
        layout.setContentsMargins(24, 20, 24, 16)
        layout.setSpacing(12)
        layout.addWidget(plain_label("title", tr("Replace the whole library by {name}?", name=backup)))
        layout.addWidget(plain_label("warning", goes))
        layout.addWidget(plain_label("muted", aside))
        layout.addWidget(box)
        self.leave.setDefault(True)
        self.leave.setFocus()
