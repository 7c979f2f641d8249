"""Asks why a phase is skipped; the reason goes into the log."""

from __future__ import annotations

from PySide6.QtCore import Qt
from PySide6.QtWidgets import QDialog, QHBoxLayout, QLabel, QLineEdit, QPushButton, QVBoxLayout, QWidget

from cmc_desktop.i18n import tr
from cmc_desktop.model.domain.changes import SkipPhase
from cmc_desktop.ui.look import dressed
from cmc_desktop.ui.session_bridge import SessionBridge


class SkipDialog(QDialog):
    """One line for the reason; closes when the phase has been skipped."""

    def __init__(self, bridge: SessionBridge, parent: QWidget | None = None) -> None:
        super().__init__(parent)
        self._bridge = bridge
        self.setWindowTitle(tr("Skip this phase"))
        self.setMinimumWidth(420)
        item = bridge.canvas.current_item
        title = QLabel(tr("Why is “{phase}” skipped?", phase=item.title if item else ""))
        title.setTextFormat(Qt.TextFormat.PlainText)
        title.setWordWrap(True)
        self.reason = QLineEdit()
        self.reason.setAccessibleName(tr("Reason"))
        self.reason.setPlaceholderText(tr("The reason goes into the log."))
        self.skip = dressed(QPushButton(tr("Skip the phase")), "primary")
        self.skip.setEnabled(False)
        cancel = QPushButton(tr("Cancel"))
        cancel.setAutoDefault(False)
        self.reason.textChanged.connect(lambda text: self.skip.setEnabled(bool(text.strip())))
        self.skip.clicked.connect(self._on_skip_clicked)
        cancel.clicked.connect(self.reject)
        buttons = QHBoxLayout()
        buttons.addStretch(1)
        buttons.addWidget(cancel)
        buttons.addWidget(self.skip)
        layout = QVBoxLayout(self)
        layout.setContentsMargins(20, 20, 20, 16)
        layout.setSpacing(12)
        layout.addWidget(dressed(title, "heading"))
        layout.addWidget(self.reason)
        layout.addLayout(buttons)
        self.skip.setDefault(True)

    def _on_skip_clicked(self) -> None:
        if self._bridge.do(SkipPhase(self.reason.text())):
            self.accept()
