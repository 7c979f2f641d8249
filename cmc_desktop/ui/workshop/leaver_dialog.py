"""Asks why somebody who left is not counted; the reason goes into the record."""

from __future__ import annotations

from PySide6.QtWidgets import QWidget

from cmc_desktop.model.domain.changes import Change, DecideOnLeaver
from cmc_desktop.model.domain.participant import Leaving, Participant
from cmc_desktop.ui.saying import tr
from cmc_desktop.ui.session_bridge import SessionBridge
from cmc_desktop.ui.workshop.reason_dialog import ReasonDialog
from cmc_desktop.ui.workshop.who import name_of


class LeaverDialog(ReasonDialog):
    """Why one person is left out."""

    def __init__(self, bridge: SessionBridge, person: Participant, parent: QWidget | None = None) -> None:
        self._person = person.id
        question = tr("Why is {name} not counted?", name=name_of(bridge.canvas, person.id))
        hint = tr("The reason goes into the record.")
        super().__init__(bridge, tr("Leave somebody out"), question, hint, tr("Leave out"), parent)

    def wish(self, reason: str) -> Change:
        return DecideOnLeaver(self._person, Leaving.EXCLUDED.value, reason)
