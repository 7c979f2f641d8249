"""What the questions share that are asked before something is done which is hard to like afterwards."""

from __future__ import annotations

from collections.abc import Iterable

from PySide6.QtCore import Qt
from PySide6.QtWidgets import QAbstractScrollArea, QDialog, QDialogButtonBox, QPushButton, QVBoxLayout, QWidget

from cmc_desktop.i18n import upright
from cmc_desktop.ui.saying import tr


class CarefulQuestion(QDialog):
    """Accepted when it is to be done all the same. Enter says no, as Esc and closing it do."""

    def __init__(self, title: str, parent: QWidget | None = None) -> None:
        super().__init__(parent)
        self.setAttribute(Qt.WidgetAttribute.WA_DeleteOnClose)
        self.setWindowTitle(upright(title))
        self.leave = QPushButton(tr("&Not now"))

    def lay_out(self, parts: Iterable[QWidget], go_on: QPushButton) -> None:
        """`parts` from top to bottom, lists as high as there is room, then `leave`, which has the keys, and `go_on`."""
        go_on.setAutoDefault(False)
        box = QDialogButtonBox()
        box.addButton(self.leave, QDialogButtonBox.ButtonRole.RejectRole)
        box.addButton(go_on, QDialogButtonBox.ButtonRole.AcceptRole)
        box.accepted.connect(self.accept)
        box.rejected.connect(self.reject)
        layout = QVBoxLayout(self)
        layout.setContentsMargins(24, 20, 24, 16)
        layout.setSpacing(12)
        for part in parts:
            layout.addWidget(part, 1 if isinstance(part, QAbstractScrollArea) else 0)
        layout.addWidget(box)
        # only now does the button know its dialog
        self.leave.setDefault(True)
        self.leave.setFocus()
