"""Where a shared library is, and who wants to work in it."""

from __future__ import annotations

from collections.abc import Callable

from PySide6.QtGui import QIntValidator
from PySide6.QtWidgets import QCheckBox, QLineEdit, QWidget

from cmc_desktop.model.domain.errors import CmcError, PasswordWanted, Refusal
from cmc_desktop.model.store.library_address import PORT, LibraryAddress, ServerAddress, library_address
from cmc_desktop.ui.dialogs.form_dialog import plain_label
from cmc_desktop.ui.dialogs.working_dialog import WorkingDialog
from cmc_desktop.ui.saying import tr
from cmc_desktop.ui.tasks import Job

#: opens the library at an address, as the one to work in; raises CmcError
OpenIt = Callable[[ServerAddress], object]
#: waits for the server at an address off the window's thread, then calls the one or the other
Reach = Callable[[ServerAddress, Callable[[], object], Callable[[CmcError], object]], Job]


class SharedLibraryDialog(WorkingDialog):
    """Asks for server, database, user and password, and gives them to `open_it`; refused, it stays open and says why.

    The server is waited for with `reach` first, beside the window, and Cancel ends that.
    `known` is filled in. `keep` is then told the address, and whether the system's keyring is to keep its password.
    """

    def __init__(
        self,
        known: LibraryAddress | None,
        open_it: OpenIt,
        keep: Callable[[ServerAddress, bool], object],
        reach: Reach,
        parent: QWidget | None = None,
    ) -> None:
        super().__init__(tr("Shared library"), tr("Open"), parent)
        self._open = open_it
        self._keep = keep
        self._reach = reach
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
        self.add_progress()
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
        def wish() -> Job:
            address = self.address
            return self._reach(address, lambda: self._reached(address), self.ended)

        self.begin(wish, tr("Connecting to the server."))

    def _reached(self, address: ServerAddress) -> None:
        try:
            self._take(address)
        except CmcError as error:
            self.ended(error)
        else:
            self.ended(None)

    def _take(self, address: ServerAddress) -> None:
        self._open(address)
        if address.password:
            self._keep(address, self.kept.isChecked())

    def failed(self, error: CmcError) -> None:
        if isinstance(error, PasswordWanted):
            self.password.setFocus()
            self.password.selectAll()
