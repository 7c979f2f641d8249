"""Words on the wall: plain text, in a size given in pixels."""

from __future__ import annotations

from PySide6.QtCore import Qt
from PySide6.QtGui import QFont, QFontMetrics
from PySide6.QtWidgets import QLabel

from cmc_desktop.ui.saying import tr
from cmc_desktop.ui.theme import DARK, font


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


def fitted(label: QLabel, words: str, pixels: int, width: int, *, weight: int) -> None:
    """Put `words` on a label in one line of at most `width` pixels, cut with an ellipsis; they are spoken whole."""
    metrics = QFontMetrics(font(pixels, QFont.Weight(weight)))
    label.setText(metrics.elidedText(words, Qt.TextElideMode.ElideRight, max(1, width)))
    label.setAccessibleName(words)
    sized(label, pixels, weight=weight)


def width_of(words: str, pixels: int, *, weight: int) -> int:
    """The width of words in one line, in pixels."""
    return QFontMetrics(font(pixels, QFont.Weight(weight))).horizontalAdvance(words) + 1


def line_height(pixels: int, *, weight: int) -> int:
    """The height of a label of one line, also of one that is hidden and has no type yet."""
    return QFontMetrics(font(pixels, QFont.Weight(weight))).height()


def page_words(page: int, count: int) -> str:
    """Which page it is, counted from 0; nothing where there is only one."""
    return tr("page {n} of {total}", n=page + 1, total=count) if count > 1 else ""
