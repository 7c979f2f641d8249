"""What the app noted, read on as it grows: only while somebody looks, and never while words are typed."""

from __future__ import annotations

from typing import TYPE_CHECKING

from PySide6.QtCore import QObject, QTimer, Signal

from cmc_desktop.model.domain.agenda import AgendaItem
from cmc_desktop.model.domain.errors import CmcError
from cmc_desktop.model.domain.participant import Participant
from cmc_desktop.ui.session_bridge import SessionBridge

if TYPE_CHECKING:
    from cmc_desktop.model.services.log_lines import LogLine
    from cmc_desktop.model.services.session import Written

#: ms after the last write until the log is read on
_QUIET = 300
#: what the sentences name: when one of these changes, the log is told anew
_NAMED = (Participant, AgendaItem)


class NotedLog(QObject):
    """The log of the open canvas.

    Signals:
        grown(): lines came, or are told in other words.
    """

    grown = Signal()

    def __init__(self, bridge: SessionBridge, parent: QObject | None = None) -> None:
        super().__init__(parent)
        self._bridge = bridge
        self.lines: list[LogLine] = []
        self._last = 0
        self._wait = QTimer(self)
        self._wait.setSingleShot(True)
        self._wait.setInterval(_QUIET)
        self._wait.timeout.connect(self.read)

    def look(self, written: Written) -> None:
        """Something was written; it is read when it has been quiet for a moment."""
        if any(isinstance(put, _NAMED) for put in written.puts):
            self.forget()
        self._wait.start()

    def forget(self) -> None:
        """Read everything anew the next time."""
        self._last = 0
        self._wait.stop()

    def read(self) -> None:
        """Read on now."""
        # it stands on the store, which is loaded after the first frame
        from cmc_desktop.model.services.log_lines import log_lines

        try:
            came = log_lines(self._bridge.session, after=self._last)
        except CmcError as error:
            self._bridge.refused.emit(error, None)
            return
        if not self._last:
            self.lines = []
        elif not came:
            return
        self.lines += came
        self._last = max((line.seq for line in came), default=self._last)
        self.grown.emit()
