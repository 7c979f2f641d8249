"""Making the key and the certificate with which this computer signs records."""

from __future__ import annotations

from PySide6.QtCore import Signal
from PySide6.QtWidgets import QLineEdit, QWidget

from cmc_desktop.model.domain.errors import Refusal
from cmc_desktop.model.services.signing_keys import PIN_LENGTH, SigningKeys, check_pin
from cmc_desktop.ui.dialogs.form_dialog import plain_label
from cmc_desktop.ui.dialogs.working_dialog import WorkingDialog
from cmc_desktop.ui.saying import tr
from cmc_desktop.ui.tasks import Tasks


class KeyDialog(WorkingDialog):
    """The name of the council, and a PIN twice, which nobody can tell again.

    Signals:
        made(Certificate): the certificate of the new key.
    """

    made = Signal(object)

    def __init__(self, keys: SigningKeys, tasks: Tasks, council: str, parent: QWidget | None = None) -> None:
        """`council` is the name that is suggested."""
        super().__init__(tr("Make a certificate"), tr("Make"), parent)
        self._worker = tasks
        self._keys = keys
        self.form.addRow(
            plain_label(
                "muted",
                tr(
                    "A key is made on this computer, and a certificate that shows its name. Anybody could make one in "
                    "this name: so give out its fingerprint where people trust it, on paper or on the council’s site."
                ),
            )
        )
        self.name = QLineEdit(council)
        self.pin = _pin_line()
        self.again = _pin_line()
        self.add_row(tr("&Name of the council"), self.name)
        self.add_row(tr("&PIN, {n} characters or more", n=PIN_LENGTH), self.pin)
        self.add_row(tr("The PIN &again"), self.again)
        self.form.addRow(
            plain_label(
                "muted",
                tr("The PIN is asked each time and kept nowhere. A forgotten one cannot be found again."),
            )
        )
        self.add_progress()
        self.setMinimumWidth(520)

    def accept(self) -> None:
        if not self.working and self.attempt(self._check):
            name, pin = self.name.text(), self.pin.text()
            self.work(self._worker, tr("Making the key."), lambda _job: self._keys.make(name, pin), self.made.emit)

    def _check(self) -> None:
        """Raises Refusal where it can be told at once, with the keyboard where that is put right."""
        if not self.name.text().strip():
            self.name.setFocus()
            raise Refusal(tr("A key needs the name of the council that it is made for."))
        try:
            check_pin(self.pin.text())
        except Refusal:
            self._type_anew(self.pin, self.again)
            raise
        if self.pin.text() != self.again.text():
            self._type_anew(self.again)
            raise Refusal(tr("The two PINs differ."), todo=tr("Type it again."))

    @staticmethod
    def _type_anew(*lines: QLineEdit) -> None:
        for line in lines:
            line.clear()
        lines[0].setFocus()


def _pin_line() -> QLineEdit:
    line = QLineEdit()
    line.setEchoMode(QLineEdit.EchoMode.Password)
    return line
