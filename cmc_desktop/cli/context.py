"""What the verbs work with: the folders, the library, the clock, and ways to get at a canvas."""

from __future__ import annotations

import sys
from collections.abc import Callable, Iterator
from contextlib import contextmanager
from dataclasses import dataclass
from functools import cached_property
from pathlib import Path

from cmc_desktop.cli.words import complain
from cmc_desktop.i18n import tr
from cmc_desktop.model.domain.errors import NotThere, Refusal
from cmc_desktop.model.domain.template import Template
from cmc_desktop.model.services.backups import check_not_lost
from cmc_desktop.model.services.clock import Clock
from cmc_desktop.model.services.library import Library
from cmc_desktop.model.services.library_place import check_place, standing_warning
from cmc_desktop.model.services.passwords import opened_with_password
from cmc_desktop.model.services.resources import load_templates
from cmc_desktop.model.services.safe_file import shown_name
from cmc_desktop.model.services.session import Session
from cmc_desktop.model.store.library_address import LibraryAddress, ServerAddress, shown_address
from cmc_desktop.paths import Paths

#: takes the pictures desk.png and projector.png of an open canvas into a folder
TakePictures = Callable[[Session, Path], None]


@dataclass(frozen=True)
class Context:
    """One run of the command line. `pictures` comes from the app: commands know no windows."""

    paths: Paths
    library_address: LibraryAddress
    clock: Clock
    pictures: TakePictures | None = None

    @cached_property
    def templates(self) -> dict[str, Template]:
        return load_templates(self.paths.resources)

    def template(self, key: str) -> str:
        """The same key, also an empty one. Raises NotThere for a template there is not."""
        if key and key not in self.templates:
            raise NotThere(
                tr("There is no template “{key}”.", key=key),
                todo=tr("The templates are: {keys}.", keys=", ".join(self.templates)),
            )
        return key

    @contextmanager
    def library(self) -> Iterator[Library]:
        """The library, made when missing. Raises NotThere for one that was named in a folder that does not exist."""
        self._check_folder()
        self._check_place()
        library = opened_with_password(
            self.library_address,
            lambda address: Library.open(address, self.templates, self.clock),
            self.ask_password,
        )
        try:
            yield library
        finally:
            library.close()

    @contextmanager
    def library_there(self) -> Iterator[Library | None]:
        """The library, or None when the user's own was not made yet: looking at it makes no file.

        Raises NotThere when a library was named and is not there: an empty list would hide a slip of the pen.
        """
        self._check_folder()
        if self.may_be_there:
            with self.library() as library:
                yield library
            return
        if self._is_named:
            raise NotThere(self.no_library, todo=tr("Check its name; “new” and “import” make one there."))
        yield None

    @staticmethod
    def ask_password(address: ServerAddress) -> str:
        """Ask whoever sits there for the password of a shared library; empty when nobody does."""
        if not sys.stdin.isatty():
            return ""
        from getpass import getpass  # needed for this alone

        return getpass(tr("Password for {library}: ", library=address.shown))

    @staticmethod
    def check_there(address: LibraryAddress) -> None:
        """Raise NotThere when a library is a file that does not exist."""
        if isinstance(address, Path) and not address.exists():
            raise NotThere(tr("There is no library at {path}.", path=shown_name(address)))

    @property
    def no_library(self) -> str:
        return tr("There is no library at {path}.", path=self.shown)

    @property
    def shown(self) -> str:
        """How people are told which library it is."""
        return shown_address(self.library_address)

    @property
    def may_be_there(self) -> bool:
        """False for a file that does not exist yet; a server answers for itself."""
        return not isinstance(self.library_address, Path) or self.library_address.exists()

    @property
    def library_path(self) -> Path:
        """The library's file. Raises Refusal when it is on a server."""
        if not isinstance(self.library_address, Path):
            raise Refusal(
                tr("This is done with a library in a file; {library} is on a server.", library=self.shown),
                todo=tr("Whoever looks after the server makes its backups."),
            )
        return self.library_address

    @property
    def _is_named(self) -> bool:
        """Whether the user named a library, which is a place of their own and may hold a slip of the pen."""
        return self.library_address != self.paths.library

    def _check_folder(self) -> None:
        if not isinstance(self.library_address, Path):
            return
        folder = self.library_address.parent
        if self._is_named and not folder.is_dir():
            raise NotThere(
                tr("There is no folder {path}.", path=shown_name(folder)),
                safe=tr("Nothing was written."),
                todo=tr("Make the folder first, or choose another one."),
            )

    def _check_place(self) -> None:
        """Raises CmcError where a library was lost, or must not be made; a word about one that lies badly already."""
        path = self.library_address
        if not isinstance(path, Path):
            return
        check_not_lost(path)
        if not path.exists():
            check_place(path)
        elif warning := standing_warning(path):
            complain(warning)

    @contextmanager
    def opened(self, canvas_id: str) -> Iterator[tuple[Library, Session]]:
        """The library and an open canvas of it. Raises NotThere for a canvas that does not exist or was deleted."""
        with self.library_there() as library:
            if library is None:
                raise NotThere(self.no_library)
            session = library.session(canvas_id)
            if session.canvas.head.deleted_at:
                raise NotThere(tr("The canvas {id} was deleted.", id=canvas_id), todo=tr("Bring it back in the app."))
            yield library, session

    @contextmanager
    def session(self, canvas_id: str) -> Iterator[Session]:
        """An open canvas; raises as `opened` does."""
        with self.opened(canvas_id) as (_, session):
            yield session
