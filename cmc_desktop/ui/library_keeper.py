"""Which library is open, in a file or on a server: opens it, tells why it cannot be, opens and remembers another."""

from __future__ import annotations

from collections.abc import Callable, Mapping
from contextlib import closing
from functools import partial
from pathlib import Path
from typing import TYPE_CHECKING

from PySide6.QtCore import QObject, Signal

from cmc_desktop.model.domain.errors import CmcError, DamagedLibrary, NotThere, PasswordWanted, Refusal
from cmc_desktop.model.domain.template import Template
from cmc_desktop.model.services.clock import Clock
from cmc_desktop.model.services.resources import load_templates
from cmc_desktop.model.store.library_address import LibraryAddress, ServerAddress, address_text, shown_address
from cmc_desktop.ui.beside import Beside
from cmc_desktop.ui.library.library_page import LibraryPage
from cmc_desktop.ui.library_again import LibraryAgain
from cmc_desktop.ui.library_readying import LibraryReadying
from cmc_desktop.ui.main_window import MainWindow
from cmc_desktop.ui.saying import tr
from cmc_desktop.ui.tasks import Tasks

if TYPE_CHECKING:
    from cmc_desktop.model.services.library import Library


class LibraryKeeper(QObject):
    """Joins the library's file and the start page. `leave_desk` is asked before another library is opened; it tells
    whether no canvas is open any more. What goes on in `tasks` belongs to the library that is open: another one is
    opened when that has ended, or was stopped.

    Signals:
        changed(): a library is open, or none is any more.
        closing(): the library is let go; nobody has to wait for a server any more.
        password_wanted(): the server of the library asks for another password than is known.
        folder_wanted(Path): this folder is to be shown.
    """

    changed = Signal()
    closing = Signal()
    password_wanted = Signal()
    folder_wanted = Signal(object)

    def __init__(
        self,
        window: MainWindow,
        page: LibraryPage,
        address: LibraryAddress,
        clock: Clock,
        tasks: Tasks,
        leave_desk: Callable[[], bool],
    ) -> None:
        super().__init__(window)
        self.library: Library | None = None
        self.address = address
        self._window = window
        self._page = page
        self._clock = clock
        self._tasks = tasks
        self._readying = LibraryReadying(tasks)
        self._leave_desk = leave_desk
        self._again = LibraryAgain(self)
        self._again.worth_it.connect(page.trouble.again_chosen)
        self._listing = Beside("backups", self)
        page.trouble.usual_chosen.connect(lambda: self.change_to(window.paths.library))
        page.trouble.folder_chosen.connect(self._show_folder)

    @property
    def shown(self) -> str:
        """How people are told which library it is."""
        return shown_address(self.address)

    def open(self, then: Callable[[], object] = lambda: None) -> None:
        """Open the library and read its list, `then` go on; why it cannot be is told on the page.

        At once, but for one that has to be brought up to date, or a server reached first: that is done off the
        window's thread.
        """
        path = self.address
        try:
            if isinstance(path, Path) and str(path) == self._window.settings.library and not path.exists():
                raise _gone(path)
            self._check(path, chosen=False)
        except CmcError as error:
            self._tell_trouble(error)
            return
        self._readying.once_ready(path, lambda: self._open_now(then), self._not_opened)

    def _open_now(self, then: Callable[[], object]) -> None:
        try:
            self.library = self._opened(self.address)
        except CmcError as error:
            self._not_opened(error)
            return
        self._note_opened()
        then()

    def _not_opened(self, error: CmcError) -> None:
        self._tell_trouble(error)
        if isinstance(error, PasswordWanted):
            self.password_wanted.emit()
        else:
            self._try_again_later(error)

    def _try_again_later(self, error: CmcError) -> None:
        """Look beside the window whether a shared library can be opened by now, until it can be."""
        address = self.address
        if isinstance(address, ServerAddress):
            templates = load_templates(self._window.paths.resources)
            self._again.wait(error, partial(_try, address, templates, self._clock))

    def _note_opened(self) -> None:
        self._again.rest()
        self._window.name_library(self.shown if isinstance(self.address, ServerAddress) else "")
        self._window.note_stored(None)
        self.changed.emit()

    def close(self) -> None:
        """Let go of the library; what still goes on in it stops at its next step, and writes nothing more."""
        self._again.rest()
        self._tasks.cancel()
        self.closing.emit()
        if self.library is not None:
            library, self.library = self.library, None
            self._page.let_go(library)
            library.close()

    def lose(self, error: CmcError) -> None:
        """Let go of a library that cannot be read any more; opening it again reads the file anew. A shared one is
        opened by itself when it can be."""
        self.close()
        self._tell_trouble(error)
        self._try_again_later(error)

    def once_free(self, wish: Callable[[], object]) -> None:
        """Carry out `wish`; while something goes on in this library, offer to stop that first."""
        if not self._tasks.busy:
            wish()
            return
        told = str(_goes_on(self._tasks.label))
        self._window.warn(told, tr("Stop it"), lambda: self._tasks.stop_then(wish))

    def change_to(self, address: LibraryAddress, *, new: bool = False) -> None:
        """Open another library in the place of this one, and the next time too. It stays when that is refused.

        `new`: it may begin empty, although there are backups of one that was there.
        """

        def take() -> None:
            try:
                self.take(address, new=new)
            except CmcError as error:
                self._window.refuse(error)

        def change() -> None:
            try:
                self._check(address, chosen=True, new=new)
            except CmcError as error:
                self._window.refuse(error)
                return
            self._readying.once_ready(address, take, self._window.refuse)

        self.once_free(change)

    def take(self, address: LibraryAddress, *, new: bool = False) -> None:
        """The same, once it is ready and nothing goes on in this one; raises CmcError when it is refused."""
        self.check_free_for(address)
        if self.library is not None and isinstance(address, ServerAddress) and address == self.address:
            self.library.store.renew(address)  # only the password is another one: what is open stays open
            self.address = address
            return
        if not self._leave_desk():
            return
        self._check(address, chosen=True, new=new)
        library = self._opened(address)
        self.close()
        usual = address == self._window.paths.library
        self.library, self.address = library, address
        self._window.settings.library = "" if usual else address_text(address)
        self._window.tell(tr("This is the library {path}. It is opened the next time, too.", path=self.shown))
        self._note_opened()

    def check_free_for(self, address: LibraryAddress) -> None:
        """Raise Refusal while something goes on in the open library, unless `address` is that one's, to go on with."""
        goes_on_with_it = self.library is not None and isinstance(address, ServerAddress) and address == self.address
        if self._tasks.busy and not goes_on_with_it:
            raise _goes_on(self._tasks.label)

    def _check(self, address: LibraryAddress, *, chosen: bool, new: bool = False) -> None:
        """Raises CmcError for a library that was lost, and for one that would be made or was chosen in a bad place."""
        # not before the first frame: this loads SQLAlchemy
        from cmc_desktop.model.services.backups import check_not_lost
        from cmc_desktop.model.services.library_place import check_place

        if isinstance(address, Path):
            if not new:
                check_not_lost(address)
            if not address.exists() or (chosen and address != self._window.paths.library):
                check_place(address)

    def _opened(self, address: LibraryAddress) -> Library:
        """The library at `address`, shown on the page. Raises CmcError; the page is as it was then."""
        # not before the first frame: this loads SQLAlchemy
        from cmc_desktop.model.services.library import Library
        from cmc_desktop.model.services.passwords import opened_with_password

        templates = load_templates(self._window.paths.resources)
        library = opened_with_password(
            address, lambda known: Library.open(known, templates, self._clock), lambda _address: ""
        )
        try:
            self._page.set_library(library)
        except CmcError:
            library.close()
            raise
        return library

    def _tell_trouble(self, error: CmcError) -> None:
        if error.happened in self._window.messages.text:
            self._window.messages.hide()  # once is enough
        usual = self.address == self._window.paths.library
        self._page.show_trouble(error, self.address, usual=usual)
        self._look_for_backups(error)
        self._window.note_no_library()
        self.changed.emit()

    def _look_for_backups(self, error: CmcError) -> None:
        """Tell which backups there are of a damaged file, as soon as that is known."""
        if isinstance(error, DamagedLibrary) and isinstance(self.address, Path):
            second = [Path(folder) for folder in [self._window.settings.backup_folder] if folder]
            self._listing.ask(partial(_backups, self.address, *second), self._page.trouble.tell_backups)
        else:
            self._listing.forget()

    def _show_folder(self) -> None:
        if isinstance(self.address, Path):
            self.folder_wanted.emit(self.address.parent)


def _try(address: ServerAddress, templates: Mapping[str, Template], clock: Clock) -> None:
    """Open a shared library and read its list as a window does, for nobody. Raises CmcError."""
    # loads the driver of a server
    from cmc_desktop.model.services.library import Library
    from cmc_desktop.model.services.passwords import opened_with_password

    with closing(
        opened_with_password(address, lambda known: Library.open(known, templates, clock), lambda _address: "")
    ) as library:
        library.every_listed()


def _backups(library: Path, *others: Path) -> list[Path]:
    # not before the first frame: this loads SQLAlchemy
    from cmc_desktop.model.services.backups import backups_of

    return backups_of(library, *others)


def _goes_on(what: str) -> Refusal:
    return Refusal(
        tr("Before another library is opened, this has to end: {what}", what=what),
        safe=tr("The library that is open stays open."),
        todo=tr("Wait until it has ended, or stop it."),
    )


def _gone(path: Path) -> NotThere:
    return NotThere(
        tr("The library {path}, which was open the last time, is not there.", path=path),
        todo=tr("Connect the disk or stick it is on and try again, or open another library."),
    )
