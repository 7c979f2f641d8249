"""With which certificate a record is signed: none, this computer's own, or one from a file; and its PIN."""

from __future__ import annotations

from pathlib import Path

from PySide6.QtCore import Qt, Signal
from PySide6.QtGui import QGuiApplication
from PySide6.QtWidgets import QComboBox, QFileDialog, QHBoxLayout, QLabel, QLineEdit, QPushButton, QVBoxLayout, QWidget

from cmc_desktop.model.domain.errors import Refusal
from cmc_desktop.model.export.certificate import Certificate
from cmc_desktop.model.services.signing_keys import KeyWish
from cmc_desktop.ui.dialogs.form_dialog import plain_label
from cmc_desktop.ui.saying import tr

NONE, OWN, FILE = range(3)


class SigningChoice(QWidget):
    """The choice, and below it what it needs. The PIN is shown as dots and forgotten with the dialog.

    Signals:
        changed(): another way was chosen.
        making_chosen(): a certificate is to be made.
        saving_chosen(Path): this computer's certificate is to be written there, without its key.
    """

    changed = Signal()
    making_chosen = Signal()
    saving_chosen = Signal(object)

    def __init__(self, folder: Path, parent: QWidget | None = None) -> None:
        super().__init__(parent)
        self._folder = folder
        self._own: Certificate | None = None
        self.how = QComboBox()
        self.how.addItems(
            [tr("No certificate, the seal number alone"), tr("This computer’s certificate"), tr("A certificate file…")]
        )
        self.about = plain_label("muted")
        self.make = QPushButton(tr("Make a &certificate…"))
        self.make.setAutoDefault(False)
        self.fingerprint = plain_label()
        self.fingerprint.setTextInteractionFlags(
            Qt.TextInteractionFlag.TextSelectableByMouse | Qt.TextInteractionFlag.TextSelectableByKeyboard
        )
        self.fingerprint.setAccessibleName(tr("Fingerprint of the certificate"))
        self.copy = QPushButton(tr("Copy the fingerprint"))
        self.copy.setAutoDefault(False)
        self.save = QPushButton(tr("Save the certificate…"))
        self.save.setToolTip(tr("Without the key: for whoever is to check records"))
        self.save.setAutoDefault(False)
        self.file = QLineEdit()
        self.file.setAccessibleName(tr("Certificate file"))
        self.file.setPlaceholderText(tr("A .p12 or .pfx file"))
        self.choose = QPushButton(tr("Choose…"))
        self.choose.setAccessibleName(tr("Choose the certificate file"))
        self.choose.setAutoDefault(False)
        self.pin = QLineEdit()
        self.pin.setEchoMode(QLineEdit.EchoMode.Password)
        self.pin.setAccessibleName(tr("PIN"))
        self.pin.setMaximumWidth(240)
        self._file_row = _row(self.file, self.choose)
        pin_label = QLabel(tr("P&IN"))
        pin_label.setBuddy(self.pin)
        self._pin_row = _row(pin_label, self.pin)
        self._pin_row.layout().addStretch(1)  # type: ignore[union-attr]  # it was made with one
        self._make_row = _row(self.make)
        self._make_row.layout().addStretch(1)  # type: ignore[union-attr]  # it was made with one
        self._own_row = _row(self.copy, self.save)
        self._own_row.layout().addStretch(1)  # type: ignore[union-attr]  # it was made with one
        layout = QVBoxLayout(self)
        layout.setContentsMargins(0, 0, 0, 0)
        layout.setSpacing(6)
        for widget in (
            self.how,
            self.about,
            self.fingerprint,
            self._own_row,
            self._make_row,
            self._file_row,
            self._pin_row,
        ):
            layout.addWidget(widget)
        self.setFocusProxy(self.how)
        self.how.currentIndexChanged.connect(self._show)
        self.make.clicked.connect(lambda: self.making_chosen.emit())
        self.choose.clicked.connect(self._on_choose_clicked)
        self.copy.clicked.connect(self._on_copy_clicked)
        self.save.clicked.connect(self._on_save_clicked)
        self._show()

    @property
    def wish(self) -> KeyWish | None:
        """What was chosen; None signs with nothing. Raises Refusal when something is missing."""
        how = self.how.currentIndex()
        if how == NONE:
            return None
        if how == OWN and self._own is None:
            raise Refusal(tr("There is no certificate on this computer yet."), todo=tr("Make one first."))
        if how == FILE and not self.file.text().strip():
            raise Refusal(tr("Choose the certificate file first."))
        if not self.pin.text():
            self.pin.setFocus()
            raise Refusal(tr("Signing needs the PIN of the key."))
        return KeyWish(self.pin.text(), Path(self.file.text().strip()).expanduser() if how == FILE else None)

    @property
    def signs(self) -> bool:
        return self.how.currentIndex() != NONE

    def show_own(self, certificate: Certificate | None) -> None:
        """Tell which certificate this computer has; None while it has none."""
        self._own = certificate
        self._show()

    def tell_saved(self, path: Path) -> None:
        """The certificate is in this file now."""
        self.about.setText(tr("The certificate is saved as {path}.", path=path))

    def choose_own(self) -> None:
        """Sign with this computer's own."""
        self.how.setCurrentIndex(OWN)
        self.pin.setFocus()

    def refuse_pin(self) -> None:
        """The PIN was wrong: it is typed anew."""
        self.pin.clear()
        self.pin.setFocus()

    def _show(self) -> None:
        how, own = self.how.currentIndex(), self._own
        if how == NONE:
            words = tr("Whoever kept the seal number elsewhere can check the record by it.")
        elif how == FILE:
            words = tr("The council’s own key with its certificate. It is read once and not kept.")
        elif own is None:
            words = tr("There is none yet.")
        else:
            words = tr("“{name}”. Give out its fingerprint where people trust it:", name=own.name)
        self.about.setText(words)
        self._show_fingerprint(own if how == OWN else None)
        self._make_row.setVisible(how == OWN and own is None)
        self._file_row.setVisible(how == FILE)
        self._pin_row.setVisible(how == FILE or (how == OWN and own is not None))
        self.changed.emit()

    def _show_fingerprint(self, own: Certificate | None) -> None:
        self.fingerprint.setVisible(own is not None)
        self._own_row.setVisible(own is not None)
        if own is not None:
            half = len(own.grouped) // 2
            self.fingerprint.setText(f"{own.grouped[:half].rstrip()}\n{own.grouped[half:].lstrip()}")
            self.fingerprint.setAccessibleDescription(own.grouped)

    def _on_copy_clicked(self) -> None:
        if self._own is not None:
            QGuiApplication.clipboard().setText(self._own.grouped)

    def _on_save_clicked(self) -> None:
        chooser = QFileDialog(self, tr("Save the certificate"), str(self._folder))
        chooser.setAcceptMode(QFileDialog.AcceptMode.AcceptSave)
        chooser.setNameFilters([tr("Certificates") + " (*.cer *.pem)"])
        chooser.setDefaultSuffix("cer")
        chooser.selectFile(tr("certificate") + ".cer")
        chooser.fileSelected.connect(lambda name: self.saving_chosen.emit(Path(name)))
        chooser.open()

    def _on_choose_clicked(self) -> None:
        chooser = QFileDialog(self, tr("Choose the certificate file"), str(self._folder))
        chooser.setFileMode(QFileDialog.FileMode.ExistingFile)
        chooser.setNameFilters([tr("Keys with a certificate") + " (*.p12 *.pfx)", tr("All files") + " (*)"])
        chooser.fileSelected.connect(self.file.setText)
        chooser.open()


def _row(*widgets: QWidget) -> QWidget:
    whole = QWidget()
    layout = QHBoxLayout(whole)
    layout.setContentsMargins(0, 0, 0, 0)
    layout.setSpacing(8)
    for widget in widgets:
        layout.addWidget(widget)
    return whole
