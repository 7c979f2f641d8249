"""How large a note is on the wall: the one place that measures for both layout and painting."""

from __future__ import annotations

from collections.abc import Iterator
from dataclasses import replace
from functools import lru_cache

from PySide6.QtCore import QRect, Qt
from PySide6.QtGui import QFont, QFontMetrics

from cmc_desktop.ui.projector.measure import Measure
from cmc_desktop.ui.projector.picture import Card
from cmc_desktop.ui.theme import font

_WRAP = int(Qt.TextFlag.TextWordWrap | Qt.TextFlag.TextWrapAnywhere)
_KEPT_HEIGHTS = 5000
_GOES_ON = "…"


@lru_cache(maxsize=64)
def card_metrics(pixels: int, name_pixels: int, most_lines: int = 0) -> CardMetrics:
    """The metrics of one size of type; measured heights are kept with it."""
    return CardMetrics(pixels, name_pixels, most_lines)


def metrics_at(size: int, measure: Measure, most_lines: int = 0) -> CardMetrics:
    """The metrics of notes in type of `size` pixels at 1080 lines, never below the floor."""
    return card_metrics(measure.note(size), measure.word(min(40, size * 0.72)), most_lines)


class CardMetrics:
    """Heights of cards in type of `pixels`, with the name below the words where there is one."""

    def __init__(self, pixels: int, name_pixels: int, most_lines: int = 0) -> None:
        """`most_lines` cuts longer notes with an ellipsis and sets them closer, for an overview; 0 shows each whole."""
        self.pixels = pixels
        self.name_pixels = name_pixels
        self.most_lines = most_lines
        self.font = font(pixels)
        self.name_font = font(name_pixels, QFont.Weight.DemiBold)
        self.pad = max(4, round(pixels * (0.25 if most_lines else 0.42)))
        self.gap = max(3, round(pixels * (0.16 if most_lines else 0.28)))
        self._metrics = QFontMetrics(self.font)
        self._names = QFontMetrics(self.name_font)
        # as Qt lays lines out; QFontMetrics.lineSpacing() may be a pixel less
        self.line_height = self._metrics.boundingRect(QRect(0, 0, 10_000, 10_000), 0, _GOES_ON).height()
        self._heights: dict[tuple[str, bool, int], int] = {}
        self._cut: dict[tuple[str, int], str] = {}

    @property
    def around(self) -> int:
        """Pixels of a card beside its text: above, below, and the gap to the next one."""
        return round((0.5 if self.most_lines else 1.2) * self.pad) + self.gap

    def height(self, card: Card, width: int) -> int:
        """The height of a card with the gap below it, in a list `width` pixels wide."""
        key = (card.text, bool(self.below(card)), width)
        if key not in self._heights:
            if len(self._heights) > _KEPT_HEIGHTS:
                self._heights.clear()
                self._cut.clear()
            self._heights[key] = self._measured(card, width)
        return self._heights[key]

    def _measured(self, card: Card, width: int) -> int:
        inner = self.inner(width)
        return self._text_height(self.shown(card.text, inner), inner) + self.name_height(card) + self.around

    def inner(self, width: int) -> int:
        """The width there is for text in a list of this width."""
        return max(10, width - 2 * self.pad)

    def name_height(self, card: Card) -> int:
        return self._names.lineSpacing() if self.below(card) else 0

    def below(self, card: Card) -> str:
        """What stands below the words; on the whole board, where words are cut, nobody settles anything."""
        return card.name if self.most_lines else card.below

    def _text_height(self, text: str, width: int) -> int:
        return self._metrics.boundingRect(QRect(0, 0, width, 100_000), self.flags(text, width), text).height()

    def shown(self, text: str, width: int) -> str:
        """The text as it is drawn in `width` pixels: whole, or cut after the last line allowed."""
        if not self.most_lines:
            return text
        key = (text, width)
        if key not in self._cut:
            room = self.most_lines * self.line_height
            fits = self._text_height(text, width) <= room
            self._cut[key] = text if fits else self._first_of(text, width, room) + _GOES_ON
        return self._cut[key]

    def _first_of(self, text: str, width: int, room: int, least: int = 1) -> str:
        """As much of `text` as fits into `room` with the sign that it goes on, at least so many characters."""
        low, high = least, max(least, min(len(text), 16 + 8 * width * room // (self.pixels * self.pixels)))
        while low < high:
            middle = (low + high + 1) // 2
            fits = self._text_height(text[:middle].rstrip() + _GOES_ON, width) <= room
            low, high = (middle, high) if fits else (low, middle - 1)
        return text[:low].rstrip()

    def parts(self, card: Card, width: int, height: int) -> Iterator[Card]:
        """`card`, or as many cards as it takes to show all its words on pages of `height` pixels, in this type."""
        if self.height(card, width) <= height:
            yield card
            return
        inner, room = self.inner(width), max(self.line_height, height - self.around - self.name_height(card))
        rest, lead = card.text, ""
        while len(rest) > 1 and self._text_height(lead + rest, inner) > room:
            first = self._first_of(lead + rest, inner, room, len(lead) + 1)
            space = first.rfind(" ")
            if space > len(first) // 2 and space > len(lead):
                first = first[:space]
            yield replace(card, text=first + _GOES_ON, name="")
            rest, lead = rest[max(1, len(first) - len(lead)) :].lstrip(), f"{_GOES_ON} "
        yield replace(card, text=lead + rest)

    def flags(self, text: str, width: int) -> int:
        """How to wrap: between words, and inside a word only when one is wider than the list."""
        long_words = (word for word in text.split() if len(word) * self.pixels > width)
        too_wide = any(self._metrics.horizontalAdvance(word) > width for word in long_words)
        return _WRAP if too_wide else int(Qt.TextFlag.TextWordWrap)
