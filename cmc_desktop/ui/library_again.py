"""Looks from time to time whether a shared library that could not be opened can be opened by now."""

from __future__ import annotations

from collections.abc import Callable
from functools import partial

from PySide6.QtCore import QObject, QTimer, Signal

from cmc_desktop.model.domain.errors import CmcError, CutOff
from cmc_desktop.ui.beside import Beside

#: milliseconds between two looks: at first, and at most
_FIRST_MS, _LONGEST_MS = 2_000, 60_000


class LibraryAgain(QObject):
    """A server that is away is looked for steadily; where it is there and something else is wrong, ever more seldom.

    Signals:
        worth_it(): it can be opened, or what is wrong is something else by now.
    """

    worth_it = Signal()

    def __init__(self, parent: QObject | None = None, first_ms: int = _FIRST_MS, longest_ms: int = _LONGEST_MS) -> None:
        super().__init__(parent)
        self._first_ms = first_ms
        self._longest_ms = longest_ms
        self._pause_ms = first_ms
        self._happened = ""
        self._try: Callable[[], object] = lambda: None
        self._looking = Beside("server", self)
        self._timer = QTimer(self)
        self._timer.setSingleShot(True)
        self._timer.timeout.connect(self._look)

    @property
    def pause_ms(self) -> int:
        """How long is, or was, waited before a look."""
        return self._timer.interval()

    def wait(self, error: CmcError, try_it: Callable[[], object]) -> None:
        """It could not be opened because of `error`. `try_it` is called on a thread of its own; it raises CmcError."""
        self._happened, self._try = error.happened, try_it
        self._timer.start(self._pause_ms)
        self._pause_ms = self._first_ms if isinstance(error, CutOff) else min(2 * self._pause_ms, self._longest_ms)

    def rest(self) -> None:
        """Look no more; the next trouble is another one."""
        self._timer.stop()
        self._looking.forget()
        self._pause_ms = self._first_ms

    def _look(self) -> None:
        self._looking.ask(partial(_trouble, self._try), self._on_looked)

    def _on_looked(self, error: CmcError | None) -> None:
        if error is not None and error.happened == self._happened:
            self.wait(error, self._try)
        else:
            self.worth_it.emit()


def _trouble(try_it: Callable[[], object]) -> CmcError | None:
    try:
        try_it()
    except CmcError as error:
        return error
    return None
