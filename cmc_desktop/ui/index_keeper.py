"""Brings the library's word index up to date in a quiet moment, off the window's thread and off every edit's path."""

from __future__ import annotations

import time
from collections.abc import Callable
from contextlib import suppress
from typing import TYPE_CHECKING

from PySide6.QtCore import QObject, Qt, QThreadPool, QTimer, Signal

if TYPE_CHECKING:
    from cmc_desktop.model.services.library import Library

#: so long nothing was written, or so long at most somebody wrote on and on
_QUIET_MS, _LATEST_MS = 300, 600
#: where somebody else was writing or reading at that moment: after so long again, then ever later
_AGAIN_MS, _AGAIN_LATEST_MS = 100, 60_000


class IndexKeeper(QObject):
    """Waits after each edit until nobody writes. Searching finds everything meanwhile, as it reads what is not indexed.

    A library that is closed stops the work at once, so nothing is left running on its file.
    """

    _ended = Signal(bool)

    def __init__(self, library: Callable[[], Library | None], parent: QObject | None = None) -> None:
        super().__init__(parent)
        self._library = library
        self._since = 0.0
        self._pool = QThreadPool(self)
        self._pool.setMaxThreadCount(1)
        self._timer = QTimer(self)
        self._timer.setSingleShot(True)
        self._timer.timeout.connect(self._begin)
        self._again = _AGAIN_MS
        self._ended.connect(self._on_ended, Qt.ConnectionType.QueuedConnection)

    def touch(self, _fact: object = None) -> None:
        """Something was written."""
        self._again = _AGAIN_MS
        if not self._timer.isActive():
            self._since = time.monotonic()
        left = _LATEST_MS - int((time.monotonic() - self._since) * 1000)
        self._timer.start(max(0, min(_QUIET_MS, left)))

    def _begin(self) -> None:
        library = self._library()
        if library is not None:
            self._pool.start(lambda: self._work(library))

    def _work(self, library: Library) -> None:
        """On the worker's thread."""
        whole = library.finder.refresh()
        with suppress(RuntimeError):  # the window is gone meanwhile, and nobody to tell it to
            self._ended.emit(whole)

    def _on_ended(self, whole: bool) -> None:
        if not whole and self._library() is not None and not self._timer.isActive():
            self._timer.start(self._again)
            self._again = min(2 * self._again, _AGAIN_LATEST_MS)
