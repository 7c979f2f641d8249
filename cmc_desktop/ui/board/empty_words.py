"""The words of an empty box, in a place that may be too low for them: smaller, then fewer, but never a line cut."""

from __future__ import annotations

from PySide6.QtCore import QPointF, QRect, Qt
from PySide6.QtGui import QFont, QFontMetricsF, QPainter, QTextLayout, QTextOption

#: pixels of the smallest type
_SMALL = 11


def draw_words(painter: QPainter, area: QRect, words: str) -> int:
    """Draw `words` into `area` with the painter's pen and its font, a smaller one where they do not fit; what still
    does not fit gives way to an ellipsis. Returns the pixels used."""
    for font in (painter.font(), _smaller(painter.font())):
        layout = _laid_out(words, font, area.width())
        step = QFontMetricsF(font).lineSpacing()
        fitting = int((area.height() + QFontMetricsF(font).descent() / 2) // step)
        if layout.lineCount() <= fitting:
            break
    else:
        layout = _shortened(words, layout, font, fitting)
    lines = min(fitting, layout.lineCount())
    for row in range(lines):
        layout.lineAt(row).draw(painter, QPointF(area.left(), area.top() + row * step))
    return round(lines * step)


def _smaller(font: QFont) -> QFont:
    small = QFont(font)
    small.setPixelSize(_SMALL)
    return small


def _laid_out(words: str, font: QFont, width: float) -> QTextLayout:
    layout = QTextLayout(words, font)
    option = QTextOption()
    option.setWrapMode(QTextOption.WrapMode.WordWrap)
    option.setTextDirection(Qt.LayoutDirection.LayoutDirectionAuto)
    layout.setTextOption(option)
    layout.beginLayout()
    while (line := layout.createLine()).isValid():
        line.setLineWidth(width)
    layout.endLayout()
    return layout


def _shortened(words: str, layout: QTextLayout, font: QFont, fitting: int) -> QTextLayout:
    """As many whole words as fit into `fitting` lines with an ellipsis behind them."""
    if fitting < 1:
        return layout
    last = layout.lineAt(fitting - 1)
    kept = words[: last.textStart() + last.textLength()].rstrip()
    shorter = _laid_out(f"{kept}…", font, last.width())
    while shorter.lineCount() > fitting and " " in kept:
        kept = kept.rpartition(" ")[0].rstrip(",;:")
        shorter = _laid_out(f"{kept}…", font, last.width())
    return shorter
