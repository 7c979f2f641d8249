"""Undo and Redo for what is done on the page of conflicts: what was done before it came in front stays as it is."""

from __future__ import annotations

from cmc_desktop.model.services.undo_steps import Way
from cmc_desktop.ui.session_bridge import SessionBridge


class UndoHere:
    """Knows the steps that were there before the page: those are taken on the desk, where they are seen.

    The steps themselves, not how many: what another window changes takes any of them away.
    """

    def __init__(self, bridge: SessionBridge) -> None:
        self._bridge = bridge
        self._before = {way: bridge.session.steps(way) for way in Way}

    @property
    def label(self) -> str:
        """What Undo would take back here; empty when nothing was done here."""
        return self._label(Way.UNDO)

    def undo(self) -> bool:
        """Take back what was done here last, or the whole copy; False when there is nothing, or it could not be."""
        return bool(self.label and self._bridge.undo())

    def redo(self) -> bool:
        """Do again what was taken back here; False when there is nothing, or it could not be."""
        return bool(self._label(Way.REDO) and self._bridge.redo())

    def _label(self, way: Way) -> str:
        steps = self._bridge.session.steps(way)
        is_ours = bool(steps) and not any(step is steps[-1] for step in self._before[way])
        return steps[-1].label if is_ours else ""
