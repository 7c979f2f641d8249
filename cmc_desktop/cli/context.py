"""What the verbs work with: the folders, the library, the clock, and ways to get at a canvas."""

from __future__ import annotations

from collections.abc import Callable, Iterator
from contextlib import contextmanager
from dataclasses import dataclass
from functools import cached_property
from pathlib import Path

from cmc_desktop.i18n import tr
from cmc_desktop.model.domain.errors import NotThere
from cmc_desktop.model.domain.template import Template
from cmc_desktop.model.services.clock import Clock
from cmc_desktop.model.services.library import Library
from cmc_desktop.model.services.resources import load_templates
from cmc_desktop.model.services.session import Session
from cmc_desktop.paths import Paths

#: takes the pictures desk.png and projector.png of an open canvas into a folder
TakePictures = Callable[[Session, Path], None]


@dataclass(frozen=True)
class Context:
    """One run of the command line. `pictures` comes from the app: commands know no windows."""

    paths: Paths
    library_path: Path
    clock: Clock
    pictures: TakePictures | None = None

    @cached_property
    def templates(self) -> dict[str, Template]:
        return load_templates(self.paths.resources)

    @contextmanager
    def library(self) -> Iterator[Library]:
        """The library, made when missing."""
        library = Library.open(self.library_path, self.templates, self.clock)
        try:
            yield library
        finally:
            library.close()

    @contextmanager
    def library_there(self) -> Iterator[Library | None]:
        """The library, or None when there is none yet: looking at it makes no file."""
        if not self.library_path.exists():
            yield None
            return
        with self.library() as library:
            yield library

    @contextmanager
    def opened(self, canvas_id: str) -> Iterator[tuple[Library, Session]]:
        """The library and an open canvas of it. Raises NotThere for a canvas that does not exist or was deleted."""
        with self.library_there() as library:
            if library is None:
                raise NotThere(tr("There is no library at {path} yet.", path=self.library_path))
            session = library.session(canvas_id)
            if session.canvas.head.deleted_at:
                raise NotThere(tr("The canvas {id} was deleted.", id=canvas_id), todo=tr("Bring it back in the app."))
            yield library, session

    @contextmanager
    def session(self, canvas_id: str) -> Iterator[Session]:
        """An open canvas; raises as `opened` does."""
        with self.opened(canvas_id) as (_, session):
            yield session
