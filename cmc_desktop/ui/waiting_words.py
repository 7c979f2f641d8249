"""Words typed on the desk that are not stored: kept soon after they were typed, and back where they were typed."""

from __future__ import annotations

from contextlib import suppress

from PySide6.QtCore import QObject, QTimer

from cmc_desktop.model.domain.errors import CmcError
from cmc_desktop.model.domain.practice_mark import is_practice
from cmc_desktop.ui.desk.desk_page import DeskPage
from cmc_desktop.ui.merge.conflict_words import ConflictWords
from cmc_desktop.ui.session_bridge import SessionBridge
from cmc_desktop.ui.unstored_words import UnstoredWords

#: seconds after which words are kept also when somebody types on and on
_LONGEST = 5


class WaitingWords(QObject):
    """Of one canvas: those in the lines and notes of its desk, and those typed for its conflicts.

    A second looks at them; they are written when nothing was typed since the second before, so that no key waits for
    the disk, and the end of the process takes few of them.
    """

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
        self._seen: dict[str, str] = {}
        self._seconds_typed = 0
        self._gone = False
        self._is_awaited = False
        self._keeping = QTimer(self)
        self._keeping.setSingleShot(True)
        self._keeping.setInterval(0)
        self._keeping.timeout.connect(self._keep_what_waits)
        # after the write is through, when its words have left their lines; and for words that are deleted by hand
        bridge.written.connect(self._look)
        bridge.ticked.connect(self._on_bridge_ticked)

    def put_away(self) -> None:
        """Before the canvas is left: store what is being typed, and keep what the rules do not let in until it is
        opened again. Raises LibraryTrouble when it cannot be kept."""
        words = self._desk.unstored_words() | self._conflicts.unstored_words()
        self._file.keep(self._bridge.canvas.id, words)
        self._kept = words
        self.wait = bool(words)

    def keep_as_typed(self) -> None:
        """Before the canvas is left for a moment: keep what is being typed until it is back on the desk, and store
        nothing, as nobody has entered it. Raises LibraryTrouble when it cannot be kept."""
        words = self._typed()
        self._file.keep(self._bridge.canvas.id, words)
        self._kept = words
        self.wait = bool(words)

    def bring_back(self) -> bool:
        """Put words that were put away where they were typed; False when there are none."""
        words = self._file.take(self._bridge.canvas.id)
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

    def places(self) -> list[str]:
        """Where such words are."""
        return [place for place, words in self._typed().items() if words]

    def let_go(self) -> None:
        """Leave the file as it is from here on: the desk goes, its lines with it, and the next desk that has the canvas
        takes its words."""
        self._gone = True
        self._keeping.stop()
        if not self._is_awaited:
            self._file.release()

    def wait_for_next(self) -> UnstoredWords:
        """The words stay those of this window until the canvas is on its desk again, which is to `go_on_with` them."""
        self._is_awaited = True
        return self._file

    def go_on_with(self, file: UnstoredWords) -> None:
        """The canvas was on a desk of this window a moment ago."""
        self._file = file

    def _typed(self) -> dict[str, str]:
        return self._desk.waiting_words() | self._conflicts.unstored_words()

    def _look(self, _fact: object) -> None:
        if self._kept and not self._gone:
            self._keeping.start()

    def _keep_what_waits(self) -> None:
        """Kept words go from the file when they are stored or deleted, never before; until then it holds them as they
        stand now, so that the end of the process neither loses nor doubles them."""
        if self._gone or not self._kept:
            return
        # also what goes on in another place now, as words over a note do where its conflict is settled
        held = set(self._kept.values())
        self._keep({place: words for place, words in self._typed().items() if place in self._kept or words in held})

    def _on_bridge_ticked(self, now: int) -> None:
        """What the file holds is followed at once, new words wait for a pause; of a practice nothing is kept."""
        self._look(now)
        if self._gone or is_practice(self._bridge.canvas.head):
            return
        typed = self._typed()
        self._seconds_typed = self._seconds_typed + 1 if typed != self._kept else 0
        if typed == self._seen or self._seconds_typed >= _LONGEST:
            self._keep(typed)
        self._seen = typed

    def _keep(self, words: dict[str, str]) -> None:
        if words == self._kept:
            return
        with suppress(CmcError):  # the file cannot be written just now: the next second will do
            self._file.keep(self._bridge.canvas.id, words)
            self._kept = words
            self._seconds_typed = 0
