"""Asks why somebody who left is not counted; the reason goes into the record."""

from __future__ import annotations

from PySide6.QtCore import Qt
from PySide6.QtWidgets import QDialog, QHBoxLayout, QLabel, QLineEdit, QPushButton, QVBoxLayout, QWidget

from cmc_desktop.i18n import tr
from cmc_desktop.model.domain.changes import DecideOnLeaver
from cmc_desktop.model.domain.participant import Leaving, Participant
from cmc_desktop.ui.look import dressed
from cmc_desktop.ui.session_bridge import SessionBridge


class LeaverDialog(QDialog):
    """One line for the reason; closes when the person has been left out."""

    def __init__(self, bridge: SessionBridge, person: Participant, parent: QWidget | None = None) -> None:
        super().__init__(parent)
        self._bridge = bridge
        self._person = person
        self.setWindowTitle(tr("Leave somebody out"))
        self.setMinimumWidth(420)
        title = QLabel(tr("Why is {name} not counted?", name=person.name))
        title.setTextFormat(Qt.TextFormat.PlainText)
        title.setWordWrap(True)
        self.reason = QLineEdit()
        self.reason.setAccessibleName(tr("Reason"))
        self.reason.setPlaceholderText(tr("The reason goes into the record."))
        self.leave_out = dressed(QPushButton(tr("Leave out")), "primary")
        self.leave_out.setEnabled(False)
        cancel = QPushButton(tr("Cancel"))
        cancel.setAutoDefault(False)
        self.reason.textChanged.connect(lambda text: self.leave_out.setEnabled(bool(text.strip())))
        self.leave_out.clicked.connect(self._on_leave_out_clicked)
        cancel.clicked.connect(self.reject)
        buttons = QHBoxLayout()
        buttons.addStretch(1)
        buttons.addWidget(cancel)
        buttons.addWidget(self.leave_out)
        layout = QVBoxLayout(self)
        layout.setContentsMargins(20, 20, 20, 16)
        layout.setSpacing(12)
        layout.addWidget(dressed(title, "heading"))
        layout.addWidget(self.reason)
        layout.addLayout(buttons)
        self.leave_out.setDefault(True)

    def _on_leave_out_clicked(self) -> None:
        if self._bridge.do(DecideOnLeaver(self._person.id, Leaving.EXCLUDED, self.reason.text())):
            self.accept()
