"""The rule of the phase, always in sight below the clock: what may be done to the board now."""

from __future__ import annotations

from collections.abc import Mapping

from PySide6.QtCore import Qt
from PySide6.QtWidgets import QLabel, QVBoxLayout, QWidget

from cmc_desktop.model.domain.agenda import AgendaItem
from cmc_desktop.model.domain.canvas import Canvas
from cmc_desktop.model.services.cards import BY_ELEMENT, card_of
from cmc_desktop.model.services.resources import Protocol
from cmc_desktop.ui.look import dressed
from cmc_desktop.ui.saying import tr


class RuleCard(QWidget):
    """The rule of one phase in plain words: the moderator's own where a card has one."""

    def __init__(self, protocols: Mapping[str, Protocol], parent: QWidget | None = None) -> None:
        super().__init__(parent)
        self._protocols = protocols
        self.setAccessibleName(tr("Rule of this phase"))
        self.rule = QLabel()
        self.rule.setWordWrap(True)
        self.rule.setTextFormat(Qt.TextFormat.PlainText)
        layout = QVBoxLayout(self)
        layout.setContentsMargins(0, 0, 0, 0)
        layout.setSpacing(2)
        layout.addWidget(dressed(QLabel(tr("RULE OF THIS PHASE")), "caps"))
        layout.addWidget(self.rule)

    def show_canvas(self, canvas: Canvas, item: AgendaItem) -> None:
        """Show the rule of a phase, or of the element under discussion in it."""
        box = canvas.workshop.element if item.kind in BY_ELEMENT else ""
        element = box if box in canvas.template else ""
        self.rule.setText(card_of(canvas, self._protocols, item.kind, element).rule)
