"""Pictures without notes: what an element means, all questions during the silent work, the countdown of a break."""

from __future__ import annotations

from PySide6.QtCore import Qt
from PySide6.QtWidgets import QFrame, QGridLayout, QLabel, QVBoxLayout, QWidget

from cmc_desktop.i18n import tr
from cmc_desktop.model.domain.template import Box, Template
from cmc_desktop.ui.projector.plan import Plan
from cmc_desktop.ui.theme import DARK, LIGHT


def plain_label(text: str = "", *, wraps: bool = True) -> QLabel:
    """A label that shows its text as it is."""
    label = QLabel(text)
    label.setTextFormat(Qt.TextFormat.PlainText)
    label.setWordWrap(wraps)
    label.setMinimumWidth(1)
    return label


def sized(label: QLabel, pixels: float, *, weight: int = 400, colour: str = DARK.ink) -> None:
    """Give a label its type; done again with the same values it costs nothing."""
    style = f"font-size: {max(1, round(pixels))}px; font-weight: {weight}; color: {colour};"
    if label.styleSheet() != style:
        label.setStyleSheet(style)


class MeaningPage(QWidget):
    """One element with its question and what goes in: for presenting the canvas and questions of understanding."""

    def __init__(self, template: Template, parent: QWidget | None = None) -> None:
        super().__init__(parent)
        self._template = template
        self._plan = Plan(template)
        self._card = QFrame()
        self._name, self._question, self._explanation = plain_label(), plain_label(), plain_label()
        inner = QVBoxLayout(self._card)
        for label in (self._name, self._question, self._explanation):
            inner.addWidget(label)
        inner.addStretch(1)
        self._inner = inner
        self._grid = QGridLayout(self)
        self._grid.setContentsMargins(0, 0, 0, 0)
        self._grid.addWidget(self._plan, 0, 0)
        self._grid.addWidget(self._card, 0, 1)
        self._grid.setColumnStretch(0, 24)
        self._grid.setColumnStretch(1, 72)

    def show_element(self, element: str, unit: float) -> None:
        box = self._template.box(element)
        self._plan.light(element, unit)
        self._grid.setHorizontalSpacing(round(32 * unit))
        margin = round(44 * unit)
        self._inner.setContentsMargins(margin, margin, margin, margin)
        self._inner.setSpacing(round(28 * unit))
        self._card.setStyleSheet(card_style(box, unit))
        self._name.setText(f"{box.number} · {tr(box.name)}")
        self._question.setText(tr(box.question))
        self._explanation.setText(tr(box.explanation))
        sized(self._name, 56 * unit, weight=700, colour=LIGHT.ink)
        sized(self._question, 48 * unit, colour=LIGHT.ink)
        sized(self._explanation, 36 * unit, colour=LIGHT.muted)


def card_style(box: Box, unit: float) -> str:
    """The white sheet on the dark wall, with the part's colour on its upper edge."""
    edge, radius = max(4, round(12 * unit)), max(4, round(12 * unit))
    return f"QFrame {{ background: {LIGHT.card}; border-radius: {radius}px; border-top: {edge}px solid " + (
        f"{DARK.tone(box.tone).name()}; }} QLabel {{ border: none; border-radius: 0; }}"
    )


class QuestionsPage(QWidget):
    """The silent work: a large countdown and the questions, never a note."""

    def __init__(self, template: Template, parent: QWidget | None = None) -> None:
        super().__init__(parent)
        self._clock = plain_label(wraps=False)
        self._clock.setAlignment(Qt.AlignmentFlag.AlignCenter)
        self._hint = plain_label(tr("Work alone, on your own sheet"))
        self._hint.setAlignment(Qt.AlignmentFlag.AlignCenter)
        self._questions = [(box, plain_label()) for box in template.in_walk_order]
        grid = QGridLayout(self)
        grid.setContentsMargins(0, 0, 0, 0)
        grid.addWidget(self._clock, 0, 0, 1, 2)
        grid.addWidget(self._hint, 1, 0, 1, 2)
        half = -(-len(self._questions) // 2)
        for place, (box, label) in enumerate(self._questions):
            label.setText(f"{box.number}  {tr(box.question)}")
            label.setAlignment(Qt.AlignmentFlag.AlignTop)
            grid.addWidget(label, 2 + place % half, place // half)
        grid.setColumnStretch(0, 1)
        grid.setColumnStretch(1, 1)
        self._grid = grid

    def show_time(self, text: str, unit: float, colour: str) -> None:
        self._grid.setHorizontalSpacing(round(56 * unit))
        self._grid.setVerticalSpacing(round(14 * unit))
        self._clock.setText(text)
        sized(self._clock, 190 * unit, weight=700, colour=colour)
        sized(self._hint, 36 * unit, colour=DARK.muted)
        for _, label in self._questions:
            sized(label, 27 * unit)


class CountdownPage(QWidget):
    """A break: when it goes on."""

    def __init__(self, parent: QWidget | None = None) -> None:
        super().__init__(parent)
        self._name, self._clock, self._until = plain_label(), plain_label(wraps=False), plain_label()
        layout = QVBoxLayout(self)
        layout.addStretch(2)
        for label in (self._name, self._clock, self._until):
            label.setAlignment(Qt.AlignmentFlag.AlignCenter)
            layout.addWidget(label)
        layout.addStretch(3)

    def show_time(self, name: str, text: str, until: str, unit: float, colour: str) -> None:
        self._name.setText(name)
        self._clock.setText(text)
        self._until.setText(until)
        sized(self._name, 64 * unit, weight=600)
        sized(self._clock, 260 * unit, weight=700, colour=colour)
        sized(self._until, 48 * unit, colour=DARK.muted)
