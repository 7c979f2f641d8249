"""Before a certificate is trusted: what that means, and what to compare first."""

from __future__ import annotations

from PySide6.QtCore import Signal
from PySide6.QtWidgets import QCheckBox, QWidget

from cmc_desktop.model.domain.local_time import day
from cmc_desktop.model.export.certificate import Certificate
from cmc_desktop.ui.dialogs.form_dialog import FormDialog, plain_label
from cmc_desktop.ui.saying import tr


class TrustDialog(FormDialog):
    """Trusting waits until somebody says that the fingerprint was compared.

    Signals:
        trust_confirmed(Certificate): it is to be trusted.
    """

    trust_confirmed = Signal(object)

    def __init__(self, certificate: Certificate, parent: QWidget | None = None) -> None:
        super().__init__(tr("Trust this certificate"), tr("Trust"), parent)
        self._certificate = certificate
        half = len(certificate.grouped) // 2
        self.form.addRow(plain_label("heading", certificate.name))
        lasts = tr("Valid from {since} to {until}.", since=day(certificate.since), until=day(certificate.until))
        self.form.addRow(plain_label("muted", lasts))
        self.form.addRow(
            plain_label("", f"{certificate.grouped[:half].rstrip()}\n{certificate.grouped[half:].lstrip()}")
        )
        self.form.addRow(
            plain_label(
                "warning",
                tr(
                    "Anybody can make a certificate in any name. Compare this fingerprint with the one that the "
                    "council gave out another way, on paper or by telephone, never with one that came with the file."
                ),
            )
        )
        self.form.addRow(
            plain_label(
                "",
                tr("From then on, records signed with it count on this computer as signed by someone known."),
            )
        )
        self.compared = QCheckBox(tr("I have &compared the fingerprint"))
        self.form.addRow(self.compared)
        self.compared.toggled.connect(self.button.setEnabled)
        self.button.setEnabled(False)
        self.setMinimumWidth(560)

    def accept(self) -> None:
        if self.compared.isChecked():
            self.trust_confirmed.emit(self._certificate)
            super().accept()
