"""The keys follow the element under discussion: from the line of the round, with the walk, after each turn of it."""

from __future__ import annotations

from collections.abc import Callable, Sequence
from typing import TYPE_CHECKING

from PySide6.QtWidgets import QApplication, QScrollArea

from cmc_desktop.model.domain.changes import SetElement
from cmc_desktop.ui.board.board_view import BoardView
from cmc_desktop.ui.session_bridge import SessionBridge
from cmc_desktop.ui.workshop.round.round_strip import RoundStrip

if TYPE_CHECKING:
    from cmc_desktop.model.services.session import Written


class ElementKeys:
    """`take_focus` puts the keys where the work goes on."""

    def __init__(
        self, bridge: SessionBridge, board: BoardView, strip: RoundStrip, take_focus: Callable[[], object]
    ) -> None:
        self._bridge = bridge
        self._board = board
        self._round = strip
        self._take_focus = take_focus

    def step(self, by: int) -> None:
        """Turn to the next or the previous element of the walk."""
        canvas = self._bridge.canvas
        walk: Sequence[str] = canvas.template.walk
        place = walk.index(canvas.workshop.element) if canvas.workshop.element in walk else -1 if by > 0 else 1
        place = max(0, min(len(walk) - 1, place + by))
        self._bridge.do(SetElement(walk[place]))
        if self._round.isVisible():
            self._round.take_focus()
        else:
            self._board.focus_box(walk[place])

    def look_at_board(self) -> None:
        """From the line of the round the keys go to the box of which the line is."""
        self._board.focus_box(self._bridge.canvas.workshop.element or self._board.current_box())

    def follow(self, written: Written) -> None:
        """After a write: where somebody here turned to another element, keys that wait on the board go there too."""
        element = self._bridge.canvas.workshop.element
        turned = written.way == "do" and written.name == SetElement.key
        # A click on a button beside the board may leave the keys on the panel around it, where they do nothing.
        board_waits = self._board.has_keys() or isinstance(QApplication.focusWidget(), QScrollArea)
        if turned and board_waits and self._board.current_box() != element:
            self._board.focus_box(element)
            if self._board.in_round:
                self._take_focus()
