"""Words with what changed in them, set for painting: put in underlined, taken away struck through."""

from __future__ import annotations

from collections import OrderedDict
from collections.abc import Sequence
from math import ceil

from PySide6.QtCore import QPointF
from PySide6.QtGui import QColor, QFont, QFontMetrics, QPainter, QTextCharFormat, QTextLayout, QTextOption

from cmc_desktop.i18n import upright
from cmc_desktop.model.domain.difference import Span
from cmc_desktop.ui.theme import Theme

_LINE_SEPARATOR = "\u2028"
_KEPT = 600
#: letters below this one are in the app's own typeface, so that their lines are all equally high
_PLAIN = "\u0250"

#: a stretch of words: its sign, '' for kept, '+', '-', 'm' for muted or 'b' for bold, and the words
Part = tuple[str, str]


class SetWords:
    """Lays out parts of words in one type; layouts are remembered."""

    def __init__(self, theme: Theme, letters: QFont) -> None:
        self._theme = theme
        self.letters = letters
        self._layouts: OrderedDict[tuple[tuple[Part, ...], int], QTextLayout] = OrderedDict()
        self._metrics = QFontMetrics(letters)
        self._line_high = 0
        self._option = QTextOption()
        self._option.setWrapMode(QTextOption.WrapMode.WrapAtWordBoundaryOrAnywhere)

    def height(self, parts: tuple[Part, ...], width: int) -> int:
        """Pixels that the words need at a width."""
        layout = self._layout(parts, width)
        last = layout.lineAt(layout.lineCount() - 1)
        return ceil(last.y() + last.height())

    def is_surely_a_line(self, words: str, width: int) -> bool:
        """Whether words fit on one line whatever is marked in them: told quickly, and not of every script."""
        return max(words, default=" ") < _PLAIN and 1.1 * self._metrics.horizontalAdvance(words) < width

    @property
    def line_high(self) -> int:
        """The pixels of one line."""
        if not self._line_high:
            self._line_high = self.height(((" ", "x"),), 1_000)
        return self._line_high

    def draw(self, painter: QPainter, x: int, y: int, parts: tuple[Part, ...], width: int) -> None:
        """Draw the words from a point on."""
        painter.setPen(QColor(self._theme.ink))
        self._layout(parts, width).draw(painter, QPointF(x, y))

    def _layout(self, parts: tuple[Part, ...], width: int) -> QTextLayout:
        if len(parts) > 1:  # none of them turns the next round
            parts = tuple((sign, upright(text)) for sign, text in parts)
        key = (parts, width)
        known = self._layouts.get(key)
        if known is None:
            known = self._layouts[key] = self._set(parts, width)
            if len(self._layouts) > _KEPT:
                self._layouts.popitem(last=False)
        return known

    def _set(self, parts: tuple[Part, ...], width: int) -> QTextLayout:
        words = "".join(text for _, text in parts).replace("\n", _LINE_SEPARATOR) or " "
        layout = QTextLayout(words, self.letters)
        layout.setTextOption(self._option)
        layout.setFormats(list(self._formats(parts)))
        layout.beginLayout()
        top = 0.0
        while (line := layout.createLine()).isValid():
            line.setLineWidth(max(1, width))
            line.setPosition(QPointF(0, top))
            top += line.height()
        layout.endLayout()
        return layout

    def _formats(self, parts: tuple[Part, ...]) -> Sequence[QTextLayout.FormatRange]:
        found = []
        start = 0
        for sign, text in parts:
            # Qt counts in halves of the wide characters
            length = len(text.encode("utf-16-le")) // 2
            if sign.strip() and length:
                part = QTextLayout.FormatRange()
                part.start, part.length, part.format = start, length, self._format(sign)
                found.append(part)
            start += length
        return found

    def _format(self, sign: str) -> QTextCharFormat:
        theme = self._theme
        form = QTextCharFormat()
        form.setForeground(QColor({"+": theme.good, "-": theme.overrun, "m": theme.muted}.get(sign, theme.ink)))
        form.setFontUnderline(sign == "+")
        form.setFontStrikeOut(sign == "-")
        if sign == "b":
            form.setFontWeight(QFont.Weight.DemiBold)
        return form


def parts_of(spans: Sequence[Span]) -> tuple[Part, ...]:
    return tuple((span.sign, span.text) for span in spans)
