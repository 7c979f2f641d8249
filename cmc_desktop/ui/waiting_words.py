"""Words typed on the desk that no rule lets in: put away when the canvas is left, and back where they were typed."""

from __future__ import annotations

from contextlib import suppress

from PySide6.QtCore import QObject, QTimer

from cmc_desktop.model.domain.errors import CmcError
from cmc_desktop.ui.desk.desk_page import DeskPage
from cmc_desktop.ui.merge.conflict_words import ConflictWords
from cmc_desktop.ui.session_bridge import SessionBridge
from cmc_desktop.ui.unstored_words import UnstoredWords


class WaitingWords(QObject):
    """Of one canvas: those in the lines and notes of its desk, and those typed for its conflicts."""

    def __init__(self, file: UnstoredWords, bridge: SessionBridge, desk: DeskPage, conflicts: ConflictWords) -> None:
        super().__init__(bridge)
        self._file = file
        self._bridge = bridge
        self._desk = desk
        self._conflicts = conflicts
        #: whether words were put away that are not stored
        self.wait = False
        #: what the file holds of this canvas, by place
        self._kept: dict[str, str] = {}
        self._keeping = QTimer(self)
        self._keeping.setSingleShot(True)
        self._keeping.setInterval(0)
        self._keeping.timeout.connect(self._keep_what_waits)
        # after the write is through, when its words have left their lines; and for words that are deleted by hand
        bridge.written.connect(self._look)
        bridge.ticked.connect(self._look)

    def put_away(self) -> None:
        """Before the canvas is left: store what is being typed, and keep what the rules do not let in until it is
        opened again. Raises LibraryTrouble when it cannot be kept."""
        words = self._desk.unstored_words() | self._conflicts.unstored_words()
        self._file.keep(self._bridge.canvas.id, words)
        self._kept = words
        self.wait = bool(words)

    def bring_back(self) -> bool:
        """Put words that were put away where they were typed; False when there are none."""
        words = self._file.of(self._bridge.canvas.id)
        if not words:
            return False
        self._desk.bring_back(words)
        self._conflicts.bring_back(words)
        # by the places where they are now: the note that they were for may be gone
        self._kept = self._typed()
        return True

    def typed(self) -> list[str]:
        """What is being typed and not stored, for people to read."""
        return [words for words in self._typed().values() if words]

    def let_go(self) -> None:
        """Leave the file as it is from here on: the desk goes, and its lines with it."""
        self._kept = {}

    def _typed(self) -> dict[str, str]:
        return self._desk.waiting_words() | self._conflicts.unstored_words()

    def _look(self, _fact: object) -> None:
        if self._kept:
            self._keeping.start()

    def _keep_what_waits(self) -> None:
        """Kept words go from the file when they are stored or deleted, never before; until then it holds them as they
        stand now, so that the end of the process neither loses nor doubles them."""
        if not self._kept:
            return
        waiting = self._typed()
        words = {place: waiting[place] for place in self._kept if place in waiting}
        if words != self._kept:
            with suppress(CmcError):  # the file cannot be written just now: the next second will do
                self._file.keep(self._bridge.canvas.id, words)
                self._kept = words
