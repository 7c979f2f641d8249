"""Asks which library is to be opened: a file, a new one, or one on a server."""

from __future__ import annotations

from collections.abc import Callable
from pathlib import Path
from typing import TYPE_CHECKING

from PySide6.QtCore import QObject
from PySide6.QtWidgets import QFileDialog

from cmc_desktop.model.domain.errors import CmcError
from cmc_desktop.model.store.library_address import ServerAddress
from cmc_desktop.ui.library.library_page import LibraryPage
from cmc_desktop.ui.library_keeper import LibraryKeeper
from cmc_desktop.ui.library_readying import connecting, reach_server
from cmc_desktop.ui.main_window import MainWindow
from cmc_desktop.ui.saying import tr
from cmc_desktop.ui.tasks import Job, Tasks

if TYPE_CHECKING:
    from cmc_desktop.ui.dialogs.shared_library_dialog import SharedLibraryDialog

_SUFFIX = "cmcdb"


class LibraryChooser(QObject):
    """Its dialogs are opened when nothing goes on in the open library any more; `keeper` opens what is chosen."""

    def __init__(self, window: MainWindow, page: LibraryPage, keeper: LibraryKeeper) -> None:
        super().__init__(window)
        self._window = window
        self._keeper = keeper
        #: what the dialog of a shared library waits for, whatever goes on in the open one
        self._asking = Tasks(self)
        self._shared: SharedLibraryDialog | None = None
        #: whether it was the server that asked, not a person who wants another library
        self._is_for_password = False
        page.trouble.other_chosen.connect(self.choose_other)
        page.trouble.shared_chosen.connect(self.choose_shared)
        page.trouble.fresh_chosen.connect(self.choose_new)
        keeper.password_wanted.connect(self.ask_for_password)
        keeper.closing.connect(self._asking.finish)
        keeper.changed.connect(self._on_keeper_changed)

    def choose_other(self) -> None:
        """Ask for the file of another library, and open it."""
        self._keeper.once_free(self._ask_for_file)

    def choose_shared(self) -> None:
        """Ask where a shared library is, and open it."""
        self._keeper.once_free(self._ask_for_server)

    def choose_new(self) -> None:
        """Ask where a new library is to be, and open it; what is there already is opened as it is."""
        self._keeper.once_free(self._ask_for_new_file)

    def ask_for_password(self) -> None:
        """Ask for the password that the server of this library wants now, unless that is being asked already."""
        if self._shared is None:
            self._ask_for_server()
            self._is_for_password = True

    def need_no_password(self) -> None:
        """The server lets the app in again: nobody has to give a password any more."""
        if self._shared is not None and self._is_for_password and not self._shared.working:
            self._shared.reject()

    def _ask_for_server(self) -> None:
        """Ask where a shared library is and who wants to work in it; of the one that is open, its new password."""
        # not before the first frame: dialogs
        from cmc_desktop.ui.dialogs.shared_library_dialog import SharedLibraryDialog

        keeper = self._keeper
        dialog = SharedLibraryDialog(keeper.address, keeper.take, self._keep_password, self._reach, self._window)
        dialog.finished.connect(self._on_shared_finished)
        self._shared, self._is_for_password = dialog, False
        dialog.open()

    def _on_shared_finished(self) -> None:
        self._shared = None

    def _on_keeper_changed(self) -> None:
        if self._keeper.library is not None:
            self.need_no_password()

    def _reach(
        self, address: ServerAddress, reached: Callable[[], object], failed: Callable[[CmcError], object]
    ) -> Job:
        """Wait for a server beside the window. Raises Refusal while something goes on in the library that is open."""
        self._keeper.check_free_for(address)
        return self._asking.run(
            connecting(address), lambda job: reach_server(address, job), lambda _nothing: reached(), failed
        )

    def _keep_password(self, address: ServerAddress, wanted: bool) -> None:
        # only a shared library has one
        from cmc_desktop.model.services.passwords import forget_password, keep_password

        if not wanted:
            forget_password(address)
        elif not keep_password(address):
            self._window.tell(
                tr("This computer has no keyring that keeps the password. It is asked for again the next time."),
                stays=True,
            )

    def _ask_for_file(self) -> None:
        chooser = self._chooser(tr("Open another library"))
        chooser.setFileMode(QFileDialog.FileMode.ExistingFile)
        chooser.open()

    def _ask_for_new_file(self) -> None:
        chooser = self._chooser(tr("Start a new library"), new=True)
        chooser.setAcceptMode(QFileDialog.AcceptMode.AcceptSave)
        chooser.setOption(QFileDialog.Option.DontConfirmOverwrite)
        chooser.setDefaultSuffix(_SUFFIX)
        chooser.selectFile(tr("Canvases") + f".{_SUFFIX}")
        chooser.open()

    def _chooser(self, title: str, *, new: bool = False) -> QFileDialog:
        chooser = QFileDialog(self._window, title, str(self._window.paths.library.parent))
        chooser.setNameFilters([tr("Libraries") + f" (*.{_SUFFIX})", tr("All files") + " (*)"])
        chooser.fileSelected.connect(lambda name: self._keeper.change_to(Path(name), new=new))
        return chooser
