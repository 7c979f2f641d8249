"""What happens to an error nobody expected: it is logged without words, and told calmly in the window."""

from __future__ import annotations

import logging
import sys
from collections.abc import Callable
from contextlib import suppress
from pathlib import Path
from types import TracebackType

from PySide6.QtCore import QObject, Qt, Signal
from PySide6.QtWidgets import QApplication

from cmc_desktop.ui.saying import tr

_logger = logging.getLogger("cmc_desktop")


class Unexpected(QObject):
    """Takes the errors that leave a slot or a thread; Qt itself would only print them.

    Signals:
        happened(): an error was logged; it may come from any thread.
    """

    happened = Signal()

    def __init__(self, logs: Path, tell: Callable[[str], object], parent: QObject | None = None) -> None:
        super().__init__(parent)
        self._logs = logs
        self._tell = tell
        self._before = sys.excepthook
        self.happened.connect(self._on_happened, Qt.ConnectionType.QueuedConnection)

    def install(self) -> None:
        """Take the place of the present hook, which is asked afterwards."""
        sys.excepthook = self.take

    def take(self, kind: type[BaseException], error: BaseException, trace: TracebackType | None) -> None:
        """Log where the error came from and let it be told; Ctrl+C ends the app as it would without windows."""
        if issubclass(kind, KeyboardInterrupt):
            QApplication.exit(130)
            return
        _logger.error("unexpected", exc_info=(kind, error, trace))
        with suppress(RuntimeError):  # the window is gone already
            self.happened.emit()
        self._before(kind, error, trace)

    def _on_happened(self) -> None:
        self._tell(
            tr(
                "Something went wrong that should not have. What was stored before is safe. "
                "The details, without any of your words, are in the folder {folder}.",
                folder=self._logs,
            )
        )
