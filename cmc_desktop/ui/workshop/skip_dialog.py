"""Asks why a phase is skipped; the reason goes into the log."""

from __future__ import annotations

from PySide6.QtWidgets import QWidget

from cmc_desktop.model.domain.changes import Change, SkipPhase
from cmc_desktop.ui.saying import tr
from cmc_desktop.ui.session_bridge import SessionBridge
from cmc_desktop.ui.workshop.reason_dialog import ReasonDialog


class SkipDialog(ReasonDialog):
    """Why the current phase is skipped."""

    def __init__(self, bridge: SessionBridge, parent: QWidget | None = None) -> None:
        item = bridge.canvas.current_item
        question = tr("Why is “{phase}” skipped?", phase=item.title if item else "")
        hint = tr("The reason goes into the log.")
        super().__init__(bridge, tr("Skip this phase"), question, hint, tr("Skip the phase"), parent)

    def wish(self, reason: str) -> Change:
        return SkipPhase(reason)
