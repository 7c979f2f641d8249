"""Asks in one line why something is done that the record or the log has to explain."""

from __future__ import annotations

from PySide6.QtCore import Qt
from PySide6.QtWidgets import QDialog, QHBoxLayout, QLabel, QLineEdit, QPushButton, QVBoxLayout, QWidget

from cmc_desktop.model.domain.changes import Change
from cmc_desktop.ui.look import dressed
from cmc_desktop.ui.saying import tr
from cmc_desktop.ui.session_bridge import SessionBridge


class ReasonDialog(QDialog):
    """One line for the reason; closes when `wish` has been carried out. Subclasses say the words."""

    def __init__(
        self, bridge: SessionBridge, title: str, question: str, hint: str, accept: str, parent: QWidget | None = None
    ) -> None:
        super().__init__(parent)
        self._bridge = bridge
        self.setWindowTitle(title)
        self.setMinimumWidth(420)
        heading = dressed(QLabel(question), "heading")
        heading.setTextFormat(Qt.TextFormat.PlainText)
        heading.setWordWrap(True)
        self.reason = QLineEdit()
        self.reason.setAccessibleName(tr("Reason"))
        self.reason.setPlaceholderText(hint)
        self.button = dressed(QPushButton(accept), "primary")
        self.button.setEnabled(False)
        cancel = QPushButton(tr("Cancel"))
        cancel.setAutoDefault(False)
        self.reason.textChanged.connect(lambda text: self.button.setEnabled(bool(text.strip())))
        self.button.clicked.connect(self._on_button_clicked)
        cancel.clicked.connect(self.reject)
        buttons = QHBoxLayout()
        buttons.addStretch(1)
        buttons.addWidget(cancel)
        buttons.addWidget(self.button)
        layout = QVBoxLayout(self)
        layout.setContentsMargins(20, 20, 20, 16)
        layout.setSpacing(12)
        layout.addWidget(heading)
        layout.addWidget(self.reason)
        layout.addLayout(buttons)
        self.button.setDefault(True)

    def wish(self, reason: str) -> Change:
        """What is to be done for this reason."""
        raise NotImplementedError

    def look_again(self) -> None:
        """A wish was refused, and why was told. Who wishes it again means it, as things stand now."""

    def _on_button_clicked(self) -> None:
        if self._bridge.do(self.wish(self.reason.text())):
            self.accept()
        else:
            self.look_again()
