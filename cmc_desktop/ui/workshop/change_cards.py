"""What changed since a person answered, word by word: one sheet per element, signs as well as colours."""

from __future__ import annotations

from collections.abc import Sequence
from itertools import groupby

from PySide6.QtCore import Qt
from PySide6.QtGui import QFont
from PySide6.QtWidgets import QFrame, QLabel, QScrollArea, QVBoxLayout, QWidget

from cmc_desktop.model.domain.difference import Difference
from cmc_desktop.model.domain.template import Template
from cmc_desktop.ui.change_text import ChangeText
from cmc_desktop.ui.look import dressed
from cmc_desktop.ui.saying import tr
from cmc_desktop.ui.theme import LIGHT, font

_SHEET = "#f8f9fb"


class ChangeCard(QFrame):
    """One element's changes on a light sheet with the element's colour at its top edge."""

    def __init__(self, key: str, differences: Sequence[Difference], template: Template, scale: float) -> None:
        super().__init__()
        box = template.box(key) if key else None
        tone = LIGHT.tone(box.tone).name() if box else LIGHT.accent
        self.setObjectName("change")
        self.setStyleSheet(
            f"#change {{ background: {_SHEET}; border: none; border-top: 6px solid {tone};"
            " border-bottom-left-radius: 8px; border-bottom-right-radius: 8px; }"
            f"QTextEdit {{ background: {_SHEET}; color: {LIGHT.ink}; border: none; padding: 0; }}"
            f"QLabel {{ color: {LIGHT.muted}; }}"
        )
        self.heading = QLabel(box.label if box else tr("Title and city"))
        self.heading.setTextFormat(Qt.TextFormat.PlainText)
        self.heading.setFont(font(15 * scale, QFont.Weight.DemiBold))
        self.text = ChangeText(differences, template, round(22 * scale))
        self.setAccessibleName(tr("Changes in {box}", box=self.heading.text()))
        column = QVBoxLayout(self)
        margin = round(22 * scale)
        column.setContentsMargins(margin, margin // 2, margin, margin * 2 // 3)
        column.setSpacing(6)
        column.addWidget(self.heading)
        column.addWidget(self.text)


class ChangeCards(QScrollArea):
    """All changes since an answer, element by element in the order of the walk; empty when there are none."""

    def __init__(self, parent: QWidget | None = None) -> None:
        super().__init__(parent)
        self.setWidgetResizable(True)
        self.setHorizontalScrollBarPolicy(Qt.ScrollBarPolicy.ScrollBarAlwaysOff)
        self.setAccessibleName(tr("What changed"))
        self.cards: list[ChangeCard] = []

    def show_differences(self, differences: Sequence[Difference], template: Template, scale: float) -> None:
        inner = dressed(QWidget(), "paper")
        inner.setAutoFillBackground(False)
        column = QVBoxLayout(inner)
        column.setContentsMargins(0, 0, 8, 0)
        column.setSpacing(round(14 * scale))
        places = {key: place for place, key in enumerate(("", *template.walk))}
        ordered = sorted(differences, key=lambda change: places[change.box])
        self.cards = [
            ChangeCard(key, list(group), template, scale) for key, group in groupby(ordered, lambda change: change.box)
        ]
        for card in self.cards:
            column.addWidget(card)
        column.addStretch(1)
        self.setWidget(inner)

    def turn(self, pages: int) -> None:
        """Scroll on (+1) or back (-1) by a page."""
        bar = self.verticalScrollBar()
        bar.setValue(bar.value() + pages * bar.pageStep())
