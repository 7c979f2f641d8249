"""Whose certificate signed a record, its fingerprint to compare, and the way to trust it."""

from __future__ import annotations

from PySide6.QtCore import Qt, Signal
from PySide6.QtWidgets import QHBoxLayout, QLabel, QPushButton, QVBoxLayout, QWidget

from cmc_desktop.model.domain.local_time import day_and_time
from cmc_desktop.model.services.verifying import Signer
from cmc_desktop.ui.dialogs.form_dialog import plain_label
from cmc_desktop.ui.look import dressed
from cmc_desktop.ui.saying import tr


class SignerView(QWidget):
    """Name, fingerprint in two lines, time, and whether it is trusted on this computer.

    Signals:
        trust_chosen(Certificate): somebody wants to trust it.
    """

    trust_chosen = Signal(object)

    def __init__(self, parent: QWidget | None = None) -> None:
        super().__init__(parent)
        self._signer: Signer | None = None
        self.name = plain_label("heading")
        self.standing = plain_label("muted")
        self.fingerprint = plain_label()
        self.fingerprint.setTextInteractionFlags(
            Qt.TextInteractionFlag.TextSelectableByMouse | Qt.TextInteractionFlag.TextSelectableByKeyboard
        )
        self.fingerprint.setAccessibleName(tr("Fingerprint of the certificate"))
        self.trust = QPushButton(tr("&Trust this certificate…"))
        self.trust.clicked.connect(self._on_trust_clicked)
        button = QHBoxLayout()
        button.addWidget(self.trust)
        button.addStretch(1)
        layout = QVBoxLayout(self)
        layout.setContentsMargins(0, 0, 0, 0)
        layout.setSpacing(4)
        layout.addWidget(dressed(QLabel(tr("Signed with a certificate").upper()), "caps"))
        layout.addWidget(self.name)
        layout.addWidget(self.standing)
        layout.addSpacing(4)
        layout.addWidget(plain_label("muted", tr("Fingerprint, to compare with the one the council gave out:")))
        layout.addWidget(self.fingerprint)
        layout.addSpacing(4)
        layout.addLayout(button)

    def show_signer(self, signer: Signer | None) -> None:
        """Tell of `signer`; without one nothing is shown."""
        self._signer = signer
        self.setVisible(signer is not None)
        if signer is None:
            return
        certificate = signer.certificate
        self.name.setText(certificate.name)
        known = tr("Trusted on this computer.") if signer.trusted else tr("Not known on this computer.")
        at = tr("Signed {time}, by the clock of the computer that signed.", time=day_and_time(signer.at))
        self.standing.setText(f"{known} {at}" if signer.at else known)
        half = len(certificate.grouped) // 2
        self.fingerprint.setText(f"{certificate.grouped[:half].rstrip()}\n{certificate.grouped[half:].lstrip()}")
        self.fingerprint.setAccessibleDescription(certificate.grouped)
        self.trust.setVisible(not signer.trusted)

    def _on_trust_clicked(self) -> None:
        if self._signer is not None:
            self.trust_chosen.emit(self._signer.certificate)
