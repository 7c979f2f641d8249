"""Undo and Redo for what is done on the page of conflicts: what was done before it came in front stays as it is."""

from __future__ import annotations

from typing import TYPE_CHECKING

from cmc_desktop.ui.session_bridge import SessionBridge

if TYPE_CHECKING:
    from cmc_desktop.model.services.session import Written


class UndoHere:
    """`note` is told every write, so that it knows what was done and taken back since the page came in front."""

    def __init__(self, bridge: SessionBridge) -> None:
        self._bridge = bridge
        #: how many steps there were before: those are taken back on the desk, where they are seen
        self._before = bridge.session.undo_count
        self._taken_back = 0

    def note(self, written: Written) -> None:
        """A step of another window neither adds to them nor ends them; any other ends what can be done again."""
        self._before = min(self._before, self._bridge.session.undo_count)
        if written.way != "elsewhere":
            step = {"undo": 1, "redo": -1}.get(written.way)
            self._taken_back = 0 if step is None else max(0, self._taken_back + step)

    @property
    def label(self) -> str:
        """What Undo would take back here; empty when nothing was done here."""
        session = self._bridge.session
        return session.undo_label if session.undo_count > self._before else ""

    def undo(self) -> bool:
        """Take back what was done here last, or the whole copy; False when there is nothing, or it could not be."""
        return bool(self.label and self._bridge.undo())

    def redo(self) -> bool:
        """Do again what was taken back here; False when there is nothing, or it could not be."""
        return bool(self._taken_back and self._bridge.session.redo_label and self._bridge.redo())
