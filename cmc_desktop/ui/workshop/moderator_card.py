"""What the moderator has at hand in a phase: what to say, when to go on."""

from __future__ import annotations

from collections.abc import Mapping

from PySide6.QtCore import Qt
from PySide6.QtWidgets import QLabel, QVBoxLayout, QWidget

from cmc_desktop.i18n import tr
from cmc_desktop.model.domain.agenda import AgendaItem
from cmc_desktop.model.services.resources import PhasePlan, Protocol
from cmc_desktop.ui.look import dressed


def plan_for(item: AgendaItem, protocol: str, protocols: Mapping[str, Protocol]) -> PhasePlan | None:
    """The card of a phase: from the agenda it came with, else from any that has a phase of this kind."""
    first = [protocols[protocol]] if protocol in protocols else []
    found = [plan for known in (*first, *protocols.values()) for plan in known.phases if plan.kind == item.kind]
    return found[0] if found else None


class ModeratorCard(QWidget):
    """Words to say and the sign to go on, for one phase."""

    def __init__(self, protocols: Mapping[str, Protocol], parent: QWidget | None = None) -> None:
        super().__init__(parent)
        self._protocols = protocols
        self.setAccessibleName(tr("Moderator’s card"))
        self.say = _text("muted")
        self.move_on = _text("muted")
        self._say_heading = dressed(QLabel(tr("WHAT TO SAY")), "caps")
        self._on_heading = dressed(QLabel(tr("WHEN TO GO ON")), "caps")
        layout = QVBoxLayout(self)
        layout.setContentsMargins(0, 0, 0, 0)
        layout.setSpacing(4)
        layout.addWidget(self._say_heading)
        layout.addWidget(self.say)
        layout.addSpacing(6)
        layout.addWidget(self._on_heading)
        layout.addWidget(self.move_on)
        layout.addStretch(1)

    def show_phase(self, item: AgendaItem, protocol: str) -> None:
        plan = plan_for(item, protocol, self._protocols)
        self.say.setText("\n\n".join(tr(words) for words in plan.say) if plan else "")
        self.move_on.setText(tr(plan.move_on) if plan else "")
        for heading, text in ((self._say_heading, self.say), (self._on_heading, self.move_on)):
            heading.setVisible(bool(text.text()))
            text.setVisible(bool(text.text()))


def _text(look: str = "") -> QLabel:
    label = dressed(QLabel(), look)
    label.setWordWrap(True)
    label.setTextFormat(Qt.TextFormat.PlainText)
    return label
