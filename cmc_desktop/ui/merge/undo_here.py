"""Undo and Redo for what is done on the page of conflicts: Redo does again what was taken back there, and no more."""

from __future__ import annotations

from typing import TYPE_CHECKING

from cmc_desktop.ui.session_bridge import SessionBridge

if TYPE_CHECKING:
    from cmc_desktop.model.services.session import Written


class UndoHere:
    """`note` is told every write, so that it knows how many steps were taken back since the page came in front."""

    def __init__(self, bridge: SessionBridge) -> None:
        self._bridge = bridge
        self._taken_back = 0

    def note(self, written: Written) -> None:
        """A step of another window neither adds to them nor ends them; any other ends what can be done again."""
        if written.way != "elsewhere":
            step = {"undo": 1, "redo": -1}.get(written.way)
            self._taken_back = 0 if step is None else max(0, self._taken_back + step)

    def undo(self) -> bool:
        """Take back what was done last, or the whole copy; False when it could not be."""
        return self._bridge.undo()

    def redo(self) -> bool:
        """Do again what was taken back here; False when there is nothing, or it could not be."""
        return bool(self._taken_back and self._bridge.session.redo_label and self._bridge.redo())
