"""What is being typed anywhere on the desk: stored before the room goes on, kept while it is not stored."""

from __future__ import annotations

from collections.abc import Callable, Mapping, Sequence

from PySide6.QtCore import QObject

from cmc_desktop.model.domain.changes import Change, SetElement
from cmc_desktop.ui.board.board_view import BoardView
from cmc_desktop.ui.desk.typing_places import TypingPlace, TypingPlaces
from cmc_desktop.ui.session_bridge import SessionBridge
from cmc_desktop.ui.workshop.roll_call_page import RollCallPage


class DeskTyping(QObject):
    """On the board, in the lines `beside` it, and in the answers begun in the roll call, which nobody but the person
    who is asked gives."""

    def __init__(
        self, bridge: SessionBridge, board: BoardView, beside: Sequence[TypingPlace], roll_call: RollCallPage
    ) -> None:
        super().__init__(bridge)
        self._beside_board = TypingPlaces(beside)
        self._lines = TypingPlaces([board, self._beside_board])
        self._roll_call = roll_call
        bridge.turning.connect(self._on_bridge_turning)

    def store(self) -> None:
        """Store what is being typed, as far as the rules let it in."""
        self._lines.finish_typing()

    def storing_before(self, wish: Callable[[], object]) -> Callable[[], object]:
        """`wish`, once the words being typed are stored where and when they were typed."""

        def wish_then() -> object:
            self.store()
            return wish()

        return wish_then

    def waiting(self) -> dict[str, str]:
        """Words that are not stored as they stand now, by the place where they are typed; nothing is done to them."""
        return self._lines.unstored_words() | self._roll_call.unstored_words()

    def bring_back(self, words: Mapping[str, str]) -> None:
        """Put such words where they were typed."""
        self._lines.bring_back(words)
        self._roll_call.bring_back(words)

    def _on_bridge_turning(self, change: Change) -> None:
        """What is typed on the board has its element already, and it may be this very click into an editor that turns
        to it."""
        if isinstance(change, SetElement):
            self._beside_board.finish_typing()
        else:
            self.store()
