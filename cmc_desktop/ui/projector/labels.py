"""Words on the wall: plain text, in a size given in pixels."""

from __future__ import annotations

from PySide6.QtCore import Qt
from PySide6.QtWidgets import QLabel

from cmc_desktop.model.domain.template import Box
from cmc_desktop.ui.projector.measure import Measure
from cmc_desktop.ui.theme import DARK, LIGHT


def plain_label(text: str = "", *, wraps: bool = True) -> QLabel:
    """A label that shows its text as it is."""
    label = QLabel(text)
    label.setTextFormat(Qt.TextFormat.PlainText)
    label.setWordWrap(wraps)
    label.setMinimumWidth(1)
    return label


def sized(label: QLabel, pixels: int, *, weight: int = 400, colour: str = DARK.ink) -> None:
    """Give a label its type; done again with the same values it costs nothing."""
    style = f"font-size: {pixels}px; font-weight: {weight}; color: {colour};"
    if label.styleSheet() != style:
        label.setStyleSheet(style)


def card_style(box: Box, measure: Measure) -> str:
    """The white sheet on the dark wall, with the part's colour on its upper edge."""
    edge, radius = max(4, measure.px(12)), max(4, measure.px(12))
    return f"QFrame {{ background: {LIGHT.card}; border-radius: {radius}px; border-top: {edge}px solid " + (
        f"{DARK.tone(box.tone).name()}; }} QLabel {{ border: none; border-radius: 0; }}"
    )
