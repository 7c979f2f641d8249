"""What can be done with whole canvases from the library: make, rename, copy, put away, bring back."""

from __future__ import annotations

from collections.abc import Callable, Iterable
from pathlib import Path
from typing import TYPE_CHECKING

from PySide6.QtCore import QObject, Signal
from PySide6.QtWidgets import QWidget

from cmc_desktop.model.domain.errors import CmcError, LedElsewhere, LibraryTrouble, Refusal
from cmc_desktop.model.domain.head import CanvasState, Head
from cmc_desktop.model.services.series import Series
from cmc_desktop.model.store.library_address import LibraryAddress
from cmc_desktop.ui.library.taking_back import Step, TakingBack
from cmc_desktop.ui.look import Look
from cmc_desktop.ui.saying import tr

if TYPE_CHECKING:
    from cmc_desktop.model.services.library import Library


class CanvasVerbs(QObject):
    """Carries out the verbs on an open library; nothing asks twice, what takes something away can be undone.

    Signals:
        listing_changed(str): the list is to be read anew; the id of the canvas to be current, or empty.
        canvas_wanted(str): the canvas with this id came back; it is to be shown, wherever it is.
        canvas_made(str): a new canvas with this id, to be opened at once.
        told(str, str, object): a sentence; a button's text and what it does, or empty and None.
        refused(CmcError): a verb was refused; nothing changed.
    """

    listing_changed = Signal(str)
    canvas_wanted = Signal(str)
    canvas_made = Signal(str)
    told = Signal(str, str, object)
    refused = Signal(object)

    def __init__(self, look: Look, window: QWidget) -> None:
        super().__init__(window)
        self._look = look
        self._window = window
        self._library: Library | None = None
        self._address: LibraryAddress | None = None
        self.taking_back = TakingBack(self)
        self.taking_back.taken_back.connect(self._on_taken_back)
        self.taking_back.refused.connect(self.refused)

    def set_library(self, library: Library | None) -> None:
        """Act on `library` from now on; None until it is open. What was done in another one stays as it is."""
        if library is not None and self._address != library.store.address:
            self.taking_back.forget_all()
            self._address = library.store.address
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
            library.do(head.id, Rename(title, city, head))
            self.listing_changed.emit(head.id)

        RenameDialog(head.title, head.city, rename, self._window).open()

    def duplicate(self, head: Head) -> None:
        library = self._library
        if library is None:
            return

        def copy() -> None:
            copy_id = library.duplicate(head.id)
            step = Step(
                copy_id,
                tr("copy of “{title}”", title=head.title),
                lambda: self._open_library().delete(copy_id),
                tr("The copy of “{title}” is deleted again.", title=head.title),
                head.id,
            )
            told = tr("“{title}” was copied as a draft; people and answers stay with the original.", title=head.title)
            self._done(step, told, copy_id)

        self._try(copy)

    def new_version(self, head: Head) -> None:
        """Continue from a signed canvas and open the new version."""
        library = self._library
        if library is None:
            return

        def continue_from() -> None:
            canvas_id = Series(library).new_version(head.id)
            self.listing_changed.emit(canvas_id)
            self.canvas_made.emit(canvas_id)

        self._try(continue_from)

    def archive(self, head: Head) -> None:
        """Put the canvas into the archive, or take it out when it is there."""
        library = self._library
        if library is None:
            return
        inside = tr("“{title}” is in the archive.", title=head.title)
        outside = tr("“{title}” is out of the archive.", title=head.title)
        if head.archived:
            label = tr("take “{title}” out of the archive", title=head.title)
            step = Step(head.id, label, lambda: self._open_library().archive(head.id), inside, head.id)
            self._put_away(head, lambda _led: library.unarchive(head.id), step, outside)
        else:
            label = tr("archive “{title}”", title=head.title)
            step = Step(head.id, label, lambda: self._open_library().unarchive(head.id), outside, head.id)
            archive = tr("&Archive it all the same")
            self._put_away(head, lambda led: library.archive(head.id, though_led=led), step, inside, archive)

    def delete(self, head: Head) -> None:
        library = self._library
        if library is None:
            return
        label = tr("delete “{title}”", title=head.title)
        step = Step(head.id, label, lambda: self._open_library().restore(head.id), _back_again(head), head.id)
        told, delete = tr("“{title}” was deleted.", title=head.title), tr("&Delete it all the same")
        self._put_away(head, lambda led: library.delete(head.id, though_led=led), step, told, delete)

    def bring_back(self, head: Head) -> None:
        """Put a deleted canvas back to where it was."""
        library = self._library
        if library is None:
            return

        def restore() -> None:
            library.restore(head.id)
            self.taking_back.forget(head.id)
            self.canvas_wanted.emit(head.id)
            self.told.emit(_back_again(head), "", None)

        self._try(restore)

    def _put_away(
        self, head: Head, verb: Callable[[bool], None], step: Step, told: str, go_on: str = "", *, led: bool = False
    ) -> None:
        """Carry out `verb`, given whether it is meant although another laptop leads; where one does, that is asked."""

        def do() -> None:
            try:
                verb(led)
            except LedElsewhere as error:
                self._ask(head, error.leader, go_on, lambda: self._put_away(head, verb, step, told, led=True))
            else:
                self._done(step, told, "")

        self._try(do)

    def _ask(self, head: Head, leader: str, go_on: str, wish: Callable[[], object]) -> None:
        # not before the first frame: dialogs
        from cmc_desktop.ui.library.led_question import LedQuestion

        question = LedQuestion(head.title, leader, go_on, self._window)
        question.accepted.connect(wish)
        question.open()

    def _done(self, step: Step, told: str, current: str) -> None:
        self.taking_back.did(step)
        self.listing_changed.emit(current)
        self.told.emit(told, tr("Undo"), lambda: self.taking_back.take_back(step))

    def _on_taken_back(self, step: Step) -> None:
        self.canvas_wanted.emit(step.shown)
        self.told.emit(step.told, "", None)

    def _open_library(self) -> Library:
        """The library by the time a step is taken back: it may have been opened anew since. Raises LibraryTrouble."""
        if self._library is None:
            raise LibraryTrouble(tr("The library is not open."), safe=tr("Nothing was changed."))
        return self._library

    def _try(self, wish: Callable[[], None]) -> None:
        try:
            wish()
        except CmcError as error:
            self.refused.emit(error)


def _back_again(head: Head) -> str:
    if head.archived:
        return tr("“{title}” is back, in the archive.", title=head.title)
    return tr("“{title}” is back.", title=head.title)
