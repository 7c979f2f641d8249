"""Asks which library is to be opened: a file, a new one, or one on a server."""

from __future__ import annotations

from collections.abc import Callable
from pathlib import Path
from typing import Protocol

from PySide6.QtCore import QObject
from PySide6.QtWidgets import QFileDialog

from cmc_desktop.i18n import tr
from cmc_desktop.model.domain.errors import CmcError
from cmc_desktop.model.store.library_address import LibraryAddress, ServerAddress
from cmc_desktop.ui.library_readying import connecting, reach_server
from cmc_desktop.ui.main_window import MainWindow
from cmc_desktop.ui.tasks import Job, Tasks

_SUFFIX = "cmcdb"


class Opens(Protocol):
    """Whoever opens what was chosen."""

    address: LibraryAddress

    def change_to(self, address: LibraryAddress, *, new: bool = False) -> None:
        """Open it in the place of the one that is open; a refusal is told."""

    def take(self, address: LibraryAddress) -> None:
        """The same; raises CmcError when it is refused."""

    def check_free_for(self, address: LibraryAddress) -> None:
        """Raises Refusal while something goes on in the library that is open."""

    def once_free(self, wish: Callable[[], object]) -> None:
        """Carry out `wish` when nothing goes on in it any more."""


class LibraryChooser(QObject):
    """Its dialogs are opened when nothing goes on in the library that is open any more."""

    def __init__(self, window: MainWindow, opens: Opens) -> None:
        super().__init__(window)
        self._window = window
        self._opens = opens
        #: what the dialog of a shared library waits for, whatever goes on in the open one
        self._asking = Tasks(self)

    def choose_other(self) -> None:
        """Ask for the file of another library, and open it."""
        self._opens.once_free(self._ask_for_file)

    def choose_shared(self) -> None:
        """Ask where a shared library is, and open it."""
        self._opens.once_free(self.ask_for_password)

    def choose_new(self) -> None:
        """Ask where a new library is to be, and open it; what is there already is opened as it is."""
        self._opens.once_free(self._ask_for_new_file)

    def ask_for_password(self) -> None:
        """Ask where a shared library is and who wants to work in it; of the one that is open, its new password."""
        # not before the first frame: dialogs
        from cmc_desktop.ui.dialogs.shared_library_dialog import SharedLibraryDialog

        opens = self._opens
        dialog = SharedLibraryDialog(opens.address, opens.take, self._keep_password, self._window)

        def reach(address: ServerAddress, reached: Callable[[], object], failed: Callable[[CmcError], object]) -> Job:
            opens.check_free_for(address)
            return self._asking.run(
                connecting(address), lambda job: reach_server(address, job), lambda _nothing: reached(), failed
            )

        dialog.reach = reach
        dialog.open()

    def stop(self) -> None:
        """Wait for no server any more."""
        self._asking.finish()

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
        chooser.fileSelected.connect(lambda name: self._opens.change_to(Path(name), new=new))
        return chooser
