"""Where a shared library is, and who wants to work in it."""

from __future__ import annotations

from collections.abc import Callable

from PySide6.QtGui import QIntValidator
from PySide6.QtWidgets import QCheckBox, QLineEdit, QWidget

from cmc_desktop.i18n import tr
from cmc_desktop.model.domain.errors import CmcError, PasswordWanted, Refusal
from cmc_desktop.model.store.library_address import PORT, LibraryAddress, ServerAddress, library_address
from cmc_desktop.ui.dialogs.form_dialog import FormDialog, plain_label

#: opens the library at an address, as the one to work in; raises CmcError
OpenIt = Callable[[ServerAddress], object]


class SharedLibraryDialog(FormDialog):
    """Asks for server, database, user and password, and gives them to `open_it`; refused, it stays open and says why.

    `known` is filled in. `keep` is then told the address, and whether the system's keyring is to keep its password.
    """

    def __init__(
        self,
        known: LibraryAddress | None,
        open_it: OpenIt,
        keep: Callable[[ServerAddress, bool], object],
        parent: QWidget | None = None,
    ) -> None:
        super().__init__(tr("Shared library"), tr("Open"), parent)
        self._open = open_it
        self._keep = keep
        address = known if isinstance(known, ServerAddress) else ServerAddress("", "")
        self._sslmode = address.sslmode
        self.server = QLineEdit(address.host)
        self.server.setPlaceholderText(tr("for example db.council.example"))
        self.port = QLineEdit(str(address.port if address.host else PORT))
        self.port.setValidator(QIntValidator(1, 65535, self.port))
        self.database = QLineEdit(address.database)
        self.user = QLineEdit(address.user)
        self.password = QLineEdit(address.password)
        self.password.setEchoMode(QLineEdit.EchoMode.Password)
        self.kept = QCheckBox(tr("&Keep it in the system’s keyring"))
        self.kept.setChecked(True)
        self.add_row(tr("&Server"), self.server)
        self.add_row(tr("P&ort"), self.port)
        self.add_row(tr("&Database"), self.database)
        self.add_row(tr("&User"), self.user)
        self.add_row(tr("&Password"), self.password)
        self.form.addRow("", self.kept)
        about = tr(
            "Whoever looks after your council’s shared library tells you these. The password is kept in no file."
        )
        self.form.addRow(plain_label("muted", about))
        self.setMinimumWidth(480)

    @property
    def address(self) -> ServerAddress:
        """What was typed. Raises Refusal."""
        host, database = self.server.text().strip(), self.database.text().strip()
        if "://" in host:  # somebody pasted the whole address
            pasted = library_address(host)
            assert isinstance(pasted, ServerAddress)
            return pasted.with_password(self.password.text() or pasted.password)
        if not host or not database:
            raise Refusal(tr("A shared library has a server and a database."))
        user, password = self.user.text().strip(), self.password.text()
        return ServerAddress(host, database, int(self.port.text() or PORT), user, self._sslmode, password)

    def accept(self) -> None:
        try:
            address = self.address
            self._open(address)
        except CmcError as error:
            self.tell_trouble(error)
            if isinstance(error, PasswordWanted):
                self.password.setFocus()
                self.password.selectAll()
            return
        if address.password:
            self._keep(address, self.kept.isChecked())
        super().accept()
