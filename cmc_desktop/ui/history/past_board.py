"""A board that shows a state of the past, to look at and nothing else."""

from __future__ import annotations

from typing import TYPE_CHECKING

from PySide6.QtWidgets import QVBoxLayout, QWidget

from cmc_desktop.model.domain.merging.shown import open_conflicts
from cmc_desktop.model.services.past import PastSession
from cmc_desktop.ui.board.board_boxes import BoardBoxes
from cmc_desktop.ui.look import Look
from cmc_desktop.ui.saying import tr
from cmc_desktop.ui.session_bridge import SessionBridge

if TYPE_CHECKING:
    from cmc_desktop.model.domain.canvas import Canvas
    from cmc_desktop.model.domain.revision import Content
    from cmc_desktop.model.services.clock import Clock


class PastBoard(QWidget):
    """The desk's own board, that cannot be changed; from one state to the next only what differs is drawn anew."""

    def __init__(self, canvas: Canvas, clock: Clock, look: Look, parent: QWidget | None = None) -> None:
        super().__init__(parent)
        self._canvas = canvas
        self._past = PastSession(canvas.head, canvas.template, clock)
        self.bridge = SessionBridge(self._past, self)
        self.bridge.rest()
        self.board = BoardBoxes(self.bridge, look)
        self.board.set_editable(False, tr("This is how it was: it can be looked at, and restored."))
        self.board.setAccessibleName(tr("The board as it was"))
        layout = QVBoxLayout(self)
        layout.setContentsMargins(0, 0, 0, 0)
        layout.addWidget(self.board)
        self.setFocusProxy(self.board)

    def show_state(self, content: Content, rest: str) -> int:
        """Show what the canvas said, and what was in conflict then; returns how much of that there was."""
        self._past.show(content, rest, self._canvas)
        return len(open_conflicts(self._past.canvas))
