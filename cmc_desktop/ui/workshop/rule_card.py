"""The rule of the phase, always in sight below the clock: what may be done to the board now."""

from __future__ import annotations

from PySide6.QtCore import Qt
from PySide6.QtWidgets import QLabel, QVBoxLayout, QWidget

from cmc_desktop.i18n import tr
from cmc_desktop.model.domain.phase_rules import sentence
from cmc_desktop.ui.look import dressed


class RuleCard(QWidget):
    """The rule of one phase in plain words."""

    def __init__(self, parent: QWidget | None = None) -> None:
        super().__init__(parent)
        self.setAccessibleName(tr("Rule of this phase"))
        self.rule = QLabel()
        self.rule.setWordWrap(True)
        self.rule.setTextFormat(Qt.TextFormat.PlainText)
        layout = QVBoxLayout(self)
        layout.setContentsMargins(0, 0, 0, 0)
        layout.setSpacing(2)
        layout.addWidget(dressed(QLabel(tr("RULE OF THIS PHASE")), "caps"))
        layout.addWidget(self.rule)

    def show_phase(self, kind: str) -> None:
        self.rule.setText(sentence(kind))
