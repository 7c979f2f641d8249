"""Asks why a note was dropped, when nobody said so at the time."""

from __future__ import annotations

from PySide6.QtWidgets import QWidget

from cmc_desktop.model.domain.changes import Change, ExplainDrop
from cmc_desktop.model.domain.fate import Fate
from cmc_desktop.ui.saying import tr
from cmc_desktop.ui.session_bridge import SessionBridge
from cmc_desktop.ui.workshop.reason_dialog import ReasonDialog


class ExplainDropDialog(ReasonDialog):
    """Why a note of the round is not on the canvas."""

    def __init__(self, bridge: SessionBridge, line: Fate, parent: QWidget | None = None) -> None:
        question = tr("Why was “{text}” dropped?", text=line.words)
        hint = tr("Whoever said it will read this.")
        super().__init__(bridge, tr("Say why"), question, hint, tr("Keep the reason"), parent)
        self._notes = (line.note.id,)
        self._was: tuple[str, ...] = (line.note.dropped_why,)
        self._stands = line
        self.reason.setText(line.why)

    def wish(self, reason: str) -> Change:
        # several reasons stand in one line here, and stay several unless somebody says it otherwise
        told = self._stands.note.dropped_why if reason == self._stands.why else reason
        return ExplainDrop(self._notes, told, self._was)

    def look_again(self) -> None:
        self._was = ExplainDrop.said(self._bridge.canvas, self._notes)
