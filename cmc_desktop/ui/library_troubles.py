"""What becomes of the windows when a library, or a canvas of it, goes away under them."""

from __future__ import annotations

from collections.abc import Callable, Sequence
from functools import partial

from PySide6.QtCore import QObject
from PySide6.QtWidgets import QApplication

from cmc_desktop.model.domain.errors import CmcError, CutOff, LibraryReplaced
from cmc_desktop.ui.canvas_going import close_dialogs
from cmc_desktop.ui.desks import Desks
from cmc_desktop.ui.library_keeper import LibraryKeeper
from cmc_desktop.ui.main_window import MainWindow
from cmc_desktop.ui.saying import tr


class LibraryTroubles(QObject):
    """Lets go of what is not there any more, and opens what lies there now; words that are being typed wait.

    `practises` tells whether the desk is that of a practice, whose library nobody else has; `forget_words` takes what
    waits to be stored in a canvas away for good, and tells whether it could.
    """

    def __init__(
        self,
        window: MainWindow,
        keeper: LibraryKeeper,
        desks: Desks,
        practises: Callable[[], bool],
        forget_words: Callable[[str], bool],
    ) -> None:
        super().__init__(window)
        self._window = window
        self._keeper = keeper
        self._desks = desks
        self._practises = practises
        self._forget_words = forget_words
        self._reopens = False

    def meet(self, error: CmcError) -> None:
        """The library's list could not be read."""
        if isinstance(error, LibraryReplaced):
            self.reopen(error)
        elif self._desks.desk is None and not isinstance(error, CutOff):
            self._keeper.lose(error)
        else:
            self._window.refuse(error)

    def reopen(self, error: CmcError) -> None:
        """Open what lies there now, and the canvas that was on the desk."""
        canvas_id = self._window.settings.open_canvas
        if self._reopens or self._practises():
            return
        self._reopens = True  # the page of the library, which comes in sight meanwhile, notices the same
        try:
            if not self._desks.leave():
                return
            words = close_dialogs(self._window)
            self._keeper.close()
            self._keeper.open(lambda: self._on_opened_again(canvas_id, error, words))
        finally:
            self._reopens = False

    def _on_opened_again(self, canvas_id: str, error: CmcError, words: Sequence[str]) -> None:
        """`words` were typed in dialogs; those of the desk are back where they were typed."""
        if canvas_id:
            self._desks.open(canvas_id)
        self._tell(tr("{what} It was opened again, with what it holds now.", what=error.happened), words)

    def lose_canvas(self, error: CmcError) -> None:
        """Leave a canvas that another window removed; words typed in it are shown, to be taken elsewhere."""
        desk = self._desks.desk
        if desk is None or self.sender() is not desk.bridge:
            return
        words, canvas_id = desk.words.typed(), desk.bridge.canvas.id
        if not self._desks.leave() or not self._forget_words(canvas_id):
            return
        self._tell(str(error), [*words, *close_dialogs(self._window)])

    def _tell(self, what: str, words: Sequence[str]) -> None:
        """Say what happened, and which words have no place any more: they can be copied."""
        if not words:
            self._window.warn(what)
            return
        typed = tr("What was being typed there: {words}", words=" · ".join(words))
        copy = partial(QApplication.clipboard().setText, "\n".join(words))
        self._window.tell(f"{what} {typed}", tr("Copy it"), copy, stays=True)
