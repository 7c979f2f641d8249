"""What can be done with whole canvases from the library: make, rename, copy, put away, bring back."""

from __future__ import annotations

from collections.abc import Callable, Iterable
from pathlib import Path
from typing import TYPE_CHECKING

from PySide6.QtCore import QObject, Signal
from PySide6.QtWidgets import QWidget

from cmc_desktop.i18n import tr
from cmc_desktop.model.domain.errors import CmcError, Refusal
from cmc_desktop.model.domain.head import CanvasState, Head
from cmc_desktop.ui.look import Look

if TYPE_CHECKING:
    from cmc_desktop.model.services.library import Library


class CanvasVerbs(QObject):
    """Carries out the verbs on an open library; nothing asks twice, what takes something away can be undone.

    Signals:
        listing_changed(str): the list is to be read anew; the id of the canvas to be current, or empty.
        canvas_made(str): a new canvas with this id, to be opened at once.
        told(str, str, object): a sentence; a button's text and what it does, or empty and None.
        refused(CmcError): a verb was refused; nothing changed.
    """

    listing_changed = Signal(str)
    canvas_made = Signal(str)
    told = Signal(str, str, object)
    refused = Signal(object)

    def __init__(self, look: Look, window: QWidget) -> None:
        super().__init__(window)
        self._look = look
        self._window = window
        self._library: Library | None = None

    def set_library(self, library: Library | None) -> None:
        self._library = library

    def new(self, cities: Iterable[str]) -> None:
        """Ask for title, city and template, then make the canvas."""
        library = self._library
        if library is None:
            return
        # not before the first frame: dialogs
        from cmc_desktop.ui.dialogs.new_canvas_dialog import NewCanvasDialog

        def make(title: str, city: str, template: str) -> None:
            canvas_id = library.new(title, city, template)
            self.listing_changed.emit(canvas_id)
            self.canvas_made.emit(canvas_id)

        NewCanvasDialog(self._look, library.templates, make, cities, self._window).open()

    def add_sample(self, resources: Path) -> None:
        """Put the sample city into the library and open it."""
        library = self._library
        if library is None:
            return
        # SQLAlchemy comes with it, and the library brought that in already.
        from cmc_desktop.model.services.sample import add_sample

        def add() -> None:
            canvas_id = add_sample(library, resources)
            self.listing_changed.emit(canvas_id)
            self.canvas_made.emit(canvas_id)

        self._try(add)

    def rename(self, head: Head) -> None:
        """Ask for title and city; a signed canvas is refused before anything is typed."""
        library = self._library
        if library is None:
            return
        if head.state == CanvasState.SIGNED:
            self.refused.emit(
                Refusal(
                    tr("“{title}” is signed, and its title is part of what was signed.", title=head.title),
                    todo=tr("Start a new version to give it another title."),
                )
            )
            return
        # not before the first frame: dialogs, and the changes with all they can be
        from cmc_desktop.model.domain.changes import Rename
        from cmc_desktop.ui.dialogs.rename_dialog import RenameDialog

        def rename(title: str, city: str) -> None:
            library.do(head.id, Rename(title, city))
            self.listing_changed.emit(head.id)

        RenameDialog(head.title, head.city, rename, self._window).open()

    def duplicate(self, head: Head) -> None:
        library = self._library
        if library is None:
            return

        def copy() -> None:
            copy_id = library.duplicate(head.id)
            self.listing_changed.emit(copy_id)
            self.told.emit(
                tr("“{title}” was copied as a draft; people and answers stay with the original.", title=head.title),
                tr("Take back"),
                lambda: self._take_away(copy_id, head.id),
            )

        self._try(copy)

    def new_version(self, head: Head) -> None:
        """Continue from a signed canvas and open the new version."""
        library = self._library
        if library is None:
            return

        def continue_from() -> None:
            canvas_id = library.new_version(head.id)
            self.listing_changed.emit(canvas_id)
            self.canvas_made.emit(canvas_id)

        self._try(continue_from)

    def archive(self, head: Head) -> None:
        """Put the canvas into the archive, or take it out when it is there."""
        library = self._library
        if library is None:
            return
        away, back = library.archive, library.unarchive
        told = tr("“{title}” is in the archive.", title=head.title)
        if head.archived:
            away, back = back, away
            told = tr("“{title}” is out of the archive.", title=head.title)
        self._with_undo(head, away, back, told)

    def delete(self, head: Head) -> None:
        library = self._library
        if library is not None:
            told = tr("“{title}” was deleted.", title=head.title)
            self._with_undo(head, library.delete, library.restore, told)

    def _with_undo(self, head: Head, verb: Callable[[str], None], inverse: Callable[[str], None], told: str) -> None:
        def undo() -> None:
            inverse(head.id)
            self.listing_changed.emit(head.id)

        def do() -> None:
            verb(head.id)
            self.listing_changed.emit("")
            self.told.emit(told, tr("Undo"), lambda: self._try(undo))

        self._try(do)

    def _take_away(self, copy_id: str, original_id: str) -> None:
        library = self._library
        if library is None:
            return

        def take_away() -> None:
            library.delete(copy_id)
            self.listing_changed.emit(original_id)

        self._try(take_away)

    def _try(self, wish: Callable[[], None]) -> None:
        try:
            wish()
        except CmcError as error:
            self.refused.emit(error)
